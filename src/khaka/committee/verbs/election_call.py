"""An election of one post in one unit is called under a notified programme, with its returning officer and scrutineers."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.elections.calendar import closes, window
from khaka.committee.elections.roll import line_of
from khaka.committee.fields import LINE, Bilingual, Flag, Group, Id, Many, OneOf, Whole
from khaka.committee.people import Unit
from khaka.committee.polling import Election, ElectionState, Programme, ProgrammeState, Reserved, StepKind, Unfilled
from khaka.committee.verbs._programme import OFFICE
from khaka.committee.verbs.base import Call, Puts, Verb
from khaka.core.message import Message

_SEATS = 1000
_RESERVED = Group("seat_group", (Id("group"), Whole("seats", 1, _SEATS), OneOf("unfilled", Unfilled)))

verb = Verb(
    __name__,
    on=("programme",),
    roles=OFFICE,
    before=(ProgrammeState.NOTIFIED,),
    fields=(
        Id("unit"),
        Bilingual("post", LINE),
        Whole("seats", 1, _SEATS),
        Many("reserved", _RESERVED, limit=20),
        Id("officer"),
        Many("scrutineers", Id("scrutineer"), limit=20, low=1, optional=False),
        Many("boxes", Id("box"), limit=500, low=1, optional=False),
        Whole("marks_each", 1, _SEATS, optional=True, empty=1),
        Flag("delegates", empty=True),
    ),
    makes="election",
    adds=True,
)


@verb.check
def seats_sound(call: Call) -> Iterator[Blocker]:
    """Reserved seats within the seats, each group once; no more marks than seats."""
    data = call.data
    groups = [r["group"] for r in data["reserved"]]
    if len(set(groups)) < len(groups):
        yield block("twice", field="reserved", name=Message("committee.field.reserved"))
    if sum(r["seats"] for r in data["reserved"]) > data["seats"] or data["marks_each"] > data["seats"]:
        yield block("more_than_seats", field="seats", seats=data["seats"])
    if data["officer"] in data["scrutineers"]:
        yield block("officers_apart", field="scrutineers")


@verb.check
def in_the_calendar(call: Call) -> Iterator[Blocker]:
    """For a unit that there is, once, while nominations can still come in."""
    p = call.on(Programme)
    unit = call.records.get(Unit, call.data["unit"])
    if unit is None:
        yield block("refers_to_nothing", field="unit", id=call.data["unit"])
        return
    step = window(p.steps, unit.level, StepKind.NOMINATE, line_of(call.records, unit.id))
    if step is None:
        yield block("no_step", level=Message(f"committee.level.{unit.level}"))
    elif call.now >= closes(step, call.body.zone):
        yield block("in_the_past", field="unit", name=Message(f"committee.step_kind.{step.kind}"))
    for e in call.records.find(Election, programme=p.id, unit=unit.id):
        if e.post == call.data["post"] and e.state is not ElectionState.VOID:
            yield block("called_already", id=e.id)


@verb.effect
def effect(call: Call) -> Puts:
    """The election; its roll is empty."""
    data = call.data
    kept = {k: data[k] for k in ("unit", "post", "seats", "officer", "scrutineers", "boxes", "marks_each", "delegates")}
    yield Election(
        id=call.new_id,
        body=call.body.id,
        programme=call.target.id,
        level=call.need(Unit, data["unit"]).level,
        reserved=tuple(Reserved(**r) for r in data["reserved"]),
        called_at=call.now,
        **kept,
    )
