"""The marked roll of a box: who was given a paper. A returning officer or scrutineer enters it, before the box's return."""

from collections.abc import Iterator
from typing import Any

from khaka.committee.blocker import Blocker, block
from khaka.committee.elections.relations import is_elector
from khaka.committee.elections.returns import entries, marked
from khaka.committee.fields import Id, Many
from khaka.committee.polling import Election, ElectionState
from khaka.committee.tallying import MarkedRoll
from khaka.committee.verbs._election import polled
from khaka.committee.verbs.base import Call, Puts, Verb, changed

_SHOWN = 5

verb = Verb(
    __name__,
    on=("election",),
    relation="polling",
    before=(ElectionState.LISTED,),
    fields=(Id("box"), Many("persons", Id("elector"), limit=20_000, optional=False)),
    makes="marked_roll",
    adds=True,
)


@verb.check
def electors_once(call: Call) -> Iterator[Blocker]:
    """After the poll began, for a box that there is; electors only, each at one box; not once a return rests on it."""
    e = call.on(Election)
    box = call.data["box"]
    yield from polled(call, e)
    if box not in e.boxes:
        yield block("refers_to_nothing", field="box", id=box)
        return
    if entries(call.records, e, box):
        yield block("return_rests_on_it", field="box")
    persons = call.data["persons"]
    strange = [p for p in persons if not is_elector(call.records, p, e, call.now)]
    if strange:
        yield block("not_electors", field="persons", ids=strange[:_SHOWN])
    others = {p for b in e.boxes if b != box for p in marked(call.records, e, b)}
    twice = [p for p in persons if p in others]
    if twice:
        yield block("marked_elsewhere", field="persons", ids=twice[:_SHOWN])


@verb.effect
def effect(call: Call) -> Puts:
    """The marked roll, new or corrected."""
    e = call.on(Election)
    name = f"{e.id}:{e.poll}:{call.data['box']}"
    values: dict[str, Any] = {"persons": tuple(sorted(call.data["persons"])), "entered_by": call.actor, "at": call.now}
    old = call.records.get(MarkedRoll, name)
    if old is not None:
        yield changed(old, **values)
    else:
        yield MarkedRoll(id=name, body=e.body, election=e.id, box=call.data["box"], **values)
