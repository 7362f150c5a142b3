"""Spread too thin: when the budget over the list leaves each seat less than is worth spending there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from khaka.strategy.effort.ground import Curves
from khaka.strategy.effort.task import Task


@dataclass(frozen=True)
class Thin:
    """The budget does not reach the list.

    Parameters
    ----------
    per_seat
        Budget over seats.
    least
        The least that is worth spending in a seat.
    serves
        How many seats the budget serves with the least each.
    seats
        Which: those where the least brings most, most first.
    """

    per_seat: float
    least: float
    serves: int
    seats: tuple[str, ...]


def too_thin(task: Task, curves: Curves) -> Thin | None:
    """What is wrong with spreading the budget evenly over the task's seats, or None.

    Notes
    -----
    Seats whose ceiling is below the least are not served. Ties go by seat id.
    """
    if not task.size or task.budget / task.size >= task.least * (1 - 1e-12):
        return None
    points = np.full(task.size, float(task.response.points(task.least)))
    gains = np.where(task.caps >= task.least, curves.gains(points), -np.inf)
    serves = min(int(task.budget / task.least * (1 + 1e-12)), int(np.isfinite(gains).sum()))
    order = sorted(range(task.size), key=lambda i: (-gains[i], task.seats[i]))
    return Thin(task.budget / task.size, task.least, serves, tuple(task.seats[i] for i in order[:serves]))
