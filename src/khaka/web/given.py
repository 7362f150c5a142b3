"""What the forms of some verbs start with, hold unseen, or add by themselves: by the verb's name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from khaka.committee.codec import to_json
from khaka.committee.papers import Proposal, ProposalText
from khaka.committee.people import Body
from khaka.committee.voting import Division
from khaka.web.asked import Asked

Start: TypeAlias = Callable[[Asked, Any], dict[str, Any]]
Add: TypeAlias = Callable[[Asked, Any, dict[str, Any]], dict[str, Any]]


def _text(request: Asked, p: Proposal) -> dict[str, Any]:
    text = request.records.get(ProposalText, f"{p.id}:{p.text}")
    stands = to_json(p)
    found = {k: stands[k] for k in ("title", "seats", "concerns")}
    return found | {"paragraphs": to_json(text)["paragraphs"] if text else []}


def _rules(request: Asked, body: Body) -> dict[str, Any]:
    stands = to_json(body)["rulebook"]
    hours = {"notice_hours": stands["notice"] // 3600, "key_hours": stands["key_life"] // 3600}
    return {k: v for k, v in stands.items() if k not in ("notice", "key_life")} | hours


def _ballot(request: Asked, d: Division) -> dict[str, Any]:
    return {"digest": d.digest}


#: What a form starts with.
DATA: Final[dict[str, Start]] = {"proposal_edit": _text, "rulebook_set": _rules, "ballot_cast": _ballot}
#: Fields that the page fills and does not show.
HIDDEN: Final[dict[str, frozenset[str]]] = {
    "ballot_cast": frozenset({"digest"}),
    "proposal_draft": frozenset({"blueprint", "origin"}),
    "comment_add": frozenset({"place", "parent"}),
}
#: Data that the server adds to a posted form.
FORMS: Final[dict[str, Add]] = {}


def adds(verb: str) -> Callable[[Add], Add]:
    """Register what the server adds to a verb's form (an attachment's digest, a presented document)."""

    def register(function: Add) -> Add:
        FORMS[verb] = function
        return function

    return register
