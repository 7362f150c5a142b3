"""Nouns to JSON and back, and the canonical bytes that are hashed (RFC 8785: the same in every language and on every machine)."""

from __future__ import annotations

import dataclasses
import hashlib
import types
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import rfc8785

from khaka.committee.kinds import KINDS
from khaka.committee.noun import Noun

N = TypeVar("N", bound=Noun)


def plain(value: Any) -> Any:
    """A value as JSON: fractions as ``"2/3"``, moments in UTC, durations in seconds, enums by value."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value // timedelta(seconds=1)
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    return value


def to_json(noun: Noun) -> dict[str, Any]:
    """A noun as JSON, its kind included."""
    return {"kind": noun.KIND, **plain(noun)}


def from_json(document: Mapping[str, Any]) -> Noun:
    """The noun that ``to_json`` wrote.

    Raises
    ------
    ValueError
        An unknown kind, or a field that is missing, unknown, or of another type.
    """
    cls = KINDS.get(str(document.get("kind")))
    if cls is None:
        raise ValueError(f"no kind of record called {document.get('kind')!r}")
    made: Noun = _read(cls, {k: v for k, v in document.items() if k != "kind"}, cls.KIND)
    return made


def canonical(value: Any) -> bytes:
    """The canonical bytes of JSON (RFC 8785).

    Raises
    ------
    ValueError
        What JSON cannot carry exactly: NaN, infinity, whole numbers above 2^53, lone surrogates.
    """
    return bytes(rfc8785.dumps(value))


def digest(value: Any) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def digest_of(noun: Noun) -> str:
    """SHA-256 of a noun's canonical form."""
    return digest(to_json(noun))


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _read(kind: Any, value: Any, where: str) -> Any:
    """A value of an annotated type out of JSON."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        return _read(next(a for a in get_args(kind) if a is not type(None)), value, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise ValueError(f"{where}: a list is expected")
        return tuple(_read(get_args(kind)[0], v, where) for v in value)
    if origin is dict:
        if not isinstance(value, dict):
            raise ValueError(f"{where}: an object is expected")
        return value
    if dataclasses.is_dataclass(kind):
        return _read_dataclass(kind, value, where)
    return _read_scalar(kind, value, where)


def _read_dataclass(kind: Any, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise ValueError(f"{where}: an object is expected")
    names = {f.name for f in dataclasses.fields(kind)}
    if set(value) != names:
        raise ValueError(f"{where}: fields {sorted(set(value) ^ names)} are unknown or missing")
    hints = _hints(kind)
    return kind(**{k: _read(hints[k], v, f"{where}.{k}") for k, v in sorted(value.items())})


def _read_scalar(kind: Any, value: Any, where: str) -> Any:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if kind is timedelta and isinstance(value, int) and not isinstance(value, bool):
        return timedelta(seconds=value)
    if kind in (str, int, float, bool):
        if type(value) is not kind:
            raise ValueError(f"{where}: {kind.__name__} is expected")
        return value
    if not isinstance(value, str):
        raise ValueError(f"{where}: a text is expected")
    if kind is datetime:
        return datetime.fromisoformat(value)
    if kind is date:
        return date.fromisoformat(value)
    return kind(value)
