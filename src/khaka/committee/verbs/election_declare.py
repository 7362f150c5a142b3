"""The returning officer declares: votes of all boxes added exactly; elected, or tied where equal votes meet the last seat."""

from collections.abc import Iterator
from dataclasses import replace

from khaka.committee.blocker import Blocker, block
from khaka.committee.elections.consequences import open_matters
from khaka.committee.elections.counting import ranked, total
from khaka.committee.elections.returns import agreed, entries, standing_in, whole
from khaka.committee.polling import Election, ElectionState
from khaka.committee.verbs._election import settled
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("election",),
    relation="officer",
    before=(ElectionState.COUNTED,),
    after=(ElectionState.DECLARED, ElectionState.TIED),
)


@verb.check
def nothing_open(call: Call) -> Iterator[Blocker]:
    """Every box is in; no matter waits for a ruling."""
    e = call.on(Election)
    if not whole(e, entries(call.records, e)):
        yield block("boxes_missing")
    if open_matters(call.records, e):
        yield block("matter_open")


@verb.effect
def effect(call: Call) -> Puts:
    """The count. A fresh poll among equal candidates only puts those in an order."""
    e = call.on(Election)
    found = agreed(entries(call.records, e)).values()
    lines = total((r.lines for r in found), {n.id for n in standing_in(call.records, e)})
    if e.contenders:
        yield from settled(call, changed(e, order=ranked(e.ranked_before, lines)))
        return
    ballots, invalid = sum(r.ballots for r in found), sum(r.invalid for r in found)
    yield from settled(call, replace(changed(e, lines=lines, order=()), ballots=ballots, invalid=invalid))
