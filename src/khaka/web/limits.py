"""How much one person may ask of the server in a while; the others are served meanwhile."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse

from khaka.store.rates import wait_for
from khaka.web import errors

#: What is counted: so many in so many seconds, for each person. A division of 1,500 people is 1,500 persons.
LIMITS: Final[dict[str, tuple[int, int]]] = {"write": (120, 60), "invite": (60, 600), "export": (30, 60)}
#: Verbs that are counted a second time: each brings someone else a mail.
_ALSO: Final = {"offer_make": "invite"}


def too_many(request: HttpRequest, now: datetime, *, export: bool, api: bool, verb: str = "") -> HttpResponse | None:
    """Count the request; 429 with ``Retry-After`` when it is one too many, None when it is not.

    Parameters
    ----------
    export
        The route makes a file or a long list.
    verb
        The verb that the address names.
    """
    counted = ["export"] if export else []
    if request.method == "POST":
        counted += ["write", *([_ALSO[verb]] if verb in _ALSO else [])]
    if not counted or not request.user.is_authenticated:
        return None
    waits = max(wait_for(request.user.id, what, *LIMITS[what], now) for what in counted)
    if not waits:
        return None
    answer = JsonResponse({"error": "too_many"}, status=429) if api else errors.too_many(request)
    answer.headers["Retry-After"] = str(waits)
    return answer
