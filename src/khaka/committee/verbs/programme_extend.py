"""A unit gets dates of its own in a notified calendar, with a new notice: after a stay, a flood, a late roll below."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Day, Text
from khaka.committee.people import Unit
from khaka.committee.polling import Programme, ProgrammeState, StepKind
from khaka.committee.verbs._programme import OFFICE, STEPS, in_order, on_free_days, steps_in, with_notice
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.core.message import Message

verb = Verb(
    __name__,
    on=("programme",),
    roles=OFFICE,
    before=(ProgrammeState.NOTIFIED,),
    after=(ProgrammeState.NOTIFIED,),
    fields=(STEPS, Day("notified_on", optional=True), Text("reason"), Text("waiver", optional=True)),
)


@verb.check
def for_a_unit(call: Call) -> Iterator[Blocker]:
    """New steps, each of a unit that there is, each kind once."""
    p = call.on(Programme)
    new = steps_in(call.data)
    steps = (*p.steps, *new)
    holds = [(s.level, s.kind, s.unit) for s in steps if s.kind is not StepKind.ELECT]
    if len({s.key for s in steps}) < len(steps) or len(set(holds)) < len(holds):
        yield block("twice", field="steps", name=Message("committee.field.steps"))
    for s in new:
        if not s.unit or call.records.get(Unit, s.unit) is None:
            yield block("refers_to_nothing", field="steps", id=s.unit or s.key)


@verb.check
def sound(call: Call) -> Iterator[Blocker]:
    """In order, on free days, with a notice of today."""
    p = call.on(Programme)
    new = steps_in(call.data)
    if call.data["notified_on"] != call.today:
        yield block("notice_missing", field="notified_on", day=call.today)
    yield from in_order(call, (*p.steps, *new), p.steps)
    yield from on_free_days(call, new, p.silences, call.data["waiver"])
    for s in new:
        yield from with_notice(s.first, call.today, p)


@verb.effect
def effect(call: Call) -> Puts:
    """The programme with the unit's dates."""
    p, data = call.on(Programme), call.data
    steps = (*p.steps, *steps_in(data))
    yield changed(
        p, steps=steps, notified_on=data["notified_on"], reason=data["reason"], waiver=data["waiver"] or p.waiver
    )
