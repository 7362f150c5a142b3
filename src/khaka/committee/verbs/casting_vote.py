"""The chair decides a tie, where the rulebook says so. There is no lot."""

from collections.abc import Iterator
from enum import StrEnum

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import OneOf
from khaka.committee.people import Role
from khaka.committee.verbs._result import counted
from khaka.committee.verbs.base import Call, Puts, Verb
from khaka.committee.voting import Choice, Division, DivisionState, Recusal


class Casting(StrEnum):
    """A casting vote is for or against."""

    FOR = "for"
    AGAINST = "against"


verb = Verb(
    __name__,
    on=("division",),
    roles=frozenset({Role.CHAIR}),
    before=(DivisionState.TIED,),
    after=(DivisionState.CLOSED,),
    fields=(OneOf("choice", Casting),),
)


@verb.check
def not_recused(call: Call) -> Iterator[Blocker]:
    """A recused chair has no casting vote either."""
    if call.records.get(Recusal, f"{call.target.id}:{call.actor}") is not None:
        yield block("you_are_recused")


@verb.effect
def effect(call: Call) -> Puts:
    """The result with the casting vote."""
    d = call.on(Division)
    assert d.tally is not None
    yield from counted(call, d, d.tally, Choice(call.data["choice"].value))
