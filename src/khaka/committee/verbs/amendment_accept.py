"""Chair, secretary or the proposal's author take an amendment into the text; it becomes the next version."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.papers import Amendment, AmendmentState, Proposal, ProposalState
from khaka.committee.people import Role
from khaka.committee.roles import WRITERS
from khaka.committee.texts import amended, amendment_faults
from khaka.committee.verbs._shared import finding_of, text_of
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("amendment",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    relation="proposal_author",
    relation_roles=WRITERS,
    before=(AmendmentState.OPEN,),
    after=(AmendmentState.ACCEPTED,),
)


@verb.check
def still_fits(call: Call) -> Iterator[Blocker]:
    """The text can still change, and this paragraph has not changed since the amendment's base."""
    a = call.on(Amendment)
    p = call.need(Proposal, a.proposal)
    if p.state not in (ProposalState.ADMITTED, ProposalState.DISCUSSED):
        yield block("text_is_settled")
        return
    if p.division:
        yield block("division_under_way")
    found = finding_of(call.records, p)
    if found is not None and found.report:
        yield block("reported_already")
    base, now = text_of(call.records, p, a.base), text_of(call.records, p)
    yield from amendment_faults(base, now, a.change, a.paragraph, a.words)


@verb.effect
def effect(call: Call) -> Puts:
    """The next version of the text."""
    a = call.on(Amendment)
    p = call.need(Proposal, a.proposal)
    yield changed(a, state=AmendmentState.ACCEPTED)
    yield changed(p, text=p.text + 1)
    yield amended(text_of(call.records, p), a, author=call.actor, at=call.now)
