"""The unit's chair or secretary contests the brief, with reasons."""

from khaka.committee.fields import Text
from khaka.committee.papers import BriefState, StateBrief
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("brief",),
    relation="unit",
    before=(BriefState.ISSUED,),
    after=(BriefState.CONTESTED,),
    fields=(Text("reason"),),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The brief, contested."""
    yield changed(call.on(StateBrief), state=BriefState.CONTESTED, answered_by=call.actor, reply=call.data["reason"])
