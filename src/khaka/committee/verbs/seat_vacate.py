"""A seat falls vacant: its holder keeps another, resigns, dies or is expelled. Papers already given above stay given."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker
from khaka.committee.elections.consequences import came, sent_by
from khaka.committee.elections.roll import above
from khaka.committee.fields import OneOf, Text
from khaka.committee.polling import Cause, Election, ElectionState, ElectorState, Nomination, NominationState
from khaka.committee.verbs._election import election_in
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("nomination",),
    relation="nominee",
    before=(NominationState.ELECTED,),
    after=(NominationState.VACATED,),
    fields=(OneOf("cause", Cause), Text("reason")),
)


@verb.check
def of_a_declared_election(call: Call) -> Iterator[Blocker]:
    """A stayed election moves in nothing."""
    yield from election_in(call, call.on(Nomination), ElectionState.DECLARED)


@verb.effect
def effect(call: Call) -> Puts:
    """The seat, vacant; the delegate off the rolls above, where no paper was given yet and no other seat is held."""
    n, data = call.on(Nomination), call.data
    yield changed(n, state=NominationState.VACATED, cause=data["cause"], reason=data["reason"])
    e = call.need(Election, n.election)
    for over in above(call.records, e):
        elector = sent_by(call.records, over, n.person, e)
        if elector is not None and n.person not in came(call.records, over):
            yield changed(elector, state=ElectorState.STRUCK, cause=data["cause"], reason=n.id)
