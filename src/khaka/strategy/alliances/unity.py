"""Opposition unity before and after a plan, and the seats that parties win only together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from khaka.core.nouns import NOTA
from khaka.measures.places import of
from khaka.mission import Brief
from khaka.strategy.alliances.partners import Partner
from khaka.strategy.alliances.transfer import Rates


@dataclass(frozen=True, slots=True)
class SeatUnity:
    """The index of one seat (0-100) before and after; ``heir`` stands for the bloc ("" where nothing changes)."""

    seat: str
    state: str
    before: float
    after: float
    heir: str = ""


@dataclass(frozen=True)
class Unity:
    """Opposition unity against a leader, seat by seat, over the seats that the leader fought."""

    leader: str
    seats: tuple[SeatUnity, ...]

    @cached_property
    def states(self) -> dict[str, tuple[float, float, int]]:
        """Mean before, mean after and seats by state, by code."""
        found: dict[str, list[SeatUnity]] = {}
        for seat in sorted(self.seats, key=lambda s: (s.state, s.seat)):
            found.setdefault(seat.state, []).append(seat)
        return {state: (*_means(rows), len(rows)) for state, rows in found.items()}

    @property
    def whole(self) -> tuple[float, float]:
        """Means over all seats, before (the measure ``opposition_unity``) and after."""
        return _means(self.seats)


def _means(seats: Sequence[SeatUnity]) -> tuple[float, float]:
    n = max(len(seats), 1)
    return sum(s.before for s in seats) / n, sum(s.after for s in seats) / n


def unity(brief: Brief, leader: str, members: Mapping[str, Sequence[str]], rates: Rates) -> Unity:
    """Unity in the base election, and if the members of a bloc had stood as one.

    Parameters
    ----------
    leader
        Party that unity is measured against.
    members
        Parties of the bloc by state; the leader is no part of it. A state that is not named stays as it was.
    rates
        Transfer to the bloc's strongest party in each seat; means are taken.

    Notes
    -----
    Definition of the measure ``opposition_unity``: votes of the largest other candidate over all votes not for the leader,
    NOTA left out. After: the bloc's party with most votes has its own and the mean rate of the others'; of what leaks a
    part goes to all other candidates pro rata, the leader among them, and the rest is no vote any more.
    """
    table = brief.ask("opposition_unity", parties=(leader,)).rows.sort("seat_id")
    votes = _votes(brief, [s for s in table["state_code"].unique().to_list() if s in members])
    found = []
    for row in table.iter_rows(named=True):
        seat, state, before = row["seat_id"], row["state_code"], float(row["index"])
        inside = [p for p in members.get(state, ()) if p != leader]
        after, heir = _after(votes.get(seat, []), leader, inside, rates) if len(inside) > 1 else (None, "")
        found.append(SeatUnity(seat, state, before, before if after is None else after, heir))
    return Unity(leader, tuple(found))


def _votes(brief: Brief, states: list[str]) -> dict[str, list[tuple[str, int]]]:
    """Party and votes of every candidacy but NOTA by seat, most votes first."""
    rows = brief.house.rows.filter(pl.col("state_code").is_in(states) & (pl.col("party") != NOTA))
    found: dict[str, list[tuple[str, int]]] = {}
    for row in rows.sort("seat_id", "votes", "party", descending=[False, True, False]).iter_rows(named=True):
        found.setdefault(row["seat_id"], []).append((row["party"], int(row["votes"])))
    return found


def _after(
    rows: Sequence[tuple[str, int]], leader: str, inside: Sequence[str], rates: Rates
) -> tuple[float | None, str]:
    bloc = [(p, v) for p, v in rows if p in inside]
    if len(bloc) < 2:
        return None, ""
    heir, together = bloc[0][0], float(bloc[0][1])
    leaked = 0.0
    for party, count in bloc[1:]:
        rate = rates.of(party, heir)
        together += rate.mean * count
        leaked += rate.leak_to_rivals * count
    others = [(p, v) for p, v in rows if p not in inside]
    total = sum(v for _, v in others)
    grown = 1 + leaked / total if total else 1.0
    against = together + grown * sum(v for p, v in others if p != leader)
    largest = max([together, *(grown * v for p, v in others if p != leader)])
    return 100 * largest / against, heir


@dataclass(frozen=True, slots=True)
class Together:
    """A seat that neither party won in the base election and both together would have.

    Parameters
    ----------
    stronger, weaker
        The two, by votes.
    least
        The transfer rate at which the votes of the base would have been level, 0-1.
    chance
        That the rate is higher than that.
    """

    seat: str
    partner: str
    stronger: str
    weaker: str
    least: float
    chance: float


def won_together(brief: Brief, partners: Sequence[Partner], rates: Rates) -> tuple[Together, ...]:
    """Seats of ``Partner.only_together`` with the rate that each needs and the chance of it, by seat."""
    from scipy.special import betainc  # type: ignore[import-untyped]

    own = brief.mission.party
    mine = dict(of(brief.house, [own]).select("seat_id", "votes").iter_rows())
    most = dict(brief.house.seats.select("seat_id", "votes1").iter_rows())
    found = []
    for partner in partners:
        theirs = dict(of(brief.house, [partner.code]).select("seat_id", "votes").iter_rows())
        for seat in partner.only_together:
            both = sorted(((mine[seat], own), (theirs[seat], partner.code)), reverse=True)
            (high, stronger), (low, weaker) = both
            least = min((most[seat] - high) / low, 1.0)
            a, b = rates.of(weaker, stronger).shape
            found.append(Together(seat, partner.code, stronger, weaker, least, float(1 - betainc(a, b, least))))
    return tuple(sorted(found, key=lambda t: (t.seat, t.partner)))
