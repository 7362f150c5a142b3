"""A decision's page: what was decided and on which conditions, the evidence in words, seal and chain, review, tasks."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from khaka.committee.grounds import claim_reasons
from khaka.committee.noun import Noun
from khaka.committee.outcomes import Decision, Task
from khaka.committee.papers import Proposal, StateBrief
from khaka.committee.people import Body
from khaka.committee.review import review_reasons
from khaka.committee.standing import standing
from khaka.core.message import Message, msg
from khaka.desk import watched
from khaka.mission.windows import moment_text
from khaka.web import evidence
from khaka.web.asked import Asked
from khaka.web.locks import lock_on
from khaka.web.seen import list_of


def extra(request: Asked, noun: Noun) -> dict[str, Any]:
    """What the template asks for."""
    assert isinstance(noun, Decision)
    records = request.records
    proposal = records.get(Proposal, noun.proposal)
    lock = lock_on(records, noun)
    figures = watched.figures(records, noun) if noun.watch else {}
    return {
        "proposal": proposal,
        "title": proposal.title.in_language(request.say.lang) if proposal is not None else noun.id,
        "evidence": evidence.in_page(request, noun),
        "locked": msg("wiring.effect.locked", until=moment_text(lock.until)) if lock is not None else None,
        "place": evidence.place_of(noun),
        "reasons": _reasons(request, noun, figures),
        "watch": [] if lock is not None else [_watch(request, w, figures) for w in noun.watch],
        "after": next((d for d in list_of(request, Decision, body=noun.body) if d.replaces == noun.id), None),
        "tasks": sorted(list_of(request, Task, decision=noun.id), key=lambda t: (t.due, t.id)),
        "briefs": [(b, standing(records, b).value) for b in list_of(request, StateBrief, decision=noun.id)],
        "today": _today(request, noun),
    }


def _today(request: Asked, noun: Noun) -> Any:
    body = request.records.get(Body, noun.body)
    return request.moment.astimezone(ZoneInfo(body.zone if body is not None else "UTC")).date()


def _reasons(request: Asked, d: Decision, figures: Any) -> tuple[Message, ...]:
    """Why it is due for review now, before the server has brought it up; a decision in review says its own."""
    return (*review_reasons(d, _today(request, d), figures), *claim_reasons(request.records, d))


def _watch(request: Asked, watch: Any, figures: Any) -> dict[str, Any]:
    """A watched figure: what it is, the range that was seen, and what it is now."""
    now = figures.get(watch.figure)
    words = request.say.text(now.definition) if now is not None else watch.figure
    gone = now is None or now.value is None
    return {
        "words": words,
        "low": watch.low,
        "high": watch.high,
        "unit": now.unit.value if now is not None else "number",
        "now": None if gone else now.value,
        "left": gone or not watch.low <= now.value <= watch.high,
    }
