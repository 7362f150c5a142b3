"""Clashes with the national plan: alone or allied, targets, shares, effort, promises, and what a brief waits for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum

from khaka.core.message import Message, Name, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.mission.briefs import BRIEF_ID
from khaka.mission.spec import ALLIANCE
from khaka.strategy.briefs import figures
from khaka.strategy.briefs.brief import StateBrief
from khaka.strategy.briefs.clash import Clash, NationalPlan, clash
from khaka.strategy.briefs.due import target_day
from khaka.strategy.briefs.totals import goal_bloc, national_goal, sum_of_goals

#: Sums of shares are compared with the whole to this; per cent in a file have few decimals.
_ROUNDING = 1e-9
_SETTLED = ("alone", "allied")


def alone_or_allied(briefs: Sequence[StateBrief], plan: NationalPlan) -> Iterator[Clash]:
    """The brief fights alone where the plan is allied, or the other way about. A plan that is open settles nothing."""
    for b in briefs:
        if "stance" in b.given and b.plan.stance in _SETTLED and b.stance != b.plan.stance:
            yield clash("alone-or-allied", *_stances(plan.brief, b), [b.state.code])


def other_partners(briefs: Sequence[StateBrief], plan: NationalPlan) -> Iterator[Clash]:
    """Brief and plan are both allied, with different partners."""
    for b in briefs:
        both = "stance" in b.given and b.stance == b.plan.stance == "allied"
        if both and set(b.partners) != set(b.plan.partners):
            yield clash("other-partners", *_stances(plan.brief, b), [b.state.code])


def sum_of_targets(briefs: Sequence[StateBrief], plan: NationalPlan) -> Iterator[Clash]:
    """The states' targets do not add up to the national one; once any of them has been set by hand."""
    goal = national_goal(plan.brief)
    targets = plan.brief.mission.hand.targets
    if goal is None or not (targets.seats is not None or any(b.target is not None for b in briefs)):
        return
    have = sum_of_goals(plan, briefs)
    if (have.value or 0) < (goal.value or 0):
        key = "alliance" if goal_bloc(plan.brief) == ALLIANCE else "ours"
        yield clash(
            "sum-of-targets",
            msg(f"briefs.clash.sum_of_targets.{key}", have=have),
            msg("briefs.clash.sum_of_targets.theirs", goal=goal),
            slug="",
        )


def target_against_plan(briefs: Sequence[StateBrief], plan: NationalPlan) -> Iterator[Clash]:
    """The brief's target is not the national plan's for the state."""
    for b in briefs:
        wanted = plan.brief.mission.hand.targets.of(b.state.code).seats
        if "target" in b.given and wanted is not None and wanted != b.target:
            told = plan.brief.give(
                figures.figure_id(b, "plan_target"), wanted, Unit.SEATS, msg("briefs.plan_target.definition"),
                f"targets.states.{b.state.code}.seats",
            )  # fmt: skip
            own = figures.goal(plan.brief, b)
            yield clash(
                "target-against-plan",
                msg("briefs.clash.target.ours", state=b.state, who=b.author, target=own),
                msg("briefs.clash.target.theirs", target=told),
                [b.state.code],
            )


def share_against_plan(briefs: Sequence[StateBrief], plan: NationalPlan) -> Iterator[Clash]:
    """The brief's share of the country's effort is not the national plan's for the state."""
    for b in briefs:
        wanted = plan.brief.mission.hand.targets.of(b.state.code).share
        if "share" in b.given and wanted is not None and wanted != b.share:
            told = plan.brief.give(
                figures.figure_id(b, "plan_share"), wanted, Unit.RATE, msg("briefs.share.definition"),
                f"targets.states.{b.state.code}.share",
            )  # fmt: skip
            own = figures.share(plan.brief, b)
            yield clash(
                "share-against-plan",
                msg("briefs.clash.share.ours", state=b.state, who=b.author, share=own),
                msg("briefs.clash.share.theirs", share=told),
                [b.state.code],
            )


def shares_over_whole(briefs: Sequence[StateBrief], plan: NationalPlan) -> Iterator[Clash]:
    """The shares of the country's effort come to more than the whole."""
    with_share = [b for b in sorted(briefs, key=lambda b: b.state.code) if b.share]
    total = fsum(b.share or 0 for b in with_share)
    if total > 1 + _ROUNDING:
        parts = [figures.share(plan.brief, b) for b in with_share]
        found = plan.brief.derive(
            "s9.shares", total, Unit.RATE, msg("briefs.shares.definition"), " + ".join(p.id for p in parts), parts,
            digits=1,
        )  # fmt: skip
        told = [msg("briefs.clash.shares.one", state=b.state, share=p) for b, p in zip(with_share, parts, strict=True)]
        yield clash(
            "shares-over-whole",
            msg("briefs.clash.shares.ours", each=told, total=found),
            msg("briefs.clash.shares.theirs"),
            [b.state.code for b in with_share],
            slug="",
        )


def effort_over_limit(briefs: Sequence[StateBrief], plan: NationalPlan) -> Iterator[Clash]:
    """The brief asks for more effort than the state's unit says that it can give."""
    for b in briefs:
        amount, limit = b.effort.amount, b.effort.limit
        if amount is not None and limit is not None and amount > limit:
            yield clash(
                "effort-over-limit",
                msg("briefs.clash.effort.ours", state=b.state, who=b.author, effort=figures.effort(plan.brief, b)),
                msg("briefs.clash.effort.theirs", limit=figures.effort(plan.brief, b, limit=True)),
                [b.state.code],
            )


def assembly_promise(briefs: Sequence[StateBrief], plan: NationalPlan) -> Iterator[Clash]:
    """A promise for the state's own assembly election that the calendar or the national review cannot wait for."""
    for b in briefs:
        if b.promise is None:
            continue
        text, day = b.promise
        against = _against_promise(b, plan.brief)
        if against is not None:
            told = msg("briefs.clash.promise.undated", state=b.state, who=b.author, text=text)
            if day is not None:
                told = msg("briefs.clash.promise.ours", state=b.state, who=b.author, text=text, day=day)
            yield clash("assembly-promise", told, against, [b.state.code])


def _against_promise(b: StateBrief, brief: Brief) -> Message | None:
    """What stands against it: an assembly not elected before the general election, or a day that comes too late."""
    day = b.promise[1] if b.promise else None
    review, last = brief.mission.hand.targets.review, target_day(brief)
    if b.due is not None and not b.due.before_general:
        return msg("briefs.clash.promise.after", day=b.due.day, last=last)
    if day is None:
        return None
    if b.due is not None and day > b.due.day:
        return msg("briefs.clash.promise.term", day=b.due.day)
    if review is not None and day > review:
        return msg("briefs.clash.promise.review", day=review)
    return msg("briefs.clash.promise.general", last=last) if day > last else None


def condition_unknown(briefs: Sequence[StateBrief], plan: NationalPlan) -> Iterator[Clash]:
    """A brief waits for a proposal, option or brief that does not exist."""
    written = {b.id for b in briefs}
    for b in briefs:
        c = b.condition
        if c is not None and (c.title is None or (c.id.startswith(BRIEF_ID) and c.id not in written)):
            yield clash(
                "condition-unknown",
                msg("briefs.clash.condition.ours", state=b.state, who=b.author, id=c.id),
                msg("briefs.clash.condition.unknown", id=c.id),
                [b.state.code],
            )


def condition_cycle(briefs: Sequence[StateBrief], plan: NationalPlan) -> Iterator[Clash]:
    """Briefs wait for each other, or one for itself: none can ever come into force."""
    waits = {b.id: b.condition.id for b in briefs if b.condition}
    by_id = {b.id: b for b in briefs}
    for start in sorted(by_id):
        chain, at = [start], waits.get(start, "")
        while at in by_id and at not in chain:
            chain.append(at)
            at = waits.get(at, "")
        if at != start or start != min(chain):
            continue  # each cycle once, told from its first brief
        first = by_id[start]
        others: list[Name] | Message = [by_id[c].state for c in chain[1:]] or msg("briefs.clash.condition.itself")
        yield clash(
            "condition-cycle",
            msg("briefs.clash.condition.ours", state=first.state, who=first.author, id=waits[start]),
            msg("briefs.clash.condition.cycle", states=others, id=start),
            [by_id[c].state.code for c in chain],
        )


def _stances(brief: Brief, b: StateBrief) -> tuple[Message, Message]:
    """What brief and plan say of the state, the plan with its marks."""
    plan = msg(f"briefs.plan.{'disputed' if b.plan.disputed else 'reported' if b.plan.reported else 'own'}")
    ours = msg("briefs.clash.stance.ours", state=b.state, who=b.author, how=_how(brief, b.stance, b.partners))
    return ours, msg("briefs.clash.stance.theirs", plan=plan, how=_how(brief, b.plan.stance, b.plan.partners))


def _how(brief: Brief, stance: str, partners: Sequence[str]) -> Message:
    if stance == "allied":
        return msg("briefs.how.allied", partners=[brief.catalog.party(p) for p in sorted(partners)])
    return msg(f"section.stance.{stance}")
