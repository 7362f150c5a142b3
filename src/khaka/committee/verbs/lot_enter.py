"""A lot that was drawn by people, in the presence of the equal candidates, is entered twice, alike; nothing is drawn here."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.elections.counting import ranked
from khaka.committee.fields import Id, Many, Text
from khaka.committee.polling import Election, ElectionState, Line, Programme, TieRule
from khaka.committee.tallying import Lot
from khaka.committee.verbs._election import settled
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("election",),
    relation="polling",
    before=(ElectionState.TIED,),
    after=(ElectionState.TIED, ElectionState.DECLARED),
    fields=(Many("drawn", Id("nomination"), limit=500, low=2, optional=False), Text("present")),
    makes="lot",
    adds=True,
)


@verb.check
def by_the_rules(call: Call) -> Iterator[Blocker]:
    """Where the rules want a lot; all the equal candidates, each once."""
    e = call.on(Election)
    p = call.records.get(Programme, e.programme)
    if p is None or p.rules.tie is not TieRule.RECORDED_LOT:
        yield block("tie_by_fresh_poll")
    if sorted(call.data["drawn"]) != sorted(e.tied):
        yield block("not_the_tied", field="drawn")


@verb.effect
def effect(call: Call) -> Puts:
    """The entry; when two are alike, the result."""
    e = call.on(Election)
    order = call.data["drawn"]
    at = f"{e.id}:{e.poll}:{e.count}"
    name = f"{at}:{call.actor}"
    values = {"order": order, "present": call.data["present"], "at": call.now}
    old = call.records.get(Lot, name)
    if old is not None:
        yield changed(old, **values)
    else:
        yield Lot(id=name, body=e.body, election=e.id, entered_by=call.actor, **values)
    others = [x for x in call.records.find(Lot, election=e.id) if x.id.startswith(f"{at}:") and x.id != name]
    if any(x.order == order for x in others):
        lines = tuple(Line(n, len(order) - i) for i, n in enumerate(order))
        yield from settled(call, changed(e, order=ranked(e.order, lines)))
