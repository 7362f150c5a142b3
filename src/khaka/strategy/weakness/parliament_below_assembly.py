"""States that give ours more votes for the assembly than for parliament: voters who know the way and do not go it.

Over ground fought both times, the assembly share lies five points or more above the parliamentary share, the two
elections at most three years apart. At stake are the seats that ours did not win although it had the most votes over
their segments. Silent under two such seats.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khaka.core.finding import Finding
from khaka.mission import Brief
from khaka.strategy.weakness._assembly import POINTS, gaps
from khaka.strategy.weakness._gap import shares
from khaka.strategy.weakness.base import Detector, Stage, finding

FEWEST = 2


def find(brief: Brief, book: pl.DataFrame) -> Iterator[Finding]:
    states, seats = gaps(brief, book)
    states = states.filter(pl.col("gap_pp") >= POINTS)
    seats = seats.join(states.select("state_code"), on="state_code", how="semi")
    rows = seats.filter((pl.col("first") == brief.mission.party) & (pl.col("rank") > 1))
    if rows.height < FEWEST:
        return
    where = [brief.catalog.states[s] for s in rows["state_code"].unique().sort().to_list()]
    figures = shares(brief, "parliament_below_assembly", states, rows)
    yield finding(
        brief, "parliament_below_assembly", rows, figures, assembly=figures[0], parliament=figures[1],
        base=brief.election_name(brief.base.id), where=where,
    )  # fmt: skip


detector = Detector("parliament_below_assembly", find, Stage.CAMPAIGN)
