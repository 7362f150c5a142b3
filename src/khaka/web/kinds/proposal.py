"""A proposal's page: its text with comments at each paragraph, changes between versions, effects, and how it went on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from khaka.committee.advice import Dissent, Finding, Order, View
from khaka.committee.noun import Noun, Words
from khaka.committee.outcomes import Decision
from khaka.committee.papers import Amendment, Attachment, Blueprint, Comment, Proposal, ProposalText
from khaka.committee.texts import differences
from khaka.committee.voting import Division
from khaka.web.asked import Asked
from khaka.web.clashing import clashes_of_proposal
from khaka.web.comments import thread
from khaka.web.effects import effects
from khaka.web.ledger import claims_used
from khaka.web.seen import list_of, newest
from khaka.web.textdiff import Piece, compare


def extra(request: Asked, noun: Noun) -> dict[str, Any]:
    """What the template asks for."""
    assert isinstance(noun, Proposal)
    texts = sorted(list_of(request, ProposalText, proposal=noun.id), key=lambda t: t.number)
    current = next((t for t in texts if t.number == noun.text), None)
    comments = thread(list_of(request, Comment, on_kind="proposal", on=noun.id))
    return {
        "text": current,
        "paragraphs": [{"p": p, "comments": comments.get(p.id, [])} for p in current.paragraphs] if current else [],
        "comments": comments.get("", []),
        "versions": list(reversed(list(_versions(request, texts)))),
        "amendments": [_amendment(request, a, texts) for a in newest(list_of(request, Amendment, proposal=noun.id))],
        **effects(request, noun),
        "clashes": clashes_of_proposal(request, noun.id, noun.body),
        "source": request.records.get(Blueprint, noun.blueprint) if noun.blueprint else None,
        "steps": list(_steps(request, noun)),
        "claims": claims_used(request, noun),
        "attachments": list_of(request, Attachment, on_kind="proposal", on=noun.id),
        "after": [p for i in noun.after if (p := request.records.get(Proposal, i)) is not None],
    }


def _versions(request: Asked, texts: Iterable[ProposalText]) -> Iterator[dict[str, Any]]:
    """Each version after the first with what it changed."""
    lang = request.say.lang
    by_number = {t.number: t for t in texts}
    for text in by_number.values():
        base = by_number.get(text.base)
        changes = differences(base, text) if base is not None else ()
        yield {
            "text": text,
            "changes": [
                {"id": c.id, "pieces": compare(_words(c.before, lang), _words(c.after, lang))} for c in changes
            ],
        }


def _amendment(request: Asked, a: Amendment, texts: Iterable[ProposalText]) -> dict[str, Any]:
    lang = request.say.lang
    base = next((t for t in texts if t.number == a.base), None)
    was = next((p.words for p in base.paragraphs if p.id == a.paragraph), None) if base is not None else None
    before = "" if a.change == "insert" else _words(was, lang)
    pieces: list[Piece] = compare(before, _words(a.words, lang))
    return {"a": a, "pieces": pieces}


def _words(words: Words | None, lang: str) -> str:
    return words.in_language(lang) if words is not None else ""


def _steps(request: Asked, p: Proposal) -> Iterator[dict[str, Any]]:
    """Views, findings with their dissents, divisions, orders and decisions, in the order of a committee's work."""
    for view in newest(list_of(request, View, proposal=p.id)):
        yield {"kind": "view", "noun": view}
    for finding in newest(list_of(request, Finding, proposal=p.id)):
        yield {"kind": "finding", "noun": finding, "dissents": list_of(request, Dissent, finding=finding.id)}
    for division in newest(list_of(request, Division, proposal=p.id)):
        yield {"kind": "division", "noun": division}
    for order in newest(list_of(request, Order, proposal=p.id)):
        yield {"kind": "order", "noun": order}
    for decision in newest(list_of(request, Decision, proposal=p.id)):
        yield {"kind": "decision", "noun": decision}
