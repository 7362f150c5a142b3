"""Chair or secretary record what the body finds about a discussed proposal, when it agreed without a division."""

from collections.abc import Iterator

from khaka.committee.advice import Outcome
from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import NOTE, Many, OneOf, Text
from khaka.committee.papers import Proposal, ProposalState
from khaka.committee.people import Role, Way
from khaka.committee.verbs._shared import finding_of, frozen_text, no_open_clash, write_finding
from khaka.committee.verbs.base import Call, Puts, Verb

verb = Verb(
    __name__,
    on=("proposal",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    before=(ProposalState.DISCUSSED,),
    fields=(OneOf("outcome", Outcome), Text("words", NOTE), Many("conditions", Text("condition"), limit=30)),
    makes="finding",
)
frozen_text(verb)


@verb.check
def open_to_finding(call: Call) -> Iterator[Blocker]:
    """Not once reported; not over a division's result; a body that decides by division finds by division."""
    p = call.on(Proposal)
    found = finding_of(call.records, p)
    if found is not None and found.report:
        yield block("reported_already")
    elif found is not None and found.division:
        yield block("found_by_division")
    if call.body.way is Way.DIVISION:
        yield block("needs_division")
    if call.data["outcome"] is Outcome.ACCEPT:
        yield from no_open_clash(call.records, p)


@verb.check
def conditions_fit(call: Call) -> Iterator[Blocker]:
    """An amended acceptance says what is amended."""
    if call.data["outcome"] is Outcome.AMEND and not call.data["conditions"]:
        yield block("amend_needs_conditions", field="conditions")


@verb.effect
def effect(call: Call) -> Puts:
    """The finding, on the current version of the text."""
    data = call.data
    yield write_finding(call, call.on(Proposal), data["outcome"], data["words"], conditions=data["conditions"])
