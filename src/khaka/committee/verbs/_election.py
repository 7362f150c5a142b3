"""What the verbs of an election have in common: its calendar, what a declaration writes, what a lost seat does above."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from khaka.committee.blocker import Blocker, block
from khaka.committee.elections.calendar import closes, name_of, opens, window
from khaka.committee.elections.certificate import certificate_of
from khaka.committee.elections.consequences import acted, margin_of, sent_by
from khaka.committee.elections.counting import Outcome, outcome
from khaka.committee.elections.relations import election_of, is_elector
from khaka.committee.elections.returns import standing_in
from khaka.committee.elections.roll import above, line_of, winners
from khaka.committee.people import Role
from khaka.committee.polling import (
    Cause,
    Election,
    ElectionState,
    ElectorState,
    Nomination,
    NominationState,
    Programme,
    Step,
    StepKind,
)
from khaka.committee.tallying import Matter, MatterKind
from khaka.committee.verbs.base import Call, Puts, changed
from khaka.core.message import Message

#: The authority over the elections: stays, settles, rules on matters.
RULES = frozenset({Role.AUTHORITY})


def step_of(call: Call, election: Election, kind: StepKind) -> Step | None:
    """The step that holds for an election; None where the programme has none."""
    programme = call.records.get(Programme, election.programme)
    units = line_of(call.records, election.unit)
    return window(programme.steps, election.level, kind, units) if programme is not None else None


def in_time(
    call: Call, election: Election, kind: StepKind, *, begun: bool = True, over: bool = False
) -> Iterator[Blocker]:
    """By the server's clock: after the step's first midnight, before the midnight that ends it.

    Parameters
    ----------
    begun
        It must have begun.
    over
        False: it must not be over yet. True: it may be.
    """
    step = step_of(call, election, kind)
    if step is None:
        yield block("no_step", level=Message(f"committee.level.{election.level}"))
        return
    if begun and call.now < opens(step, call.body.zone):
        yield block("step_not_begun", step=name_of(step), day=step.first)
    if not over and call.now >= closes(step, call.body.zone):
        yield block("step_over", step=name_of(step), day=step.last)


def after(call: Call, election: Election, kind: StepKind) -> Iterator[Blocker]:
    """Where the programme has this very step: not before it is over."""
    step = step_of(call, election, kind)
    if step is not None and step.kind is kind and call.now < closes(step, call.body.zone):
        yield block("step_not_over", step=name_of(step), day=step.last)


def polled(call: Call, election: Election) -> Iterator[Blocker]:
    """Papers can have been given out: the poll of the programme, or the day of the fresh poll, has begun."""
    if election.poll == 1:
        yield from in_time(call, election, StepKind.POLL, over=True)
    elif election.poll_on is None or call.today < election.poll_on:
        yield block("fresh_poll_not_begun")


def election_in(call: Call, noun: Nomination, *states: ElectionState) -> Iterator[Blocker]:
    """The election of a nomination is in one of these states: a stay holds everything in it."""
    e = election_of(call.records, noun)
    if e is None or e.state not in states:
        shown = e.state if e is not None else ElectionState.VOID
        yield block(
            "wrong_state",
            state=Message(f"committee.state.election.{shown}"),
            wanted=[Message(f"committee.state.election.{s}") for s in states],
        )


def result_of(call: Call, election: Election) -> Outcome:
    """The outcome of the votes on the record, with the ranks that settle equal ones."""
    first = standing_in(call.records, replace(election, contenders=()))
    groups = {n.id: n.group for n in first}
    return outcome(election.lines, groups, election.seats, election.reserved, election.order)


def settled(call: Call, election: Election) -> Puts:
    """The election tied, or declared with its certificate.

    Parameters
    ----------
    election
        Its next version, votes and ranks in it, its state still to be set.
    """
    found = result_of(call, election)
    if found.tied:
        yield replace(election, state=ElectionState.TIED, tied=found.tied)
        return
    yield from declared(call, replace(election, tied=(), vacant=found.vacant), found.elected)


def declared(call: Call, election: Election, elected: tuple[str, ...]) -> Puts:
    """The declared election, its certificate, each nomination's end, and what changes above."""
    made = replace(election, state=ElectionState.DECLARED, declared_at=call.now)
    yield made
    yield certificate_of(call.records, made, elected, call.actor)
    before = {n.person for n in winners(call.records, election.id)}
    now = set()
    for n in standing_in(call.records, replace(election, contenders=())):
        if n.id in elected:
            now.add(n.person)
        state = NominationState.ELECTED if n.id in elected else NominationState.NOT_ELECTED
        if n.state not in (state, NominationState.VACATED):
            yield changed(n, state=state)
    yield from lost(call, election, before - now, MatterKind.DELEGATE_FELL)


def lost(
    call: Call, election: Election, persons: Collection[str], what: MatterKind, cause: Cause = Cause.ELSEWHERE
) -> Puts:
    """Above: who has had no paper yet goes off the roll; who has had one is a matter to be ruled on."""
    for e in above(call.records, election):
        if e.state is ElectionState.VOID:
            continue
        voted = []
        for person in sorted(persons):
            elector = sent_by(call.records, e, person, election)
            if elector is None:
                continue
            if acted(call.records, e, person):
                voted.append(person)
            elif what is MatterKind.DELEGATE_FELL:
                yield changed(elector, state=ElectorState.STRUCK, cause=cause, reason=election.id)
        if voted:
            yield matter(call, e, what, election.id, voted)


def matter(call: Call, election: Election, what: MatterKind, because: str, persons: Iterable[str]) -> Matter:
    """A matter on an election, to be ruled on by the authority."""
    return Matter(
        id=f"{election.id}:{call.new_id}",
        body=election.body,
        election=election.id,
        what=what,
        because=because,
        persons=tuple(persons),
        margin=margin_of(call.records, election),
        at=call.now,
    )


def on_roll(call: Call, election: Election, *fields: str) -> Iterator[Blocker]:
    """Each of these fields names an elector of the election."""
    for name in fields:
        if not is_elector(call.records, call.data[name], election, call.now):
            yield block("not_elector", field=name, id=call.data[name])


def name_key(n: Nomination) -> tuple[Any, ...]:
    """What two candidates must not have in common on one paper."""
    fold = " ".join
    return tuple(fold(t.casefold().split()) for t in (n.name.en, n.name.hi, n.told_apart_by))
