"""A member keeps out of a division. A ballot cast before is set aside; the quorum is counted anew."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Text
from khaka.committee.roles import VOTERS
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.committee.voting import Ballot, BallotState, Division, DivisionState, Method, Recusal

verb = Verb(
    __name__,
    on=("division",),
    roles=VOTERS,
    relation="roll",
    before=(DivisionState.CALLED, DivisionState.OPEN),
    fields=(Text("reason"),),
    makes="recusal",
    adds=True,
)


@verb.check
def in_time(call: Call) -> Iterator[Blocker]:
    """Once; before the close; in a secret division before it opens, because a paper cannot be found again."""
    d = call.on(Division)
    if call.records.get(Recusal, f"{d.id}:{call.actor}") is not None:
        yield block("recused_already")
    if d.state is DivisionState.OPEN and d.method is Method.SECRET:
        yield block("recusal_too_late")
    if call.now >= d.closes_at:
        yield block("division_is_over")


@verb.effect
def effect(call: Call) -> Puts:
    """The recusal, and the ballot that it sets aside."""
    d = call.on(Division)
    name = f"{d.id}:{call.actor}"
    yield Recusal(id=name, body=d.body, division=d.id, person=call.actor, reason=call.data["reason"], at=call.now)
    ballot = call.records.get(Ballot, name)
    if ballot is not None:
        yield changed(ballot, state=BallotState.SET_ASIDE)
