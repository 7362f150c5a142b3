"""Winnable seats in which ours won few assembly segments: the local roof over the seat is missing.

A seat held, or lost by up to ten points, in which ours won at most a quarter of the segments at the state's latest
assembly election known. Only seats in at least half of whose segments ours stood: a segment left to a partner is no
weakness. Silent under three such seats. An assembly vote is not a parliamentary vote; the election may lie before the
base election.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khaka.core.finding import Finding
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy.focus.tiers import REACH_PP
from khaka.strategy.weakness._assembly import LATEST, segments
from khaka.strategy.weakness.base import Detector, Stage, figure_id, finding

FEWEST, PART = 3, 0.25


def find(brief: Brief, book: pl.DataFrame) -> Iterator[Finding]:
    winnable = (pl.col("rank") == 1) | ((pl.col("rank") == 2) & (pl.col("gap_pp") <= REACH_PP))
    seats = book.filter(winnable).select("seat_id").join(segments(brief), on="seat_id")
    seats = seats.filter((pl.col("fought") * 2 >= pl.col("segments")) & (pl.col("fought") > 0)).sort("seat_id")
    rows = seats.filter(pl.col("won") <= PART * pl.col("fought"))
    if rows.height < FEWEST:
        return
    sources = brief.sources_of(brief.base.id, LATEST)
    asked, few = (
        brief.count(figure_id(brief, f"few_segments.{name}"), table["seat_id"].to_list(),
                    msg(f"finding.few_segments.{name}"), rule, sources=sources)
        for name, table, rule in (
            ("winnable", seats, "rank = 1 or gap <= 10, and half of the segments fought"),
            ("few", rows, "segments won <= 0.25 segments fought"),
        )
    )  # fmt: skip
    won, fought = (
        brief.derive(figure_id(brief, f"few_segments.{name}"), int(rows[name].sum()), Unit.COUNT,
                     msg(f"finding.few_segments.{name}"), f"sum(segments {name} by P)", (few,))
        for name in ("won", "fought")
    )  # fmt: skip
    yield finding(
        brief, "few_segments", rows, (few, asked, won, fought), few=few, winnable=asked, won=won, fought=fought
    )


detector = Detector("few_segments", find, Stage.CAMPAIGN)
