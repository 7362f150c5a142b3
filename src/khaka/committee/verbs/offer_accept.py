"""The invited person accepts; roles that exclude the new one end at the same moment."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Text
from khaka.committee.people import Membership, Offer, OfferState
from khaka.committee.roles import APART, SINGLE, memberships_at
from khaka.committee.verbs._shared import holders
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.committee.voting import Division, DivisionState, RollEntry
from khaka.core.message import Message

verb = Verb(
    __name__,
    on=("offer",),
    relation="person",
    before=(OfferState.OPEN,),
    after=(OfferState.ACCEPTED,),
    fields=(Text("reply", optional=True),),
    makes="membership",
)
_UNDER_WAY = (DivisionState.OPEN, DivisionState.COUNTING, DivisionState.TIED)


def _ended(call: Call) -> tuple[Membership, ...]:
    """Memberships that the new role excludes."""
    offer = call.on(Offer)
    held = memberships_at(call.records, offer.person, offer.body, call.now)
    return tuple(m for m in held if m.role in APART[offer.role])


@verb.check
def in_time_and_free(call: Call) -> Iterator[Blocker]:
    """In time; the post is free; nobody leaves the roll of a division that is under way by changing roles."""
    offer = call.on(Offer)
    if call.now >= offer.valid_until:
        yield block("offer_expired")
    if offer.role in SINGLE and any(m.person != offer.person for m in holders(call.records, call, offer.role)):
        yield block("post_filled", role=Message(f"committee.role.{offer.role}"))
    under_way = [d for s in _UNDER_WAY for d in call.records.find(Division, body=offer.body, state=s)]
    if _ended(call) and any(call.records.get(RollEntry, f"{d.id}:{offer.person}") for d in under_way):
        yield block("on_open_roll")


@verb.effect
def effect(call: Call) -> Puts:
    """The reply, the new membership, and the end of what it excludes."""
    offer = call.on(Offer)
    yield changed(offer, state=OfferState.ACCEPTED, reply=call.data["reply"])
    for m in _ended(call):
        yield changed(m, end=call.now, reason=offer.id)
    yield Membership(
        id=call.new_id,
        body=offer.body,
        person=offer.person,
        role=offer.role,
        start=call.now,
        weight=offer.weight,
        offer=offer.id,
    )
