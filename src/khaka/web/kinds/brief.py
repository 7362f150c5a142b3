"""A state brief's page: whether it binds, what it asks for, the unit's answer with one form, what stands above, below, against."""

from __future__ import annotations

import secrets
from typing import Any, Final

from khaka.committee.directing import BriefPlan
from khaka.committee.noun import Noun
from khaka.committee.outcomes import Decision
from khaka.committee.papers import Comment, Proposal, StateBrief
from khaka.committee.people import Unit
from khaka.committee.standing import standing
from khaka.web.asked import Asked
from khaka.web.clashing import clashes_of_brief
from khaka.web.comments import thread
from khaka.web.seats import seat_names
from khaka.web.seen import list_of, open_verbs, seen

_LISTS: Final = ("hold", "win", "build", "left")


def extra(request: Asked, noun: Noun) -> dict[str, Any]:
    """What the template asks for."""
    assert isinstance(noun, StateBrief)
    records = request.records
    verbs = open_verbs(request, noun)
    names = {v.name for v in verbs}
    everything = list_of(request, StateBrief, body=noun.body)
    after = next((b for b in everything if b.replaces == noun.id), None)
    unit = records.get(Unit, noun.unit)
    return {
        "standing": standing(records, noun).value,
        "unit": unit,
        "title": unit.name.in_language(request.say.lang) if unit is not None else noun.unit,
        "decision": _seen(request, records.get(Decision, noun.decision)),
        "condition": _seen(request, records.get(Proposal, noun.condition)),
        "parent": _seen(request, records.get(StateBrief, noun.parent)),
        "before": _seen(request, records.get(StateBrief, noun.replaces)),
        "after": after,
        "children": [b for b in everything if b.parent == noun.id],
        "lists": list(_lists(request, records.get(BriefPlan, noun.id))),
        "plan": records.get(BriefPlan, noun.id),
        "clashes": clashes_of_brief(request, noun),
        "may_accept": "brief_accept" in names,
        "may_contest": "brief_contest" in names,
        # the two answers have forms of their own on the page
        "next_verbs": [],
        "other_verbs": [v for v in verbs if v.name not in ("brief_accept", "brief_contest")],
        "once": [secrets.token_urlsafe(18), secrets.token_urlsafe(18)],
        "comments": thread(list_of(request, Comment, on_kind="brief", on=noun.id)).get("", []),
    }


def _lists(request: Asked, plan: BriefPlan | None) -> Any:
    """The lists of seats that are not empty, by name."""
    for name in _LISTS if plan is not None else ():
        ids = getattr(plan, name)
        if ids:
            yield {"field": name, "names": seat_names(ids, request.say)}


def _seen(request: Asked, noun: Noun | None) -> Noun | None:
    return noun if noun is not None and seen(request, noun) else None
