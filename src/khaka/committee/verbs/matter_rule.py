"""The authority rules on a matter: the election stands with the votes that were given, or falls and is called anew."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.elections.roll import winners
from khaka.committee.fields import Flag, Text
from khaka.committee.polling import Election, ElectionState, NominationState
from khaka.committee.tallying import Matter, MatterKind, MatterState
from khaka.committee.verbs._election import RULES, lost
from khaka.committee.verbs._petition import unconcerned
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("matter",),
    roles=RULES,
    before=(MatterState.OPEN,),
    after=(MatterState.STANDS, MatterState.FALLS),
    fields=(Flag("falls", optional=False), Text("reason")),
)


@verb.check
def can_fall(call: Call) -> Iterator[Blocker]:
    """By someone who is not concerned; what is void already cannot fall again."""
    e = call.records.get(Election, call.on(Matter).election)
    yield from unconcerned(call, e)
    if call.data["falls"] and (e is None or e.state is ElectionState.VOID):
        yield block("election_over")


@verb.effect
def effect(call: Call) -> Puts:
    """The ruling; where the election falls, its seats fall, and what rests on them above becomes a matter there."""
    m = call.on(Matter)
    falls = call.data["falls"]
    state = MatterState.FALLS if falls else MatterState.STANDS
    yield changed(m, state=state, reason=call.data["reason"], ruled_by=call.actor)
    if not falls:
        return
    e = call.need(Election, m.election)
    yield changed(e, state=ElectionState.VOID, reason=call.data["reason"])
    won = winners(call.records, e.id)
    for n in won:
        yield changed(n, state=NominationState.NOT_ELECTED)
    yield from lost(call, e, {n.person for n in won}, MatterKind.DELEGATE_FELL)
