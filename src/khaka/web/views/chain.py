"""The chain of events, for auditors: whether it verifies, its last events, what was refused, the file for an outside witness."""

from __future__ import annotations

import json

from django.http import HttpResponse
from django.shortcuts import render

from khaka.committee.chain import checkpoint_document
from khaka.store import history
from khaka.store.models import Event, Refusal
from khaka.web.asked import Asked
from khaka.web.routes import Who, route

_SHOWN = 50


@route("chain/", Who.AUDITOR)
def chain(request: Asked) -> HttpResponse:
    """The page."""
    context = {
        "faults": history.faults(),
        "head": history.reached(),
        "witnessed": history.witnessed(),
        "events": Event.objects.order_by("-seq")[:_SHOWN],
        "refusals": Refusal.objects.order_by("-id")[:_SHOWN],
    }
    return render(request, "web/chain.html", context)


@route("chain/export/", Who.AUDITOR, export=True)
def chain_export(request: Asked) -> HttpResponse:
    """The whole chain, for ``khaka verify``."""
    return _file(history.exported(), "chain.json")


@route("chain/checkpoint/", Who.AUDITOR)
def chain_checkpoint(request: Asked) -> HttpResponse:
    """Where the chain stands now, to be kept elsewhere: a chain that is cut or rebuilt later is known by it."""
    return _file(checkpoint_document(history.reached()), "checkpoint.json")


def _file(document: dict[str, object], name: str) -> HttpResponse:
    text = json.dumps(document, ensure_ascii=False, sort_keys=True)
    answer = HttpResponse(text, content_type="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
