"""A file is attached; the store has read, checked and kept it, and gives its digest."""

from collections.abc import Iterator
from typing import Final

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import LINE, Digest, Text, Whole
from khaka.committee.papers import Attachment, Proposal, ProposalState
from khaka.committee.roles import WRITERS
from khaka.committee.verbs.base import Call, Puts, Verb

#: Largest file, bytes; most files on one record.
LARGEST: Final = 20_000_000
MOST: Final = 50

verb = Verb(
    __name__,
    on=("meeting", "proposal", "report"),
    roles=WRITERS,
    fields=(Text("name", LINE), Text("media", 100), Whole("size", 1, LARGEST), Digest("sha256")),
    makes="attachment",
    adds=True,
)


@verb.check
def room(call: Call) -> Iterator[Blocker]:
    """Not twice, not without end, not to another's draft."""
    there = call.records.find(Attachment, on_kind=call.target.KIND, on=call.target.id)
    if len(there) >= MOST:
        yield block("too_many", field="name", limit=MOST)
    if any(a.sha256 == call.data["sha256"] for a in there):
        yield block("attached_already")
    target = call.target
    if isinstance(target, Proposal) and target.state is ProposalState.DRAFT and target.author != call.actor:
        yield block("draft_of_another")


@verb.effect
def effect(call: Call) -> Puts:
    """The attachment."""
    yield Attachment(
        id=call.new_id,
        body=call.body.id,
        on_kind=call.target.KIND,
        on=call.target.id,
        name=call.data["name"],
        media=call.data["media"],
        size=call.data["size"],
        sha256=call.data["sha256"],
        by=call.actor,
        at=call.now,
    )
