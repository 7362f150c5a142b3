"""Members are entered on the roll of an election, until the cut-off; one roll a level for each person."""

from collections.abc import Iterator
from datetime import date, timedelta

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Day, Group, Id, Many
from khaka.committee.polling import Election, ElectionState, Elector, ElectorState, StepKind
from khaka.committee.verbs._election import in_time, step_of
from khaka.committee.verbs.base import Call, Puts, Verb
from khaka.core.message import Message

_SHOWN = 5

verb = Verb(
    __name__,
    on=("election",),
    relation="polling",
    before=(ElectionState.CALLED,),
    fields=(Many("electors", Group("elector", (Id("person"), Day("since"))), limit=500, low=1, optional=False),),
    makes="elector",
    adds=True,
)


def _cut_off(call: Call) -> date | None:
    """The last day of the roll; where the election is one span, the day before it begins."""
    step = step_of(call, call.on(Election), StepKind.ROLL)
    if step is None:
        return None
    return step.last if step.kind is StepKind.ROLL else step.first - timedelta(days=1)


@verb.check
def by_the_cut_off(call: Call) -> Iterator[Blocker]:
    """Entered in time, members since the cut-off at the latest."""
    yield from in_time(call, call.on(Election), StepKind.ROLL, begun=False)
    cut_off = _cut_off(call)
    late = [e["person"] for e in call.data["electors"] if cut_off is not None and e["since"] > cut_off]
    if late and cut_off is not None:
        yield block("after_cut_off", field="electors", ids=late[:_SHOWN], day=cut_off)


@verb.check
def on_one_roll(call: Call) -> Iterator[Blocker]:
    """Not on this roll already, nor on another of the level: a unit that is split later votes with its old roll."""
    e = call.on(Election)
    persons = [x["person"] for x in call.data["electors"]]
    if len(set(persons)) < len(persons):
        yield block("twice", field="electors", name=Message("committee.field.electors"))
    there = [p for p in persons if call.records.get(Elector, f"{e.id}:{p}") is not None]
    if there:
        yield block("on_roll_already", field="electors", ids=there[:_SHOWN])
    elsewhere = [p for p in persons if _on_another(call, e, p)]
    if elsewhere:
        yield block("on_another_roll", field="electors", ids=elsewhere[:_SHOWN])


def _on_another(call: Call, e: Election, person: str) -> bool:
    """On the roll of another unit of this level; two posts of one unit share their electors."""
    listed = call.records.find(Elector, person=person, programme=e.programme, level=e.level, state=ElectorState.LISTED)
    rolls = (call.records.get(Election, x.election) for x in listed)
    return any(other is not None and other.unit != e.unit and other.state is not ElectionState.VOID for other in rolls)


@verb.effect
def effect(call: Call) -> Puts:
    """An elector each."""
    e = call.on(Election)
    for x in call.data["electors"]:
        person = x["person"]
        yield Elector(
            id=f"{e.id}:{person}", body=e.body, election=e.id, programme=e.programme, level=e.level, person=person,
            since=x["since"],
        )  # fmt: skip
