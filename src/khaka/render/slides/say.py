"""A sentence for a chart, map or table that no paragraph introduces: it reads numbers out and computes none."""

from __future__ import annotations

from collections import Counter
from typing import Final

from khaka.blueprint.blocks import Category, Chart, Column, Row, SeatMap, Table
from khaka.core.figure import Figure
from khaka.core.message import Message, Name, msg
from khaka.core.units import Unit
from khaka.render.charts.frame import column_of, is_time, plain_rows
from khaka.render.slides.voice import Voice, listing

#: Most rows whose names and numbers a sentence can carry.
_SHORT: Final = 7
_NAMED: Final = 3
#: Units that say where a row stands and not how much it has.
_ORDERS: Final = (Unit.PLACE, Unit.YEAR)


#: Kinds whose point is their shape: no single number of the first column says it.
_SHAPES: Final = ("dumbbell", "pendulum", "waterfall", "polls", "scatter", "calibration")


def of_chart(chart: Chart, table: Table | None) -> Message:
    """First and last point of a series, or the largest of several, or the parts of a bar."""
    parts = [c for c in chart.categories if c.figure is not None]
    if chart.kind == "stacked" or table is None or not chart.y:
        return (
            _pairs(chart.title, [_pair(c.label, c.figure) for c in parts if c.figure]) if parts else _plain(chart.title)
        )
    named = column_of(table, chart.x or table.columns[0].key)
    known = _known(table, column_of(table, chart.y[0]))
    if len(known) < 2 or chart.kind in _SHAPES:
        return _plain(chart.title)
    if chart.kind == "ladder" or named.unit is not None or is_time(table, named):
        key = "office.say.time" if is_time(table, named) else "office.say.ladder"
        (first, a), (last, b) = known[0], known[-1]
        return msg(key, title=chart.title, xa=_name(first, table, named), a=a, xb=_name(last, table, named), b=b)
    largest = sorted(known, key=lambda pair: -float(pair[1].value or 0))  # equal ones stay in the table's order
    return _pairs(chart.title, [_pair(_name(row, table, named), f) for row, f in largest[:_NAMED]])


def of_map(seat_map: SeatMap) -> Message:
    """How many seats each class has."""
    counts = Counter(key for _, key in seat_map.classes)
    pairs = [_pair(c.label, c.figure if c.figure is not None else str(counts[c.key])) for c in seat_map.categories]
    return _pairs(seat_map.title, pairs)


def of_table(table: Table) -> Message:
    """The rows of a short table, the sums of a long one, or its first row."""
    rows = plain_rows(table)
    if not rows:
        return _plain(table.title)
    named = _named(table, rows[0])
    counted = [c for c in table.columns if c.unit and c.unit not in _ORDERS]
    value = next((c for c in counted if c.bar), counted[0] if counted else None)
    if value is None:
        return msg("office.say.begins", title=table.title, names=[_name(r, table, named) for r in rows[:_NAMED]])
    known = [(row, f) for row, f in _known(table, value) if named is not value]
    if is_time(table, named) and len(known) > 1:
        (first, a), (last, b) = known[0], known[-1]
        return msg("office.say.span", title=table.title, column=value.title, xa=_name(first, table, named), a=a,
                   xb=_name(last, table, named), b=b)  # fmt: skip
    if len(rows) <= _SHORT and known:
        return _pairs(table.title, [_pair(_name(row, table, named), f) for row, f in known[:_NAMED]])
    sums = [row for row in table.rows if row.kind == "total"]
    if sums:
        found = [(c, table.figure(sums[0], c)) for c in table.columns if c.unit]
        pairs = [_pair(c.title, f) for c, f in found if f is not None and f.value is not None]
        if pairs:
            return msg("office.say.sum", title=table.title, items=listing(pairs[:4]))
    if known and rows[0] is known[0][0]:
        row, figure = known[0]
        return msg(
            "office.say.first", title=table.title, name=_name(row, table, named), column=value.title, value=figure
        )
    return _plain(table.title)


def of_list(title: Message) -> Message:
    """A list of points under a heading."""
    return msg("office.say.list", title=title)


def _named(table: Table, first: Row) -> Column:
    """The column that names the rows: not the one that only numbers them."""
    for column, cell in zip(table.columns, first.cells, strict=True):
        if column.unit is None and not (isinstance(cell, str) and cell.strip(" .").isdigit()):
            return column
    return table.columns[0]


def _plain(title: Message) -> Message:
    return msg("office.say.plain", title=title)


def _pairs(title: Message, pairs: list[Message]) -> Message:
    return msg("office.say.pairs", title=title, items=listing(pairs)) if pairs else _plain(title)


def _pair(name: object, value: object) -> Message:
    return msg("office.say.pair", name=name, value=value)


def _known(table: Table, column: Column) -> list[tuple[Row, Figure]]:
    """Rows with a number in the column, sums left out."""
    found = [(row, table.figure(row, column)) for row in plain_rows(table)]
    return [(row, figure) for row, figure in found if figure is not None and figure.value is not None]


def _name(row: Row, table: Table, column: Column) -> object:
    """The row's label: a Figure, a name, a text or the key of a row without any."""
    figure = table.figure(row, column)
    if figure is not None:
        return figure
    value = row.cells[table.columns.index(column)]
    if isinstance(value, Message | Name | str) or hasattr(value, "isoformat"):
        return value
    return list(value) if isinstance(value, tuple) else row.key


def label(category: Category, voice: Voice) -> str:
    """A category's label as text."""
    return voice.text(category.label)
