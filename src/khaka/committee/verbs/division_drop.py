"""A division is called off before it opens; the text is free again."""

from khaka.committee.fields import Text
from khaka.committee.papers import Proposal
from khaka.committee.people import Role
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.committee.voting import Division, DivisionState

verb = Verb(
    __name__,
    on=("division",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    before=(DivisionState.CALLED,),
    after=(DivisionState.DROPPED,),
    fields=(Text("reason"),),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The division, dropped."""
    d = call.on(Division)
    yield changed(d, state=DivisionState.DROPPED, reason=call.data["reason"])
    yield changed(call.need(Proposal, d.proposal), division="")
