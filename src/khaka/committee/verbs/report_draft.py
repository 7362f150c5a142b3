"""The secretary or the chair draft the report on the terms of reference."""

from collections.abc import Iterator

from khaka.committee.advice import Report, ReportState, Terms, TermsState
from khaka.committee.blocker import Blocker, block
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


@verb.check
def still_a_draft(call: Call) -> Iterator[Blocker]:
    """Until it is delivered."""
    old = call.records.get(Report, call.target.id)
    if old is not None and old.state is ReportState.DELIVERED:
        yield block("reported_already")


@verb.effect
def effect(call: Call) -> Puts:
    """The draft; a later one replaces it."""
    t = call.on(Terms)
    old = call.records.get(Report, t.id)
    if old is not None:
        yield changed(old, words=call.data["words"], drafted_by=call.actor)
    else:
        yield Report(id=t.id, body=t.body, terms=t.id, words=call.data["words"], drafted_by=call.actor)
