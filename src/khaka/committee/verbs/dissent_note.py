"""A member notes dissent from a finding: in the member's own words, until the report is delivered."""

from collections.abc import Iterator

from khaka.committee.advice import Dissent, Finding
from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import LONG, Text
from khaka.committee.roles import VOTERS
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__, on=("finding",), roles=VOTERS, fields=(Text("words", LONG),), makes="dissent", adds=True
)  # fmt: skip


@verb.check
def in_time(call: Call) -> Iterator[Blocker]:
    """From a standing finding that is not reported yet."""
    f = call.on(Finding)
    if f.report:
        yield block("reported_already")
    if f.void:
        yield block("finding_void")


@verb.effect
def effect(call: Call) -> Puts:
    """The note; a later one by the same member replaces it."""
    f = call.on(Finding)
    old = call.records.get(Dissent, f"{f.id}:{call.actor}")
    if old is not None:
        yield changed(old, words=call.data["words"], at=call.now)
    else:
        yield Dissent(
            id=f"{f.id}:{call.actor}",
            body=f.body,
            proposal=f.proposal,
            finding=f.id,
            member=call.actor,
            words=call.data["words"],
            at=call.now,
        )
