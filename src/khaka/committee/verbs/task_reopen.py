"""Someone other than the owner sends a task back: it is not done, or not any more."""

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
    before=(TaskState.DONE, TaskState.VERIFIED),
    after=(TaskState.GIVEN,),
    fields=(Text("reason", NOTE),),
)


@verb.check
def another(call: Call) -> Iterator[Blocker]:
    """Another person's judgement."""
    if call.on(Task).owner == call.actor:
        yield block("owner_cannot")


@verb.effect
def effect(call: Call) -> Puts:
    """The task, given again."""
    yield changed(call.on(Task), state=TaskState.GIVEN, verified_by="", verify_note=call.data["reason"])
