"""The JSON API: what a person may read and do on the pages, for programs. It asks the same rules as the pages."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpResponse, JsonResponse

from khaka.committee import VERBS, Refused
from khaka.committee.blocker import Blocker
from khaka.committee.kinds import KINDS
from khaka.committee.noun import Noun
from khaka.committee.pending import pending
from khaka.committee.people import WORKSPACE
from khaka.committee.roles import roles_at
from khaka.core.errors import KhakaError
from khaka.desk.guard import Locked
from khaka.store import history
from khaka.web.adding import take
from khaka.web.api import openapi, shapes, strict
from khaka.web.asked import Asked
from khaka.web.given import FILES
from khaka.web.routes import Who, route
from khaka.web.seen import bodies_of, list_of, open_verbs, record_or_404
from khaka.web.shown import title_of
from khaka.web.views.doing import status_of

#: Records on a page of a list: unless said otherwise, and at most.
PAGE: Final = 50
MOST: Final = 200


@route("api/me/", Who.SIGNED_IN, api=True)
def api_me(request: Asked) -> HttpResponse:
    """Who asks, with which key, and the roles of today."""
    account = request.user
    token = getattr(request, "token", None)
    found = {
        "id": account.id,
        "name": {"en": account.name_en, "hi": account.name_hi},
        "language": account.language,
        "roles": sorted(roles_at(request.records, account.id, WORKSPACE, request.moment)),
        "bodies": [shapes.body(request, b) for b in bodies_of(request.records, account.id, request.moment)],
        "key": {"scope": token.scope, "until": token.until.isoformat()} if token is not None else None,
    }
    return JsonResponse(found)


@route("api/pending/", Who.SIGNED_IN, api=True)
def api_pending(request: Asked) -> HttpResponse:
    """What waits for the asker, the nearest day first."""
    waiting = [
        {
            "verb": p.verb,
            "kind": p.noun.KIND,
            "id": p.noun.id,
            "version": p.noun.version,
            "title": title_of(request.records, p.noun, request.say, request.people),
            "due": p.due.isoformat() if p.due is not None else None,
        }
        for p in pending(request.records, request.user.id, request.moment)
    ]
    return JsonResponse({"pending": waiting})


@route("api/bodies/", Who.SIGNED_IN, api=True)
def api_bodies(request: Asked) -> HttpResponse:
    """The committees in which the asker has a role."""
    found = bodies_of(request.records, request.user.id, request.moment)
    return JsonResponse({"bodies": [shapes.body(request, b) for b in found]})


@route("api/bodies/<str:key>/<str:kind>/", Who.SEES, api=True)
def api_list(request: Asked, key: str, kind: str) -> HttpResponse:
    """A committee's records of a kind, as far as the asker sees them, by id; ``?page=2&size=50``."""
    of = record_or_404(request, "body", key)
    if kind not in KINDS:
        raise Http404
    page, size = _number(request, "page", 1, 10**6), _number(request, "size", PAGE, MOST)
    if page is None or size is None:
        return JsonResponse({"error": "bad_page"}, status=400)
    nouns: tuple[Noun, ...] = list_of(request, KINDS[kind], body=of.id)
    shown = nouns[(page - 1) * size : page * size]
    found = {
        "kind": kind,
        "page": page,
        "size": size,
        "count": len(nouns),
        "next": page + 1 if page * size < len(nouns) else None,
        "records": [shapes.record(request.records, n) for n in shown],
    }
    return JsonResponse(found)


@route("api/records/<str:kind>/<str:key>/", Who.SEES, api=True)
def api_record(request: Asked, kind: str, key: str) -> HttpResponse:
    """One record, as the chain writes it."""
    return JsonResponse(shapes.record(request.records, record_or_404(request, kind, key)))


@route("api/records/<str:kind>/<str:key>/verbs/", Who.SEES, api=True)
def api_verbs(request: Asked, kind: str, key: str) -> HttpResponse:
    """What the asker may do to a record in its present state, and the JSON schema of what each verb takes."""
    noun = record_or_404(request, kind, key)
    found = [shapes.verb(v) for v in open_verbs(request, noun)]
    return JsonResponse({"kind": kind, "id": key, "version": noun.version, "verbs": found})


@route("api/do/<str:verb>/<str:kind>/<str:key>/", Who.VERB, "POST", api=True)
def api_do(request: Asked, verb: str, kind: str, key: str) -> HttpResponse:
    """Do a verb; 201 when it made a record, 200 when it changed one or was done before, else every reason against."""
    if verb not in VERBS or kind not in VERBS[verb].on:
        raise Http404
    noun = record_or_404(request, kind, key)
    try:
        asked = strict.read(request, FILES.get(verb, frozenset()))
    except strict.Bad as bad:
        return JsonResponse({"error": bad.code}, status=bad.status)
    try:
        taken = take(request, VERBS[verb], noun, asked.version, asked.data, asked.once)
    except Refused as refused:
        return JsonResponse(shapes.refusal(refused.blockers, request.say), status=status_of(refused.blockers))
    except Locked:
        raise
    except KhakaError as error:
        told = [Blocker("file", m) for m in (error.message, error.hint) if m is not None]
        return JsonResponse(shapes.refusal(told, request.say), status=400)
    made = taken.made if VERBS[verb].makes else ""
    answer = JsonResponse({"seq": taken.seq, "made": taken.made}, status=201 if made and not taken.repeated else 200)
    if made:
        answer.headers["Location"] = f"/api/records/{VERBS[verb].makes}/{made}/"
    return answer


@route("api/chain/", Who.AUDITOR, api=True, export=True)
def api_chain(request: Asked) -> HttpResponse:
    """The chain of events for ``khaka verify``, without the texts that the law has hidden since."""
    return JsonResponse(history.exported(withhold=True))


@route("api/openapi.json", Who.ANYONE, name="api_openapi", api=True)
def api_openapi(request: Asked) -> HttpResponse:
    """This description, made from the routes and the verbs."""
    return JsonResponse(openapi.document())


def _number(request: Asked, name: str, without: int, most: int) -> int | None:
    """A whole number of the address from 1 to a limit; None when it is something else."""
    text = request.GET.get(name, str(without))
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        return None
    return int(text) if 1 <= int(text) <= most else None
