"""A comment's text is taken from view, for a reason that stays; its record and digest stay too."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Text
from khaka.committee.papers import Comment
from khaka.committee.people import Role
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("comment",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    relation="author",
    fields=(Text("reason"),),
    anywhere=True,
)


@verb.check
def in_view(call: Call) -> Iterator[Blocker]:
    """Not twice."""
    if call.on(Comment).hidden:
        yield block("hidden_already")


@verb.effect
def effect(call: Call) -> Puts:
    """The comment without its text; the chain's earlier event can be exported with the text withheld."""
    yield changed(call.on(Comment), hidden=call.data["reason"], text="")
