"""From a base election to the next: nominations, hand-over to allies, and the shift that meets state shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from khaka.forecast.history import Returns, align
from khaka.forecast.lineage import Edge, inherit

if TYPE_CHECKING:
    from khaka.catalog import Catalog

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

#: Share of a base that goes from one party to another that stands in its place, by (from, to).
Transfers = Mapping[tuple[str, str], float]
#: Fixed-point passes of ``solve_shift``; it stops earlier when state totals are met.
PASSES, CLOSE_PP = 400, 1e-6


@dataclass(frozen=True)
class Nominations:
    """Who stands where, and with whom: data that are public on the eve.

    Parameters
    ----------
    seats, states, parties
        Ids, state codes and party codes.
    stands
        True where the party has a candidate, (n_seats, n_parties).
    allied
        Pre-poll alliance of each candidacy as a number, the same within an alliance and seat; -1 for none,
        (n_seats, n_parties). Parties that stand aside have one too: it says who may take over their base.
    blocs
        Label of published tallies by party, (n_parties,); OTHER outside any.
    """

    seats: tuple[str, ...]
    states: tuple[str, ...]
    parties: tuple[str, ...]
    stands: Bools
    allied: NDArray[np.int64]
    blocs: tuple[str, ...]

    @cached_property
    def column(self) -> dict[str, int]:
        """Column of each party."""
        return {p: j for j, p in enumerate(self.parties)}

    @cached_property
    def state_rows(self) -> dict[str, NDArray[np.int64]]:
        """Rows of each state."""
        codes = np.array(self.states)
        return {s: np.flatnonzero(codes == s) for s in sorted(set(self.states))}


def nominations_of(catalog: Catalog, target: Returns, base: Returns) -> Nominations:
    """The candidates and pre-poll alliances of an election, in the seats of both elections, in target order.

    The alliance table begins with LS2009; before it, and for assemblies, nobody is known to be allied.
    """
    common = set(target.seats) & set(base.seats)
    cut = target.only(common)
    parties = tuple(sorted(set(cut.parties) | set(base.parties)))
    stands = ~np.isnan(align(cut.share, cut.parties, parties))
    allied, blocs = alliances_of(catalog, target.election, cut.seats, cut.states, parties)
    return Nominations(cut.seats, cut.states, parties, stands, allied, blocs)


def alliances_of(
    catalog: Catalog, election: str, seats: tuple[str, ...], states: tuple[str, ...], parties: tuple[str, ...]
) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """Alliance numbers by seat and party, (n_seats, n_parties), and the bloc of each party.

    A state row overrides the blank one, a seat row both; a party without a row is alone.
    """
    rows = [r for r in catalog.table("alliances").iter_rows(named=True) if r["election"] == election]
    labels = {n: i for i, n in enumerate(sorted({r["alliance"] for r in rows} - {"ALONE"}))}
    whole = {r["party"]: r for r in rows if not r["state_code"]}
    local = {(r["party"], r["state_code"]): r for r in rows if r["state_code"]}
    allied = np.full((len(seats), len(parties)), -1, dtype=np.int64)
    row_of, column = {s: i for i, s in enumerate(seats)}, {p: j for j, p in enumerate(parties)}
    codes = np.array(states)
    named = [p for p in dict.fromkeys(r["party"] for r in rows) if p in column]
    for state in sorted(set(states)) if named else ():
        here = np.flatnonzero(codes == state)
        for party in named:
            row = local.get((party, state)) or whole.get(party)
            if row is not None:
                allied[here, column[party]] = labels.get(row["alliance"], -1)
    for row in catalog.table("alliances_seats").iter_rows(named=True):
        if row["election"] == election and row["seat_id"] in row_of and row["party"] in column:
            allied[row_of[row["seat_id"]], column[row["party"]]] = labels.get(row["alliance"], -1)
    return allied, tuple(_bloc(p, rows) for p in parties)


def _bloc(party: str, rows: list[dict[str, str | None]]) -> str:
    """A party's bloc: the blank row's, else that of most of its state rows, else OTHER."""
    own = [r for r in rows if r["party"] == party]
    blank = [r["bloc"] for r in own if not r["state_code"] and r["bloc"]]
    if blank:
        return blank[0] or "OTHER"
    local = sorted(r["bloc"] or "OTHER" for r in own)
    return max(local, key=local.count) if local else "OTHER"


@dataclass(frozen=True)
class Base:
    """Shares that a target election starts from, before any swing.

    Parameters
    ----------
    share
        Percentage points of votes polled, 0 where nothing is carried, NaN where the party does not stand,
        (n_seats, n_parties).
    handed
        Of these, points that came from an ally that stands aside, (n_seats, n_parties).
    fresh
        True where the party stands and had neither a candidate nor an heir's base in the base election.
    polled
        Votes polled in the base election, the weights of state totals, (n_seats,).
    """

    nominations: Nominations
    share: Floats
    handed: Floats
    fresh: Bools
    polled: Floats


def carry(
    base: Returns,
    nominations: Nominations,
    steps: tuple[Edge, ...] = (),
    *,
    transfer: float | Transfers = 1.0,
    size: Mapping[str, Mapping[str, float]] | None = None,
    allied_before: NDArray[np.int64] | None = None,
    apart: Mapping[str, Mapping[str, float]] | None = None,
) -> Base:
    """The base election's shares in the hands of those who stand now.

    Parameters
    ----------
    base
        The election to start from; it must have every seat of ``nominations``.
    steps
        Lineage between the two elections.
    transfer
        Share of a base that an ally takes over when its owner stands aside, 0-1, or such shares by (from, to) with 1
        for pairs that are not named; the rest leaks to all others in the seat in proportion (rows are rescaled), some
        of which is abstention.
    size
        By state, what divides a split (see ``lineage.inherit``); the number of nominations when None.
    allied_before
        Alliance numbers of the base election on the grid of ``nominations``: where an alliance has broken, its vote in a
        seat is divided between the partner who stood and those who stand anew. None leaves it with who stood.
    apart
        By state, what divides the vote of a broken alliance; ``size`` when None.
    """
    rows = np.array([base.row[s] for s in nominations.seats], dtype=np.int64)
    before = align(base.share[rows], base.parties, nominations.parties)
    stood, start = ~np.isnan(before), np.nan_to_num(before)
    for state, at in nominations.state_rows.items():
        sizes = size[state] if size and state in size else _nominated(nominations, at)
        start[at] = inherit(start[at], nominations.parties, steps, state, sizes)
    if allied_before is not None:
        _part_company(start, stood, nominations, allied_before, apart if apart is not None else size)
    handed = hand_over(start, nominations, transfer)
    share = np.where(nominations.stands, start + handed, np.nan)
    fresh = nominations.stands & ~stood & (np.nan_to_num(share) <= 0)
    return Base(nominations, share, handed, fresh, base.polled[rows])


def _nominated(nominations: Nominations, rows: NDArray[np.int64]) -> dict[str, float]:
    counts = nominations.stands[rows].sum(axis=0)
    return {p: float(counts[j]) for j, p in enumerate(nominations.parties)}


def _part_company(
    start: Floats,
    stood: Bools,
    nominations: Nominations,
    before: NDArray[np.int64],
    size: Mapping[str, Mapping[str, float]] | None,
) -> None:
    """Divide, in place, the vote of a broken alliance among its partners who now stand against each other.

    Each gets a part in proportion to its expected share *per contested seat* (``size`` over the part of the state's
    seats in which it stands).
    """
    for state, rows in nominations.state_rows.items():
        known = size.get(state, {}) if size else {}
        cover = nominations.stands[rows].mean(axis=0)
        whole = np.array([known.get(p, cover[j] if not size else 0.0) for j, p in enumerate(nominations.parties)])
        per_seat = np.divide(whole, cover, out=np.zeros_like(whole), where=cover > 0)
        for i in rows:
            stands, now = nominations.stands[i], nominations.allied[i]
            for j in np.flatnonzero(stands & (start[i] > 0) & (before[i] >= 0)):
                apart = stands & ~stood[i] & (before[i] == before[i, j]) & ((now != now[j]) | (now < 0))
                total = per_seat[j] + per_seat[apart].sum()
                if apart.any() and total > 0:
                    given = start[i, j] * per_seat[apart] / total
                    start[i, apart] += given
                    start[i, j] -= given.sum()


def hand_over(start: Floats, nominations: Nominations, transfer: float | Transfers) -> Floats:
    """Points that candidates get from allies who stand aside, (n_seats, n_parties)."""
    handed = np.zeros_like(start)
    names = nominations.parties
    aside = ~nominations.stands & (start > 0) & (nominations.allied >= 0)
    for i, j in zip(*np.nonzero(aside), strict=True):
        partners = np.flatnonzero(nominations.stands[i] & (nominations.allied[i] == nominations.allied[i, j]))
        if partners.size:
            heir = max(partners, key=lambda k: (start[i, k], nominations.stands[:, k].sum(), -k))
            rate = transfer if isinstance(transfer, int | float) else transfer.get((names[j], names[heir]), 1.0)
            handed[i, heir] += rate * start[i, j]
    return handed


def solve_shift(base: Base, goal: Mapping[str, Floats]) -> Floats:
    """Predicted shares whose state totals meet the given ones, percent, NaN where a party does not stand.

    Parameters
    ----------
    goal
        For each state every party's share of *all* votes polled there, percent, (n_parties,).

    Notes
    -----
    One additive shift a party and state; rows are clipped at 0 and rescaled to 100. Solved by fixed-point passes: the
    shift moves by the missing points over the part of the state's votes in which the party stands. A party that stands
    nowhere in the state has no shift and its points are left out.
    """
    out = np.where(base.nominations.stands, 0.0, np.nan)
    for state, rows in base.nominations.state_rows.items():
        if state in goal:
            out[rows] = _solve_state(base.share[rows], base.polled[rows], goal[state])
    return out


def _solve_state(share: Floats, polled: Floats, goal: Floats) -> Floats:
    stands = ~np.isnan(share)
    start = np.nan_to_num(share)
    weight = polled / polled.sum() if polled.sum() > 0 else np.full(len(polled), 1 / len(polled))
    cover = weight @ stands
    reached = cover > 0
    goal = np.where(reached, goal, 0.0)
    goal = 100 * goal / goal.sum() if goal.sum() > 0 else goal
    shift = np.zeros(share.shape[1])
    predicted = _rows(start, shift, stands)
    for _ in range(PASSES):
        missing = goal - weight @ predicted
        if np.abs(missing).max() < CLOSE_PP:
            break
        shift = shift + np.where(reached, missing / np.where(reached, cover, 1.0), 0.0)
        predicted = _rows(start, shift, stands)
    return np.where(stands, predicted, np.nan)


def _rows(start: Floats, shift: Floats, stands: Bools) -> Floats:
    """Shifted shares, clipped at 0 and rescaled to 100 in every seat."""
    moved = np.where(stands, np.maximum(start + shift, 0.0), 0.0)
    total = moved.sum(axis=1, keepdims=True)
    return 100 * moved / np.where(total > 0, total, 1.0)
