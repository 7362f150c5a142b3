"""A table's sheet: title, note, header, rows with typed cells, and each row's key for the ids of its Figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from khaka.blueprint.blocks import Cell, Column, Row
from khaka.core.message import Message, Name
from khaka.core.units import Unit
from khaka.locale import Translator
from khaka.render.workbook.formats import QUIET, TITLE, TOTAL, WORDS, column_format, date_format
from khaka.render.workbook.order import Sheet
from khaka.render.workbook.sheet import Page

#: The header's row, counted from zero: title and note stand above it.
HEADER: Final = 3


#: Words that a column's head says for all its numbers.
_HEADS: Final = {Unit.PP: "office.head.pp", Unit.ODDS: "office.head.chance"}


def head_text(column: Column, tr: Translator, heads: Mapping[Unit, str] = _HEADS) -> str:
    """A column's title; points and chances carry their word here, because the cells hold plain numbers."""
    title = tr.text(column.title)
    key = heads.get(column.unit) if column.unit else None
    unit = tr.text(Message(key)) if key else ""
    return f"{title} ({unit})" if unit and unit not in title else title


def write_table(page: Page, sheet: Sheet, tr: Translator, contents: str) -> None:
    """Write one table; ``contents`` is the name of the sheet to go back to."""
    table = sheet.table
    page.text(0, 0, tr.text(table.title), measure=False, **TITLE)
    page.text(1, 0, tr.text(table.note) if table.note else sheet.section, measure=False, **QUIET)
    back = page.formats.get(font_color="#3F7277", underline=1)
    page.sheet.write_url(2, 0, f"internal:'{quoted(contents)}'!A1", back, tr.text(Message("office.back")))
    sums = [row for row in table.rows if row.kind == "total"]
    rows = [row for row in table.rows if row.kind != "total"] + sums
    last = HEADER + len(rows) - len(sums)
    titles = [head_text(c, tr) for c in table.columns]
    numbers = {i for i, column in enumerate(table.columns) if column.unit is not None}
    page.head(HEADER, [*titles, tr.text(Message("office.col.key"))], last, numbers)
    for line, row in enumerate(rows, HEADER + 1):
        look = TOTAL if row.kind == "total" else {}
        _write_row(page, line, row, table.columns, tr, look)
    page.finish()


def quoted(name: str) -> str:
    """A sheet's name inside a reference."""
    return name.replace("'", "''")


def _write_row(
    page: Page, line: int, row: Row, columns: tuple[Column, ...], tr: Translator, look: dict[str, Any]
) -> None:
    for place, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
        write_cell(page, line, place, cell, column, tr, look)
    page.text(line, len(columns), row.key, **{**QUIET, "indent": 1, **look})


def write_cell(
    page: Page, line: int, place: int, cell: Cell, column: Column, tr: Translator, look: dict[str, Any]
) -> None:
    """A cell by its type: numbers as numbers, dates as dates, an empty input as the words "not given"."""
    if cell is None:
        align = {"align": "right"} if column.unit is not None else {}
        page.text(line, place, tr.text(Message("common.not_given")), **{**QUIET, **align, **look})
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        page.number(line, place, cell, column_format(column), **{"valign": "top", **look})
    elif isinstance(cell, date):
        page.day(line, place, cell, date_format(tr.lang), **{"valign": "top", **look})
    elif (text := words(cell, tr)) or look:
        page.text(line, place, text, **{**WORDS, **look})


def words(cell: Cell, tr: Translator) -> str:
    """A cell of names or words as text."""
    if isinstance(cell, Message):
        return tr.text(cell)
    if isinstance(cell, Name):
        return tr.name(cell)
    if isinstance(cell, tuple):
        return ", ".join(tr.name(name) for name in cell)
    return str(cell)
