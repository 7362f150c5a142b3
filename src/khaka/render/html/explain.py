"""What the page can say about each number: the Figures in a compact form that the script opens in a dialog.

Definitions and bases are kept once, in a pool; a table's column is kept once, and a cell's explanation is put
together from it in the browser. Keys are short because there can be thousands: v value, d definition, b base,
i interval, k kind, m measure, f filters, x formula, o of, n number of rows, r first rows, s sources, t note.
"""

from __future__ import annotations

from typing import Any, Final

from khaka.blueprint.blocks import Column, Table
from khaka.core.figure import Figure, Interval
from khaka.core.message import Message, msg
from khaka.core.units import Unit
from khaka.locale import Translator
from khaka.render.voice import formula_of

#: Rows named in the dialog; `khaka explain` lists them all.
FIRST_ROWS: Final = 24


class Explanations:
    """Collects the Figures that a page prints, in the order in which it prints them."""

    def __init__(self, say: Translator) -> None:
        self._say = say
        self._pool: dict[str, int] = {}
        self._figures: dict[str, dict[str, Any]] = {}
        self._tables: dict[str, dict[str, Any]] = {}

    def add(self, figure: Figure, *, known: bool = True) -> None:
        """Remember a Figure; ``known`` is false for a count that only this page makes (no command explains it)."""
        if figure.id in self._figures:
            return
        entry = self._about(figure)
        entry["v"] = self._say.figure(figure)
        if figure.interval is not None:
            entry["i"] = self._interval(figure.interval, figure.unit, figure.digits)
        if figure.note is not None:
            entry["t"] = self._text(figure.note)
        if not known:
            entry["l"] = 1
        self._figures[figure.id] = entry

    def add_table(self, table: Table) -> None:
        """Remember a table's columns, from which the script explains its cells."""
        columns: dict[str, Any] = {}
        for column in table.columns:
            if column.unit is not None and column.how is not None and column.definition is not None:
                columns[column.key] = self._column(column)
        if columns:
            self._tables[table.id] = columns

    def as_json(self) -> dict[str, Any]:
        """Everything for the page's data island."""
        return {"figures": self._figures, "tables": self._tables, "pool": list(self._pool)}

    def _column(self, column: Column) -> dict[str, Any]:
        assert column.unit is not None and column.how is not None and column.definition is not None
        return self._about(Figure("", None, column.unit, column.definition, column.how, column.base, column.sources))

    def _about(self, figure: Figure) -> dict[str, Any]:
        how = figure.how
        entry: dict[str, Any] = {
            "d": self._text(figure.definition),
            "b": self._text(figure.base) if figure.base is not None else None,
            "k": how.kind.value,
            "m": how.measure,
            "f": [[key, _plain(value)] for key, value in how.filters],
            "x": formula_of(how, self._say),
            "o": list(how.of),
            "n": len(how.rows),
            "r": list(how.rows[:FIRST_ROWS]),
            "s": list(figure.sources),
        }
        return {key: value for key, value in entry.items() if value or (value == 0 and key in "db")}

    def _interval(self, interval: Interval, unit: Unit, digits: int | None) -> str:
        """ "80 to 120, nine times in ten" in the reader's language."""
        low = self._say.number(interval.low, unit, digits, "bare")
        high = self._say.number(interval.high, unit, digits)
        if interval.level is None:
            return self._say.text(msg("html.interval_reported", low=low, high=high))
        level = self._say.number(interval.level * 100, Unit.COUNT)
        return self._say.text(msg("html.interval", low=low, high=high, level=level))

    def _text(self, message: Message) -> int:
        text = self._say.text(message)
        return self._pool.setdefault(text, len(self._pool))


def _plain(value: Any) -> str:
    if isinstance(value, list | tuple | set | frozenset):
        return ",".join(str(v) for v in value)
    return str(value)
