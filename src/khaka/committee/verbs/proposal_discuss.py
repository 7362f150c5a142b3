"""The secretary or chair record that a tabled proposal was discussed in the open meeting."""

from collections.abc import Iterator

from khaka.committee.advice import Meeting, MeetingState
from khaka.committee.blocker import Blocker, block
from khaka.committee.papers import Proposal, ProposalState
from khaka.committee.people import Role
from khaka.committee.verbs._shared import no_open_clash
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("proposal",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    before=(ProposalState.ADMITTED,),
    after=(ProposalState.DISCUSSED,),
)


@verb.check
def in_the_meeting(call: Call) -> Iterator[Blocker]:
    """It is on the agenda of a meeting that is open, and no clash has come up since."""
    p = call.on(Proposal)
    meeting = call.records.get(Meeting, p.meeting)
    if meeting is None or meeting.state is not MeetingState.OPEN:
        yield block("not_in_open_meeting")
    yield from no_open_clash(call.records, p)


@verb.effect
def effect(call: Call) -> Puts:
    """The proposal, discussed."""
    yield changed(call.on(Proposal), state=ProposalState.DISCUSSED)
