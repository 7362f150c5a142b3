"""The authority moves the due date, with a reason."""

from collections.abc import Iterator

from khaka.committee.advice import Terms, TermsState
from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Day, Text
from khaka.committee.people import Role
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("terms",),
    roles=frozenset({Role.AUTHORITY}),
    before=(TermsState.OPEN,),
    after=(TermsState.OPEN,),
    fields=(Day("due"), Text("reason")),
)


@verb.check
def later(call: Call) -> Iterator[Blocker]:
    """To a later day."""
    if call.data["due"] <= call.on(Terms).due:
        yield block("not_later", field="due", day=call.on(Terms).due)


@verb.effect
def effect(call: Call) -> Puts:
    """The terms with their new date."""
    yield changed(call.on(Terms), due=call.data["due"])
