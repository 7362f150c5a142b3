"""An allocation: which seat gets how much money and how many leaders' days, and what that is worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from khaka.forecast.nouns import Floats
from khaka.strategy.effort.exact import GAP, Price, relaxation, solve
from khaka.strategy.effort.ground import Curves
from khaka.strategy.effort.hull import greedy
from khaka.strategy.effort.task import Ints, Menu, Task

#: ``hull``: fast, without limits on groups; ``milp``: the exact search; ``auto``: the search only where limits bind.
METHODS = ("auto", "hull", "milp")


@dataclass(frozen=True)
class Allocation:
    """A plan; arrays in the order of the task's seats, (n_seats,) each.

    Parameters
    ----------
    money, days
        Levels of the menu.
    amounts, leader_days, points
        Money in the budget's unit, days, and points of share.
    gains
        Expected seats that each seat's effort brings (off the rival's where the goal holds one down).
    marginal
        The best rate at which more money would bring more there, in expected seats a unit of the budget.
    method
        ``hull`` or ``milp``.
    """

    task: Task
    menu: Menu
    money: Ints
    days: Ints
    amounts: Floats
    leader_days: Ints
    points: Floats
    gains: Floats
    marginal: Floats
    method: str

    @property
    def levels(self) -> tuple[Ints, Ints]:
        """Levels of money and of days."""
        return self.money, self.days

    @property
    def value(self) -> float:
        """Expected seats that the plan brings."""
        return float(self.gains.sum())

    @property
    def spent(self) -> float:
        """Money that the plan uses."""
        return float(self.amounts.sum())

    @property
    def served(self) -> Ints:
        """Seats with money or days, as places in the task."""
        return np.flatnonzero((self.amounts > 0) | (self.leader_days > 0)).astype(np.int64)


def chosen(task: Task, menu: Menu, gain: Floats, method: str = "auto", gap: float = GAP) -> tuple[Ints, Ints]:
    """Levels that are best for given gains, (n_seats, n_money, n_days).

    Raises
    ------
    KhakaError
        Limits that contradict each other or that no seats can meet.
    """
    if not task.size:
        empty = np.zeros(0, dtype=np.int64)
        return empty, empty
    if method == "hull" or (method == "auto" and not task.limited):
        return greedy(task, menu, gain)[:2]
    found = solve(task, menu, gain, gap=gap)
    return found.money, found.days


def allocation(task: Task, menu: Menu, curves: Curves, levels: tuple[Ints, Ints], method: str = "auto") -> Allocation:
    """A plan of levels with its worth in expected seats."""
    money, days = levels
    gain = curves.gains(menu.points)
    rows = np.arange(task.size)
    amounts, own = menu.spent(money), gain[rows, money, days]
    at_days = gain[rows, :, days]
    more = menu.amounts - amounts[:, None]
    rate = np.where(more > 0, (at_days - own[:, None]) / np.where(more > 0, more, 1.0), 0.0)
    how = method if method != "auto" else "milp" if task.limited else "hull"
    return Allocation(
        task, menu, money, days, amounts, menu.days[days], menu.at(money, days), own,
        np.maximum(np.nan_to_num(rate).max(axis=1, initial=0.0), 0.0), how,
    )  # fmt: skip


@dataclass(frozen=True)
class Bound:
    """What no plan exceeds, how near a plan is to it, and the prices of the limits."""

    bound: float
    gap: float
    prices: tuple[Price, ...]

    def price(self, name: str) -> float | None:
        """What one more unit of ``budget`` or ``days`` would bring; None where it does not bind a choice."""
        return next((p.value for p in self.prices if p.name[0] == name), None)


def bound_of(plan: Allocation, curves: Curves) -> Bound:
    """The plan's distance from the linear relaxation, a part of it."""
    if not plan.task.size:
        return Bound(0.0, 0.0, ())
    bound, prices = relaxation(plan.task, plan.menu, curves.gains(plan.menu.points))
    bound = max(bound, plan.value)
    return Bound(bound, (bound - plan.value) / bound if bound > 1e-12 else 0.0, prices)
