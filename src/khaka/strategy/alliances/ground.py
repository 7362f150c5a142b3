"""The ground of a seat-sharing deal: each party's expected own support in each seat, and who stands with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.forecast.carry import alliances_of
from khaka.forecast.field import outlook, whole_base
from khaka.forecast.history import Returns, align, returns
from khaka.forecast.lineage import Edge, edges
from khaka.forecast.nouns import Scales
from khaka.forecast.segments import mapped_assemblies
from khaka.forecast.setting import base_nominations, with_heirs
from khaka.mission import Brief
from khaka.strategy.alliances.folding import Own, divided, fold, heirs_of, unfold
from khaka.strategy.alliances.transfer import TO_RIVALS, Rates, handovers

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: How a party that has split since the base divides its own support with its offshoot when no election tells.
SPLIT_PART = 0.5
#: A party that nowhere in these states expects as much is left with the others, points.
LEAST_PP = 1.0
_LONG_AGO = date(1900, 1, 1)


@dataclass(frozen=True)
class Ground:
    """Expected shares as parties stood in the base election, and what it takes to let others stand.

    Parameters
    ----------
    seats, states
        Ids and state codes, (n_seats,), in the order of ids.
    parties
        Codes, sorted, (n_parties,); parties that have split off since are among them.
    shares
        Expected points of votes polled if those who stood in the base (their heirs by name) stand again, NaN elsewhere,
        (n_seats, n_parties).
    alliance
        Alliances of the base, -1 for none, (n_seats, n_parties).
    evidence, ceiling
        In the state's latest assembly election, else in the election before the base: percent of the seat's votes, and
        percent where the party stood, (n_seats, n_parties). They divide an alliance's vote among its parties.
    splits
        (state, parent, child, part): the child's part of the parent's own support.
    winners
        Party that won the seat in the base, by the name of its heir, (n_seats,).
    scales
        Errors of the forecast.
    rates
        Transfer.
    """

    seats: tuple[str, ...]
    states: tuple[str, ...]
    parties: tuple[str, ...]
    shares: Floats
    alliance: Ints
    evidence: Floats
    ceiling: Floats
    splits: tuple[tuple[str, str, str, float], ...]
    winners: tuple[str, ...]
    scales: Scales
    rates: Rates

    @cached_property
    def column(self) -> dict[str, int]:
        """Column of each party."""
        return {p: j for j, p in enumerate(self.parties)}

    @cached_property
    def heirs(self) -> Ints:
        """Who had each party's votes in the base."""
        return heirs_of(self.shares, self.alliance)

    @cached_property
    def holders(self) -> tuple[str, ...]:
        """Who holds each seat, "" where the winner's party has split since: results do not say who went where."""
        parted = {(s, parent) for s, parent, _, _ in self.splits}
        return tuple("" if (s, w) in parted else w for s, w in zip(self.states, self.winners, strict=True))

    def rows(self, states: Sequence[str]) -> Ints:
        """Rows of some states."""
        return np.flatnonzero(np.isin(np.array(self.states), list(states)))

    def parted(self, named: Sequence[str]) -> tuple[tuple[str, str, str, float], ...]:
        """Splits whose offshoot is named: one that nobody says will stand takes nothing from its parent."""
        return tuple(s for s in self.splits if s[2] in named)

    def own(self, rows: Ints, rates: Floats, named: Sequence[str]) -> Own:
        """Own supports in some seats at given rates, after splits.

        Parameters
        ----------
        rates
            (n_parties, n_parties), see ``Rates.matrix``.
        named
            Parties of both sides, see ``parted``.
        """
        heirs = self.heirs[rows]
        part = divided(heirs, self.evidence[rows], self.ceiling[rows], self.shares[rows])
        found = unfold(self.shares[rows], heirs, part, rates, TO_RIVALS)
        points = found.points.copy()
        where = np.array(self.states)[rows]
        for state, parent, child, size in self.parted(named):
            here = where == state
            moved = size * points[here, self.column[parent]]
            points[here, self.column[parent]] -= moved
            points[here, self.column[child]] += moved
        return Own(points, found.others)

    def standing(self, rows: Ints, members: Sequence[str], against: Sequence[str], own: Own) -> Ints:
        """Who has whose votes when ``members`` and ``against`` are one side each; the members' heir is still open (-2).

        Returns
        -------
        (n_seats, n_parties). A member is -2; a party of the base's alliance with a member that is not named elsewhere is
        -2 too (it asks for no seat and its votes go with the alliance), unless it split from a member since. On the other
        side the base's winner stands, else the one with the largest own support. Base alliances of others go on. Who is
        on no side stands alone.
        """
        inside, other = {self.column[m] for m in members}, [self.column[a] for a in against]
        parted = {self.column[p] for _, a, b, _ in self.parted([*members, *against]) for p in (a, b)} - inside
        stood = ~np.isnan(self.shares[rows])
        alliance, heirs = self.alliance[rows], self.heirs[rows]
        everyone = np.arange(len(self.parties))
        out = np.where(own.points > 0, everyone, -1)
        for i in range(len(rows)):
            held = {int(alliance[i, j]) for j in inside if alliance[i, j] >= 0}
            follows = {
                int(j) for j in everyone if int(alliance[i, j]) in held and j not in parted and j not in other
            } | inside
            out[i, sorted(follows)] = -2
            for j in everyone:
                if j in follows or j in other or stood[i, j]:
                    continue
                heir = int(heirs[i, j])
                if heir >= 0 and heir not in follows and heir not in other:
                    out[i, j] = heir
            if other:
                winner = self.column.get(self.winners[rows[i]], -1)
                best = max(other, key=lambda j: (own.points[i, j], self.parties[j]))
                out[i, other] = winner if winner in other else best
        return out

    def shares_when(self, member: str, open_heirs: Ints, own: Own, rates: Floats) -> Floats:
        """Expected shares where one member stands for all in every given seat, NaN where a party does not stand."""
        heirs = np.where(open_heirs == -2, self.column[member], open_heirs)
        return fold(own, heirs, rates, TO_RIVALS)


def ground(brief: Brief, states: Sequence[str], rates: Rates | None = None) -> Ground:
    """The ground of some states for a brief.

    Raises
    ------
    KhakaError
        An unknown state, or one in which the base election has no seat.

    Notes
    -----
    The forecast's expectation for nominations as in the base (heirs of renamed and merged parties in their places), so
    that history, later assembly results and polls are in it; a party that split is one party there, and its own support
    is divided afterwards: the vote that it had for its allies is not its own to divide.
    """
    catalog, mission = brief.catalog, brief.mission
    for state in states:
        if state not in catalog.states:
            raise KhakaError(msg("error.catalog.state", state=state))
    base, _ = whole_base(catalog, mission.base, mission.history)
    for state in states:
        if state not in base.state_rows:
            raise KhakaError(
                msg("error.sharing.no_seats", state=catalog.states[state], election=mission.base),
                msg("error.sharing.no_seats_hint"),
            )
    steps = edges(catalog, catalog.elections[mission.base].count_date, mission.as_of)
    standing = with_heirs(base_nominations(catalog, base), steps)
    seen = outlook(brief, standing)
    keep = sorted((i for i, s in enumerate(seen.field.states) if s in states), key=lambda i: seen.field.seats[i])
    seats = tuple(seen.field.seats[i] for i in keep)
    here = tuple(seen.field.states[i] for i in keep)
    born = [(s, e) for s in sorted(states) for e in steps if not e.whole and (not e.states or s in e.states)]
    shares = seen.field.centre[keep]
    largest = np.nan_to_num(shares).max(axis=0, initial=0.0)
    named = {p for p, most in zip(seen.field.parties, largest, strict=True) if most >= LEAST_PP}
    splits = [(s, e) for s, e in born if e.parent in named]
    parties = tuple(sorted(named | {e.child for _, e in splits}))
    allied, _ = alliances_of(catalog, mission.base, seats, here, parties)
    at = {s: i for i, s in enumerate(standing.seats)}
    for j, party in enumerate(parties):
        if party in standing.column:  # heirs by name have the alliances of their parents
            allied[:, j] = standing.allied[[at[s] for s in seats], standing.column[party]]
    evidence, ceiling = _evidence(brief, seats, parties)
    return Ground(
        seats, here, parties, align(shares, seen.field.parties, parties), allied, evidence, ceiling,
        tuple((s, e.parent, e.child, _part(e, evidence[[i for i, h in enumerate(here) if h == s]], parties))
              for s, e in splits),
        _winners(base, seats, here, steps), seen.scales, rates or Rates(handovers(catalog)),
    )  # fmt: skip


def _part(step: Edge, evidence: Floats, parties: tuple[str, ...]) -> float:
    """The offshoot's part of a split party's own support in a state, by the latest election in which both stood."""
    parent, child = (float(np.nan_to_num(evidence[:, parties.index(p)]).sum()) for p in (step.parent, step.child))
    return child / (parent + child) if parent > 0 and child > 0 else SPLIT_PART


def _evidence(brief: Brief, seats: tuple[str, ...], parties: tuple[str, ...]) -> tuple[Floats, Floats]:
    """See ``Ground``; NaN where there is neither."""
    catalog, mission = brief.catalog, brief.mission
    out = np.full((len(seats), len(parties)), np.nan)
    most = out.copy()
    earlier = [e for e in mission.history if e != mission.base]
    if earlier:
        past = returns(catalog, earlier[-1])
        known = [i for i, s in enumerate(seats) if s in past.row]
        most[known] = out[known] = align(past.share[[past.row[seats[i]] for i in known]], past.parties, parties, 0.0)
    found = mapped_assemblies(catalog, _LONG_AGO, mission.as_of) if mission.base.startswith("LS") else None
    if found is not None:
        at = {s: i for i, s in enumerate(found.seats)}
        share = align(found.share, found.parties, parties, 0.0)
        votes = np.nan_to_num(share) * align(found.cover, found.parties, parties, 0.0)
        for i, seat in enumerate(seats):
            if seat in at and votes[at[seat]].sum() > 0:
                out[i], most[i] = votes[at[seat]], share[at[seat]]
    return out, most


def _winners(
    base: Returns, seats: tuple[str, ...], states: tuple[str, ...], steps: tuple[Edge, ...]
) -> tuple[str, ...]:
    """Who won each seat, by today's names."""
    found = []
    for seat, state in zip(seats, states, strict=True):
        winner = base.winners[base.row[seat]]
        for step in steps:
            if step.whole and step.parent == winner and (not step.states or state in step.states):
                winner = step.child
        found.append(winner)
    return tuple(found)
