"""Dates: the page of a committee, my own, and the feed for calendar programs by its secret address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from khaka.committee.people import Body
from khaka.core.message import msg
from khaka.desk import agenda
from khaka.desk.calendar import Event, to_ics
from khaka.store import feeds
from khaka.web.asked import Asked
from khaka.web.routes import Who, route
from khaka.web.seen import record_or_404
from khaka.web.shown import day_and_time

#: Days back from today that a page still shows.
_PAST = 14


@route("body/<str:key>/calendar/", Who.SEES)
def body_calendar(request: Asked, key: str) -> HttpResponse:
    """What is due in a committee, and the calendar of its mission."""
    body = record_or_404(request, "body", key)
    assert isinstance(body, Body)
    found = [
        *agenda.of_body(request.records, key, request.user.id, request.moment),
        *agenda.of_mission(request.records, key),
    ]
    return render(request, "web/calendar.html", {"body": body, **_shown(request, found, body.zone)})


@route("me/calendar/", Who.SIGNED_IN, "GET", "POST")
def my_calendar(request: Asked) -> HttpResponse:
    """My dates everywhere. POST: open the feed (its address is on this answer and nowhere else), or end it."""
    address = ""
    if request.method == "POST":
        if request.POST.get("end"):
            feeds.end(request.user)
            messages.success(request, request.say.text(msg("wiring.feed.ended")))
            return HttpResponseRedirect("/me/calendar/", status=303)
        address = request.build_absolute_uri(f"/feed/{feeds.make(request.user)}/calendar.ics")
    found = agenda.of_person(request.records, request.user.id, request.moment)
    context = {"address": address, "feed": feeds.living(request.user), "mine": True}
    return render(request, "web/calendar.html", context | _shown(request, found, "Asia/Kolkata"))


@route("feed/<str:token>/calendar.ics", Who.ANYONE)
def feed(request: Asked, token: str) -> HttpResponse:
    """The dates of the person whose secret it is, in their language; 404 for every other address."""
    account = feeds.owner(token)
    if account is None:
        raise Http404
    found = agenda.of_person(request.records, account.id, request.moment)
    answer = HttpResponse(to_ics(found, account.language if account.language in ("en", "hi") else "hi"))
    answer.headers["Content-Type"] = "text/calendar; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="khaka.ics"'
    answer.headers["Cache-Control"] = "no-store, private"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _shown(request: Asked, found: list[Event] | tuple[Event, ...], zone: str) -> dict[str, Any]:
    today = request.moment.astimezone(ZoneInfo(zone)).date()
    kept = sorted((e for e in found if e.last_day >= today - timedelta(days=_PAST)), key=lambda e: (e.first_day, e.id))
    rows = [
        {
            "title": request.say.text(e.title),
            "kind": request.say.text(msg(f"calendar.kind.{e.kind}")),
            "when": _when(request, e, zone),
            "url": _url(e),
            "past": e.last_day < today,
            "notes": [request.say.text(n) for n in e.notes],
        }
        for e in kept
    ]
    return {"rows": [r for r in rows if not r["past"]], "past": [r for r in reversed(rows) if r["past"]]}


def _when(request: Asked, e: Event, zone: str) -> str:
    if e.kind in ("division", "offer"):  # the moment that counts is the end
        return day_and_time(request.say, e.end, zone)
    start = day_and_time(request.say, e.start, zone)
    same: bool = e.kind == "meeting" or e.start == e.end
    return start if same else f"{start} – {day_and_time(request.say, e.end, zone)}"


def _url(e: Event) -> str:
    """The record's page; events of a mission have none."""
    kind, _, key = e.id.partition(":")
    return f"/at/{kind}/{key}/" if key else ""
