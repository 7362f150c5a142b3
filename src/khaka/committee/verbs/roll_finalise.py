"""The roll becomes final: the levels below are done, every delegate is on it once, and its digest is kept."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.elections.consequences import open_matters
from khaka.committee.elections.roll import DONE, below, listed, roll_digest, twice_elected, winners
from khaka.committee.fields import Id, Many, Text
from khaka.committee.polling import Election, ElectionState, Elector, ElectorState, StepKind
from khaka.committee.verbs._election import after
from khaka.committee.verbs.base import Call, Puts, Verb, changed

_SHOWN = 5

verb = Verb(
    __name__,
    on=("election",),
    relation="officer",
    before=(ElectionState.CALLED,),
    after=(ElectionState.ROLL_FINAL,),
    fields=(Many("without", Id("election"), limit=500), Text("waiver", optional=True)),
)


@verb.check
def levels_below(call: Call) -> Iterator[Blocker]:
    """Every election below is done, or stayed and left out with a reason."""
    e = call.on(Election)
    under = below(call.records, e)
    stayed = {x.id for x in under if x.state is ElectionState.STAYED}
    left_out = set(call.data["without"])
    if left_out - stayed:
        yield block("only_stayed_left_out", field="without")
    if left_out and not call.data["waiver"]:
        yield block("left_out_without_words", field="waiver")
    waiting = [x.id for x in under if x.state not in DONE and x.id not in left_out]
    if waiting:
        yield block("below_not_done", ids=waiting[:_SHOWN])
    if any(open_matters(call.records, x) for x in under):
        yield block("matter_open_below")


@verb.check
def everyone_once(call: Call) -> Iterator[Blocker]:
    """Somebody is on it; all delegates are; nobody sits there by two seats."""
    e = call.on(Election)
    roll = listed(call.records, e.id)
    if not roll:
        yield block("roll_empty")
    twice = [x.person for x in twice_elected(call.records, roll)]
    if twice:
        yield block("elected_twice", ids=twice[:_SHOWN])
    # who was struck off has an entry still: only those whom nobody has looked at are missing
    there = {x.person for x in roll} | {x.person for x in _struck(call, e)}
    under = [x for x in below(call.records, e) if x.state is ElectionState.DECLARED]
    missing = sorted({n.person for x in under for n in winners(call.records, x.id)} - there)
    if missing:
        yield block("delegates_missing", ids=missing[:_SHOWN])
    yield from after(call, e, StepKind.ROLL)


def _struck(call: Call, e: Election) -> tuple[Elector, ...]:
    return call.records.find(Elector, election=e.id, state=ElectorState.STRUCK)


@verb.effect
def effect(call: Call) -> Puts:
    """The election with its final roll."""
    e = call.on(Election)
    roll = listed(call.records, e.id)
    yield changed(
        e, state=ElectionState.ROLL_FINAL, roll_digest=roll_digest(roll), roll_size=len(roll), without=call.data["without"],
        reason=call.data["waiver"],
    )  # fmt: skip
