"""A calendar of elections is drafted: steps over the levels, silence windows, and the rules that hold for all."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import LINE, Bilingual, OneOf, Whole
from khaka.committee.people import BodyState, Unit
from khaka.committee.polling import PollRules, Programme, StepKind, TieRule
from khaka.committee.verbs._programme import OFFICE, SILENCES, STEPS, silences_in, steps_in
from khaka.committee.verbs.base import Call, Puts, Verb
from khaka.core.message import Message

_RULES = PollRules()

verb = Verb(
    __name__,
    on=("body",),
    roles=OFFICE,
    before=(BodyState.ACTIVE,),
    fields=(
        Bilingual("name", LINE),
        STEPS,
        SILENCES,
        OneOf("tie_rule", TieRule, optional=True, empty=_RULES.tie),
        Whole("notice_days", 0, 90, optional=True, empty=_RULES.notice_days),
        Whole("petition_days", 1, 365, optional=True, empty=_RULES.petition_days),
        Whole("seconds_limit", 1, 1000, optional=True, empty=_RULES.seconds_limit),
    ),
    makes="programme",
    adds=True,
)


@verb.check
def can_be_read(call: Call) -> Iterator[Blocker]:
    """Each step once, for units that there are; windows the right way round."""
    steps = steps_in(call.data)
    holds = [(s.level, s.kind, s.unit) for s in steps if s.kind is not StepKind.ELECT]
    if len({s.key for s in steps}) < len(steps) or len(set(holds)) < len(holds):
        yield block("twice", field="steps", name=Message("committee.field.steps"))
    for s in steps:
        if s.unit and call.records.get(Unit, s.unit) is None:
            yield block("refers_to_nothing", field="steps", id=s.unit)
    if any(s.first > s.last for s in silences_in(call.data)):
        yield block("range_out_of_order", field="silences")


@verb.effect
def effect(call: Call) -> Puts:
    """The draft; its order is looked at when it is notified."""
    data = call.data
    yield Programme(
        id=call.new_id,
        body=call.body.id,
        name=data["name"],
        steps=steps_in(data),
        author=call.actor,
        rules=PollRules(data["tie_rule"], data["notice_days"], data["petition_days"], data["seconds_limit"]),
        silences=silences_in(data),
    )
