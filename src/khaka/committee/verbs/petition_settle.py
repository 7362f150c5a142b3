"""The authority settles a ruling that was held because another says the opposite."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import OneOf, Text
from khaka.committee.polling import Election
from khaka.committee.tallying import Petition, PetitionState, Remedy, Ruling
from khaka.committee.verbs._election import RULES
from khaka.committee.verbs._petition import remedied, remedy_sound, unconcerned
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("petition",),
    roles=RULES,
    before=(PetitionState.HELD,),
    after=(PetitionState.RULED,),
    fields=(OneOf("ruling", Ruling), OneOf("remedy", Remedy, optional=True, empty=Remedy.NONE), Text("reason")),
)


@verb.check
def sound(call: Call) -> Iterator[Blocker]:
    """By none of the judges; a remedy where one is due."""
    p = call.on(Petition)
    if call.actor in {x.judge for x in call.records.find(Petition, election=p.election)}:
        yield block("appeal_to_the_same")
    yield from unconcerned(call, call.records.get(Election, p.election))
    yield from remedy_sound(call, call.records.get(Election, p.election))


@verb.effect
def effect(call: Call) -> Puts:
    """The last word, and what it brings."""
    p, data = call.on(Petition), call.data
    kept = {k: data[k] for k in ("ruling", "remedy", "reason")}
    yield changed(p, state=PetitionState.RULED, settled_by=call.actor, ruled_at=call.now, **kept)
    yield from remedied(call.need(Election, p.election), data["remedy"])
