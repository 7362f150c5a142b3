"""What points of share are worth on a set of draws: in expected seats, and in the chance of the goal.

Every plan is valued on the same common factors, so that two plans differ by what they do and not by luck.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.polynomial import chebyshev
from numpy.typing import NDArray

from khaka.forecast.nouns import DrawSet, Floats
from khaka.forecast.odds import Members, members
from khaka.forecast.simulate.draws import plan_of
from khaka.forecast.simulate.engine import Plan, each_block, run_decisive, run_draws, run_tally
from khaka.forecast.simulate.factors import Common, block_sizes
from khaka.forecast.simulate.problem import Ints, Problem, bloc_mask
from khaka.forecast.simulate.totals import require_common, standard_error
from khaka.mission import Brief, Goal

Indices = NDArray[np.intp]
#: Nodes of the curves of one seat, and points of share that one more node covers.
_NODES, _POINTS_A_NODE = 4, 4.0
#: More draws than this are made again each time: 16 million numbers would be kept.
_KEPT_DRAWS = 4096


@dataclass(frozen=True)
class Target:
    """Whose seats count and what is wanted.

    Parameters
    ----------
    party
        Ours: who gets the effort.
    bloc
        Whose seats are counted: party codes, or codes by state.
    at_least, at_most
        The goal, at most one of the two; neither when there is none.
    goal
        The mission's goal behind it.
    """

    party: str
    bloc: Members
    at_least: int | None = None
    at_most: int | None = None
    goal: Goal | None = None

    @property
    def sign(self) -> float:
        """1 where more seats of the bloc are wanted, -1 where fewer."""
        return 1.0 if self.at_most is None else -1.0

    @property
    def has_goal(self) -> bool:
        """True when there is a number to reach or to hold."""
        return self.at_least is not None or self.at_most is not None


def target_of(brief: Brief, number: int = 1) -> Target:
    """The mission's goal of that number (from 1); ours without a number where the mission has no goal."""
    own, goals = brief.mission.party, brief.mission.goals
    if not goals:
        return Target(own, (own,))
    goal = goals[number - 1]
    return Target(own, members(brief, goal.bloc), goal.at_least, goal.at_most, goal)


@dataclass(frozen=True)
class _Kept(Plan):
    """A plan that keeps its common factors: moving the field does not change them, and drawing them takes most time."""

    kept: dict[int, Common] = field(default_factory=dict)

    def common(self, block: int) -> Common:
        if self.draws > _KEPT_DRAWS:
            return super().common(block)
        if block not in self.kept:
            self.kept[block] = super().common(block)
        return self.kept[block]


class Ground:
    """The value of points of share, seat by seat in the order of seat ids.

    Parameters
    ----------
    draw_set
        Gives field, scales and seed; what it drew is not used.
    draws, seed
        Instead of the set's own.
    """

    def __init__(self, draw_set: DrawSet, target: Target, *, draws: int | None = None, seed: int | None = None) -> None:
        self.target = target
        plan = plan_of(draw_set)
        self.plan: Plan = _Kept(
            plan.problem, plan.axes, draws or plan.draws, plan.seed if seed is None else seed, plan.stratify
        )
        self.common = draw_set
        standing, problem = draw_set.field, plan.problem
        self.seats = tuple(standing.seats[r] for r in problem.rows)
        self.states = tuple(standing.states[r] for r in problem.rows)
        decided = standing.certain or ("",) * len(standing.seats)
        self.flags = problem.flags(bloc_mask(standing, target.bloc))
        self.own = _own(problem, standing.parties.index(target.party) if target.party in standing.parties else -1,
                        np.array([decided[r] == "" for r in problem.rows]))  # fmt: skip
        self._sizes = np.array(block_sizes(self.plan.draws), dtype=np.float64)

    @property
    def stands(self) -> Indices:
        """Seats in which ours stands and a poll is to be held."""
        return np.flatnonzero(self.own >= 0)

    def _moved(self, points: Floats) -> Plan:
        """The draws with ours raised by ``points``, (n_seats,); errors and factors stay those of the unmoved field."""
        problem = self.plan.problem
        centre, here = problem.centre.copy(), self.stands
        centre[self.own[here]] += points[here]
        return replace(self.plan, problem=replace(problem, centre=centre))

    def chances(self, points: Floats) -> Floats:
        """The bloc's chance in each seat, (n_seats,), when ours is ``points`` up, (n_seats,)."""
        plan = self._moved(points)
        won = np.sum([p[0] for p in each_block(plan, lambda b: run_draws(plan, b), None)], axis=0) / plan.draws
        found: Floats = np.add.reduceat(np.where(self.flags > 0, won, 0.0), plan.problem.pointer[:-1])
        return found

    @cached_property
    def base(self) -> Floats:
        """The bloc's chance in each seat without effort, (n_seats,)."""
        return self.chances(np.zeros(len(self.seats)))

    def expected(self, points: Floats) -> float:
        """Expected seats that ``points`` bring: of the bloc, or off the rival's where the goal holds one down."""
        return self.target.sign * float((self.chances(points) - self.base).sum())

    def curves(self, rows: Indices, most: float) -> Curves:
        """The value of points in some seats, up to ``most`` points."""
        degree = _NODES + int(most / _POINTS_A_NODE)
        at = (1.0 - np.cos(np.pi * np.arange(degree + 1) / degree)) / 2.0
        every = np.ones(len(self.seats))
        value = np.array([self.base[rows] if x == 0 else self.chances(every * x * most)[rows] for x in at])
        coefficients = chebyshev.chebfit(2.0 * at - 1.0, value, degree)
        return Curves(most, self.target.sign * coefficients, self.target.sign * value[0])

    def weights(self, points: Floats) -> Floats:
        """The chance of the goal that one expected seat is worth, (n_seats,), at a moved field; 0 where ours is not.

        Notes
        -----
        Q_i over dE_i/dx, both at the moved field: the mean over draws of P(W_-i = K - 1 | f), weighted by how much a
        point moves the seat in that draw. Few draws know it badly where all seats are worth much the same, and a plan
        would follow the noise: each value is drawn towards the mean by its own standard error (empirical Bayes).
        """
        require_common(self.common)
        plan, need = self._moved(points), self._need
        parts = each_block(plan, lambda b: run_decisive(plan, b, self.flags, self.own, need), None)
        gain, decisive = (np.array([p[k] for p in parts]) for k in (0, 1))
        return _shrunk(gain, decisive, self._sizes / self._sizes.sum())

    @property
    def _need(self) -> int:
        """The least number of the bloc's seats that fulfils the goal, or that breaks it."""
        if self.target.at_least is not None:
            return self.target.at_least
        return (self.target.at_most or 0) + 1

    def goal_blocks(self, points: Floats) -> Floats:
        """The goal's chance in each block of draws, (n_blocks,)."""
        require_common(self.common)
        plan, need = self._moved(points), max(self._need, 0)
        pmf = np.array([p[2] for p in each_block(plan, lambda b: run_tally(plan, b, self.flags), None)])
        reached: Floats = pmf[:, need:].sum(axis=1)
        return reached if self.target.sign > 0 else 1.0 - reached

    def mean(self, blocks: Floats) -> tuple[float, float]:
        """Mean and standard error of block values."""
        share = self._sizes / self._sizes.sum()
        return float(share @ blocks), float(standard_error(blocks, share))


@dataclass(frozen=True)
class Curves:
    """The bloc's chance in some seats as a function of the points of ours: a polynomial a seat.

    Parameters
    ----------
    most
        Points up to which they hold.
    coefficients
        Of Chebyshev's polynomials on [0, most], (degree + 1, n_seats), signed so that more is better.
    base
        At zero points, (n_seats,), signed.
    """

    most: float
    coefficients: Floats
    base: Floats

    def gains(self, points: Floats) -> Floats:
        """What points bring over none, (n_seats, ...) for points of that shape."""
        degree = len(self.coefficients) - 1
        x = np.clip(2.0 * points / self.most - 1.0, -1.0, 1.0)
        basis = chebyshev.chebvander(x, degree)
        value = np.einsum("s...k,ks->s...", basis, self.coefficients)
        found: Floats = value - self.base.reshape(-1, *(1,) * (points.ndim - 1))
        return np.where(points > 0, found, 0.0)


def _own(problem: Problem, party: int, open_: NDArray[np.bool_]) -> Ints:
    """Our candidacy in each seat, -1 where ours is not in the race or the seat is decided."""
    own = np.full(problem.n_seats, -1, dtype=np.int64)
    seat = np.repeat(np.arange(problem.n_seats), np.diff(problem.pointer))
    mine = np.flatnonzero((problem.party == party) & open_[seat])
    own[seat[mine]] = mine
    return own


def _shrunk(gain: Floats, decisive: Floats, share: Floats) -> Floats:
    """Ratio of the means of two block values, (n_blocks, n_seats), each drawn towards the mean ratio by its noise."""
    top, bottom = share @ decisive, share @ gain
    live = np.abs(bottom) > 1e-9
    if not live.any():
        return np.zeros_like(bottom)
    safe = np.where(live, bottom, 1.0)
    ratio = np.where(live, top / safe, 0.0)
    size = np.where(live, np.abs(bottom), 0.0)
    mean = float(size @ ratio / size.sum())
    if len(share) > 1:
        noise = share @ (decisive - ratio * gain) ** 2 / (len(share) - 1) / safe**2
        real = max(float(size @ ((ratio - mean) ** 2 - noise) / size.sum()), 0.0)
        keep = real / np.maximum(real + noise, 1e-300)
        ratio = np.where(live, mean + keep * (ratio - mean), 0.0)
    found: Floats = np.maximum(ratio, 0.0)
    return found
