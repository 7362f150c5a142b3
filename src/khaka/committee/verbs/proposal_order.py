"""Chair or secretary set a proposal's place in the order of decision, and what must be decided before it."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Id, Many, Whole
from khaka.committee.papers import Proposal, ProposalState
from khaka.committee.people import Role
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("proposal",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    before=(ProposalState.SUBMITTED, ProposalState.ADMITTED, ProposalState.DISCUSSED, ProposalState.DEFERRED),
    fields=(Whole("order", 1, 10_000, optional=True), Many("after", Id("proposal"), limit=50)),
)


@verb.check
def no_circle(call: Call) -> Iterator[Blocker]:
    """Each of them exists, and none waits for this one."""
    for name in call.data["after"]:
        if call.here(Proposal, name) is None:
            yield block("refers_to_nothing", field="after", id=name)
            return
    seen, open_ = set(), list(call.data["after"])
    while open_:
        at = open_.pop()
        if at == call.target.id:
            yield block("waits_in_a_circle", field="after")
            return
        if at not in seen:
            seen.add(at)
            found = call.records.get(Proposal, at)
            open_ += found.after if found else ()


@verb.effect
def effect(call: Call) -> Puts:
    """The proposal in its order."""
    yield changed(call.on(Proposal), order=call.data["order"], after=call.data["after"])
