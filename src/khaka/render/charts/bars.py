"""Bars: lying for names, standing for what follows in time or in steps."""

from __future__ import annotations

from khaka.blueprint.blocks import Chart, Row, Table
from khaka.locale import Translator
from khaka.render.charts.frame import (
    SIZE,
    Series,
    Spec,
    base,
    column_of,
    is_time,
    label,
    number,
    overhang,
    plain_rows,
    series,
    ticks,
    wrap,
    x_axis,
    x_label,
    zero_line,
)
from khaka.render.charts.lines import names_of, rule_layers
from khaka.render.charts.palette import SOFT
from khaka.render.charts.shaping import advance
from khaka.render.charts.squares import squares

_STANDING = 120.0


def bars(chart: Chart, table: Table, tr: Translator, width: float) -> Spec:
    """``chart.x`` names against ``y[0]``, and ``y[1]`` beside it."""
    if is_time(table, column_of(table, chart.x)):
        return standing(chart, table, tr, width)
    return _lying(chart, table, tr, width)


def ladder(chart: Chart, table: Table, tr: Translator, width: float) -> Spec:
    """Steps of a swing, each with the seats that it would give; what lies between two steps is not drawn."""
    return standing(chart, table, tr, width)


def standing(chart: Chart, table: Table, tr: Translator, width: float) -> Spec:
    """Columns from left to right."""
    rows = plain_rows(table)
    column = column_of(table, chart.x)
    drawn = series(chart, table, tr)
    step = (width - 12) / max(len(rows), 1)
    under = ticks([x_label(row, table, column, tr) for row in rows], step, tr.lang)
    names = names_of(under.labels)
    data = _points(drawn, rows, table, names, tr)
    axis = x_axis(under, tr.text(column.title) if column.unit is not None else "")
    x: Spec = {"field": "x", "type": "ordinal", "sort": names, "axis": axis,
               "scale": {"type": "band", "paddingInner": 0.35, "paddingOuter": 0.2}}  # fmt: skip
    y = {"field": "v", "type": "quantitative", "axis": None, "scale": {"nice": False, **_domain(data, chart)}}
    offset = {"xOffset": {"field": "s", "sort": [s.label for s in drawn]}} if len(drawn) > 1 else {}
    widest = max((advance(d["n"], SIZE, 600, tr.lang) for d in data), default=0)
    upright = widest <= step / len(drawn)
    number_mark = {"dy": -6} if upright else {"angle": 270, "align": "left", "baseline": "middle", "dx": 4}
    layers: list[Spec] = [
        {"data": {"values": data}, "mark": {"type": "bar"}, "encoding": {"x": x, "y": y, **offset, "color": _fill()}},
        {
            "data": {"values": data},
            "mark": {"type": "text", "fontWeight": 600, **number_mark},
            "encoding": {"x": x, "y": {**y, "field": "end"}, **offset, "text": {"field": "n"}},
        },
        zero_line("y"),
    ]
    if chart.rule is not None and chart.rule.value is not None:
        layers = rule_layers(float(chart.rule.value), tr.figure(chart.rule, "short")) + layers
    left = max(6.0, overhang(under, step, tr.lang))
    top = 18.0 if upright else widest + 8
    if len(drawn) > 1:
        keys, room = squares([(s.label, s.colour) for s in drawn], width - left, tr.lang)
        layers.append(keys(-room - top + 2))
        top += room + 4
    bottom = under.depth + (24 if column.unit is not None else 8)
    padding = {"left": left, "right": 6.0, "top": top, "bottom": bottom}
    return base(width, _STANDING, padding, layers, tr.text(chart.alt))


def _lying(chart: Chart, table: Table, tr: Translator, width: float) -> Spec:
    """Bars from the left, names before them and numbers behind them."""
    rows = plain_rows(table)
    drawn = series(chart, table, tr)
    raw = [x_label(row, table, column_of(table, chart.x), tr) for row in rows]
    limit = width * 0.34
    broken = tuple("\n".join(wrap(text, limit, tr.lang)) for text in raw)
    names = names_of(broken)
    data = _points(drawn, rows, table, names, tr)
    left = max((advance(line, SIZE, 400, tr.lang) for t in broken for line in t.split("\n")), default=0) + 8
    right = max((advance(d["n"], SIZE, 600, tr.lang) for d in data), default=0) + 8
    depth = max(t.count("\n") + 1 for t in broken) if broken else 1
    thick = 15.0 if len(rows) * len(drawn) <= 40 else 9.5
    height = len(rows) * max(thick * len(drawn), 12.0 * depth + 3)
    axis = {**x_axis(ticks([], 1, tr.lang)), "labelAlign": "right", "labelBaseline": "middle", "labelPadding": 6}
    y = {"field": "x", "type": "ordinal", "sort": names, "axis": axis,
         "scale": {"type": "band", "paddingInner": 0.3, "paddingOuter": 0.1}}  # fmt: skip
    x = {"field": "v", "type": "quantitative", "axis": None, "scale": {"nice": False, **_domain(data, chart)}}
    offset = {"yOffset": {"field": "s", "sort": [s.label for s in drawn]}} if len(drawn) > 1 else {}
    layers: list[Spec] = [
        {"data": {"values": data}, "mark": {"type": "bar"}, "encoding": {"x": x, "y": y, **offset, "color": _fill()}},
        {
            "data": {"values": data},
            "mark": {"type": "text", "align": "left", "dx": 4, "fontWeight": 600},
            "encoding": {"x": {**x, "field": "end"}, "y": y, **offset, "text": {"field": "n"}},
        },
    ]
    layers.append(zero_line("x"))
    top = 4.0
    if chart.rule is not None and chart.rule.value is not None:
        layers += _upright(float(chart.rule.value), tr.figure(chart.rule, "short"))
        top = 14.0
    if len(drawn) > 1:
        keys, room = squares([(s.label, s.colour) for s in drawn], width - left, tr.lang)
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
            if value is None:
                found.append({"x": name, "s": one.label, "v": 0.0, "end": 0.0, "n": "–", "c": one.colour})
            else:
                found.append({"x": name, "s": one.label, "v": value, "end": max(value, 0.0),
                              "n": label(value, one.column, tr), "c": one.colour})  # fmt: skip
    return found


def _domain(data: list[Spec], chart: Chart) -> Spec:
    values = [d["v"] for d in data] or [0.0]
    rule = float(chart.rule.value) if chart.rule is not None and chart.rule.value is not None else 0.0
    return {"domain": [min(0.0, *values), max(0.0, rule, *values) or 1.0]}


def _fill() -> Spec:
    return {"field": "c", "type": "nominal", "scale": None}


def _upright(value: float, text: str) -> list[Spec]:
    """A line across lying bars, with its number above."""
    data = {"values": [{"v": value, "text": text}]}
    place = {"field": "v", "type": "quantitative", "axis": None}
    words = {"type": "text", "y": 0, "dy": -6, "color": SOFT, "fontWeight": 600}
    return [
        {"data": data, "mark": {"type": "rule", "strokeDash": [3, 2], "color": SOFT}, "encoding": {"x": place}},
        {"data": data, "mark": words, "encoding": {"x": place, "text": {"field": "text"}}},
    ]
