"""Chair or secretary admit a submitted proposal; not the author alone."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.papers import Proposal, ProposalState
from khaka.committee.people import Role
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("proposal",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    before=(ProposalState.SUBMITTED,),
    after=(ProposalState.ADMITTED,),
)


@verb.check
def not_the_author(call: Call) -> Iterator[Blocker]:
    """Four eyes."""
    if call.on(Proposal).author == call.actor:
        yield block("author_cannot")


@verb.effect
def effect(call: Call) -> Puts:
    """The proposal, admitted."""
    yield changed(call.on(Proposal), state=ProposalState.ADMITTED)
