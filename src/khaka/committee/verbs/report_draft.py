"""The secretary or the chair draft the report on the terms of reference."""

from khaka.committee.advice import Report, Terms, TermsState
from khaka.committee.fields import LONG, Bilingual
from khaka.committee.people import Role
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("terms",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    before=(TermsState.OPEN,),
    after=(TermsState.OPEN,),
    fields=(Bilingual("words", LONG),),
    makes="report",
    adds=True,
)


@verb.effect
def effect(call: Call) -> Puts:
    """The draft; a later one replaces it."""
    t = call.on(Terms)
    old = call.records.get(Report, t.id)
    if old is not None:
        yield changed(old, words=call.data["words"], drafted_by=call.actor)
    else:
        yield Report(id=t.id, body=t.body, terms=t.id, words=call.data["words"], drafted_by=call.actor)
