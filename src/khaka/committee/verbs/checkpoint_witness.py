"""Auditor or chair have seen a head of the chain and keep it outside: only this finds a chain rebuilt or cut by its owner.

After a restored backup has lost events, writing waits until both have recorded the head that is left (``store.halt``).
"""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Digest, Whole
from khaka.committee.outcomes import Checkpoint
from khaka.committee.people import Role
from khaka.committee.verbs.base import Call, Puts, Verb

verb = Verb(
    __name__,
    on=("body",),
    roles=frozenset({Role.AUDITOR, Role.CHAIR}),
    fields=(Whole("seq", 1), Digest("hash")),
    makes="checkpoint",
    adds=True,
    anywhere=True,
)


@verb.check
def further(call: Call) -> Iterator[Blocker]:
    """Each later than the one before."""
    last = max((c.seq for c in call.records.find(Checkpoint, body=call.body.id)), default=0)
    if call.data["seq"] <= last:
        yield block("not_further", field="seq", seq=last)


@verb.effect
def effect(call: Call) -> Puts:
    """The checkpoint."""
    yield Checkpoint(
        id=call.new_id, body=call.body.id, seq=call.data["seq"], hash=call.data["hash"], by=call.actor, at=call.now
    )
