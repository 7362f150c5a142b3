"""Tiers: what a seat asks for. The limits are printed beside the counts."""

from __future__ import annotations

from typing import Final

import polars as pl

#: In the order in which they are read.
TIERS: Final = ("hold", "reach", "stretch", "build", "partner", "out")
REACH_PP: Final = 10.0
STRETCH_PP: Final = 20.0


def tier(partner_claims: pl.Expr, chosen: pl.Expr) -> pl.Expr:
    """The tier of each seat of the seat book.

    ``hold``: won in the base election. ``partner``: the plan is allied there and a partner did better than ours.
    ``reach``: second, gap up to 10 points. ``stretch``: second, gap over 10 and up to 20. ``build``: every other seat
    of the list. ``out``: not on the list.
    """
    second = pl.col("rank") == 2
    return (
        pl.when(pl.col("rank") == 1)
        .then(pl.lit("hold"))
        .when(partner_claims)
        .then(pl.lit("partner"))
        .when(~chosen)
        .then(pl.lit("out"))
        .when(second & (pl.col("gap_pp") <= REACH_PP))
        .then(pl.lit("reach"))
        .when(second & (pl.col("gap_pp") <= STRETCH_PP))
        .then(pl.lit("stretch"))
        .otherwise(pl.lit("build"))
    )
