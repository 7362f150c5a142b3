"""A report's page: where it is from, its claims with one tap each, its text, and what was left out of the page around it."""

from __future__ import annotations

from typing import Any

from khaka.committee.news import NewsReport
from khaka.committee.noun import Noun
from khaka.web.asked import Asked
from khaka.web.ledger import Board, may_check
from khaka.web.reports import read_again
from khaka.web.seen import seen


def extra(request: Asked, noun: Noun) -> dict[str, Any]:
    """Its claims in order, and what is read out of its file again."""
    assert isinstance(noun, NewsReport)
    board = Board(request, noun.body)
    own = sorted((c for c in board.claims.values() if c.report == noun.id), key=lambda c: (c.number, c.at, c.id))
    after = request.records.get(NewsReport, noun.follows) if noun.follows else None
    return {
        "cards": board.cards(c.id for c in own),
        "checks": may_check(request, noun.body),
        "here": f"/at/news_report/{noun.id}/",
        "reasons": ("none", "furniture", "twice"),
        "read": read_again(noun),
        "after": after if after is not None and seen(request, after) else None,
        "demonstration": board.is_demonstration(noun),
    }
