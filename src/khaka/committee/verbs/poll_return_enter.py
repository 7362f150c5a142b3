"""A box's return is entered from its signed sheet, twice, by two persons; where they differ both are held."""

from collections.abc import Iterator
from dataclasses import replace

from khaka.committee.blocker import Blocker, block
from khaka.committee.elections.relations import is_candidate
from khaka.committee.elections.returns import adds_up, alike, entries, marked, standing_in, whole
from khaka.committee.fields import NOTE, Digest, Group, Id, Many, Text, Whole
from khaka.committee.polling import Election, ElectionState, Line, StepKind
from khaka.committee.tallying import MarkedRoll, PollReturn, ReturnState
from khaka.committee.verbs._election import in_time, polled
from khaka.committee.verbs.base import Call, Puts, Verb, changed

_MOST = 10_000_000

verb = Verb(
    __name__,
    on=("election",),
    relation="polling",
    before=(ElectionState.LISTED,),
    after=(ElectionState.LISTED, ElectionState.COUNTED),
    fields=(
        Id("box"),
        Whole("ballots", 0, _MOST),
        Whole("invalid", 0, _MOST),
        Many("votes", Group("line", (Id("nomination"), Whole("votes", 0, _MOST))), limit=500, low=1, optional=False),
        Digest("sha256"),
        Text("note", NOTE, optional=True),
    ),
    makes="poll_return",
    adds=True,
)


def _lines(call: Call) -> tuple[Line, ...]:
    return tuple(sorted((Line(**v) for v in call.data["votes"]), key=lambda x: x.nomination))


@verb.check
def from_its_own_sheet(call: Call) -> Iterator[Blocker]:
    """After the count began; for a box with a marked roll; not by a candidate; from a sheet that is no other box's."""
    e = call.on(Election)
    box = call.data["box"]
    yield from polled(call, e)
    if e.poll == 1:
        yield from in_time(call, e, StepKind.COUNT, over=True)
    if is_candidate(call.records, call.actor, e, call.now):
        yield block("candidate_enters")
    if box not in e.boxes:
        yield block("refers_to_nothing", field="box", id=box)
    elif call.records.get(MarkedRoll, f"{e.id}:{e.poll}:{box}") is None:
        yield block("marked_roll_missing", field="box")
    if any(r.state is ReturnState.AGREED for r in entries(call.records, e, box)):
        yield block("return_agreed_already", field="box")
    for other in call.records.find(PollReturn, sha256=call.data["sha256"]):
        if (other.election, other.poll, other.box) != (e.id, e.poll, box):
            yield block("sheet_used_elsewhere", field="sha256", election=other.election, box=other.box)
            break


@verb.check
def numbers(call: Call) -> Iterator[Blocker]:
    """A line for each who stands, and everything adds up; an empty box needs a word."""
    e, data = call.on(Election), call.data
    lines = _lines(call)
    if [x.nomination for x in lines] != sorted(n.id for n in standing_in(call.records, e)):
        yield block("lines_incomplete", field="votes")
    papers = len(marked(call.records, e, data["box"]))
    yield from adds_up(e, papers, data["ballots"], data["invalid"], lines)
    if data["ballots"] < papers and not data["note"]:
        yield block("papers_missing", field="note", ballots=data["ballots"], marked=papers)
    elif data["ballots"] == 0 and not data["note"]:
        yield block("box_empty_without_words", field="note")


@verb.effect
def effect(call: Call) -> Puts:
    """The entry; with one like it by another, agreed; beside others only, held; with every box agreed, the election counted."""
    e, data = call.on(Election), call.data
    name = f"{e.id}:{e.poll}:{e.count}:{data['box']}:{call.actor}"
    values = {k: data[k] for k in ("ballots", "invalid", "sha256", "note")} | {"lines": _lines(call), "at": call.now}
    old = call.records.get(PollReturn, name)
    if old is not None:
        entry = changed(old, **values)
    else:
        entry = PollReturn(
            id=name, body=e.body, election=e.id, poll=e.poll, count=e.count, box=data["box"], entered_by=call.actor, **values
        )  # fmt: skip
    there = [r for r in entries(call.records, e, data["box"]) if r.id != name]
    same = [r for r in there if alike(r, entry)]
    state = ReturnState.AGREED if same else ReturnState.DIFFERS if there else ReturnState.ENTERED
    entry = replace(entry, state=state)
    yield entry
    for r in there:
        if same and r is same[0]:
            yield changed(r, state=ReturnState.AGREED)
        elif r.state is not ReturnState.DIFFERS:
            yield changed(r, state=ReturnState.DIFFERS)
    others = [r for r in entries(call.records, e) if r.box != data["box"]]
    if whole(e, [*others, entry]):
        yield changed(e, state=ElectionState.COUNTED)
