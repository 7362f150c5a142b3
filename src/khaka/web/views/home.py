"""The first page: what waits for me, and my committees. And the switch of language."""

from __future__ import annotations

import secrets
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from khaka.committee import VERBS
from khaka.committee.noun import Words
from khaka.committee.pending import Pending, pending
from khaka.committee.people import WORKSPACE, Role
from khaka.committee.roles import roles_at
from khaka.locale import LANGUAGES
from khaka.web.asked import Asked
from khaka.web.language import COOKIE
from khaka.web.routes import Who, route
from khaka.web.seen import bodies_of
from khaka.web.shown import title_of
from khaka.web.views.bodies import steps_of

#: What a phone shows first.
FIRST: Final = 3


@route("", Who.SIGNED_IN)
def home(request: Asked) -> HttpResponse:
    """Three pending things, then the committees."""
    records, person, moment = request.records, request.user.id, request.moment
    waiting = [_waits(request, p) for p in pending(records, person, moment)]
    bodies: list[dict[str, Any]] = [
        {"body": b, "roles": sorted(roles_at(records, person, b.id, moment)), "steps": steps_of(request, b)}
        for b in bodies_of(records, person, moment)
    ]
    own = roles_at(records, person, WORKSPACE, moment)
    steps = [s for b in bodies for s in b["steps"]]
    context = {
        "first": waiting[:FIRST],
        "steps": steps[: max(FIRST - len(waiting), 0)],
        "later": waiting[FIRST:],
        "bodies": bodies,
        "administers": Role.ADMINISTRATOR in own,
        "audits": Role.AUDITOR in own,
    }
    return render(request, "web/home.html", context)


def _waits(request: Asked, p: Pending) -> dict[str, object]:
    """One thing that waits; where nothing has to be filled in, one tap on it is the whole."""
    words = getattr(p.noun, "words", "")
    return {
        "verb": p.verb,
        "noun": p.noun,
        "due": p.due,
        "title": title_of(request.records, p.noun, request.say, request.people),
        "words": words.in_language(request.say.lang) if isinstance(words, Words) else words,
        "one_tap": all(f.optional for f in VERBS[p.verb].fields),
        "once": secrets.token_urlsafe(18),
    }


@route("language/<str:lang>/", Who.ANYONE, "POST")
def language(request: Asked, lang: str) -> HttpResponse:
    """Choose a language; it is kept in a cookie, and with the account."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}):
        target = "/"
    response = HttpResponseRedirect(target)
    if lang in LANGUAGES:
        response.set_cookie(
            COOKIE, lang, max_age=365 * 86400, samesite="Lax", httponly=True, secure=request.is_secure()
        )
        if request.user.is_authenticated:
            request.user.language = lang
            request.user.save(update_fields=["language"])
    return response


@route("health/", Who.ANYONE)
def health(request: Asked) -> HttpResponse:
    """Whether the server answers; tells nothing else."""
    return HttpResponse("ok", content_type="text/plain")


@route("font.woff", Who.ANYONE)
def font(request: Asked) -> HttpResponse:
    """The pages' font, cut to what they use: 105 kB for a slow line instead of 642."""
    from base64 import b64decode

    from khaka.render.html.font import font_data

    answer = HttpResponse(b64decode(font_data()), content_type="font/woff")
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer
