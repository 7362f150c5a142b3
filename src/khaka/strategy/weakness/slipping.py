"""Seats that slip out of contention: first or second two elections ago, worse in the next, worse again in the last.

Silent under three such seats, or with fewer than three elections on the seat map.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khaka.core.finding import Finding
from khaka.core.message import msg
from khaka.mission import Brief
from khaka.strategy.weakness.base import Detector, figure_id, finding

FEWEST = 3


def find(brief: Brief, book: pl.DataFrame) -> Iterator[Finding]:
    if len(brief.history) < 3:
        return
    first, middle, last = (f"rank_{e.id}" for e in brief.history[-3:])
    rows = book.filter((pl.col(first) <= 2) & (pl.col(middle) > pl.col(first)) & (pl.col(last) > pl.col(middle)))
    if rows.height < FEWEST:
        return
    count = brief.count(
        figure_id(brief, "slipping"),
        rows["seat_id"].to_list(),
        msg("finding.slipping.rule"),
        "rank rises twice from 1 or 2",
    )
    yield finding(
        brief, "slipping", rows, (count,), count=count, first=brief.election_name(brief.history[-3].id),
        middle=brief.election_name(brief.history[-2].id), last=brief.election_name(brief.base.id),
    )  # fmt: skip


detector = Detector("slipping", find)
