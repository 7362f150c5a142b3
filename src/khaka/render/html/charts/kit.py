"""Small drawing tools for the charts: text that knows its width, scales, ticks, and points with a number to open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import ceil, floor, log10
from typing import Final

import uharfbuzz as hb
from markupsafe import Markup

from khaka.blueprint.blocks import Chart, Column, Row, Table
from khaka.core.figure import Figure
from khaka.core.units import Unit
from khaka.render.html.colours import party_class
from khaka.render.html.ink import Ink
from khaka.render.html.tables import cell_number, words

SIZE: Final = 13.0
#: Shapes of the points of a line, so that series differ without colour.
SHAPES: Final = ("circle", "square", "triangle", "diamond")


@cache
def _font() -> hb.Font:
    package = files("fontpkg_noto_sans_devanagari")
    blob = hb.Blob(package.joinpath("files", "NotoSansDevanagari[wdth,wght].ttf").read_bytes())
    return hb.Font(hb.Face(blob))


@cache
def text_width(text: str, size: float = SIZE) -> float:
    """The width of a text in the page's font."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    font = _font()
    hb.shape(font, buffer)
    return float(sum(p.x_advance for p in buffer.glyph_positions)) * size / float(font.face.upem)


def wrapped(text: str, width: float, lines: int = 2, size: float = SIZE) -> list[str]:
    """The text in lines no wider than ``width``; what does not fit in ``lines`` ends in an ellipsis."""
    found, current = [], ""
    for word in text.split():
        longer = f"{current} {word}".strip()
        if current and text_width(longer, size) > width:
            found.append(current)
            current = word
        else:
            current = longer
    found.append(current)
    if len(found) > lines:
        found = found[:lines]
        found[-1] += " …"
    return found


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from data to the drawing."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        span = self.high - self.low or 1.0
        return self.start + (value - self.low) / span * (self.end - self.start)


def nice_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round numbers that cover ``low`` to ``high``, zero among them when it is inside."""
    span = max(high - low, 1e-9)
    rough = span / max(1, count - 1)
    power = 10.0 ** floor(log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(i * step, 10) for i in range(first, last + 1)]


@dataclass(frozen=True, slots=True)
class Point:
    """A number to draw: where it stands in the table, its value and its text."""

    row: Row
    column: Column
    value: float
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart with its table, its pen and the width that it may fill."""

    chart: Chart
    table: Table
    ink: Ink
    width: float
    colours: dict[str, str]

    def column(self, key: str) -> Column | None:
        """A column by its key."""
        return next((c for c in self.table.columns if c.key == key), None)

    def series(self) -> list[Column]:
        """The columns of ``y`` that hold numbers."""
        found = (self.column(key) for key in self.chart.y)
        return [c for c in found if c is not None and c.unit is not None]

    def rows(self) -> list[Row]:
        """Rows without the sums."""
        return [r for r in self.table.rows if r.kind != "total"]

    def point(self, row: Row, column: Column) -> Point | None:
        """A cell as a point, or None when it is empty."""
        value = row.cells[self.table.columns.index(column)]
        if not isinstance(value, int | float):
            return None
        return Point(row, column, value, self.cell_text(value, column), self.table.cell_id(row, column))

    def cell_text(self, value: float, column: Column) -> str:
        """A number of the chart: without unit, save the per cent sign."""
        text = cell_number(value, column, self.ink)
        return f"{text}%" if column.unit in (Unit.SHARE, Unit.RATE) else text

    def tick_text(self, value: float, column: Column) -> str:
        """A number of an axis: as few decimals as it has."""
        unit = column.unit or Unit.NUMBER
        shown = value * 100 if unit in (Unit.SHARE, Unit.RATE) else value
        digits = 0 if abs(shown - round(shown)) < 1e-6 else 1
        style = "short" if unit is Unit.VOTES or unit is Unit.INR else "bare"
        text = self.ink.translator.number(value, unit, digits, style)
        return f"{text}%" if unit in (Unit.SHARE, Unit.RATE) else text

    def label(self, row: Row) -> str:
        """The row's name on the axis: the ``x`` column, else the first."""
        column = self.column(self.chart.x) or self.table.columns[0]
        value = row.cells[self.table.columns.index(column)]
        if column.unit is not None and isinstance(value, int | float):
            return self.ink.translator.number(value, column.unit, column.digits, "signed" if column.signed else "")
        return str(Markup(words(value, self.ink)).striptags())

    def series_class(self, index: int, column: Column) -> str:
        """The series' class, or a party's when the column is named after one."""
        code = column.key.upper()
        return f"p {party_class(code)}" if code in self.colours else f"s{index % 4 + 1}"


def svg(parts: Iterable[str], width: float, height: float, css: str, alt: str) -> Markup:
    """A drawing with its alternative text."""
    return Markup(
        '<svg class="chart {}" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">{}</svg>'
    ).format(css, num(width), num(height), num(width), num(height), alt, Markup("").join(parts))


def text(x: float, y: float, words: str, anchor: str = "start", css: str = "") -> Markup:
    """A line of text."""
    return Markup('<text x="{}" y="{}"{}{}>{}</text>').format(
        num(x), num(y), _anchor(anchor), Markup(' class="{}"').format(css) if css else "", words
    )


def opened(x: float, y: float, words: str, id_: str, anchor: str = "start", css: str = "") -> Markup:
    """A number that a click opens. The twin table is its way for the keyboard."""
    return Markup('<text x="{}" y="{}"{} class="f {}" data-id="{}">{}</text>').format(
        num(x), num(y), _anchor(anchor), css, id_, words
    )


def rect(x: float, y: float, width: float, height: float, css: str) -> Markup:
    """A bar."""
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>').format(
        num(x), num(y), num(max(0.0, width)), num(height), css
    )


def line(x1: float, y1: float, x2: float, y2: float, css: str) -> Markup:
    """A straight line."""
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>').format(num(x1), num(y1), num(x2), num(y2), css)


def shape(kind: str, x: float, y: float, css: str, size: float = 4.0) -> Markup:
    """A point's sign."""
    if kind == "circle":
        return Markup('<circle cx="{}" cy="{}" r="{}" class="{}"/>').format(num(x), num(y), num(size), css)
    corners = {
        "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        "triangle": ((0, -1.2), (1.15, 0.9), (-1.15, 0.9)),
        "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    }[kind]
    points = " ".join(f"{num(x + dx * size)},{num(y + dy * size)}" for dx, dy in corners)
    return Markup('<polygon points="{}" class="{}"/>').format(points, css)


def rule_figure(plot: Plot) -> tuple[Figure, str] | None:
    """The line to compare with, and its text; None when there is none."""
    rule = plot.chart.rule
    if rule is None or rule.value is None:
        return None
    plot.ink.explanations.add(rule)
    return rule, plot.ink.translator.figure(rule)


def pairs(points: list[Point | None]) -> Iterator[list[tuple[int, Point]]]:
    """Runs of points without a gap: a line never crosses an empty cell."""
    run: list[tuple[int, Point]] = []
    for index, point in enumerate(points):
        if point is None:
            if run:
                yield run
            run = []
        else:
            run.append((index, point))
    if run:
        yield run


def num(value: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def _anchor(anchor: str) -> Markup:
    return Markup("") if anchor == "start" else Markup(' text-anchor="{}"').format(anchor)
