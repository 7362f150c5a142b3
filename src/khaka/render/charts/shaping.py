"""Text shaped by HarfBuzz with the packaged font: advances, glyph runs and outlines.

Why: SVG renderers inside chart and PDF tools place Devanagari code point by code point and lose vowel signs. Shaped
here, a chart's text is plain outlines that no later tool can spoil. The same advances size the PDF's table columns.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import uharfbuzz as hb

FAMILY: Final = "Noto Sans Devanagari"
#: Units of the font's square; every advance here is in them.
UNITS: Final = 1000
_JOINERS: Final = frozenset("\u200c\u200d")
_DEVANAGARI: Final = (range(0x0900, 0x0980), range(0x1CD0, 0x1D00), range(0xA8E0, 0xA900))

#: Signs that the packaged font lacks, drawn by us for charts: the advance, and closed polygons in font units. The PDF
#: takes the same signs from a font that is part of typst itself.
DRAWN: Final[dict[str, tuple[int, tuple[tuple[tuple[int, int], ...], ...]]]] = {
    "→": (900, (((60, 325), (640, 325), (500, 465), (560, 525), (800, 290), (560, 55), (500, 115), (640, 255),
                 (60, 255)),)),
    "≤": (572, (((520, 180), (520, 255), (150, 400), (520, 545), (520, 620), (50, 430), (50, 370)),
                ((50, 60), (520, 60), (520, 128), (50, 128)))),
    "≥": (572, (((50, 180), (520, 370), (520, 430), (50, 620), (50, 545), (420, 400), (50, 255)),
                ((50, 60), (520, 60), (520, 128), (50, 128)))),
    "±": (572, (((50, 365), (252, 365), (252, 160), (320, 160), (320, 365), (522, 365), (522, 433), (320, 433),
                 (320, 638), (252, 638), (252, 433), (50, 433)), ((50, 30), (522, 30), (522, 98), (50, 98)))),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Glyph:
    """A shaped glyph: its id (or the sign itself when we draw it), advance and offset in font units."""

    id: int | str
    advance: int
    dx: int = 0
    dy: int = 0


def font_path() -> Path:
    """The packaged font: one variable file with the axes weight and width."""
    return Path(str(files("fontpkg_noto_sans_devanagari").joinpath("files", "NotoSansDevanagari[wdth,wght].ttf")))


@cache
def _face() -> hb.Face:
    import uharfbuzz

    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font_path())))


@cache
def _font(weight: int) -> hb.Font:
    """The font with its weight set on the variation axis; advances differ by weight."""
    import uharfbuzz

    font = uharfbuzz.Font(_face())
    font.scale = (UNITS, UNITS)
    font.set_variations({"wght": float(weight)})
    return font


@cache
def characters() -> frozenset[int]:
    """Code points that the packaged font can print."""
    return frozenset(_face().unicodes)


@lru_cache(maxsize=50_000)
def shape(text: str, weight: int = 400, lang: str = "hi") -> tuple[Glyph, ...]:
    """The glyphs of a line of text, left to right.

    Parameters
    ----------
    text
        One line; it is put into Unicode's composed form first.
    weight
        100 to 900.
    lang
        ``hi`` or ``en``: the font may form letters by language.
    """
    found: list[Glyph] = []
    for run, script in _runs(unicodedata.normalize("NFC", text)):
        found += _drawn(run) if script == "drawn" else _shaped(run, script, weight, lang)
    return tuple(found)


def advance(text: str, size: float, weight: int = 400, lang: str = "hi") -> float:
    """The width of a line of text at a size, in the size's unit."""
    return _units(text, weight, lang) * size / UNITS


@lru_cache(maxsize=50_000)
def _units(text: str, weight: int, lang: str) -> int:
    return sum(g.advance for g in shape(text, weight, lang))


def outline(glyph: Glyph, weight: int = 400) -> str:
    """The glyph's outline as SVG path data in font units, y growing upwards; empty for a space."""
    if isinstance(glyph.id, str):
        rings = DRAWN[glyph.id][1]
        return "".join("M" + "L".join(f"{x},{y}" for x, y in ring) + "Z" for ring in rings)
    return _outline(glyph.id, weight)


@lru_cache(maxsize=10_000)
def _outline(glyph: int, weight: int) -> str:
    pieces: list[str] = []
    _font(weight).draw_glyph(glyph, _pen(), pieces)
    return "".join(pieces)


@cache
def _pen() -> hb.DrawFuncs:
    """HarfBuzz's drawing calls written as SVG path commands; a font unit is small enough for whole numbers."""
    import uharfbuzz

    pen = uharfbuzz.DrawFuncs()

    def write(letter: str) -> Any:
        def call(*args: Any) -> None:
            numbers, data = args[:-1], args[-1]
            data.append(letter + " ".join(f"{n:.0f}" for n in numbers))

        return call

    # each callback's fixed arguments are spelled out: HarfBuzz's wrapper looks at how many a function takes
    move, line, quad, cubic, close = (write(c) for c in "MLQCZ")
    pen.set_move_to_func(lambda x, y, data: move(x, y, data))
    pen.set_line_to_func(lambda x, y, data: line(x, y, data))
    pen.set_quadratic_to_func(lambda a, b, x, y, data: quad(a, b, x, y, data))
    pen.set_cubic_to_func(lambda a, b, c, d, x, y, data: cubic(a, b, c, d, x, y, data))
    pen.set_close_path_func(lambda data: close(data))
    return pen


def _drawn(run: str) -> list[Glyph]:
    return [Glyph(c, DRAWN[c][0]) for c in run]


def _shaped(run: str, script: str, weight: int, lang: str) -> list[Glyph]:
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(run)
    buffer.direction, buffer.script, buffer.language = "ltr", script, lang
    uharfbuzz.shape(_font(weight), buffer)
    pairs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return [Glyph(i.codepoint, p.x_advance, p.x_offset, p.y_offset) for i, p in pairs]


def _script(char: str) -> str:
    """``drawn``, ``Deva``, ``Latn``, or "" for signs that belong to whatever stands before them."""
    if char in DRAWN:
        return "drawn"
    if any(ord(char) in block for block in _DEVANAGARI) or char in _JOINERS:
        return "Deva"
    return "Latn" if char.isalpha() else ""


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """Pieces of one script each: shaped as Latin, a Devanagari word would fall apart."""
    run, current = "", ""
    for char in text:
        script = _script(char)
        if run and script and current and script != current:
            yield run, current
            run, current = "", ""
        if current == "drawn" and not script:
            yield run, current
            run, current = "", ""
        run, current = run + char, script or current
    if run:
        yield run, current or "Latn"
