"""The member says that the note is wrong, and what was said."""

from khaka.committee.advice import View, ViewState
from khaka.committee.fields import NOTE, Text
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("view",),
    relation="member",
    before=(ViewState.NOTED,),
    after=(ViewState.DISPUTED,),
    fields=(Text("correction", NOTE),),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The view, disputed, with the member's words."""
    yield changed(call.on(View), state=ViewState.DISPUTED, correction=call.data["correction"])
