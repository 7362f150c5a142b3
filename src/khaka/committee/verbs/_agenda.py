"""Tabling: when a proposal may go on an agenda, and what is written for it."""

from collections.abc import Iterable, Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.papers import Proposal, ProposalState
from khaka.committee.verbs._shared import no_open_clash, waits_for
from khaka.committee.verbs.base import Call, Puts, changed


def may_table(call: Call, name: str, meeting: str = "") -> Iterator[Blocker]:
    """Admitted, without an open clash, not on another agenda, and after what must be decided first (or on the same agenda)."""
    p = call.here(Proposal, name)
    if p is None:
        yield block("refers_to_nothing", field="agenda", id=name)
        return
    if p.state not in (ProposalState.ADMITTED, ProposalState.DISCUSSED):
        yield block("not_admitted", field="agenda", id=name)
    if p.meeting and p.meeting != meeting:
        yield block("tabled_already", field="agenda", id=name)
    for other in waits_for(call.records, p):
        if other.id not in call.data["agenda"]:
            yield block("waits_for", field="agenda", id=name, other=other.id)
    yield from no_open_clash(call.records, p)


def table(call: Call, meeting: str, names: Iterable[str]) -> Puts:
    """Proposals put on the agenda of a meeting."""
    for name in names:
        p = call.need(Proposal, name)
        if p.meeting != meeting:
            yield changed(p, meeting=meeting)


def untable(call: Call, meeting: str, names: Iterable[str]) -> Puts:
    """Proposals taken off the agenda of a meeting."""
    for name in names:
        p = call.need(Proposal, name)
        if p.meeting == meeting:
            yield changed(p, meeting="")
