"""A body's monitoring: reminders, indicators, counts from the field."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from khaka.committee.monitoring import FieldReport
from khaka.committee.reminders import reminders
from khaka.web.asked import Asked
from khaka.web.ledger import may
from khaka.web.monitoring import HIGH, WIDE, lines, proposed
from khaka.web.routes import Who, route
from khaka.web.seen import list_of, newest, record_or_404, seen


@route("body/<str:key>/monitoring/", Who.SEES)
def body_monitoring(request: Asked, key: str) -> HttpResponse:
    """What is due, how the indicators stand, what came in from the field."""
    body = record_or_404(request, "body", key)
    due = [r for r in reminders(request.records, request.moment) if r.noun.body == key and seen(request, r.noun)]
    context = {
        "body": body,
        "due": [{"r": r, "late": -r.days} for r in due],
        "lines": lines(request, key),
        "proposed": proposed(request, key) if may(request, "indicator_set", body) else [],
        "sets": may(request, "indicator_set", body),
        "field": newest(list_of(request, FieldReport, body=key)),
        "imports": may(request, "field_report_import", body),
        "here": request.get_full_path(),
        "wide": WIDE,
        "high": HIGH,
    }
    return render(request, "web/monitoring.html", context)
