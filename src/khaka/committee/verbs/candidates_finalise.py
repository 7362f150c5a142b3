"""The list of candidates becomes final: a poll follows; or nobody would lose, and all are elected; or nobody stands."""

from collections.abc import Iterator
from dataclasses import replace

from khaka.committee.blocker import Blocker, block
from khaka.committee.elections.counting import unopposed
from khaka.committee.elections.relations import is_elector
from khaka.committee.polling import Election, ElectionState, Nomination, NominationState, StepKind
from khaka.committee.verbs._election import after, declared, in_time, name_key
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("election",),
    relation="officer",
    before=(ElectionState.ROLL_FINAL,),
    after=(ElectionState.LISTED, ElectionState.DECLARED, ElectionState.VACANT),
)


def _accepted(call: Call) -> tuple[Nomination, ...]:
    return call.records.find(Nomination, election=call.target.id, state=NominationState.ACCEPTED)


@verb.check
def ready(call: Call) -> Iterator[Blocker]:
    """All examined, the time for withdrawal over, no two alike on the paper."""
    e = call.on(Election)
    yield from in_time(call, e, StepKind.NOMINATE, over=True)
    yield from after(call, e, StepKind.NOMINATE)
    yield from after(call, e, StepKind.WITHDRAW)
    if call.records.find(Nomination, election=e.id, state=NominationState.FILED):
        yield block("not_examined")
    for n in _accepted(call):
        if not is_elector(call.records, n.person, e, call.now):
            yield block("not_elector", id=n.person)
    seen: dict[object, Nomination] = {}
    for n in _accepted(call):
        other = seen.setdefault(name_key(n), n)
        if other is not n:
            yield block("same_name", one=other.number, two=n.number)


@verb.effect
def effect(call: Call) -> Puts:
    """The election with its list; declared at once where there is nothing to vote on."""
    e = call.on(Election)
    stand = _accepted(call)
    if not stand:
        yield changed(e, state=ElectionState.VACANT, vacant=e.seats, declared_at=call.now)
        return
    found = unopposed({n.id: n.group for n in stand}, e.seats, e.reserved)
    if found is None:
        yield changed(e, state=ElectionState.LISTED)
        return
    elected, vacant = found
    yield from declared(call, replace(changed(e, unopposed=True), vacant=vacant), elected)
