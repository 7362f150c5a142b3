"""A comment on a paragraph of a proposal, a section or Figure of a blueprint, a brief or a report; or an answer to one."""

from collections.abc import Iterator
from typing import Final

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import NOTE, Id, OneOf, Text
from khaka.committee.papers import Comment, Proposal, ProposalState, Stance
from khaka.committee.people import Role
from khaka.committee.roles import WRITERS
from khaka.committee.verbs._shared import text_of
from khaka.committee.verbs.base import Call, Puts, Verb

#: How deep answers go, and how many comments one record takes.
DEPTH: Final = 5
MOST: Final = 5_000

verb = Verb(
    __name__,
    on=("blueprint", "brief", "proposal", "report"),
    roles=WRITERS | {Role.AUTHORITY},
    relation="unit",
    fields=(OneOf("stance", Stance), Text("text", NOTE), Id("place", optional=True), Id("parent", optional=True)),
    makes="comment",
    adds=True,
)


def _parent(call: Call) -> Comment | None:
    found = call.records.get(Comment, call.data["parent"]) if call.data["parent"] else None
    return found if found is not None and (found.on_kind, found.on) == (call.target.KIND, call.target.id) else None


@verb.check
def place_and_depth(call: Call) -> Iterator[Blocker]:
    """On something that is there, not too deep, not on another's draft."""
    target = call.target
    if isinstance(target, Proposal):
        if target.state is ProposalState.DRAFT and target.author != call.actor:
            yield block("draft_of_another")
        elif call.data["place"] and call.data["place"] not in {p.id for p in text_of(call.records, target).paragraphs}:
            yield block("refers_to_nothing", field="place", id=call.data["place"])
    if call.data["parent"]:
        parent = _parent(call)
        if parent is None:
            yield block("refers_to_nothing", field="parent", id=call.data["parent"])
        elif parent.depth + 1 >= DEPTH:
            yield block("too_deep", limit=DEPTH)
    if len(call.records.find(Comment, on_kind=target.KIND, on=target.id)) >= MOST:
        yield block("too_many_comments", limit=MOST)


@verb.effect
def effect(call: Call) -> Puts:
    """The comment."""
    parent = _parent(call)
    yield Comment(
        id=call.new_id,
        body=call.body.id,
        on_kind=call.target.KIND,
        on=call.target.id,
        place=call.data["place"],
        stance=call.data["stance"],
        text=call.data["text"],
        author=call.actor,
        at=call.now,
        parent=call.data["parent"],
        depth=parent.depth + 1 if parent else 0,
    )
