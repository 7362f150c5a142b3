"""Every brief against the national plan and against each other, by named rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from khaka.mission.briefs import Waiver
from khaka.strategy.briefs import _plan_rules, _seat_rules
from khaka.strategy.briefs.brief import StateBrief
from khaka.strategy.briefs.clash import Clash, NationalPlan, with_waivers

Rule: TypeAlias = Callable[[Sequence[StateBrief], NationalPlan], Iterator[Clash]]

#: By name, in the order in which clashes are listed.
RULES: Final[dict[str, Rule]] = {
    "seat-twice": _seat_rules.seat_twice,
    "seat-elsewhere": _seat_rules.seat_elsewhere,
    "partner-seat": _seat_rules.partner_seat,
    "alone-or-allied": _plan_rules.alone_or_allied,
    "other-partners": _plan_rules.other_partners,
    "sum-of-targets": _plan_rules.sum_of_targets,
    "target-against-plan": _plan_rules.target_against_plan,
    "shares-over-whole": _plan_rules.shares_over_whole,
    "share-against-plan": _plan_rules.share_against_plan,
    "effort-over-limit": _plan_rules.effort_over_limit,
    "assembly-promise": _plan_rules.assembly_promise,
    "own-list": _seat_rules.own_list,
    "condition-unknown": _plan_rules.condition_unknown,
    "condition-cycle": _plan_rules.condition_cycle,
}


def clashes(briefs: Sequence[StateBrief], plan: NationalPlan) -> tuple[Clash, ...]:
    """Every clash, waived ones too, in the order of rules, then by id; the order of the briefs does not matter."""
    ordered = sorted(briefs, key=lambda b: b.state.code)
    found = [with_waivers(c, ordered) for rule in RULES.values() for c in rule(ordered, plan)]
    place = {name: i for i, name in enumerate(RULES)}
    return tuple(sorted(found, key=lambda c: (place[c.rule], c.id)))


def idle_waivers(briefs: Sequence[StateBrief], found: Sequence[Clash]) -> tuple[tuple[StateBrief, Waiver], ...]:
    """Waivers that let nothing stand: no such clash, or the clash is of a brief of the waiver's own."""
    used = {(w.clash, w.by) for c in found for w in c.waived}
    return tuple(
        (b, w)
        for b in sorted(briefs, key=lambda b: b.state.code)
        if b.hand
        for w in b.hand.waived
        if (w.clash, w.by) not in used
    )
