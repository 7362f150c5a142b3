"""A specification drawn once in a process by vl_convert, without the engine's own measuring of texts.

Every place on a chart is reckoned from advances that HarfBuzz gives, so the engine's measuring, which is wrong for
Devanagari and takes four fifths of its time, is not needed. Vega measures no text whose size is not above zero: sizes
go in negative and come out positive, and baselines, which Vega reckons from the size, go in as offsets.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, Final

from khaka.render.charts.frame import SIZE, Spec

_VEGA_LITE: Final = "5.20"
#: How far below its place a text's base line lies, in parts of its size (vega-scenegraph, text marks).
_BASELINES: Final = {"top": 0.79, "middle": 0.30, "bottom": -0.21, "alphabetic": 0.0}


def drawn(spec: Spec) -> str:
    """The SVG of a specification: real texts, and roles for colours."""
    return _drawn(json.dumps(unmeasured(spec), ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=256)
def _drawn(spec: str) -> str:
    import vl_convert

    svg = str(vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[]))
    return svg.replace('font-size="-', 'font-size="')


def unmeasured(spec: Spec) -> Spec:
    """The specification as it goes to the engine; the given one stays as it is."""
    found = dict(spec)
    if "layer" in spec:
        found["layer"] = [unmeasured(layer) for layer in spec["layer"]]
    mark = spec.get("mark")
    if isinstance(mark, dict) and mark["type"] == "text":
        found["mark"] = _moved(mark)
    return found


def _moved(mark: dict[str, Any]) -> dict[str, Any]:
    size = float(mark.get("fontSize", SIZE))
    # the engine takes "line-" baselines and numbers only; a text mark without a baseline stands in the middle
    down = round(_BASELINES[mark.get("baseline", "middle")] * size, 2)
    return {**mark, "fontSize": -size, "baseline": "alphabetic", "dy": mark.get("dy", 0) + down}
