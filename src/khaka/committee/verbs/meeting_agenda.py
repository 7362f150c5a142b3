"""The agenda of a meeting is changed before it opens."""

from collections.abc import Iterator

from khaka.committee.advice import Meeting, MeetingState
from khaka.committee.blocker import Blocker
from khaka.committee.fields import Bilingual, Id, Many
from khaka.committee.people import Role
from khaka.committee.verbs._agenda import may_table, table, untable
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("meeting",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    before=(MeetingState.CALLED,),
    after=(MeetingState.CALLED,),
    fields=(Many("agenda", Id("proposal"), limit=200), Bilingual("items", optional=True)),
)


@verb.check
def fit(call: Call) -> Iterator[Blocker]:
    """Each proposal fit to be tabled."""
    for name in call.data["agenda"]:
        yield from may_table(call, name, call.target.id)


@verb.effect
def effect(call: Call) -> Puts:
    """The agenda; proposals on and off it."""
    m = call.on(Meeting)
    yield changed(m, agenda=call.data["agenda"], items=call.data["items"])
    yield from table(call, m.id, call.data["agenda"])
    yield from untable(call, m.id, [n for n in m.agenda if n not in call.data["agenda"]])
