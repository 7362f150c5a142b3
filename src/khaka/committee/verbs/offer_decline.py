"""The invited person declines, with a reply for the record."""

from khaka.committee.fields import Text
from khaka.committee.people import Offer, OfferState
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("offer",),
    relation="person",
    before=(OfferState.OPEN,),
    after=(OfferState.DECLINED,),
    fields=(Text("reply", optional=True),),
    anywhere=True,
)


@verb.effect
def effect(call: Call) -> Puts:
    """The reply."""
    yield changed(call.on(Offer), state=OfferState.DECLINED, reply=call.data["reply"])
