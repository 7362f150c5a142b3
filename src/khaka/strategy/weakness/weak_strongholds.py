"""Seats held by less than five points: the first to go in a bad year.

Silent under two such seats.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khaka.core.finding import Finding
from khaka.core.message import msg
from khaka.mission import Brief
from khaka.strategy.weakness.base import Detector, Stage, figure_id, finding

FEWEST, POINTS = 2, 5.0


def find(brief: Brief, book: pl.DataFrame) -> Iterator[Finding]:
    rows = book.filter((pl.col("rank") == 1) & (pl.col("gap_pp") > -POINTS))
    if rows.height < FEWEST:
        return
    held = brief.measure(figure_id(brief, "seats_held"), "seats_won")
    count = brief.count(
        figure_id(brief, "weak_strongholds"),
        rows.sort("seat_id")["seat_id"].to_list(),
        msg("finding.weak_strongholds.rule"),
        "rank = 1 and lead < 5",
    )
    yield finding(
        brief, "weak_strongholds", rows, (count, held), count=count, held=held,
        effect=("seats_at_stake", "margins_below", {"below": POINTS, "elections": brief.base.id,
                                                    "parties": brief.mission.party}),
    )  # fmt: skip


detector = Detector("weak_strongholds", find, Stage.HOLD)
