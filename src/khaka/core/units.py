"""Units of the numbers that Khaka prints. The unit decides how a number is written, never what it means."""

from __future__ import annotations

from enum import StrEnum


class Unit(StrEnum):
    """A unit.

    ``share`` and ``rate`` are fractions from 0 to 1 until a page prints them as per cent; ``odds`` is a probability, which
    a page prints as times in a hundred.
    """

    SEATS = "seats"
    VOTES = "votes"
    ELECTORS = "electors"
    COUNT = "count"
    TIMES = "times"
    SHARE = "share"
    RATE = "rate"
    ODDS = "odds"
    PP = "pp"
    INDEX = "index"
    NUMBER = "number"
    INR = "inr"
    DAYS = "days"
    YEAR = "year"
    PLACE = "place"

    @property
    def is_count(self) -> bool:
        """True for exact whole numbers."""
        return self in _COUNTS

    @property
    def digits(self) -> int:
        """Decimals printed unless a Figure says otherwise."""
        return _DIGITS.get(self, 0)


_COUNTS = {Unit.SEATS, Unit.VOTES, Unit.ELECTORS, Unit.COUNT, Unit.TIMES, Unit.INR, Unit.DAYS, Unit.YEAR, Unit.PLACE}
_DIGITS = {Unit.SHARE: 2, Unit.RATE: 1, Unit.PP: 1, Unit.INDEX: 1, Unit.NUMBER: 2}
