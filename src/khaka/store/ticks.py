"""What the server does by itself: close and count a division when its time has come, bring decisions up for review.

Every tick is safe to run twice, at once, in any process: each act carries a form's key of its own, so it is done once.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from khaka.committee import Refused
from khaka.committee.codec import from_json
from khaka.committee.grounds import claim_reasons
from khaka.committee.outcomes import Decision, DecisionState
from khaka.committee.people import SYSTEM, Body
from khaka.committee.review import review_reasons
from khaka.committee.voting import Division, DivisionState
from khaka.core.clock import now
from khaka.core.figure import Figure
from khaka.core.message import Message
from khaka.locale import Translator
from khaka.store.door import Act, act, why_not
from khaka.store.models import Head, Record
from khaka.store.records import Stored

_LOG: Final = logging.getLogger("khaka.ticks")
#: Seconds between two looks at the start of requests, in one process.
EVERY: Final = 3.0
#: The watched figures of a decision as the data give them now, by id.
Figures: TypeAlias = Callable[[Decision], Mapping[str, Figure]]
_LAST: Final = {"at": 0.0}


def look() -> None:
    """At the start of a request: close what is due, at most every few seconds, and never stand in the request's way."""
    at = time.monotonic()
    if at - _LAST["at"] < EVERY:
        return
    _LAST["at"] = at
    try:
        close_due()
    except Exception:  # the request goes on: the next look, or the server's own loop, does it again
        _LOG.exception("what is due could not be done")


def tick(figures: Figures | None = None) -> int:
    """Everything that is due; gives the number of things done.

    Parameters
    ----------
    figures
        None: decisions come up for review by their day only.
    """
    return close_due() + review_due(figures)


def close_due() -> int:
    """Close and count the divisions whose time has come."""
    moment = now()
    rows = Record.objects.filter(kind=Division.KIND, state=DivisionState.OPEN).order_by("key")
    done = 0
    for data in rows.values_list("data", flat=True):
        division = from_json(data)
        if isinstance(division, Division) and division.closes_at <= moment and not _halted():
            wanted = Act(SYSTEM, "division_close", Division.KIND, division.id, division.version, {})
            done += _do(replace(wanted, once=f"close:{division.id}"[:64]))
    return done


def review_due(figures: Figures | None = None) -> int:
    """Bring decisions in force up for review whose day has come, or whose figures have left their range."""
    moment = now()
    records = Stored()
    done = 0
    for decision in records.find(Decision, state=DecisionState.IN_FORCE):
        reasons = _reasons(records, decision, moment, figures)
        if reasons and not _halted():
            data = {"reason": _words(reasons), "readings": []}
            wanted = Act(SYSTEM, "decision_review", Decision.KIND, decision.id, decision.version, data)
            done += _do(replace(wanted, once=f"review:{decision.id}:{decision.version}"[:64]))
    return done


def _reasons(records: Stored, decision: Decision, moment: datetime, figures: Figures | None) -> tuple[Message, ...]:
    body = records.get(Body, decision.body)
    today = moment.astimezone(ZoneInfo(body.zone if body else "UTC")).date()
    if figures is None:
        found = review_reasons(replace(decision, watch=()), today, {})
    else:
        found = review_reasons(decision, today, figures(decision) if decision.watch else {})
    return (*found, *claim_reasons(records, decision))


def _words(reasons: tuple[Message, ...]) -> str:
    """The reasons in Hindi and English: the record is read in both."""
    return " / ".join("; ".join(Translator(lang).text(r) for r in reasons) for lang in ("hi", "en"))[:2000]


def _halted() -> bool:
    return Head.objects.exclude(halted="").exists()


def _do(wanted: Act) -> int:
    """Do it unless something stands against it: what the server tries every few seconds must not fill the auditor's list."""
    if why_not(wanted):
        return 0
    try:
        return 0 if act(wanted).repeated else 1
    except Refused:  # somebody was faster
        return 0
