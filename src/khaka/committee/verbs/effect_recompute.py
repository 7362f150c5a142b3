"""A proposal's effect on the data as they are now; earlier runs stay beside it, and what a decision sealed stays sealed."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Id, Number, OneOf
from khaka.committee.monitoring import Indicator
from khaka.committee.papers import EffectRun, Proposal, ProposalState
from khaka.committee.people import Role
from khaka.committee.verbs._readings import READINGS, verified_only
from khaka.committee.verbs.base import Call, Puts, Verb
from khaka.core.units import Unit

verb = Verb(
    __name__,
    on=("proposal",),
    roles=frozenset({Role.SYSTEM}),
    before=tuple(s for s in ProposalState if s is not ProposalState.WITHDRAWN),
    fields=(
        Id("measure"),
        OneOf("unit", Unit),
        Number("value", optional=True),
        Number("low", optional=True),
        Number("high", optional=True),
        Id("data_version"),
        READINGS,
    ),
    makes="effect",
    adds=True,
)


verb.check(verified_only)


@verb.check
def of_readings(call: Call) -> Iterator[Blocker]:
    """A computation from an indicator names the readings that went in: no value of one without its check."""
    if call.here(Indicator, call.data["measure"]) is not None and not call.data["readings"]:
        yield block("readings_missing", field="readings")


@verb.check
def sound(call: Call) -> Iterator[Blocker]:
    """A range in order that holds its value; shares from 0 to 1; each state of the data once a measure."""
    value, low, high = (call.data[k] for k in ("value", "low", "high"))
    given = [v for v in (low, value, high) if v is not None]
    if given != sorted(given):
        yield block("range_out_of_order", field="low")
    if call.data["unit"] in (Unit.SHARE, Unit.RATE, Unit.ODDS) and any(not 0 <= v <= 1 for v in given):
        yield block("number_outside_share", field="value")
    p = call.on(Proposal)
    same = {
        "proposal": p.id,
        "text": p.text,
        "measure": call.data["measure"],
        "data_version": call.data["data_version"],
    }
    if call.records.find(EffectRun, **same):
        yield block("computed_already")


@verb.effect
def effect(call: Call) -> Puts:
    """The run."""
    p = call.on(Proposal)
    names = ("measure", "unit", "value", "low", "high", "data_version", "readings")
    data = {k: call.data[k] for k in names} | {"unit": str(call.data["unit"].value)}
    yield EffectRun(id=call.new_id, body=p.body, proposal=p.id, text=p.text, at=call.now, **data)
