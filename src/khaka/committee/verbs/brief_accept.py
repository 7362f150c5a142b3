"""The unit's chair or secretary accepts the brief."""

from khaka.committee.fields import Text
from khaka.committee.papers import BriefState, StateBrief
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("brief",),
    relation="unit",
    before=(BriefState.ISSUED, BriefState.CONTESTED),
    after=(BriefState.ACCEPTED,),
    fields=(Text("reply", optional=True),),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The brief, accepted."""
    yield changed(call.on(StateBrief), state=BriefState.ACCEPTED, answered_by=call.actor, reply=call.data["reply"])
