"""Ours was third or lower with more votes than the winner's margin: it decided seats that it could not win.

Silent under three such seats.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khaka.core.finding import Finding
from khaka.core.message import msg
from khaka.mission import Brief
from khaka.strategy.weakness.base import Detector, Stage, figure_id, finding

FEWEST = 3


def find(brief: Brief, book: pl.DataFrame) -> Iterator[Finding]:
    rows = brief.ask("third_exceeds_margin").rows
    if rows.height < FEWEST:
        return
    count = brief.measure(figure_id(brief, "third_exceeds_margin"), "third_exceeds_margin")
    winners = book.join(rows.select("seat_id"), on="seat_id").group_by("party1").len()
    first = winners.sort("len", "party1", descending=[True, False])["party1"][0]
    by = book.join(rows.select("seat_id"), on="seat_id").filter(pl.col("party1") == first)
    winner = brief.catalog.party(first)
    gained = brief.count(
        figure_id(brief, f"third_exceeds_margin.{first.lower()}"), by["seat_id"].to_list(),
        msg("finding.third_above_margin.won_by", winner=winner), "third_exceeds_margin and winner",
    )  # fmt: skip
    yield finding(
        brief, "third_above_margin", rows, (count, gained), count=count, gained=gained, winner=winner,
        effect=("seats_at_stake", "third_exceeds_margin", {"elections": brief.base.id,
                                                           "parties": brief.mission.party}),
    )  # fmt: skip


detector = Detector("third_above_margin", find, Stage.PARTNERS)
