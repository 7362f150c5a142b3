"""What a point of votes is worth in each seat: for expected seats and for the goal, and how firm that order is."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from khaka.forecast.nouns import DrawSet, Floats, Scales
from khaka.forecast.odds import GoalOdds, Odds, members
from khaka.forecast.simulate import decisiveness, unrun

#: The seats of the house that a point is worth most in; fewer for a shorter list. Firmness is said of this order.
CORE = 100
#: Below and above these chances of the goal we are behind and ahead; between them level.
BEHIND, AHEAD = 0.35, 0.65
#: Times that the assumptions are redrawn, and draws each time.
REDRAWS, REDRAW_DRAWS = 12, 512
#: A redrawn scale of error is the fitted one times exp(normal) of this size.
SCALE_SPREAD = 0.25
#: A redrawn level of our party in a state lies this part of the state's error from the fitted one.
LEVEL_PART = 0.25
#: Of the redraws, in how many a seat stays on its side of the cut: robust from, contested from; else not settled.
ROBUST, CONTESTED = 0.9, 0.6


@dataclass(frozen=True, slots=True)
class SeatValue:
    """One seat's chance and what one point of votes polled for our candidate is worth there.

    Parameters
    ----------
    win
        Chance (0-1) that ours wins the seat; None where ours is not expected to stand.
    expected, expected_se
        Seats (of ours, expected) a point, with its Monte Carlo standard error.
    goal, goal_se
        Chance of the goal a point; None without a goal.
    core
        Among the ``Values.core`` seats in which a point is worth most: for the goal, without one for expected seats.
    survival
        Share (0-1) of redraws of the assumptions in which the seat stays on its side of that cut.
    stability
        ``robust``, ``contested`` or ``not-settled``; empty where ours does not stand.
    """

    seat_id: str
    win: float | None
    expected: float
    expected_se: float
    goal: float | None
    goal_se: float | None
    core: bool
    survival: float
    stability: str


@dataclass(frozen=True)
class Values:
    """Every seat's value, the situation they rest on, and how far the two orders agree.

    Parameters
    ----------
    regime
        ``behind``, ``level``, ``ahead``, or ``no-goal``.
    goal
        The first goal of the mission, which the values serve.
    core
        How many seats count as the best.
    shared
        Share (0-1) of the best seats that are the same by both values; None without a goal.
    """

    seats: tuple[SeatValue, ...]
    regime: str
    goal: GoalOdds | None
    core: int
    shared: float | None

    def of(self, seat_id: str) -> SeatValue | None:
        """A seat's value, None for a seat outside the forecast."""
        return next((s for s in self.seats if s.seat_id == seat_id), None)


def regime_of(goal: GoalOdds | None) -> str:
    """The situation in one word; see ``Values``."""
    if goal is None:
        return "no-goal"
    if goal.probability < BEHIND:
        return "behind"
    return "ahead" if goal.probability > AHEAD else "level"


def values(odds: Odds, listed: int | None = None) -> Values:
    """The value of every seat of a forecast.

    Parameters
    ----------
    listed
        Length of the focus list: the core is not longer.

    Notes
    -----
    Gains are derivatives by our own candidate's share, from ``decisiveness`` on the document's draw set. Firmness:
    REDRAWS times all scales of error and our level in every state are redrawn and the order is made anew, each time from
    the same REDRAW_DRAWS random draws; it says how much the order hangs on what was assumed, the standard error how much
    it hangs on the draws.
    """
    own = odds.brief.mission.party
    goal = odds.goals[0] if odds.goals else None
    found = odds.draws.field
    if own not in found.parties:
        return Values((), regime_of(goal), goal, 0, None)
    column = found.parties.index(own)
    stands = ~np.isnan(found.centre[:, column])
    core = max(1, min(CORE, listed if listed is not None else CORE, int(stands.sum())))
    expected, expected_se, by_goal, by_goal_se = _gains(odds.draws, odds, goal)
    order = by_goal if goal is not None else expected
    inside = _best(order, stands, core)
    plain, *redrawn = (_best(x, stands, core) for x in _redrawn(odds, goal, column))
    survival = np.mean([x == plain for x in redrawn], axis=0)
    shared = float((inside & _best(expected, stands, core)).sum() / core) if goal is not None else None
    seats = tuple(
        SeatValue(
            seat, float(odds.draws.win[i, column]) if stands[i] else None, float(expected[i]), float(expected_se[i]),
            float(by_goal[i]) if goal else None, float(by_goal_se[i]) if goal else None, bool(inside[i]),
            float(survival[i]), _word(float(survival[i])) if stands[i] else "",
        )
        for i, seat in enumerate(found.seats)
    )  # fmt: skip
    return Values(seats, regime_of(goal), goal, core, shared)


def _gains(draws: DrawSet, odds: Odds, goal: GoalOdds | None) -> tuple[Floats, Floats, Floats, Floats]:
    """Expected seats of ours a point with its error, and the goal's chance a point with its error."""
    own = (odds.brief.mission.party,)
    if goal is None:
        d = decisiveness(draws, own, at_least=1)
        return d.gain, d.gain_se, np.zeros_like(d.gain), np.zeros_like(d.gain)
    spec = goal.goal
    d = decisiveness(draws, members(odds.brief, spec.bloc), at_least=spec.at_least, at_most=spec.at_most, effort=own)
    if spec.bloc == "ours" or members(odds.brief, spec.bloc) == own:
        return d.gain, d.gain_se, d.decisive, d.decisive_se
    e = decisiveness(draws, own, at_least=1)
    return e.gain, e.gain_se, d.decisive, d.decisive_se


def _redrawn(odds: Odds, goal: GoalOdds | None, column: int) -> list[Floats]:
    """The value that orders the seats: as assumed first, then under each redraw; all from the same random numbers."""
    found, scales = odds.draws.field, odds.draws.scales
    rng = np.random.default_rng([odds.draws.seed, 7])
    states = sorted(set(found.states))
    row = np.array([states.index(s) for s in found.states])
    own = (odds.brief.mission.party,)
    gains = []
    for k in range(REDRAWS + 1):
        size = np.exp(rng.normal(0, SCALE_SPREAD if k else 0.0, 3))
        level = rng.normal(0, LEVEL_PART * scales.state_pp if k else 0.0, len(states))
        centre = found.centre.copy()
        centre[:, column] = np.maximum(centre[:, column] + level[row], 0.0)
        moved = Scales(
            scales.nation_pp * size[0], scales.state_pp * size[1], scales.seat_pp * size[2], scales.common_dof,
            scales.fitted_on,
        )  # fmt: skip
        draws = unrun(replace(found, centre=centre), moved, min(REDRAW_DRAWS, len(odds.draws.totals)), odds.draws.seed)
        if goal is None:
            gains.append(decisiveness(draws, own, at_least=1).gain)
        else:
            g = goal.goal
            who = members(odds.brief, g.bloc)
            gains.append(decisiveness(draws, who, at_least=g.at_least, at_most=g.at_most, effort=own).decisive)
    return gains


def _best(value: Floats, stands: np.ndarray, core: int) -> np.ndarray:
    """True for the seats of the largest values; ties go to the first seat id, which is the field's order."""
    order = np.lexsort((np.arange(len(value)), -np.where(stands, value, -np.inf)))
    inside = np.zeros(len(value), dtype=bool)
    inside[order[:core]] = True
    return inside


def _word(survival: float) -> str:
    if survival >= ROBUST:
        return "robust"
    return "contested" if survival >= CONTESTED else "not-settled"
