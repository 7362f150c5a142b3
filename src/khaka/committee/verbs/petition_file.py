"""An elector or candidate complains of a result, or of a ruling on it, in time and to an account that is not concerned."""

from collections.abc import Iterator
from datetime import timedelta

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import LONG, Id, Text
from khaka.committee.polling import Election, Programme
from khaka.committee.tallying import Petition, PetitionState
from khaka.committee.verbs._petition import DECIDED, impartial
from khaka.committee.verbs.base import Call, Puts, Verb

verb = Verb(
    __name__,
    on=("election",),
    relation="complainant",
    before=DECIDED,
    fields=(Text("grounds", LONG), Id("judge"), Id("against", optional=True)),
    makes="petition",
    adds=True,
)


@verb.check
def in_time(call: Call) -> Iterator[Blocker]:
    """Within the days that the rules give, from the declaration or from the ruling."""
    e = call.on(Election)
    earlier = call.records.get(Petition, call.data["against"]) if call.data["against"] else None
    if call.data["against"] and (
        earlier is None or earlier.election != e.id or earlier.state is not PetitionState.RULED
    ):
        yield block("refers_to_nothing", field="against", id=call.data["against"])
    since = earlier.ruled_at if earlier is not None else e.declared_at
    programme = call.records.get(Programme, e.programme)
    if since is None or programme is None:
        yield block("refers_to_nothing", id=e.programme)
        return
    last = call.day(since) + timedelta(days=programme.rules.petition_days)
    if call.today > last:
        yield block("petition_late", day=last)


@verb.check
def to_someone_else(call: Call) -> Iterator[Blocker]:
    """Never to a person concerned, nor to who gave the ruling that is appealed against."""
    yield from impartial(call, call.on(Election), call.data["judge"], call.actor)
    seen = set()
    at = call.records.get(Petition, call.data["against"])
    while at is not None and at.id not in seen:
        seen.add(at.id)
        if call.data["judge"] in (at.judge, at.settled_by):
            yield block("appeal_to_the_same", field="judge")
            return
        at = call.records.get(Petition, at.against)


@verb.effect
def effect(call: Call) -> Puts:
    """The petition."""
    data = call.data
    yield Petition(
        id=call.new_id, body=call.body.id, election=call.target.id, author=call.actor, grounds=data["grounds"],
        judge=data["judge"], filed_at=call.now, against=data["against"],
    )  # fmt: skip
