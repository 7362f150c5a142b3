"""Allocation for the goal's chance: linearised plans in sequence, and an honest comparison on fresh draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from khaka.forecast.nouns import Floats
from khaka.strategy.effort.ground import Curves, Ground
from khaka.strategy.effort.task import Ints, Menu, Task

#: Rounds of the sequence; it stops earlier when a plan comes back.
ROUNDS = 2
#: A difference of this many standard errors is told as one.
SURE = 2.0

Levels = tuple[Ints, Ints]
Chooser = Callable[[Floats], Levels]


@dataclass(frozen=True)
class Chance:
    """The goal's chance under a plan, and its Monte Carlo standard error."""

    probability: float
    se: float


@dataclass(frozen=True)
class Verdict:
    """The plan for the goal against the plan for expected seats, on fresh draws that neither has seen.

    Parameters
    ----------
    nothing, expected, goal
        Without effort, and under either plan.
    difference
        The goal plan's chance less the other's, with the standard error of the difference on the same draws.
    verdict
        ``goal`` or ``expected`` where one is better by SURE standard errors, else ``open``.
    draws, seed
        Of the fresh draws.
    """

    nothing: Chance
    expected: Chance
    goal: Chance
    difference: Chance
    verdict: str
    draws: int
    seed: int


def spread(task: Task, menu: Menu, levels: Levels, ground: Ground) -> Floats:
    """Points of every seat of the house under a plan, (n_seats of the ground,)."""
    points = np.zeros(len(ground.seats))
    points[task.rows] = menu.at(*levels)
    return points


def goal_plan(
    task: Task, menu: Menu, curves: Curves, ground: Ground, start: Levels, choose: Chooser, rounds: int = ROUNDS
) -> Levels:
    """A plan for the goal's chance.

    Parameters
    ----------
    start
        The plan for expected seats; the result is never worse than it on the ground's own draws.
    choose
        The best plan for given gains, under the task's limits.

    Notes
    -----
    The goal's chance is not concave in a plan, and no exact method closes its gap on problems of this size. Each round
    weights every seat's expected gain by what one expected seat there is worth for the goal at the field that the last
    plan moves (see ``Ground.weights``), and takes the plan that is best for these gains; from the second round on the
    weights are averaged with the ones before, which ends most cycles. The best plan seen is kept. Nothing is proved of
    its distance to the best there is.
    """
    gain = curves.gains(menu.points)
    best, best_chance = start, _chance(task, menu, start, ground)
    # the weights at no effort start a second path: behind, the two can lead to different plans
    for first in (start, None):
        seen: set[bytes] = set()
        points = np.zeros(len(ground.seats)) if first is None else spread(task, menu, first, ground)
        weights = ground.weights(points)[task.rows]
        for _ in range(max(rounds // 2, 1)):
            plan = choose(gain * (weights / max(float(weights.max()), 1e-300))[:, None, None])
            key = plan[0].tobytes() + plan[1].tobytes()
            if key in seen:
                break
            seen.add(key)
            chance = _chance(task, menu, plan, ground)
            if chance > best_chance:
                best, best_chance = plan, chance
            points = spread(task, menu, plan, ground)
            weights = (weights + ground.weights(points)[task.rows]) / 2.0
    return best


def _chance(task: Task, menu: Menu, plan: Levels, ground: Ground) -> float:
    return ground.mean(ground.goal_blocks(spread(task, menu, plan, ground)))[0]


def compare(task: Task, menu: Menu, expected: Levels, goal: Levels, fresh: Ground) -> Verdict:
    """Both plans on fresh draws; every plan meets the same draws, so the difference is known better than either."""
    blocks = [
        fresh.goal_blocks(points)
        for points in (
            np.zeros(len(fresh.seats)),
            spread(task, menu, expected, fresh),
            spread(task, menu, goal, fresh),
        )
    ]
    nothing, first, second = (Chance(*fresh.mean(b)) for b in blocks)
    difference = Chance(*fresh.mean(blocks[2] - blocks[1]))
    verdict = "open"
    if abs(difference.probability) > SURE * difference.se:
        verdict = "goal" if difference.probability > 0 else "expected"
    return Verdict(nothing, first, second, difference, verdict, fresh.plan.draws, fresh.plan.seed)
