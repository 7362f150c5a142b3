"""Word, Excel, PowerPoint and OpenDocument files: archives that are looked through, within limits, before they are kept."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any, Final
from xml.parsers import expat

from khaka.core.errors import KhakaError
from khaka.core.message import msg

#: Most parts of an archive; bytes that all of them may unpack to, and how often that may be the file's own size.
PARTS: Final = 4_000
UNPACKED: Final = 120_000_000
RATIO: Final = 200
#: Below this nothing is a bomb, however well it packs.
HARMLESS: Final = 5_000_000
_PIECE: Final = 65_536
_MAIN: Final = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
    "pptx": b"presentationml.presentation.main+xml",
}
_ODF: Final = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
_MACROS: Final = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|Basic/|Scripts/)|macrosheets/|activeX/", re.IGNORECASE)
#: Where an archive may stand inside another: the table behind a chart.
_INSIDE: Final = re.compile(r"(^|/)embeddings/[^/]+\.(xlsx|docx|pptx)$|^ObjectReplacements/", re.IGNORECASE)
_OUTSIDE: Final = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:|//|\\\\)", re.IGNORECASE)


def _fault(what: str, **more: Any) -> KhakaError:
    return KhakaError(msg(f"error.upload.{what}", **more), msg("error.upload.hint"))


class _Budget:
    """Bytes that may still be unpacked, for an archive and what is inside it together."""

    def __init__(self, size: int) -> None:
        self.left = min(UNPACKED, max(HARMLESS, size * RATIO))

    def take(self, n: int) -> None:
        self.left -= n
        if self.left < 0:
            raise _fault("bomb")


def office(data: bytes, kind: str) -> None:
    """An office file of a kind (``docx``, ``xlsx``, ``pptx``, ``odt``, ``ods``).

    Raises
    ------
    KhakaError
        No such file; it unpacks without end, or out of its folder; it has macros, entities, or loads something from outside.
    """
    try:
        _look_through(data, kind, _Budget(len(data)), 0)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError):
        raise _fault("not_its_kind", kind=kind.upper()) from None


def _look_through(data: bytes, kind: str, budget: _Budget, depth: int) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        _shape(archive, parts, data)
        if not _is(archive, parts, kind, budget):
            raise _fault("not_its_kind", kind=kind.upper())
        for part in parts:
            if not part.is_dir():
                _part(archive, part, budget, depth)


def _shape(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], data: bytes) -> None:
    """Nothing before, behind or beside the parts; names that stay inside; no part twice, locked or of an odd packing."""
    if not parts or len(parts) > PARTS:
        raise _fault("bomb")
    if min(p.header_offset for p in parts) or archive.comment or data[-22:-18] != b"PK\x05\x06":
        raise _fault("two_kinds")
    names = [p.filename for p in parts]
    if len({n.lower() for n in names}) < len(names) or any(_escapes(p) for p in parts):
        raise _fault("escapes")
    if any(p.flag_bits & 0x1 or p.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for p in parts):
        raise _fault("locked")
    if any(_MACROS.search(n) for n in names):
        raise _fault("macros")


def _escapes(part: zipfile.ZipInfo) -> bool:
    # what stands in the file: ZipInfo has already cut the name at a NUL
    name = part.orig_filename
    link = part.external_attr >> 16 & 0o170000 == 0o120000
    return link or name.startswith("/") or "\\" in name or "\0" in name or ":" in name or ".." in name.split("/")


def _is(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], kind: str, budget: _Budget) -> bool:
    names = {p.filename for p in parts}
    if kind in _ODF:
        first = parts[0]
        stored = first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED
        return stored and "content.xml" in names and _read(archive, first, budget) == _ODF[kind]
    if "[Content_Types].xml" not in names:
        return False
    types = _read(archive, archive.getinfo("[Content_Types].xml"), budget)
    if b"macroEnabled" in types:
        raise _fault("macros")
    return _MAIN[kind] in types


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, budget: _Budget) -> bytes:
    """A part's bytes, as far as the budget goes: what the archive states about its size is not believed."""
    pieces = []
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            budget.take(len(piece))
            pieces.append(piece)
    return b"".join(pieces)


def _part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, budget: _Budget, depth: int) -> None:
    name = part.filename
    if name.lower().endswith((".xml", ".rels", ".rdf", ".vml")):
        _xml(archive, part, budget)
        return
    content = _read(archive, part, budget)
    if content.startswith((b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        if depth or not _INSIDE.search(name) or not content.startswith(b"PK"):
            raise _fault("nested")
        _look_through(content, name.rpartition(".")[2].lower(), budget, depth + 1)
    elif content.startswith((b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF")):
        raise _fault("macros")


def _xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo, budget: _Budget) -> None:
    """Walk an XML part: no document type, so no entity; no reference that a program would follow by itself."""
    parser = expat.ParserCreate()

    def doctype(*_: Any) -> None:
        raise _fault("entities")

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode") == "External" and not attributes.get("Type", "").endswith("/hyperlink"):
            raise _fault("outside")

    def element(tag: str, attributes: dict[str, str]) -> None:
        target = attributes.get("xlink:href", "")
        if target and tag not in ("text:a", "draw:a") and _OUTSIDE.match(target):
            raise _fault("outside")

    parser.StartDoctypeDeclHandler = doctype
    if part.filename.lower().endswith(".rels"):
        parser.StartElementHandler = relation
    elif part.filename.rpartition("/")[2] in ("content.xml", "styles.xml", "meta.xml", "settings.xml"):
        parser.StartElementHandler = element
    try:
        with archive.open(part) as stream:
            while piece := stream.read(_PIECE):
                budget.take(len(piece))
                parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise _fault("broken_xml", part=part.filename[:80]) from error
