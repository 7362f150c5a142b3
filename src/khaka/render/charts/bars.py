"""Bars: lying for names, standing for what follows in time or in steps."""

from __future__ import annotations

from typing import Final

from khaka.blueprint.blocks import Chart, Row, Table
from khaka.locale import Translator
from khaka.render.charts.frame import (
    SIZE,
    SOFT,
    Series,
    Spec,
    base,
    broken,
    column_of,
    is_time,
    label,
    names_before,
    names_of,
    names_under,
    number,
    overhang,
    plain_rows,
    rule_value,
    series,
    texts,
    ticks,
    x_label,
    zero_line,
)
from khaka.render.charts.lines import rule_layers
from khaka.render.charts.shaping import advance
from khaka.render.charts.squares import squares

_STANDING: Final = 120.0


def bars(chart: Chart, table: Table, tr: Translator, width: float) -> Spec:
    """``chart.x`` names against ``y[0]``, and ``y[1]`` beside it."""
    if is_time(table, column_of(table, chart.x)):
        return standing(chart, table, tr, width)
    return _lying(chart, table, tr, width)


def standing(chart: Chart, table: Table, tr: Translator, width: float) -> Spec:
    """Columns from left to right."""
    rows = plain_rows(table)
    column = column_of(table, chart.x)
    drawn = series(chart, table, tr)
    step = (width - 12) / max(len(rows), 1)
    under = ticks([x_label(row, table, column, tr) for row in rows], step, tr.lang)
    names = names_of(under.labels)
    data = _points(drawn, rows, table, names, tr)
    x: Spec = {"field": "x", "type": "ordinal", "sort": names, "axis": None,
               "scale": {"type": "band", "paddingInner": 0.35, "paddingOuter": 0.2}}  # fmt: skip
    y = {"field": "v", "type": "quantitative", "axis": None, "scale": {"nice": False, **_domain(data, chart)}}
    offset = {"xOffset": {"field": "s", "sort": [s.label for s in drawn]}} if len(drawn) > 1 else {}
    widest = max((advance(d["n"], SIZE, 600, tr.lang) for d in data), default=0)
    upright = widest <= step / len(drawn)
    how = {"dy": -6} if upright else {"angle": 270, "align": "left", "baseline": "middle", "dx": 4}
    title = tr.text(column.title) if column.unit is not None else ""
    left = max(6.0, overhang(under, step, tr.lang))
    layers: list[Spec] = [
        {"data": {"values": data}, "mark": {"type": "bar"}, "encoding": {"x": x, "y": y, **offset, "color": _fill()}},
        texts(data, {"x": x, "y": {**y, "field": "end"}, **offset}, fontWeight=600, **how),
        zero_line("y"),
        *names_under(under, names, x, _STANDING, width - left - 6, title),
    ]
    if (value := rule_value(chart)) is not None and chart.rule is not None:
        layers = rule_layers(value, tr.figure(chart.rule, "short"), chart.rule.id) + layers
    top = 18.0 if upright else widest + 8
    if len(drawn) > 1:
        keys, room = squares([(s.label, s.role) for s in drawn], width - left, tr.lang)
        layers.append(keys(-room - top + 2))
        top += room + 4
    bottom = under.depth + (24 if title else 8)
    padding = {"left": left, "right": 6.0, "top": top, "bottom": bottom}
    return base(width, _STANDING, padding, layers, tr.text(chart.alt))


def _lying(chart: Chart, table: Table, tr: Translator, width: float) -> Spec:
    """Bars from the left, names before them and numbers behind them."""
    rows = plain_rows(table)
    drawn = series(chart, table, tr)
    named = broken([x_label(row, table, column_of(table, chart.x), tr) for row in rows], width * 0.34, tr.lang)
    names = names_of(named.labels)
    data = _points(drawn, rows, table, names, tr)
    left = named.width + 8
    right = max((advance(d["n"], SIZE, 600, tr.lang) for d in data), default=0) + 8
    thick = 15.0 if len(rows) * len(drawn) <= 40 else 9.5
    height = len(rows) * max(thick * len(drawn), 12.0 * named.lines + 3)
    y: Spec = {"field": "x", "type": "ordinal", "sort": names, "axis": None,
               "scale": {"type": "band", "paddingInner": 0.3, "paddingOuter": 0.1}}  # fmt: skip
    x = {"field": "v", "type": "quantitative", "axis": None, "scale": {"nice": False, **_domain(data, chart)}}
    offset = {"yOffset": {"field": "s", "sort": [s.label for s in drawn]}} if len(drawn) > 1 else {}
    layers: list[Spec] = [
        {"data": {"values": data}, "mark": {"type": "bar"}, "encoding": {"x": x, "y": y, **offset, "color": _fill()}},
        texts(data, {"x": {**x, "field": "end"}, "y": y, **offset}, align="left", dx=4, fontWeight=600),
        zero_line("x"),
        *names_before(list(named.labels), names, y),
    ]
    top = 4.0
    if (value := rule_value(chart)) is not None and chart.rule is not None:
        layers += upright_rule(value, tr.figure(chart.rule, "short"), chart.rule.id)
        top = 14.0
    if len(drawn) > 1:
        keys, room = squares([(s.label, s.role) for s in drawn], width - left, tr.lang)
        layers.append(keys(-room - top))
        top += room + 4
    padding = {"left": left, "right": right, "top": top, "bottom": 4.0}
    return base(width, height, padding, layers, tr.text(chart.alt))


def _points(drawn: list[Series], rows: list[Row], table: Table, names: list[str], tr: Translator) -> list[Spec]:
    """One entry for each number; a cell that is not given has no bar, for no bar would read as zero."""
    found = []
    for one in drawn:
        for name, row in zip(names, rows, strict=True):
            value = number(row, table, one.column)
            entry = {"x": name, "s": one.label, "v": value or 0.0, "end": max(value or 0.0, 0.0), "c": one.role,
                     "n": "–" if value is None else label(value, one.column, tr)}  # fmt: skip
            found.append(entry if value is None else {**entry, "id": table.cell_id(row, one.column)})
    return found


def _domain(data: list[Spec], chart: Chart) -> Spec:
    values = [d["v"] for d in data] or [0.0]
    return {"domain": [min(0.0, *values), max(0.0, rule_value(chart) or 0.0, *values) or 1.0]}


def _fill() -> Spec:
    return {"field": "c", "type": "nominal", "scale": None}


def upright_rule(value: float, text: str, id_: str, align: str = "center") -> list[Spec]:
    """A line from top to bottom, with its number above."""
    place = {"x": {"field": "v", "type": "quantitative", "axis": None}}
    rows = [{"v": value, "n": text, "id": id_}]
    return [
        {"data": {"values": rows}, "mark": {"type": "rule", "strokeDash": [3, 2], "color": SOFT}, "encoding": place},
        texts(rows, {**place, "y": {"value": 0}}, dy=-6, color=SOFT, fontWeight=600, align=align),
    ]
