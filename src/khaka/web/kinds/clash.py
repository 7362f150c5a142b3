"""A clash's page: the rule and what is wrong, in words, with the briefs and proposals in it."""

from __future__ import annotations

from typing import Any

from khaka.committee.noun import Noun
from khaka.committee.papers import Clash, Proposal, StateBrief
from khaka.core.message import Message
from khaka.web.asked import Asked
from khaka.web.seen import seen


def extra(request: Asked, noun: Noun) -> dict[str, Any]:
    """What the template asks for."""
    assert isinstance(noun, Clash)
    key = f"wiring.rule.{noun.rule}"
    briefs = [request.records.get(StateBrief, i) for i in noun.briefs]
    proposals = [request.records.get(Proposal, i) for i in noun.proposals]
    rule = request.say.text(Message(key)) if request.say.has(key) else noun.rule
    return {
        "title": rule,
        "briefs": [b for b in briefs if b is not None and seen(request, b)],
        "proposals": [p for p in proposals if p is not None and seen(request, p)],
    }
