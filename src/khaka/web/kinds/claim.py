"""A claim's page: what it says and on whose word, what speaks for and against it, its versions, what rests on it."""

from __future__ import annotations

from typing import Any

from khaka.committee.grounds import versions
from khaka.committee.news import Claim, ClaimLink
from khaka.committee.noun import Noun
from khaka.web.asked import Asked
from khaka.web.ledger import Board, may_check
from khaka.web.seen import list_of, seen


def extra(request: Asked, noun: Noun) -> dict[str, Any]:
    """The claim among the others of its body."""
    assert isinstance(noun, Claim)
    board = Board(request, noun.body)
    links = [x for x in list_of(request, ClaimLink, body=noun.body) if noun.id in (x.source, x.other)]
    known = any(e.id == noun.id for e in board.ledger.entries)
    return {
        "card": board.card(noun.id),
        "checks": may_check(request, noun.body),
        "here": f"/at/claim/{noun.id}/",
        "reasons": ("none", "furniture", "twice"),
        "standing": board.standing(noun.id) if known else {},
        "links": links,
        "versions": [v for v in versions(request.records, noun) if seen(request, v)],
    }
