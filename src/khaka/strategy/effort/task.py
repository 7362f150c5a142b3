"""What is to be allocated: seats, amounts that each may get, leaders' days, and the limits on groups of seats."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from khaka.forecast.nouns import Floats
from khaka.mission.effort import EffortSpec
from khaka.strategy.effort.ground import Curves, Ground, Indices
from khaka.strategy.effort.response import LEAST_PART, Response, response_of

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
#: Amounts go up by this part of ``half_at``.
STEP = 0.25
#: A seat gets at most so many days of leaders, and at most so many different numbers of days are weighed.
_MOST_DAYS, _DAY_LEVELS = 12, 5


@dataclass(frozen=True)
class Group:
    """A limit on some seats: how many get effort, and how much they get together; None is no limit.

    Parameters
    ----------
    name
        ``state UP``, ``tier build``, ``reserved ST``: for messages and prices.
    inside
        Which of the task's seats, (n_seats,).
    min_seats, max_seats, min_amount, max_amount
        In seats and in the budget's unit.
    """

    name: tuple[str, str]
    inside: Bools
    min_seats: int | None = None
    max_seats: int | None = None
    min_amount: float | None = None
    max_amount: float | None = None


@dataclass(frozen=True)
class Task:
    """An allocation to be made; all arrays in the order of ``seats``, which is that of seat ids.

    Parameters
    ----------
    rows
        Each seat's place in the Ground, (n_seats,).
    caps
        The most that a seat may get, in the budget's unit, (n_seats,); infinite where no ceiling binds.
    least
        The least that is worth spending in a seat; amounts are zero or at least this.
    days
        Leaders' days in all; zero without a response for them.
    """

    seats: tuple[str, ...]
    states: tuple[str, ...]
    tiers: tuple[str, ...]
    rows: Indices
    caps: Floats
    budget: float
    least: float
    response: Response
    days: int = 0
    leader_response: Response | None = None
    groups: tuple[Group, ...] = ()

    @property
    def size(self) -> int:
        """Seats that may get effort."""
        return len(self.seats)

    @property
    def limited(self) -> bool:
        """True when groups of seats have floors or ceilings."""
        return bool(self.groups)

    def times(self, factor: float) -> Task:
        """The same task with half or double the response, of money and of leaders."""
        leader = self.leader_response.times(factor) if self.leader_response else None
        return replace(self, response=self.response.times(factor), leader_response=leader)

    @property
    def most_points(self) -> float:
        """More points than any seat can get."""
        return self.response.max_pp + (self.leader_response.max_pp if self.leader_response else 0.0)


@dataclass(frozen=True)
class Menu:
    """What each seat may get: money levels times day levels; level 0 of both is nothing.

    Parameters
    ----------
    amounts
        Money of each level, (n_seats, n_money), NaN where a ceiling leaves a level out.
    days
        Days of each level, (n_days,).
    points
        Points of share, (n_seats, n_money, n_days); 0 where a level is left out.
    """

    amounts: Floats
    days: Ints
    points: Floats

    @property
    def open(self) -> Bools:
        """Levels that exist, (n_seats, n_money)."""
        found: Bools = ~np.isnan(self.amounts)
        return found

    def at(self, money: Ints, days: Ints) -> Floats:
        """Points of each seat at one level of each kind, (n_seats,)."""
        found: Floats = self.points[np.arange(len(money)), money, days]
        return found

    def spent(self, money: Ints) -> Floats:
        """Money of each seat, (n_seats,)."""
        found: Floats = self.amounts[np.arange(len(money)), money]
        return found


def menu_of(task: Task, *, coarse: bool = False) -> Menu:
    """The levels of a task.

    Parameters
    ----------
    coarse
        Half as many money levels, for the exact search with leaders' days.

    Notes
    -----
    Money: nothing, then from the least worth spending by STEP of ``half_at`` up to four times ``half_at``; a seat's
    ceiling cuts the row and is its last level. Days: none, then whole days up to four times ``half_at``.
    """
    step = STEP * task.response.half_at * (2.0 if coarse else 1.0)
    grid = np.arange(task.least, max(task.response.most, task.least) + step / 2, step)
    grid = grid[: max(int(np.searchsorted(grid, task.budget * (1 + 1e-12), side="right")), 1)]
    amounts = np.tile(np.concatenate([[0.0], grid, [np.nan]]), (task.size, 1))
    over = amounts > task.caps[:, None] * (1 + 1e-12)
    amounts[over] = np.nan
    # a seat's last level is its ceiling, where that is worth spending and falls between two levels
    between = (task.caps >= task.least) & over.any(axis=1) & (np.nanmax(amounts, axis=1) < task.caps * (1 - 1e-12))
    amounts[between, -1] = task.caps[between]
    if not between.any():
        amounts = amounts[:, :-1]
    days = _day_levels(task)
    points = np.nan_to_num(task.response.points(amounts))[:, :, None]
    if task.leader_response is not None:
        points = points + task.leader_response.points(days.astype(np.float64))
    points = np.broadcast_to(points, (*amounts.shape, len(days)))
    return Menu(amounts, days, np.where(np.isnan(amounts)[:, :, None], 0.0, points))


def _day_levels(task: Task) -> Ints:
    if task.leader_response is None or task.days == 0:
        return np.zeros(1, dtype=np.int64)
    most = int(min(np.ceil(task.leader_response.most), _MOST_DAYS, task.days))
    return np.unique(np.round(np.linspace(0, most, min(most + 1, _DAY_LEVELS))).astype(np.int64))


def task_of(
    spec: EffortSpec, ground: Ground, tiers: dict[str, str], reserved: dict[str, str], ceilings: dict[str, int]
) -> Task:
    """The task of a mission.

    Parameters
    ----------
    tiers
        Tier by seat id, for the seats that may get effort; seats in which ours does not stand are left out.
    reserved
        GEN, SC or ST by seat id.
    ceilings
        A candidate's spending ceiling by state code, in rupees.
    """
    rows = np.array([i for i in ground.stands if ground.seats[i] in tiers], dtype=np.intp)
    seats = tuple(ground.seats[i] for i in rows)
    states = tuple(ground.states[i] for i in rows)
    caps = np.full(len(seats), np.inf)
    if spec.unit == "inr" and spec.candidate_share > 0:
        caps = np.array([ceilings.get(s, np.inf) for s in states]) / spec.candidate_share
    response = response_of(spec.response)
    least = spec.effective_min if spec.effective_min is not None else response.effort_for(LEAST_PART)
    labels = {
        "state": np.array(states),
        "tier": np.array([tiers[s] for s in seats]),
        "reserved": np.array([reserved.get(s, "GEN") for s in seats]),
    }
    groups = tuple(
        Group(
            (x.group, x.code), labels[x.group] == x.code, x.min_seats, x.max_seats,
            None if x.min_share is None else x.min_share * spec.budget,
            None if x.max_share is None else x.max_share * spec.budget,
        )
        for x in spec.limits
    )  # fmt: skip
    leader = response_of(spec.leader_response) if spec.leader_response and spec.days else None
    return Task(
        seats, states, tuple(tiers[s] for s in seats), rows, caps, spec.budget, least, response,
        spec.days if leader else 0, leader, groups,
    )  # fmt: skip


def gains_of(menu: Menu, curves: Curves) -> Floats:
    """What each level brings over nothing, (n_seats, n_money, n_days)."""
    return curves.gains(menu.points)
