"""A short table on a slide: its first rows and its sums; the workbook has all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree
from pptx.oxml.ns import qn

from khaka.blueprint.blocks import Column, Row, Table
from khaka.render.charts.palette import ACCENT, INK, PAPER
from khaka.render.charts.shaping import advance
from khaka.render.slides import fit
from khaka.render.slides.ink import describe, emu, set_fonts
from khaka.render.slides.voice import Voice
from khaka.render.workbook.text import clean

SIZES: Final = (18.0, 16.0, 14.0, 13.0, 12.0, 11.0, 10.0)
#: A table that does not fit whole shows as much as it can in letters not larger than this.
_PART: Final = 12.0
_SIDE: Final = 6.0
_ABOVE: Final = 2.5
#: A column of words is at most this wide, in sizes, and at least this while others need room.
_WORDS: Final = 24.0
_FLOOR: Final = 8.0
#: No slide holds more rows than this.
_MOST: Final = 40
#: The namespace of drawings, as the tree spells it.
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_BAND: Final = "#F4F0EA"
#: PowerPoint's table style without lines and fills.
_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True, slots=True)
class Setting:
    """A table as it will stand: its columns and rows, their widths and heights in points, and the size of letters."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    size: float
    whole: bool  # every row and column is there


def setting(table: Table, voice: Voice, width: float, room: float) -> Setting:
    """The largest letters that show every row, else as many rows as fit at a middle size."""
    setter = _Setter(table, voice)
    best: Setting | None = None
    for size in SIZES:
        found = setter.at(width, room, size)
        if found.whole:
            return found
        if size > _PART:
            continue
        if best is None or (len(found.columns), len(found.rows)) > (len(best.columns), len(best.rows)):
            best = found
    assert best is not None
    return best


class _Setter:
    """Tries sizes on one table; its texts are written once, and only those of rows that a slide could hold."""

    def __init__(self, table: Table, voice: Voice) -> None:
        self.table = table
        self.lang = voice.lang
        self.body = [row for row in table.rows if row.kind != "total"][:_MOST]
        self.sums = [row for row in table.rows if row.kind == "total"]
        self.heads = {c.key: voice.head(c) for c in table.columns}
        self.cells = [
            (row, {c.key: voice.cell(row, table, c) for c in table.columns}, 600 if row.kind == "total" else 400)
            for row in (*self.body, *self.sums)
        ]

    def at(self, width: float, room: float, size: float) -> Setting:
        """The table in letters of a size: columns side by side first, then rows from the top, and the sums."""
        columns, widths = self._columns(width, size)
        # a narrow table takes some of the room that is left, so that its columns do not crowd
        air = min(width - sum(widths), 0.5 * sum(widths)) / len(widths)
        widths = [w + air for w in widths]
        head = self._tall(self.heads, 600, columns, widths, size)
        tall = [self._tall(texts, weight, columns, widths, size) for _, texts, weight in self.cells]
        below = tall[len(self.body) :]
        spare = room - head - sum(below)
        count = 0
        while count < len(self.body) and tall[count] <= spare:
            spare -= tall[count]
            count += 1
        rows = (*self.body[:count], *self.sums)
        whole = len(rows) == len(self.table.rows) and len(columns) == len(self.table.columns)
        return Setting(tuple(columns), rows, tuple(widths), (head, *tall[:count], *below), size, whole)

    def _columns(self, width: float, size: float) -> tuple[list[Column], list[float]]:
        """Which columns stand side by side: minor ones go first, then those at the end."""
        columns = list(self.table.columns)
        widths = {c.key: self._natural(c, size) for c in columns}
        floors = {c.key: min(widths[c.key], self._least(c, size)) for c in columns}
        while True:
            natural = [widths[c.key] for c in columns]
            over = sum(natural) - width
            if over <= 0:
                return columns, natural
            slack = [widths[c.key] - floors[c.key] for c in columns]
            if sum(slack) >= over or len(columns) == 1:
                share = min(1.0, over / (sum(slack) or 1.0))
                found = [n - s * share for n, s in zip(natural, slack, strict=True)]
                return columns, [min(w, width) for w in found]
            minor = [c for c in columns[1:] if c.minor]
            columns.remove(minor[-1] if minor else columns[-1])

    def _natural(self, column: Column, size: float) -> float:
        """The width without breaks; numbers are never broken, words beyond a width are, and so is a head."""
        body = max((advance(t[column.key], size, weight, self.lang) for _, t, weight in self.cells), default=0.0)
        head = self.heads[column.key]
        wide = max(self._word(head, size), min(advance(head, size, 600, self.lang) / 2 + size, 8 * size))
        if column.unit is None:
            body = min(body, _WORDS * size * (1.6 if len(self.table.columns) <= 4 else 1.0))
        return max(body, wide) / fit.MARGIN + 2 * _SIDE + 2

    def _least(self, column: Column, size: float) -> float:
        if column.unit is not None:
            return 1e9
        body = max((self._word(t[column.key], size) for _, t, _ in self.cells), default=0.0)
        return max(body, self._word(self.heads[column.key], size), _FLOOR * size) / fit.MARGIN + 2 * _SIDE + 2

    def _word(self, text: str, size: float) -> float:
        return max((advance(word, size, 600, self.lang) for word in text.split()), default=0.0)

    def _tall(
        self, texts: Mapping[str, str], weight: int, columns: list[Column], widths: list[float], size: float
    ) -> float:
        cells = [
            fit.height([texts[c.key]], width - 2 * _SIDE, size, weight, self.lang)
            for c, width in zip(columns, widths, strict=True)
        ]
        return max(cells) + 2 * _ABOVE


def add_table(shapes: Any, table: Table, chosen: Setting, left: float, top: float, voice: Voice, alt: str) -> Any:
    """Draw the table as a native one with a header row."""
    place = (left, top, sum(chosen.widths), sum(chosen.heights))
    graphic = shapes.add_table(len(chosen.rows) + 1, len(chosen.columns), *(emu(v) for v in place))
    graphic.name = clean(voice.tr.text(table.title))
    describe(graphic, alt)
    made = graphic.table
    made.horz_banding = False
    made._tbl.tblPr.find(qn("a:tableStyleId")).text = _STYLE
    for column, width in zip(made.columns, chosen.widths, strict=True):
        column.width = emu(width)
    for line, height in zip(made.rows, chosen.heights, strict=True):
        line.height = emu(height)
    grid = [line.tc_lst for line in made._tbl.tr_lst]
    for tc, column in zip(grid[0], chosen.columns, strict=True):
        _cell(tc, voice.head(column), column, chosen.size, voice.lang, True, PAPER, ACCENT)
    for i, row in enumerate(chosen.rows, 1):
        ground = _BAND if i % 2 == 0 else PAPER
        for tc, column in zip(grid[i], chosen.columns, strict=True):
            text = voice.cell(row, table, column)
            _cell(tc, text, column, chosen.size, voice.lang, row.kind == "total", INK, ground)
            if row.kind == "total":
                _line_above(tc)
    return graphic


def _cell(tc: Any, text: str, column: Column, size: float, lang: str, bold: bool, colour: str, ground: str) -> None:
    """Fill a cell, element by element: the library's own properties take ten times as long for some thousands of cells."""
    properties = tc.get_or_add_tcPr()
    side, above = str(emu(_SIDE)), str(emu(_ABOVE))
    for name, value in (("marL", side), ("marR", side), ("marT", above), ("marB", above), ("anchor", "t")):
        properties.set(name, value)
    _filled(properties, ground)
    line = tc.find(f"{_A}txBody/{_A}p")
    placed = etree.SubElement(line, f"{_A}pPr", algn="l" if column.unit is None else "r")
    spacing = etree.SubElement(placed, f"{_A}lnSpc")
    etree.SubElement(spacing, f"{_A}spcPts", val=str(round(round(size * fit.LEADING, 1) * 100)))
    if not text:
        return
    run = etree.SubElement(line, f"{_A}r")
    letters = etree.SubElement(run, f"{_A}rPr", sz=str(round(size * 100)), b="1" if bold else "0")
    _filled(letters, colour)
    set_fonts(letters, lang)
    etree.SubElement(run, f"{_A}t").text = text.replace("\n", " ")


def _filled(properties: Any, colour: str) -> None:
    etree.SubElement(etree.SubElement(properties, f"{_A}solidFill"), f"{_A}srgbClr", val=colour.lstrip("#").upper())


def _line_above(tc: Any) -> None:
    """A sum is parted from its rows by a line; the order of a cell's properties is fixed, lines come first."""
    line = etree.Element(qn("a:lnT"), w="12700")
    etree.SubElement(etree.SubElement(line, qn("a:solidFill")), qn("a:srgbClr"), val=ACCENT.lstrip("#").upper())
    tc.get_or_add_tcPr().insert(0, line)
