"""What waits for a person: the few things that a phone shows first, and to whom recusal is suggested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from khaka.committee.advice import View, ViewState
from khaka.committee.elections.waiting import waiting
from khaka.committee.monitoring import FieldReport, Indicator, IndicatorState, Reading, ReadingState
from khaka.committee.news import Claim, ClaimState
from khaka.committee.noun import Noun
from khaka.committee.outcomes import Task, TaskState
from khaka.committee.papers import BriefState, Proposal, ProposalState, StateBrief
from khaka.committee.people import Body, Offer, OfferState, Role
from khaka.committee.records import Records
from khaka.committee.reminders import reading_due
from khaka.committee.roles import RELATIONS, VOTERS, roles_at
from khaka.committee.voting import Ballot, Division, DivisionState, Method, Recusal, RollEntry

#: To whom it is said that claims and readings wait: members may check them too, and are not called for each.
_DESK: Final = frozenset({Role.CHAIR, Role.SECRETARY})


@dataclass(frozen=True, slots=True)
class Pending:
    """One thing to do: the verb that one tap leads to, the record, and by when (None: no day is set)."""

    verb: str
    noun: Noun
    due: date | None


def pending(records: Records, person: str, now: datetime) -> tuple[Pending, ...]:
    """Everything that waits for a person, the nearest day first; a page shows the first three."""
    parts = (_ballots, _answers, _work, _checks)
    found = [p for part in parts for p in part(records, person, now)]
    found += [Pending(verb, noun, None) for verb, noun in waiting(records, person, now)]
    return tuple(sorted(found, key=lambda p: (p.due is None, p.due or date.max, p.verb, p.noun.id)))


def suggested_recusals(records: Records, division: Division) -> tuple[str, ...]:
    """Persons whose own affair the proposal is: its author, and those whom it names as concerned. Never a decision."""
    p = records.get(Proposal, division.proposal)
    named = {p.author, *p.concerns} if p is not None else set()
    done = {r.person for r in records.find(Recusal, division=division.id)}
    return tuple(sorted(named - done))


def _ballots(records: Records, person: str, now: datetime) -> Iterator[Pending]:
    for entry in records.find(RollEntry, person=person):
        d = records.get(Division, entry.division)
        if d is None or d.state is not DivisionState.OPEN or d.method is Method.SECRET or now >= d.closes_at:
            continue
        if records.get(Ballot, entry.id) is None and records.get(Recusal, entry.id) is None:
            yield Pending("ballot_cast", d, _day(records, d.body, d.closes_at))


def _answers(records: Records, person: str, now: datetime) -> Iterator[Pending]:
    for offer in records.find(Offer, person=person, state=OfferState.OPEN):
        if now < offer.valid_until:
            yield Pending("offer_accept", offer, _day(records, offer.body, offer.valid_until))
    for view in records.find(View, member=person, state=ViewState.NOTED):
        yield Pending("view_confirm", view, None)
    for brief in records.find(StateBrief, state=BriefState.ISSUED):
        if RELATIONS["unit"](records, person, brief, now):
            yield Pending("brief_accept", brief, brief.due)
    for p in records.find(Proposal, author=person, state=ProposalState.RETURNED):
        yield Pending("proposal_edit", p, None)


def _work(records: Records, person: str, now: datetime) -> Iterator[Pending]:
    for task in records.find(Task, owner=person, state=TaskState.GIVEN):
        yield Pending("task_done", task, task.due)
    for task in records.find(Task, state=TaskState.DONE):
        if task.owner != person and roles_at(records, person, task.body, now) & VOTERS:
            yield Pending("task_verify", task, task.due)


def _checks(records: Records, person: str, now: datetime) -> Iterator[Pending]:
    """Suggestions of claims, one a report; readings to report, or to verify after another."""
    asked: set[str] = set()
    for claim in records.find(Claim, state=ClaimState.SUGGESTED):
        if claim.report not in asked and roles_at(records, person, claim.body, now) & _DESK:
            asked.add(claim.report)
            yield Pending("claim_confirm", claim, None)
    state = ReadingState.REPORTED
    waiting: list[Reading | FieldReport] = [
        *records.find(Reading, state=state),
        *records.find(FieldReport, state=state),
    ]
    for found in waiting:
        if found.author != person and roles_at(records, person, found.body, now) & _DESK:
            yield Pending("reading_verify", found, None)
    for i in records.find(Indicator, owner=person, state=IndicatorState.ACTIVE):
        today = _day(records, i.body, now)
        due, _ = reading_due(records, i, today, _day(records, i.body, i.set_at))
        if due <= today:
            yield Pending("reading_report", i, due)


def _day(records: Records, body: str, moment: datetime) -> date:
    found = records.get(Body, body)
    return moment.astimezone(ZoneInfo(found.zone if found else "UTC")).date()
