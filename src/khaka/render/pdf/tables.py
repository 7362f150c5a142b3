"""Tables for print: which columns fit, how wide each is, and each cell as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from khaka.blueprint.blocks import Cell, Column, Row, Table
from khaka.core.message import Message, Name
from khaka.core.units import Unit
from khaka.render.charts.shaping import advance
from khaka.render.pdf.printable import printable
from khaka.render.pdf.speech import Data, Speech

PAGE: Final = 482.0
#: Two columns of an annex on a page.
HALF: Final = 231.0
_GUTTER: Final = 9.0
_BAR: Final = 30.0
#: A column of words may be broken into lines once it is wider than this many times the type size.
_WORDS: Final = 15.0
_SIZES: Final = (8.6, 8.0, 7.4)
_ANNEX: Final = (7.0, 6.5)
_NARROWEST: Final = 6.2


@dataclass(frozen=True, slots=True)
class Fit:
    """A choice of columns, type size and widths."""

    columns: tuple[int, ...]
    size: float
    widths: tuple[float, ...]
    room: float


class TableSetter:
    """One table in one language, not wider than ``room``."""

    def __init__(self, table: Table, speech: Speech, room: float = PAGE) -> None:
        self.table = table
        self.speech = speech
        self.room = room
        self.cells = [[self._cell(cell, column) for cell, column in self._pairs(row)] for row in table.rows]
        self.heads = [self._head(column) for column in table.columns]

    def data(self) -> Data:
        """Everything that the template needs to set the table."""
        fit = self.fit()
        table, speech = self.table, self.speech
        chosen = [table.columns[i] for i in fit.columns]
        dropped = [self.heads[i] for i in range(len(table.columns)) if i not in fit.columns]
        return {
            "kind": "table",
            "id": table.id,
            "title": speech.rich(table.title),
            "size": fit.size,
            "widths": list(fit.widths),
            "half": self.table.annex and fit.room == HALF,
            "heads": [
                {"t": self.heads[i], "r": speech.column_ref(c), "num": c.unit is not None, "bar": c.bar}
                for i, c in zip(fit.columns, chosen, strict=True)
            ],
            "rows": [
                {"total": row.kind == "total", "cells": [cells[i] for i in fit.columns],
                 "bars": self._bars(row, fit.columns)}
                for row, cells in zip(table.rows, self.cells, strict=True)
            ],
            "note": speech.rich(table.note) if table.note else None,
            "dropped": ", ".join(dropped),
            "empty": not table.rows,
        }  # fmt: skip

    def fit(self) -> Fit:
        """The largest type and most columns that fit: minor columns go before the type gets too small to read."""
        everything = tuple(range(len(self.table.columns)))
        major = tuple(i for i in everything if not self.table.columns[i].minor) or everything
        rooms = (HALF, self.room) if self.table.annex and len(self.table.rows) > 30 else (self.room,)
        sizes = _ANNEX if self.table.annex else _SIZES
        for room in rooms:
            for columns in dict.fromkeys((everything, major)):
                if len(rooms) == 2 and room == HALF and columns != everything:
                    continue  # two columns a page save paper, not at the price of what is printed
                for size in sizes:
                    widths = self._widths(columns, size, room)
                    if widths is not None:
                        return Fit(columns, size, widths, room)
        return self._forced(major)

    def _forced(self, columns: tuple[int, ...]) -> Fit:
        """The smallest type, and columns squeezed to their longest words, then below."""
        least = [self._least(i, _NARROWEST) for i in columns]
        spare = self.room - _GUTTER * len(columns)
        scale = min(1.0, spare / (sum(least) or 1.0))
        widths = tuple(round(w * scale + _GUTTER, 2) for w in least)
        return Fit(columns, _NARROWEST, widths, self.room)

    def _widths(self, columns: tuple[int, ...], size: float, room: float) -> tuple[float, ...] | None:
        """Widths that add up to no more than ``room``, or None; words are broken before they are squeezed out."""
        natural = [self._natural(i, size) for i in columns]
        spare = room - _GUTTER * len(columns)
        least = [self._least(i, size) for i in columns]
        if sum(least) > spare:
            return None
        caps = [max(low, min(wide, self._cap(i, size))) for i, low, wide in zip(columns, least, natural, strict=True)]
        if sum(caps) <= spare:
            caps = _grown(caps, natural, spare)
        else:
            squeezed = self._squeezed(columns, caps, least, size, spare)
            if squeezed is None or (self.table.annex and room == HALF):
                return None
            caps = squeezed
        return tuple(round(c + _GUTTER, 2) for c in caps)

    def _squeezed(
        self, columns: tuple[int, ...], caps: list[float], least: list[float], size: float, spare: float
    ) -> list[float] | None:
        """Widths reduced to ``spare``: columns of sentences give first, for their lines are broken anyway.

        Short names give only when no minor column is left to drop: a long table in which each row takes two lines,
        because some columns are a little too narrow, is the worst of all.
        """
        floors = [max(low, 9 * size) if cap >= _WORDS * size - 0.01 and self.table.columns[i].unit is None else cap
                  for i, low, cap in zip(columns, least, caps, strict=True)]  # fmt: skip
        caps = _reduced(caps, floors, sum(caps) - spare)
        over = sum(caps) - spare
        droppable = any(self.table.columns[i].minor for i in columns)
        if over > 0.01 and droppable and len(self.table.rows) > 12:
            return None
        less = _reduced(caps, least, over)
        if droppable and any(now < 0.6 * was for was, now in zip(caps, less, strict=True)):
            return None
        caps = less
        return caps if sum(caps) <= spare + 0.01 else None

    def _cap(self, index: int, size: float) -> float:
        """Numbers are never broken. Words may be: a few long names must not widen their column for all others."""
        if self.table.columns[index].unit is not None:
            return 1e9
        wide = sorted(self._wide(cells[index], row, size) for row, cells in self._rows())
        most = wide[int(len(wide) * 0.92)] if wide else 0.0
        return min(_WORDS * size, max(most, 5 * size))

    def _natural(self, index: int, size: float) -> float:
        """The width of a column set without breaks (its head may be broken)."""
        body = max((self._wide(cells[index], row, size) for row, cells in self._rows()), default=0.0)
        return max(body + self._bar(index), self._head_least(index, size), self._short_head(index, size))

    def _least(self, index: int, size: float) -> float:
        """The width below which a word or a number would stick out."""
        column = self.table.columns[index]
        if column.unit is not None:
            return self._natural(index, size)
        body = max((self._word(cells[index], row, size) for row, cells in self._rows()), default=0.0)
        return max(body, self._head_least(index, size))

    def _head_least(self, index: int, size: float) -> float:
        reference = 14.0 if self.table.columns[index].unit is not None else 0.0
        words = self.heads[index].split(" ")
        widths = [advance(w, size, 600, self.speech.lang) for w in words] or [0.0]
        return max([*widths[:-1], widths[-1] + reference])

    def _short_head(self, index: int, size: float) -> float:
        """A head of some words may take two lines, not a line for each word."""
        return min(advance(self.heads[index], size, 600, self.speech.lang) / 2 + 10, 7 * size)

    def _wide(self, text: str, row: Row, size: float) -> float:
        weight = 600 if row.kind == "total" else 400
        # a hair of room: a width that fits to the last digit is broken by the typesetter's own rounding
        return max((advance(line, size, weight, self.speech.lang) for line in text.split("\n")), default=0.0) + 1.5

    def _word(self, text: str, row: Row, size: float) -> float:
        weight = 600 if row.kind == "total" else 400
        return max(
            (advance(w, size, weight, self.speech.lang) for w in text.replace("\n", " ").split(" ")), default=0.0
        )

    def _bar(self, index: int) -> float:
        return _BAR if self.table.columns[index].bar else 0.0

    def _rows(self) -> Iterator[tuple[Row, list[str]]]:
        return zip(self.table.rows, self.cells, strict=True)

    def _pairs(self, row: Row) -> Iterator[tuple[Cell, Column]]:
        return zip(row.cells, self.table.columns, strict=True)

    def _head(self, column: Column) -> str:
        title = self.speech.text(column.title)
        key = {Unit.PP: "pdf.unit.pp", Unit.ODDS: "pdf.unit.odds"}.get(column.unit) if column.unit else None
        unit = self.speech.say(key) if key else ""
        return f"{title} ({unit})" if unit and unit not in title else title

    def _cell(self, value: Cell, column: Column) -> str:
        speech = self.speech
        if value is None:
            return speech.say("common.not_given")
        if isinstance(value, Message):
            return speech.text(value)
        if isinstance(value, Name):
            return speech.name(value)
        if isinstance(value, date):
            return speech.date(value, "short")
        if isinstance(value, tuple):
            return ", ".join(speech.name(n) for n in value)
        if isinstance(value, int | float) and column.unit is not None:
            return printable(speech.number(value, column))
        return printable(speech.tr.numerals(str(value)))

    def _bars(self, row: Row, columns: tuple[int, ...]) -> list[float]:
        """Each cell's share of its column's largest number; sums are left out of both."""
        found = []
        for i in columns:
            value = row.cells[i]
            if self.table.columns[i].bar and row.kind != "total" and isinstance(value, int | float):
                found.append(round(abs(value) / (self._largest(i) or 1.0), 4))
            else:
                found.append(0.0)
        return found

    def _largest(self, index: int) -> float:
        numbers = [r.cells[index] for r in self.table.rows if r.kind != "total"]
        return max((abs(v) for v in numbers if isinstance(v, int | float)), default=0.0)


def _grown(caps: list[float], natural: list[float], spare: float) -> list[float]:
    """Columns of words take what room is left, each up to its longest line."""
    free = spare - sum(caps)
    wish = [max(0.0, wide - cap) for wide, cap in zip(natural, caps, strict=True)]
    share = min(1.0, free / (sum(wish) or 1.0))
    return [cap + w * share for cap, w in zip(caps, wish, strict=True)]


def _reduced(widths: list[float], floors: list[float], over: float) -> list[float]:
    """Widths less ``over`` in all, each in proportion to what it has above its floor, and none below it."""
    slack = [max(0.0, w - f) for w, f in zip(widths, floors, strict=True)]
    share = min(1.0, max(0.0, over) / (sum(slack) or 1.0))
    return [w - s * share for w, s in zip(widths, slack, strict=True)]
