"""State briefs of a committee: what the blueprint gives each state, what was issued, and the step from one to the other."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from khaka.committee.papers import StateBrief
from khaka.committee.people import Body, BodyState, Level, Unit
from khaka.committee.standing import standing
from khaka.desk import presented
from khaka.desk.clashes import LIVE
from khaka.desk.documents import Document
from khaka.web.asked import Asked
from khaka.web.clashing import clashes_of_body
from khaka.web.routes import Who, route
from khaka.web.seen import list_of, open_verbs, record_or_404


@route("body/<str:key>/briefs/", Who.SEES)
def body_briefs(request: Asked, key: str) -> HttpResponse:
    """One line a state: its brief with its standing, or the one that the blueprint has for it."""
    body = record_or_404(request, "body", key)
    assert isinstance(body, Body)
    blueprint = presented.standing(request.records, key)
    document = presented.document(blueprint)
    everything = list_of(request, StateBrief, body=key)
    context = {
        "body": body,
        "blueprint": blueprint,
        "rows": _rows(request, document, everything),
        "issued": [_issued(request, b) for b in sorted(everything, key=lambda b: (b.unit, b.issued_at, b.id))],
        "clashes": [c for c in clashes_of_body(request, key) if c.briefs],
        "may_issue": any(v.name == "brief_issue" for v in open_verbs(request, body)),
    }
    return render(request, "web/briefs.html", context)


def _rows(request: Asked, document: Document | None, everything: tuple[StateBrief, ...]) -> list[dict[str, Any]]:
    units = {u.code: u for u in request.records.find(Unit) if u.level is Level.STATE}
    rows = []
    for task in presented.tasks(document) if document is not None else ():
        unit = units.get(task.state)
        bodies = request.records.find(Body, unit=unit.id) if unit is not None else ()
        live = next((b for b in everything if unit is not None and b.unit == unit.id and b.state in LIVE), None)
        rows.append({
            "task": task,
            "name": task.name[request.say.lang],
            "role": task.words[request.say.lang].split("\n", 1)[0],
            "unit": unit,
            "ready": any(b.state is BodyState.ACTIVE for b in bodies),
            "brief": live,
            "standing": standing(request.records, live).value if live is not None else "",
        })  # fmt: skip
    return rows


def _issued(request: Asked, brief: StateBrief) -> dict[str, Any]:
    unit = request.records.get(Unit, brief.unit)
    name = unit.name.in_language(request.say.lang) if unit is not None else brief.unit
    return {"brief": brief, "name": name, "standing": standing(request.records, brief).value}
