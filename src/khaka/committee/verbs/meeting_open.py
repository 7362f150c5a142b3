"""The chair opens the meeting and the secretary's list of those present is on record."""

from collections.abc import Iterator

from khaka.committee.advice import Meeting, MeetingState
from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Id, Many
from khaka.committee.people import Role
from khaka.committee.roles import roles_at
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("meeting",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    before=(MeetingState.CALLED,),
    after=(MeetingState.OPEN,),
    fields=(Many("present", Id("person"), limit=2_000, low=1, optional=False),),
)


@verb.check
def of_the_body(call: Call) -> Iterator[Blocker]:
    """Not before its day; only persons of the body."""
    if call.today < call.day(call.on(Meeting).at):
        yield block("before_its_day", day=call.day(call.on(Meeting).at))
    for person in call.data["present"]:
        if not roles_at(call.records, person, call.body.id, call.now):
            yield block("not_of_the_body", field="present", id=person)


@verb.effect
def effect(call: Call) -> Puts:
    """The meeting, open."""
    yield changed(call.on(Meeting), state=MeetingState.OPEN, present=call.data["present"])
