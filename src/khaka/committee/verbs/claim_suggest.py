"""Someone suggests a claim that the rules did not find in a report; it counts when it has been confirmed."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.news import Claim, ClaimState, NewsReport, NewsState
from khaka.committee.roles import WRITERS
from khaka.committee.verbs._claims import CLAIM, FLAGS, MOST, content_of, faults_in, make_claim
from khaka.committee.verbs.base import Call, Puts, Verb

verb = Verb(
    __name__,
    on=("news_report",),
    roles=WRITERS,
    before=(NewsState.CURRENT, NewsState.CORRECTED),
    fields=(*CLAIM, FLAGS),
    makes="claim",
    adds=True,
)


@verb.check
def sound(call: Call) -> Iterator[Blocker]:
    """In the report's words, not there already, and not without end."""
    report = call.on(NewsReport)
    yield from faults_in(report, call.data)
    there = call.records.find(Claim, report=report.id)
    if len(there) >= MOST:
        yield block("too_many", field="quote", limit=MOST)
    same = {k: v for k, v in call.data.items() if k != "flags"}
    if any(content_of(c) == same and c.state is not ClaimState.DECLINED for c in there):
        yield block("suggested_already")


@verb.effect
def effect(call: Call) -> Puts:
    """The suggestion."""
    report = call.on(NewsReport)
    number = max((c.number for c in call.records.find(Claim, report=report.id)), default=0) + 1
    yield make_claim(call, call.new_id, report, number, call.data)
