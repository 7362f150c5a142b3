"""A chart block into two drawings, for wide and for narrow pages: text keeps its size on a phone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from khaka.blueprint.blocks import Chart, Table
from khaka.core.message import Message
from khaka.render.html.charts.bars import bars, ladder
from khaka.render.html.charts.kit import SHAPES, Plot
from khaka.render.html.charts.lines import lines
from khaka.render.html.charts.stacked import stacked
from khaka.render.html.colours import Shade, shades
from khaka.render.html.ink import Ink
from khaka.render.html.seatmap import category_label

WIDE: Final = 700.0
NARROW: Final = 328.0
_KINDS: Final[dict[str, Callable[[Plot, str, str], Markup]]] = {
    "stacked": stacked,
    "lines": lines,
    "bars": bars,
    "ladder": ladder,
}


@dataclass(frozen=True, slots=True)
class Key:
    """A line of a chart's key: either a category's shade or a series' class and shape, and the words."""

    label: Markup
    shade: Shade | None = None
    series: str = ""
    shape: str = ""
    figure: Markup | None = None


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart for the template."""

    id: str
    title: Markup
    alt: str
    drawings: tuple[Markup, ...]
    keys: tuple[Key, ...]
    twin: str
    twin_title: str
    kind: str = "chart"


def draw(chart: Chart, table: Table | None, ink: Ink, colours: dict[str, str]) -> ChartView:
    """A chart from its twin table. Without a table only a bar in parts can be drawn: it brings its own numbers."""
    held = table or Table(chart.twin, Message(""), (), ())
    alt = ink.plain(chart.alt)
    how = _KINDS[chart.kind]
    able = table is not None or chart.kind == "stacked"
    drawings = tuple(
        how(Plot(chart, held, ink, width, colours), css, alt)
        for width, css in ((WIDE, "wide"), (NARROW, "narrow"))
        if able
    )
    return ChartView(
        id=chart.id,
        title=ink.say(chart.title),
        alt=alt,
        drawings=tuple(d for d in drawings if d),
        keys=_keys(chart, held, ink, colours),
        twin=chart.twin if table is not None else "",
        twin_title=ink.plain(table.title) if table is not None else "",
    )


def _keys(chart: Chart, table: Table, ink: Ink, colours: dict[str, str]) -> tuple[Key, ...]:
    """Categories of a bar in parts; the series of a chart that has more than one."""
    if chart.categories:
        marks = shades(chart.categories)
        return tuple(
            Key(category_label(c, ink), marks[c.key], figure=ink.figure(c.figure) if c.figure else None)
            for c in chart.categories
        )
    plot = Plot(chart, table, ink, WIDE, colours)
    series = plot.series()
    if len(series) < 2:
        return ()
    return tuple(
        Key(
            Markup.escape(ink.plain(c.title)),
            series=plot.series_class(i, c),
            shape=SHAPES[i % len(SHAPES)] if chart.kind == "lines" else "square",
        )
        for i, c in enumerate(series)
    )
