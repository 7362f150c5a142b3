"""The secretary notes what a member said about a proposal."""

from collections.abc import Iterator

from khaka.committee.advice import Meeting, View
from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import NOTE, Id, Text
from khaka.committee.papers import ProposalState
from khaka.committee.people import Role
from khaka.committee.roles import WRITERS, roles_at
from khaka.committee.verbs.base import Call, Puts, Verb

verb = Verb(
    __name__,
    on=("proposal",),
    roles=frozenset({Role.SECRETARY}),
    before=(ProposalState.ADMITTED, ProposalState.DISCUSSED),
    fields=(Id("member"), Text("words", NOTE), Id("meeting", optional=True)),
    makes="view",
    adds=True,
)


@verb.check
def of_a_member(call: Call) -> Iterator[Blocker]:
    """Someone else's view, of this body, in a meeting of it."""
    if not roles_at(call.records, call.data["member"], call.body.id, call.now) & WRITERS:
        yield block("not_of_the_body", field="member", id=call.data["member"])
    if call.data["member"] == call.actor:
        yield block("write_it_yourself", field="member")
    if call.data["meeting"] and call.here(Meeting, call.data["meeting"]) is None:
        yield block("refers_to_nothing", field="meeting", id=call.data["meeting"])


@verb.effect
def effect(call: Call) -> Puts:
    """The view, to be confirmed."""
    data = {k: call.data[k] for k in ("member", "words", "meeting")}
    yield View(
        id=call.new_id, body=call.body.id, proposal=call.target.id, noted_by=call.actor, noted_at=call.now, **data
    )
