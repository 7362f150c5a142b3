"""A proposal does not rest on a claim any more: the use is ended, with the reason."""

from khaka.committee.fields import NOTE, Text
from khaka.committee.news import ClaimUse, UseState
from khaka.committee.people import Role
from khaka.committee.roles import WRITERS
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("claim_use",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    relation="proposal_author",
    relation_roles=WRITERS,
    before=(UseState.IN_USE,),
    after=(UseState.ENDED,),
    fields=(Text("reason", NOTE),),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The use, ended; it stays on record."""
    yield changed(call.on(ClaimUse), state=UseState.ENDED, reason=call.data["reason"])
