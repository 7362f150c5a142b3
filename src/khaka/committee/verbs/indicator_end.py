"""An indicator is not followed any more; its readings stay."""

from khaka.committee.fields import NOTE, Text
from khaka.committee.monitoring import Indicator, IndicatorState
from khaka.committee.people import Role
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("indicator",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY, Role.AUTHORITY}),
    before=(IndicatorState.ACTIVE,),
    after=(IndicatorState.ENDED,),
    fields=(Text("reason", NOTE),),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The indicator, ended."""
    yield changed(call.on(Indicator), state=IndicatorState.ENDED, reason=call.data["reason"])
