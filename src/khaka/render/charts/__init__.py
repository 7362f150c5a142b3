"""Charts: one Vega-Lite specification for each, for the page and for print, and its picture in outlines.

The specifications are written as plain dictionaries: Altair would check the same dictionary for 0.3 s of import and
some milliseconds a chart, and give the same picture.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final, TypeAlias

from khaka.blueprint.blocks import Chart, Table
from khaka.locale import Translator
from khaka.render.charts.bars import bars, ladder
from khaka.render.charts.frame import Spec
from khaka.render.charts.lines import lines
from khaka.render.charts.outlines import outlined
from khaka.render.charts.shaping import font_path
from khaka.render.charts.stacked import stacked

__all__ = ["outlined", "picture", "specification"]

#: A4 between its margins, in points; a specification's pixel is a point in print.
WIDTH: Final = 482.0
_VEGA_LITE: Final = "5.20"
_Maker: TypeAlias = Callable[[Chart, Table, Translator, float], Spec]
_KINDS: Final[dict[str, _Maker]] = {"lines": lines, "bars": bars, "ladder": ladder}


def specification(chart: Chart, twin: Table | None, tr: Translator, width: float = WIDTH) -> Spec:
    """The Vega-Lite specification of a chart in one language.

    Parameters
    ----------
    twin
        The table that ``chart.twin`` names; ``stacked`` takes its numbers from the categories and needs none.
    width
        Of the whole picture with its labels.
    """
    if chart.kind == "stacked":
        return stacked(chart, twin, tr, width)
    if twin is None:
        raise ValueError(f"chart {chart.id}: its table {chart.twin!r} is not in the document")
    return _KINDS[chart.kind](chart, twin, tr, width)


def picture(chart: Chart, twin: Table | None, tr: Translator, width: float = WIDTH) -> str:
    """The chart as SVG whose texts are outlines."""
    spec = json.dumps(specification(chart, twin, tr, width), ensure_ascii=False, sort_keys=True)
    return outlined(_drawn(spec), tr.lang)


@lru_cache(maxsize=256)
def _drawn(spec: str) -> str:
    """The SVG of a specification; drawn once in a process."""
    import vl_convert

    _with_font()
    return str(vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[]))


@cache
def _with_font() -> None:
    """Tell the chart engine of the packaged font, so that it measures what we print."""
    import vl_convert

    vl_convert.register_font_directory(str(font_path().parent))
