"""The spread of seat totals: how often in each range, with the line of the goal."""

from __future__ import annotations

from typing import Final

from khaka.blueprint.blocks import Chart, Table
from khaka.locale import Translator
from khaka.render.charts.axes import linear
from khaka.render.charts.bars import upright_rule
from khaka.render.charts.frame import (
    SIZE,
    Spec,
    base,
    column_of,
    label,
    names_of,
    number,
    plain_rows,
    rule_value,
    series,
    texts,
    ticks,
    x_label,
    zero_line,
)
from khaka.render.charts.shaping import advance

_HEIGHT: Final = 120.0


def spread(chart: Chart, table: Table, tr: Translator, width: float) -> Spec:
    """Columns of ranges that begin at the parameter ``first`` and are ``bin`` wide; ``chart.rule`` stands where it is."""
    rows = plain_rows(table)
    given = dict(chart.params)
    first, wide = float(given["first"]), float(given["bin"])
    (one,) = series(chart, table, tr)[:1]
    goal = rule_value(chart)
    low, high = first, first + wide * len(rows)
    if goal is not None:
        low, high = min(low, goal - wide / 2), max(high, goal + wide / 2)
    step = (width - 12) * wide / (high - low)
    under = ticks([x_label(row, table, column_of(table, chart.x), tr) for row in rows], step, tr.lang)
    data: list[Spec] = []
    for i, row in enumerate(rows):
        value = number(row, table, one.column)
        start = first + i * wide
        if value is not None:
            data.append({"a": start + 0.06 * wide, "b": start + 0.94 * wide, "m": start + wide / 2, "v": value,
                         "n": label(value, one.column, tr), "id": table.cell_id(row, one.column)})  # fmt: skip
    most = max((d["v"] for d in data), default=0.0) or 1.0
    y = linear("v", 0.0, most)
    layers: list[Spec] = [
        {"data": {"values": data}, "mark": {"type": "rect", "color": one.role},
         "encoding": {"x": linear("a", low, high), "x2": {"field": "b"}, "y": y, "y2": {"datum": 0}}},
        texts(data, {"x": linear("m", low, high), "y": y}, dy=-6, fontWeight=600),
        zero_line("y"),
    ]  # fmt: skip
    place = {"x": linear("m", low, high), "y": {"value": _HEIGHT + (5 if under.angle else 3)}}
    marks = [{"m": first + (i + 0.5) * wide, "n": text} for i, text in enumerate(names_of(under.labels))]
    how = {"align": "right", "baseline": "middle", "angle": under.angle} if under.angle else {"baseline": "top"}
    layers.append(texts(marks, place, **how))
    top = 16.0
    if goal is not None and chart.rule is not None:
        words = tr.figure(chart.rule)
        half = advance(words, SIZE, 600, tr.lang) / 2
        at = (goal - low) / (high - low) * (width - 12)
        align = "right" if at + half > width - 12 else "left" if at < half else "center"
        line, number_ = upright_rule(goal, words, chart.rule.id, align)
        number_["mark"]["dy"] = -18
        layers += [{**line, "encoding": {**line["encoding"], "y": {"value": -12}, "y2": {"value": _HEIGHT}}}, number_]
        top = 30.0
    left = max(6.0, advance(under.labels[0], SIZE, 400, tr.lang) * 0.77 - step / 2) if under.angle and rows else 6.0
    padding = {"left": left, "right": 6.0, "top": top, "bottom": under.depth + 8}
    return base(width, _HEIGHT, padding, layers, tr.text(chart.alt))
