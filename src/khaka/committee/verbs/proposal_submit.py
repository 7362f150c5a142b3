"""The author hands a draft to the secretary."""

from khaka.committee.papers import Proposal, ProposalState
from khaka.committee.roles import WRITERS
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("proposal",),
    relation="author",
    relation_roles=WRITERS,
    before=(ProposalState.DRAFT, ProposalState.RETURNED),
    after=(ProposalState.SUBMITTED,),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The proposal, submitted."""
    yield changed(call.on(Proposal), state=ProposalState.SUBMITTED, reason="")
