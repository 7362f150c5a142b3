"""One forecasting problem: a base election, who stands now, and everything known on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from khaka.forecast.carry import Nominations, Transfers, alliances_of, carry, hand_over
from khaka.forecast.history import Returns, align
from khaka.forecast.lineage import Edge, edges, inherit
from khaka.forecast.pattern import LEAST_COVER, Evidence
from khaka.forecast.segments import Mapped, mapped_assemblies, mapped_general

if TYPE_CHECKING:
    from khaka.catalog import Catalog

Floats = NDArray[np.float64]
Sizes = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Setting:
    """A problem ready for a model.

    Parameters
    ----------
    base, as_of
        Base election's id, and the day: nothing later is used.
    evidence
        What is known of each seat.
    governs
        Pairs of state and party that govern on the day.
    later
        Elections of the other house that were used.
    """

    base: str
    as_of: date
    evidence: Evidence
    governs: frozenset[tuple[str, str]]
    later: tuple[str, ...]

    @property
    def nominations(self) -> Nominations:
        """Who stands where."""
        return self.evidence.base.nominations


def base_nominations(catalog: Catalog, base: Returns) -> Nominations:
    """The base election's candidates and alliances, for a target whose nominations are not known yet."""
    stands = ~np.isnan(base.share)
    allied, blocs = alliances_of(catalog, base.election, base.seats, base.states, base.parties)
    return Nominations(base.seats, base.states, base.parties, stands, allied, blocs)


def with_heirs(nominations: Nominations, steps: tuple[Edge, ...]) -> Nominations:
    """Nominations in which a party that has been renamed or merged is replaced by its heir, where it stood.

    An heir with an alliance of its own keeps it, and stands aside where an ally of that alliance stands: a merger brings
    it the merged party's votes, not a quarrel with its ally. A split is not applied: who will stand against whom is not
    known before nominations are.
    """
    parties = tuple(sorted({*nominations.parties, *(e.child for e in steps if e.whole)}))
    at = {p: j for j, p in enumerate(parties)}
    n = len(nominations.seats)
    stands, allied = np.zeros((n, len(parties)), dtype=bool), np.full((n, len(parties)), -1, dtype=np.int64)
    old = [at[p] for p in nominations.parties]
    stands[:, old], allied[:, old] = nominations.stands, nominations.allied
    blocs = ["OTHER"] * len(parties)
    for p, b in zip(nominations.parties, nominations.blocs, strict=True):
        blocs[at[p]] = b
    for step in steps:
        if not step.whole or step.parent not in at:
            continue
        rows = [i for i, s in enumerate(nominations.states) if not step.states or s in step.states]
        parent, child = at[step.parent], at[step.child]
        take = stands[rows, parent] & ~stands[rows, child]
        own = allied[rows, child]
        ally = ((allied[rows] == own[:, None]) & stands[rows] & (own >= 0)[:, None]).any(axis=1)
        stands[rows, child] |= stands[rows, parent] & ~(take & ally)
        allied[rows, child] = np.where(take & (own < 0), allied[rows, parent], own)
        stands[rows, parent] = False
        if blocs[child] == "OTHER":
            blocs[child] = blocs[parent]
    return Nominations(nominations.seats, nominations.states, parties, stands, allied, tuple(blocs))


def setting(
    catalog: Catalog,
    base: Returns,
    nominations: Nominations,
    as_of: date,
    *,
    size: Sizes | None = None,
    before: Returns | None = None,
    transfer: float | Transfers = 1.0,
) -> Setting:
    """The problem of forecasting from ``base`` with what was known on ``as_of``.

    Parameters
    ----------
    catalog
        Any view; later results are taken up to ``as_of`` only.
    size
        Expected share of all votes by state and party, where it is known (given true shares); else later results of
        the other house divide splits and broken alliances, else the number of nominations does.
    before
        The election before the base on the same ground, or None.
    transfer
        See ``carry``.
    """
    info = catalog.elections[base.election]
    steps = edges(catalog, info.count_date, as_of)
    if info.kind == "assembly":
        mapped = mapped_general(catalog, info.house, info.count_date, as_of)
    else:
        mapped = mapped_assemblies(catalog, info.count_date, as_of)
    allied_before, _ = alliances_of(catalog, base.election, nominations.seats, nominations.states, nominations.parties)
    sizes = size if size is not None else _sizes(mapped, nominations, None)
    apart = size if size is not None else _sizes(mapped, nominations, base)
    carried = carry(base, nominations, steps, transfer=transfer, size=sizes, allied_before=allied_before, apart=apart)
    later = _in_hands(mapped, nominations, steps, sizes) if mapped else np.full(carried.share.shape, np.nan)
    evidence = Evidence(
        carried, later, _on(before, nominations), _neighbours(catalog, nominations),
        _recency(catalog, mapped, nominations, info.count_date, as_of),
    )  # fmt: skip
    return Setting(
        base.election, as_of, evidence, governing(catalog, base, as_of),
        tuple(sorted(set(mapped.elections))) if mapped else (),
    )  # fmt: skip


def governing(catalog: Catalog, base: Returns, as_of: date) -> frozenset[tuple[str, str]]:
    """Who goes into the election as the government of that house.

    For an assembly the chief minister's party, from the table of incumbents (who governed after the base election, so
    that a change within the term is missed); for the Lok Sabha the largest party of the base, in every state.
    """
    info = catalog.elections[base.election]
    if info.kind == "assembly":
        rows = catalog.table("incumbents").iter_rows(named=True)
        return frozenset((r["state_code"], r["after_cm_party"]) for r in rows if r["election"] == base.election)
    names, counts = np.unique(np.array(base.winners), return_counts=True)
    largest = str(names[np.lexsort((names, -counts))[0]])
    return frozenset((s, largest) for s in set(base.states))


def _sizes(mapped: Mapped | None, nominations: Nominations, base: Returns | None) -> dict[str, dict[str, float]]:
    """How large parties are held to be in each state, to divide a split or a broken alliance.

    The later house's mean share where the state has one; else the base's share of all votes in the state when a base
    is given (partners of a broken alliance both have one), else the part of seats nominated (an heir has no base).
    """
    row = {s: i for i, s in enumerate(mapped.seats)} if mapped else {}
    shares = base.state_shares() if base else {}
    found = {}
    for state, rows in nominations.state_rows.items():
        size = nominations.stands[rows].mean(axis=0)
        at = [row[nominations.seats[i]] for i in rows if nominations.seats[i] in row]
        if at and mapped:
            votes = np.nan_to_num(mapped.share[at]) * mapped.cover[at]
            size = size + align(votes, mapped.parties, nominations.parties, 0.0).mean(axis=0)
        elif base is not None and state in shares:
            size = size + align(shares[state][None], base.parties, nominations.parties, 0.0)[0]
        found[state] = {p: float(size[j]) for j, p in enumerate(nominations.parties)}
    return found


def _in_hands(mapped: Mapped, nominations: Nominations, steps: tuple[Edge, ...], sizes: Sizes) -> Floats:
    """Later shares in the hands of those who stand now, (n_seats, n_parties), NaN where there is nothing."""
    row = {s: i for i, s in enumerate(mapped.seats)}
    share = np.where(mapped.cover >= LEAST_COVER, mapped.share, np.nan)
    aligned = align(share, mapped.parties, nominations.parties)
    start = np.zeros(nominations.stands.shape)
    for i, seat in enumerate(nominations.seats):
        if seat in row:
            start[i] = np.nan_to_num(aligned[row[seat]])
    for state, rows in nominations.state_rows.items():
        start[rows] = inherit(start[rows], nominations.parties, steps, state, sizes.get(state, {}))
    total = start + hand_over(start, nominations, 1.0)
    return np.where(nominations.stands & (total > 0), total, np.nan)


def _recency(catalog: Catalog, mapped: Mapped | None, nominations: Nominations, start: date, as_of: date) -> Floats:
    """When each seat's later election was counted: 0 with the base, 1 on the day of the forecast, (n_seats,)."""
    out = np.zeros(len(nominations.seats))
    if mapped is None or as_of <= start:
        return out
    when = {e: (catalog.elections[e].count_date - start).days / (as_of - start).days for e in set(mapped.elections)}
    row = {s: i for i, s in enumerate(mapped.seats)}
    for i, seat in enumerate(nominations.seats):
        if seat in row:
            out[i] = when[mapped.elections[row[seat]]]
    return out


def _on(before: Returns | None, nominations: Nominations) -> Floats:
    out = np.full(nominations.stands.shape, np.nan)
    if before is not None:
        aligned = align(before.share, before.parties, nominations.parties)
        for i, seat in enumerate(nominations.seats):
            if seat in before.row:
                out[i] = aligned[before.row[seat]]
    return out


def _neighbours(catalog: Catalog, nominations: Nominations) -> tuple[tuple[int, ...], ...]:
    """Rows of land neighbours in the same state; empty where the map is not known (assemblies, older seats)."""
    at = {s: i for i, s in enumerate(nominations.seats)}
    near: list[list[int]] = [[] for _ in nominations.seats]
    for a, b in catalog.table("seat_neighbours").select("seat_id", "neighbour_id").iter_rows():
        if a in at and b in at and nominations.states[at[a]] == nominations.states[at[b]]:
            near[at[a]].append(at[b])
            near[at[b]].append(at[a])
    return tuple(tuple(n) for n in near)
