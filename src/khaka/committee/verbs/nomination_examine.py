"""The returning officer examines a nomination: accepted, or rejected with the reason; again where a signatory goes."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Flag, Text
from khaka.committee.polling import (
    Election,
    ElectionState,
    Elector,
    ElectorState,
    Nomination,
    NominationState,
    StepKind,
)
from khaka.committee.verbs._election import election_in, in_time
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.core.message import Message

verb = Verb(
    __name__,
    on=("nomination",),
    relation="officer",
    before=(NominationState.FILED, NominationState.ACCEPTED),
    after=(NominationState.ACCEPTED, NominationState.REJECTED),
    fields=(Flag("accepted", optional=False), Text("reason", optional=True)),
)


@verb.check
def examined_in_time(call: Call) -> Iterator[Blocker]:
    """From the scrutiny on; a rejection says why; nobody stands who has gone off the roll."""
    n = call.on(Nomination)
    yield from election_in(call, n, ElectionState.ROLL_FINAL)
    e = call.records.get(Election, n.election)
    if e is not None:
        yield from in_time(call, e, StepKind.SCRUTINY, over=True)
    if not call.data["accepted"]:
        if not call.data["reason"]:
            yield block("missing", field="reason", name=Message("committee.field.reason"))
        return
    for person in (n.person, n.proposer, n.seconder):
        elector = call.records.get(Elector, f"{n.election}:{person}")
        if elector is None or elector.state is ElectorState.STRUCK:
            yield block("not_elector", field="accepted", id=person)


@verb.effect
def effect(call: Call) -> Puts:
    """The nomination, examined."""
    state = NominationState.ACCEPTED if call.data["accepted"] else NominationState.REJECTED
    yield changed(call.on(Nomination), state=state, reason=call.data["reason"], examined_by=call.actor)
