"""Chair, secretary or the proposal's author decline an amendment, with a reason."""

from khaka.committee.fields import Text
from khaka.committee.papers import Amendment, AmendmentState
from khaka.committee.people import Role
from khaka.committee.roles import WRITERS
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("amendment",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    relation="proposal_author",
    relation_roles=WRITERS,
    before=(AmendmentState.OPEN,),
    after=(AmendmentState.DECLINED,),
    fields=(Text("reason"),),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The amendment, declined."""
    yield changed(call.on(Amendment), state=AmendmentState.DECLINED, reason=call.data["reason"])
