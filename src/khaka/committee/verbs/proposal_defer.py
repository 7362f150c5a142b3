"""Chair or secretary put a proposal off, with a reason and a day if there is one."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Day, Text
from khaka.committee.papers import Proposal, ProposalState
from khaka.committee.people import Role
from khaka.committee.verbs._shared import finding_of, frozen_text
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.core.message import Message

verb = Verb(
    __name__,
    on=("proposal",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    before=(ProposalState.ADMITTED, ProposalState.DISCUSSED),
    after=(ProposalState.DEFERRED,),
    fields=(Text("reason"), Day("until", optional=True)),
)
frozen_text(verb)


@verb.check
def later(call: Call) -> Iterator[Blocker]:
    """To a day ahead; a finding may say "defer", but what is reported is the authority's."""
    if call.data["until"] is not None and call.data["until"] <= call.today:
        yield block("in_the_past", field="until", name=Message("committee.field.until"))
    if finding_of(call.records, call.on(Proposal)) is not None:
        yield block("found_already")


@verb.effect
def effect(call: Call) -> Puts:
    """The proposal, deferred."""
    p = call.on(Proposal)
    yield changed(
        p, state=ProposalState.DEFERRED, reason=call.data["reason"], until=call.data["until"], back=p.state, meeting=""
    )
