"""The returning officer has the papers counted again before the declaration: every box is entered anew, twice."""

from khaka.committee.fields import Text
from khaka.committee.polling import Election, ElectionState
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("election",),
    relation="officer",
    before=(ElectionState.COUNTED, ElectionState.TIED),
    after=(ElectionState.LISTED,),
    fields=(Text("reason"),),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The next count of the same poll."""
    e = call.on(Election)
    values = {"count": e.count + 1, "tied": (), "order": e.ranked_before, "reason": call.data["reason"]}
    yield changed(e, state=ElectionState.LISTED, **values)
