"""Answers when something is wrong: in words, in the reader's language, in JSON for the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from khaka.core.message import msg
from khaka.locale import Translator
from khaka.web.language import language_of


def _answer(request: HttpRequest, what: str, status: int) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"error": what}, status=status)
    if not hasattr(request, "say"):
        lang = language_of(request) if hasattr(request, "user") else "hi"
        request.say = Translator(lang)  # type: ignore[attr-defined]
    say: Translator = request.say  # type: ignore[attr-defined]
    context = {"title": say.text(msg(f"web.error.{what}")), "hint": say.text(msg(f"web.error.{what}_hint"))}
    return render(request, "web/error.html", context, status=status)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404: there is no such thing, or it is not for the asker; the two are not told apart."""
    return _answer(request, "not_found", 404)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403."""
    return _answer(request, "forbidden", 403)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400."""
    return _answer(request, "bad_request", 400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form did not come from this page."""
    return _answer(request, "csrf", 403)


def too_many(request: HttpRequest) -> HttpResponse:
    """429: one person asks for more than a person can."""
    return _answer(request, "too_many", 429)


def server_fault(request: HttpRequest) -> HttpResponse:
    """500: ours; nothing was half-written."""
    return _answer(request, "fault", 500)
