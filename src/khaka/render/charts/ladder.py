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
#: From the upper chart's foot to the past swings: steps and what they are stand there.
_STRIP: Final = 38.0


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
    left, right = _room(names, swings, (low, high), width, tr.lang)
    pixels = (width - left - right) / (high - low)
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
        {"data": {"values": bars}, "mark": {"type": "rect", "color": one.role},
         "encoding": {"x": x, "x2": {"field": "b"}, "y": y, "y2": {"datum": 0}}},
        texts(bars, {**at, "y": y}, dy=-6, fontWeight=600),
        texts(_apart(bars, pixels, tr.lang), {**at, "y": {"value": _HEIGHT + 3}}, of="t", baseline="top"),
    ]  # fmt: skip
    if (value := rule_value(chart)) is not None and chart.rule is not None:
        upper += rule_layers(value, tr.figure(chart.rule, "short"), chart.rule.id)
    for layer in upper:
        if layer["encoding"].get("y", {}).get("field"):
            layer["encoding"]["y"] = {**y}
    layers = upper + _past(past, names, swings, x, tr)
    height = _HEIGHT + _STRIP + len(past) * _ROW
    title = [{"m": sum(a for a, _, _ in known) / len(known), "n": tr.text(column.title)}] if known else []
    layers.append(texts(title, {**at, "y": {"value": _HEIGHT + 16}}, baseline="top", color=SOFT))
    return base(width, height, {"left": left, "right": right, "top": 18.0, "bottom": 4.0}, layers, tr.text(chart.alt))


def _room(names: list[str], swings: list[float], ends: tuple[float, float], width: float, lang: str
          ) -> tuple[float, float]:  # fmt: skip
    """Room beside the scale, so that the names, which stand beyond zero from their swing, stay in the picture."""
    low, high = ends
    sides = []
    for reach, chosen in ((-low, [n for n, s in zip(names, swings, strict=True) if s >= 0]),
                          (high, [n for n, s in zip(names, swings, strict=True) if s < 0])):  # fmt: skip
        need = max((advance(n, SIZE, 400, lang) + 8 for n in chosen), default=0.0)
        sides.append(max(6.0, need - reach / (high - low) * (width - 60)))
    beside = advance("−00.0", SIZE, 600, lang) + 6  # the number before the end of the longest swing away
    return max(sides[0], beside), sides[1]


def _apart(bars: list[Spec], pixels: float, lang: str) -> list[Spec]:
    """Labels of the steps as far as they do not run into each other."""
    found: list[Spec] = []
    end = float("-inf")
    for bar in bars:
        half = advance(bar["t"], SIZE, 400, lang) / 2
        if bar["m"] * pixels - half > end + 3:
            found.append({"m": bar["m"], "t": bar["t"]})
            end = bar["m"] * pixels + half
    return found


def _past(past: list[Category], names: list[str], swings: list[float], x: Spec, tr: Translator) -> list[Spec]:
    """A line from nothing to each swing that has been, its number beside its end, its name beyond zero."""
    rows: list[Spec] = []
    for i, (category, name, swing) in enumerate(zip(past, names, swings, strict=True)):
        assert category.figure is not None
        text = tr.figure(category.figure, "bare")
        shown = f"+{text}" if swing > 0 and not text.startswith("+") else text
        rows.append(
            {
                "a": 0.0,
                "b": swing,
                "p": _HEIGHT + _STRIP + 2 + i * _ROW,
                "n": shown,
                "t": name,
                "id": category.figure.id,
            }
        )
    place = {"y": {"field": "p", "type": "quantitative", "axis": None, "scale": None}}
    end = {"x": {**x, "field": "b"}, **place}
    found: list[Spec] = [
        {"data": {"values": [{"a": 0}]}, "mark": {"type": "rule", "color": HAIR},
         "encoding": {"x": x, "y": {"value": _HEIGHT + _STRIP - 6}, "y2": {"value": _HEIGHT + _STRIP - 4 + len(past) * _ROW}}},
        {"data": {"values": rows}, "mark": {"type": "rule", "color": role("s2"), "strokeWidth": 2.5},
         "encoding": {"x": x, "x2": {"field": "b"}, **place}},
        {"data": {"values": rows}, "mark": {"type": "point", "filled": True, "opacity": 1, "size": 34,
         "color": role("s2")}, "encoding": end},
    ]  # fmt: skip
    for right in (False, True):
        chosen = [r for r in rows if (r["b"] >= 0) == right]
        how: dict[str, Any] = {"align": "left" if right else "right", "dx": 7 if right else -7, "baseline": "middle"}
        found.append(texts(chosen, end, **how, fontWeight=600))
        other: dict[str, Any] = {"align": "right" if right else "left", "dx": -6 if right else 6, "baseline": "middle"}
        named = [{"a": 0.0, "p": r["p"], "t": r["t"]} for r in chosen]
        found.append(texts(named, {"x": x, **place}, of="t", **other))
    return found
