"""A meeting is called off, with a reason."""

from khaka.committee.advice import Meeting, MeetingState
from khaka.committee.fields import Text
from khaka.committee.people import Role
from khaka.committee.verbs._agenda import untable
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("meeting",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    before=(MeetingState.CALLED,),
    after=(MeetingState.CANCELLED,),
    fields=(Text("reason"),),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The meeting, cancelled."""
    m = call.on(Meeting)
    yield changed(m, state=MeetingState.CANCELLED, reason=call.data["reason"])
    yield from untable(call, m.id, m.agenda)
