"""The authority stays an election: nothing in it moves; above, votes of its delegates become a matter to be ruled on."""

from khaka.committee.elections.roll import winners
from khaka.committee.fields import Text
from khaka.committee.polling import Election, ElectionState
from khaka.committee.tallying import MatterKind
from khaka.committee.verbs._election import RULES, lost
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("election",),
    roles=RULES,
    before=tuple(s for s in ElectionState if s not in (ElectionState.STAYED, ElectionState.VOID)),
    after=(ElectionState.STAYED,),
    fields=(Text("reason"),),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The election, stayed; a matter on each election above in which its delegates have voted."""
    e = call.on(Election)
    yield changed(e, state=ElectionState.STAYED, before_stay=e.state.value, reason=call.data["reason"])
    yield from lost(call, e, {n.person for n in winners(call.records, e.id)}, MatterKind.BELOW_STAYED)
