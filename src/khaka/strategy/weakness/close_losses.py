"""Seats lost by less than five points: the cheapest gains.

Silent under three such seats.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khaka.core.finding import Finding
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy.weakness.base import Detector, Stage, figure_id, finding

FEWEST, POINTS = 3, 5.0


def find(brief: Brief, book: pl.DataFrame) -> Iterator[Finding]:
    rows = book.filter((pl.col("rank") == 2) & (pl.col("gap_pp") < POINTS))
    if rows.height < FEWEST:
        return
    count = brief.count(
        figure_id(brief, "close_losses"),
        rows.sort("seat_id")["seat_id"].to_list(),
        msg("finding.close_losses.rule"),
        "rank = 2 and gap < 5",
    )
    votes = brief.derive(
        figure_id(brief, "close_losses.votes"), int(rows["gap_votes"].sum()), Unit.VOTES,
        msg("finding.close_losses.votes"), "sum(votes first - votes of P)", (count,),
    )  # fmt: skip
    yield finding(brief, "close_losses", rows, (count, votes), count=count, votes=votes)


detector = Detector("close_losses", find, Stage.CANDIDATES)
