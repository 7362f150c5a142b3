"""Charts whose marks have places of their own: points on two scales, the pendulum, the waterfall."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from khaka.blueprint.blocks import Category, Chart, Row, Table
from khaka.core.message import Message
from khaka.locale import Translator
from khaka.render.charts.frame import cell, column_of, number, plain_rows, series, words, x_label
from khaka.render.charts.palette import SOFT, ink
from khaka.render.slides.nouns import Plot, Values
from khaka.render.workbook.formats import column_format, exact
from khaka.render.workbook.text import clean

#: The day before the first of a workbook's calendar.
_EPOCH: Final = date(1899, 12, 30).toordinal()


def scatter(chart: Chart, table: Table, tr: Translator, title: str) -> list[Plot]:
    """Points of each category; for chances also the line on which what was said is what came."""
    across, up = column_of(table, chart.x), column_of(table, chart.y[0])
    rows = [r for r in plain_rows(table) if number(r, table, across) is not None and number(r, table, up) is not None]
    found = []
    kinds = {c.key: c for c in chart.categories}
    for kind in dict.fromkeys([*kinds, *(r.kind for r in rows)]):
        own = [r for r in rows if r.kind == kind]
        name = _label(kinds[kind], tr) if kind in kinds else clean(tr.text(up.title))
        look = ink(kinds[kind].colour) if kind in kinds else ink("s1")
        if own:
            found.append(Values(name, _numbers(own, table, up.key), column_format(up), look.fill, column=up,
                                at=_places(own, table, across.key)))  # fmt: skip
    if chart.kind == "calibration" and found:
        name = clean(tr.text(Message("office.same")))
        found.append(Values(name, (0.0, 1.0), column_format(up), SOFT, at=(0.0, 1.0), lined=True))
    return [Plot("scatter", title, (), tuple(found))] if found else []


def polls(chart: Chart, table: Table, tr: Translator, title: str) -> list[Plot]:
    """What each poll gave as points, and the average of the day as a line."""
    rows = [r for r in plain_rows(table) if isinstance(cell(r, table, column_of(table, chart.x)), date)]
    rows.sort(key=lambda r: (_day(r, table, chart.x), r.key))
    found = []
    averages = dict(chart.params)["average"]
    for one, key in zip(series(chart, table, tr), averages, strict=True):
        for name, column, lined in ((one.label, one.column, False),
                                    (tr.text(column_of(table, key).title), column_of(table, key), True)):  # fmt: skip
            own = [r for r in rows if number(r, table, column) is not None]
            found.append(Values(clean(name), _numbers(own, table, column.key), column_format(column), one.colour,
                                column=column, at=tuple(_day(r, table, chart.x) for r in own), lined=lined))  # fmt: skip
    return [Plot("scatter", title, (), tuple(found), days=True)]


def pendulum(chart: Chart, table: Table, tr: Translator, title: str) -> list[Plot]:
    """A column for each seat in the order of its margin; each category is a series with gaps."""
    column, named = column_of(table, chart.y[0]), column_of(table, chart.x)
    known = [(v, r) for r in plain_rows(table) if (v := number(r, table, column)) is not None]
    known.sort(key=lambda pair: (pair[0], pair[1].key))
    names = tuple(clean(words(cell(r, table, named), tr)) for _, r in known)
    found = tuple(
        Values(_label(c, tr), tuple(exact(-v) if r.kind == c.key else None for v, r in known), column_format(column),
               ink(c.colour).fill, ink(c.colour).hatch, column, name_each=False)
        for c in chart.categories
    )  # fmt: skip
    return [Plot("pendulum", title, names, found)] if known else []


def waterfall(chart: Chart, table: Table, tr: Translator, title: str) -> list[Plot]:
    """Unseen feet and, on them, what each step adds or takes."""
    change, after = series(chart, table, tr)[:2]
    rows = [r for r in plain_rows(table) if number(r, table, after.column) is not None]
    names = tuple(clean(x_label(r, table, column_of(table, chart.x), tr)) for r in rows)
    steps = [(number(r, table, change.column), number(r, table, after.column) or 0.0) for r in rows]
    feet = tuple(0.0 if s is None else exact(min(n - s, n)) for s, n in steps)
    written = column_format(after.column)
    pieces = (
        (after, tuple(exact(n) if s is None else None for s, n in steps), "s4"),
        (change, tuple(exact(s) if s is not None and s >= 0 else None for s, _ in steps), "s1"),
        (change, tuple(exact(-s) if s is not None and s < 0 else None for s, _ in steps), "s2"),
    )
    drawn = [
        Values(clean(one.label), values, f"-{written}" if colour == "s2" else written, ink(colour).fill)
        for one, values, colour in pieces
        if any(v is not None for v in values)
    ]
    foot = Values(" ", feet, written, "", name_each=False)
    return [Plot("waterfall", title, names, (foot, *drawn))] if rows else []


def _label(category: Category, tr: Translator) -> str:
    label = category.label
    return clean(tr.text(label) if isinstance(label, Message) else tr.name(label))


def _numbers(rows: list[Row], table: Table, key: str) -> tuple[float | None, ...]:
    return tuple(exact(number(r, table, column_of(table, key)) or 0.0) for r in rows)


def _places(rows: list[Row], table: Table, key: str) -> tuple[float, ...]:
    return tuple(exact(number(r, table, column_of(table, key)) or 0.0) for r in rows)


def _day(row: Row, table: Table, key: str) -> float:
    value = cell(row, table, column_of(table, key))
    return float(value.toordinal() - _EPOCH) if isinstance(value, date) else 0.0


#: Kinds that are planned here.
KINDS: Final[dict[str, Callable[[Chart, Table, Translator, str], list[Plot]]]] = {
    "scatter": scatter, "calibration": scatter, "polls": polls, "pendulum": pendulum, "waterfall": waterfall,
}  # fmt: skip
