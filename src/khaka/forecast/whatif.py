"""What-ifs on a mission's odds: what changes hands and why, and how wrong the expectation may be before a goal turns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from statistics import NormalDist

import numpy as np

from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.forecast.field import apply_swing, outlook
from khaka.forecast.nouns import DrawSet, Field
from khaka.forecast.odds import GoalOdds, Odds, members, odds_of
from khaka.forecast.simulate import WHAT_IF_DRAWS, bloc_mask, probability, unrun
from khaka.forecast.simulate.problem import Bools

#: A break-even beyond this many points is no longer an error of polls; the answer is None.
FARTHEST_PP = 20.0
#: To this the break-even is found: points between two steps; and at most so many steps.
CLOSE_PP, STEPS = 0.1, 8
CLOSE_PROBIT = 1e-3


@dataclass(frozen=True)
class WhatIf:
    """What is supposed to be different.

    Parameters
    ----------
    swings
        Points of votes polled by (party, state); None is everywhere.
    taken_from
        From whom swings are taken; None is pro rata from all others in the seat.
    transfers
        Share (0-1) of a base that goes over where its party stands aside, by (from, to).
    dropped
        Partners that leave; their seats no longer count for the alliance.
    front
        Parties that fight as one without us.
    """

    swings: Mapping[tuple[str, str | None], float] = field(default_factory=dict)
    taken_from: str | None = None
    transfers: Mapping[tuple[str, str], float] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    front: tuple[str, ...] = ()

    @property
    def nominations_move(self) -> bool:
        """True when who stands where, or what is handed over, is not the mission's."""
        return bool(self.transfers or self.dropped or self.front)


@dataclass(frozen=True, slots=True)
class Change:
    """A seat whose likeliest winner changes.

    Parameters
    ----------
    before_win, after_win
        Chance of the old winner before, and of the new one after.
    why
        ``more`` or ``fewer`` candidates stand than before, ``transfer`` (the same stand, another part is handed over),
        or ``swing``.
    lead_before, lead_after
        Expected lead of the new winner over the old one, in points; None where one of them does not stand.
    """

    seat_id: str
    state: str
    before: str
    after: str
    before_win: float
    after_win: float
    why: str
    lead_before: float | None
    lead_after: float | None


@dataclass(frozen=True)
class Scenario:
    """Base and scenario from the same seed, and the seats that change hands, by seat id."""

    what: WhatIf
    base: Odds
    changed: Odds
    seats: tuple[Change, ...]


def scenario_of(before: Odds, what: WhatIf) -> Scenario:
    """A mission's odds after a change, from as many draws and the same seed as before it.

    Raises
    ------
    KhakaError
        Nothing to change, a party that stands nowhere, a rate outside 0-1, or a front that cannot be.
    """
    if not (what.swings or what.nominations_move):
        raise KhakaError(msg("error.scenario.empty"), msg("error.scenario.empty_hint"))
    seen = before.outlook
    if what.nominations_move:
        seen = outlook(before.brief, transfers=what.transfers or None, dropped=what.dropped, front=what.front)
    if what.swings:
        giver = {p: what.taken_from for p, _ in what.swings} if what.taken_from else None
        seen = replace(seen, field=apply_swing(seen.field, what.swings, giver))
    after = odds_of(before.brief, seen, len(before.draws.totals), like=before, gone=(*what.dropped, *what.front))
    return Scenario(what, before, after, tuple(changes_of(before.draws, after.draws, bool(what.transfers))))


def changes_of(before: DrawSet, after: DrawSet, transfers: bool = False) -> Iterable[Change]:
    """Seats whose likeliest winner is another one after than before, in the field's order."""
    rows = {s: i for i, s in enumerate(after.field.seats)}
    for i, seat in enumerate(before.field.seats):
        k = rows.get(seat)
        if k is None:
            continue
        one, two = int(np.argmax(before.win[i])), int(np.argmax(after.win[k]))
        names = before.field.parties[one], after.field.parties[two]
        # where nothing moved, a tie that falls the other way is the draws' noise and no change
        if names[0] != names[1] and not _same(before.field, i, after.field, k):
            yield Change(
                seat, before.field.states[i], *names, float(before.win[i, one]), float(after.win[k, two]),
                _why(before.field, i, after.field, k, transfers),
                _lead(before.field, i, *names), _lead(after.field, k, *names),
            )  # fmt: skip


def _same(one: Field, i: int, two: Field, k: int) -> bool:
    """Whether a seat has the same candidates with the same expected shares in both fields."""
    if one.parties == two.parties:
        return np.array_equal(np.round(one.centre[i], 9), np.round(two.centre[k], 9), equal_nan=True)
    shares = [
        {p: round(float(x), 9) for p, x in zip(f.parties, f.centre[r], strict=True) if not np.isnan(x)}
        for f, r in ((one, i), (two, k))
    ]
    return shares[0] == shares[1]


def _why(one: Field, i: int, two: Field, k: int, transfers: bool) -> str:
    before, after = (int((~np.isnan(f.centre[r])).sum()) for f, r in ((one, i), (two, k)))
    if before != after:
        return "more" if after > before else "fewer"
    return "transfer" if transfers else "swing"


def _lead(found: Field, row: int, old: str, new: str) -> float | None:
    column = {p: j for j, p in enumerate(found.parties)}
    if old not in column or new not in column:
        return None
    lead = float(found.centre[row, column[new]] - found.centre[row, column[old]])
    return None if np.isnan(lead) else lead


# ---- break-even -----------------------------------------------------------------------------------------------------


def lean(found: Field, bloc: Bools, points: float) -> Field:
    """A field in which every candidate of a bloc has ``points`` more (or fewer) of votes polled.

    The others of the seat, those outside the field among them, give or take in proportion; nobody falls below zero.
    """
    centre = found.centre.copy()
    for i in range(len(found.seats)):
        inside = bloc[i] & ~np.isnan(centre[i])
        n = int(inside.sum())
        if not n:
            continue
        own = float(centre[i, inside].sum())
        moved = float(np.clip(points * n, -own, 100.0 - own))
        outside = ~bloc[i]
        if own < 100.0:
            centre[i, outside] *= (100.0 - own - moved) / (100.0 - own)
        centre[i, inside] += moved / n
        centre[i, inside] = np.maximum(centre[i, inside], 0.0)
    return replace(found, centre=centre)


def break_even(odds: Odds, goal: GoalOdds) -> float | None:
    """How many points the expectation may be wrong, everywhere alike, before the goal's chance crosses one half.

    Returns
    -------
    float or None
        Points of votes polled off every candidate of the goal's bloc ("reach") or on top of them ("hold below").
        Positive: the goal is likelier than not and stays so up to this error against us. Negative: it takes an error of
        that size in our favour. None: more than FARTHEST_PP.

    Notes
    -----
    Secant steps on the probit of the chance, which is nearly a straight line in the error, from WHAT_IF_DRAWS draws of
    the odds' own seed. A uniform error is the kind that polls make; the common factors stay on, so this is the error of
    the middle of the forecast, not a bound.
    """
    mask = bloc_mask(odds.draws.field, members(odds.brief, goal.goal.bloc))
    count = min(WHAT_IF_DRAWS, len(odds.draws.totals))
    against = -1.0 if goal.goal.at_least is not None else 1.0

    def probit(points: float) -> float:
        moved = lean(odds.draws.field, mask, against * points)
        draws = unrun(moved, odds.draws.scales, count, odds.draws.seed)
        chance, _ = probability(draws, mask, at_least=goal.goal.at_least, at_most=goal.goal.at_most)
        return NormalDist().inv_cdf(min(max(chance, 1e-9), 1 - 1e-9))

    before, now = 0.0, float(np.sign(goal.probability - 0.5)) or 1.0
    height = probit(0.0)
    for _ in range(STEPS):
        level = probit(now)
        slope = (level - height) / (now - before)
        if slope >= 0 or (abs(now) >= FARTHEST_PP and level * height > 0 and abs(level) > CLOSE_PROBIT):
            return None
        after = float(np.clip(now - level / slope, -FARTHEST_PP, FARTHEST_PP))
        before, height, now = now, level, after
        if abs(now - before) < CLOSE_PP:
            break
    return None if abs(now) >= FARTHEST_PP else now
