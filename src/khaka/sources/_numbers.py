"""Counts, numbers and dates from text: Devanagari digits and Indian grouping understood, anything doubtful refused."""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from khaka.core.message import msg
from khaka.sources.base import Faults

_DEVANAGARI: Final = [chr(0x966 + i) for i in range(10)]
_LATIN: Final = [str(i) for i in range(10)]
_PLAIN: Final = r"^\d+(\.0*)?$"
#: 1,23,456 as India writes it, or 123,456 as others do; 12,34 is neither.
_GROUPED: Final = r"^(\d{1,2}(,\d{2})*,\d{3}|\d{1,3}(,\d{3})+)(\.0*)?$"
_DECIMAL: Final = r"^-?\d+(\.\d+)?$"


def latin(text: pl.Expr) -> pl.Expr:
    """Text with Latin digits and without the blanks that spreadsheets put around numbers."""
    return text.str.replace_many(_DEVANAGARI, _LATIN).str.replace_all(r"[\s\x{a0}\x{202f}']", "")


def whole(text: pl.Expr) -> pl.Expr:
    """A count, or null for anything that is not one."""
    plain = latin(text)
    good = plain.str.contains(_PLAIN) | plain.str.contains(_GROUPED)
    digits = plain.str.replace_all(",", "").str.replace(r"\.0*$", "")
    return pl.when(good).then(digits).cast(pl.Int64, strict=False)


def counts(
    frame: pl.DataFrame,
    column: str,
    faults: Faults,
    shown: str,
    *,
    required: bool = True,
    unless: pl.Expr | None = None,
) -> pl.DataFrame:
    """``column`` as counts; negative, fractional and other values are faults of their rows.

    ``unless`` marks rows in which a blank or a word is allowed (they become null): a seat without a poll.
    """
    raw = pl.col(column)
    plain = latin(raw)
    value = whole(raw)
    allowed = unless if unless is not None else pl.lit(False)
    checks = frame.select(
        value.alias("value"),
        (raw.is_null() & pl.lit(required) & ~allowed).alias("blank"),
        (raw.is_not_null() & value.is_null() & ~(allowed & ~plain.str.contains(r"\d"))).alias("bad"),
        plain.str.contains(r"^[-−–]\s*\d").fill_null(False).alias("negative"),
        plain.str.contains(r"^\d+([.,]\d+)+$|^\d+\.\d+$").fill_null(False).alias("fraction"),
    )
    bad = checks["bad"]
    tell = {"found": column}
    faults.rows(frame, checks["blank"], shown, "number_blank")
    faults.rows(frame, bad & checks["negative"], shown, "number_negative", more=tell)
    faults.rows(frame, bad & checks["fraction"] & ~checks["negative"], shown, "number_fraction", more=tell)
    faults.rows(frame, bad & ~checks["negative"] & ~checks["fraction"], shown, "number", more=tell)
    return frame.with_columns(checks["value"].alias(column))


def decimals(
    frame: pl.DataFrame, column: str, faults: Faults, shown: str, low: float, high: float, key: str
) -> pl.DataFrame:
    """``column`` as plain decimal text between two bounds; other values are faults."""
    plain = latin(pl.col(column)).str.strip_suffix("%")
    value = pl.when(plain.str.contains(_DECIMAL)).then(plain).cast(pl.Float64, strict=False)
    bad = pl.col(column).is_not_null() & ~value.is_between(low, high).fill_null(False)
    faults.rows(frame, bad, shown, key, more={"found": column})
    return frame.with_columns(plain.alias(column))


def iso_days(frame: pl.DataFrame, column: str, faults: Faults, shown: str) -> pl.DataFrame:
    """``column`` as dates; only YYYY-MM-DD is taken, because 12/03 has two meanings."""
    plain = latin(pl.col(column))
    day = pl.when(plain.str.contains(r"^\d{4}-\d{2}-\d{2}$")).then(plain).str.to_date("%Y-%m-%d", strict=False)
    bad = pl.col(column).is_not_null() & day.is_null()
    faults.rows(frame, bad, shown, "date", more={"found": column})
    return frame.with_columns(day.alias(column))


def month_end(year: int, month: int | None) -> date:
    """The last day of a month; of the year when the month is not known."""
    if month is None:
        return date(year, 12, 31)
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(first_of_next.toordinal() - 1)


def year_month(frame: pl.DataFrame, faults: Faults, year: str, month: str) -> pl.DataFrame:
    """``year`` and ``month`` as numbers, checked against the calendar."""
    frame = counts(frame, "year", faults, year)
    frame = counts(frame, "month", faults, month, required=False)
    # Lok Dhaba writes 0 where the month is not known
    frame = frame.with_columns(month=pl.when(pl.col("month") > 0).then("month"))
    faults.rows(frame, ~pl.col("year").is_between(1950, 2100), year, "year", more={"found": "year"})
    faults.rows(frame, ~pl.col("month").is_between(1, 12), month, "month", more={"found": "month"})
    return frame


def count_day(text: str, file: str) -> date:
    """A date of ``--count-date`` or of a map file."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        faults = Faults(file)
        faults.add(msg("error.import.date", found=text), msg("error.import.date_hint"), column="count_date")
        faults.stop()
        raise
