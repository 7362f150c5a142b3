"""The table of routes: each page with its address, methods and who may ask for it. Views register here and nowhere else."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeAlias

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from khaka.committee.people import WORKSPACE, Role
from khaka.committee.roles import roles_at
from khaka.core.clock import now
from khaka.store.records import Stored
from khaka.web.limits import count_refused, too_many

View: TypeAlias = Callable[..., HttpResponse]


class Who(StrEnum):
    """Who may ask for a route. What is *in* the answer is decided once more, record by record, by ``committee.reading``."""

    ANYONE = "anyone"  # before signing in too
    SIGNED_IN = "signed_in"  # any account
    SEES = "sees"  # who sees the record that the address names; the others are told that there is none
    VERB = "verb"  # whoever the verb's own rules allow
    ADMINISTRATOR = "administrator"  # of the workspace
    AUDITOR = "auditor"  # of the workspace, and administrators of the machine's upkeep are not


@dataclass(frozen=True, slots=True)
class Route:
    """One address."""

    name: str
    path: str
    view: View
    who: Who
    methods: tuple[str, ...]
    api: bool
    export: bool = False


ROUTES: Final[dict[str, Route]] = {}


def route(
    path: str, who: Who, *methods: str, name: str = "", api: bool = False, export: bool = False
) -> Callable[[View], View]:
    """Register a view.

    Parameters
    ----------
    path
        As Django writes it, without the leading slash: ``at/<str:kind>/<str:key>``.
    who
        Who may ask; asked before the view runs.
    methods
        ``GET`` when none is named; HEAD comes with GET.
    export
        It makes a file: one person may ask for so many in a while (``khaka.web.limits``).
    """
    allowed = methods or ("GET",)

    def register(view: View) -> View:
        label = name or view.__name__
        if label in ROUTES:
            raise ValueError(f"two routes are called {label}")

        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in allowed and not (request.method == "HEAD" and "GET" in allowed):
                if api:
                    return JsonResponse({"error": "method"}, status=405, headers={"Allow": ", ".join(allowed)})
                return HttpResponseNotAllowed(allowed)
            refused = _refused(request, who, api)
            if refused is not None:
                return refused
            moment, verb = now(), str(kwargs.get("verb", ""))
            slowed = too_many(request, moment, export=export, api=api, verb=verb)
            if slowed is not None:
                return slowed
            request.records = Stored()  # type: ignore[attr-defined]
            request.moment = moment  # type: ignore[attr-defined]
            return count_refused(request, moment, view(request, *args, **kwargs), verb)

        ROUTES[label] = Route(label, path, guarded, who, allowed, api, export)
        return guarded

    return register


def _refused(request: HttpRequest, who: Who, api: bool) -> HttpResponse | None:
    if who is Who.ANYONE:
        return None
    if not request.user.is_authenticated:
        if api:
            return JsonResponse({"error": "sign_in"}, status=401)
        return redirect_to_login(request.get_full_path())
    if who in (Who.ADMINISTRATOR, Who.AUDITOR):
        wanted = Role.ADMINISTRATOR if who is Who.ADMINISTRATOR else Role.AUDITOR
        if wanted not in roles_at(Stored(), request.user.id, WORKSPACE, now()):
            raise Http404
    return None
