"""The auditor voids a division, with a reason. Its ballots stay as they are in the chain; nothing is deleted."""

from collections.abc import Iterator

from khaka.committee.advice import Finding
from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Text
from khaka.committee.outcomes import Decision
from khaka.committee.papers import Proposal
from khaka.committee.people import Role
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.committee.voting import Division, DivisionState

verb = Verb(
    __name__,
    on=("division",),
    roles=frozenset({Role.AUDITOR}),
    before=(DivisionState.OPEN, DivisionState.COUNTING, DivisionState.TIED, DivisionState.CLOSED),
    after=(DivisionState.VOID,),
    fields=(Text("reason"),),
)


@verb.check
def nothing_built_on_it(call: Call) -> Iterator[Blocker]:
    """Not once it was reported or decided upon: then a new proposal must replace the decision."""
    d = call.on(Division)
    if call.records.find(Decision, division=d.id):
        yield block("decision_stands")
    if any(f.report for f in call.records.find(Finding, division=d.id)):
        yield block("reported_already")


@verb.effect
def effect(call: Call) -> Puts:
    """The division, void; the finding that came from it; the text set free."""
    d = call.on(Division)
    yield changed(d, state=DivisionState.VOID, reason=call.data["reason"])
    p = call.need(Proposal, d.proposal)
    if p.division == d.id:
        yield changed(p, division="")
    for f in call.records.find(Finding, division=d.id):
        yield changed(f, void=True)
