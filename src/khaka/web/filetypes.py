"""What an uploaded file really is: its content against its name's ending, by a short list of kinds. Nothing is decoded or run."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.web.officefiles import office

#: Largest side and area of an image, pixels: a poster's scan; what is larger fills the memory of whoever opens it.
SIDE: Final = 20_000
AREA: Final = 80_000_000
_HEAD: Final = 1024
#: What makes a browser take a file for a page, whatever it is called.
_PAGE: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|iframe|svg|style|meta|\?xml)\b", re.IGNORECASE)
_LOADS: Final = re.compile(r"<(?:!doctype\s+html|html|head|body|title|p|div|article|table)\b", re.IGNORECASE)
_TEXT_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
#: A JPEG's segments that state its size: start of frame, without the ones for tables and arithmetic conditioning.
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}

Check: TypeAlias = Callable[[bytes], None]


def fault(what: str, **more: Any) -> KhakaError:
    """The refusal of a file, in words."""
    return KhakaError(msg(f"error.upload.{what}", **more), msg("error.upload.hint"))


def _not(kind: str) -> KhakaError:
    return fault("not_its_kind", kind=kind.upper())


def pdf(data: bytes) -> None:
    """A PDF from its first byte to its end mark: nothing before it, no page and no archive around it."""
    if not data.startswith(b"%PDF-1.") and not data.startswith(b"%PDF-2."):
        raise _not("pdf")
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise _not("pdf")
    if _PAGE.search(data[:_HEAD]) or data[end + 5 :].strip(b"\r\n\t \0"):
        raise fault("two_kinds")
    _no_archive(data)


def png(data: bytes) -> None:
    """A PNG: signature, size in its first chunk, its last chunk at the end."""
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or data[12:16] != b"IHDR" or len(data) < 45:
        raise _not("png")
    _size(*struct.unpack(">II", data[16:24]))
    if data[-8:-4] != b"IEND":
        raise fault("two_kinds")
    _no_archive(data)


def jpeg(data: bytes) -> None:
    """A JPEG: its segments are walked up to the one that states the size."""
    if not data.startswith(b"\xff\xd8\xff"):
        raise _not("jpg")
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if kind in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            _size(width, height)
            _no_archive(data)
            return
        at += 1 if kind == 0xFF else 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    raise _not("jpg")


def webp(data: bytes) -> None:
    """A WebP: a RIFF container of exactly its stated length, size in its first chunk."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        raise _not("webp")
    if struct.unpack("<I", data[4:8])[0] + 8 not in (len(data), len(data) + 1):
        raise fault("two_kinds")
    kind = data[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(data[i : i + 3], "little") + 1 for i in (24, 27))
    elif kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif kind == b"VP8 ":
        width, height = (v & 0x3FFF for v in struct.unpack("<HH", data[26:30]))
    else:
        raise _not("webp")
    _size(width, height)
    _no_archive(data)


def _size(width: int, height: int) -> None:
    if not width or not height or max(width, height) > SIDE or width * height > AREA:
        raise fault("image_size", width=width, height=height)


def _no_archive(data: bytes) -> None:
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise fault("two_kinds")


def text_of(data: bytes, kind: str) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, or an old single-byte code; nothing that only a program reads."""
    encoding = next((e for mark, e in _TEXT_MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise _not(kind) from None
        text = data.decode("latin-1")
    if _CONTROL.search(text):
        raise _not(kind)
    return text


def _plain(kind: str) -> Check:
    def check(data: bytes) -> None:
        text = text_of(data, kind)
        if _PAGE.search(text.encode()[: 4 * _HEAD]):
            raise fault("two_kinds")

    return check


def html(data: bytes) -> None:
    """A saved page: text with a tag of HTML in it. It is never shown, only given back."""
    if not _LOADS.search(text_of(data, "html")):
        raise _not("html")


def json_text(data: bytes) -> None:
    """JSON that a parser takes, of a depth that it can bear."""
    try:
        json.loads(text_of(data, "json"))
    except (ValueError, RecursionError):
        raise _not("json") from None


def _office(kind: str) -> Check:
    return lambda data: office(data, kind)


#: Media type and check of each kind, by the ending of the name.
KINDS: Final[dict[str, tuple[str, Check]]] = {
    "pdf": ("application/pdf", pdf),
    "png": ("image/png", png),
    "jpg": ("image/jpeg", jpeg),
    "jpeg": ("image/jpeg", jpeg),
    "webp": ("image/webp", webp),
    "csv": ("text/csv", _plain("csv")),
    "txt": ("text/plain", _plain("txt")),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _office("docx")),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _office("xlsx")),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", _office("pptx")),
    "odt": ("application/vnd.oasis.opendocument.text", _office("odt")),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", _office("ods")),
    "json": ("application/json", json_text),
    "html": ("text/html", html),
    "htm": ("text/html", html),
}


def media_of(data: bytes, name: str) -> str:
    """The media type of a file whose content is what its name says.

    Parameters
    ----------
    data
        Its bytes.
    name
        Its name; the part after the last dot says what it should be.

    Raises
    ------
    KhakaError
        Empty, of a kind that is not kept, of another kind than its name says, of two kinds at once, or dangerous to open:
        an archive that unpacks without end or out of its folder, a document that loads another, a giant image.
    """
    if not data:
        raise fault("empty")
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in KINDS:
        raise KhakaError(
            msg("error.upload.not_kept", ending=ending[:12] or "-"),
            msg("error.upload.kept", kinds=", ".join(k for k in KINDS if k not in ("jpeg", "htm"))),
        )
    media, check = KINDS[ending]
    check(data)
    return media
