"""The register of decisions with its file, the evidence that verifies offline, and the tasks that follow."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render

from khaka.committee.advice import Outcome
from khaka.committee.outcomes import Decision, DecisionState, Task, TaskState
from khaka.committee.papers import Proposal
from khaka.committee.people import Body
from khaka.core.message import Message
from khaka.render.workbook.text import clean, looks_like_formula
from khaka.web.asked import Asked
from khaka.web.evidence import file_of
from khaka.web.locks import ensure_record_open
from khaka.web.routes import Who, route
from khaka.web.seen import list_of, record_or_404

#: What the register can be sorted by; a minus before it turns the order.
_SORTS: Final[dict[str, Callable[[dict[str, Any]], Any]]] = {
    "day": lambda r: r["d"].at,
    "subject": lambda r: r["title"].casefold(),
    "outcome": lambda r: list(Outcome).index(r["d"].outcome),
    "state": lambda r: list(DecisionState).index(r["d"].state),
    "review": lambda r: (r["d"].review_on is None, r["d"].review_on or date.max),
}


@route("body/<str:key>/decisions/", Who.SEES)
def body_decisions(request: Asked, key: str) -> HttpResponse:
    """The register: sorted and filtered by the address."""
    body = _body(request, key)
    chosen = {k: request.GET.get(k, "") for k in ("outcome", "state", "sort")}
    context = {
        "body": body,
        "rows": _register(request, body),
        "chosen": chosen,
        "outcomes": list(Outcome),
        "states": list(DecisionState),
        "sorts": [(s, f"-{s}") for s in _SORTS],
        "query": request.GET.urlencode(),
    }
    return render(request, "web/decisions.html", context)


@route("body/<str:key>/decisions.csv", Who.SEES, export=True, name="decisions_file")
def decisions_file(request: Asked, key: str) -> HttpResponse:
    """The same rows as a table for office programs; no cell can be taken for a formula."""
    body = _body(request, key)
    say = request.say
    heads = ("id", "day", "subject", "outcome", "state", "conditions", "review", "tasks", "seal")
    rows = [[say.text(Message(f"wiring.register.{h}")) for h in heads]]
    for r in _register(request, body):
        d = r["d"]
        rows.append([
            d.id, r["day"].isoformat(), r["title"], say.text(Message(f"committee.outcome.{d.outcome}")),
            say.text(Message(f"committee.state.decision.{d.state}")), "; ".join(d.conditions),
            d.review_on.isoformat() if d.review_on else "", str(r["tasks"]), d.seal,
        ])  # fmt: skip
    answer = HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="decisions.csv"'
    return answer


@route("evidence/<str:key>/", Who.SEES, export=True)
def evidence(request: Asked, key: str) -> HttpResponse:
    """The sealed evidence as a file for ``khaka verify``.

    Notes
    -----
    A part cannot be left out of what a seal covers: while the law shuts the effects in it, the whole file is shut.
    """
    decision = record_or_404(request, "decision", key)
    assert isinstance(decision, Decision)
    ensure_record_open(request.records, decision)
    text = json.dumps(file_of(decision), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    answer = HttpResponse(text, content_type="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="evidence-{decision.seal[:12]}.json"'
    return answer


@route("body/<str:key>/tasks/", Who.SEES)
def body_tasks(request: Asked, key: str) -> HttpResponse:
    """Tasks by their day: whose, of which decision, done, and verified by whom."""
    body = _body(request, key)
    today = request.moment.astimezone(ZoneInfo(body.zone)).date()
    chosen = request.GET.get("state", "")
    tasks = sorted(list_of(request, Task, body=key), key=lambda t: (t.due, t.id))
    request.people.load(p for t in tasks for p in (t.owner, t.verified_by) if p)
    titles = {d.id: request.records.get(Proposal, d.proposal) for d in list_of(request, Decision, body=key)}
    rows = [
        {"t": t, "proposal": titles.get(t.decision), "late": t.state is TaskState.GIVEN and t.due < today}
        for t in tasks
        if chosen in ("", t.state) or (chosen == "late" and t.state is TaskState.GIVEN and t.due < today)
    ]
    return render(request, "web/tasks.html", {"body": body, "rows": rows, "chosen": chosen, "states": list(TaskState)})


def as_csv(rows: list[list[str]]) -> bytes:
    """A table as UTF-8 with the mark that office programs want; what starts like a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_cell(c) for c in row])
    return out.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    text = clean(text)
    return f"'{text}" if looks_like_formula(text) else text


def _register(request: Asked, body: Body) -> list[dict[str, Any]]:
    get, lang = request.GET, request.say.lang
    tasks = list_of(request, Task, body=body.id)
    rows: list[dict[str, Any]] = []
    for d in list_of(request, Decision, body=body.id):
        if get.get("outcome", "") not in ("", d.outcome) or get.get("state", "") not in ("", d.state):
            continue
        proposal = request.records.get(Proposal, d.proposal)
        title = proposal.title.in_language(lang) if proposal is not None else d.proposal
        day = d.at.astimezone(ZoneInfo(body.zone)).date()
        rows.append({"d": d, "title": title, "day": day, "tasks": sum(t.decision == d.id for t in tasks)})
    by = get.get("sort", "")
    name = by.removeprefix("-")
    rows.sort(key=lambda r: r["d"].id)
    rows.sort(key=_SORTS.get(name, _SORTS["day"]), reverse=by.startswith("-") if name in _SORTS else True)
    return rows


def _body(request: Asked, key: str) -> Body:
    found = record_or_404(request, "body", key)
    assert isinstance(found, Body)
    return found
