"""A brief is withdrawn by the body that issued it."""

from khaka.committee.fields import Text
from khaka.committee.papers import BriefState, StateBrief
from khaka.committee.people import Role
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("brief",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY, Role.AUTHORITY}),
    before=(BriefState.ISSUED, BriefState.ACCEPTED, BriefState.CONTESTED),
    after=(BriefState.WITHDRAWN,),
    fields=(Text("reason"),),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The brief, withdrawn."""
    yield changed(call.on(StateBrief), state=BriefState.WITHDRAWN)
