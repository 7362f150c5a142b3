"""Who the partners are, and what each brought in the base election."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from khaka.measures.places import of
from khaka.mission import Brief


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner in the states of the plan.

    Parameters
    ----------
    both_want
        Seats of those states where ours and the partner were each first or second at least once in the history.
    both_stood
        Seats of those states where the two stood against each other in the base election.
    only_together
        Seats of those states that neither won, where the votes of both exceed the winner's.
    """

    code: str
    states: tuple[str, ...]
    both_want: tuple[str, ...]
    both_stood: tuple[str, ...]
    only_together: tuple[str, ...]


def plan_partners(brief: Brief) -> tuple[Partner, ...]:
    """Partners of the mission's plan, in the order of the plan."""
    found = []
    for code in brief.mission.partners:
        states = tuple(p.state for p in brief.mission.states if code in p.partners)
        found.append(_partner(brief, code, states))
    return tuple(found)


def ballot_partners(brief: Brief) -> tuple[Partner, ...]:
    """Partners on the base election's ballot, for a mission whose plan names none; by seats, then votes.

    A party's row for a state outranks its row for the whole country; ALONE is outside any alliance.
    """
    table = brief.catalog.table("alliances").filter(pl.col("election") == brief.base.id)
    own = table.filter(pl.col("party") == brief.mission.party)
    named = set(own["alliance"].unique().to_list()) - {"ALONE"}
    stood = of(brief.house, [brief.mission.party]).select("state_code").unique()["state_code"].to_list()
    rows = table.filter(pl.col("alliance").is_in(sorted(named)) & (pl.col("party") != brief.mission.party))
    states: dict[str, list[str]] = {}
    for row in rows.sort("party", "state_code").iter_rows(named=True):
        where = [row["state_code"]] if row["state_code"] else stood
        states.setdefault(row["party"], []).extend(s for s in where if s in stood)
    partners = [_partner(brief, p, tuple(dict.fromkeys(s))) for p, s in states.items() if s]
    won = {p.code: brief.ask("seats_won", parties=(p.code,)).value for p in partners}
    return tuple(sorted(partners, key=lambda p: (-_whole(won[p.code]), p.code)))


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0


def _partner(brief: Brief, code: str, states: tuple[str, ...]) -> Partner:
    ours = of(brief.house, [brief.mission.party]).filter(pl.col("state_code").is_in(states))
    theirs = of(brief.house, [code]).filter(pl.col("state_code").is_in(states))
    both = ours.join(theirs, on="seat_id", suffix="_theirs").join(
        brief.house.seats.select("seat_id", "votes1"), on="seat_id"
    )
    together = both.filter(
        (pl.col("rank") > 1)
        & (pl.col("rank_theirs") > 1)
        & (pl.col("votes") + pl.col("votes_theirs") > pl.col("votes1"))
    )
    wanted = _ever(brief, brief.mission.party, states) & _ever(brief, code, states)
    return Partner(
        code,
        states,
        tuple(sorted(wanted)),
        tuple(both["seat_id"].sort().to_list()),
        tuple(together["seat_id"].sort().to_list()),
    )


def _ever(brief: Brief, party: str, states: tuple[str, ...]) -> set[str]:
    rows = brief.ask("ever_first_or_second", *(e.id for e in brief.history), parties=(party,), states=states).rows
    return set(rows["seat_id"].to_list())


def partner_claims(brief: Brief) -> frozenset[str]:
    """Seats of allied states where a partner did better than ours in the base election."""
    claimed: set[str] = set()
    ours = of(brief.house, [brief.mission.party]).select("seat_id", own="rank")
    for plan in brief.mission.states:
        if plan.stance == "allied":
            theirs = of(brief.house, list(plan.partners)).filter(pl.col("state_code") == plan.state)
            better = theirs.join(ours, on="seat_id", how="left").filter(
                pl.col("own").is_null() | (pl.col("rank") < pl.col("own"))
            )
            claimed |= set(better["seat_id"].to_list())
    return frozenset(claimed)
