"""A committee: its papers by kind, its people, what can be done in it."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render

from khaka.committee.kinds import KINDS
from khaka.committee.noun import Noun
from khaka.committee.people import Body, Membership, Unit
from khaka.committee.roles import roles_at
from khaka.web.asked import Asked
from khaka.web.routes import Who, route
from khaka.web.seen import list_of, newest, open_verbs, record_or_404
from khaka.web.shown import title_of

#: Lists of a committee in the order of its work, as far as there are records of them.
LISTS: Final = (
    "proposal", "blueprint", "brief", "terms", "meeting", "finding", "report", "order", "division", "decision", "task",
    "press_line", "clash",
)  # fmt: skip


@route("body/<str:key>/", Who.SEES)
def body(request: Asked, key: str) -> HttpResponse:
    """The committee's page."""
    found = _body(request, key)
    lists = [{"kind": kind, "rows": _rows(request, kind, found)[:8]} for kind in _kinds()]
    context = {
        "body": found,
        "unit": request.records.get(Unit, found.unit),
        "roles": sorted(roles_at(request.records, request.user.id, key, request.moment)),
        "verbs": open_verbs(request, found),
        "lists": [x for x in lists if x["rows"]],
    }
    return render(request, "web/body.html", context)


@route("body/<str:key>/people/", Who.SEES)
def body_people(request: Asked, key: str) -> HttpResponse:
    """Who is in the committee, in which role, since when; who was."""
    found = _body(request, key)
    everyone = newest(list_of(request, Membership, body=key))
    now = [m for m in everyone if m.holds(request.moment)]
    request.people.load(m.person for m in everyone)
    context = {
        "body": found,
        "now": now,
        "before": [m for m in everyone if m not in now],
        "verbs": open_verbs(request, found),
    }
    return render(request, "web/people.html", context)


@route("body/<str:key>/all/<str:kind>/", Who.SEES)
def body_list(request: Asked, key: str, kind: str) -> HttpResponse:
    """Every record of a kind in the committee that the asker sees."""
    found = _body(request, key)
    if kind not in KINDS:
        raise Http404
    return render(request, "web/list.html", {"body": found, "kind": kind, "rows": _rows(request, kind, found)})


def _kinds() -> tuple[str, ...]:
    return tuple(k for k in LISTS if k in KINDS)


def _body(request: Asked, key: str) -> Body:
    found = record_or_404(request, "body", key)
    assert isinstance(found, Body)
    return found


def _rows(request: Asked, kind: str, of: Body) -> list[dict[str, object]]:
    nouns: list[Noun] = newest(list_of(request, KINDS[kind], body=of.id))
    return [
        {
            "noun": n,
            "title": title_of(request.records, n, request.say, request.people),
            "state": getattr(n, "state", ""),
        }
        for n in nouns
    ]
