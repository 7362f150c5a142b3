"""Deposits are lost in many seats: ours fights more seats than it can fight for.

Silent under three, or under a tenth of the seats that it contests. The base is votes polled, the figure in print.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khaka.core.finding import Finding
from khaka.mission import Brief
from khaka.strategy.weakness.base import Detector, Stage, figure_id, finding

FEWEST, PART = 3, 0.1


def find(brief: Brief, _book: pl.DataFrame) -> Iterator[Finding]:
    lost = brief.measure(figure_id(brief, "deposits_forfeited"), "deposits_forfeited")
    contested = brief.measure(figure_id(brief, "seats_contested"), "seats_contested")
    if not lost.value or not contested.value or lost.value < max(FEWEST, PART * contested.value):
        return
    rows = brief.ask("deposits_forfeited").rows.unique("seat_id", maintain_order=True)
    yield finding(
        brief, "lost_deposits", rows, (lost, contested), lost=lost, contested=contested,
        effect=("seats_at_stake", "deposits_forfeited", {"elections": brief.base.id,
                                                         "parties": brief.mission.party}),
    )  # fmt: skip


detector = Detector("lost_deposits", find, Stage.PARTNERS)
