"""A line for the press is drafted."""

from khaka.committee.advice import PressLine
from khaka.committee.fields import NOTE, Bilingual
from khaka.committee.people import BodyState, Role
from khaka.committee.verbs.base import Call, Puts, Verb

verb = Verb(
    __name__,
    on=("body",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    before=(BodyState.ACTIVE,),
    fields=(Bilingual("words", NOTE),),
    makes="press_line",
    adds=True,
)


@verb.effect
def effect(call: Call) -> Puts:
    """The draft."""
    yield PressLine(id=call.new_id, body=call.body.id, words=call.data["words"], drafted_by=call.actor)
