"""The form of a state brief as it starts: from the state's page in the latest blueprint."""

from __future__ import annotations

from datetime import date
from typing import Any

from khaka.committee.noun import Noun
from khaka.committee.outcomes import Decision, DecisionState
from khaka.committee.papers import Proposal, ProposalState, StateBrief
from khaka.committee.people import Level, Unit
from khaka.desk import presented
from khaka.desk.clashes import LIVE
from khaka.desk.documents import Document
from khaka.web.asked import Asked
from khaka.web.seen import list_of


def start(request: Asked, body: Noun) -> dict[str, Any]:
    """Unit, words in both languages, seats, what it waits for, what it replaces; empty without ``?state=``."""
    blueprint = presented.standing(request.records, body.id)
    document = presented.document(blueprint)
    state = request.GET.get("state", "")
    task = presented.task(document, state) if document is not None and state else None
    if document is None or task is None:
        return {}
    unit = next((u for u in request.records.find(Unit, code=state) if u.level is Level.STATE), None)
    found: dict[str, Any] = {"words": task.words, **{k: list(v) for k, v in task.lists.items() if v}}
    found |= {"unit": unit.id} if unit is not None else {}
    found |= {"fight": task.fight} if task.fight else {}
    found |= _due(document, request.moment.date())
    found |= _rests_on(request, body.id, task.origin) if task.origin else {}
    return found | _above(request, body.id, unit)


def _due(document: Document, today: date) -> dict[str, str]:
    """The day on which the blueprint says that targets are reviewed, when it lies ahead."""
    hand = document.raw["mission"].get("hand")
    review = ((hand or {}).get("targets") or {}).get("review") if isinstance(hand, dict) else None
    try:
        return {"due": str(review)} if review and date.fromisoformat(str(review)) > today else {}
    except ValueError:
        return {}


def _rests_on(request: Asked, body: str, origin: str) -> dict[str, str]:
    """The decision on the remedy when there is one in force, else the proposal that it became."""
    for p in list_of(request, Proposal, body=body, origin=origin):
        decided = [d for d in list_of(request, Decision, proposal=p.id) if d.state is DecisionState.IN_FORCE]
        if decided:
            return {"decision": decided[-1].id}
        if p.state not in (ProposalState.DECIDED, ProposalState.WITHDRAWN):
            return {"condition": p.id}
    return {}


def _above(request: Asked, body: str, unit: Unit | None) -> dict[str, str]:
    """The live brief of the unit above, and the live one of this unit, whose place it takes."""
    live = [b for b in list_of(request, StateBrief, body=body) if b.state in LIVE]
    parent = next((b for b in live if unit is not None and b.unit == unit.parent), None)
    old = next((b for b in live if unit is not None and b.unit == unit.id), None)
    return ({"parent": parent.id} if parent else {}) | ({"replaces": old.id} if old else {})
