"""Counts per unit come in from the field. Nothing about a person enters, and no count small enough to tell who it was."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from khaka.committee.aggregate import kept, person_like, personal_column
from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import LINE, NOTE, Day, Digest, Group, Many, Text, Whole
from khaka.committee.monitoring import FieldCount, FieldReport
from khaka.committee.people import BodyState, Unit
from khaka.committee.records import Records
from khaka.committee.roles import WRITERS
from khaka.committee.verbs._readings import no_person
from khaka.committee.verbs.base import Call, Puts, Verb
from khaka.core.message import Message

#: Cells of one import; a larger file comes in parts.
MOST: Final = 600
#: No count has ten digits: that is a telephone number.
LARGEST: Final = 10**9 - 1

verb = Verb(
    __name__,
    on=("body",),
    roles=WRITERS,
    before=(BodyState.ACTIVE,),
    fields=(
        Text("title", LINE),
        Day("as_of"),
        Text("source", LINE),
        Many(
            "counts", Group("count", (Text("place", 80), Text("column", 80), Whole("count", 0, LARGEST))), limit=MOST,
            low=1, optional=False,
        ),
        Digest("file", optional=True),
        Text("note", NOTE, optional=True),
    ),
    makes="field_report",
    adds=True,
)  # fmt: skip


def units(records: Records) -> dict[str, Unit]:
    """The organisation's units by id, and by code where one unit alone has it."""
    found = records.find(Unit)
    codes = [u.code for u in found]
    return {u.code: u for u in found if codes.count(u.code) == 1} | {u.id: u for u in found}


@verb.check
def nobody(call: Call) -> Iterator[Blocker]:
    """No column, place or text that looks like a person."""
    data = call.data
    for name in ("title", "source", "note"):
        yield from no_person(data[name], name)
    for column in dict.fromkeys(c["column"] for c in data["counts"]):
        if personal_column(column):
            yield block("column_about_persons", field="counts", text=column)
    for place in dict.fromkeys(c["place"] for c in data["counts"]):
        kind = person_like(place)
        if kind:
            yield block("looks_like_a_person", field="counts", kind=Message(f"committee.person_like.{kind}"))


@verb.check
def per_unit(call: Call) -> Iterator[Blocker]:
    """Of units of the organisation, each cell once, of a day that has come, and not here already."""
    known, data = units(call.records), call.data
    for place in dict.fromkeys(c["place"] for c in data["counts"]):
        if place not in known and not person_like(place):
            yield block("not_a_unit", field="counts", text=place)
    cells = [(known[c["place"]].id, c["column"]) for c in data["counts"] if c["place"] in known]
    if len(set(cells)) < len(cells):
        yield block("twice", field="counts", name=Message("committee.field.counts"))
    if data["as_of"] > call.today:
        yield block("in_the_future", field="as_of")
    there = call.records.find(FieldReport, body=call.body.id, as_of=data["as_of"])
    if any((r.title, r.source, r.file) == (data["title"], data["source"], data["file"]) for r in there):
        yield block("imported_already")


@verb.effect
def effect(call: Call) -> Puts:
    """The field report; small counts are left out before anything is written, the chain included."""
    data: Mapping[str, Any] = call.data
    known = units(call.records)
    counts = {(known[c["place"]].id, c["column"]): int(c["count"]) for c in data["counts"]}
    safe = kept(counts, {u.id: u.parent for u in known.values()})
    yield FieldReport(
        id=call.new_id, body=call.body.id, author=call.actor, at=call.now,
        counts=tuple(FieldCount(place, column, n) for (place, column), n in sorted(safe.items())),
        **{k: data[k] for k in ("title", "as_of", "source", "file", "note")},
    )  # fmt: skip
