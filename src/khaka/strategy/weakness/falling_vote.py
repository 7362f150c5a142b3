"""The vote share has fallen from its best on this seat map.

Silent when the base election is the best, or the fall is under two points of votes polled.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khaka.core.finding import Finding
from khaka.mission import Brief
from khaka.strategy.weakness.base import Detector, figure_id, finding

FALL = 0.02


def find(brief: Brief, book: pl.DataFrame) -> Iterator[Finding]:
    shares = {e.id: brief.ask("vote_share", e.id).value for e in brief.history}
    known = {e: float(s) for e, s in shares.items() if isinstance(s, int | float)}
    best = max(known, key=lambda e: known[e])
    if best == brief.base.id or known[best] - known[brief.base.id] < FALL:
        return
    before = brief.measure(figure_id(brief, f"vote_share.{best.lower()}"), "vote_share", best)
    now = brief.measure(figure_id(brief, "vote_share"), "vote_share")
    lost = book.filter((pl.col(f"rank_{best}") == 1) & ((pl.col("rank") != 1) | pl.col("rank").is_null()))
    yield finding(
        brief, "falling_vote", lost, (before, now), before=before, now=now, then=brief.election_name(best),
        base=brief.election_name(brief.base.id),
        effect=("seats_at_stake", "seats_lost", {"elections": brief.base.id, "base_election": best,
                                                 "parties": brief.mission.party}),
    )  # fmt: skip


detector = Detector("falling_vote", find)
