"""A person confirms that a report says what a suggestion says it says. Whether it is true is another question."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker
from khaka.committee.news import Claim, ClaimState
from khaka.committee.verbs._claims import CHECKERS, content_of, faults_in, report_of
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("claim",),
    roles=CHECKERS,
    before=(ClaimState.SUGGESTED,),
    after=(ClaimState.CONFIRMED,),
)


@verb.check
def still_there(call: Call) -> Iterator[Blocker]:
    """The quote stands in the archived text now: that may have been hidden since."""
    claim = call.on(Claim)
    yield from faults_in(report_of(call, claim), content_of(claim))


@verb.effect
def effect(call: Call) -> Puts:
    """The claim, confirmed."""
    yield changed(call.on(Claim), state=ClaimState.CONFIRMED, checked_by=call.actor, checked_at=call.now)
