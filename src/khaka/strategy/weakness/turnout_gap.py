"""Fewer people vote where ours is strong: its strong seats had lower turnout than the state's other seats.

Strong is first, or second by up to ten points, in the base election. A state speaks when it has three strong and three
other seats and the strong ones lie two points or more lower; at stake are its strong seats below the other seats'
turnout. Silent under three such seats. Large cities vote less everywhere: the gap says where to look, not why, and not
whom those who stayed at home would have chosen.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khaka.catalog import Election
from khaka.core.finding import Finding
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy.focus.tiers import REACH_PP
from khaka.strategy.weakness.base import Detector, Stage, figure_id, finding

FEWEST, POINTS, EACH = 3, 2.0, 3


def find(brief: Brief, book: pl.DataFrame) -> Iterator[Finding]:
    rows = _strong_and_low(brief, book)
    if rows.height < FEWEST:
        return
    seats = rows["seat_id"].to_list()
    count = brief.count(
        figure_id(brief, "turnout_gap"), seats, msg("finding.turnout_gap.count"),
        "strong and turnout < turnout of the state's other seats",
    )  # fmt: skip
    electors, polled = int(rows["electors"].sum()), int(rows["polled"].sum())
    expected = float((rows["others"] * rows["electors"]).sum())
    own, others = (
        brief.derive(figure_id(brief, f"turnout_gap.{name}"), value, Unit.SHARE, msg(f"finding.turnout_gap.{name}"),
                     formula, (count,), base=msg("finding.turnout_gap.base"))
        for name, value, formula in (
            ("own", polled / electors, "sum(votes polled) / sum(electors)"),
            ("others", expected / electors, "mean(turnout of the state's other seats), by electors"),
        )
    )  # fmt: skip
    missing = brief.derive(
        figure_id(brief, "turnout_gap.missing"), round(expected - polled), Unit.VOTES,
        msg("finding.turnout_gap.missing"), "sum(electors * others' turnout - votes polled)", (count,),
    )  # fmt: skip
    fell = [s for s in seats if s in _fell(brief)]
    fewer = brief.count(figure_id(brief, "turnout_gap.fell"), fell, msg("finding.turnout_gap.fell"), "turnout fell",
                        sources=brief.sources_of(*(e.id for e in brief.history[-2:])))  # fmt: skip
    yield finding(
        brief, "turnout_gap", rows, (count, own, others, missing, fewer), count=count, own=own, others=others,
        missing=missing, fell=fewer, base=brief.election_name(brief.base.id),
    )  # fmt: skip


def _strong_and_low(brief: Brief, book: pl.DataFrame) -> pl.DataFrame:
    """Strong seats below the turnout of their state's other seats (``others``), in the states that speak."""
    strong = (pl.col("rank") == 1) | ((pl.col("rank") == 2) & (pl.col("gap_pp") <= REACH_PP))
    rows = _turnout(brief.base).join(book.select("seat_id", strong.fill_null(False).alias("strong")), on="seat_id")
    sides = rows.group_by("state_code").agg(
        n=pl.col("strong").sum(),
        rest=(~pl.col("strong")).sum(),
        own=pl.col("polled").filter("strong").sum() / pl.col("electors").filter("strong").sum(),
        others=pl.col("polled").filter(~pl.col("strong")).sum() / pl.col("electors").filter(~pl.col("strong")).sum(),
    )
    sides = sides.filter(
        (pl.col("n") >= EACH) & (pl.col("rest") >= EACH) & (pl.col("others") - pl.col("own") >= POINTS / 100)
    )
    low = pl.col("polled") < pl.col("others") * pl.col("electors")
    return rows.join(sides, on="state_code").filter(pl.col("strong") & low).sort("seat_id")


def _turnout(election: Election) -> pl.DataFrame:
    """Electors and votes polled of seats with a roll and a poll."""
    rows = election.contests.filter(pl.col("electors").is_not_null() & (pl.col("votes_polled") > 0))
    return rows.select("seat_id", "state_code", "electors", polled="votes_polled")


def _fell(brief: Brief) -> set[str]:
    """Seats whose turnout was lower than in the election before, on the same map; empty without one."""
    if len(brief.history) < 2:
        return set()
    before = _turnout(brief.history[-2]).select("seat_id", then=pl.col("polled") / pl.col("electors"))
    both = _turnout(brief.base).join(before, on="seat_id")
    return set(both.filter(pl.col("polled") / pl.col("electors") < pl.col("then"))["seat_id"].to_list())


detector = Detector("turnout_gap", find, Stage.CAMPAIGN)
