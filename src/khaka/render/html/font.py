"""The page's font: Noto Sans Devanagari cut to what a document needs, in the form that a browser takes.

The full variable font is 642 kB. With Latin, Devanagari and the marks that documents use, one width, and the weights
from 400 to 700, it is about 105 kB as WOFF. HarfBuzz cuts it (a dependency already); WOFF is a zip of the tables.
"""

from __future__ import annotations

import base64
import struct
import zlib
from functools import cache
from importlib.resources import files
from typing import Final

import uharfbuzz as hb

_PACKAGE: Final = "fontpkg_noto_sans_devanagari"
_FILE: Final = "NotoSansDevanagari[wdth,wght].ttf"
#: Latin with the accents of names, Devanagari, quotation marks, dashes, the rupee and minus signs, joiners, arrows.
_RANGES: Final = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x900, 0x97F),
    (0xA8E0, 0xA8FF),
    (0x200C, 0x200D),
    (0x2010, 0x2026),
    (0x20B9, 0x20B9),
    (0x2190, 0x2193),
    (0x2212, 0x2212),
    (0x2264, 0x2265),
    (0x25CC, 0x25CC),
)


@cache
def font_data() -> str:
    """The font as the text of a data address (base64 of a WOFF file)."""
    original = files(_PACKAGE).joinpath("files", _FILE).read_bytes()
    return base64.b64encode(woff(_cut(original))).decode("ascii")


@cache
def font_licence() -> str:
    """The font's licence, which asks to travel with every copy."""
    return files(_PACKAGE).joinpath("LICENSE").read_text("utf-8").strip()


def _cut(font: bytes) -> bytes:
    """The font with the characters, widths and weights that the page uses."""
    face = hb.Face(hb.Blob(font))
    wanted = hb.SubsetInput()
    wanted.unicode_set.update({code for low, high in _RANGES for code in range(low, high + 1)})
    wanted.pin_axis_location(face, "wdth", 100)
    wanted.set_axis_range(face, "wght", 400, 700)
    return bytes(wanted.subset(face).blob.data)


def woff(sfnt: bytes) -> bytes:
    """A TrueType file as WOFF 1.0 (https://www.w3.org/TR/WOFF/): each table deflated, tables in order of their tags."""
    flavour, count = struct.unpack(">4sH", sfnt[:6])
    entries = [struct.unpack(">4sLLL", sfnt[12 + 16 * i : 28 + 16 * i]) for i in range(count)]
    start = 44 + 20 * count
    directory, body = b"", b""
    for tag, checksum, offset, length in sorted(entries):
        table = sfnt[offset : offset + length]
        packed = zlib.compress(table, 9)
        if len(packed) >= length:
            packed = table
        directory += struct.pack(">4sLLLL", tag, start + len(body), len(packed), length, checksum)
        body += packed + b"\0" * (-len(packed) % 4)
    plain = 12 + 16 * count + sum((length + 3) & ~3 for _, _, _, length in entries)
    total = start + len(body)
    header = struct.pack(">4s4sLHHLHHLLLLL", b"wOFF", flavour, total, count, 0, plain, 1, 0, 0, 0, 0, 0, 0)
    return header + directory + body
