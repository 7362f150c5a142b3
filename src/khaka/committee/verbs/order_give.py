"""The authority's order on one proposal, after the report: it makes the decision and seals the evidence in it."""

from collections.abc import Iterator

from khaka.committee.advice import Order, Outcome, Report, ReportState
from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import NOTE, Many, OneOf, Text
from khaka.committee.papers import Proposal, ProposalState
from khaka.committee.people import Role, Way
from khaka.committee.seal import evidence_of
from khaka.committee.verbs._decide import REVIEW, after_decision, decision, review_sound
from khaka.committee.verbs._shared import finding_of, no_open_clash, waits_for
from khaka.committee.verbs.base import Call, Puts, Verb

verb = Verb(
    __name__,
    on=("proposal",),
    roles=frozenset({Role.AUTHORITY}),
    before=(ProposalState.DISCUSSED,),
    after=(ProposalState.DECIDED, ProposalState.DEFERRED),
    fields=(
        OneOf("outcome", Outcome), Text("words", NOTE), Many("conditions", Text("condition"), limit=30), *REVIEW
    ),
    makes="order",
)  # fmt: skip
verb.check(review_sound)


@verb.check
def reported(call: Call) -> Iterator[Blocker]:
    """On a finding in a delivered report, in the order of decision, and without an open clash."""
    p = call.on(Proposal)
    if call.body.way is not Way.ADVISORY:
        yield block("needs_division")
    found = finding_of(call.records, p)
    report = call.records.get(Report, found.report) if found is not None and found.report else None
    if report is None or report.state is not ReportState.DELIVERED:
        yield block("not_reported")
    if call.data["outcome"] is Outcome.ACCEPT:
        yield from no_open_clash(call.records, p)
    if call.data["outcome"] is Outcome.AMEND and not call.data["conditions"]:
        yield block("amend_needs_conditions", field="conditions")
    for other in waits_for(call.records, p):
        if call.data["outcome"] in (Outcome.ACCEPT, Outcome.AMEND):
            yield block("waits_for", id=p.id, other=other.id)


@verb.effect
def effect(call: Call) -> Puts:
    """Order, decision, and the proposal decided or put off."""
    p, data = call.on(Proposal), call.data
    found = finding_of(call.records, p)
    assert found is not None
    order = Order(
        id=f"{found.id}:order",
        body=p.body,
        report=found.report,
        proposal=p.id,
        finding=found.id,
        outcome=data["outcome"],
        words=data["words"],
        conditions=data["conditions"],
        by=call.actor,
        at=call.now,
    )
    evidence = evidence_of(call.records, p, found, order)
    yield order
    yield decision(call, p, found, data["outcome"], data["conditions"], evidence, order=order.id)
    yield from after_decision(call, p, data["outcome"])
