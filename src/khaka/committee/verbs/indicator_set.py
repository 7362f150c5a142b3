"""The body sets an indicator to follow: taken over from section 16 of a presented blueprint, or by hand."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import LINE, NOTE, Bilingual, Day, Id, Number, OneOf, Text, Whole
from khaka.committee.monitoring import Direction, Indicator, IndicatorState
from khaka.committee.papers import Blueprint
from khaka.committee.people import BodyState, Membership, Role
from khaka.committee.verbs._readings import no_person, value_fits
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.core.message import Message
from khaka.core.units import Unit

verb = Verb(
    __name__,
    on=("body",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY, Role.AUTHORITY}),
    before=(BodyState.ACTIVE,),
    fields=(
        Bilingual("name", LINE),
        Bilingual("definition", NOTE),
        OneOf("unit", Unit),
        Text("source", LINE),
        OneOf("direction", Direction),
        Number("target", optional=True),
        Day("by", optional=True),
        Whole("every", 1, 366, optional=True, empty=30),
        Id("owner", optional=True),
        Id("figure", optional=True),
        Id("blueprint", optional=True),
        Id("replaces", optional=True),
    ),
    makes="indicator",
    adds=True,
)


@verb.check
def sound(call: Call) -> Iterator[Blocker]:
    """A target that the unit can take, by a day to come; a person, blueprint and indicator that are here."""
    data = call.data
    yield from value_fits(data["target"], data["unit"], "target")
    if data["by"] is not None and data["target"] is None:
        yield block("day_without_target", field="by")
    if data["by"] is not None and data["by"] < call.today:
        yield block("in_the_past", field="by", name=Message("committee.field.by"))
    for text in (data["source"], data["name"].en, data["name"].hi):
        yield from no_person(text, "source" if text == data["source"] else "name")
    if data["owner"] and not any(m.holds(call.now) for m in call.records.find(Membership, person=data["owner"])):
        yield block("not_of_the_body", field="owner", id=data["owner"])
    if bool(data["figure"]) != bool(data["blueprint"]):
        yield block("figure_needs_both", field="figure")
    elif data["blueprint"] and call.here(Blueprint, data["blueprint"]) is None:
        yield block("refers_to_nothing", field="blueprint", id=data["blueprint"])


@verb.check
def once(call: Call) -> Iterator[Blocker]:
    """Not beside another of the same name; the one that it follows is being followed."""
    data = call.data
    if data["replaces"]:
        old = call.here(Indicator, data["replaces"])
        if old is None or old.state is not IndicatorState.ACTIVE:
            yield block("refers_to_nothing", field="replaces", id=data["replaces"])
    live = call.records.find(Indicator, body=call.body.id, state=IndicatorState.ACTIVE)
    if any(i.name == data["name"] and i.id != data["replaces"] for i in live):
        yield block("indicator_set_already", field="name")


@verb.effect
def effect(call: Call) -> Puts:
    """The indicator, and the end of the one that it follows."""
    data = call.data
    if data["replaces"]:
        yield changed(call.need(Indicator, data["replaces"]), state=IndicatorState.ENDED)
    names = (
        "name",
        "definition",
        "source",
        "direction",
        "target",
        "by",
        "every",
        "owner",
        "figure",
        "blueprint",
        "replaces",
    )
    yield Indicator(
        id=call.new_id, body=call.body.id, unit=str(data["unit"].value), set_by=call.actor, set_at=call.now,
        **{k: data[k] for k in names},
    )  # fmt: skip
