"""A request's JSON body, read strictly: what two programs could read in two ways is refused before the rules see it."""

from __future__ import annotations

import json
import math
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest

#: Bytes of a body. The longest texts that the verbs take together stay below it.
LARGEST: Final = 4_000_000
#: Bytes of a body that carries a file.
LARGEST_WITH_FILE: Final = 22_000_000
#: Objects and lists inside each other; the verbs need five.
DEEPEST: Final = 32
_TOP: Final = frozenset({"version", "data", "once", "files"})
_FILE: Final = frozenset({"name", "media", "base64"})
_ONCE: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MEDIA: Final = "application/json"


class Bad(Exception):  # noqa: N818  (becomes an answer)
    """A body that cannot be taken: the status and the code of the answer."""

    def __init__(self, status: int, code: str) -> None:
        self.status, self.code = status, code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a post asks for: the version that was seen, the verb's data, the key that makes a second post harmless."""

    version: int | None
    data: dict[str, Any]
    once: str


def read(request: HttpRequest, files: frozenset[str] = frozenset()) -> Asked:
    """The body of a post; files in it become the request's, as if a form had brought them.

    Parameters
    ----------
    files
        Names of the files that the verb takes.

    Raises
    ------
    Bad
        415 another type than JSON; 413 too large; 400 not UTF-8, not JSON, a key that stands twice, NaN or infinity, too
        deep, no object, a key that is not known, a value of another type.
    """
    found = _parsed(_body(request, LARGEST_WITH_FILE if files else LARGEST))
    asked = _asked(found)
    for name, file in _files(found.get("files", {}), files):
        request.FILES[name] = file
    return asked


def _body(request: HttpRequest, largest: int) -> bytes:
    media, _, rest = request.headers.get("Content-Type", "").partition(";")
    charset = rest.strip().lower().replace('"', "")
    if media.strip().lower() != _MEDIA or charset not in ("", "charset=utf-8"):
        raise Bad(415, "not_json_type")
    length = request.headers.get("Content-Length", "0")
    if len(length) > 9 or not length.isdigit() or int(length) > largest:
        raise Bad(413, "too_large")
    return request.body


def _parsed(body: bytes) -> Any:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise Bad(400, "not_utf8") from None
    try:
        found = json.loads(text, object_pairs_hook=_once_each, parse_float=_finite, parse_constant=_finite)
    except RecursionError:
        raise Bad(400, "too_deep") from None
    except ValueError:
        raise Bad(400, "not_json") from None
    if _depth(found) > DEEPEST:
        raise Bad(400, "too_deep")
    return found


def _asked(found: Any) -> Asked:
    if not isinstance(found, dict):
        raise Bad(400, "not_an_object")
    if set(found) - _TOP:
        raise Bad(400, "unknown_key")
    version, data, once = found.get("version"), found.get("data", {}), found.get("once", "")
    if version is not None and (type(version) is not int or not 0 < version < 2**31):
        raise Bad(400, "bad_version")
    if not isinstance(data, dict):
        raise Bad(400, "bad_data")
    if not isinstance(once, str) or (once and not _ONCE.fullmatch(once)):
        raise Bad(400, "bad_once")
    return Asked(version, data, once)


def _files(found: Any, names: frozenset[str]) -> Iterator[tuple[str, SimpleUploadedFile]]:
    """``{"document": {"name": "blueprint.json", "media": "application/json", "base64": "..."}}`` as uploads."""
    if not isinstance(found, dict) or set(found) - names:
        raise Bad(400, "bad_files")
    for name, file in sorted(found.items()):
        if not isinstance(file, dict) or set(file) != _FILE or not all(isinstance(v, str) for v in file.values()):
            raise Bad(400, "bad_files")
        try:
            upload = SimpleUploadedFile(file["name"], b64decode(file["base64"], validate=True), file["media"][:100])
        except (ValueError, SuspiciousFileOperation):
            raise Bad(400, "bad_files") from None
        yield name, upload


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Bad(400, "key_twice")
    return found


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise Bad(400, "not_finite")
    return number


def _depth(value: Any) -> int:
    """How deep objects and lists stand inside each other; without recursion, whatever came in."""
    deepest, layer = 0, [value]
    while layer := [v for v in layer if isinstance(v, dict | list)]:
        deepest += 1
        if deepest > DEEPEST:
            break
        layer = [v for held in layer for v in (held.values() if isinstance(held, dict) else held)]
    return deepest
