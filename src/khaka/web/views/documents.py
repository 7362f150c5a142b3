"""The blueprint inside the workspace: its sections, every Figure explained, comments at their place, what a version changed."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from khaka.blueprint.differences import difference, snapshot
from khaka.committee.papers import Blueprint, Comment, Proposal
from khaka.desk.diff import section as difference_section
from khaka.desk.documents import Document
from khaka.desk.presented import parsed
from khaka.locale import Translator
from khaka.render.faces.json import section_document
from khaka.store.blobs import kept
from khaka.web.asked import Asked
from khaka.web.comments import thread
from khaka.web.routes import Who, route
from khaka.web.seen import list_of, record_or_404


def document_of(noun: Blueprint) -> Document:
    """The document of a presented blueprint; the law's lock is asked at every reading, cached or not.

    Raises
    ------
    Locked
        It holds a forecast that the law forbids to show now.
    Http404
        Its bytes are gone.
    """
    from khaka.desk.guard import ensure_file_open

    found = parsed(noun.digest)
    if found is None:
        raise Http404
    ensure_file_open(found.raw)
    return found


@route("document/<str:key>/", Who.SEES)
def document(request: Asked, key: str) -> HttpResponse:
    """Contents, the leader's page, remedies that may be taken over."""
    noun, found = _open(request, key)
    taken = {p.origin: p for p in list_of(request, Proposal, body=noun.body, blueprint=noun.id) if p.origin}
    remedies = [
        {"r": r, "taken": taken.get(r["id"]), "finding": found.finding(r.get("finding") or "")}
        for r in found.raw["proposals"]
    ]
    places = thread(list_of(request, Comment, on_kind="blueprint", on=noun.id))
    context = {"remedies": remedies, "comments": places.get("", []), "counts": {k: len(v) for k, v in places.items()}}
    return _render(request, "web/document/contents.html", noun, found, context)


@route("document/<str:key>/section/<str:slug>/", Who.SEES)
def document_section(request: Asked, key: str, slug: str) -> HttpResponse:
    """One section: its blocks, and what was said about it."""
    noun, found = _open(request, key)
    section = found.section(slug)
    if section is None:
        raise Http404
    places = thread(list_of(request, Comment, on_kind="blueprint", on=noun.id))
    slugs = [s["slug"] for s in found.sections]
    at = slugs.index(slug)
    context = {
        "section": section,
        "place": f"section:{slug}",
        "comments": places.get(f"section:{slug}", []),
        "before": found.sections[at - 1] if at else None,
        "next": found.sections[at + 1] if at + 1 < len(slugs) else None,
        "all": bool(request.GET.get("all")),
    }
    return _render(request, "web/document/section.html", noun, found, context)


@route("document/<str:key>/figure/<str:id_>/", Who.SEES)
def document_figure(request: Asked, key: str, id_: str) -> HttpResponse:
    """ "Explain this number": definition, base, formula, sources, interval, the numbers that it is made of, comments."""
    noun, found = _open(request, key)
    figure = found.figure(id_)
    if figure is None:
        raise Http404
    places = thread(list_of(request, Comment, on_kind="blueprint", on=noun.id))
    sources = [found.raw["sources"].get(s, {"title": s}) for s in figure.get("sources") or ()]
    parts = [{"id": i, "figure": found.figure(i)} for i in figure["how"]["of"]]
    context = {
        "id": id_,
        "figure": figure,
        "sources": sources,
        "parts": parts,
        "place": id_,
        "comments": places.get(id_, []),
    }
    return _render(request, "web/document/figure.html", noun, found, context)


@route("document/<str:key>/changes/", Who.SEES)
def document_changes(request: Asked, key: str) -> HttpResponse:
    """What this version changed against the one that it replaces."""
    noun, found = _open(request, key)
    before = request.records.get(Blueprint, noun.replaces) if noun.replaces else None
    if before is None:
        raise Http404
    old = document_of(before)
    told = difference(snapshot(old.raw, before.id), snapshot(found.raw, noun.id))
    section = json.loads(json.dumps(section_document(difference_section(told))))
    return _render(request, "web/document/section.html", noun, found, {"section": section, "all": True, "place": ""})


@route("document/<str:key>/file/", Who.SEES, export=True)
def document_file(request: Asked, key: str) -> HttpResponse:
    """The document's JSON, byte for byte as it was presented."""
    noun, _ = _open(request, key)
    answer = HttpResponse(kept(noun.digest), content_type="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="blueprint-{noun.digest[:12]}.json"'
    return answer


def _open(request: Asked, key: str) -> tuple[Blueprint, Document]:
    noun = record_or_404(request, "blueprint", key)
    assert isinstance(noun, Blueprint)
    return noun, document_of(noun)


def _render(request: Asked, template: str, noun: Blueprint, found: Document, context: dict[str, Any]) -> HttpResponse:
    say: Translator = request.say
    from khaka.committee.people import Body

    base = {
        "noun": noun,
        "doc": found,
        "lang": say.lang,
        "body": request.records.get(Body, noun.body),
        "title": noun.title,
    }
    return render(request, template, base | context)
