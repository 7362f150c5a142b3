"""States where direct contests with the main rival are lost one and all: first and second are the two.

A state speaks with three such contests of which ours won at most a tenth. Silent with fewer than two such states: one
state alone is what ``direct_contests`` says already.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khaka.core.finding import Finding
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy.weakness.base import Detector, Stage, figure_id, finding

CONTESTS, PART, STATES = 3, 0.1, 2
SWING = 5.0


def find(brief: Brief, _book: pl.DataFrame) -> Iterator[Finding]:
    if brief.rival is None:
        return
    rival = brief.rival.code
    rows = brief.ask("direct_contests", rival=rival).rows
    states = (
        rows.group_by("state_code")
        .agg(contests=pl.len(), won=(pl.col("rank") == 1).sum())
        .filter((pl.col("contests") >= CONTESTS) & (pl.col("won") <= PART * pl.col("contests")))
        .sort("contests", "state_code", descending=[True, False])
    )
    if states.height < STATES:
        return
    where = tuple(states["state_code"].to_list())
    count = brief.count(
        figure_id(brief, "direct_contest_states"), where, msg("finding.direct_contest_states.count"),
        "direct contests >= 3 and won <= 0.1 of them", unit=Unit.COUNT,
    )  # fmt: skip
    contests, won, median = (
        brief.measure(figure_id(brief, f"direct_contest_states.{name}"), name, rival=rival, states=where)
        for name in ("direct_contests", "direct_contests_won", "median_lead_in_direct_contests")
    )
    after = brief.measure(
        figure_id(brief, "direct_contest_states.after"), "seats_after_swing", rival=rival, states=where, swing=SWING
    )
    yield finding(
        brief, "direct_contest_states", rows.filter(pl.col("state_code").is_in(where) & (pl.col("rank") > 1)),
        (count, contests, won, median, after), count=count, contests=contests, won=won, median=median, after=after,
        rival=brief.rival, where=[brief.catalog.states[s] for s in where],
        effect=("seats_after", "seats_after_swing", {"elections": brief.base.id, "parties": brief.mission.party,
                                                     "rival": rival, "states": ",".join(where), "swing": SWING}),
    )  # fmt: skip


detector = Detector("direct_contest_states", find, Stage.CAMPAIGN)
