"""A decision comes up for review: its day has come, its data have moved, or someone in charge asks for it."""

from khaka.committee.fields import Text
from khaka.committee.outcomes import Decision, DecisionState
from khaka.committee.people import Role
from khaka.committee.verbs._readings import READINGS, verified_only
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("decision",),
    roles=frozenset({Role.SYSTEM, Role.CHAIR, Role.SECRETARY, Role.AUTHORITY}),
    before=(DecisionState.IN_FORCE,),
    after=(DecisionState.IN_REVIEW,),
    fields=(Text("reason"), READINGS),
)
verb.check(verified_only)


@verb.effect
def effect(call: Call) -> Puts:
    """The decision, in review."""
    yield changed(call.on(Decision), state=DecisionState.IN_REVIEW, reason=call.data["reason"])
