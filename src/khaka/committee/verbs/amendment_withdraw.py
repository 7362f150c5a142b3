"""Its author takes an amendment back."""

from khaka.committee.fields import Text
from khaka.committee.papers import Amendment, AmendmentState
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("amendment",),
    relation="author",
    before=(AmendmentState.OPEN,),
    after=(AmendmentState.WITHDRAWN,),
    fields=(Text("reason", optional=True),),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The amendment, withdrawn."""
    yield changed(call.on(Amendment), state=AmendmentState.WITHDRAWN, reason=call.data["reason"])
