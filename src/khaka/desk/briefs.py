"""State briefs and their clashes on their own: the section of the document, or plain values."""

from __future__ import annotations

from typing import Any

from khaka.blueprint.blocks import Section
from khaka.blueprint.sections.briefs import one_state, plan_of, section_of
from khaka.core.message import Message, Name
from khaka.locale import Translator
from khaka.mission.briefs import Waiver
from khaka.strategy import Strategy
from khaka.strategy.briefs import Clash, ListDifference, StateBrief, clashes, list_difference


def section(strategy: Strategy, state: str | None = None) -> Section:
    """Section 9, whole or of one state.

    Raises
    ------
    NotKnown
        No such state.
    KhakaError
        Ours has no brief there.
    """
    return section_of(strategy, state)


def document(strategy: Strategy, say: Translator, state: str | None = None) -> dict[str, Any]:
    """Briefs and clashes as plain values, with texts in the language of ``say``; errors as ``section``."""
    brief, plan, everything = strategy.brief, plan_of(strategy), strategy.briefs
    found = clashes(everything, plan)
    shown = everything
    if state is not None:
        shown = (one_state(brief, everything, state),)
        found = tuple(c for c in found if shown[0].state.code in c.states)
    return {
        "mission": brief.mission.id,
        "party": brief.mission.party,
        "as_of": brief.mission.as_of.isoformat(),
        "briefs": [
            {
                **_brief(b, say),
                "own_list": _list(list_difference(b, plan.focus, brief), say),
                "clashes": [c.id for c in found if b.state.code in c.states],
            }
            for b in shown
        ],
        "clashes": [_clash(c, say) for c in found],
    }


def _text(value: Message | Name | None, say: Translator) -> str | None:
    if value is None:
        return None
    return say.name(value) if isinstance(value, Name) else say.text(value)


def _brief(b: StateBrief, say: Translator) -> dict[str, Any]:
    hand, plan, promise = b.hand, b.plan, b.promise
    return {
        "id": b.id,
        "state": b.state.code,
        "name": say.name(b.state),
        "seats_total": b.seats_total,
        "role": say.text(b.role),
        "hold": list(b.hold),
        "win": list(b.win),
        "build": list(b.build),
        "left_to_partners": list(b.left),
        "target": b.target,
        "goal": b.goal,
        "stance": b.stance,
        "partners": list(b.partners),
        "plan": {
            "stance": plan.stance, "partners": list(plan.partners), "reported": plan.reported,
            "reported_on": plan.reported_on.isoformat() if plan.reported_on else None, "disputed": plan.disputed,
            "claims": list(plan.claims),
        },
        "effort": None if b.effort.amount is None and b.effort.limit is None else {
            "amount": b.effort.amount, "limit": b.effort.limit, "unit": b.effort.unit,
        },
        "share": b.share,
        "assembly": {"due": b.due.day.isoformat(), "basis": b.due.basis, "before_general": b.due.before_general}
        if b.due else None,
        "promise": {"text": say.name(promise[0]), "by": promise[1].isoformat() if promise[1] else None}
        if promise else None,
        "office": (hand.office or None) if hand else None,
        "in_charge": (hand.in_charge or None) if hand else None,
        "conditional_on": {"id": b.condition.id, "known": b.condition.title is not None,
                           "title": _text(b.condition.title, say)} if b.condition else None,
        "status": b.status,
        "reasons": _text(hand.reasons, say) if hand else None,
        "given": list(b.given),
        "by": hand.by if hand else None,
        "date": hand.day.isoformat() if hand else None,
    }  # fmt: skip


def _list(found: ListDifference | None, say: Translator) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "both": list(found.both),
        "only_here": [{"seat_id": s.seat_id, "reason": say.text(s.reason)} for s in found.only_here],
        "only_national": [{"seat_id": s.seat_id, "reason": say.text(s.reason)} for s in found.only_there],
    }


def _clash(c: Clash, say: Translator) -> dict[str, Any]:
    return {
        "id": c.id,
        "rule": c.rule,
        "states": list(c.states),
        "seats": list(c.seats),
        "brief_says": say.text(c.ours),
        "plan_says": say.text(c.theirs),
        "open": c.open,
        "waived": [_waiver(w, say) for w in c.waived],
    }


def _waiver(w: Waiver, say: Translator) -> dict[str, str]:
    return {"words": say.name(w.words), "by": w.by}
