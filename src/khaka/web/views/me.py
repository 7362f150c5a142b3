"""My own page: names, language, sign-in, roles now and earlier, and what I could do on a day."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from khaka.committee import VERBS
from khaka.committee.people import Body, Membership
from khaka.committee.roles import May, may, roles_at
from khaka.committee.text import clean, fault
from khaka.core.message import msg
from khaka.web.asked import Asked
from khaka.web.routes import Who, route
from khaka.web.seen import list_of, newest

_NAMES = ("name_en", "name_hi")
_LONGEST = 120


@route("me/", Who.SIGNED_IN, "GET", "POST")
def me(request: Asked) -> HttpResponse:
    """The page; a post changes the names that others see."""
    if request.method == "POST":
        return _rename(request)
    mine = newest(list_of(request, Membership, person=request.user.id))
    bodies = {m.body: request.records.get(Body, m.body) for m in mine}
    rows = [{"m": m, "body": bodies[m.body], "now": m.holds(request.moment)} for m in mine]
    asked = _day(request.GET.get("on", ""))
    context = {"rows": rows, "on": asked, "could": list(_could(request, asked, bodies)) if asked else []}
    return render(request, "web/me.html", context)


def _rename(request: Asked) -> HttpResponse:
    for name in _NAMES:
        text = clean(request.POST.get(name, ""))
        if len(text) > _LONGEST or fault(text, lines=False):
            messages.error(request, request.say.text(msg("web.me.bad_name")))
            return HttpResponseRedirect("/me/", status=303)
        setattr(request.user, name, text)
    request.user.save(update_fields=list(_NAMES))
    messages.success(request, request.say.text(msg("web.me.saved")))
    return HttpResponseRedirect("/me/", status=303)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _could(request: Asked, day: date, bodies: dict[str, Body | None]) -> list[dict[str, object]]:
    """Roles and verbs of each body at the end of a day."""
    found = []
    for key, body in bodies.items():
        if body is None:
            continue
        moment = datetime.combine(day, time(23, 59, 59), ZoneInfo(body.zone))
        roles = roles_at(request.records, request.user.id, key, moment)
        verbs = [v.name for v in VERBS if any(may(r, v) is May.YES for r in roles)]
        found.append({"body": body, "roles": sorted(roles), "verbs": verbs})
    return found
