"""An offer without a reply is taken back."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Text
from khaka.committee.people import Offer, OfferState
from khaka.committee.roles import GRANTS
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.core.message import Message

verb = Verb(
    __name__,
    on=("offer",),
    roles=frozenset(GRANTS),
    before=(OfferState.OPEN,),
    after=(OfferState.WITHDRAWN,),
    fields=(Text("reason", optional=True),),
)


@verb.check
def may_grant(call: Call) -> Iterator[Blocker]:
    """Whoever could make the offer can take it back."""
    role = call.on(Offer).role
    if not any(role in GRANTS.get(own, ()) for own in call.roles):
        yield block("cannot_grant", role=Message(f"committee.role.{role}"))


@verb.effect
def effect(call: Call) -> Puts:
    """The offer, withdrawn."""
    yield changed(call.on(Offer), state=OfferState.WITHDRAWN)
