"""The poll average: each poll as a point in its house's shape, and the average as it stood on each day."""

from __future__ import annotations

from datetime import date
from typing import Final

from khaka.blueprint.blocks import Chart, Row, Table
from khaka.locale import Translator
from khaka.render.charts.axes import linear, round_ticks, tick_text, ticked
from khaka.render.charts.frame import (
    INK,
    SIZE,
    SOFT,
    Spec,
    base,
    cell,
    column_of,
    label,
    number,
    plain_rows,
    series,
    texts,
    words,
)
from khaka.render.charts.scatter import SHAPES
from khaka.render.charts.shaping import advance
from khaka.render.charts.squares import points, samples

_HEIGHT: Final = 170.0


def polls(chart: Chart, table: Table, tr: Translator, width: float) -> Spec:
    """``chart.x`` is a column of days, ``y`` the shares that the polls gave.

    The parameter ``house`` names the column of pollsters, ``average`` the columns of the averages, in the order of ``y``.
    """
    given = dict(chart.params)
    day, house = column_of(table, chart.x), column_of(table, given["house"])
    rows = [r for r in plain_rows(table) if isinstance(cell(r, table, day), date)]
    rows.sort(key=lambda r: (_day(r, table, chart.x), r.key))
    drawn = series(chart, table, tr)
    averages = [column_of(table, key) for key in given["average"]]
    houses = list(dict.fromkeys(words(cell(r, table, house), tr) for r in rows))
    shapes = {name: SHAPES[min(i, len(SHAPES) - 1)] for i, name in enumerate(houses)}
    known = [v for r in rows for c in (*(s.column for s in drawn), *averages) if (v := number(r, table, c)) is not None]
    marks = round_ticks(max(0.0, min(known, default=0.0) - 0.015), max(known, default=1.0) + 0.015, 5)
    left = max(advance(tick_text(t, drawn[0].column, tr), SIZE, 400, tr.lang) for t in marks) + 8
    right = 8 + max((advance(label(v, drawn[0].column, tr), SIZE, 600, tr.lang) for v in known), default=0.0)
    size = (width - left - right, _HEIGHT)
    days = [_day(r, table, chart.x) for r in rows] or [0]
    begin, stop = min(days), max(max(days), min(days) + 1)
    edge = 8 * (stop - begin) / size[0]
    x, y = linear("d", begin - edge, stop + edge), linear("v", marks[0], marks[-1])
    layers = ticked("y", marks, drawn[0].column, tr, size)
    for layer in layers:
        layer["encoding"]["y"] = y
    for one, average in zip(drawn, averages, strict=True):
        line = _values(rows, table, chart.x, average.key)
        layers.append({"data": {"values": line}, "mark": {"type": "line", "color": one.role, "strokeWidth": 2,
                       "strokeDash": list(one.dash)}, "encoding": {"x": x, "y": y}})  # fmt: skip
        last = [{**v, "n": label(v["v"], average, tr)} for v in line[-1:]]
        layers.append(texts(last, {"x": x, "y": y}, align="left", dx=6, color=one.role, fontWeight=600))
        for name, shape in shapes.items():
            own = [r for r in rows if words(cell(r, table, house), tr) == name]
            dot = {"type": "point", "filled": True, "size": 30, "opacity": 0.75, "color": one.role, "shape": shape}
            values = _values(own, table, chart.x, one.column.key)
            layers.append({"data": {"values": values}, "mark": dot, "encoding": {"x": x, "y": y}})
    layers.append(texts(_dates(rows, table, chart.x, tr, size[0]), {"x": x, "y": {"value": _HEIGHT + 4}}, baseline="top",
                        color=SOFT))  # fmt: skip
    lines, high = samples([(s.label, s.role, s.dash) for s in drawn], width, tr.lang)
    dots, low = points([(name, INK, shapes[name]) for name in houses], width, tr.lang)
    layers += [lines(-high - low - 8, -left), dots(-low - 8, -left)]
    padding = {"left": left, "right": right, "top": high + low + 12, "bottom": 18.0}
    return base(width, _HEIGHT, padding, layers, tr.text(chart.alt))


def _day(row: Row, table: Table, key: str) -> int:
    value = cell(row, table, column_of(table, key))
    return value.toordinal() if isinstance(value, date) else 0


def _values(rows: list[Row], table: Table, day: str, key: str) -> list[Spec]:
    column = column_of(table, key)
    found = ((r, number(r, table, column)) for r in rows)
    return [{"d": _day(r, table, day), "v": v, "id": table.cell_id(r, column)} for r, v in found if v is not None]


def _dates(rows: list[Row], table: Table, key: str, tr: Translator, width: float) -> list[Spec]:
    """Days under the chart, as many as fit from first to last."""
    if not rows:
        return []
    days = sorted({_day(r, table, key) for r in rows})
    low, high, found, end = days[0], max(days[-1], days[0] + 1), [], -1e9
    for day in days:
        text = tr.date(date.fromordinal(day), "short")
        wide = advance(text, SIZE, 400, tr.lang)
        at = (day - low) / (high - low) * width
        if at - wide / 2 > end + 6:
            found.append({"d": day, "n": text})
            end = at + wide / 2
    return found
