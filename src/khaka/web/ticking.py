"""At the start of requests: what is due by the clock is done, so that no worker needs to run for a count to happen."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from khaka.store import ticks


class TickMiddleware:
    """A cheap look every few seconds; static files never come this far."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look, then answer."""
        ticks.look()
        return self.get_response(request)
