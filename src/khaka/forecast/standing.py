"""Who stands where and with whom: the mission's plan, an ally that leaves, a third front."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.forecast.carry import Nominations
from khaka.forecast.history import Returns, align
from khaka.forecast.lineage import edges
from khaka.forecast.setting import base_nominations, with_heirs

if TYPE_CHECKING:
    from khaka.mission import Brief


def plan_nominations(brief: Brief, base: Returns) -> Nominations:
    """Who would stand where under the mission's plan.

    Notes
    -----
    Start from the base's candidates and alliances, renamed and merged as of the date. In a state planned ``alone`` ours
    leaves its alliance and stands in every seat that the alliance fought. In a state planned ``allied`` ours and the
    partners are one alliance, and where several of them stood in a seat only the one with most votes there does. Other
    states keep the base's alliances. The plan does not say who fights a seat that nobody of the alliance fought: nobody
    is added.
    """
    catalog, mission = brief.catalog, brief.mission
    counted = catalog.elections[mission.base].count_date
    found = with_heirs(base_nominations(catalog, base), edges(catalog, counted, mission.as_of))
    if mission.party not in found.column:
        return found
    stands, allied = found.stands.copy(), found.allied.copy()
    share = np.nan_to_num(align(base.share, base.parties, found.parties))
    number = int(allied.max(initial=-1)) + 1
    own = found.column[mission.party]
    for plan in mission.states:
        rows = found.state_rows.get(plan.state)
        if rows is None or plan.stance not in ("alone", "allied"):
            continue
        if plan.stance == "alone":
            shared = (allied[rows] == allied[rows, own][:, None]) & (allied[rows, own] >= 0)[:, None]
            stands[rows, own] |= (shared & stands[rows]).any(axis=1)
            allied[rows, own] = -1
            continue
        group = [own, *(found.column[p] for p in plan.partners if p in found.column)]
        for j in group:
            allied[rows, j] = number
        for i in rows:
            both = [j for j in group if stands[i, j]]
            for j in both:
                stands[i, j] = j == max(both, key=lambda k: (share[i, k], -k))
        number += 1
    return replace(found, stands=stands, allied=allied)


def drop_ally(nominations: Nominations, base: Returns, ours: str, party: str) -> Nominations:
    """Nominations in which a party leaves ours: both stand in every seat that either of the two fought for both.

    Raises
    ------
    KhakaError
        The party (or ours) stands nowhere.
    """
    for name in (ours, party):
        if name not in nominations.column:
            raise KhakaError(msg("error.field.ally", party=name))
    own, other = nominations.column[ours], nominations.column[party]
    stands, allied = nominations.stands.copy(), nominations.allied.copy()
    together = (allied[:, own] >= 0) & (allied[:, own] == allied[:, other])
    either = together & (stands[:, own] | stands[:, other])
    present = {s for s in nominations.states if stands[nominations.state_rows[s], other].any()}
    either &= np.array([s in present for s in nominations.states])
    stands[either, own] = stands[either, other] = True
    allied[:, other] = np.where(together, -1, allied[:, other])
    return replace(nominations, stands=stands, allied=allied)


def third_front(nominations: Nominations, base: Returns, ours: str, parties: Iterable[str]) -> Nominations:
    """Nominations in which some parties fight as one front: in each seat the strongest of them stands for all.

    Those that were allied with ours leave it first. The strongest is the one with most votes in the base election. Where
    only one of them stands, nothing changes but its alliances.

    Raises
    ------
    KhakaError
        Fewer than two parties, ours among them, or a party that stands nowhere.
    """
    codes = tuple(dict.fromkeys(parties))
    if len(codes) < 2 or ours in codes:
        raise KhakaError(msg("error.field.front", parties=list(codes)), msg("error.field.front_hint"))
    for code in codes:
        if code not in nominations.column or not nominations.stands[:, nominations.column[code]].any():
            raise KhakaError(msg("error.field.party", party=code))
    found = nominations
    for code in codes:
        if ours in found.column:
            found = drop_ally(found, base, ours, code)
    stands, allied = found.stands.copy(), found.allied.copy()
    share = np.nan_to_num(align(base.share, base.parties, found.parties))
    group = [found.column[c] for c in codes]
    allied[:, group] = int(allied.max(initial=-1)) + 1
    for i in range(len(found.seats)):
        both = [j for j in group if stands[i, j]]
        for j in both:
            stands[i, j] = j == max(both, key=lambda k: (share[i, k], found.parties[k]))
    return replace(found, stands=stands, allied=allied)
