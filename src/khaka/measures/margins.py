"""Margins: the winner's lead over the runner-up, NOTA left out of the ranking."""

from __future__ import annotations

import polars as pl

from khaka.core.units import Unit
from khaka.measures.base import Asked, Measure, Measured
from khaka.measures.places import counted

BANDS = ((0, 5), (5, 10), (10, 15), (15, 20), (20, 30), (30, None))


def _margins(a: Asked) -> pl.DataFrame:
    """Polled seats with the margin in votes and in points of votes polled; a walkover has none."""
    margin = pl.col("votes1") - pl.col("votes2").fill_null(0)
    polled = a.house.seats.filter(pl.col("polled") > 0)
    return polled.with_columns(margin_votes=margin, margin_pp=margin / pl.col("polled") * 100)


def _margin(a: Asked) -> Measured:
    rows = _margins(a)
    return Measured(int(rows["margin_votes"][0]) if rows.height == 1 else None, rows)


def _median(a: Asked) -> Measured:
    rows = _margins(a)
    if a.parties:
        rows = rows.filter(pl.col("party1").is_in(a.parties))
    value = rows["margin_pp"].median()
    return Measured(float(value) if isinstance(value, int | float) else None, rows)


def _below(a: Asked) -> Measured:
    rows = _margins(a).filter(pl.col("margin_pp") < (a.filters.below or 0.0))
    return counted(rows.filter(pl.col("party1").is_in(a.parties)) if a.parties else rows)


def _majority(a: Asked) -> Measured:
    rows = a.house.seats.filter(pl.col("votes1") * 2 > pl.col("base"))
    return counted(rows.filter(pl.col("party1").is_in(a.parties)) if a.parties else rows)


def _bands(a: Asked) -> Measured:
    rows = _margins(a).filter(pl.col("party2").is_in(a.parties))
    found = {}
    for low, high in BANDS:
        inside = pl.col("margin_pp") >= low
        inside = inside & (pl.col("margin_pp") < high) if high else inside
        found[f"{low}-{high}" if high else f"{low}+"] = rows.filter(inside).height
    return Measured(found, rows)


measures = (
    Measure("margin", Unit.VOTES, "votes first - votes second", _margin, frozenset({"seat"})),
    Measure("margins_below", Unit.SEATS, "count(margin < x points of votes polled)", _below, frozenset({"below"})),
    Measure("median_margin", Unit.PP, "median(100 margin / votes polled)", _median),
    Measure("majority_wins", Unit.SEATS, "count(2 votes of the winner > base)", _majority),
    Measure("gap_bands", Unit.SEATS, "count(P second, by gap in points)", _bands, frozenset({"party"})),
)
