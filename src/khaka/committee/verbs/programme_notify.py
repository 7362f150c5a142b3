"""The calendar is notified: in order, with notice, outside silence windows and holidays; by another than who drafted it."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.elections.calendar import ELECTING
from khaka.committee.fields import Text
from khaka.committee.polling import Programme, ProgrammeState
from khaka.committee.verbs._programme import OFFICE, in_order, on_free_days, with_notice
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("programme",),
    roles=OFFICE,
    before=(ProgrammeState.DRAFT,),
    after=(ProgrammeState.NOTIFIED,),
    fields=(Text("waiver", optional=True),),
)


@verb.check
def sound(call: Call) -> Iterator[Blocker]:
    """Everything that a calendar can be wrong in."""
    p = call.on(Programme)
    if p.author == call.actor:
        yield block("author_cannot")
    yield from in_order(call, p.steps)
    yield from on_free_days(call, p.steps, p.silences, call.data["waiver"])
    electing = [s.first for s in p.steps if s.kind in ELECTING]
    if electing:
        yield from with_notice(min(electing), call.today, p)


@verb.effect
def effect(call: Call) -> Puts:
    """The programme, in force."""
    p = call.on(Programme)
    yield changed(p, state=ProgrammeState.NOTIFIED, notified_on=call.today, waiver=call.data["waiver"])
