"""In a body that decides by division, the closed division's result becomes the decision, with its evidence sealed in it."""

from collections.abc import Iterator

from khaka.committee.advice import Finding
from khaka.committee.blocker import Blocker, block
from khaka.committee.papers import Proposal, ProposalState
from khaka.committee.people import Role, Way
from khaka.committee.seal import evidence_of
from khaka.committee.verbs._decide import REVIEW, after_decision, decision, review_sound
from khaka.committee.verbs._shared import finding_of
from khaka.committee.verbs.base import Call, Puts, Verb
from khaka.committee.voting import Division, DivisionState

verb = Verb(
    __name__,
    on=("division",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    before=(DivisionState.CLOSED,),
    fields=REVIEW,
    makes="decision",
    adds=True,
)
verb.check(review_sound)


def _finding(call: Call) -> Finding | None:
    """The standing finding, if it is this division's."""
    d = call.on(Division)
    found = finding_of(call.records, call.need(Proposal, d.proposal))
    return found if found is not None and found.division == d.id else None


@verb.check
def has_a_result(call: Call) -> Iterator[Blocker]:
    """Carried or lost, on a proposal that is not decided yet."""
    if call.body.way is not Way.DIVISION:
        yield block("authority_decides")
    if _finding(call) is None:
        yield block("division_without_result")
    if call.need(Proposal, call.on(Division).proposal).state is not ProposalState.DISCUSSED:
        yield block("text_is_settled")


@verb.effect
def effect(call: Call) -> Puts:
    """The decision, and the proposal decided."""
    d, found = call.on(Division), _finding(call)
    assert found is not None
    p = call.need(Proposal, d.proposal)
    evidence = evidence_of(call.records, p, found, d)
    yield decision(call, p, found, found.outcome, (), evidence, division=d.id)
    yield from after_decision(call, p, found.outcome)
