"""What a verb takes: one small object a field, that reads a JSON value exactly or says why not, and gives its JSON schema."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final, Protocol

from khaka.committee.blocker import Blocker, block
from khaka.committee.noun import NO_WORDS, Words
from khaka.committee.text import clean, fault, latin_digits
from khaka.core.message import Message

LINE: Final = 200
NOTE: Final = 4_000
LONG: Final = 20_000
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:@-]{0,119}")


class Bad(Exception):  # noqa: N818  (never leaves this room)
    """A value that a field cannot take; the code of the Blocker and its parameters."""

    def __init__(self, code: str, **params: Any) -> None:
        self.code, self.params = code, params
        super().__init__(code)


class Field(Protocol):
    """A field of a verb's data."""

    @property
    def name(self) -> str:
        """The key in the data."""
        ...

    @property
    def optional(self) -> bool:
        """True when it may be left out; its value is then ``empty``."""
        ...

    @property
    def empty(self) -> Any:
        """The value of a field that is left out."""
        ...

    def read(self, value: Any) -> Any:
        """The value, or Bad."""
        ...

    def schema(self) -> dict[str, Any]:
        """The JSON schema of the value."""
        ...


@dataclass(frozen=True, slots=True)
class Text:
    """A text of up to ``limit`` characters; of one line when the limit is LINE or less."""

    name: str
    limit: int = NOTE
    optional: bool = False
    empty: Any = ""

    def read(self, value: Any) -> str:
        """See Field."""
        if not isinstance(value, str):
            raise Bad("not_text")
        if len(value) > 4 * self.limit:
            raise Bad("too_long", limit=self.limit)  # before any work on it
        text = clean(value)
        why = fault(text, lines=self.limit > LINE)
        if why:
            raise Bad("bad_characters")
        if len(text) > self.limit:
            raise Bad("too_long", limit=self.limit)
        if not text and not self.optional:
            raise Bad("blank")
        return text

    def schema(self) -> dict[str, Any]:
        """See Field."""
        return {"type": "string", "minLength": 0 if self.optional else 1, "maxLength": self.limit}


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in English, Hindi or both: ``{"en": ..., "hi": ...}``."""

    name: str
    limit: int = NOTE
    optional: bool = False
    empty: Any = NO_WORDS

    def read(self, value: Any) -> Words:
        """See Field."""
        if not isinstance(value, Mapping) or set(value) - {"en", "hi"}:
            raise Bad("not_bilingual")
        inner = Text(self.name, self.limit, optional=True)
        words = Words(**{lang: inner.read(value.get(lang, "")) for lang in ("en", "hi")})
        if not self.optional and not (words.en or words.hi):
            raise Bad("blank")
        return words

    def schema(self) -> dict[str, Any]:
        """See Field."""
        one = {"type": "string", "maxLength": self.limit}
        parts = {"en": one, "hi": one}
        return {"type": "object", "properties": parts, "additionalProperties": False, "minProperties": 1}


@dataclass(frozen=True, slots=True)
class OneOf:
    """A member of an enumeration, by its value."""

    name: str
    options: type[StrEnum]
    optional: bool = False
    empty: Any = None

    def read(self, value: Any) -> StrEnum:
        """See Field."""
        if not isinstance(value, str) or value not in [o.value for o in self.options]:
            raise Bad("not_an_option", options=", ".join(o.value for o in self.options))
        return self.options(value)

    def schema(self) -> dict[str, Any]:
        """See Field."""
        return {"type": "string", "enum": [o.value for o in self.options]}


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    name: str
    optional: bool = True
    empty: Any = False

    def read(self, value: Any) -> bool:
        """See Field."""
        if not isinstance(value, bool):
            raise Bad("not_flag")
        return value

    def schema(self) -> dict[str, Any]:
        """See Field."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within limits, both included; ``"१२"`` and ``"12"`` are read as 12."""

    name: str
    low: int = 0
    high: int = 10**9
    optional: bool = False
    empty: Any = None

    def read(self, value: Any) -> int:
        """See Field."""
        if isinstance(value, str) and re.fullmatch(r"-?[0-9०-९]{1,15}", value.strip()):
            value = int(latin_digits(value.strip()))
        if not isinstance(value, int) or isinstance(value, bool) or not self.low <= value <= self.high:
            raise Bad("not_whole", low=self.low, high=self.high)
        return value

    def schema(self) -> dict[str, Any]:
        """See Field."""
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Number:
    """A finite number; a share lies from 0 to 1. Never a formula, never minus zero."""

    name: str
    low: float = -1e12
    high: float = 1e12
    optional: bool = False
    empty: Any = None

    def read(self, value: Any) -> float:
        """See Field."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Bad("not_number")
        if isinstance(value, float) and not math.isfinite(value):
            raise Bad("not_number")
        if not self.low <= value <= self.high:
            raise Bad("number_outside", low=f"{self.low:g}", high=f"{self.high:g}")
        return float(value) + 0.0

    def schema(self) -> dict[str, Any]:
        """See Field."""
        return {"type": "number", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Share:
    """An exact fraction from 0 to 1, as text: ``"2/3"`` or ``"0.5"``. A binary number is refused: it is not exact."""

    name: str
    optional: bool = False
    empty: Any = None

    def read(self, value: Any) -> Fraction:
        """See Field."""
        text = latin_digits(value.strip()) if isinstance(value, str) else ""
        if not re.fullmatch(r"[0-9]{1,4}/[0-9]{1,4}|[01](\.[0-9]{1,6})?", text) or text.endswith("/0"):
            raise Bad("not_fraction")
        try:
            found = Fraction(text)
        except ZeroDivisionError:
            raise Bad("not_fraction") from None
        if found > 1:
            raise Bad("not_fraction")
        return found

    def schema(self) -> dict[str, Any]:
        """See Field."""
        return {"type": "string", "pattern": "^([0-9]{1,4}/[0-9]{1,4}|[01](\\.[0-9]{1,6})?)$"}


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day, ``YYYY-MM-DD`` only: 12/03 is two days and is not guessed."""

    name: str
    optional: bool = False
    empty: Any = None

    def read(self, value: Any) -> date:
        """See Field."""
        text = latin_digits(value.strip()) if isinstance(value, str) else ""
        try:
            if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                raise ValueError
            return date.fromisoformat(text)
        except ValueError:
            raise Bad("not_day") from None

    def schema(self) -> dict[str, Any]:
        """See Field."""
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment with its offset from UTC: ``2026-03-12T18:00:00+05:30``."""

    name: str
    optional: bool = False
    empty: Any = None

    def read(self, value: Any) -> datetime:
        """See Field."""
        try:
            moment = datetime.fromisoformat(latin_digits(value.strip())) if isinstance(value, str) else None
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None or not 2000 <= moment.year <= 2200:
            raise Bad("not_moment")
        return moment

    def schema(self) -> dict[str, Any]:
        """See Field."""
        return {"type": "string", "format": "date-time"}


@dataclass(frozen=True, slots=True)
class Hours:
    """A length of time in whole hours."""

    name: str
    low: int = 0
    high: int = 24 * 90
    optional: bool = True
    empty: Any = None

    def read(self, value: Any) -> timedelta:
        """See Field."""
        return timedelta(hours=Whole(self.name, self.low, self.high).read(value))

    def schema(self) -> dict[str, Any]:
        """See Field."""
        return Whole(self.name, self.low, self.high).schema()


@dataclass(frozen=True, slots=True)
class Id:
    """The id of a record, a person, or a place in a document."""

    name: str
    optional: bool = False
    empty: Any = ""

    def read(self, value: Any) -> str:
        """See Field."""
        if self.optional and value == "":
            return ""
        if not isinstance(value, str) or not _IDENTIFIER.fullmatch(value):
            raise Bad("not_id")
        return value

    def schema(self) -> dict[str, Any]:
        """See Field."""
        ending = "?" if self.optional else ""
        return {"type": "string", "pattern": f"^({_IDENTIFIER.pattern}){ending}$"}


@dataclass(frozen=True, slots=True)
class Digest:
    """A SHA-256 in hexadecimal."""

    name: str
    optional: bool = False
    empty: Any = ""

    def read(self, value: Any) -> str:
        """See Field."""
        if self.optional and value == "":
            return ""
        if not isinstance(value, str) or not re.fullmatch(r"[0-9a-f]{64}", value):
            raise Bad("not_digest")
        return value

    def schema(self) -> dict[str, Any]:
        """See Field."""
        return {"type": "string", "pattern": "^([0-9a-f]{64})?$" if self.optional else "^[0-9a-f]{64}$"}


@dataclass(frozen=True, slots=True)
class Many:
    """A list of up to ``limit`` values of one field, none of them twice."""

    name: str
    of: Field
    limit: int = 100
    low: int = 0
    optional: bool = True
    empty: Any = ()

    def read(self, value: Any) -> tuple[Any, ...]:
        """See Field."""
        if not isinstance(value, list | tuple):
            raise Bad("not_list")
        if len(value) > self.limit:
            raise Bad("too_many", limit=self.limit)
        if len(value) < self.low:
            raise Bad("blank")
        found = tuple(self.of.read(v) for v in value)
        if any(v in found[:i] for i, v in enumerate(found)) if self.limit <= 600 else len(set(found)) < len(found):
            raise Bad("twice")
        return found

    def schema(self) -> dict[str, Any]:
        """See Field."""
        return {"type": "array", "items": self.of.schema(), "minItems": self.low, "maxItems": self.limit}


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one name, as an object."""

    name: str
    fields: tuple[Field, ...]
    optional: bool = False
    empty: Any = None

    def read(self, value: Any) -> dict[str, Any]:
        """See Field."""
        if not isinstance(value, Mapping):
            raise Bad("not_group")
        found, faults = read_all(self.fields, value)
        for f in faults:
            raise Bad(f.code, **{k: v for k, v in f.message.params if k not in ("field", "name")})
        return found

    def schema(self) -> dict[str, Any]:
        """See Field."""
        return object_schema(self.fields)


def object_schema(fields: tuple[Field, ...]) -> dict[str, Any]:
    """The JSON schema of an object with these fields and no others."""
    return {
        "type": "object",
        "properties": {f.name: f.schema() for f in fields},
        "required": [f.name for f in fields if not f.optional],
        "additionalProperties": False,
    }


def read_all(fields: tuple[Field, ...], data: Mapping[str, Any]) -> tuple[dict[str, Any], list[Blocker]]:
    """Every field's value, and a Blocker for each that cannot be read, is missing, or is not known."""
    return _values(fields, data), list(_faults(fields, data))


def _values(fields: tuple[Field, ...], data: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for f in fields:
        try:
            found[f.name] = f.read(data[f.name]) if data.get(f.name) is not None else f.empty
        except Bad:
            found[f.name] = f.empty
    return found


def _faults(fields: tuple[Field, ...], data: Mapping[str, Any]) -> Iterator[Blocker]:
    for f in fields:
        label = Message(f"committee.field.{f.name}")
        if data.get(f.name) is None:
            if not f.optional:
                yield block("missing", field=f.name, name=label)
            continue
        try:
            f.read(data[f.name])
        except Bad as bad:
            yield block(bad.code, field=f.name, name=label, **bad.params)
    known = {f.name for f in fields}
    for name in sorted(str(k) for k in data if k not in known):
        shown = "?" if fault(name[:40], lines=False) else clean(name[:40])
        yield block("unknown_field", field=shown, text=shown)
