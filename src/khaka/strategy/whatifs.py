"""The scenarios that every blueprint looks at: a poor and a good national mood, each ally gone, a third front."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from khaka.forecast.odds import GoalOdds, Odds
from khaka.mission.spec import OURS

if TYPE_CHECKING:
    from khaka.forecast.nouns import Field, Scales
    from khaka.forecast.simulate import SeatRange
    from khaka.forecast.whatif import Change

#: Allies whose leaving is looked at one by one, those of most expected seats first.
ALLIES = 2
#: Parties of a third front: the strongest that are neither ours, nor partners of the plan, nor the rival.
FRONT = 4


@dataclass(frozen=True)
class Case:
    """A scenario.

    Parameters
    ----------
    key, kind
        Unique key; what it is: ``low``, ``high``, ``ally``, ``allies``, ``front``.
    parties
        Who leaves, or who joins.
    points
        The swing of ours in points, for ``low`` and ``high``.
    """

    key: str
    kind: str
    parties: tuple[str, ...] = ()
    points: float | None = None

    def after(self, odds: Odds) -> Outcome:
        """What the scenario makes of a mission's odds; computed once for each."""
        from khaka.forecast.whatif import WhatIf, scenario_of

        kept = _KEPT.setdefault(odds, {})
        if self.key not in kept:
            own = odds.brief.mission.party
            swings: dict[tuple[str, str | None], float] = {(own, None): self.points} if self.points is not None else {}
            gone = self.parties if self.kind in ("ally", "allies") else ()
            front = self.parties if self.kind == "front" else ()
            found = scenario_of(odds, WhatIf(swings=swings, dropped=gone, front=front))
            kept[self.key] = Outcome(
                found.changed.goals,
                found.changed.blocs,
                found.seats,
                found.changed.outlook.field,
                found.changed.draws.scales,
            )
        return kept[self.key]


@dataclass(frozen=True)
class Outcome:
    """What is read from a scenario, and the expectation behind it; its draws are not kept."""

    goals: tuple[GoalOdds, ...]
    blocs: tuple[tuple[str, SeatRange], ...]
    seats: tuple[Change, ...]
    field: Field
    scales: Scales

    def seats_of(self, bloc: str) -> SeatRange | None:
        """Seats of a bloc, None where it has no candidate."""
        return dict(self.blocs).get(bloc)


def cases(odds: Odds) -> Iterator[Case]:
    """The scenarios of a mission, in the order of the document."""
    brief = odds.brief
    own = brief.mission.party
    if odds.seats_of(OURS) is None:
        return
    size = typical_error(odds)
    yield Case("low", "low", points=-size)
    yield Case("high", "high", points=size)
    expected = {p: float(odds.draws.win[:, j].sum()) for j, p in enumerate(odds.draws.field.parties)}
    allies = sorted((p for p in brief.mission.partners if p in expected), key=lambda p: (-expected[p], p))
    for party in allies[:ALLIES]:
        yield Case(f"without-{party.lower()}", "ally", (party,))
    if len(allies) > 1:
        yield Case("without-all", "allies", tuple(allies))
    apart = {own, *brief.mission.partners, *_sides(odds, expected)}
    others = [p for p in expected if p not in apart and expected[p] >= 1]
    front = tuple(sorted(others, key=lambda p: (-expected[p], p))[:FRONT])
    if len(front) >= 2:
        yield Case("third-front", "front", front)


def _sides(odds: Odds, expected: Mapping[str, float]) -> set[str]:
    """The two largest parties, the rival, and who was allied with one of them anywhere: a third front is none of them."""
    largest = sorted(expected, key=lambda p: (-expected[p], p))[:2]
    sides = {*largest, *([odds.brief.rival.code] if odds.brief.rival else [])}
    found = odds.outlook.nominations
    columns = [found.column[p] for p in sorted(sides) if p in found.column]
    allied = set(sides)
    for j in columns:
        same = (found.allied == found.allied[:, [j]]) & (found.allied[:, [j]] >= 0)
        allied |= {found.parties[k] for k in np.flatnonzero(same.any(axis=0))}
    return allied


def typical_error(odds: Odds) -> float:
    """The standard deviation of the national error in points, to one decimal: what "low" and "high" mean."""
    scales = odds.draws.scales
    tails = math.sqrt(scales.common_dof / (scales.common_dof - 2)) if scales.common_dof > 2 else 1.0
    return round(scales.nation_pp * tails, 1)


_KEPT: WeakKeyDictionary[Odds, dict[str, Outcome]] = WeakKeyDictionary()
