"""The national goal, and what the briefs add up to."""

from __future__ import annotations

from collections.abc import Sequence

from khaka.core.figure import Figure
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.mission.spec import ALLIANCE, OURS
from khaka.strategy.briefs import figures
from khaka.strategy.briefs.brief import StateBrief
from khaka.strategy.briefs.clash import NationalPlan


def goal_bloc(brief: Brief) -> str:
    """Whose seats the national goal counts: ``ours``, ``alliance``, or empty without a goal."""
    if brief.mission.hand.targets.seats is not None:
        return OURS
    goals = [g.bloc for g in brief.mission.goals if g.at_least is not None]
    ours = [OURS if g == brief.mission.party else g for g in goals if g in (OURS, ALLIANCE, brief.mission.party)]
    return ours[0] if ours else ""


def national_goal(brief: Brief) -> Figure | None:
    """The national target: the plan's, else the mission's first upward goal for ours or the alliance."""
    targets, bloc = brief.mission.hand.targets, goal_bloc(brief)
    if not bloc:
        return None
    blocs = (OURS, brief.mission.party) if bloc == OURS else (ALLIANCE,)
    value, field = targets.seats, "targets.seats"
    if value is None:
        value = next(g.at_least for g in brief.mission.goals if g.at_least is not None and g.bloc in blocs)
        field = "goals"
    return brief.give("s9.national_goal", value, Unit.SEATS, msg(f"briefs.national_goal.{bloc}"), field)


def sum_of_goals(plan: NationalPlan, briefs: Sequence[StateBrief]) -> Figure:
    """What the briefs add up to; for an alliance's goal, with the seats that the plan leaves to partners."""
    brief = plan.brief
    parts = [figures.goal(brief, b) for b in sorted(briefs, key=lambda b: b.state.code)]
    total = sum(int(p.value or 0) for p in parts)
    if goal_bloc(brief) == ALLIANCE:
        claimed = {s for b in briefs for s in (*b.hold, *b.win)}
        left = brief.count(
            "s9.left_to_partners", sorted(plan.partner_seats - claimed), msg("briefs.left_to_partners.definition"),
            "partner did better in the base election, plan allied",
        )  # fmt: skip
        total, parts = total + int(left.value or 0), [*parts, left]
    formula = "sum(s9.*.goal)" + (" + s9.left_to_partners" if len(parts) > len(briefs) else "")
    return brief.derive("s9.sum", total, Unit.SEATS, msg("briefs.sum.definition"), formula, parts)
