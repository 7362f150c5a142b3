"""The owner says that a task is done, and how."""

from khaka.committee.fields import NOTE, Text
from khaka.committee.outcomes import Task, TaskState
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("task",),
    relation="owner",
    before=(TaskState.GIVEN,),
    after=(TaskState.DONE,),
    fields=(Text("note", NOTE),),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The task, done, to be verified."""
    yield changed(call.on(Task), state=TaskState.DONE, done_note=call.data["note"], done_at=call.now)
