"""A unit of the organisation is entered under the one above it."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import LINE, Bilingual, Id, OneOf
from khaka.committee.people import Level, Role, Unit
from khaka.committee.verbs.base import Call, Puts, Verb

verb = Verb(
    __name__,
    on=("unit", "body"),
    roles=frozenset({Role.ADMINISTRATOR}),
    fields=(OneOf("level", Level), Id("code"), Bilingual("name", LINE)),
    makes="unit",
    adds=True,
)


@verb.check
def below_its_parent(call: Call) -> Iterator[Blocker]:
    """Under a unit a narrower level; a nation under the workspace only."""
    order = list(Level)
    parent = call.target
    if isinstance(parent, Unit) and order.index(call.data["level"]) <= order.index(parent.level):
        yield block("level_not_below")
    if not isinstance(parent, Unit) and call.data["level"] is not Level.NATION:
        yield block("level_not_below")
    if any(u.level is call.data["level"] for u in call.records.find(Unit, code=call.data["code"])):
        yield block("code_taken", code=call.data["code"])


@verb.effect
def effect(call: Call) -> Puts:
    """The unit."""
    parent = call.target.id if isinstance(call.target, Unit) else ""
    yield Unit(
        id=call.new_id,
        body=call.body.id,
        level=call.data["level"],
        code=call.data["code"],
        name=call.data["name"],
        parent=parent,
    )
