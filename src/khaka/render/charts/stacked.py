"""One bar in parts, with its legend under it."""

from __future__ import annotations

from khaka.blueprint.blocks import Chart, Table
from khaka.core.message import Name
from khaka.locale import Translator
from khaka.render.charts.frame import Spec, base, pixel
from khaka.render.charts.palette import SOFT, ink
from khaka.render.charts.shaping import advance
from khaka.render.charts.squares import squares

_HEIGHT = 26.0


def stacked(chart: Chart, table: Table | None, tr: Translator, width: float) -> Spec:
    """The categories' figures as parts of one bar; a part without a figure is left out and named in the legend."""
    parts = []
    for category in chart.categories:
        name = category.label
        text = tr.name(name) if isinstance(name, Name) else tr.text(name)
        value = category.figure.value if category.figure else None
        shown = tr.figure(category.figure) if category.figure else ""
        parts.append((text, float(value or 0), shown, ink(category.colour)))
    total = sum(value for _, value, _, _ in parts) or 1.0
    bars, x = [], 0.0
    for text, value, shown, colour in parts:
        size = value / total * width
        fits = size > advance(shown, 10.5, 600, tr.lang) + 6
        middle = x + size / 2
        place = {"x": x, "x2": x + size, "y": 0.0, "y2": _HEIGHT, "middle": middle, "my": _HEIGHT / 2}
        number = shown if fits else ""
        bars.append({**place, "name": text, "number": number, "fill": colour.fill, "upon": colour.upon})
        x += size
    keys, room = squares([(f"{t}  {n}" if n else t, c.fill) for t, _, n, c in parts], width, tr.lang)
    rect: Spec = {
        "data": {"values": bars},
        "layer": [
            {
                "mark": {"type": "rect", "stroke": SOFT, "strokeWidth": 0.5},
                "encoding": {
                    "x": pixel("x"),
                    "x2": {"field": "x2"},
                    "y": pixel("y"),
                    "y2": {"field": "y2"},
                    "fill": {"field": "fill", "type": "nominal", "scale": None},
                },
            },
            {
                "mark": {"type": "text", "fontSize": 10.5, "fontWeight": 600, "baseline": "middle"},
                "encoding": {
                    "x": pixel("middle"),
                    "y": pixel("my"),
                    "text": {"field": "number"},
                    "color": {"field": "upon", "type": "nominal", "scale": None},
                },
            },
        ],
    }
    padding = {"left": 0.5, "right": 0.5, "top": 1.0, "bottom": 1.0}
    return base(width + 1, _HEIGHT + 6 + room, padding, [rect, keys(_HEIGHT + 6)], tr.text(chart.alt))
