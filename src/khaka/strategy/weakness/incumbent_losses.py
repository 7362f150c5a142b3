"""Sitting members who stood again for ours lost more often than those of other parties.

The results mark a candidate who held the seat when the election came (under any party). It speaks when three or more of
ours lost and their rate of loss is ten points or more above that of all other sitting members who stood again. Silent
where the results carry no such mark (2024). The mark is of the ballot; nothing else is said of any person.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khaka.core.figure import Figure, How, Kind
from khaka.core.finding import Finding
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy.weakness.base import Detector, Stage, figure_id, finding

FEWEST, POINTS = 3, 0.1


def find(brief: Brief, _book: pl.DataFrame) -> Iterator[Finding]:
    if "incumbent" not in brief.base.results.columns:
        return
    marked = brief.house.rows.filter((pl.col("incumbent") == 1) & pl.col("rank").is_not_null()).sort("seat_id")
    ours = marked.filter(pl.col("party") == brief.mission.party)
    others = marked.filter(pl.col("party") != brief.mission.party)
    lost = ours.filter(pl.col("rank") > 1)
    if lost.height < FEWEST or not others.height:
        return
    theirs = others.filter(pl.col("rank") > 1)
    if lost.height / ours.height - theirs.height / others.height < POINTS:
        return
    stood, beaten = (
        brief.count(figure_id(brief, f"incumbent_losses.{name}"), table["seat_id"].to_list(),
                    msg(f"finding.incumbent_losses.{name}"), rule)
        for name, table, rule in (("stood", ours, "incumbent = 1"), ("lost", lost, "incumbent = 1 and rank > 1"))
    )  # fmt: skip
    rate = brief.derive(
        figure_id(brief, "incumbent_losses.rate"), lost.height / ours.height, Unit.RATE,
        msg("finding.incumbent_losses.rate"), "lost / stood", (beaten, stood),
    )  # fmt: skip
    other = Figure(
        figure_id(brief, "incumbent_losses.others"), theirs.height / others.height, Unit.RATE,
        msg("finding.incumbent_losses.others"),
        How(Kind.COUNTED, formula="lost / stood", rows=tuple(others["seat_id"].to_list())), sources=stood.sources,
    )  # fmt: skip
    yield finding(
        brief, "incumbent_losses", lost, (beaten, stood, rate, other), lost=beaten, stood=stood, rate=rate,
        others=other, base=brief.election_name(brief.base.id),
    )  # fmt: skip


detector = Detector("incumbent_losses", find, Stage.CANDIDATES)
