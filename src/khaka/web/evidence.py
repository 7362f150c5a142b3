"""A decision's sealed evidence in words, its seal, and its place in the chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from khaka.committee.advice import Dissent, Finding, Order, View
from khaka.committee.codec import digest, from_json
from khaka.committee.counting import count
from khaka.committee.news import Claim
from khaka.committee.noun import Noun
from khaka.committee.outcomes import Decision
from khaka.committee.papers import Blueprint, Clash, EffectRun, ProposalText
from khaka.committee.result_words import in_words
from khaka.committee.seal import evidence_file
from khaka.committee.voting import Division
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.store.models import Event
from khaka.web.asked import Asked
from khaka.web.effects import label
from khaka.web.seen import seen


@dataclass(frozen=True, slots=True)
class Place:
    """Where the event that took the decision stands in the chain."""

    seq: int
    hash: str


def place_of(decision: Decision) -> Place | None:
    """The event that wrote the decision's first version; None when the chain has none: then something is wrong."""
    for event in Event.objects.filter(body=decision.body, at=decision.at).order_by("seq"):
        for put in (event.data or {}).get("puts", ()):
            if (put.get("kind"), put.get("id"), put.get("version")) == (Decision.KIND, decision.id, 1):
                return Place(event.seq, event.hash)
    return None


def file_of(decision: Decision) -> dict[str, Any]:
    """The file that ``khaka verify`` checks by itself, and against the chain.

    Raises
    ------
    KhakaError
        No event of the chain accounts for the decision.
    """
    place = place_of(decision)
    if place is None:
        raise KhakaError(msg("error.store.decision", id=decision.id), msg("error.store.decision_hint"))
    return evidence_file(decision, seq=place.seq, hash_=place.hash)


def in_page(request: Asked, decision: Decision) -> dict[str, Any]:
    """What the body had before it, as it was: nothing here is read from today's records but names and claims' words."""
    held = {k: _nouns(v) for k, v in decision.evidence.items()}
    effects = [e for e in held.get("effects", []) if isinstance(e, EffectRun)]
    return {
        "text": _one(held, "text", ProposalText),
        "blueprint": _one(held, "blueprint", Blueprint),
        "effects": [{"run": e, "label": label(request, e.measure)} for e in effects],
        "finding": _one(held, "finding", Finding),
        "dissents": [d for d in held.get("dissents", []) if isinstance(d, Dissent)],
        "views": [v for v in held.get("views", []) if isinstance(v, View)],
        "clashes": [c for c in held.get("clashes", []) if isinstance(c, Clash)],
        "claims": [_claim(request, c) for c in decision.evidence.get("claims", ())],
        "order": _one(held, "order", Order),
        "result": _result(_one(held, "division", Division)),
        "sealed": digest(decision.evidence) == decision.seal,
    }


def _nouns(value: Any) -> list[Noun]:
    """Records inside a part of the evidence; what cannot be read as one is left out here and stays in the file."""
    found = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and "kind" in one:
            try:
                found.append(from_json(one))
            except ValueError:
                continue
    return found


def _one(held: dict[str, list[Noun]], name: str, cls: type[Noun]) -> Any:
    return next((n for n in held.get(name, []) if isinstance(n, cls)), None)


def _claim(request: Asked, sealed: dict[str, Any]) -> dict[str, Any]:
    """A claim: its words when they are still what was sealed and may be seen, else that they are gone."""
    claim = request.records.get(Claim, str(sealed.get("claim", "")))
    shown = claim is not None and seen(request, claim) and claim.digest == sealed.get("sha256")
    return {"claim": claim if shown else None, "ground": sealed.get("ground", ""), "sha256": sealed.get("sha256", "")}


def _result(division: Division | None) -> tuple[Any, ...]:
    if division is None or division.tally is None:
        return ()
    return in_words(division, count(division.tally, division.rulebook, division.casting))
