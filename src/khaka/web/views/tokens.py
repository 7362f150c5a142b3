"""My keys of the API: made with a recent password, shown once, ended at once."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from khaka.core.errors import KhakaError
from khaka.core.message import Message
from khaka.store import tokens
from khaka.web.asked import Asked
from khaka.web.routes import Who, route


@route("me/tokens/", Who.SIGNED_IN, "GET", "POST", name="tokens")
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # as before a second factor is changed
def tokens_page(request: Asked) -> HttpResponse:
    """GET: my keys. POST: one more; its text is on this answer and nowhere else."""
    error: Message | None = None
    made = ""
    if request.method == "POST":
        try:
            _, made = tokens.make(
                request.user, request.POST.get("label", ""), request.POST.get("scope", ""), _days(request)
            )
        except KhakaError as fault:
            error = fault.message
    context = {
        "tokens": tokens.living(request.user, request.moment),
        "made": made,
        "error": error,
        "held": request.POST if error else {},
        "scopes": list(tokens.Scope),
        "days": tokens.DAYS,
        "longest": tokens.LABEL,
    }
    return render(request, "web/tokens.html", context, status=400 if error else 200)


@route("me/tokens/<int:key>/end/", Who.SIGNED_IN, "POST", name="token_end")
def token_end(request: Asked, key: int) -> HttpResponse:
    """End one of my keys; it opens nothing from now on."""
    if key >= 2**63 or not tokens.revoke(request.user, key):
        raise Http404
    return HttpResponseRedirect("/me/tokens/", status=303)


def _days(request: Asked) -> int:
    text = request.POST.get("days", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
