"""One bar in parts, with its legend under it."""

from __future__ import annotations

from khaka.blueprint.blocks import Chart, Table
from khaka.core.message import Name
from khaka.locale import Translator
from khaka.render.charts.frame import SOFT, Spec, base, pixel, texts
from khaka.render.charts.palette import roles_of
from khaka.render.charts.shaping import advance
from khaka.render.charts.squares import squares

_HEIGHT = 26.0


def stacked(chart: Chart, table: Table | None, tr: Translator, width: float, *, keys: bool = True) -> Spec:
    """The categories' figures as parts of one bar; a part without a figure is left out and named in the legend."""
    parts = []
    for category in chart.categories:
        name = category.label
        text = tr.name(name) if isinstance(name, Name) else tr.text(name)
        value = category.figure.value if category.figure else None
        shown = tr.figure(category.figure) if category.figure else ""
        parts.append((text, float(value or 0), shown, roles_of(category.colour), category.figure))
    total = sum(value for _, value, _, _, _ in parts) or 1.0
    bars, numbers, x = [], [], 0.0
    for _, value, shown, (fill, upon), figure in parts:
        size = value / total * width
        bars.append({"x": x, "x2": x + size, "y": 0.0, "y2": _HEIGHT, "fill": fill})
        if size > advance(shown, 10.5, 600, tr.lang) + 6:
            numbers.append({"x": x + size / 2, "y": _HEIGHT / 2, "n": shown, "upon": upon, "id": figure and figure.id})
        x += size
    box = {"x": pixel("x"), "x2": {"field": "x2"}, "y": pixel("y"), "y2": {"field": "y2"},
           "fill": {"field": "fill", "type": "nominal", "scale": None}}  # fmt: skip
    place = {"x": pixel("x"), "y": pixel("y"), "color": {"field": "upon", "type": "nominal", "scale": None}}
    layers: list[Spec] = [
        {"data": {"values": bars}, "mark": {"type": "rect", "stroke": SOFT, "strokeWidth": 0.5}, "encoding": box},
        texts(numbers, place, fontSize=10.5, fontWeight=600, baseline="middle"),
    ]
    height = _HEIGHT
    if keys:
        legend, room = squares([(f"{t}  {n}" if n else t, c) for t, _, n, (c, _), _ in parts], width, tr.lang)
        layers.append(legend(_HEIGHT + 6))
        height += 6 + room
    padding = {"left": 0.5, "right": 0.5, "top": 1.0, "bottom": 1.0}
    return base(width + 1, height, padding, layers, tr.text(chart.alt))
