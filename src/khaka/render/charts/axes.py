"""Axes of numbers, for charts whose marks cannot all carry theirs: round ticks, fine lines, labels."""

from __future__ import annotations

from math import ceil, floor, log10

from khaka.blueprint.blocks import Column
from khaka.core.units import Unit
from khaka.locale import Translator
from khaka.render.charts.frame import HAIR, SOFT, Spec, texts


def round_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round numbers from ``low`` or just below it to ``high`` or just above."""
    span = max(high - low, 1e-9)
    power = 10.0 ** floor(log10(span / max(1, count - 1)))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power * max(1, count - 1) >= span * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(i * step, 10) for i in range(first, last + 1)]


def tick_text(value: float, column: Column, tr: Translator) -> str:
    """A number of an axis: as few decimals as it has."""
    unit = column.unit or Unit.NUMBER
    shown = value * 100 if unit in (Unit.SHARE, Unit.RATE) else value
    digits = next((d for d in range(3) if abs(shown - round(shown, d)) < 1e-9), 2)
    style = "bare" if unit in (Unit.PP, Unit.ODDS) else "short"
    return tr.number(value, unit, digits, style)


def ticked(channel: str, values: list[float], column: Column, tr: Translator, size: tuple[float, float]) -> list[Spec]:
    """Fine lines across the chart at ``values`` with labels: under it for ``x``, before it for ``y``."""
    height = size[1]
    rows: list[Spec] = [{"v": v, "n": tick_text(v, column, tr)} for v in values]
    at = {channel: {"field": "v", "type": "quantitative", "axis": None}}
    line = {"data": {"values": rows}, "mark": {"type": "rule", "color": HAIR, "strokeWidth": 0.7}, "encoding": at}
    if channel == "x":
        return [line, texts(rows, {**at, "y": {"value": height + 3}}, baseline="top", color=SOFT)]
    return [line, texts(rows, {**at, "x": {"value": -4}}, align="right", baseline="middle", color=SOFT)]


def linear(field: str, low: float, high: float) -> Spec:
    """An encoding on a scale from ``low`` to ``high``, without an axis of the tool's own."""
    return {"field": field, "type": "quantitative", "axis": None,
            "scale": {"domain": [low, high], "nice": False, "zero": False}}  # fmt: skip


def titles(under: str, above: str, size: tuple[float, float], left: float) -> list[Spec]:
    """What the axes count: under the chart in the middle, and above its left corner."""
    width, height = size
    return [
        texts([{"n": under}], {"x": {"value": width / 2}, "y": {"value": height + 16}}, baseline="top", color=SOFT),
        texts([{"n": above}], {"x": {"value": -left}, "y": {"value": -9}}, align="left", baseline="bottom", color=SOFT),
    ]
