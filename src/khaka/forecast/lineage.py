"""Dated lineage of parties: which base goes to which heir between two elections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from khaka.catalog import Catalog

Floats = NDArray[np.float64]

#: Kinds that move the whole base, and the kind that divides it. Others (founded, none) move nothing.
WHOLE, DIVIDES = ("rename", "merger", "decline"), ("split",)


@dataclass(frozen=True, slots=True)
class Edge:
    """One step of a lineage: the base of ``parent`` goes to ``child``, whole or in part.

    Parameters
    ----------
    day
        The last day that the table's date can mean.
    states
        State codes in which it holds; empty for all.
    whole
        True for renames and mergers; False for splits, where parent and child divide the base.
    """

    day: date
    parent: str
    child: str
    states: frozenset[str]
    whole: bool


def edges(catalog: Catalog, after: date, until: date) -> tuple[Edge, ...]:
    """Steps dated after one count and not after another day, the oldest first.

    Parameters
    ----------
    catalog
        Any view; a dated view shows fewer rows.
    after, until
        The base election's count date, and the day on which the forecast is made.
    """
    found: dict[tuple[str, str], Edge] = {}
    for row in catalog.table("lineage").iter_rows(named=True):
        if row["kind"] not in (*WHOLE, *DIVIDES) or not row["date"]:
            continue
        day = last_day(row["date"])
        if not after < day <= until:
            continue
        whole = row["kind"] in WHOLE
        states = frozenset((row["states"] or "").split(";")) - {""}
        pairs = []
        if row["successor"]:
            pairs.append((row["party"], row["successor"]))
        if row["predecessor"]:
            pairs.append((row["predecessor"], row["party"]))
        for parent, child in pairs:
            before = found.get((parent, child))
            if before is None or day < before.day:
                found[parent, child] = Edge(day, parent, child, states, whole)
    return tuple(sorted(found.values(), key=lambda e: (e.day, e.parent, e.child)))


def last_day(text: str) -> date:
    """The last day that a date of varying precision can mean: 2022 is 31 December, 2022-04 is 30 April."""
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else 12
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def inherit(
    share: Floats, parties: tuple[str, ...], steps: tuple[Edge, ...], state: str, size: Mapping[str, float]
) -> Floats:
    """The base of one state after its parties' splits and mergers, (n_seats, n_parties), columns as given.

    Parameters
    ----------
    share
        Percentage points of votes polled, (n_seats, n_parties); 0 where a party did not stand.
    parties
        Codes of the columns; a step to a party without a column is left out.
    size
        What divides a split: the expected size of each party in the state (votes when they are known, else the seats
        in which it is nominated).

    Notes
    -----
    A split gives the child ``size[child] / (size[parent] + size[child])`` of the base in every seat. Rows keep their
    sums. When neither has a size, both get half.
    """
    at = {p: j for j, p in enumerate(parties)}
    out = share.copy()
    for step in steps:
        if (step.states and state not in step.states) or step.parent not in at or step.child not in at:
            continue
        parent, child = at[step.parent], at[step.child]
        part = 1.0 if step.whole else _part(size.get(step.parent, 0.0), size.get(step.child, 0.0))
        moved = part * out[:, parent]
        out[:, parent] -= moved
        out[:, child] += moved
    return out


def _part(parent: float, child: float) -> float:
    return child / (parent + child) if parent + child > 0 else 0.5
