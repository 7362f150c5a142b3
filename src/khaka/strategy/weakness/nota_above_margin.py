"""Seats that ours lost by fewer votes than NOTA had.

Silent under two such seats.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khaka.core.finding import Finding
from khaka.core.message import msg
from khaka.mission import Brief
from khaka.strategy.weakness.base import Detector, Stage, figure_id, finding

FEWEST = 2


def find(brief: Brief, book: pl.DataFrame) -> Iterator[Finding]:
    rows = book.filter((pl.col("rank") == 2) & (pl.col("gap_votes") < pl.col("nota")))
    if rows.height < FEWEST:
        return
    count = brief.count(
        figure_id(brief, "nota_above_margin"),
        rows.sort("seat_id")["seat_id"].to_list(),
        msg("finding.nota_above_margin.rule"),
        "rank = 2 and gap in votes < NOTA",
    )
    yield finding(brief, "nota_above_margin", rows, (count,), count=count)


detector = Detector("nota_above_margin", find, Stage.CANDIDATES)
