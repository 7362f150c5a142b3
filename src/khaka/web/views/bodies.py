"""A committee: its papers by kind, its people, what can be done in it."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render

from khaka.committee.kinds import KINDS
from khaka.committee.nextsteps import next_steps
from khaka.committee.noun import Noun
from khaka.committee.papers import ClashState
from khaka.committee.people import Body, Membership, Unit
from khaka.committee.roles import roles_at
from khaka.committee.verbs import Verb
from khaka.web.asked import Asked
from khaka.web.clashing import clashes_of_body
from khaka.web.routes import Who, route
from khaka.web.seen import list_of, newest, open_verbs, record_or_404, seen
from khaka.web.shown import title_of

#: Lists of a committee in the order of its work, as far as there are records of them.
LISTS: Final = (
    "proposal", "blueprint", "brief", "terms", "meeting", "finding", "report", "order", "division", "decision", "task",
    "press_line", "clash",
)  # fmt: skip

#: How many of each.
SHOWN: Final = 6
#: What can be done in a committee, by the kind of work.
GROUPS: Final = (
    ("papers", ("blueprint_present", "proposal_draft", "report_import", "supposition_keep", "press_draft")),
    ("work", ("terms_set", "meeting_call", "brief_issue")),
    ("watch", ("indicator_set", "field_report_import")),
    ("people", ("offer_make", "rulebook_set", "unit_make", "programme_draft")),
)
#: What the page of people offers.
_OF_PEOPLE: Final = frozenset({"offer_make"})


@route("body/<str:key>/", Who.SEES)
def body(request: Asked, key: str) -> HttpResponse:
    """The committee's page."""
    found = _body(request, key)
    lists = [_list(kind, _rows(request, kind, found)) for kind in _kinds()]
    context = {
        "body": found,
        "unit": request.records.get(Unit, found.unit),
        "roles": sorted(roles_at(request.records, request.user.id, key, request.moment)),
        "steps": steps_of(request, found),
        "groups": _grouped(open_verbs(request, found)),
        "lists": [x for x in lists if x["rows"]],
        "clashes": [c for c in clashes_of_body(request, key) if c.state is ClashState.OPEN],
    }
    return render(request, "web/body.html", context)


def _list(kind: str, rows: list[dict[str, object]]) -> dict[str, Any]:
    return {"kind": kind, "rows": rows[:SHOWN], "more": len(rows) if len(rows) > SHOWN else 0}


def steps_of(request: Asked, of: Body) -> list[dict[str, object]]:
    """What comes next in the committee's work for the asker, with titles."""
    found = next_steps(request.records, request.user.id, of, request.moment)
    return [
        {
            "verb": s.verb,
            "noun": s.noun,
            "title": "" if s.noun.KIND == "body" else title_of(request.records, s.noun, request.say, request.people),
        }
        for s in found
        if seen(request, s.noun)
    ]


def _grouped(verbs: tuple[Verb, ...]) -> list[tuple[str, list[Verb]]]:
    """Verbs of a committee by the kind of work, as far as the asker has them; one that no group names is with the rest."""
    named = {v for _, names in GROUPS for v in names}
    groups = [(group, [v for v in verbs if v.name in names]) for group, names in GROUPS]
    groups.append(("rest", [v for v in verbs if v.name not in named]))
    return [(group, found) for group, found in groups if found]


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
        "verbs": [v for v in open_verbs(request, found) if v.name in _OF_PEOPLE],
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
