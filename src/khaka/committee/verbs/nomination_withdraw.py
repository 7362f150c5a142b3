"""A candidate withdraws, until the last hour for it and never after the list is final."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker
from khaka.committee.fields import Text
from khaka.committee.polling import Election, ElectionState, Nomination, NominationState, StepKind
from khaka.committee.verbs._election import election_in, in_time
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("nomination",),
    relation="nominee",
    before=(NominationState.FILED, NominationState.ACCEPTED),
    after=(NominationState.WITHDRAWN,),
    fields=(Text("reason", optional=True),),
)


@verb.check
def before_the_list(call: Call) -> Iterator[Blocker]:
    """While the list is open, by the server's clock."""
    n = call.on(Nomination)
    yield from election_in(call, n, ElectionState.ROLL_FINAL)
    e = call.records.get(Election, n.election)
    if e is not None:
        yield from in_time(call, e, StepKind.WITHDRAW, begun=False)


@verb.effect
def effect(call: Call) -> Puts:
    """The nomination, withdrawn."""
    yield changed(call.on(Nomination), state=NominationState.WITHDRAWN, reason=call.data["reason"])
