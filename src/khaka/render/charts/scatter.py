"""Points on two scales of numbers: effort against value, and chances that were said against what came."""

from __future__ import annotations

from typing import Any, Final

from khaka.blueprint.blocks import Chart, Table
from khaka.core.message import Name
from khaka.locale import Translator
from khaka.render.charts.axes import linear, round_ticks, tick_text, ticked, titles
from khaka.render.charts.frame import SIZE, SOFT, Spec, base, column_of, label, number, plain_rows, texts
from khaka.render.charts.palette import role, roles_of
from khaka.render.charts.shaping import advance
from khaka.render.charts.squares import points

_HEIGHT: Final = 170.0
SHAPES: Final = ("circle", "diamond", "triangle-up", "square", "cross", "triangle-down")


def scatter(chart: Chart, table: Table, tr: Translator, width: float) -> Spec:
    """``chart.x`` against ``y[0]``; ``row.kind`` gives the category. A row that lacks a number has no point."""
    return _drawn(chart, table, tr, width, same=False)


def calibration(chart: Chart, table: Table, tr: Translator, width: float) -> Spec:
    """What was said (``chart.x``) against what came (``y``); the oblique line is where both are the same."""
    return _drawn(chart, table, tr, width, same=True)


def _drawn(chart: Chart, table: Table, tr: Translator, width: float, *, same: bool) -> Spec:
    across, up = column_of(table, chart.x), column_of(table, chart.y[0])
    pairs = [(number(r, table, across), number(r, table, up), r) for r in plain_rows(table)]
    known = [(a, v, r) for a, v, r in pairs if a is not None and v is not None]
    x_ticks = _ticks([a for a, _, _ in known], 4 if width < 300 else 6)
    y_ticks = _ticks([v for _, v, _ in known], 5)
    if same:
        x_ticks = y_ticks = _ticks([*(a for a, _, _ in known), *(v for _, v, _ in known)], 5)
    left = max(advance(tick_text(t, up, tr), SIZE, 400, tr.lang) for t in y_ticks) + 8
    size = (width - left - 12, _HEIGHT)
    x, y = linear("a", x_ticks[0], x_ticks[-1]), linear("v", y_ticks[0], y_ticks[-1])
    layers = ticked("y", y_ticks, up, tr, size) + ticked("x", x_ticks, across, tr, size)
    # the ticks' own scales must be the marks'
    for layer in layers:
        for channel, scaled in (("x", x), ("y", y)):
            if layer["encoding"].get(channel, {}).get("field"):
                layer["encoding"][channel] = {**scaled, "field": "v"}
    if same:
        ends = [{"a": x_ticks[0], "v": x_ticks[0], "b": x_ticks[-1]}]
        layers.append({"data": {"values": ends}, "mark": {"type": "rule", "color": SOFT, "strokeDash": [3, 2]},
                       "encoding": {"x": x, "x2": {"field": "b"}, "y": y, "y2": {"field": "b"}}})  # fmt: skip
    items = []
    looks = {c.key: (roles_of(c.colour)[0], SHAPES[i % len(SHAPES)]) for i, c in enumerate(chart.categories)}
    for kind in dict.fromkeys([*looks, *(r.kind for _, _, r in known)]):
        colour, shape = looks.get(kind, (role("s1"), "circle"))
        rows = [{"a": a, "v": v, "n": label(v, up, tr), "id": table.cell_id(r, up)}
                for a, v, r in known if r.kind == kind]  # fmt: skip
        dot = {"type": "point", "filled": True, "size": 46 if same else 24, "opacity": 1 if same else 0.8,
               "color": colour, "shape": shape}  # fmt: skip
        layers.append({"data": {"values": rows}, "mark": dot, "encoding": {"x": x, "y": y}})
        if same:
            first = kind == next(iter(looks), kind)  # two at one place stand on either side of it
            how: dict[str, Any] = {"baseline": "top" if first else "bottom", "dy": 5 if first else -5}
            layers.append(texts(rows, {"x": x, "y": y}, **how, fontWeight=600))
    for c in chart.categories:
        name = tr.name(c.label) if isinstance(c.label, Name) else tr.text(c.label)
        items.append((name, *looks[c.key]))
    layers += titles(tr.text(across.title), tr.text(up.title), size, left)
    top = 24.0
    if items:
        keys, room = points(items, width - 4, tr.lang)
        layers.append(keys(-room - top, -left))
        top += room
    padding = {"left": left, "right": 12.0, "top": top, "bottom": 30.0}
    return base(width, _HEIGHT, padding, layers, tr.text(chart.alt))


def _ticks(values: list[float], count: int) -> list[float]:
    low, high = min(0.0, *values, 0.0), max([0.0, *values])
    return round_ticks(low, high or 1.0, count)
