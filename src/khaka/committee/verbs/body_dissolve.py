"""A body is dissolved: its records stay and nothing more is done in it."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Text
from khaka.committee.people import WORKSPACE, Body, BodyState, Role
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.committee.voting import Division, DivisionState

verb = Verb(
    __name__,
    on=("body",),
    roles=frozenset({Role.AUTHORITY}),
    before=(BodyState.ACTIVE,),
    after=(BodyState.DISSOLVED,),
    fields=(Text("reason"),),
)


@verb.check
def nothing_under_way(call: Call) -> Iterator[Blocker]:
    """Never in the middle of a division; never the workspace."""
    busy = {DivisionState.OPEN, DivisionState.COUNTING, DivisionState.TIED}
    if any(d.state in busy for d in call.records.find(Division, body=call.body.id)):
        yield block("division_under_way")
    if call.body.id == WORKSPACE:
        yield block("not_the_workspace")


@verb.effect
def effect(call: Call) -> Puts:
    """The body, dissolved."""
    yield changed(call.on(Body), state=BodyState.DISSOLVED)
