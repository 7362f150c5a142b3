"""Lines over time or over names: one panel for each unit, because points and seats share no scale."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from khaka.blueprint.blocks import Chart, Row, Table
from khaka.core.units import Unit
from khaka.locale import Translator
from khaka.render.charts.frame import (
    LINE,
    SIZE,
    SOFT,
    Series,
    Spec,
    base,
    cell,
    column_of,
    label,
    names_of,
    names_under,
    number,
    overhang,
    pixel,
    plain_rows,
    rule_value,
    series,
    texts,
    ticks,
    words,
    wrap,
    x_label,
    zero_line,
)
from khaka.render.charts.shaping import advance
from khaka.render.charts.squares import samples

_LETTERS: Final = {"en": "abcdefghijklmn", "hi": "कखगघचछजझटठडढणत"}
_PANEL: Final = 92.0
_GAP: Final = 26.0
_Values: TypeAlias = "list[tuple[Series, dict[int, float]]]"


def lines(chart: Chart, table: Table, tr: Translator, width: float) -> Spec:
    """``chart.x`` against each column of ``chart.y``; points carry their number while there is room.

    The parameter ``notes`` names a column of words: a letter marks its places, and the words stand under the chart.
    """
    rows = plain_rows(table)
    drawn = series(chart, table, tr)
    units: dict[Unit | None, list[Series]] = {}
    for one in drawn:
        units.setdefault(one.column.unit, []).append(one)
    step = (width - 40) / max(len(rows), 1)
    under = ticks([x_label(row, table, column_of(table, chart.x), tr) for row in rows], step, tr.lang)
    names = names_of(under.labels)
    x: Spec = {"field": "x", "type": "ordinal", "sort": names, "axis": None, "scale": {"type": "point", "padding": 0.5}}
    height = len(units) * _PANEL + (len(units) - 1) * _GAP
    left = max(6.0, overhang(under, step, tr.lang))
    layers: list[Spec] = []
    for i, (unit, group) in enumerate(units.items()):
        top = i * (_PANEL + _GAP)
        panel = _panel(group, rows, table, x, (top, top + _PANEL), tr, step)
        if chart.rule is not None and chart.rule.unit is unit and (value := rule_value(chart)) is not None:
            panel["layer"] += rule_layers(value, tr.figure(chart.rule, "short"), chart.rule.id)
        layers.append(panel)
    above = 16.0
    if len(drawn) > 1:
        keys, room = samples([(s.label, s.role, s.dash) for s in drawn], width - left, tr.lang)
        layers.append(keys(-room - 14))
        above += room
    layers += names_under(under, names, x, height, width - left - 6)
    foot = under.depth + 8
    found, told = _notes(chart, table, names, tr, width - 4)
    if found:
        layers += _noted(found, told, x, height, foot + 4, left)
        foot += 6 + LINE * len(told)
    padding = {"left": left, "right": 6.0, "top": above, "bottom": foot}
    spec = base(width, height, padding, layers, tr.text(chart.alt))
    spec["resolve"] = {"scale": {"y": "independent"}}
    return spec


def _notes(chart: Chart, table: Table, names: list[str], tr: Translator, width: float) -> tuple[list[Spec], list[str]]:
    """What happened before some places: a letter and a line each, and the words in lines for under the chart."""
    key = dict(chart.params).get("notes")
    if key is None:
        return [], []
    column = column_of(table, key)
    found: list[Spec] = []
    told: list[str] = []
    for name, row in zip(names, plain_rows(table), strict=True):
        if cell(row, table, column) and len(found) < len(_LETTERS["en"]):
            letter = _LETTERS[tr.lang if tr.lang in _LETTERS else "en"][len(found)]
            found.append({"x": name, "n": letter})
            told += wrap(f"{letter}: {words(cell(row, table, column), tr)}", width, tr.lang)
    return found, told


def _noted(found: list[Spec], told: list[str], x: Spec, height: float, foot: float, left: float) -> list[Spec]:
    """The letters in the chart's foot and the words under it."""
    line = {"type": "rule", "strokeDash": [1, 2], "color": SOFT}
    lines_ = [{"n": text, "y": height + foot + i * LINE} for i, text in enumerate(told)]
    return [
        {"data": {"values": found}, "mark": line, "encoding": {"x": x, "y": {"value": height - 12}, "y2": {"value": height}}},
        texts(found, {"x": x, "y": {"value": height - 3}}, align="left", baseline="bottom", dx=3, color=SOFT),
        texts(lines_, {"x": {"value": 2 - left}, "y": pixel("y")}, align="left", baseline="top", color=SOFT),
    ]  # fmt: skip


def rule_layers(value: float, text: str, id_: str = "") -> list[Spec]:
    """A dashed line to compare with, with its number at the left."""
    rows = [{"v": value, "n": text, "id": id_}]
    place = {"y": {"field": "v", "type": "quantitative", "axis": None}}
    return [
        {"data": {"values": rows}, "mark": {"type": "rule", "strokeDash": [3, 2], "color": SOFT}, "encoding": place},
        texts(rows, {**place, "x": {"value": 0}}, align="left", baseline="bottom", dy=-2, color=SOFT, fontWeight=600),
    ]


def _panel(
    group: list[Series], rows: list[Row], table: Table, x: Spec, span: tuple[float, float], tr: Translator, step: float
) -> Spec:
    values: _Values = [(s, _known(s, rows, table)) for s in group]
    known = [v for _, points in values for v in points.values()] or [0.0]
    low, high = min(0.0, *known), max(known) or 1.0
    y = {"field": "v", "type": "quantitative", "axis": None,
         "scale": {"domain": [low, high], "range": [span[1], span[0]], "nice": False}}  # fmt: skip
    floor = low + 0.16 * (high - low)  # below it a number would run into the axis and its labels
    found: list[Spec] = [zero_line("y")]
    for one, points in values:
        runs = {i: sum(k not in points for k in range(i)) for i in points}  # a line breaks where a number is not given
        data = [{"x": x["sort"][i], "v": v, "n": label(v, one.column, tr), "i": i, "r": runs[i],
                 "id": table.cell_id(rows[i], one.column)} for i, v in points.items()]  # fmt: skip
        keep = _labelled(data, step, tr.lang)
        below = {i for i in _below(one, values) if points[i] >= floor}
        mark = {"type": "line", "color": one.role, "strokeWidth": 1.8, "strokeDash": list(one.dash)}
        dot = {"type": "point", "filled": True, "size": 22, "color": one.role, "opacity": 1}
        found.append({"data": {"values": data}, "mark": mark, "encoding": {"x": x, "y": y, "detail": {"field": "r"}}})
        found.append({"data": {"values": data}, "mark": dot, "encoding": {"x": x, "y": y}})
        for down in (False, True):
            chosen = [d for k, d in enumerate(data) if k in keep and (d["i"] in below) == down]
            how: dict[str, Any] = {"dy": 11 if down else -9, "color": one.role, "fontWeight": 600}
            found.append(texts(chosen, {"x": x, "y": y}, **how))
    # every mark of the panel on one scale; the panels' scales stay apart
    return {"layer": [{**layer, "encoding": {**layer["encoding"], "y": {**layer["encoding"]["y"], **_scale(y)}}}
                      for layer in found]}  # fmt: skip


def _known(one: Series, rows: list[Row], table: Table) -> dict[int, float]:
    numbers = ((i, number(row, table, one.column)) for i, row in enumerate(rows))
    return {i: v for i, v in numbers if v is not None}


def _scale(y: Spec) -> Spec:
    return {"scale": y["scale"], "axis": None}


def _below(one: Series, values: _Values) -> set[int]:
    """Where a series' number stands under its point: under the lowest line, and in the dips of a single one."""
    points = next(p for s, p in values if s is one)
    if len(values) == 1:
        order = list(points)
        middle = [(points[a], i, points[b]) for a, i, b in zip(order, order[1:], order[2:], strict=False)]
        return {i for before, i, after in middle if before > points[i] < after}
    others = [p for s, p in values if s is not one]
    return {i for i, v in points.items() if all(o.get(i, v) >= v for o in others)}


def _labelled(data: list[Spec], step: float, lang: str) -> set[int]:
    """Which points print their number: all when they fit, else first, last, highest and lowest."""
    if not data:
        return set()
    if max(advance(d["n"], SIZE, 600, lang) for d in data) <= step - 3:
        return set(range(len(data)))
    order = sorted(range(len(data)), key=lambda i: (data[i]["v"], i))
    return {0, len(data) - 1, order[0], order[-1]}
