"""How much one person may ask of the server in a while; the others are served meanwhile."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse

from khaka.store.rates import full, wait_for
from khaka.web import errors

#: What is counted: so many in so many seconds, for each person. A division of 1,500 people is 1,500 persons.
LIMITS: Final[dict[str, tuple[int, int]]] = {"write": (120, 60), "invite": (60, 600), "export": (30, 60)}
#: Verbs that are counted a second time: each brings someone else a mail.
_ALSO: Final = {"offer_make": "invite"}
#: Verbs that a person can do once only: counted when they are refused, so that a full hall votes without a second write.
_ONCE: Final = frozenset({"ballot_cast"})


def too_many(request: HttpRequest, now: datetime, *, export: bool, api: bool, verb: str = "") -> HttpResponse | None:
    """Count the request; 429 with ``Retry-After`` when it is one too many, None when it is not.

    Parameters
    ----------
    export
        The route makes a file or a long list.
    verb
        The verb that the address names.
    """
    if not request.user.is_authenticated:
        return None
    counted = ["export"] if export else []
    if request.method == "POST":
        counted += ["write", *([_ALSO[verb]] if verb in _ALSO else [])]
    count = full if verb in _ONCE else wait_for
    waits = max((count(request.user.id, what, *LIMITS[what], now) for what in counted), default=0)
    if not waits:
        return None
    answer = JsonResponse({"error": "too_many"}, status=429) if api else errors.too_many(request)
    answer.headers["Retry-After"] = str(waits)
    return answer


def count_refused(request: HttpRequest, now: datetime, response: HttpResponse, verb: str) -> HttpResponse:
    """Count what was not counted before because it can be done once only, and has not been done."""
    if verb in _ONCE and request.method == "POST" and response.status_code >= 400 and request.user.is_authenticated:
        wait_for(request.user.id, "write", *LIMITS["write"], now)
    return response
