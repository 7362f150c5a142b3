"""A state brief is issued to a unit: from a decision in force, or conditional on a proposal that is still to be decided."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.directing import BriefPlan, Fight
from khaka.committee.fields import NOTE, Bilingual, Day, Id, Many, Number, OneOf, Whole
from khaka.committee.outcomes import Decision, DecisionState
from khaka.committee.papers import BriefState, Proposal, ProposalState, StateBrief
from khaka.committee.people import Body, BodyState, Role, Unit
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.core.message import Message

_LISTS = ("hold", "win", "build", "left")
_PLAN = (*_LISTS, "fight", "share", "hours", "hours_limit")
verb = Verb(
    __name__,
    on=("body",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY, Role.AUTHORITY}),
    before=(BodyState.ACTIVE,),
    fields=(
        Id("unit"),
        Bilingual("words", NOTE),
        Day("due"),
        Id("decision", optional=True),
        Id("condition", optional=True),
        Id("parent", optional=True),
        Id("replaces", optional=True),
        *(Many(name, Id("seat"), limit=543) for name in _LISTS),
        OneOf("fight", Fight, optional=True),
        Number("share", 0, 1, optional=True),
        Whole("hours", 0, 10_000_000, optional=True),
        Whole("hours_limit", 0, 10_000_000, optional=True),
    ),
    makes="brief",
    adds=True,
)
_LIVE = (BriefState.ISSUED, BriefState.ACCEPTED, BriefState.CONTESTED)


@verb.check
def grounds(call: Call) -> Iterator[Blocker]:
    """It rests on a decision, or waits for one."""
    data = call.data
    decision = call.here(Decision, data["decision"]) if data["decision"] else None
    condition = call.here(Proposal, data["condition"]) if data["condition"] else None
    if not data["decision"] and not data["condition"]:
        yield block("brief_without_grounds")
    if data["decision"] and (decision is None or decision.state is not DecisionState.IN_FORCE):
        yield block("decision_not_in_force", field="decision")
    if data["condition"] and condition is None:
        yield block("refers_to_nothing", field="condition", id=data["condition"])
    elif condition is not None and condition.state in (ProposalState.DECIDED, ProposalState.WITHDRAWN):
        yield block("condition_settled", field="condition")


@verb.check
def place(call: Call) -> Iterator[Blocker]:
    """For a unit that exists and has a body, within its parent's time, in the place of one that is live."""
    data = call.data
    unit = call.records.get(Unit, data["unit"])
    bodies = call.records.find(Body, unit=data["unit"])
    if unit is None or not any(b.state is BodyState.ACTIVE for b in bodies):
        yield block("unit_without_body", field="unit")
    if data["due"] < call.today:
        yield block("in_the_past", field="due", name=Message("committee.field.due"))
    parent = call.records.get(StateBrief, data["parent"]) if data["parent"] else None
    if data["parent"] and (parent is None or parent.state not in _LIVE):
        yield block("refers_to_nothing", field="parent", id=data["parent"])
    elif parent is not None and parent.due < data["due"]:
        yield block("later_than_parent", field="due", day=parent.due)
    old = call.here(StateBrief, data["replaces"]) if data["replaces"] else None
    if data["replaces"] and (old is None or old.state not in _LIVE or old.unit != data["unit"]):
        yield block("refers_to_nothing", field="replaces", id=data["replaces"])


@verb.check
def each_seat_once(call: Call) -> Iterator[Blocker]:
    """A brief does not contradict itself: a seat stands in one of its lists."""
    seats = [s for name in _LISTS for s in call.data[name]]
    if len(set(seats)) < len(seats):
        yield block("twice", field="hold", name=Message("committee.field.seats"))


@verb.effect
def effect(call: Call) -> Puts:
    """The brief, its plan where one was given, and the one that it replaces."""
    data = call.data
    if data["replaces"]:
        yield changed(call.need(StateBrief, data["replaces"]), state=BriefState.SUPERSEDED)
    yield StateBrief(
        id=call.new_id,
        body=call.body.id,
        issued_by=call.actor,
        issued_at=call.now,
        **{k: data[k] for k in ("unit", "words", "due", "decision", "condition", "parent", "replaces")},
    )
    plan = {k: data[k] for k in _PLAN}
    if any(v not in (None, "", ()) for v in plan.values()):
        yield BriefPlan(id=call.new_id, body=call.body.id, brief=call.new_id, unit=data["unit"], **plan)
