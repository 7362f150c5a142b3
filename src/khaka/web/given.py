"""What the forms of some verbs start with, hold unseen, or add by themselves: by the verb's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from khaka.committee.advice import Meeting, MeetingState
from khaka.committee.codec import to_json
from khaka.committee.papers import Blueprint, Change, Proposal, ProposalState, ProposalText
from khaka.committee.people import Body
from khaka.committee.voting import Division
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.desk.documents import read_document
from khaka.desk.guard import ensure_figure_open
from khaka.desk.presented import parsed
from khaka.store.blobs import sha256_of
from khaka.web.asked import Asked


@dataclass(frozen=True, slots=True)
class Added:
    """What the server adds to a posted form.

    Parameters
    ----------
    data
        Data of the verb that are the server's to say: they take the place of what was posted.
    keep
        Bytes to keep when it is done, with their media type.
    first
        Data that stand only where the form says nothing.
    """

    data: dict[str, Any]
    keep: list[tuple[bytes, str]] = field(default_factory=list)
    first: dict[str, Any] = field(default_factory=dict)


Start: TypeAlias = Callable[[Asked, Any], dict[str, Any]]
Add: TypeAlias = Callable[[Asked, Any], Added]


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


def _amendment(request: Asked, p: Proposal) -> dict[str, Any]:
    """An amendment of the paragraph that the address names starts from its words."""
    start: dict[str, Any] = {"base": p.text}
    found = next((x for x in _text(request, p)["paragraphs"] if x["id"] == request.GET.get("paragraph")), None)
    return start if found is None else start | {"change": Change.REPLACE.value, "words": found["words"]}


def _remedy(request: Asked, body: Body) -> dict[str, Any]:
    """A proposal's first text from a remedy of a blueprint: title, sentence of the finding, the remedy, its seats."""
    blueprint = request.records.get(Blueprint, request.GET.get("blueprint", ""))
    if blueprint is None or blueprint.body != body.id:
        return {}
    document = parsed(blueprint.digest)
    remedy = document.remedy(request.GET.get("origin", "")) if document is not None else None
    if document is None or remedy is None:
        return {}
    finding = document.finding(remedy.get("finding") or "")
    texts = [finding["sentence"], remedy["text"]] if finding else [remedy["text"]]
    title = finding["title"] if finding else remedy["text"]
    for figure in (document.figure(i) for t in (*texts, title) for i in t.get("figures") or ()):
        if figure is not None:  # remedies are measured from results; one that quotes a forecast is shut with it
            ensure_figure_open(document.raw, figure, document.figure)
    return {
        "title": {lang: title[lang][:200] for lang in ("en", "hi")},
        "paragraphs": [{"words": {lang: t[lang] for lang in ("en", "hi")}} for t in texts],
        "seats": list(remedy["seats"]),
        "blueprint": blueprint.id,
        "origin": remedy["id"],
    }


def _agenda(request: Asked, body: Body) -> dict[str, Any]:
    """What is admitted and on no agenda yet."""
    states = (MeetingState.CALLED, MeetingState.OPEN)
    planned = {i for s in states for m in request.records.find(Meeting, body=body.id, state=s) for i in m.agenda}
    admitted = request.records.find(Proposal, body=body.id, state=ProposalState.ADMITTED)
    return {"agenda": [p.id for p in admitted if p.id not in planned]}


def _present(request: Asked, body: Body) -> Added:
    """A blueprint from its file: title, date, data and digest are the file's own."""
    upload = request.FILES.get("document")
    if upload is None:
        raise KhakaError(msg("error.document.missing"), msg("error.document.hint"))
    data = upload.read()
    document = read_document(data)
    title = {lang: document.raw["title"][lang][:200] for lang in ("en", "hi")}
    found = {
        "title": title,
        "digest": sha256_of(data),
        "data_version": document.raw["data_version"],
        "as_of": document.raw["as_of"],
    }
    return Added(found, [(data, "application/json")])


def _brief(request: Asked, body: Body) -> dict[str, Any]:
    from khaka.web.briefs import start

    return start(request, body)


#: What a form starts with.
DATA: Final[dict[str, Start]] = {
    "brief_issue": _brief,
    "proposal_edit": _text,
    "rulebook_set": _rules,
    "ballot_cast": _ballot,
    "proposal_draft": _remedy,
    "amendment_propose": _amendment,
    "meeting_call": _agenda,
}
#: Fields that the page fills and does not show.
HIDDEN: Final[dict[str, frozenset[str]]] = {
    "ballot_cast": frozenset({"digest"}),
    "amendment_propose": frozenset({"base"}),
    "proposal_draft": frozenset({"blueprint", "origin", "id"}),
    "proposal_edit": frozenset({"id"}),
    "comment_add": frozenset({"place", "parent"}),
    "blueprint_present": frozenset({"title", "digest", "data_version", "as_of"}),
}
#: Inputs that are never folded away although they may stay empty: what the form is about.
SHOWN: Final[dict[str, frozenset[str]]] = {
    "amendment_propose": frozenset({"words"}),
    "finding_record": frozenset({"conditions"}),
    "order_give": frozenset({"conditions"}),
    "meeting_call": frozenset({"agenda"}),
    "proposal_order": frozenset({"order", "after"}),
}
#: What the server adds to a posted form.
ADDS: Final[dict[str, Add]] = {"blueprint_present": _present}
#: Inputs of a form that are the page's and neither the verb's nor files.
OWN: Final[dict[str, frozenset[str]]] = {}
#: Files that a form takes and the server reads.
FILES: Final[dict[str, frozenset[str]]] = {"blueprint_present": frozenset({"document"})}


def adds(verb: str, *files: str) -> Callable[[Add], Add]:
    """Register what the server adds to a verb's form, and the names of the files that it reads."""

    def register(function: Add) -> Add:
        ADDS[verb] = function
        FILES[verb] = frozenset(files)
        return function

    return register
