"""The ladder of swings: the seats that each would give, and beside them the swings that have been."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

from khaka.blueprint.blocks import Category, Chart, Table
from khaka.core.message import Name
from khaka.locale import Translator
from khaka.render.charts.axes import linear
from khaka.render.charts.bars import standing
from khaka.render.charts.frame import (
    HAIR,
    SIZE,
    SOFT,
    Spec,
    base,
    column_of,
    label,
    number,
    plain_rows,
    rule_value,
    series,
    texts,
    x_label,
    zero_line,
)
from khaka.render.charts.lines import rule_layers
from khaka.render.charts.palette import role
from khaka.render.charts.shaping import advance

_HEIGHT: Final = 110.0
_ROW: Final = 13.0


def ladder(chart: Chart, table: Table, tr: Translator, width: float) -> Spec:
    """Steps of a swing, each with the seats that it would give; what lies between two steps is not drawn.

    Categories are swings that have been, drawn under the steps on the same scale.
    """
    past = [c for c in chart.categories if c.figure is not None and c.figure.value is not None]
    if not past:
        return standing(chart, table, tr, width)
    column = column_of(table, chart.x)
    (one,) = series(chart, table, tr)[:1]
    steps = [(number(r, table, column), number(r, table, one.column), r) for r in plain_rows(table)]
    known = [(a, v, r) for a, v, r in steps if a is not None and v is not None]
    swings = [float(c.figure.value or 0) for c in past if c.figure is not None]
    names = [tr.name(c.label) if isinstance(c.label, Name) else tr.text(c.label) for c in past]
    ends = [*(a for a, _, _ in known), *swings, 0.0]
    gap = min((b - a for (a, _, _), (b, _, _) in pairwise(known)), default=1.0)
    low, high = min(ends) - gap / 2, max(ends) + gap / 2
    left = max(advance(n, SIZE, 400, tr.lang) for n in names) + 30
    y = linear("v", 0.0, max([v for _, v, _ in known] + [rule_value(chart) or 0.0, 1.0]))
    y["scale"] = {**y["scale"], "range": [_HEIGHT, 0]}
    bars: list[Spec] = [
        {"a": a - gap * 0.32, "b": a + gap * 0.32, "m": a, "v": v, "n": label(v, one.column, tr),
         "t": x_label(r, table, column, tr), "id": table.cell_id(r, one.column)} for a, v, r in known
    ]  # fmt: skip
    x = linear("a", low, high)
    at = {"x": {**x, "field": "m"}}
    upper: list[Spec] = [
        zero_line("y"),
        {"data": {"values": bars}, "mark": {"type": "bar", "color": one.role},
         "encoding": {"x": x, "x2": {"field": "b"}, "y": y}},
        texts(bars, {**at, "y": y}, dy=-6, fontWeight=600),
        texts([{k: b[k] for k in ("m", "t")} for b in bars], {**at, "y": {"value": _HEIGHT + 3}}, of="t", baseline="top"),
    ]  # fmt: skip
    if (value := rule_value(chart)) is not None and chart.rule is not None:
        upper += rule_layers(value, tr.figure(chart.rule, "short"), chart.rule.id)
    for layer in upper:
        if layer["encoding"].get("y", {}).get("field"):
            layer["encoding"]["y"] = {**y}
    layers = upper + _past(past, names, swings, x, tr)
    height = _HEIGHT + 34 + len(past) * _ROW
    title = [{"n": tr.text(column.title)}]
    layers.append(
        texts(title, {"x": {"value": -left}, "y": {"value": _HEIGHT + 3}}, align="left", baseline="top", color=SOFT)
    )
    return base(width, height, {"left": left, "right": 6.0, "top": 18.0, "bottom": 4.0}, layers, tr.text(chart.alt))


def _past(past: list[Category], names: list[str], swings: list[float], x: Spec, tr: Translator) -> list[Spec]:
    """A line from nothing to each swing that has been, its name before the chart and its number beside its end."""
    rows: list[Spec] = []
    for i, (category, name, swing) in enumerate(zip(past, names, swings, strict=True)):
        assert category.figure is not None
        text = tr.figure(category.figure, "bare")
        shown = f"+{text}" if swing > 0 and not text.startswith("+") else text
        rows.append(
            {"a": 0.0, "b": swing, "p": _HEIGHT + 30 + i * _ROW, "n": shown, "t": name, "id": category.figure.id}
        )
    place = {"y": {"field": "p", "type": "quantitative", "axis": None, "scale": None}}
    end = {"x": {**x, "field": "b"}, **place}
    found: list[Spec] = [
        {"data": {"values": [{"a": 0}]}, "mark": {"type": "rule", "color": HAIR},
         "encoding": {"x": x, "y": {"value": _HEIGHT + 20}, "y2": {"value": _HEIGHT + 24 + len(past) * _ROW}}},
        {"data": {"values": rows}, "mark": {"type": "rule", "color": role("s2"), "strokeWidth": 2.5},
         "encoding": {"x": x, "x2": {"field": "b"}, **place}},
        {"data": {"values": rows}, "mark": {"type": "point", "filled": True, "opacity": 1, "size": 34,
         "color": role("s2")}, "encoding": end},
        texts([{k: r[k] for k in ("p", "t")} for r in rows], {"x": {"value": -28}, **place}, of="t", align="right",
              baseline="middle"),
    ]  # fmt: skip
    for right in (False, True):
        chosen = [r for r in rows if (r["b"] >= 0) == right]
        how: dict[str, Any] = {"align": "left" if right else "right", "dx": 7 if right else -7, "baseline": "middle"}
        found.append(texts(chosen, end, **how, fontWeight=600))
    return found
