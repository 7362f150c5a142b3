"""What comes next in a body's work: from the states of its papers, the verbs that would carry each one step on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from khaka.committee.advice import Finding, Meeting, MeetingState, Order, Report, ReportState, Terms, TermsState
from khaka.committee.blockers import allowed
from khaka.committee.noun import Noun
from khaka.committee.outcomes import Decision, DecisionState, Task
from khaka.committee.papers import Blueprint, Proposal, ProposalState
from khaka.committee.people import Body, BodyState, Way
from khaka.committee.records import Records
from khaka.committee.roles import roles_at
from khaka.committee.verbs import VERBS
from khaka.committee.verbs._shared import finding_of
from khaka.committee.voting import Division, DivisionState

N = TypeVar("N", bound=Noun)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the verb, and the record that it is done to."""

    verb: str
    noun: Noun


@dataclass(frozen=True, slots=True)
class _View:
    """What the rules below look at: the body's papers as they stand now."""

    records: Records
    body: Body
    now: datetime

    def all(self, cls: type[N], **equal: object) -> list[N]:
        return sorted(self.records.find(cls, body=self.body.id, **equal), key=lambda n: n.id)

    def proposals(self, *states: ProposalState) -> list[Proposal]:
        found = [p for s in states for p in self.all(Proposal, state=s)]
        return sorted(found, key=lambda p: (p.order is None, p.order or 0, p.id))


_Rule: TypeAlias = Callable[[_View], Iterator[Step]]


def next_steps(records: Records, person: str, body: Body, now: datetime) -> tuple[Step, ...]:
    """Steps that are open to a person, in the order of a committee's work; the last ones first: they end what was begun.

    Notes
    -----
    It is a help for the eye. What is allowed is decided by ``blockers`` alone, and said on the form.
    """
    if body.state is not BodyState.ACTIVE:
        return ()
    view, roles = _View(records, body, now), roles_at(records, person, body.id, now)
    found = []
    for rule in _RULES:
        for step in rule(view):
            if allowed(VERBS[step.verb], roles, records, person, step.noun, now) and not _turned(step, person):
                found.append(step)
    return tuple(found)


def _turned(step: Step, person: str) -> bool:
    """Whether it is the opening of a division to which the person has agreed already."""
    noun = step.noun
    return step.verb == "division_open" and isinstance(noun, Division) and person in {k.person for k in noun.keys}


def _decisions(view: _View) -> Iterator[Step]:
    for d in view.all(Decision, state=DecisionState.IN_REVIEW):
        yield Step("decision_keep", d)
    for d in view.all(Decision, state=DecisionState.IN_FORCE):
        if not view.records.find(Task, decision=d.id):
            yield Step("task_give", d)


def _divisions(view: _View) -> Iterator[Step]:
    verbs = {
        DivisionState.TIED: "casting_vote", DivisionState.COUNTING: "return_enter", DivisionState.CALLED: "division_open",
    }  # fmt: skip
    for state, verb in verbs.items():
        for d in view.all(Division, state=state):
            if state is not DivisionState.CALLED or view.now >= d.opens_from:
                yield Step(verb, d)
    if view.body.way is Way.DIVISION:
        decided = {d.division for d in view.all(Decision)}
        for d in view.all(Division, state=DivisionState.CLOSED):
            if d.id not in decided and (f := _finding(view, d.proposal)) is not None and f.division == d.id:
                yield Step("decision_record", d)


def _finding(view: _View, proposal: str) -> Finding | None:
    found = view.records.get(Proposal, proposal)
    return finding_of(view.records, found) if found is not None else None


def _reports(view: _View) -> Iterator[Step]:
    ordered = {o.finding for o in view.all(Order)}
    discussed = view.proposals(ProposalState.DISCUSSED)
    for p in discussed:
        f = finding_of(view.records, p)
        if f is not None and f.report and f.id not in ordered:
            yield Step("order_give", p)
    left = view.proposals(ProposalState.ADMITTED) + [p for p in discussed if finding_of(view.records, p) is None]
    if left or not discussed:
        return
    for t in view.all(Terms, state=TermsState.OPEN):
        report = view.records.get(Report, t.id)
        if report is None:
            yield Step("report_draft", t)
        elif report.state is ReportState.DRAFT:
            yield Step("report_deliver", report)


def _meetings(view: _View) -> Iterator[Step]:
    for m in view.all(Meeting, state=MeetingState.OPEN):
        waiting = [p for i in m.agenda if (p := view.records.get(Proposal, i)) is not None]
        yield from (Step("proposal_discuss", p) for p in waiting if p.state is ProposalState.ADMITTED)
        yield Step("meeting_close", m)
    for m in view.all(Meeting, state=MeetingState.CALLED):
        zone = ZoneInfo(view.body.zone)
        if view.now.astimezone(zone).date() >= m.at.astimezone(zone).date():
            yield Step("meeting_open", m)


def _findings(view: _View) -> Iterator[Step]:
    deciding = view.body.way is Way.DIVISION
    for p in view.proposals(ProposalState.DISCUSSED):
        if not p.division and finding_of(view.records, p) is None:
            yield Step("division_call" if deciding else "finding_record", p)


def _intake(view: _View) -> Iterator[Step]:
    for p in view.proposals(ProposalState.SUBMITTED):
        yield Step("proposal_admit", p)
    planned = {
        i for s in (MeetingState.CALLED, MeetingState.OPEN) for m in view.all(Meeting, state=s) for i in m.agenda
    }
    if any(p.id not in planned for p in view.proposals(ProposalState.ADMITTED)):
        yield Step("meeting_call", view.body)
    for p in view.proposals(ProposalState.RETURNED):
        yield Step("proposal_edit", p)
    for p in view.proposals(ProposalState.DRAFT):
        yield Step("proposal_submit", p)


def _start(view: _View) -> Iterator[Step]:
    if view.body.way is Way.ADVISORY and not view.all(Terms, state=TermsState.OPEN):
        yield Step("terms_set", view.body)
    if not view.all(Proposal):
        yield Step("proposal_draft" if view.all(Blueprint) else "blueprint_present", view.body)


_RULES: Final[tuple[_Rule, ...]] = (_divisions, _reports, _meetings, _findings, _intake, _decisions, _start)
