"""Someone other than the owner verifies that a task is done."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import NOTE, Text
from khaka.committee.outcomes import Task, TaskState
from khaka.committee.people import Role
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("task",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY, Role.MEMBER, Role.AUDITOR}),
    before=(TaskState.DONE,),
    after=(TaskState.VERIFIED,),
    fields=(Text("note", NOTE, optional=True),),
)


@verb.check
def another(call: Call) -> Iterator[Blocker]:
    """Nobody verifies their own work."""
    if call.on(Task).owner == call.actor:
        yield block("owner_cannot")


@verb.effect
def effect(call: Call) -> Puts:
    """The task, verified."""
    yield changed(call.on(Task), state=TaskState.VERIFIED, verified_by=call.actor, verify_note=call.data["note"])
