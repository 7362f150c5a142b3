"""One worksheet written cell by cell with its type: a text is never read as a number, an address or a formula."""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from datetime import date, datetime
from typing import Any, Final

from khaka.render.workbook.formats import HEAD, exact, in_numerals
from khaka.render.workbook.text import cell_text, looks_like_formula

_NARROW: Final = 7.0
_WIDE: Final = 58.0


class Formats:
    """Cell formats of one workbook, each made once; ``numerals`` are the digits of its numbers."""

    def __init__(self, book: Any, numerals: str = "latn") -> None:
        self._book = book
        self._numerals = numerals
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def get(self, **properties: Any) -> Any:
        """The format with these properties."""
        if "num_format" in properties:
            properties["num_format"] = in_numerals(properties["num_format"], self._numerals)
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(key))
        return self._made[key]


class Page:
    """A sheet being written; it remembers how wide its columns must be.

    Parameters
    ----------
    sheet
        XlsxWriter's worksheet.
    """

    def __init__(self, sheet: Any, formats: Formats) -> None:
        self.sheet = sheet
        self.formats = formats
        self._widths: dict[int, float] = {}

    def text(self, row: int, column: int, text: str, *, measure: bool = True, **look: Any) -> None:
        """A text cell. A text that looks like a formula is marked as text, so that editing cannot wake it."""
        text = cell_text(text)
        if looks_like_formula(text):
            look = {**look, "quote_prefix": True}
        if text:
            self.sheet.write_string(row, column, text, self.formats.get(**look))
        else:
            self.sheet.write_blank(row, column, None, self.formats.get(**look))
        if measure:
            self._measure(column, max((_length(line) for line in text.split("\n")), default=0))

    def number(self, row: int, column: int, value: float, number_format: str, **look: Any) -> None:
        """A number cell."""
        self.sheet.write_number(row, column, exact(value), self.formats.get(num_format=number_format, **look))
        self._measure(column, len(f"{value:,.2f}") if isinstance(value, float) else len(f"{value:,}") + 1)

    def day(self, row: int, column: int, value: date, number_format: str, **look: Any) -> None:
        """A date cell."""
        moment = datetime(value.year, value.month, value.day)
        look = {"align": "left", **look}
        self.sheet.write_datetime(row, column, moment, self.formats.get(num_format=number_format, **look))
        self._measure(column, 15)

    def head(self, row: int, titles: list[str], last: int, numbers: Container[int] = ()) -> None:
        """The header row: it stays in sight, and its columns can be filtered down to row ``last``.

        Columns in ``numbers`` have their heads on the right, over their numbers.
        """
        for column, title in enumerate(titles):
            self.text(row, column, title, measure=False, align="right" if column in numbers else "left", **HEAD)
            longest = max((_length(word) for word in title.split()), default=0)
            self._measure(column, max(longest, min(_length(title) / 2 + 3, 22)) + 3)
        self.sheet.freeze_panes(row + 1, 1)
        self.sheet.autofilter(row, 0, max(last, row), max(len(titles) - 1, 0))
        self.sheet.repeat_rows(row)

    def finish(self) -> None:
        """Set the widths, and how the sheet prints."""
        for column, width in sorted(self._widths.items()):
            self.sheet.set_column(column, column, round(min(max(width + 2, _NARROW), _WIDE), 1))
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)

    def _measure(self, column: int, width: float) -> None:
        self._widths[column] = max(self._widths.get(column, 0.0), float(width))


def _length(text: str) -> int:
    """Letters that take room: signs above and below do not."""
    return sum(unicodedata.category(c) != "Mn" for c in text)
