"""Errors that a view raises, answered in words: 403 what the law closes now, 409 and 400 what cannot be done; never a 500."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from khaka.committee import Refused
from khaka.core.errors import KhakaError
from khaka.core.message import Message, msg
from khaka.desk.guard import Locked
from khaka.locale import Translator
from khaka.mission.windows import moment_text, span_text
from khaka.web.api import shapes


class FaultMiddleware:
    """Outermost of those that see an exception of a view: whatever route it came from, the answer is the same."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer to an error of the domain; None leaves every other to Django."""
        return answer(request, exception) if isinstance(exception, KhakaError) else None


def answer(request: HttpRequest, error: KhakaError) -> HttpResponse:
    """A page, or JSON for the API, that says what is wrong and what to try.

    Notes
    -----
    A locked answer says the rule and the dates, and is kept by no cache: when the window ends, the same address opens.
    """
    say: Translator = request.say  # type: ignore[attr-defined]
    if isinstance(error, Locked):
        found = _locked(request, error, say)
        found.headers["Cache-Control"] = "no-store, private"
        return found
    if isinstance(error, Refused):
        if _api(request):
            return JsonResponse(shapes.refusal(error.blockers, say), status=409)
        return _page(request, say, msg("wiring.refused"), [b.message for b in error.blockers], 409)
    if _api(request):
        told = {"error": "cannot", "text": say.text(error.message)}
        return JsonResponse(told | ({"hint": say.text(error.hint)} if error.hint else {}), status=400)
    return _page(request, say, error.message, [error.hint] if error.hint else [], 400)


def _locked(request: HttpRequest, error: Locked, say: Translator) -> HttpResponse:
    lock = error.lock
    if _api(request):
        told: dict[str, Any] = {
            "error": "locked",
            "gives": error.gives,
            "text": say.text(error.message),
            "rule": say.text(lock.window.rule),
            "since": lock.since.isoformat(),
            "until": lock.until.isoformat(),
        }
        return JsonResponse(told, status=403)
    lines = [
        msg(f"wiring.locked.{error.gives}", election=lock.window.election, span=span_text(lock.since, lock.until)),
        msg("wiring.locked.rule", rule=lock.window.rule),
        msg("wiring.locked.until", until=moment_text(lock.until)),
    ]
    return _page(request, say, msg("wiring.locked.title"), lines, 403)


def _page(request: HttpRequest, say: Translator, title: Message, lines: list[Message], status: int) -> HttpResponse:
    context = {"title": say.text(title), "lines": [say.text(m) for m in lines]}
    return render(request, "web/fault.html", context, status=status)


def _api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
