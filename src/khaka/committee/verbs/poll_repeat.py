"""The day of a fresh poll is set: among equal candidates where the rules say so, or of all where a petition brought it."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Day, Text
from khaka.committee.people import Level
from khaka.committee.polling import Election, ElectionState, Programme, Step, StepKind, TieRule
from khaka.committee.verbs._programme import OFFICE, on_free_days, with_notice
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("election",),
    roles=OFFICE,
    before=(ElectionState.TIED, ElectionState.REPOLL),
    after=(ElectionState.LISTED,),
    fields=(Day("poll_on"), Text("waiver", optional=True)),
)


@verb.check
def by_the_rules(call: Call) -> Iterator[Blocker]:
    """Where the rules want a fresh poll; with notice, on a free day."""
    e = call.on(Election)
    p = call.records.get(Programme, e.programme)
    if p is None:
        yield block("refers_to_nothing", id=e.programme)
        return
    if e.state is ElectionState.TIED and p.rules.tie is not TieRule.FRESH_POLL:
        yield block("tie_by_lot")
    day = call.data["poll_on"]
    yield from with_notice(day, call.today, p)
    level: Level = e.level
    yield from on_free_days(
        call, [Step("fresh_poll", level, StepKind.POLL, day, day, e.unit)], p.silences, call.data["waiver"]
    )


@verb.effect
def effect(call: Call) -> Puts:
    """The next poll."""
    e = call.on(Election)
    values = {"contenders": e.tied, "tied": (), "poll": e.poll + 1, "count": 1, "poll_on": call.data["poll_on"]}
    yield changed(e, state=ElectionState.LISTED, ranked_before=e.order, **values)
