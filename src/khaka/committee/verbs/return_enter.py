"""A secret division's papers are entered as a return, twice, by two persons who do not see each other's entry."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.counting import paper_tally
from khaka.committee.fields import Whole
from khaka.committee.people import Role
from khaka.committee.verbs._result import counted
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.committee.voting import Division, DivisionState, PaperReturn, Recusal, RollEntry

_COUNTS = ("issued", "for_", "against", "blank", "spoilt")

verb = Verb(
    __name__,
    on=("division",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY, Role.AUDITOR}),
    before=(DivisionState.COUNTING,),
    after=(DivisionState.COUNTING, DivisionState.TIED, DivisionState.CLOSED),
    fields=tuple(Whole(name, 0, 100_000) for name in _COUNTS),
    makes="paper_return",
    adds=True,
)


@verb.check
def adds_up(call: Call) -> Iterator[Blocker]:
    """No more papers in the box than were issued, no more issued than there are voters."""
    d, data = call.on(Division), call.data
    out = {r.person for r in call.records.find(Recusal, division=d.id)}
    voters = [e for e in call.records.find(RollEntry, division=d.id) if e.person not in out]
    papers = data["for_"] + data["against"] + data["blank"] + data["spoilt"]
    if papers > data["issued"]:
        yield block("more_papers_than_issued", field="issued", papers=papers, issued=data["issued"])
    if data["issued"] > len(voters):
        yield block("more_issued_than_voters", field="issued", issued=data["issued"], voters=len(voters))


@verb.effect
def effect(call: Call) -> Puts:
    """The entry; when two agree, the result."""
    d = call.on(Division)
    counts = {k: call.data[k] for k in _COUNTS}
    name = f"{d.id}:{call.actor}"
    old = call.records.get(PaperReturn, name)
    if old is not None:
        entry = changed(old, at=call.now, **counts)
    else:
        entry = PaperReturn(id=name, body=d.body, division=d.id, entered_by=call.actor, at=call.now, **counts)
    yield entry
    others = [r for r in call.records.find(PaperReturn, division=d.id) if r.entered_by != call.actor]
    if any(all(getattr(r, k) == counts[k] for k in _COUNTS) for r in others):
        roll = call.records.find(RollEntry, division=d.id)
        recused = [r.person for r in call.records.find(Recusal, division=d.id)]
        yield from counted(call, d, paper_tally(roll, recused, entry))
