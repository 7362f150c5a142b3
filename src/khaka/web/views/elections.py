"""Elections inside the organisation: the programmes of a body, what a move would break, the sheet of a box."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render

from khaka.committee.elections.calendar import Change, Moved, Stayed
from khaka.committee.elections.relations import counts
from khaka.committee.elections.returns import entries
from khaka.committee.people import Body
from khaka.committee.polling import Election, Elector, Programme, ProgrammeState, Step
from khaka.store.blobs import kept
from khaka.store.models import Blob, Record
from khaka.web.asked import Asked
from khaka.web.cascade import moved_with
from khaka.web.choices_elections import step_label
from khaka.web.given_elections import day_of
from khaka.web.programmes import Calendar
from khaka.web.routes import Who, route
from khaka.web.seen import list_of, open_verbs, record_or_404, seen
from khaka.web.uploads import download
from khaka.web.voters import title_in_election


@route("body/<str:key>/elections/", Who.SEES)
def body_elections(request: Asked, key: str) -> HttpResponse:
    """Programmes of a body, each as a calendar; ended ones by name."""
    body = record_or_404(request, "body", key)
    assert isinstance(body, Body)
    found = sorted(list_of(request, Programme, body=key), key=lambda p: (p.state != ProgrammeState.NOTIFIED, p.id))
    context = {
        "body": body,
        "calendars": [Calendar(request, p) for p in found if p.state is not ProgrammeState.ENDED],
        "ended": [p for p in found if p.state is ProgrammeState.ENDED],
        "drafts": any(v.name == "programme_draft" for v in open_verbs(request, body)),
    }
    return render(request, "web/elections.html", context)


@route("programme/<str:key>/move/", Who.SEES)
def programme_preview(request: Asked, key: str) -> HttpResponse:
    """What a move or a stay of a step breaks: below it, on its level, above it. Nothing is written here."""
    programme = record_or_404(request, "programme", key)
    assert isinstance(programme, Programme)
    calendar = Calendar(request, programme)
    step = next((s for s in programme.steps if s.key == request.GET.get("step", "")), None)
    how = request.GET.get("how", "move")
    context: dict[str, Any] = {
        "body": request.records.get(Body, programme.body),
        "noun": programme,
        "calendar": calendar,
        "steps": [(s, step_label(request, s)) for s in programme.steps],
        "step": step,
        "how": how,
        "first": day_of(request.GET.get("first", "")) or (step.first if step else None),
        "last": day_of(request.GET.get("last", "")) or (step.last if step else None),
        "until": day_of(request.GET.get("until", "")),
        "verbs": [v.name for v in open_verbs(request, programme)],
    }
    asked = request.GET.get("show") == "yes"
    if step is not None and asked:
        change: Change = Stayed(step.key, context["until"])
        if how != "stay":
            change = Moved(step.key, context["first"], context["last"])
        context["breaks"] = calendar.breaks(change)
        context["shown"] = True
        if isinstance(change, Moved):
            context |= _moved(request, programme, calendar, step, change)
    return render(request, "web/move.html", context)


def _moved(request: Asked, programme: Programme, calendar: Calendar, step: Step, change: Moved) -> dict[str, Any]:
    """The steps that must move along, whether days and notice are enough, and the addresses of the form."""
    along = moved_with(request.records, programme.steps, step.key, change.first, change.last)
    by_key = {s.key: s for s in programme.steps}
    made = [Step(k, by_key[k].level, by_key[k].kind, a, b, by_key[k].unit) for k, (a, b) in along.items()]
    query = urlencode({"step": step.key, "first": change.first.isoformat(), "last": change.last.isoformat()})
    return {
        "along": [(by_key[s.key], s) for s in made if s.key != step.key],
        "told": [m for s in made for m in calendar.told(s)],
        "short": change.first < calendar.notice and change.first != step.first,
        "form": f"/do/programme_move/programme/{programme.id}/?{query}",
    }


@route("sheet/<str:key>/<str:box>/", Who.SEES)
def sheet(request: Asked, key: str, box: str) -> HttpResponse:
    """The photograph of a box's signed sheet, for those who enter its return; of a box that agrees, for who sees the election."""
    election = record_or_404(request, "election", key)
    assert isinstance(election, Election)
    there = sorted(entries(request.records, election, box), key=lambda r: (r.at, r.id))
    works = counts(request.records, request.user.id, election, request.moment)
    entry = next((r for r in there if works or seen(request, r)), None)
    found = Blob.objects.filter(sha256=entry.sha256).values_list("media", flat=True).first() if entry else None
    data = kept(entry.sha256) if entry is not None and found else None
    if data is None or found is None:
        raise Http404
    return download(data, found, f"{box}.{found.rpartition('/')[2]}")


@route("elections/", Who.SIGNED_IN)
def my_elections(request: Asked) -> HttpResponse:
    """Elections that the asker runs, checks, or is an elector of: these ask for no role in any body."""
    person = request.user.id
    checks = Record.objects.filter(kind="election", data__scrutineers__icontains=f'"{person}"').values_list(
        "key", flat=True
    )
    roll = request.records.find(Elector, person=person)
    wanted = {*checks, *(e.id for e in request.records.find(Election, officer=person)), *(x.election for x in roll)}
    found = [e for i in sorted(wanted) if (e := request.records.get(Election, i)) is not None and seen(request, e)]
    rows = [
        (e, title_in_election(request.records, e, request.say), person in (e.officer, *e.scrutineers)) for e in found
    ]
    return render(request, "web/my_elections.html", {"rows": sorted(rows, key=lambda r: (not r[2], r[1], r[0].id))})
