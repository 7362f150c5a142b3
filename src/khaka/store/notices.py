"""Notices by mail of what is new for a person: an invitation, a division, a noted view, a brief, a task, a report.

They say that something is there and never what: no name, title, choice, result or count leaves the workspace by mail. Each
is sent once, by the table and the rules of ``khaka.store.mails``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from khaka.committee.advice import Report, ReportState, View, ViewState
from khaka.committee.outcomes import Task, TaskState
from khaka.committee.papers import BriefState, StateBrief
from khaka.committee.people import Body, BodyState, Membership, Offer, OfferState, Role
from khaka.committee.records import Records
from khaka.committee.voting import Division, DivisionState, Method, RollEntry
from khaka.core.clock import now
from khaka.core.message import msg
from khaka.store.mails import BEFORE_CLOSE, Due, send
from khaka.store.models import Head
from khaka.store.records import Stored

#: What is older is no news: a mail server that is named late does not pour out a year.
FRESH: Final = timedelta(days=3)
_LEADS: Final = frozenset({Role.CHAIR, Role.SECRETARY})
_READERS: Final = _LEADS | {Role.MEMBER, Role.AUTHORITY}


def send_new() -> int:
    """Send what is new and was not told; gives the number that the provider took."""
    if Head.objects.exclude(halted="").exists():
        return 0
    moment = now()
    return send(news(Stored(), moment), moment)


def news(records: Records, moment: datetime) -> Iterator[Due]:
    """Every notice that is due now, told already or not."""
    since = moment - FRESH
    for o in records.find(Offer, state=OfferState.OPEN):
        if since <= o.made_at and moment < o.valid_until:
            yield _due("offer", o.id, o.person)
    yield from _divisions(records, moment, since)
    for v in records.find(View, state=ViewState.NOTED):
        if since <= v.noted_at:
            yield _due("view", v.id, v.member)
    for b in records.find(StateBrief, state=BriefState.ISSUED):
        if since <= b.issued_at:
            bodies = [x.id for x in records.find(Body, unit=b.unit) if x.state is BodyState.ACTIVE]
            people = {p for body in bodies for p in _holding(records, body, _LEADS, moment)}
            yield from (_due("brief", b.id, p) for p in sorted(people))
    for t in records.find(Task, state=TaskState.GIVEN):
        if t.owner != t.given_by:
            yield _due("task_given", t.id, t.owner)
    for r in records.find(Report, state=ReportState.DELIVERED):
        if r.delivered_at is not None and since <= r.delivered_at:
            people = _holding(records, r.body, _READERS, moment) - {r.delivered_by}
            yield from (_due("report", r.id, p) for p in sorted(people))


def _divisions(records: Records, moment: datetime, since: datetime) -> Iterator[Due]:
    """Divisions that opened, to everyone on the roll; one that closes within a day is told by the reminder instead."""
    for d in records.find(Division, state=DivisionState.OPEN):
        reminded = d.method is not Method.SECRET and d.closes_at - BEFORE_CLOSE <= moment
        if d.opened_at is None or d.opened_at < since or moment >= d.closes_at or reminded:
            continue
        for entry in records.find(RollEntry, division=d.id):
            yield _due("opened", d.id, entry.person)


def _holding(records: Records, body: str, roles: frozenset[Role], moment: datetime) -> set[str]:
    return {m.person for m in records.find(Membership, body=body) if m.role in roles and m.holds(moment)}


def _due(about: str, id_: str, person: str) -> Due:
    text = msg("store.mail.text", what=msg(f"wiring.mail.about.{about}"))
    return Due(f"new:{about}:{id_}:{person}"[:300], person, msg(f"wiring.mail.{about}"), text)
