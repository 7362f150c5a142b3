"""A link between two claims is ended, with the reason."""

from khaka.committee.fields import NOTE, Text
from khaka.committee.news import ClaimLink, LinkState
from khaka.committee.people import Role
from khaka.committee.roles import WRITERS
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("claim_link",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    relation="author",
    relation_roles=WRITERS,
    before=(LinkState.DRAWN,),
    after=(LinkState.ENDED,),
    fields=(Text("reason", NOTE),),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The link, ended."""
    yield changed(call.on(ClaimLink), state=LinkState.ENDED, reason=call.data["reason"])
