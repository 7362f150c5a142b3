"""The chair delivers the report to the authority: every proposal before the body has its finding."""

from collections.abc import Iterator

from khaka.committee.advice import Finding, Report, ReportState, Terms, TermsState
from khaka.committee.blocker import Blocker, block
from khaka.committee.papers import Proposal, ProposalState
from khaka.committee.people import Role
from khaka.committee.verbs._shared import finding_of
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("report",),
    roles=frozenset({Role.CHAIR}),
    before=(ReportState.DRAFT,),
    after=(ReportState.DELIVERED,),
)


def _open(call: Call) -> list[Proposal]:
    """Proposals that the report answers."""
    states = (ProposalState.ADMITTED, ProposalState.DISCUSSED)
    found = [p for s in states for p in call.records.find(Proposal, body=call.body.id, state=s)]
    return [p for p in found if not _reported(finding_of(call.records, p))]


def _reported(found: Finding | None) -> bool:
    return found is not None and bool(found.report)


@verb.check
def complete(call: Call) -> Iterator[Blocker]:
    """A finding for each, on the text as it is, and no division under way."""
    waiting = _open(call)
    if not waiting:
        yield block("nothing_to_report")
    for p in waiting:
        found = finding_of(call.records, p)
        if p.division:
            yield block("division_under_way")
        elif found is None:
            yield block("finding_missing", id=p.id)
        elif found.text != p.text:
            yield block("finding_on_old_text", id=p.id, found=found.text, current=p.text)


@verb.effect
def effect(call: Call) -> Puts:
    """The report, the findings that it holds, the terms."""
    r = call.on(Report)
    found = [f for p in _open(call) if (f := finding_of(call.records, p)) is not None]
    for f in found:
        yield changed(f, report=r.id)
    yield changed(
        r,
        state=ReportState.DELIVERED,
        findings=tuple(sorted(f.id for f in found)),
        delivered_by=call.actor,
        delivered_at=call.now,
    )
    yield changed(call.need(Terms, r.terms), state=TermsState.REPORTED)
