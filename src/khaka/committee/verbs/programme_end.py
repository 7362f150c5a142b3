"""A programme ends: all its elections are settled, or the draft is given up."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.elections.roll import DONE
from khaka.committee.fields import Text
from khaka.committee.polling import Election, Programme, ProgrammeState
from khaka.committee.verbs._programme import OFFICE
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("programme",),
    roles=OFFICE,
    before=(ProgrammeState.DRAFT, ProgrammeState.NOTIFIED),
    after=(ProgrammeState.ENDED,),
    fields=(Text("reason"),),
)


@verb.check
def nothing_open(call: Call) -> Iterator[Blocker]:
    """No election under way."""
    left = [e.id for e in call.records.find(Election, programme=call.target.id) if e.state not in DONE]
    if left:
        yield block("elections_open", ids=left[:5])


@verb.effect
def effect(call: Call) -> Puts:
    """The programme, ended."""
    yield changed(call.on(Programme), state=ProgrammeState.ENDED, reason=call.data["reason"])
