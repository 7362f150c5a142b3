"""A decision is ended by who could take it, in words."""

from khaka.committee.fields import Text
from khaka.committee.outcomes import Decision, DecisionState
from khaka.committee.people import Role
from khaka.committee.verbs._shared import in_charge
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("decision",),
    roles=frozenset({Role.CHAIR, Role.AUTHORITY}),
    before=(DecisionState.IN_FORCE, DecisionState.IN_REVIEW),
    after=(DecisionState.ENDED,),
    fields=(Text("reason"),),
)
verb.check(in_charge)


@verb.effect
def effect(call: Call) -> Puts:
    """The decision, ended."""
    yield changed(call.on(Decision), state=DecisionState.ENDED, reason=call.data["reason"])
