"""Why a lost seat's lead moved: nation, state, shape of the contest, turnout, and what is left to the seat itself.

For every seat that ours fought in the election before the base election (time 0) and in the base election (time 1):

    s     ours, in points of votes polled (NOTA included)
    L     our lead: s less the share of the best other candidate, in points of votes polled
    u     the best other candidate's part of all votes not given to us, (s - L) / (100 - s), 0 to 1
    t     turnout, in points of electors
    d x   x at time 1 less x at time 0;  s~, u~ the mean of x over the two times

the change of the lead is, by the product rule with midpoints, exactly

    dL = (1 + u~) ds - (100 - s~) du

because L = s - u (100 - s). The first term is our own vote, the second the shape of the contest: a rest that gathers
behind one opponent (du > 0) costs lead although we lose no vote. Our own vote is split over levels:

    N     mean of ds over all comparable seats (each seat counts once)
    M     mean of ds over the comparable seats of the seat's state, if there are three or more; else N
    b     slope of (ds - M) on (dt - T), T the mean of dt over the same seats as M; by least squares through zero over
          all seats with both turnouts; set to 0 when they are fewer than 30 or |b| is under two standard errors

    nation      (1 + u~) N
    state       (1 + u~) (M - N)
    contest     -(100 - s~) du
    turnout     (1 + u~) b (dt - T), 0 where a turnout is not known
    local       (1 + u~) (ds - M - b (dt - T))

and the five add up to dL for every seat, and with the lead before to the lead now. Local is what no level explains:
candidate, campaign, chance, and in states of one or two seats the state itself. Turnout is an association over the same
seats, not a cause. No part is a forecast.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from khaka.catalog import Election
from khaka.measures.places import of
from khaka.measures.ranked import house
from khaka.mission import Brief

#: In the order in which they are read; ties for the largest loss go to the first.
PARTS: Final = ("nation", "state", "contest", "turnout", "local")
#: Fewest comparable seats for a state's own mean, and for a slope of turnout.
STATE_SEATS, SLOPE_SEATS, ERRORS = 3, 30, 2.0


@dataclass(frozen=True, slots=True)
class Decomposition:
    """Every comparable seat's lead in parts, and the lost seats that cannot be split.

    Parameters
    ----------
    before, base
        The two elections.
    seats
        One row a comparable seat, ordered by ``seat_id``: ``state_code``, ``rank`` (base election), ``lead_before``,
        the five parts, ``lead_now`` (all in points of votes polled) and ``worst``, the part that took most lead away
        (null where none did).
    slope
        ``b``; 0.0 when no association of turnout with our vote can be told from chance.
    slope_error
        Its standard error; None under thirty seats.
    undivided
        Lost seats without parts: (seat id, reason), the reason ``not-fought``, ``no-poll`` or ``redrawn``.
    """

    before: str
    base: str
    seats: pl.DataFrame
    slope: float
    slope_error: float | None
    undivided: tuple[tuple[str, str], ...]

    @property
    def lost(self) -> pl.DataFrame:
        """The comparable seats that ours fought and lost in the base election, nearest first."""
        return self.seats.filter(pl.col("rank") > 1).sort("lead_now", "seat_id", descending=[True, False])


def decompose(brief: Brief) -> Decomposition | None:
    """The decomposition of the brief's party; None when the seat map has only one election."""
    if len(brief.history) < 2:
        return None
    before, base = brief.history[-2:]
    own = [brief.mission.party]
    both = _leads(base, own).join(_leads(before, own).drop("state_code", "rank"), on="seat_id", suffix="0")
    redrawn = _redrawn(brief, before, base)
    whole = both.filter(
        (pl.col("polled") > 0) & (pl.col("polled0") > 0) & ~pl.col("seat_id").is_in(redrawn)
    ).sort("seat_id")  # fmt: skip
    fought = set(_leads(before, own)["seat_id"].to_list())
    lost = _leads(base, own).filter(pl.col("rank") > 1)["seat_id"].sort().to_list()
    reasons = []
    for seat in sorted(set(lost) - set(whole["seat_id"].to_list())):
        reason = "redrawn" if seat in redrawn else "not-fought" if seat not in fought else "no-poll"
        reasons.append((seat, reason))
    seats, slope, error = split(whole)
    return Decomposition(before.id, base.id, seats, slope, error, tuple(reasons))


def split(both: pl.DataFrame) -> tuple[pl.DataFrame, float, float | None]:
    """The parts of each seat, the slope of turnout and its standard error.

    Parameters
    ----------
    both
        One row a comparable seat: ``seat_id``, ``state_code``, ``rank``; ``share``, ``lead``, ``turnout`` (points) at
        time 1 and ``share0``, ``lead0``, ``turnout0`` at time 0. Turnout may be null.

    Notes
    -----
    The local part is computed by its own formula, not as the rest, so that the sum is a check and not a definition.
    """
    rows = both.with_columns(_united("share", "lead").alias("u"), _united("share0", "lead0").alias("u0"))
    rows = rows.with_columns(
        ds=pl.col("share") - pl.col("share0"),
        dt=pl.col("turnout") - pl.col("turnout0"),
        weight=1 + (pl.col("u") + pl.col("u0")) / 2,
        rest=100 - (pl.col("share") + pl.col("share0")) / 2,
    )
    enough = pl.len().over("state_code") >= STATE_SEATS
    rows = rows.with_columns(
        nation_mean=pl.col("ds").mean(),
        own_mean=pl.when(enough).then(pl.col("ds").mean().over("state_code")).otherwise(pl.col("ds").mean()),
        turnout_mean=pl.when(enough).then(pl.col("dt").mean().over("state_code")).otherwise(pl.col("dt").mean()),
    ).with_columns(above=pl.col("dt") - pl.col("turnout_mean"))
    slope, error = _slope(rows)
    stirred = (slope * pl.col("above")).fill_null(0.0)
    rows = rows.with_columns(
        nation=pl.col("weight") * pl.col("nation_mean"),
        state=pl.col("weight") * (pl.col("own_mean") - pl.col("nation_mean")),
        contest=-pl.col("rest") * (pl.col("u") - pl.col("u0")),
        turnout_part=pl.col("weight") * stirred,
        local=pl.col("weight") * (pl.col("ds") - pl.col("own_mean") - stirred),
    )
    seats = rows.select(
        "seat_id", "state_code", "rank", lead_before="lead0", nation="nation", state="state", contest="contest",
        turnout="turnout_part", local="local", lead_now="lead",
    )  # fmt: skip
    # the last bits of a mean depend on the number of threads; 12 decimals keep the sum exact to 1e-11
    seats = seats.with_columns((pl.col(p).round(12) + 0.0) for p in ("lead_before", *PARTS, "lead_now"))
    return seats.with_columns(_worst().alias("worst")), slope, error


def _leads(election: Election, own: list[str]) -> pl.DataFrame:
    """Ours in each seat that it fought: share, lead over the best other candidate and turnout, in points."""
    ranked = house(election.results)
    ours = of(ranked, own).select("seat_id", "state_code", "rank", "votes", "polled")
    other = (
        ranked.rows.filter(pl.col("rank").is_not_null() & ~pl.col("party").is_in(own))
        .group_by("seat_id")
        .agg(other=pl.col("votes").max())
    )
    rolls = election.contests.filter(pl.col("electors").is_not_null() & (pl.col("electors") > 0)).select(
        "seat_id", turnout=pl.col("votes_polled") / pl.col("electors") * 100
    )
    return (
        ours.join(other, on="seat_id", how="left")
        .join(rolls, on="seat_id", how="left")
        .with_columns(share=pl.col("votes") / pl.col("polled") * 100)
        .with_columns(lead=pl.col("share") - pl.col("other").fill_null(0) / pl.col("polled") * 100)
        .select("seat_id", "state_code", "rank", "polled", "share", "lead", "turnout")
    )


def _united(share: str, lead: str) -> pl.Expr:
    """The best other candidate's part of the votes not for us; 0 where there are none."""
    rest = 100 - pl.col(share)
    return pl.when(rest > 0).then((pl.col(share) - pl.col(lead)) / rest).otherwise(0.0)


def _slope(rows: pl.DataFrame) -> tuple[float, float | None]:
    """Least squares through zero of (ds - M) on (dt - T), and the standard error; 0.0 when chance would do."""
    known = rows.filter(pl.col("above").is_not_null())
    x, y = known["above"], known["ds"] - known["own_mean"]
    squares = float((x * x).sum())
    if known.height < SLOPE_SEATS or squares <= 0:
        return 0.0, None
    slope = float((x * y).sum()) / squares
    error = (float(((y - slope * x) ** 2).sum()) / (known.height - 1) / squares) ** 0.5
    return (slope if abs(slope) >= ERRORS * error else 0.0), error


def _worst() -> pl.Expr:
    """The part that took most lead away."""
    least = pl.min_horizontal(*PARTS)
    hits = [pl.when((pl.col(part) == least) & (least < 0)).then(pl.lit(part)) for part in PARTS]
    return pl.coalesce(hits)


def _redrawn(brief: Brief, before: Election, base: Election) -> list[str]:
    """Seats whose ground changed between the two elections, as known on the brief's date."""
    if base.info.count_date.year < 2024 or before.info.count_date.year >= 2024:
        return []
    table = brief.catalog.table("seats_2024_changes")
    return table["seat_id"].to_list()
