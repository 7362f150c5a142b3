"""A chart block into two drawings of one specification, for wide and for narrow pages: text keeps its size on a phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from khaka.blueprint.blocks import Chart, Table
from khaka.render.charts import WIDTH, drawn, specification
from khaka.render.html.charts.inline import inline
from khaka.render.html.colours import Shade, shades
from khaka.render.html.ink import Ink
from khaka.render.html.seatmap import category_label

#: Points of the narrow drawing, at the same size of text: about 310 pixels of a phone.
NARROW: Final = 214.0
#: Pixels for a point: 8.5 points of print are 12.3 pixels of a screen.
SCALE: Final = 1.45


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend of a bar in parts: the category's shade, its words and its number."""

    label: Markup
    shade: Shade | None = None
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


def draw(chart: Chart, table: Table | None, ink: Ink, address: str) -> ChartView:
    """A chart from its twin table. Without a table only a bar in parts can be drawn: it brings its own numbers.

    Parameters
    ----------
    address
        What the ids of the drawings begin with.
    """
    title, alt = ink.plain(chart.title), ink.plain(chart.alt)
    drawings = []
    if table is not None or chart.kind == "stacked":
        for width, css in ((WIDTH, "wide"), (NARROW, "narrow")):
            svg = drawn(specification(chart, table, ink.translator, width, keys=False))
            drawings.append(inline(svg, css, f"{address}-{css}", title, alt, SCALE))
    return ChartView(
        id=chart.id,
        title=ink.say(chart.title),
        alt=alt,
        drawings=tuple(drawings),
        keys=_keys(chart, ink),
        twin=chart.twin if table is not None else "",
        twin_title=ink.plain(table.title) if table is not None else "",
    )


def _keys(chart: Chart, ink: Ink) -> tuple[Key, ...]:
    """The parts of a bar: their numbers open, and their signs are those of the map of the same places."""
    if chart.kind != "stacked":
        return ()
    marks = shades(chart.categories)
    return tuple(
        Key(category_label(c, ink), marks[c.key], ink.figure(c.figure) if c.figure else None) for c in chart.categories
    )
