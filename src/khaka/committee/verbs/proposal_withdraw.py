"""The author withdraws a proposal, with a reason; not while a division on it is under way, not once it is reported."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Text
from khaka.committee.papers import Proposal, ProposalState
from khaka.committee.roles import WRITERS
from khaka.committee.verbs._shared import finding_of, frozen_text
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("proposal",),
    relation="author",
    relation_roles=WRITERS,
    before=(
        ProposalState.DRAFT,
        ProposalState.SUBMITTED,
        ProposalState.RETURNED,
        ProposalState.ADMITTED,
        ProposalState.DISCUSSED,
        ProposalState.DEFERRED,
    ),
    after=(ProposalState.WITHDRAWN,),
    fields=(Text("reason"),),
)
frozen_text(verb)


@verb.check
def before_the_finding(call: Call) -> Iterator[Blocker]:
    """What the body has found stays with the body."""
    if finding_of(call.records, call.on(Proposal)) is not None:
        yield block("found_already")


@verb.effect
def effect(call: Call) -> Puts:
    """The proposal, withdrawn."""
    yield changed(call.on(Proposal), state=ProposalState.WITHDRAWN, reason=call.data["reason"], meeting="")
