"""A body's claims: what waits for a person, contradictions side by side, time, reports; the built-in claims as a demonstration."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from khaka.committee import VERBS, Refused
from khaka.committee.kinds import KINDS
from khaka.committee.news import Side
from khaka.committee.people import Body
from khaka.core.message import msg
from khaka.desk.ledger import enter_demonstration
from khaka.store.blobs import keep
from khaka.store.door import Act, act
from khaka.store.records import Stored
from khaka.web import reports  # noqa: F401  (what a report's form takes is registered there)
from khaka.web.asked import Asked
from khaka.web.ledger import DEMONSTRATION, Board, may, may_check
from khaka.web.routes import Who, route
from khaka.web.seen import record_or_404
from khaka.web.shown import title_of
from khaka.web.topics import catalogue


@route("body/<str:key>/claims/", Who.SEES)
def body_claims(request: Asked, key: str) -> HttpResponse:
    """The ledger; ``about`` and ``side`` choose a part of it."""
    body = record_or_404(request, "body", key)
    board = Board(request, key)
    about = request.GET.get("about", "")
    side = request.GET.get("side", "")
    about = about if about in dict(board.topics) else ""
    side = side if side in list(Side) else ""
    context = {
        "body": body,
        "board": board,
        "disputes": board.disputes(about, side),
        "points": board.timeline(about, side),
        "about": about,
        "side": side,
        "sides": list(Side),
        "checks": may_check(request, key),
        "archives": may(request, "report_import", body),
        "here": request.get_full_path(),
        "reasons": ("none", "furniture", "twice"),
    }
    return render(request, "web/claims.html", context)


@route("body/<str:key>/claims/demonstration/", Who.VERB, "POST")
def body_demonstration(request: Asked, key: str) -> HttpResponse:
    """Enter the built-in claims of 2022 through the door, all or nothing, once."""
    body = record_or_404(request, "body", key)
    assert isinstance(body, Body)
    answer = HttpResponseRedirect(f"/body/{key}/claims/", status=303)
    if Board(request, key).has_demonstration:
        messages.info(request, request.say.text(msg("ledger.demo.there")))
        return answer
    path = next(catalogue().embedded.glob("*/claims_2022.csv"))
    try:
        with transaction.atomic():
            # the first line keeps it apart from the same table sent in as a file, whose kind would stay
            digest = keep(b"# demonstration\n" + path.read_bytes(), DEMONSTRATION)

            def do(verb: str, kind: str, id_: str, data: dict[str, Any]) -> str:
                more = {"file": digest} if verb == "report_import" else {}
                noun = Stored().get(KINDS[kind], id_)
                version = noun.version if noun is not None and not VERBS[verb].adds else None
                return act(Act(request.user.id, verb, kind, id_, version, data | more)).made

            enter_demonstration(catalogue(), key, do)
    except Refused as refused:
        context = {
            "verb": VERBS["report_import"],
            "noun": body,
            "body": body,
            "title": title_of(request.records, body, request.say, request.people),
            "against": refused.blockers,
        }
        return render(request, "web/refused.html", context, status=403)
    messages.success(request, request.say.text(msg("ledger.demo.done")))
    return answer
