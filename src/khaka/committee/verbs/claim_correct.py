"""A person corrects what was read out of a report: a new claim takes the old one's place, and the old one stays to be read."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import NOTE, Text
from khaka.committee.news import Claim, ClaimState, NewsReport
from khaka.committee.verbs._claims import CHECKERS, CLAIM, content_of, faults_in, make_claim, report_of
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("claim",),
    roles=CHECKERS,
    before=(ClaimState.SUGGESTED, ClaimState.CONFIRMED),
    after=(ClaimState.CORRECTED,),
    fields=(*CLAIM, Text("reason", NOTE, optional=True)),
    makes="claim",
)


@verb.check
def sound(call: Call) -> Iterator[Blocker]:
    """In the report's words, and different."""
    claim = call.on(Claim)
    content = {k: v for k, v in call.data.items() if k != "reason"}
    yield from faults_in(report_of(call, claim), content)
    if content == content_of(claim):
        yield block("nothing_changed")


@verb.effect
def effect(call: Call) -> Puts:
    """The new claim, confirmed by whoever corrected it, and the old one that points to it. Links follow; uses do not."""
    claim = call.on(Claim)
    checked = {"checked_by": call.actor, "checked_at": call.now, "reason": call.data["reason"]}
    yield changed(claim, state=ClaimState.CORRECTED, replaced_by=call.new_id, **checked)
    yield make_claim(
        call, call.new_id, call.need(NewsReport, claim.report), claim.number, call.data,
        replaces=claim.id, state=ClaimState.CONFIRMED, **checked,
    )  # fmt: skip
