"""A waterfall: what each step adds to or takes from a count, and where that leads."""

from __future__ import annotations

from typing import Final

from khaka.blueprint.blocks import Chart, Table
from khaka.locale import Translator
from khaka.render.charts.axes import linear
from khaka.render.charts.bars import upright_rule
from khaka.render.charts.frame import (
    SIZE,
    SOFT,
    Spec,
    base,
    broken,
    column_of,
    label,
    names_before,
    names_of,
    number,
    plain_rows,
    rule_value,
    series,
    texts,
    x_label,
)
from khaka.render.charts.palette import role
from khaka.render.charts.shaping import advance

_ROW: Final = 22.0


def waterfall(chart: Chart, table: Table, tr: Translator, width: float) -> Spec:
    """``y[0]`` is the change of a step and ``y[1]`` the count after it; a row without a change is a count alone."""
    change, after = series(chart, table, tr)[:2]
    rows = plain_rows(table)
    named = broken([x_label(row, table, column_of(table, chart.x), tr) for row in rows], width * 0.36, tr.lang)
    names = names_of(named.labels)
    bars: list[Spec] = []
    links: list[Spec] = []
    most, last = rule_value(chart) or 0.0, None
    for name, row in zip(names, rows, strict=True):
        step, reached = number(row, table, change.column), number(row, table, after.column)
        if reached is None:
            continue
        start = 0.0 if step is None else reached - step
        column, shown = (after.column, reached) if step is None else (change.column, step)
        colour = role("s4") if step is None else role("s1") if step >= 0 else role("s2")
        bars.append({"x": name, "a": start, "b": reached, "end": max(start, reached), "c": colour,
                     "n": label(shown, column, tr), "id": table.cell_id(row, column)})  # fmt: skip
        most = max(most, start, reached)
        if last is not None:
            links.append({"x": last[0], "x2": name, "v": last[1]})
        last = (name, reached)
    right = max((advance(d["n"], SIZE, 600, tr.lang) for d in bars), default=0.0) + 10
    left = named.width + 8
    y: Spec = {"field": "x", "type": "ordinal", "sort": names, "axis": None,
               "scale": {"type": "band", "paddingInner": 0.3, "paddingOuter": 0.15}}  # fmt: skip
    x = linear("a", 0.0, most or 1.0)
    layers: list[Spec] = [
        {"data": {"values": links}, "mark": {"type": "rule", "color": SOFT, "strokeDash": [2, 2]},
         "encoding": {"x": {**x, "field": "v"}, "y": y, "y2": {"field": "x2"}}},
        {"data": {"values": bars}, "mark": {"type": "bar"},
         "encoding": {"x": x, "x2": {"field": "b"}, "y": y, "color": {"field": "c", "type": "nominal", "scale": None}}},
        texts(bars, {"x": {**x, "field": "end"}, "y": y}, align="left", dx=5, fontWeight=600),
        {"data": {"values": [{"a": 0}]}, "mark": {"type": "rule", "color": SOFT, "strokeWidth": 0.8},
         "encoding": {"x": x}},
        *names_before(list(named.labels), names, y),
    ]  # fmt: skip
    top = 4.0
    if (goal := rule_value(chart)) is not None and chart.rule is not None:
        layers += upright_rule(goal, tr.figure(chart.rule), chart.rule.id)
        top = 16.0
    height = len(rows) * max(_ROW, 12.0 * named.lines + 6)
    padding = {"left": left, "right": right, "top": top, "bottom": 4.0}
    return base(width, height, padding, layers, tr.text(chart.alt))
