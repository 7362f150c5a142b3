"""The meeting closes with its minutes; what was not reached is off the table again."""

from khaka.committee.advice import Meeting, MeetingState
from khaka.committee.fields import LONG, Bilingual
from khaka.committee.people import Role
from khaka.committee.verbs._agenda import untable
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("meeting",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    before=(MeetingState.OPEN,),
    after=(MeetingState.CLOSED,),
    fields=(Bilingual("minutes", LONG),),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The meeting, closed."""
    m = call.on(Meeting)
    yield changed(m, state=MeetingState.CLOSED, minutes=call.data["minutes"])
    yield from untable(call, m.id, m.agenda)
