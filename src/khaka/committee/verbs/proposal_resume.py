"""A deferred proposal comes back: to where it stood, or to be found upon afresh when the authority put it off."""

from khaka.committee.fields import Text
from khaka.committee.papers import Proposal, ProposalState
from khaka.committee.people import Role
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("proposal",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    before=(ProposalState.DEFERRED,),
    after=(ProposalState.ADMITTED, ProposalState.DISCUSSED),
    fields=(Text("reason", optional=True),),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The proposal, back."""
    p = call.on(Proposal)
    yield changed(p, state=p.back or ProposalState.ADMITTED, reason="", until=None, back=None)
