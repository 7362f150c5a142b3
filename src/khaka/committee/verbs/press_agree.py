"""The chair or the authority agree the line for the press; not the one who drafted it."""

from collections.abc import Iterator

from khaka.committee.advice import PressLine, PressState
from khaka.committee.blocker import Blocker, block
from khaka.committee.people import Role
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("press_line",),
    roles=frozenset({Role.CHAIR, Role.AUTHORITY}),
    before=(PressState.DRAFT,),
    after=(PressState.AGREED,),
)


@verb.check
def another(call: Call) -> Iterator[Blocker]:
    """Four eyes."""
    if call.on(PressLine).drafted_by == call.actor:
        yield block("author_cannot")


@verb.effect
def effect(call: Call) -> Puts:
    """The line, agreed."""
    yield changed(call.on(PressLine), state=PressState.AGREED, agreed_by=call.actor)
