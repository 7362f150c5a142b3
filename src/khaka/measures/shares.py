"""Votes and shares, turnout and NOTA."""

from __future__ import annotations

import polars as pl

from khaka.core.nouns import NOTA
from khaka.core.units import Unit
from khaka.measures.base import Asked, Measure, Measured

PARTY = frozenset({"party"})


def _per_seat(a: Asked, parties: list[str]) -> pl.DataFrame:
    return (
        a.house.rows.with_columns(own=pl.when(pl.col("party").is_in(parties)).then("votes").otherwise(0))
        .group_by("seat_id", "state_code", maintain_order=True)
        .agg(pl.col("own").sum().alias("votes"), pl.col("base").first())
    )


def _votes(a: Asked) -> Measured:
    rows = _per_seat(a, a.parties)
    return Measured(int(rows["votes"].sum()), rows)


def _share(a: Asked) -> Measured:
    rows = _per_seat(a, a.parties)
    total = int(rows["base"].sum())
    return Measured(int(rows["votes"].sum()) / total if total else None, rows)


def _nota(a: Asked) -> Measured:
    rows = _per_seat(a, [NOTA])
    return Measured(int(rows["votes"].sum()), rows)


def _turnout(a: Asked) -> Measured:
    """Seats without a published roll or without a poll are left out of both sums."""
    rows = a.contests[0].filter(pl.col("electors").is_not_null() & (pl.col("votes_polled") > 0))
    rows = rows.select("seat_id", "state_code", "votes_polled", "electors")
    electors = int(rows["electors"].sum())
    return Measured(int(rows["votes_polled"].sum()) / electors if electors else None, rows)


measures = (
    Measure("votes", Unit.VOTES, "sum(votes of P)", _votes, PARTY),
    Measure("vote_share", Unit.SHARE, "sum(votes of P) / sum(base)", _share, PARTY),
    Measure("nota_votes", Unit.VOTES, "sum(votes of NOTA)", _nota),
    Measure("turnout", Unit.SHARE, "sum(votes polled) / sum(electors)", _turnout, frozenset({"contests"})),
)
