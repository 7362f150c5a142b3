"""Direct contests with the main rival are lost: first and second are the two, and ours won fewer than half.

Silent under ten such contests.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khaka.core.finding import Finding
from khaka.mission import Brief
from khaka.strategy.weakness.base import Detector, Stage, figure_id, finding

FEWEST = 10
SWING = 5.0


def find(brief: Brief, _book: pl.DataFrame) -> Iterator[Finding]:
    if brief.rival is None:
        return
    rival = brief.rival.code
    contests = brief.measure(figure_id(brief, "direct_contests"), "direct_contests", rival=rival)
    won = brief.measure(figure_id(brief, "direct_contests_won"), "direct_contests_won", rival=rival)
    median = brief.measure(figure_id(brief, "median_lead"), "median_lead_in_direct_contests", rival=rival)
    if not contests.value or contests.value < FEWEST or won.value is None or won.value * 2 >= contests.value:
        return
    lost = brief.ask("direct_contests", rival=rival).rows.filter(pl.col("rank") > 1)
    after = brief.measure(figure_id(brief, "seats_after_swing.5"), "seats_after_swing", rival=rival, swing=SWING)
    yield finding(
        brief, "direct_contests", lost, (contests, won, median, after), contests=contests, won=won, median=median,
        rival=brief.rival, after=after,
        effect=("seats_after", "seats_after_swing", {"elections": brief.base.id, "parties": brief.mission.party,
                                                     "rival": rival, "swing": SWING}),
    )  # fmt: skip


detector = Detector("direct_contests", find, Stage.CAMPAIGN)
