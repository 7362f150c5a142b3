"""Allocation along the concave hull of each seat's gains: the best step first, wherever it is."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from khaka.forecast.nouns import Floats
from khaka.strategy.effort.task import Ints, Menu, Task

#: Changes that are tried with what is left after the hull.
_CHANGES = 20


def hull_steps(cost: Floats, gain: Floats) -> list[tuple[int, float, float]]:
    """The levels on the upper concave hull of (cost, gain), the first being level 0.

    Parameters
    ----------
    cost
        Rising, NaN where a level is left out, (n_levels,).
    gain
        At each level, (n_levels,).

    Returns
    -------
    (level, cost more than the step before, gain a unit of cost) of each step, slopes falling.
    """
    hull = [0]
    order = [j for j in range(1, len(cost)) if not np.isnan(cost[j])]
    for j in sorted(order, key=lambda j: (cost[j], j)):
        if gain[j] <= gain[hull[-1]] or cost[j] <= cost[hull[-1]]:
            continue
        while len(hull) > 1 and _slope(cost, gain, hull[-1], j) >= _slope(cost, gain, hull[-2], hull[-1]):
            hull.pop()
        hull.append(j)
    return [(b, float(cost[b] - cost[a]), _slope(cost, gain, a, b)) for a, b in pairwise(hull)]


def _slope(cost: Floats, gain: Floats, a: int, b: int) -> float:
    return float((gain[b] - gain[a]) / (cost[b] - cost[a]))


def fill(cost: Floats, gain: Floats, budget: float) -> tuple[Ints, float]:
    """Levels that spend a budget, the steepest step first.

    Parameters
    ----------
    cost, gain
        Of each seat's levels, (n_seats, n_levels).

    Returns
    -------
    The level of each seat, and the slope of the first step that could not be taken in full (0 when all were): what one
    more unit of the budget would bring.

    Notes
    -----
    Optimal for the linear relaxation up to the step that no longer fits; that seat stays where it is and the rest of
    the budget goes down the list, then to the best change of one or two seats while any brings more. Ties go by seat.

    References
    ----------
    Sinha & Zoltners (1979), "The multiple-choice knapsack problem", Oper. Res. 27:503.
    """
    level = np.zeros(len(cost), dtype=np.int64)
    steps = [
        (-slope, s, place, to, more)
        for s in range(len(cost))
        for place, (to, more, slope) in enumerate(hull_steps(cost[s], gain[s]))
    ]
    left, price, stopped = budget, 0.0, np.zeros(len(cost), dtype=np.bool_)
    for slope, s, _, to, more in sorted(steps):
        if stopped[s]:
            continue
        if more > left * (1 + 1e-12):
            price = max(price, -slope)
            stopped[s] = True
            continue
        level[s], left = to, left - more
    _rest(cost, gain, level, left)
    return level, price


def _rest(cost: Floats, gain: Floats, level: Ints, left: float) -> None:
    """Spend what is left, in place: the best change of one seat, or of two seats together, while any brings more.

    Two together let one seat step down so that another can step up; a budget of few steps needs it.
    """
    rows = np.arange(len(cost))
    for _ in range(_CHANGES):
        more = (cost - cost[rows, level][:, None]).ravel()
        better = (gain - gain[rows, level][:, None]).ravel()
        seat, to = (x.ravel() for x in np.indices(cost.shape))
        real = np.flatnonzero(~np.isnan(more) & (to != level[seat]))
        order = real[np.lexsort((real, more[real]))]
        found = _best_pair(more[order], better[order], seat[order], left * (1 + 1e-12) + 1e-12)
        if not found:
            return
        for k in found:
            level[seat[order[k]]] = to[order[k]]
            left -= float(more[order[k]])


def _best_pair(more: Floats, better: Floats, seat: Ints, left: float) -> tuple[int, ...]:
    """The one or two changes of different seats that fit and bring most; empty when none brings anything.

    Parameters
    ----------
    more
        Cost of each change, rising, (n,); negative where a seat steps down.
    """
    if not len(more):
        return ()
    # the best change, and the best of another seat than that one, among the cheapest k
    first, second = np.empty(len(more), dtype=np.int64), np.full(len(more), -1, dtype=np.int64)
    top, next_ = 0, -1
    for k in range(len(more)):
        if k and better[k] > better[top]:
            next_, top = (top if seat[k] != seat[top] else next_), k
        elif seat[k] != seat[top] and (next_ < 0 or better[k] > better[next_]):
            next_ = k
        first[k], second[k] = top, next_
    reach = np.searchsorted(more, left - more, side="right") - 1
    alone = np.where(more <= left, better, -np.inf)
    within = np.maximum(reach, 0)
    other = np.where(seat[first[within]] != seat, first[within], second[within])
    both = np.where((reach >= 0) & (other >= 0), better + better[other], -np.inf)
    k, j = int(np.argmax(alone)), int(np.argmax(both))
    if max(alone[k], both[j]) <= 1e-9:
        return ()
    return (k,) if alone[k] >= both[j] else (j, int(other[j]))


def greedy(task: Task, menu: Menu, gain: Floats) -> tuple[Ints, Ints, float, float]:
    """Money by the hull, then leaders' days by the hull on top of it; no limits on groups.

    Returns
    -------
    Money level and day level of each seat, and what one more unit of money and one more day would bring.
    """
    money, price = fill(menu.amounts, gain[:, :, 0], task.budget)
    days = np.zeros(task.size, dtype=np.int64)
    day_price = 0.0
    if len(menu.days) > 1:
        on_top = gain[np.arange(task.size), money, :]
        cost = np.tile(menu.days.astype(np.float64), (task.size, 1))
        days, day_price = fill(cost, on_top - on_top[:, :1], float(task.days))
    return money, days, price, day_price
