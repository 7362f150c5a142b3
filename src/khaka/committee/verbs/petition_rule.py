"""The judge rules on a petition; a ruling opposite to another on the same election is held until the authority settles it."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker
from khaka.committee.fields import OneOf, Text
from khaka.committee.polling import Election
from khaka.committee.tallying import Petition, PetitionState, Remedy, Ruling
from khaka.committee.verbs._petition import impartial, opposite, remedied, remedy_sound
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("petition",),
    relation="judge",
    before=(PetitionState.FILED,),
    after=(PetitionState.RULED, PetitionState.HELD),
    fields=(OneOf("ruling", Ruling), OneOf("remedy", Remedy, optional=True, empty=Remedy.NONE), Text("reason")),
)


@verb.check
def sound(call: Call) -> Iterator[Blocker]:
    """Still impartial; a remedy where one is due, on a result that stands."""
    p = call.on(Petition)
    e = call.records.get(Election, p.election)
    if e is not None:
        yield from impartial(call, e, p.judge, p.author)
    # an opposite ruling is held and changes nothing: then the result need not stand
    yield from remedy_sound(call, None if opposite(call, p, call.data["ruling"]) else e)


@verb.effect
def effect(call: Call) -> Puts:
    """The ruling; what it brings, unless it is held."""
    p, data = call.on(Petition), call.data
    held = bool(opposite(call, p, data["ruling"]))
    state = PetitionState.HELD if held else PetitionState.RULED
    kept = {k: data[k] for k in ("ruling", "remedy", "reason")}
    yield changed(p, state=state, ruled_at=call.now, **kept)
    if not held:
        yield from remedied(call.need(Election, p.election), data["remedy"])
