"""Someone other than the reporter has checked a reading or a field report at its source: from now on it counts."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import NOTE, Text
from khaka.committee.monitoring import FieldReport, Reading, ReadingState
from khaka.committee.verbs._readings import CHECKERS, checked, no_person, not_ones_own
from khaka.committee.verbs.base import Call, Puts, Verb

verb = Verb(
    __name__,
    on=("field_report", "reading"),
    roles=CHECKERS,
    before=(ReadingState.REPORTED, ReadingState.DISPUTED),
    after=(ReadingState.VERIFIED,),
    fields=(Text("reason", NOTE, optional=True),),
)
verb.check(not_ones_own)


@verb.check
def another_than_disputed(call: Call) -> Iterator[Blocker]:
    """What is disputed is settled by a third person, with the reason."""
    target = call.target
    if isinstance(target, Reading | FieldReport) and target.state is ReadingState.DISPUTED:
        if target.checked_by == call.actor:
            yield block("disputer_cannot")
        if not call.data["reason"]:
            yield block("dispute_needs_answer", field="reason")
    yield from no_person(call.data["reason"], "reason")


@verb.effect
def effect(call: Call) -> Puts:
    """The reading, verified."""
    yield checked(call, ReadingState.VERIFIED, reason=call.data["reason"])
