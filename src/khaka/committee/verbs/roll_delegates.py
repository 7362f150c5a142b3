"""Those elected in the units below come on the roll as delegates: all who hold a seat now, each person once."""

from collections.abc import Iterator
from datetime import date

from khaka.committee.blocker import Blocker, block
from khaka.committee.elections.roll import below, winners
from khaka.committee.polling import Election, ElectionState, Elector, ElectorState, Nomination
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("election",),
    relation="polling",
    before=(ElectionState.CALLED,),
    makes="elector",
    adds=True,
)


def _seats(call: Call) -> dict[str, list[Nomination]]:
    """Seats held below, by person."""
    found: dict[str, list[Nomination]] = {}
    for e in below(call.records, call.on(Election)):
        if e.state is ElectionState.DECLARED:
            for n in winners(call.records, e.id):
                found.setdefault(n.person, []).append(n)
    return found


def _new(call: Call) -> Iterator[Elector]:
    e = call.on(Election)
    for person, seats in sorted(_seats(call).items()):
        ids = tuple(sorted(n.id for n in seats))
        old = call.records.get(Elector, f"{e.id}:{person}")
        if old is None:
            yield Elector(
                id=f"{e.id}:{person}", body=e.body, election=e.id, programme=e.programme, level=e.level, person=person,
                since=_since(call, seats), seats=ids,
            )  # fmt: skip
        elif old.state is ElectorState.LISTED and old.seats != ids:
            yield changed(old, seats=ids)


def _since(call: Call, seats: list[Nomination]) -> date:
    """The earliest day of membership on the rolls below."""
    found = (call.records.get(Elector, f"{n.election}:{n.person}") for n in seats)
    return min((x.since for x in found if x is not None), default=call.today)


@verb.check
def someone_new(call: Call) -> Iterator[Blocker]:
    """There is someone to enter."""
    if not any(True for _ in _new(call)):
        yield block("no_delegates")


@verb.effect
def effect(call: Call) -> Puts:
    """An elector for each person, with all the seats that the person holds below."""
    yield from _new(call)
