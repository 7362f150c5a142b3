"""Files that people send, small and made here: plain ones of every kind, and the ones of ABUSE-CASES 34."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

_OOXML = "application/vnd.openxmlformats-officedocument."
_MAIN = {
    "docx": ("word/document.xml", "wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation"),
}
_ODF = {"odt": "text", "ods": "spreadsheet"}
PDF = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"


def packed(parts: Iterable[tuple[str, bytes]], **more: int) -> bytes:
    """An archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **more) as archive:
        for name, data in parts:
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def office(kind: str, *more: tuple[str, bytes], main: bytes = b"<w/>", types: str = "") -> bytes:
    """An office file with these parts beside its own."""
    if kind in _ODF:
        own = [("mimetype", f"application/vnd.oasis.opendocument.{_ODF[kind]}".encode()), ("content.xml", main)]
        return packed([*own, *more])
    part, name = _MAIN[kind]
    listed = types or f'<Types><Override PartName="/{part}" ContentType="{_OOXML}{name}.main+xml"/></Types>'
    return packed([("[Content_Types].xml", listed.encode()), (part, main), *more])


def relation(target: str, kind: str, outside: bool = True) -> bytes:
    """A part that names what another part refers to."""
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationships><Relationship Id="r1" Type="http://x/{kind}" Target="{target}"{mode}/></Relationships>'.encode()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 1, height: int = 1) -> bytes:
    """A PNG that claims this size; its one row of pixels need not fill it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"\0\0")) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def jpeg(width: int = 1, height: int = 1) -> bytes:
    """The segments of a JPEG up to its size, and its end."""
    jfif = b"\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\0"
    return b"\xff\xd8" + jfif + frame + b"\xff\xd9"


def webp(width: int = 1, height: int = 1) -> bytes:
    """A WebP of the extended kind that claims this size."""
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + size
    return b"RIFF" + struct.pack("<I", len(body)) + body


def text_of(parts: Iterable[bytes]) -> bytes:
    """Pieces as one."""
    return b"".join(parts)


GOOD = {
    "report.pdf": PDF,
    "map.png": png(),
    "photo.jpg": jpeg(),
    "photo.JPEG": jpeg(640, 480),
    "seats.webp": webp(100, 50),
    "seats.csv": "सीट,वोट\nअमेठी,12\n".encode("utf-8-sig"),
    "note.txt": "टिप्पणी\n".encode(),
    "note16.txt": "टिप्पणी\n".encode("utf-16"),
    "plan.docx": office("docx", ("word/_rels/document.xml.rels", relation("https://example.org", "hyperlink"))),
    "seats.xlsx": office("xlsx"),
    "deck.pptx": office("pptx", ("ppt/embeddings/sheet1.xlsx", office("xlsx"))),
    "plan.odt": office("odt", main=b"<a><text:a xlink:href='https://example.org'/></a>"),
    "seats.ods": office("ods"),
    "data.json": b'{"a": [1]}',
    "page.html": b"<!doctype html><p>Text</p><script>alert(1)</script>",
}
