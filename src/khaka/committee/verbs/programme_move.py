"""Steps of a notified calendar are moved, several at once where one breaks the next; never without a new notice."""

from collections.abc import Iterator
from dataclasses import replace

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Day, Text
from khaka.committee.polling import Programme, ProgrammeState, Step
from khaka.committee.verbs._programme import MOVES, OFFICE, in_order, on_free_days, with_notice
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.core.message import Message

verb = Verb(
    __name__,
    on=("programme",),
    roles=OFFICE,
    before=(ProgrammeState.NOTIFIED,),
    after=(ProgrammeState.NOTIFIED,),
    fields=(MOVES, Day("notified_on", optional=True), Text("reason"), Text("waiver", optional=True)),
)


def _moved(call: Call) -> tuple[Step, ...]:
    to = {m["step"]: m for m in call.data["moves"]}
    steps = call.on(Programme).steps
    return tuple(replace(s, first=to[s.key]["first"], last=to[s.key]["last"]) if s.key in to else s for s in steps)


@verb.check
def known_and_ahead(call: Call) -> Iterator[Blocker]:
    """Steps that there are, each once; what has begun keeps its first day, what is over stays."""
    steps = {s.key: s for s in call.on(Programme).steps}
    names = [m["step"] for m in call.data["moves"]]
    if len(set(names)) < len(names):
        yield block("twice", field="moves", name=Message("committee.field.moves"))
    for m in call.data["moves"]:
        s = steps.get(m["step"])
        if s is None:
            yield block("refers_to_nothing", field="moves", id=m["step"])
        elif s.last < call.today or (s.first <= call.today and m["first"] != s.first) or m["last"] < call.today:
            yield block("step_begun", field="moves", id=m["step"])


@verb.check
def with_a_new_notice(call: Call) -> Iterator[Blocker]:
    """A notice of today, and the full time from it to each step that has not begun."""
    p = call.on(Programme)
    if call.data["notified_on"] != call.today:
        yield block("notice_missing", field="notified_on", day=call.today)
        return
    names = {m["step"] for m in call.data["moves"]}
    for s in _moved(call):
        if s.key in names and s.first > call.today:
            yield from with_notice(s.first, call.today, p)


@verb.check
def in_order_and_free(call: Call) -> Iterator[Blocker]:
    """Nothing new is out of order; the moved days are free."""
    p = call.on(Programme)
    yield from in_order(call, _moved(call), p.steps, "moves")
    names = {m["step"] for m in call.data["moves"]}
    moved = (s for s in _moved(call) if s.key in names)
    yield from on_free_days(call, moved, p.silences, call.data["waiver"])


@verb.effect
def effect(call: Call) -> Puts:
    """The programme with its new days and notice."""
    data = call.data
    p = call.on(Programme)
    waiver = data["waiver"] or p.waiver
    yield changed(p, steps=_moved(call), notified_on=data["notified_on"], reason=data["reason"], waiver=waiver)
