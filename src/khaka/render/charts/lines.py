"""Lines over time or over names: one panel for each unit, because points and seats share no scale."""

from __future__ import annotations

from khaka.blueprint.blocks import Chart, Row, Table
from khaka.core.units import Unit
from khaka.locale import Translator
from khaka.render.charts.frame import (
    SIZE,
    Series,
    Spec,
    base,
    column_of,
    label,
    number,
    overhang,
    plain_rows,
    series,
    ticks,
    x_axis,
    x_label,
    zero_line,
)
from khaka.render.charts.palette import SOFT
from khaka.render.charts.shaping import advance
from khaka.render.charts.squares import samples

_PANEL = 92.0
_GAP = 26.0


def lines(chart: Chart, table: Table, tr: Translator, width: float) -> Spec:
    """``chart.x`` against each column of ``chart.y``; points carry their number while there is room."""
    rows = plain_rows(table)
    names = [x_label(row, table, column_of(table, chart.x), tr) for row in rows]
    drawn = series(chart, table, tr)
    units: dict[Unit | None, list[Series]] = {}
    for one in drawn:
        units.setdefault(one.column.unit, []).append(one)
    step = (width - 40) / max(len(rows), 1)
    under = ticks(names, step, tr.lang)
    height = len(units) * _PANEL + (len(units) - 1) * _GAP
    left = max(6.0, overhang(under, step, tr.lang))
    layers: list[Spec] = []
    for i, (unit, group) in enumerate(units.items()):
        top = i * (_PANEL + _GAP)
        panel = _panel(group, rows, table, names_of(under.labels), (top, top + _PANEL), x_axis(under), tr, step)
        if chart.rule is not None and chart.rule.value is not None and chart.rule.unit is unit:
            panel["layer"] += rule_layers(float(chart.rule.value), tr.figure(chart.rule, "short"))
        layers.append(panel)
    above = 16.0
    if len(drawn) > 1:
        keys, room = samples([(s.label, s.colour, s.dash) for s in drawn], width - left, tr.lang)
        layers.append(keys(-room - 14))
        above += room
    padding = {"left": left, "right": 6.0, "top": above, "bottom": under.depth + 8}
    spec = base(width, height, padding, layers, tr.text(chart.alt))
    spec["resolve"] = {"scale": {"y": "independent"}}
    return spec


def names_of(labels: tuple[str, ...]) -> list[str]:
    """Labels made unique, so that two rows of one name stay two places on the axis."""
    seen: dict[str, int] = {}
    found = []
    for text in labels:
        seen[text] = seen.get(text, 0) + 1
        found.append(text + "\u200b" * (seen[text] - 1))
    return found


def rule_layers(value: float, text: str) -> list[Spec]:
    """A dashed line to compare with, with its number at the right."""
    data = {"values": [{"v": value, "text": text}]}
    place = {"field": "v", "type": "quantitative", "axis": None}
    return [
        {
            "data": data,
            "mark": {"type": "rule", "strokeDash": [3, 2], "color": SOFT},
            "encoding": {"y": place},
        },
        {
            "data": data,
            "mark": {"type": "text", "align": "left", "baseline": "bottom", "dy": -2, "x": 0,
                     "color": SOFT, "fontWeight": 600},
            "encoding": {"y": place, "text": {"field": "text"}},
        },
    ]  # fmt: skip


def _panel(
    group: list[Series],
    rows: list[Row],
    table: Table,
    names: list[str],
    span: tuple[float, float],
    axis: Spec,
    tr: Translator,
    step: float,
) -> Spec:
    values = [(s, [(i, number(r, table, s.column)) for i, r in enumerate(rows)]) for s in group]
    known = [v for _, points in values for _, v in points if v is not None] or [0.0]
    low, high = min(0.0, *known), max(known)
    y = {"field": "v", "type": "quantitative", "axis": None,
         "scale": {"domain": [low, high or 1.0], "range": [span[1], span[0]], "nice": False}}  # fmt: skip
    x = {"field": "x", "type": "ordinal", "sort": names, "axis": axis, "scale": {"type": "point", "padding": 0.5}}
    found: list[Spec] = [zero_line("y")]
    for one, points in values:
        data = [{"x": names[i], "v": v, "n": label(v, one.column, tr), "i": i} for i, v in points if v is not None]
        keep = _labelled(data, step, tr.lang)
        floor = low + 0.16 * ((high or 1.0) - low)  # below it a number would run into the axis and its labels
        below = {i for i in _below(one, values) if (dict(points)[i] or 0.0) >= floor}
        mark = {"type": "line", "color": one.colour, "strokeWidth": 1.8, "strokeDash": list(one.dash)}
        dot = {"type": "point", "filled": True, "size": 22, "color": one.colour, "opacity": 1}
        found.append({"data": {"values": data}, "mark": mark, "encoding": {"x": x, "y": y}})
        found.append({"data": {"values": data}, "mark": dot, "encoding": {"x": x, "y": y}})
        for down in (False, True):
            chosen = [d for k, d in enumerate(data) if k in keep and (d["i"] in below) == down]
            words = {"type": "text", "dy": 11 if down else -9, "color": one.colour, "fontWeight": 600}
            place = {"x": x, "y": y, "text": {"field": "n"}}
            found.append({"data": {"values": chosen}, "mark": words, "encoding": place})
    # every mark of the panel on one scale; the panels' scales stay apart
    return {"layer": [{**layer, "encoding": {**layer["encoding"], "y": {**layer["encoding"]["y"], **_scale(y)}}}
                      for layer in found]}  # fmt: skip


def _scale(y: Spec) -> Spec:
    return {"scale": y["scale"], "axis": None}


def _below(one: Series, values: list[tuple[Series, list[tuple[int, float | None]]]]) -> set[int]:
    """Where a series' number stands under its point: under the lowest line, and in the dips of a single one."""
    points = dict(values_of(one, values))
    if len(values) == 1:
        near = [(points.get(i - 1), v, points.get(i + 1)) for i, v in points.items()]
        dips = [all(n is None or (v is not None and n > v) for n in (a, b)) for a, v, b in near]
        return {i for i, dip in zip(points, dips, strict=True) if dip and 0 < i < len(points) - 1}
    others = [dict(p) for s, p in values if s is not one]
    return {i for i, v in points.items() if v is not None and all((o.get(i) or v) >= v for o in others)}


def values_of(
    one: Series, values: list[tuple[Series, list[tuple[int, float | None]]]]
) -> list[tuple[int, float | None]]:
    """The points of one series."""
    return next(points for s, points in values if s is one)


def _labelled(data: list[Spec], step: float, lang: str) -> set[int]:
    """Which points print their number: all when they fit, else first, last, highest and lowest."""
    if not data:
        return set()
    if max(advance(d["n"], SIZE, 600, lang) for d in data) <= step - 3:
        return set(range(len(data)))
    order = sorted(range(len(data)), key=lambda i: (data[i]["v"], i))
    return {0, len(data) - 1, order[0], order[-1]}
