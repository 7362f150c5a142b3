"""Chair or secretary send a submitted proposal back to its author, with a reason."""

from khaka.committee.fields import Text
from khaka.committee.papers import Proposal, ProposalState
from khaka.committee.people import Role
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("proposal",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    before=(ProposalState.SUBMITTED,),
    after=(ProposalState.RETURNED,),
    fields=(Text("reason"),),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The proposal, returned."""
    yield changed(call.on(Proposal), state=ProposalState.RETURNED, reason=call.data["reason"])
