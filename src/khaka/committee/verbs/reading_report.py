"""Someone reports an indicator's value on a day: their word, until another person has verified it."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import LINE, NOTE, Day, Number, Text
from khaka.committee.monitoring import Indicator, IndicatorState, Reading, ReadingState
from khaka.committee.roles import WRITERS
from khaka.committee.verbs._readings import no_person, value_fits
from khaka.committee.verbs.base import Call, Puts, Verb

verb = Verb(
    __name__,
    on=("indicator",),
    roles=WRITERS,
    relation="owner",
    before=(IndicatorState.ACTIVE,),
    fields=(Number("value"), Day("as_of"), Text("source", LINE), Text("note", NOTE, optional=True)),
    makes="reading",
    adds=True,
)


@verb.check
def sound(call: Call) -> Iterator[Blocker]:
    """A value of the indicator's unit, on a day that has come, without a person in it, and not reported already."""
    i, data = call.on(Indicator), call.data
    yield from value_fits(data["value"], i.unit, "value")
    if data["as_of"] > call.today:
        yield block("in_the_future", field="as_of")
    for name in ("source", "note"):
        yield from no_person(data[name], name)
    same = call.records.find(Reading, indicator=i.id, author=call.actor, as_of=data["as_of"])
    if any(r.state is not ReadingState.DISPUTED and r.value == data["value"] for r in same):
        yield block("reading_there_already")


@verb.effect
def effect(call: Call) -> Puts:
    """The reading, to be verified."""
    data = {k: call.data[k] for k in ("value", "as_of", "source", "note")}
    yield Reading(id=call.new_id, body=call.body.id, indicator=call.target.id, author=call.actor, at=call.now, **data)
