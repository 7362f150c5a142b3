"""An elector is struck off, with a cause: who died, was expelled or left; never who has had a paper already."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.elections.consequences import came
from khaka.committee.elections.roll import DONE
from khaka.committee.fields import OneOf, Text
from khaka.committee.polling import Cause, Election, Elector, ElectorState
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("elector",),
    relation="officer",
    before=(ElectorState.LISTED,),
    after=(ElectorState.STRUCK,),
    fields=(OneOf("cause", Cause), Text("reason")),
)


@verb.check
def before_a_paper(call: Call) -> Iterator[Blocker]:
    """What was voted stays voted; a finished election keeps its roll."""
    elector = call.on(Elector)
    e = call.need(Election, elector.election)
    if e.state in DONE:
        yield block("election_over")
    if elector.person in came(call.records, e):
        yield block("had_a_paper", id=elector.person)


@verb.effect
def effect(call: Call) -> Puts:
    """The elector, struck."""
    data = call.data
    yield changed(call.on(Elector), state=ElectorState.STRUCK, cause=data["cause"], reason=data["reason"])
