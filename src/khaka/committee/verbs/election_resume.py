"""The authority lifts a stay: the election goes on where it was."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Text
from khaka.committee.polling import Election, ElectionState
from khaka.committee.verbs._election import RULES
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("election",),
    roles=RULES,
    before=(ElectionState.STAYED,),
    after=tuple(s for s in ElectionState if s not in (ElectionState.STAYED, ElectionState.VOID)),
    fields=(Text("reason"),),
)


@verb.check
def was_somewhere(call: Call) -> Iterator[Blocker]:
    """It is known where it was."""
    if call.on(Election).before_stay not in {s.value for s in ElectionState}:
        yield block("nothing_changed")


@verb.effect
def effect(call: Call) -> Puts:
    """The election, where it was."""
    e = call.on(Election)
    yield changed(e, state=ElectionState(e.before_stay), before_stay="", reason=call.data["reason"])
