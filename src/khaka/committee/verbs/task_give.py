"""A decision in force asks something of a person, by a day."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import NOTE, Day, Id, Text
from khaka.committee.outcomes import DecisionState, Task
from khaka.committee.people import Membership, Role
from khaka.committee.verbs.base import Call, Puts, Verb
from khaka.core.message import Message

verb = Verb(
    __name__,
    on=("decision",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY, Role.AUTHORITY}),
    before=(DecisionState.IN_FORCE, DecisionState.IN_REVIEW),
    fields=(Text("words", NOTE), Id("owner"), Day("due")),
    makes="task",
    adds=True,
)


@verb.check
def someone_by_a_day(call: Call) -> Iterator[Blocker]:
    """A person of the organisation; not in the past."""
    if not any(m.holds(call.now) for m in call.records.find(Membership, person=call.data["owner"])):
        yield block("not_of_the_body", field="owner", id=call.data["owner"])
    if call.data["due"] < call.today:
        yield block("in_the_past", field="due", name=Message("committee.field.due"))


@verb.effect
def effect(call: Call) -> Puts:
    """The task."""
    data = {k: call.data[k] for k in ("words", "owner", "due")}
    yield Task(id=call.new_id, body=call.body.id, decision=call.target.id, given_by=call.actor, **data)
