"""The whole of section 12 for one mission: plans for expected seats and for the goal, their prices and their limits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.forecast.nouns import DrawSet
from khaka.mission import Brief
from khaka.mission.effort import EffortSpec
from khaka.strategy.effort.allocate import Allocation, Bound, allocation, bound_of, chosen
from khaka.strategy.effort.calendar import Campaign, campaign
from khaka.strategy.effort.ceilings import Ceilings, ceilings
from khaka.strategy.effort.goal import Verdict, compare, goal_plan
from khaka.strategy.effort.ground import Curves, Ground, Target, target_of
from khaka.strategy.effort.response import Response, range_of
from khaka.strategy.effort.spread import Thin, too_thin
from khaka.strategy.effort.task import Menu, Task, menu_of, task_of
from khaka.strategy.focus import FocusList

if TYPE_CHECKING:
    from khaka.strategy.strategy import Strategy

#: Draws that plans are made on, and fresh draws that they are compared on.
DRAWS, FRESH = 512, 1024
#: The fresh draws' seed is so far from the mission's.
_FRESH_SEED = 1_000_003
FACTORS = (0.5, 2.0)


@dataclass(frozen=True)
class Variant:
    """The plan when the response is ``factor`` times as large.

    Parameters
    ----------
    kept, best
        Expected seats that the plan as it stands would bring then, and that the best plan for then would.
    changed
        Seats that are served in one of the two plans and not in the other.
    served
        Seats that the best plan for then serves.
    """

    factor: float
    kept: float
    best: float
    changed: tuple[str, ...]
    served: int

    @property
    def regret(self) -> float:
        """Expected seats lost by planning with the wrong response."""
        return max(self.best - self.kept, 0.0)


@dataclass(frozen=True)
class EffortPlan:
    """What section 12 prints.

    Parameters
    ----------
    expected
        The plan for expected seats.
    goal, verdict
        The plan for the goal's chance and the comparison on fresh draws; None without a goal.
    shown
        The one of the two that was asked for: the following, and the tables, are about it.
    bound
        How near to the best for expected seats it is.
    low, high
        Expected seats that it brings at the ends of the response's range.
    thin
        Set when the budget does not reach the list.
    calendar
        Leaders' days by week; None without any.
    """

    spec: EffortSpec
    target: Target
    ceilings: Ceilings
    ground: Ground
    task: Task
    curves: Curves
    expected: Allocation
    goal: Allocation | None
    verdict: Verdict | None
    shown: Allocation
    bound: Bound
    low: float
    high: float
    variants: tuple[Variant, ...]
    thin: Thin | None
    calendar: Campaign | None


def effort_plan(
    strategy: Strategy, *, budget: float | None = None, seats: int | None = None, number: int = 1, way: str = "expected",
    draws: int = DRAWS, fresh: int = FRESH,
) -> EffortPlan:  # fmt: skip
    """The plan of a mission with an ``[effort]``.

    Parameters
    ----------
    budget
        Instead of the mission's, in its unit.
    seats
        Length of the focus list, instead of the mission's.
    number
        The mission's goal to plan for, from 1.
    way
        Which plan to show: for ``expected`` seats, or for the ``goal``.
    draws, fresh
        Draws to plan on, and to compare on.

    Raises
    ------
    KhakaError
        No ``[effort]``, a budget that is negative or without end, no such goal, no seat of the list in which ours stands,
        or limits that no plan meets.
    """
    from khaka.strategy.focus import focus_list

    brief = strategy.brief
    spec = _spec(brief, budget)
    goals = brief.mission.goals
    if not 1 <= number <= max(len(goals), 1):
        raise KhakaError(msg("error.effort.goal", n=number, have=len(goals)))
    focus = strategy.focus
    if seats is not None:
        focus = focus_list(brief, strategy.book, strategy.partner_claims, wanted=seats)
    return planned(brief, spec, focus, strategy.odds.draws, target_of(brief, number), way, draws, fresh)


def _spec(brief: Brief, budget: float | None) -> EffortSpec:
    spec = brief.mission.effort
    if spec is None:
        raise KhakaError(msg("error.effort.none"), msg("error.effort.none_hint"))
    if budget is None:
        return spec
    from khaka.mission.effort import MOST_BUDGET

    if not 0 <= budget <= MOST_BUDGET:
        raise KhakaError(msg("error.effort.budget", budget=f"{budget:g}"), msg("error.effort.budget_hint"))
    return replace(spec, budget=float(budget))


def planned(
    brief: Brief, spec: EffortSpec, focus: FocusList, draw_set: DrawSet, target: Target, way: str = "expected",
    draws: int = DRAWS, fresh: int = FRESH,
) -> EffortPlan:  # fmt: skip
    """The plan on a set of draws: its field, scales and seed are used."""
    ground = Ground(draw_set, target, draws=draws)
    law = ceilings(brief.catalog, brief.mission.as_of)
    tiers = {s.seat_id: s.tier for s in focus.seats if s.tier != "out"}
    reserved = {s: str(row["reserved"] or "GEN") for s, row in brief.catalog.seats.items()}
    task = task_of(spec, ground, tiers, reserved, law.by_state)
    if not task.size:
        raise KhakaError(msg("error.effort.no_seats", party=brief.party), msg("error.effort.no_seats_hint"))
    menu = menu_of(task, coarse=task.limited and task.days > 0)
    ends = _ends(spec)
    most = max(task.most_points * max(FACTORS), *(sum(r.max_pp for r in end if r) for end in ends))
    curves = ground.curves(task.rows, most)
    gain = curves.gains(menu.points)
    expected = allocation(task, menu, curves, chosen(task, menu, gain))
    goal, verdict = _for_goal(task, menu, curves, ground, expected, draw_set, fresh)
    shown = goal if way == "goal" and goal is not None else expected
    low, high = (_worth(shown, curves, *end) for end in ends)
    days = {s: int(d) for s, d in zip(task.seats, shown.leader_days, strict=True) if d}
    return EffortPlan(
        spec, target, law, ground, task, curves, expected, goal, verdict, shown, bound_of(shown, curves), low, high,
        tuple(_variant(shown, curves, f) for f in FACTORS), too_thin(task, curves),
        campaign(brief, spec, days) if days else None,
    )  # fmt: skip


def _ends(spec: EffortSpec) -> tuple[tuple[Response, Response | None], ...]:
    """Money's and leaders' response at the low and at the high end."""
    leader = range_of(spec.leader_response) if spec.leader_response and spec.days else (None, None)
    return tuple(zip(range_of(spec.response), leader, strict=True))


def _worth(plan: Allocation, curves: Curves, money: Response, leader: Response | None) -> float:
    """Expected seats that a plan brings with other responses."""
    points = money.points(plan.amounts)
    if leader is not None:
        points = points + leader.points(plan.leader_days.astype(np.float64))
    return float(curves.gains(points).sum())


def _variant(plan: Allocation, curves: Curves, factor: float) -> Variant:
    task = plan.task.times(factor)
    menu = menu_of(task, coarse=task.limited and task.days > 0)
    best = allocation(task, menu, curves, chosen(task, menu, curves.gains(menu.points)))
    kept = _worth(plan, curves, task.response, task.leader_response)
    changed = sorted(set(plan.served.tolist()) ^ set(best.served.tolist()))
    # the search stops near the best: what is kept is a plan too
    return Variant(factor, kept, max(best.value, kept), tuple(task.seats[i] for i in changed), len(best.served))


def _for_goal(
    task: Task, menu: Menu, curves: Curves, ground: Ground, expected: Allocation, draw_set: DrawSet, fresh: int
) -> tuple[Allocation | None, Verdict | None]:
    if not ground.target.has_goal:
        return None, None
    levels = goal_plan(task, menu, curves, ground, expected.levels, lambda gain: chosen(task, menu, gain))
    plan = allocation(task, menu, curves, levels)
    judge = Ground(draw_set, ground.target, draws=fresh, seed=ground.plan.seed + _FRESH_SEED)
    return plan, compare(task, menu, expected.levels, levels, judge)
