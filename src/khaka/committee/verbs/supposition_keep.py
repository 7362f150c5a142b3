"""A what-if of the live page is kept, for the body or with a proposal."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import LINE, NOTE, Bilingual, Id, Text, Whole
from khaka.committee.papers import Proposal, ProposalState
from khaka.committee.roles import WRITERS
from khaka.committee.supposing import Supposition
from khaka.committee.verbs.base import Call, Puts, Verb

verb = Verb(
    __name__,
    on=("body", "proposal"),
    roles=WRITERS,
    fields=(Bilingual("title", LINE), Id("mission"), Text("settings", NOTE), Whole("draws", 1, 100_000), Whole("seed", 0, 2**53 - 1)),
    makes="supposition",
    adds=True,
)  # fmt: skip


@verb.check
def not_in_a_draft_of_another(call: Call) -> Iterator[Blocker]:
    """A draft is its author's."""
    p = call.target
    if isinstance(p, Proposal) and p.state is ProposalState.DRAFT and p.author != call.actor:
        yield block("draft_of_another")


@verb.effect
def effect(call: Call) -> Puts:
    """The kept what-if."""
    yield Supposition(
        id=call.new_id,
        body=call.body.id,
        author=call.actor,
        at=call.now,
        proposal=call.target.id if isinstance(call.target, Proposal) else "",
        **call.data,
    )
