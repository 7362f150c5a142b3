"""The member confirms that the note says what was said."""

from khaka.committee.advice import View, ViewState
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("view",),
    relation="member",
    before=(ViewState.NOTED, ViewState.DISPUTED),
    after=(ViewState.CONFIRMED,),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The view, confirmed."""
    yield changed(call.on(View), state=ViewState.CONFIRMED, correction="")
