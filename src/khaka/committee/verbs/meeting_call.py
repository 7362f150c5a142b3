"""Chair or secretary call a meeting with its agenda; what is put on it is tabled."""

from collections.abc import Iterator

from khaka.committee.advice import Meeting
from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import LINE, Bilingual, Id, Many, Moment, Text
from khaka.committee.people import BodyState, Role
from khaka.committee.verbs._agenda import may_table, table
from khaka.committee.verbs.base import Call, Puts, Verb
from khaka.core.message import Message

verb = Verb(
    __name__,
    on=("body",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    before=(BodyState.ACTIVE,),
    fields=(
        Moment("at"), Text("place", LINE), Many("agenda", Id("proposal"), limit=200), Bilingual("items", optional=True)
    ),
    makes="meeting",
    adds=True,
)  # fmt: skip


@verb.check
def ahead(call: Call) -> Iterator[Blocker]:
    """In the future; each proposal fit to be tabled."""
    if call.data["at"] <= call.now:
        yield block("in_the_past", field="at", name=Message("committee.field.at"))
    for name in call.data["agenda"]:
        yield from may_table(call, name)


@verb.effect
def effect(call: Call) -> Puts:
    """The meeting and its tabled proposals."""
    data, new = call.data, call.new_id
    yield Meeting(
        id=new,
        body=call.body.id,
        called_by=call.actor,
        called_at=call.now,
        **{k: data[k] for k in ("at", "place", "agenda", "items")},
    )
    yield from table(call, new, data["agenda"])
