"""Assembly results on the ground of Lok Sabha seats, through the segments that make up each seat."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from khaka.forecast.history import Returns, returns_of

if TYPE_CHECKING:
    from khaka.catalog import Catalog

Floats = NDArray[np.float64]

#: States whose segments do not describe the ground of a date: J&K since 2022, Assam since 2023.
REDRAWN = {"JK": date(2022, 5, 20), "AS": date(2023, 8, 16)}


@dataclass(frozen=True)
class Mapped:
    """Assembly results summed over the segments of each Lok Sabha seat.

    Parameters
    ----------
    seats, parties
        Seat ids, (n_seats,), and party codes, (n_parties,).
    share
        Percent of votes polled in the segments where the party stood; NaN where it stood in none, (n_seats, n_parties).
    cover
        Part of the seat's votes that were polled in those segments, 0-1, (n_seats, n_parties).
    elections
        The assembly election behind each seat, (n_seats,).
    """

    seats: tuple[str, ...]
    parties: tuple[str, ...]
    share: Floats
    cover: Floats
    elections: tuple[str, ...]


def mapped_assemblies(catalog: Catalog, after: date, until: date) -> Mapped | None:
    """Each state's latest assembly election counted after one day and not after another; None when there is none.

    The last answers are kept, by the digest of all that the catalogue shows: what-ifs ask the same again and again.
    """
    key = (catalog.data_version, after, until)
    if key not in _MAPPED:
        _MAPPED[key] = _mapped_assemblies(catalog, after, until)
        while len(_MAPPED) > _KEPT:
            _MAPPED.popitem(last=False)
    return _MAPPED[key]


_MAPPED: OrderedDict[tuple[str, date, date], Mapped | None] = OrderedDict()
_KEPT = 4


def _mapped_assemblies(catalog: Catalog, after: date, until: date) -> Mapped | None:
    latest: dict[str, str] = {}
    for info in sorted(catalog.elections.values(), key=lambda i: (i.count_date, i.imported, i.id)):
        if info.kind == "assembly" and after < info.count_date <= until and catalog.has_results(info.id):
            latest[info.house] = info.id
    parts = [(e, _counted(catalog, e, until)) for e in sorted(set(latest.values()))]
    found = [m for e, t in parts if (m := _map(catalog, e, t, until)) is not None]
    return _join(found) if found else None


def _counted(catalog: Catalog, election: str, until: date) -> Returns:
    """An election's returns without the seats that were counted after a day."""
    found = catalog.election(election)
    contests = found.contests
    return returns_of(found).only(set(contests.filter(contests["count_date"] <= until)["seat_id"].to_list()))


def _map(catalog: Catalog, election: str, ac: Returns, until: date) -> Mapped | None:
    """One assembly election by Lok Sabha seat."""
    where = {}
    for row in catalog.table("segments").iter_rows(named=True):
        state = row["assembly_state"]
        if state not in REDRAWN or until < REDRAWN[state]:
            where[f"AC:{state}-{int(row['ac_number']):03d}"] = row["seat_id"]
    rows = [i for i, s in enumerate(ac.seats) if s in where]
    if not rows:
        return None
    seats = tuple(sorted({where[ac.seats[i]] for i in rows}))
    at = {s: k for k, s in enumerate(seats)}
    k = np.array([at[where[ac.seats[i]]] for i in rows])
    stood = ~np.isnan(ac.share[rows])
    polled = ac.polled[rows][:, None]
    votes, ground = np.zeros((len(seats), len(ac.parties))), np.zeros((len(seats), len(ac.parties)))
    np.add.at(votes, k, np.nan_to_num(ac.share[rows]) / 100 * polled)
    np.add.at(ground, k, stood * polled)
    whole = np.zeros((len(seats), 1))
    np.add.at(whole, k, polled)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(ground > 0, 100 * votes / ground, np.nan)
    return Mapped(seats, ac.parties, share, ground / np.maximum(whole, 1.0), (election,) * len(seats))


def _join(parts: list[Mapped]) -> Mapped:
    parties = tuple(sorted({p for m in parts for p in m.parties}))
    seats = tuple(s for m in parts for s in m.seats)
    share, cover = np.full((len(seats), len(parties)), np.nan), np.zeros((len(seats), len(parties)))
    start = 0
    for m in parts:
        columns = [parties.index(p) for p in m.parties]
        stop = start + len(m.seats)
        share[start:stop, columns], cover[start:stop, columns] = m.share, m.cover
        start = stop
    return Mapped(seats, parties, share, cover, tuple(e for m in parts for e in m.elections))


def mapped_general(catalog: Catalog, state: str, after: date, until: date) -> Mapped | None:
    """The latest Lok Sabha election between two days on the ground of a state's assembly seats.

    Each assembly seat takes the shares of the Lok Sabha seat in which it lies: they say how regions of the state have
    moved, not how its own voters did. Only seats of the 2008 delimitation can be mapped.
    """
    known = [
        i
        for i in catalog.elections.values()
        if i.kind == "general" and not i.imported and after < i.count_date <= until
    ]
    known = [i for i in known if i.count_date >= date(2009, 1, 1)]
    if not known or (state in REDRAWN and until >= REDRAWN[state]):
        return None
    info = max(known, key=lambda i: i.count_date)
    house = _counted(catalog, info.id, until)
    seats, rows = [], []
    for row in catalog.table("segments").iter_rows(named=True):
        if row["assembly_state"] == state and row["seat_id"] in house.row:
            seats.append(f"AC:{state}-{int(row['ac_number']):03d}")
            rows.append(house.row[row["seat_id"]])
    if not seats:
        return None
    share = house.share[rows]
    return Mapped(tuple(seats), house.parties, share, (~np.isnan(share)).astype(float), (info.id,) * len(seats))
