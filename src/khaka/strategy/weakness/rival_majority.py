"""The rival has over half of all votes where ours is second: no alliance wins there, only votes taken from it.

Silent under five such seats.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khaka.core.finding import Finding
from khaka.core.message import msg
from khaka.mission import Brief
from khaka.strategy.weakness.base import Detector, Stage, figure_id, finding

FEWEST = 5


def find(brief: Brief, book: pl.DataFrame) -> Iterator[Finding]:
    if brief.rival is None:
        return
    rows = book.filter((pl.col("rank") == 2) & (pl.col("party1") == brief.rival.code) & pl.col("over_half"))
    if rows.height < FEWEST:
        return
    second = brief.measure(figure_id(brief, "second_places"), "second_places")
    count = brief.count(
        figure_id(brief, "rival_majority"),
        rows.sort("seat_id")["seat_id"].to_list(),
        msg("finding.rival_majority.rule"),
        "rank = 2 and 2 votes of R > votes polled",
    )
    yield finding(brief, "rival_majority", rows, (count, second), count=count, second=second, rival=brief.rival)


detector = Detector("rival_majority", find, Stage.CAMPAIGN)
