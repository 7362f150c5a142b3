"""The party system: effective numbers and disproportionality. Independents are taken as one party, NOTA left out."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from khaka.core.units import Unit
from khaka.measures.base import Asked, Measure, Measured


def _shares(a: Asked) -> pl.DataFrame:
    votes = a.house.rows.filter(pl.col("party") != "NOTA").group_by("party").agg(pl.col("votes").sum())
    seats = a.house.seats.group_by(pl.col("party1").alias("party")).agg(pl.len().alias("seats"))
    both = votes.join(seats, on="party", how="full", coalesce=True).fill_null(0).sort("party")
    return both.with_columns(
        vote_share=pl.col("votes") / pl.col("votes").sum(), seat_share=pl.col("seats") / pl.col("seats").sum()
    )


def _effective(column: str) -> Callable[[Asked], Measured]:
    def run(a: Asked) -> Measured:
        rows = _shares(a)
        squares = float((rows[column] ** 2).sum())
        return Measured(1 / squares if squares > 0 else None, rows)

    return run


def _gallagher(a: Asked) -> Measured:
    rows = _shares(a)
    if not rows.height:
        return Measured(None, rows)
    return Measured(float((((rows["vote_share"] - rows["seat_share"]) * 100) ** 2).sum() / 2) ** 0.5, rows)


measures = (
    Measure("enp_votes", Unit.NUMBER, "1 / sum(v^2)", _effective("vote_share"), reference="Laakso & Taagepera 1979"),
    Measure("enp_seats", Unit.NUMBER, "1 / sum(s^2)", _effective("seat_share"), reference="Laakso & Taagepera 1979"),
    Measure("gallagher", Unit.INDEX, "sqrt(sum((v - s)^2) / 2)", _gallagher, reference="Gallagher 1991"),
)
