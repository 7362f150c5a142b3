"""The chosen proposals as one plan: in an order that keeps dependencies, every seat counted once."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from khaka.committee.outcomes import Decision, DecisionState, Task
from khaka.committee.papers import Proposal
from khaka.committee.people import Body
from khaka.committee.plan import Chosen
from khaka.committee.plan import plan as plan_of
from khaka.core.errors import KhakaError
from khaka.web.asked import Asked
from khaka.web.routes import Who, route
from khaka.web.seen import list_of, record_or_404


@route("body/<str:key>/plan/", Who.SEES)
def plan(request: Asked, key: str) -> HttpResponse:
    """The plan's steps with new and shared seats, what is missing, what comes late."""
    body = record_or_404(request, "body", key)
    assert isinstance(body, Body)
    decisions = [
        d for d in list_of(request, Decision, body=key) if d.state in (DecisionState.IN_FORCE, DecisionState.IN_REVIEW)
    ]
    titles = {p.id: p for p in list_of(request, Proposal, body=key)}
    tasks = list_of(request, Task, body=key)
    latest = {d.proposal: d for d in sorted(decisions, key=lambda d: (d.at, d.id))}
    chosen = [
        Chosen(
            p.id,
            d.outcome,
            frozenset(p.seats),
            p.after,
            p.order,
            max((t.due for t in tasks if t.decision == d.id), default=None),
        )
        for d in latest.values()
        if (p := titles.get(d.proposal)) is not None
    ]
    error = None
    steps: list[dict[str, object]] = []
    seats: list[str] = []
    try:
        made = plan_of(chosen)
    except KhakaError as fault:
        error = fault.message
    else:
        seats = sorted(made.seats)
        for s in made.steps:
            shared = [(titles.get(i), sorted(x)) for i, x in s.shared]
            missing = [titles.get(i) for i in s.missing]
            steps.append({
                "proposal": titles[s.proposal], "new": sorted(s.new), "shared": shared, "missing": missing, "late": s.late,
                "decision": latest[s.proposal], "tasks": [t for t in tasks if t.decision == latest[s.proposal].id],
            })  # fmt: skip
    return render(request, "web/plan.html", {"body": body, "steps": steps, "seats": seats, "error": error})
