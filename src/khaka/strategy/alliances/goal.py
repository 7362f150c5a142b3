"""A deal for a goal: the chance that an alliance wins at least N of the shared seats, by a sequence of linear steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from khaka.strategy.alliances.chances import FRESH_DRAWS, SEARCH_DRAWS, Table

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Solve: TypeAlias = "Callable[..., tuple[Ints, float] | None]"

#: Linear steps at most; a step that does not better the chance is tried again with half as many seats in other hands.
STEPS = 12
_BETTER = 1e-9


@dataclass(frozen=True)
class GoalFound:
    """What was found for a goal, scored on fresh draws (not those of the search).

    Parameters
    ----------
    at_least
        Seats.
    probability, se
        Chance of the deal, and its Monte Carlo standard error.
    start
        Chance of the deal with the most expected seats.
    gain_se
        Standard error of ``probability - start``, draw by draw.
    bound
        No deal whatever has more: in each draw every seat goes to its best member, quotas aside.
    steps
        Linear steps taken.
    kept_start
        True when no step bettered the deal with the most expected seats on fresh draws: that deal is given.
    given
        Chances on the fresh draws, (n_draws, n_seats, n_members).
    """

    at_least: int
    probability: float
    se: float
    start: float
    gain_se: float
    bound: float
    steps: int
    kept_start: bool
    given: Floats = field(compare=False, repr=False)

    def chance(self, chosen: Ints) -> float:
        """The chance of another deal on the same draws."""
        return float(reached(_of(self.given, chosen), self.at_least).mean())


def best_for_goal(
    table: Table, at_least: int, start: Ints, solve: Solve, seed: int
) -> tuple[GoalFound, Ints, float, Floats]:
    """The best deal that a sequence of linear programmes finds for P(seats >= at_least).

    Parameters
    ----------
    start
        The deal with the most expected seats.
    solve
        Values, a deal and a number of changes to the best deal near it; see ``sharing``.

    Returns
    -------
    What was found, the deal, the solver's gap at the last step, and the last linear values, (n_seats, n_members).

    Notes
    -----
    Given common errors f seats are independent, and P(W >= N | f) = P(W_-s >= N | f) + p_s(f) P(W_-s = N - 1 | f): the
    chance is linear in each seat's own chance. The value of member m in seat s is E_f[p_sm(f) P(W_-s = N - 1 | f)],
    exact for one change of hands and an approximation for several, so that a step that does worse is cut to half as many
    changes. The end is a deal that no single change betters; that no other deal does is not proved: ``bound`` says how
    far from it the deal can be.

    References
    ----------
    Strömberg (2008), AER 98:769-807, for P(W_-s = N - 1).
    """
    assert table.cases is not None
    given = table.cases.given(SEARCH_DRAWS, seed)
    now, best = start, float(reached(_of(given, start), at_least).mean())
    values, gap, steps, changes = _values(given, now, at_least), 0.0, 0, len(start)
    while steps < STEPS and changes >= 1:
        solved = solve(values, now, changes)
        if solved is None:
            break
        steps += 1
        chance = float(reached(_of(given, solved[0]), at_least).mean())
        if chance > best + _BETTER:
            now, best, gap = solved[0], chance, solved[1]
            values = _values(given, now, at_least)
        else:
            moved = int((solved[0] != now).sum())
            if moved == 0:
                break
            changes = min(changes, moved) // 2
    fresh = table.cases.given(FRESH_DRAWS, seed + 1)
    one, two = (reached(_of(fresh, c), at_least) for c in (start, now))
    kept = bool(two.mean() <= one.mean())
    if kept:
        now, two = start, one
        values = _values(given, now, at_least)
    bound = float(reached(fresh.max(axis=2), at_least).mean())
    found = GoalFound(
        at_least, float(two.mean()), _se(two), float(one.mean()), _se(two - one), bound, steps, kept, fresh
    )
    return found, now, gap, values


def _of(given: Floats, chosen: Ints) -> Floats:
    """Chances of a deal, (n_draws, n_seats)."""
    found: Floats = given[:, np.arange(len(chosen)), chosen]
    return found


def _se(values: Floats) -> float:
    """Standard error of a mean over draws that come in pairs of opposite sign."""
    half = len(values) // 2
    pairs = (values[:half] + values[half:]) / 2
    return float(pairs.std(ddof=1) / np.sqrt(half))


def _values(given: Floats, chosen: Ints, at_least: int) -> Floats:
    """E_f[p_sm(f) P(W_-s = N - 1 | f)], (n_seats, n_members), scaled so that the largest is 1."""
    values: Floats = np.einsum("dsm,ds->sm", given, exactly_without(_of(given, chosen), at_least - 1)) / len(given)
    return values / max(float(values.max(initial=0.0)), 1e-300)


def reached(chances: Floats, at_least: int) -> Floats:
    """P(sum >= at_least) of independent 0/1 variables, exact, (n_draws,); ``chances`` (n_draws, n_seats)."""
    pmf = np.zeros((len(chances), chances.shape[1] + 1))
    pmf[:, 0] = 1.0
    for s in range(chances.shape[1]):
        q = chances[:, s : s + 1]
        pmf[:, 1:] = pmf[:, 1:] * (1 - q) + pmf[:, :-1] * q
        pmf[:, 0] *= 1 - q[:, 0]
    tail: Floats = pmf[:, max(at_least, 0) :].sum(axis=1)
    return tail


def exactly_without(chances: Floats, count: int) -> Floats:
    """P(sum of all but s = count) for each s, exact, (n_draws, n_seats).

    From the distributions of the seats before s and of those after it.
    """
    draws, n = chances.shape
    before, after = _running(chances), _running(chances[:, ::-1])
    out = np.zeros((draws, n))
    for s in range(n):
        k = np.arange(max(0, count - (n - 1 - s)), min(s, count) + 1)
        if k.size:
            out[:, s] = (before[s][:, k] * after[n - 1 - s][:, count - k]).sum(axis=1)
    return out


def _running(chances: Floats) -> list[Floats]:
    """Distribution of the sum of the first k, for each k."""
    pmf = np.ones((len(chances), 1))
    found = [pmf]
    for s in range(chances.shape[1]):
        q = chances[:, s : s + 1]
        none = np.zeros((len(chances), 1))
        pmf = np.concatenate([pmf * (1 - q), none], axis=1) + np.concatenate([none, pmf * q], axis=1)
        found.append(pmf)
    return found
