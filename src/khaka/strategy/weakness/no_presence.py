"""States where a party of several states hardly exists: it won nothing and has under five per cent of votes polled.

Silent for a party that stood in less than half of the house, and for states of fewer than three seats.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khaka.core.finding import Finding
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy.weakness.base import Detector, Stage, figure_id, finding

PART, SHARE, SEATS = 0.5, 0.05, 3


def find(brief: Brief, book: pl.DataFrame) -> Iterator[Finding]:
    rows = (
        brief.ask("vote_share")
        .rows.group_by("state_code")
        .agg(pl.col("votes").sum(), pl.col("base").sum(), pl.len().alias("seats"))
    )
    contested = brief.ask("seats_contested").value
    if not isinstance(contested, int) or contested < PART * brief.house.seats.height:
        return
    won = book.filter(pl.col("rank") == 1)["state_code"].unique().to_list()
    weak = rows.filter(
        (pl.col("votes") < SHARE * pl.col("base")) & (pl.col("seats") >= SEATS) & ~pl.col("state_code").is_in(won)
    ).sort("state_code")
    if not weak.height:
        return
    states = weak["state_code"].to_list()
    count = brief.count(
        figure_id(brief, "no_presence"),
        states,
        msg("finding.no_presence.rule"),
        "vote_share < 0.05 and seats won = 0",
        unit=Unit.COUNT,
    )
    seats = book.filter(pl.col("state_code").is_in(states))
    yield finding(brief, "no_presence", seats, (count,), count=count)


detector = Detector("no_presence", find, Stage.PARTNERS)
