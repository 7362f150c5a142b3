"""*As of*, enforced in one place: what each table may show on a day.

Every table has a rule here; a table without one is refused, so that a new table cannot leak by being forgotten.
Columns of free notes are dropped in a dated view, because notes tell later facts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl

Rule = Callable[[pl.DataFrame, date, frozenset[str]], pl.DataFrame]


def _iso_end(column: str) -> pl.Expr:
    """The last day that a date of varying precision can mean: 2022 is 31 December, 2022-04 is 30 April."""
    text = pl.col(column)
    return (
        pl.when(text.str.len_chars() == 4)
        .then((text + "-12-31").str.to_date(strict=False))
        .when(text.str.len_chars() == 7)
        .then((text + "-01").str.to_date(strict=False).dt.month_end())
        .otherwise(text.str.to_date(strict=False))
    )


def _until(column: str) -> Rule:
    """Rows dated on or before the day; rows without a date are not known."""
    return lambda t, day, _: t.filter(_iso_end(column) <= day)


def _counted(t: pl.DataFrame, _: date, known: frozenset[str]) -> pl.DataFrame:
    """Rows of elections that had been counted."""
    return t.filter(pl.col("election").is_in(list(known)))


def _always(t: pl.DataFrame, _: date, __: frozenset[str]) -> pl.DataFrame:
    return t


def _elections(t: pl.DataFrame, day: date, _: frozenset[str]) -> pl.DataFrame:
    """Counted elections; an early end that came later is not known, nor is anything said of it."""
    t = t.filter(pl.col("count_date").str.to_date() <= day)
    surprise = (pl.col("term_end_basis") == "dissolved") & (pl.col("term_end").str.to_date(strict=False) > day)
    return t.with_columns(
        term_end=pl.when(~surprise.fill_null(False)).then("term_end"),
        term_end_basis=pl.when(~surprise.fill_null(False)).then("term_end_basis"),
    )


def _law(t: pl.DataFrame, day: date, _: frozenset[str]) -> pl.DataFrame:
    t = t.filter(_iso_end("from_date") <= day)
    return t.with_columns(to_date=pl.when(pl.col("to_date").str.to_date(strict=False) <= day).then("to_date"))


def _history(t: pl.DataFrame, _: date, known: frozenset[str]) -> pl.DataFrame:
    year = pl.col("year").cast(pl.Int32)
    return t.filter((year < 1977) | pl.format("LS{}", "year").is_in(list(known)))


def _published(t: pl.DataFrame, _: date, known: frozenset[str]) -> pl.DataFrame:
    """Figures whose call names only elections that had been counted."""
    calls = pl.col("call").str.extract_all(r"[LV]S\d{4}(-[A-Z]{2})?")
    return t.filter(calls.list.eval(pl.element().is_in(list(known))).list.all())


def _redrawn(t: pl.DataFrame, day: date, _: frozenset[str]) -> pl.DataFrame:
    """Jammu & Kashmir's orders took effect on 20 May 2022, Assam's on 16 August 2023."""
    since = pl.when(pl.col("state_code") == "AS").then(date(2023, 8, 16)).otherwise(date(2022, 5, 20))
    return t.filter(since <= day)


RULES: dict[str, Rule] = {
    "states": _always,
    "seats": _always,
    "seats_1976": _always,
    "seats_2024_changes": _redrawn,
    "seat_neighbours": _always,
    "segments": _always,
    "parties": _always,
    "lineage": _until("date"),
    "alliances": _counted,
    "alliances_seats": _counted,
    "friendly_fights": _counted,
    "elections": _elections,
    "phases": _until("poll_date"),
    "deferred": _until("count_date"),
    "held_not_in_data": _until("count_date"),
    "calendar_next": lambda t, day, known: (
        t.filter(pl.col("present_house_election").is_in(list(known)))
        if day >= date(2026, 5, 1)  # compiled after the counts of 4 May 2026; earlier missions must not read it
        else t.clear()
    ),
    "incumbents": _counted,
    "assembly_gaps": _counted,
    "history": _history,
    "by_elections": lambda t, day, _: t.filter(pl.col("year").cast(pl.Int32) < day.year),
    "polls": _until("published_latest"),
    "law": _law,
    "plan_2022": lambda t, day, _: t if day >= date(2022, 5, 1) else t.clear(),
    "claims_2022": _until("report_date"),
    "organisational_calendar_2022": _until("announced"),
    "published_figures": _published,
}

#: Free text that may tell later facts; kept only in an undated view.
NOTES = {"note", "family", "alt_name", "previous", "confidence", "source", "sources", "how_sure"}


def known(name: str, table: pl.DataFrame, day: date | None, counted: frozenset[str]) -> pl.DataFrame:
    """``table`` as it could be known on ``day``; the whole table when ``day`` is None."""
    if day is None:
        return table
    shown = RULES[name](table, day, counted)
    keep_source = name in {"claims_2022", "law", "polls", "organisational_calendar_2022"}
    drop = [c for c in shown.columns if c in NOTES and not (keep_source and c in {"source", "note", "confidence"})]
    return shown.drop(drop)
