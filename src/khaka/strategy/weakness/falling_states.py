"""The fall of the vote is concentrated: states where it is far above the fall over the country.

Compared are the best election on this seat map and the base election, over the seats that ours fought in both, so that
seats left to a partner are no fall. A state speaks when its fall is five points or more above the country's and it has
three such seats. At stake are its seats where ours was first or second then and is not first now. Silent when the fall
over the country is under two points, or no state stands out.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khaka.core.finding import Finding
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.measures.places import of
from khaka.measures.ranked import house
from khaka.mission import Brief
from khaka.strategy.weakness.base import Detector, figure_id, finding

FALL, ABOVE, SEATS = 2.0, 5.0, 3


def find(brief: Brief, book: pl.DataFrame) -> Iterator[Finding]:
    shares = {e.id: brief.ask("vote_share", e.id).value for e in brief.history}
    known = {e: float(s) for e, s in shares.items() if isinstance(s, int | float)}
    best = max(known, key=lambda e: known[e])
    if best == brief.base.id:
        return
    seats, states, fall = _falls(brief, best)
    states = states.filter((pl.col("seats") >= SEATS) & (pl.col("fall") >= fall + ABOVE))
    lost = book.filter(
        pl.col("state_code").is_in(states["state_code"].to_list())
        & (pl.col(f"rank_{best}") <= 2)
        & ((pl.col("rank") != 1) | pl.col("rank").is_null())
    )
    if fall < FALL or not states.height or not lost.height:
        return
    both = brief.count(
        figure_id(brief, "falling_states.both"), seats, msg("finding.falling_states.both"), "P stood in both",
        sources=brief.sources_of(best, brief.base.id),
    )  # fmt: skip
    count = brief.count(
        figure_id(brief, "falling_states"), states["state_code"].to_list(), msg("finding.falling_states.count"),
        "fall >= national fall + 5", unit=Unit.COUNT, sources=both.sources,
    )  # fmt: skip
    nation, part = (
        brief.derive(figure_id(brief, f"falling_states.{name}"), value, Unit.PP, msg(f"finding.falling_states.{name}"),
                     formula, (both,), base=msg("measure.base.votes-polled"))
        for name, value, formula in (
            ("nation", fall, "100 (sum(v0) / sum(p0) - sum(v1) / sum(p1))"),
            ("part", float(states["part"].sum()), "100 sum over states(v0 / sum(p0) - v1 / sum(p1))"),
        )
    )  # fmt: skip
    yield finding(
        brief, "falling_states", lost, (nation, part, count, both), nation=nation, part=part, count=count, both=both,
        then=brief.election_name(best), base=brief.election_name(brief.base.id),
        where=[brief.catalog.states[s] for s in states["state_code"].to_list()],
    )  # fmt: skip


def _falls(brief: Brief, best: str) -> tuple[list[str], pl.DataFrame, float]:
    """Seats fought in both; each state's fall and its part in the fall of the whole; that fall, in points.

    The parts of all states add up to the fall of the whole exactly: v0/P0 - v1/P1, with P over all the seats.
    """
    own = [brief.mission.party]
    both = of(house(brief.catalog.election(best).results), own).join(of(brief.house, own), on="seat_id", suffix="_now")
    both = both.filter((pl.col("polled") > 0) & (pl.col("polled_now") > 0))
    if not both.height:
        return [], pl.DataFrame(schema={"state_code": pl.String, "seats": pl.UInt32, "fall": pl.Float64}), 0.0
    before, now = int(both["polled"].sum()), int(both["polled_now"].sum())
    votes, votes_now = pl.col("votes").sum(), pl.col("votes_now").sum()
    states = (
        both.group_by("state_code_now")
        .agg(
            seats=pl.len(),
            fall=100 * (votes / pl.col("polled").sum() - votes_now / pl.col("polled_now").sum()),
            part=100 * (votes / before - votes_now / now),
        )
        .rename({"state_code_now": "state_code"})
        .sort("fall", "state_code", descending=[True, False])
    )
    fall = 100 * (int(both["votes"].sum()) / before - int(both["votes_now"].sum()) / now)
    return sorted(both["seat_id"].to_list()), states, fall


detector = Detector("falling_states", find)
