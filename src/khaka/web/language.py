"""The reader's language: what was chosen on the page, else the account's, else the browser's, else Hindi."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from khaka.locale import LANGUAGES, Translator
from khaka.web.shown import People

COOKIE: Final = "khaka_language"


def language_of(request: HttpRequest) -> str:
    """The language of the answer."""
    chosen = request.COOKIES.get(COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    if request.user.is_authenticated and request.user.language in LANGUAGES:
        return request.user.language
    for part in request.headers.get("Accept-Language", "").split(","):
        code = part.split(";")[0].strip()[:2].lower()
        if code in LANGUAGES:
            return code
    return "hi"


class LanguageMiddleware:
    """Gives every request its Translator as ``request.say`` and the names of people as ``request.people``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the language, answer, name it in the answer."""
        lang = language_of(request)
        request.say = Translator(lang)  # type: ignore[attr-defined]
        request.people = People(request.say)  # type: ignore[attr-defined]
        with translation.override(lang):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", lang)
        patch_vary_headers(response, ("Cookie", "Accept-Language"))
        return response
