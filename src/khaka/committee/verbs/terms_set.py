"""The authority, or the chair for it, sets terms of reference with a due date."""

from collections.abc import Iterator

from khaka.committee.advice import Terms, TermsState
from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import NOTE, Bilingual, Day
from khaka.committee.people import BodyState, Role
from khaka.committee.verbs.base import Call, Puts, Verb
from khaka.core.message import Message

verb = Verb(
    __name__,
    on=("body",),
    roles=frozenset({Role.AUTHORITY, Role.CHAIR}),
    before=(BodyState.ACTIVE,),
    fields=(Bilingual("words", NOTE), Day("due")),
    makes="terms",
    adds=True,
)


@verb.check
def one_at_a_time(call: Call) -> Iterator[Blocker]:
    """One task at a time, with time to do it."""
    if call.records.find(Terms, body=call.body.id, state=TermsState.OPEN):
        yield block("terms_open")
    if call.data["due"] < call.today:
        yield block("in_the_past", field="due", name=Message("committee.field.due"))


@verb.effect
def effect(call: Call) -> Puts:
    """The terms."""
    data = call.data
    yield Terms(
        id=call.new_id, body=call.body.id, words=data["words"], due=data["due"], set_by=call.actor, set_at=call.now
    )
