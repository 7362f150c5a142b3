"""A reviewed decision is kept, with its next review. What was sealed stays sealed."""

from khaka.committee.fields import Day, Text
from khaka.committee.outcomes import Decision, DecisionState
from khaka.committee.people import Role
from khaka.committee.verbs._decide import WATCH, watch_sound, watches
from khaka.committee.verbs._shared import in_charge
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("decision",),
    roles=frozenset({Role.CHAIR, Role.AUTHORITY}),
    before=(DecisionState.IN_REVIEW,),
    after=(DecisionState.IN_FORCE,),
    fields=(Text("reason"), Day("review_on", optional=True), WATCH),
)
verb.check(in_charge)
verb.check(watch_sound)


@verb.effect
def effect(call: Call) -> Puts:
    """The decision, in force."""
    yield changed(
        call.on(Decision),
        state=DecisionState.IN_FORCE,
        reason=call.data["reason"],
        review_on=call.data["review_on"],
        watch=watches(call),
    )
