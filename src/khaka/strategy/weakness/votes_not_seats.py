"""Votes do not become seats: the share of seats is under seven tenths of the share of votes.

Silent for a party that stood in fewer than twenty seats: there is no share of the house to expect.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khaka.core.finding import Finding
from khaka.mission import Brief
from khaka.strategy.focus.tiers import REACH_PP
from khaka.strategy.weakness.base import Detector, Stage, figure_id, finding

PART, FEWEST = 0.7, 20


def find(brief: Brief, book: pl.DataFrame) -> Iterator[Finding]:
    won = brief.measure(figure_id(brief, "seats_won"), "seats_won")
    share = brief.measure(figure_id(brief, "vote_share.now"), "vote_share")
    total = brief.measure(figure_id(brief, "seats_total"), "seats_total")
    contested = brief.ask("seats_contested").value
    if not isinstance(contested, int) or contested < FEWEST or won.value is None or not share.value or not total.value:
        return
    if won.value / total.value >= PART * share.value:
        return
    near = book.filter((pl.col("rank") == 2) & (pl.col("gap_pp") <= REACH_PP))
    yield finding(brief, "votes_not_seats", near, (won, share, total), won=won, share=share, total=total)


detector = Detector("votes_not_seats", find, Stage.CAMPAIGN)
