"""Someone disputes a reading or a field report, with the reason: it does not count, even when it was verified before."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker
from khaka.committee.fields import NOTE, Text
from khaka.committee.monitoring import ReadingState
from khaka.committee.people import Role
from khaka.committee.verbs._readings import CHECKERS, checked, no_person
from khaka.committee.verbs.base import Call, Puts, Verb

verb = Verb(
    __name__,
    on=("field_report", "reading"),
    roles=CHECKERS | {Role.ADVISER},
    relation="author",
    before=(ReadingState.REPORTED, ReadingState.VERIFIED),
    after=(ReadingState.DISPUTED,),
    fields=(Text("reason", NOTE),),
)


@verb.check
def nobody_named(call: Call) -> Iterator[Blocker]:
    """The reason names no voter either."""
    yield from no_person(call.data["reason"], "reason")


@verb.effect
def effect(call: Call) -> Puts:
    """The reading, disputed."""
    yield checked(call, ReadingState.DISPUTED, reason=call.data["reason"])
