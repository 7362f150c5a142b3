"""A person finds that a suggestion is no claim of its report: it is set aside, with the reason."""

from khaka.committee.fields import NOTE, Text
from khaka.committee.news import Claim, ClaimState
from khaka.committee.verbs._claims import CHECKERS
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("claim",),
    roles=CHECKERS,
    before=(ClaimState.SUGGESTED,),
    after=(ClaimState.DECLINED,),
    fields=(Text("reason", NOTE),),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The suggestion, set aside."""
    yield changed(
        call.on(Claim),
        state=ClaimState.DECLINED,
        checked_by=call.actor,
        checked_at=call.now,
        reason=call.data["reason"],
    )
