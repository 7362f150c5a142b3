"""After the closing time the division is counted. Ballots enter the record in full: names and votes."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.counting import tally
from khaka.committee.people import Role
from khaka.committee.verbs._result import counted
from khaka.committee.verbs.base import Call, Puts, Reveal, Verb, changed
from khaka.committee.voting import Ballot, Division, DivisionState, Method, Recusal, RollEntry

verb = Verb(
    __name__,
    on=("division",),
    roles=frozenset({Role.SYSTEM, Role.CHAIR, Role.SECRETARY}),
    before=(DivisionState.OPEN,),
    after=(DivisionState.COUNTING, DivisionState.TIED, DivisionState.CLOSED),
)


@verb.check
def after_its_time(call: Call) -> Iterator[Blocker]:
    """The clock closes it, nobody else."""
    if call.now < call.on(Division).closes_at:
        yield block("still_open", day=call.day(call.on(Division).closes_at))


@verb.effect
def effect(call: Call) -> Puts:
    """The result; of a secret division, that the papers are being counted."""
    d = call.on(Division)
    if d.method is Method.SECRET:
        yield changed(d, state=DivisionState.COUNTING)
        return
    ballots = call.records.find(Ballot, division=d.id)
    recused = [r.person for r in call.records.find(Recusal, division=d.id)]
    yield from (Reveal(b) for b in ballots)
    yield from counted(call, d, tally(call.records.find(RollEntry, division=d.id), recused, ballots))
