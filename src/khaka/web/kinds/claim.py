"""A claim's page: what it says and on whose word, what speaks for and against it, its versions, what rests on it."""

from __future__ import annotations

from typing import Any

from khaka.committee.grounds import versions
from khaka.committee.news import Claim, ClaimLink
from khaka.committee.noun import Noun
from khaka.core.message import msg
from khaka.web.asked import Asked
from khaka.web.ledger import Board, Card, may_check
from khaka.web.seen import list_of, seen
from khaka.web.shown import title_of


def _name(request: Asked, card: Card) -> str:
    return title_of(request.records, card.report, request.say, request.people) if card.report is not None else ""


def extra(request: Asked, noun: Noun) -> dict[str, Any]:
    """The claim among the others of its body."""
    assert isinstance(noun, Claim)
    board = Board(request, noun.body)
    links = [x for x in list_of(request, ClaimLink, body=noun.body) if noun.id in (x.source, x.other)]
    known = any(e.id == noun.id for e in board.ledger.entries)
    card = board.card(noun.id)
    # a heading is not the place for words that may be hidden, nor for a quote of four thousand letters
    title = request.say.text(msg("ledger.claim_of", number=noun.number, report=_name(request, card)))
    return {
        "card": card,
        "title": title,
        "checks": may_check(request, noun.body),
        "here": f"/at/claim/{noun.id}/",
        "reasons": ("none", "furniture", "twice"),
        "standing": board.standing(noun.id) if known else {},
        "links": links,
        "versions": [v for v in versions(request.records, noun) if seen(request, v)],
    }
