"""A list that is spread too thin: the budget does not reach it, or it holds seats where ours was never first or second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khaka.strategy.focus.listing import FocusList

if TYPE_CHECKING:
    from khaka.strategy.effort.spread import Thin
    from khaka.strategy.effort.task import Task
    from khaka.strategy.strategy import Strategy


def thin_budget(strategy: Strategy) -> tuple[Task, Thin] | None:
    """What the mission's ``[effort]`` leaves undone when it is spread over the list; None when it reaches or is not given.

    Notes
    -----
    The same task, draws and values as section 12, without its plans.
    """
    from khaka.strategy.effort.ceilings import ceilings  # the effort room reads this one
    from khaka.strategy.effort.ground import Ground, target_of
    from khaka.strategy.effort.plan import DRAWS
    from khaka.strategy.effort.spread import too_thin
    from khaka.strategy.effort.task import task_of

    brief, spec = strategy.brief, strategy.brief.mission.effort
    if spec is None:
        return None
    ground = Ground(strategy.odds.draws, target_of(brief), draws=DRAWS)
    tiers = {s.seat_id: s.tier for s in strategy.focus.seats if s.tier != "out"}
    reserved = {s: str(row["reserved"] or "GEN") for s, row in brief.catalog.seats.items()}
    task = task_of(spec, ground, tiers, reserved, ceilings(brief.catalog, brief.mission.as_of).by_state)
    if not task.size or task.budget / task.size >= task.least * (1 - 1e-12):
        return None
    found = too_thin(task, ground.curves(task.rows, task.most_points))
    return None if found is None else (task, found)


def never_in_contention(focus: FocusList) -> tuple[str, ...]:
    """Seats of the list in which ours was neither first nor second in any election that the rule looks at."""
    return tuple(s.seat_id for s in focus.chosen if not any(p is not None and p <= 2 for p in s.history))
