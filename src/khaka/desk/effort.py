"""Where effort goes: `khaka effort`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from khaka.blueprint.blocks import Section
from khaka.catalog import Catalog
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.desk.guard import ensure_open
from khaka.mission import Brief, load_mission
from khaka.strategy import Strategy

if TYPE_CHECKING:
    from khaka.strategy.effort import EffortPlan
    from khaka.strategy.effort.allocate import Allocation

#: What a plan is for: more expected seats, or a higher chance of the goal.
WAYS = ("expected", "goal")
_DRAWS = (64, 65_536)


def effort(
    catalog: Catalog,
    mission: str,
    *,
    party: str | None = None,
    budget: float | None = None,
    seats: int | None = None,
    way: str = "expected",
    goal: int = 1,
    draws: int | None = None,
) -> tuple[Strategy, EffortPlan]:
    """The effort plan of a mission.

    Parameters
    ----------
    budget
        Instead of the mission's, in its unit.
    seats
        Length of the focus list, instead of the mission's.
    way
        ``expected`` or ``goal``; a goal's plan needs a mission with a goal.
    goal
        The mission's goal to plan for, from 1.
    draws
        Draws to plan on; four times as many fresh ones compare the plans. None takes the blueprint's numbers.

    Raises
    ------
    MissionFault
        The mission has faults.
    KhakaError
        No ``[effort]``; a budget, number of seats, goal, way or number of draws that is not possible; no seat to spend on;
        limits that no plan meets.
    """
    from khaka.strategy.effort import effort_plan
    from khaka.strategy.effort.plan import DRAWS, FRESH

    if way not in WAYS:
        raise KhakaError(msg("error.effort.for", value=way), msg("error.effort.for_hint"))
    if draws is not None and not _DRAWS[0] <= draws <= _DRAWS[1]:
        raise KhakaError(msg("error.effort.draws", draws=draws), msg("error.effort.draws_hint"))
    found = load_mission(mission, catalog, party)
    if way == "goal" and not found.goals:
        raise KhakaError(msg("error.effort.no_goal"), msg("error.effort.no_goal_hint"))
    ensure_open(found, catalog)
    strategy = Strategy(Brief(found, catalog))
    drawn = (DRAWS, FRESH) if draws is None else (draws, 4 * draws)
    plan = effort_plan(strategy, budget=budget, seats=seats, number=goal, way=way, draws=drawn[0], fresh=drawn[1])
    return strategy, plan


def section(strategy: Strategy, plan: EffortPlan) -> Section:
    """Section 12 of the plan."""
    from khaka.blueprint.sections.resources import of_plan

    return of_plan(strategy, plan)


def document(strategy: Strategy, plan: EffortPlan) -> dict[str, Any]:
    """A plan as plain values; money in the mission's unit, chances and gains to six digits."""
    brief, verdict = strategy.brief, plan.verdict
    ensure_open(brief)
    goal = plan.target.goal
    return {
        "mission": brief.mission.id,
        "party": brief.mission.party,
        "for": "goal" if plan.shown is plan.goal else "expected",
        "budget": plan.spec.budget,
        "unit": plan.spec.unit,
        "response": _response(plan),
        "plan": _plan(plan.shown),
        "range": {"low": _six(plan.low), "high": _six(plan.high)},
        "bound": _six(plan.bound.bound),
        "gap": _six(plan.bound.gap),
        "prices": [
            {"limit": " ".join(filter(None, p.name)), "of": p.kind, "value": float(f"{p.value:.6g}")}
            for p in plan.bound.prices
        ],
        "variants": [
            {"factor": v.factor, "kept": _six(v.kept), "best": _six(v.best), "regret": _six(v.regret),
             "changed": list(v.changed)} for v in plan.variants
        ],
        "goal": None if verdict is None or goal is None else {
            "bloc": goal.bloc,
            **({"at_least": goal.at_least} if goal.at_least is not None else {"at_most": goal.at_most}),
            "draws": verdict.draws, "seed": verdict.seed, "verdict": verdict.verdict,
            **{n: {"probability": _six(c.probability), "se": _six(c.se)} for n, c in (
                ("nothing", verdict.nothing), ("expected", verdict.expected), ("goal", verdict.goal),
                ("difference", verdict.difference))},
        },
        "too_thin": None if plan.thin is None else {
            "per_seat": _six(plan.thin.per_seat), "least": _six(plan.thin.least), "serves": plan.thin.serves,
            "seats": list(plan.thin.seats),
        },
        "ceilings": dict(sorted(plan.ceilings.by_state.items())),
        "calendar": [] if plan.calendar is None else [
            {"week": e.week.isoformat(), "office": e.leader.office, "state": e.leader.state or None,
             "days": e.days, "places": dict(e.places), "seats": list(e.seats)} for e in plan.calendar.entries
        ],
        "as_of": brief.mission.as_of.isoformat(),
        "draws": plan.ground.plan.draws,
        "seed": plan.ground.plan.seed,
        "data_version": brief.catalog.data_version,
    }  # fmt: skip


def _response(plan: EffortPlan) -> dict[str, Any]:
    made = plan.spec.response
    return {"max_pp": made.max_pp, "low": made.low, "high": made.high, "half_at": made.half_at,
            "source": dict(made.source.texts)}  # fmt: skip


def _plan(shown: Allocation) -> dict[str, Any]:
    task = shown.task
    return {
        "method": shown.method,
        "expected_gain": _six(shown.value),
        "spent": _six(shown.spent),
        "seats": [
            {"seat_id": task.seats[i], "tier": task.tiers[i], "amount": _six(float(shown.amounts[i])),
             "leader_days": int(shown.leader_days[i]), "points": _six(float(shown.points[i])),
             "gain": _six(float(shown.gains[i]))}
            for i in shown.served.tolist()
        ],
    }  # fmt: skip


def _six(value: float) -> float | None:
    """Six digits; None where one block of draws gives no spread."""
    return round(value, 6) if math.isfinite(value) else None
