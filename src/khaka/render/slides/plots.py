"""What a chart block becomes as native charts: shape, names and numbers, before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from khaka.blueprint.blocks import Chart, Row, Table
from khaka.core.message import Message
from khaka.locale import Translator
from khaka.render.charts.frame import column_of, is_time, number, plain_rows, series, x_label
from khaka.render.charts.palette import SOFT, ink
from khaka.render.slides import points
from khaka.render.slides.nouns import Plot, Values
from khaka.render.workbook.formats import column_format, exact, in_numerals, number_format
from khaka.render.workbook.text import clean

#: More names than this are drawn as two charts side by side.
_ONE: Final = 18


def plots(chart: Chart, table: Table | None, tr: Translator) -> list[Plot]:
    """The native charts of a block; empty when its table is missing.

    Lines of different units have no common scale and make a chart each; a long list of names makes two.
    """
    title = clean(tr.text(chart.title))
    if chart.kind == "stacked" or (chart.categories and not chart.y):
        parts = [c for c in chart.categories if c.figure is not None and c.figure.value is not None]
        looks = [ink(c.colour) for c in parts]
        names = [clean(tr.name(c.label) if not isinstance(c.label, Message) else tr.text(c.label)) for c in parts]
        found = tuple(
            Values(name, (exact(c.figure.value),), number_format(c.figure.unit, c.figure.digits), look.fill, look.hatch)
            for name, c, look in zip(names, parts, looks, strict=True)
            if c.figure is not None and c.figure.value is not None
        )
        return [Plot("stacked", title, (title,), found)] if found else []
    if table is None or not chart.y:
        return []
    if chart.kind in points.KINDS:
        return points.KINDS[chart.kind](chart, table, tr, title)
    return _of_table(chart, table, tr, title) + _past(chart, tr, title)


def _past(chart: Chart, tr: Translator, title: str) -> list[Plot]:
    """Swings that have been, beside a ladder's steps."""
    known = [(c, c.figure) for c in chart.categories if c.figure is not None and c.figure.value is not None]
    if chart.kind != "ladder" or not known:
        return []
    names = tuple(clean(tr.name(c.label) if not isinstance(c.label, Message) else tr.text(c.label)) for c, _ in known)
    written = number_format(known[0][1].unit, known[0][1].digits)
    name = clean(tr.text(Message("office.past")))
    values = Values(name, tuple(exact(f.value or 0) for _, f in known), written, ink("s2").fill)
    return [Plot("bar", name, names, (values,))]


def spoken(plot: Plot, numerals: str) -> Plot:
    """The plot with its number formats in other digits."""

    def one(values: Values) -> Values:
        return replace(values, format=in_numerals(values.format, numerals))

    return replace(plot, series=tuple(map(one, plot.series)), rule=one(plot.rule) if plot.rule is not None else None)


def _of_table(chart: Chart, table: Table, tr: Translator, title: str) -> list[Plot]:
    rows = plain_rows(table)
    named = column_of(table, chart.x) if chart.x else table.columns[0]
    names = tuple(clean(x_label(row, table, named, tr)) for row in rows)
    drawn = _values(chart, table, rows, tr)
    if chart.kind in ("lines", "line"):
        units = list(dict.fromkeys(v.column.unit for v in drawn if v.column))
        groups = [tuple(v for v in drawn if v.column and v.column.unit is u) for u in units]
        return [Plot("line", title if len(groups) == 1 else f"{title}: {g[0].name}", names, g, _rule(chart, g, tr))
                for g in groups]  # fmt: skip
    if chart.kind in ("parts", "dumbbell"):
        return [Plot(chart.kind, title, names, drawn)]
    if chart.kind in ("ladder", "spread") or is_time(table, named) or named.unit is not None:
        return [Plot("column", title, names, drawn, _rule(chart, drawn, tr))]
    most = max((v for one in drawn for v in one.values if v is not None), default=0.0)
    half = len(names) if len(names) <= _ONE else -(-len(names) // 2)
    pieces = [slice(0, half), slice(half, len(names))][: 1 if half == len(names) else 2]
    return [
        Plot("bar", title, names[p], tuple(_part(one, p) for one in drawn), most=most if len(pieces) > 1 else None)
        for p in pieces
    ]


def _values(chart: Chart, table: Table, rows: Sequence[Row], tr: Translator) -> tuple[Values, ...]:
    found = []
    for one in series(chart, table, tr):
        numbers = [number(row, table, one.column) for row in rows]
        known = tuple(None if v is None else exact(v) for v in numbers)
        found.append(Values(clean(one.label), known, column_format(one.column), one.colour, column=one.column))
    return tuple(found)


def _part(one: Values, piece: slice) -> Values:
    return Values(one.name, one.values[piece], one.format, one.fill, one.hatch, one.column)


def _rule(chart: Chart, drawn: Sequence[Values], tr: Translator) -> Values | None:
    """The line to compare with, as a series of equal numbers."""
    rule = chart.rule
    if rule is None or rule.value is None or not drawn:
        return None
    if drawn[0].column is not None and drawn[0].column.unit is not rule.unit:
        return None
    name = clean(tr.text(Message("office.rule", (("value", rule),))))
    values = (exact(rule.value),) * len(drawn[0].values)
    return Values(name, values, number_format(rule.unit, rule.digits), SOFT)
