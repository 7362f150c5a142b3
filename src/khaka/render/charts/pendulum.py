"""The seat pendulum: every seat in the order of its margin, those held above the line, those lost below."""

from __future__ import annotations

from typing import Final

from khaka.blueprint.blocks import Chart, Table
from khaka.core.message import Name
from khaka.locale import Translator
from khaka.render.charts.axes import linear, round_ticks, ticked, titles
from khaka.render.charts.frame import SIZE, SOFT, Spec, base, column_of, number, plain_rows
from khaka.render.charts.palette import roles_of
from khaka.render.charts.shaping import advance
from khaka.render.charts.squares import squares

_HEIGHT: Final = 150.0
#: Margins beyond it are cut off: what decides lies near the line.
_FAR: Final = 40.0


def pendulum(chart: Chart, table: Table, tr: Translator, width: float) -> Spec:
    """``y[0]`` is the gap to the winner, below zero where the seat is ours; ``row.kind`` gives the category.

    A seat without a gap (not fought) is left out. The parameter ``far`` cuts the scale off.
    """
    column = column_of(table, chart.y[0])
    far = float(dict(chart.params).get("far", _FAR))
    fills = {c.key: roles_of(c.colour)[0] for c in chart.categories}
    known = [(number(row, table, column), row) for row in plain_rows(table)]
    order = sorted(((v, row.key, row.kind) for v, row in known if v is not None))
    bars: dict[str, list[Spec]] = {}
    for i, (gap, _, kind) in enumerate(order):
        bars.setdefault(kind, []).append({"a": i, "b": i + 1, "v": -gap})
    shown = [-v for v, _, _ in order] or [0.0]
    low, high = max(min(0.0, *shown), -far), min(max(0.0, *shown), far)
    marks = [t for t in round_ticks(low, high) if low <= t <= high]
    left = max((advance(f"−{abs(t):g}%", SIZE, 400, tr.lang) for t in marks), default=12.0) + 8
    size = (width - left - 4, _HEIGHT)
    y = {**linear("v", low, high or 1.0)}
    y["scale"] = {**y["scale"], "clamp": True}
    layers: list[Spec] = ticked("y", marks, column, tr, size)
    for kind, values in bars.items():
        look = {"type": "rect", "color": fills.get(kind, SOFT)}
        x = linear("a", 0, max(len(order), 1))
        layers.append(
            {
                "data": {"values": values},
                "mark": look,
                "encoding": {"x": x, "x2": {"field": "b"}, "y": y, "y2": {"datum": 0}},
            }
        )
    layers.append({"data": {"values": [{"v": 0}]}, "mark": {"type": "rule", "color": SOFT, "strokeWidth": 0.8},
                   "encoding": {"y": {"field": "v", "type": "quantitative", "axis": None}}})  # fmt: skip
    items = []
    for c in chart.categories:
        name = tr.name(c.label) if isinstance(c.label, Name) else tr.text(c.label)
        items.append((f"{name}  {tr.figure(c.figure)}" if c.figure is not None else name, roles_of(c.colour)[0]))
    keys, room = squares(items, width, tr.lang)
    layers.append(keys(-room - 20, -left))
    layers += titles("", tr.text(column.title), size, left)[1:]
    padding = {"left": left, "right": 4.0, "top": room + 22, "bottom": 6.0}
    return base(width, _HEIGHT, padding, layers, tr.text(chart.alt))
