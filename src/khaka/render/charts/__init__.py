"""Charts: one Vega-Lite specification for each, for the page and for print, and its pictures.

The specifications are written as plain dictionaries: Altair would check the same dictionary for 0.3 s of import and
some milliseconds a chart, and give the same picture.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from khaka.blueprint.blocks import Chart, Table
from khaka.locale import Translator
from khaka.render.charts.bars import bars
from khaka.render.charts.drawing import drawn
from khaka.render.charts.dumbbell import dumbbell
from khaka.render.charts.frame import Spec
from khaka.render.charts.ladder import ladder
from khaka.render.charts.lines import lines
from khaka.render.charts.outlines import outlined
from khaka.render.charts.palette import printed
from khaka.render.charts.parts import parts
from khaka.render.charts.pendulum import pendulum
from khaka.render.charts.polls import polls
from khaka.render.charts.scatter import calibration, scatter
from khaka.render.charts.spread import spread
from khaka.render.charts.stacked import stacked
from khaka.render.charts.waterfall import waterfall

__all__ = ["KINDS", "WIDTH", "drawn", "outlined", "picture", "specification"]

#: A4 between its margins, in points; a specification's pixel is a point in print.
WIDTH: Final = 482.0
_Maker: TypeAlias = Callable[[Chart, Table, Translator, float], Spec]
KINDS: Final[dict[str, _Maker]] = {
    "lines": lines,
    "bars": bars,
    "parts": parts,
    "ladder": ladder,
    "pendulum": pendulum,
    "spread": spread,
    "dumbbell": dumbbell,
    "waterfall": waterfall,
    "polls": polls,
    "scatter": scatter,
    "calibration": calibration,
}


def specification(chart: Chart, twin: Table | None, tr: Translator, width: float = WIDTH, *, keys: bool = True) -> Spec:
    """The Vega-Lite specification of a chart in one language.

    Parameters
    ----------
    twin
        The table that ``chart.twin`` names; ``stacked`` takes its numbers from the categories and needs none.
    width
        Of the whole picture with its labels.
    keys
        False leaves out the legend of ``stacked``, for a page that has it as text with numbers to open.

    Raises
    ------
    ValueError
        The chart's table is not in the document.
    KeyError
        The chart names a column that its table lacks.
    """
    if chart.kind == "stacked":
        return stacked(chart, twin, tr, width, keys=keys)
    if twin is None:
        raise ValueError(f"chart {chart.id}: its table {chart.twin!r} is not in the document")
    return KINDS[chart.kind](chart, twin, tr, width)


def picture(chart: Chart, twin: Table | None, tr: Translator, width: float = WIDTH) -> str:
    """The chart for print: SVG in the colours of print, whose texts are outlines."""
    return outlined(printed(drawn(specification(chart, twin, tr, width))), tr.lang)
