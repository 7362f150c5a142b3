"""Tables: cells as markup, and what the template needs to know about columns and rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from markupsafe import Markup, escape

from khaka.blueprint.blocks import Cell, Column, Row, Table
from khaka.core.message import Message, Name
from khaka.core.units import Unit
from khaka.render.html.colours import Shade
from khaka.render.html.ink import Ink

#: Rows of an annex table that are seen before "show all".
FIRST_ROWS: Final = 20
#: From this many rows a table gets a text filter.
LONG: Final = 13
#: From this many columns print leaves out the minor ones.
WIDE: Final = 9
#: A table of so few columns is not stretched: its numbers stay near their names.
FEW: Final = 4
#: Letters of an average cell from which a column of words counts as sentences.
LONG_WORDS: Final = 16
_PER_HUNDRED: Final = (Unit.SHARE, Unit.RATE)


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column's heading."""

    key: str
    title: str
    unit: str
    css: str
    numeric: bool
    definition: Markup | None
    base: Markup | None


@dataclass(frozen=True, slots=True)
class RowView:
    """A row's attributes and its cells as markup."""

    key: str
    id: str
    css: str
    state: str
    cells: Markup


@dataclass(frozen=True, slots=True)
class TableView:
    """A table for the template. ``dom`` is its address on the page, where a table may stand twice."""

    id: str
    dom: str
    title: Markup
    note: Markup | None
    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]
    states: tuple[tuple[str, str], ...]
    annex: bool
    tools: bool
    wide: bool
    few: bool
    total: int
    kind: str = "table"


def table_view(table: Table, ink: Ink, kinds: Mapping[str, Shade] | None = None, dom: str = "") -> TableView:
    """A table for the template; ``kinds`` are the shades of row kinds that a map of this table uses."""
    ink.explanations.add_table(table)
    longest = {c.key: _longest(table, i) for i, c in enumerate(table.columns) if c.bar}
    states = _states(table, ink)
    rows = []
    first_figure = True
    for index, row in enumerate(table.rows):
        cells, first_figure = _cells(table, row, ink, longest, first_figure)
        rows.append(
            RowView(
                row.key,
                f"{dom or table.id}.{row.key.lower()}",
                _row_css(table, row, index, kinds or {}),
                _state_of(table, row),
                cells,
            )
        )
    return TableView(
        id=table.id,
        dom=dom or table.id,
        title=ink.say(table.title),
        note=ink.say(table.note) if table.note is not None else None,
        columns=tuple(_column(c, ink, _wordy(table, i, ink)) for i, c in enumerate(table.columns)),
        rows=tuple(rows),
        states=states,
        annex=table.annex,
        tools=table.annex or len(table.rows) >= LONG,
        wide=len(table.columns) >= WIDE,
        few=len(table.columns) <= FEW,
        total=sum(r.kind != "total" for r in table.rows),
    )


def exact(value: float, unit: Unit) -> str:
    """A number as it is sorted and downloaded: in the printed unit, plain digits, six decimals at most."""
    shown = Decimal(str(value)) * (100 if unit in _PER_HUNDRED else 1)
    text = f"{round(shown, 6):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def cell_number(value: float, column: Column, ink: Ink) -> str:
    """A number of a table: without its unit, which stands in the heading; with a plus where the column is signed."""
    assert column.unit is not None
    text = ink.translator.number(value, column.unit, column.digits, "bare")
    return f"+{text}" if column.signed and value > 0 and any(c in "123456789१२३४५६७८९" for c in text) else text


def _column(column: Column, ink: Ink, wordy: bool) -> ColumnView:
    numeric = column.unit is not None
    css = " ".join(c for c, on in (("n", numeric), ("minor", column.minor), ("long", wordy)) if on)
    title, unit = ink.plain(column.title), unit_mark(column.unit, ink)
    return ColumnView(
        key=column.key,
        title=title,
        unit="" if unit in title else unit,
        css=css,
        numeric=numeric,
        definition=ink.say(column.definition) if column.definition is not None else None,
        base=ink.say(column.base) if column.base is not None else None,
    )


def _wordy(table: Table, index: int, ink: Ink) -> bool:
    """True for a column of sentences, which must not be squeezed to a word a line."""
    cells = (r.cells[index] for r in table.rows)
    lengths = [len(ink.plain(c)) for c in cells if isinstance(c, Message)]
    return bool(lengths) and sum(lengths) / len(lengths) > LONG_WORDS


def unit_mark(unit: Unit | None, ink: Ink) -> str:
    """The unit's short sign for a heading: %, points, ₹, days; nothing where the heading says what is counted."""
    if unit in _PER_HUNDRED:
        return "%"
    if unit is Unit.PP:
        return ink.label("html.unit_pp")
    if unit is Unit.ODDS:
        return ink.label("html.unit_odds")
    if unit is Unit.INR:
        return "₹"
    return ink.label("html.unit_days") if unit is Unit.DAYS else ""


def _cells(table: Table, row: Row, ink: Ink, longest: Mapping[str, float], first_figure: bool) -> tuple[Markup, bool]:
    """The cells of a row. One figure of the table is in the tab order; arrow keys reach the others."""
    parts = []
    longest = {} if row.kind == "total" else longest  # a sum is no part of the comparison
    for index, (column, value) in enumerate(zip(table.columns, row.cells, strict=True)):
        if column.unit is not None and isinstance(value, int | float | None):
            explained = column.how is not None and column.definition is not None
            parts.append(_number(column, value, ink, longest, explained, first_figure))
            first_figure = first_figure and not explained
        else:
            parts.append(_words(column, value, ink, heading=index == 0))
    return Markup("").join(parts), first_figure


def _number(
    column: Column, value: float | None, ink: Ink, longest: Mapping[str, float], explained: bool, first: bool
) -> Markup:
    css, data = ["n"], Markup("")
    if column.minor:
        css.append("minor")
    if value is None:
        shown: Markup = _not_given(ink)
    else:
        assert column.unit is not None
        shown = escape(cell_number(value, column, ink))
        data = Markup(' data-v="{}"').format(exact(value, column.unit))
        if column.bar and longest.get(column.key):
            css += ["b", f"w{round(100 * min(1.0, abs(value) / longest[column.key]))}"]
            css += ["neg"] if value < 0 else []
    if explained:
        stop = Markup(' tabindex="0"') if first else Markup("")
        shown = Markup('<span class="f" role="button"{}>{}</span>').format(stop, shown)
    return Markup('<td class="{}"{}>{}</td>').format(" ".join(css), data, shown)


def _words(column: Column, value: Cell, ink: Ink, heading: bool) -> Markup:
    css = Markup(' class="minor"') if column.minor else Markup("")
    data = Markup(' data-v="{}"').format(value.isoformat()) if isinstance(value, date) else Markup("")
    tag = Markup('th scope="row"') if heading else Markup("td")
    close = Markup("th") if heading else Markup("td")
    return Markup("<{}{}{}>{}</{}>").format(tag, css, data, words(value, ink), close)


def words(value: Cell, ink: Ink) -> Markup:
    """A cell of names and words."""
    if value is None or value == ():
        return _not_given(ink)
    if isinstance(value, Name):
        return ink.name(value)
    if isinstance(value, Message):
        return ink.say(value)
    if isinstance(value, date):
        return escape(ink.translator.date(value, "short"))
    if isinstance(value, tuple):
        return ink.names(value)
    return escape(value)


def _not_given(ink: Ink) -> Markup:
    return Markup('<span class="none">{}</span>').format(ink.label("common.not_given"))


def _longest(table: Table, index: int) -> float:
    """The largest number of a column, totals aside: its bar is full."""
    values = [r.cells[index] for r in table.rows if r.kind != "total"]
    return max((abs(v) for v in values if isinstance(v, int | float)), default=0.0)


def _row_css(table: Table, row: Row, index: int, kinds: Mapping[str, Shade]) -> str:
    css = []
    if row.kind == "total":
        css.append("total")
    elif row.kind in kinds:
        css += ["kind", kinds[row.kind].css]
    if table.annex and index >= FIRST_ROWS and row.kind != "total":
        css.append("more")
    return " ".join(css)


def _state_of(table: Table, row: Row) -> str:
    """The code that the state filter compares."""
    if table.filter_by is None or row.kind == "total":
        return ""
    index = next((i for i, c in enumerate(table.columns) if c.key == table.filter_by), None)
    value = row.cells[index] if index is not None else None
    return value.code if isinstance(value, Name) else str(value or "")


def _states(table: Table, ink: Ink) -> tuple[tuple[str, str], ...]:
    """Choices of the state filter, in the order of their names."""
    if table.filter_by is None:
        return ()
    index = next((i for i, c in enumerate(table.columns) if c.key == table.filter_by), None)
    if index is None:
        return ()
    found = {v.code: ink.translator.name(v) for r in table.rows if isinstance(v := r.cells[index], Name)}
    return tuple(sorted(found.items(), key=lambda item: item[1]))
