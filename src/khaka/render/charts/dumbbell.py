"""Dumbbells: two numbers of each row and the way between them."""

from __future__ import annotations

from typing import Any, Final

from khaka.blueprint.blocks import Chart, Table
from khaka.locale import Translator
from khaka.render.charts.frame import (
    HAIR,
    LINE,
    SIZE,
    SOFT,
    Spec,
    base,
    broken,
    column_of,
    label,
    names_at,
    number,
    pixel,
    plain_rows,
    series,
    texts,
    x_label,
)
from khaka.render.charts.shaping import advance
from khaka.render.charts.squares import points

_ROW: Final = 13.0


def dumbbell(chart: Chart, table: Table, tr: Translator, width: float) -> Spec:
    """``y[0]`` (before, a ring) and ``y[1]`` (now, a full dot) of each row; a row that lacks one has one point."""
    before, now = series(chart, table, tr)[:2]
    rows = plain_rows(table)
    named = broken([x_label(row, table, column_of(table, chart.x), tr) for row in rows], width * 0.32, tr.lang)
    high = [max(_ROW, LINE * (1 + text.count("\n")) + 2) for text in named.labels]
    places = [round(sum(high[:i]) + h / 2, 2) for i, h in enumerate(high)]
    ends: dict[bool, list[Spec]] = {False: [], True: []}
    ways, known = [], [0.0]
    for place, row in zip(places, rows, strict=True):
        pair = [number(row, table, s.column) for s in (before, now)]
        given = [v for v in pair if v is not None]
        known += given
        if len(given) == 2:
            ways.append({"p": place, "v": min(given), "w": max(given)})
        for is_now, one, value in zip((False, True), (before, now), pair, strict=True):
            if value is not None:
                to_right = value > min(given) or (is_now and given[0] == given[-1]) or len(given) == 1
                ends[is_now].append({"p": place, "v": value, "n": label(value, one.column, tr), "right": to_right,
                                     "id": table.cell_id(row, one.column)})  # fmt: skip
    widest = max((advance(d["n"], SIZE, 600, tr.lang) for found in ends.values() for d in found), default=0.0) + 9
    low = min(known)
    left, right = named.width + 8 + widest, widest
    y = pixel("p")
    x: Spec = {"field": "v", "type": "quantitative", "axis": None,
               "scale": {"domain": [low, max(known) or 1.0], "nice": False}}  # fmt: skip
    layers: list[Spec] = [
        {"data": {"values": [{"p": p} for p in places]}, "mark": {"type": "rule", "color": HAIR, "strokeWidth": 0.6},
         "encoding": {"y": y}},
        {"data": {"values": ways}, "mark": {"type": "rule", "color": SOFT, "strokeWidth": 2},
         "encoding": {"x": x, "x2": {"field": "w"}, "y": y}},
    ]  # fmt: skip
    for is_now, one in ((False, before), (True, now)):
        dot = {"type": "point", "filled": True, "opacity": 1, "size": 36, "color": one.role, **_shape(is_now)}
        layers.append({"data": {"values": ends[is_now]}, "mark": dot, "encoding": {"x": x, "y": y}})
        for side in (False, True):
            rows_ = [d for d in ends[is_now] if d["right"] == side]
            look: dict[str, Any] = {"align": "left" if side else "right", "dx": 7 if side else -7, "baseline": "middle"}
            layers.append(texts(rows_, {"x": x, "y": y}, **look, fontWeight=600 if is_now else 400))
    layers += names_at(named.labels, places, -widest - 6)
    keys, room = points([(before.label, before.role, "diamond"), (now.label, now.role, "circle")], width - 8, tr.lang)
    layers.append(keys(-room - 3, -left))
    height = sum(high)
    return base(
        width, height, {"left": left, "right": right, "top": room + 4, "bottom": 3.0}, layers, tr.text(chart.alt)
    )


def _shape(is_now: bool) -> Spec:
    """The two ends differ in shape, for readers who see no colour."""
    return {"shape": "circle" if is_now else "diamond"}
