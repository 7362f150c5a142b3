"""Personal keys at the door of the API: ``Authorization: Bearer khaka_...`` stands for a session, on these addresses only."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from khaka.store import tokens

#: Addresses that a key opens. Pages, and the page that makes keys, ask for a session.
UNDER = "/api/"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class KeyMiddleware:
    """Sets the person of a request that carries a key; a key that opens nothing is told so, session or not.

    Such a request needs no CSRF token: no browser sends the header by itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look, then answer."""
        given = request.headers.get("Authorization", "")
        if not given or not request.path.startswith(UNDER):
            return self.get_response(request)
        scheme, _, text = given.partition(" ")
        token = tokens.found(text.strip()) if scheme.lower() == "bearer" else None
        if token is None:
            return _refused("bad_key", 401)
        if token.scope != tokens.Scope.ACT and request.method not in _READING:
            return _refused("key_only_reads", 403)
        request.user = token.account
        request.token = token  # type: ignore[attr-defined]
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        return self.get_response(request)


def _refused(what: str, status: int) -> HttpResponse:
    answer = JsonResponse({"error": what}, status=status)
    answer.headers["Cache-Control"] = "no-store, private"
    if status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="khaka"'
    return answer
