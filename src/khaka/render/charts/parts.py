"""A bar in parts for each row: places by election or by state."""

from __future__ import annotations

from typing import Final

from khaka.blueprint.blocks import Chart, Table
from khaka.locale import Translator
from khaka.render.charts.frame import (
    SIZE,
    SOFT,
    Spec,
    base,
    broken,
    column_of,
    label,
    names_at,
    number,
    pixel,
    plain_rows,
    series,
    texts,
    x_label,
)
from khaka.render.charts.palette import roles_of
from khaka.render.charts.shaping import advance
from khaka.render.charts.squares import squares

_ROW: Final = 19.0


def parts(chart: Chart, table: Table, tr: Translator, width: float) -> Spec:
    """The columns of ``chart.y`` as parts of each row's bar; the categories name and colour them."""
    rows = plain_rows(table)
    drawn = series(chart, table, tr)
    upon = {c.key: roles_of(c.colour)[1] for c in chart.categories}
    named = broken([x_label(row, table, column_of(table, chart.x), tr) for row in rows], width * 0.34, tr.lang)
    left = named.width + 8
    room = width - left - 1
    most = max((sum(number(r, table, s.column) or 0.0 for s in drawn) for r in rows), default=0.0) or 1.0
    boxes, numbers = [], []
    row_height = max(_ROW, 12.0 * named.lines + 4)
    for i, row in enumerate(rows):
        x, top = 0.0, i * row_height + 2
        for one in drawn:
            value = number(row, table, one.column)
            if not value:
                continue
            size, shown = value / most * room, label(value, one.column, tr)
            boxes.append({"x": x, "x2": x + size, "y": top, "y2": top + row_height - 4, "c": one.role})
            if size > advance(shown, SIZE, 600, tr.lang) + 4:
                numbers.append({"x": x + size / 2, "y": top + row_height / 2 - 2, "n": shown,
                                "u": upon.get(one.column.key, SOFT), "id": table.cell_id(row, one.column)})  # fmt: skip
            x += size
    box = {"x": pixel("x"), "x2": {"field": "x2"}, "y": pixel("y"), "y2": {"field": "y2"},
           "fill": {"field": "c", "type": "nominal", "scale": None}}  # fmt: skip
    place = {"x": pixel("x"), "y": pixel("y"), "color": {"field": "u", "type": "nominal", "scale": None}}
    middles = [i * row_height + row_height / 2 for i in range(len(rows))]
    keys, high = squares([(s.label, s.role) for s in drawn], width, tr.lang)
    layers: list[Spec] = [
        {"data": {"values": boxes}, "mark": {"type": "rect", "stroke": SOFT, "strokeWidth": 0.5}, "encoding": box},
        texts(numbers, place, fontWeight=600, baseline="middle"),
        *names_at(named.labels, middles),
        keys(-high - 2, -left),
    ]
    padding = {"left": left, "right": 1.0, "top": high + 3, "bottom": 3.0}
    return base(width, row_height * len(rows), padding, layers, tr.text(chart.alt))
