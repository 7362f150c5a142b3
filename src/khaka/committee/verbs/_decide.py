"""What an authority's order and a division's result have in common: the decision that they make."""

from collections.abc import Iterator
from typing import Final

from khaka.committee.advice import Finding, Outcome
from khaka.committee.blocker import Blocker, block
from khaka.committee.codec import digest
from khaka.committee.fields import Day, Field, Group, Id, Many, Number
from khaka.committee.noun import Json
from khaka.committee.outcomes import Decision, DecisionState, Watch
from khaka.committee.papers import Proposal, ProposalState
from khaka.committee.verbs.base import Call, Puts, changed
from khaka.core.message import Message

WATCH: Final = Many("watch", Group("watch", (Id("figure"), Number("low"), Number("high"))), limit=50)
#: When a decision is due for review, and what it takes the place of.
REVIEW: Final[tuple[Field, ...]] = (Day("review_on", optional=True), WATCH, Id("replaces", optional=True))


def watch_sound(call: Call) -> Iterator[Blocker]:
    """A review ahead, ranges in order."""
    if call.data["review_on"] is not None and call.data["review_on"] <= call.today:
        yield block("in_the_past", field="review_on", name=Message("committee.field.review_on"))
    if any(w["low"] > w["high"] for w in call.data["watch"]):
        yield block("range_out_of_order", field="watch")


def review_sound(call: Call) -> Iterator[Blocker]:
    """Review and replacement make sense."""
    yield from watch_sound(call)
    name = call.data["replaces"]
    old = call.here(Decision, name) if name else None
    if name and (old is None or old.state not in (DecisionState.IN_FORCE, DecisionState.IN_REVIEW)):
        yield block("decision_not_in_force", field="replaces")


def watches(call: Call) -> tuple[Watch, ...]:
    """The ranges given."""
    return tuple(Watch(**w) for w in call.data["watch"])


def decision(
    call: Call, proposal: Proposal, finding: Finding, outcome: Outcome, conditions: tuple[str, ...], evidence: Json,
    *, order: str = "", division: str = "",
) -> Decision:  # fmt: skip
    """The decision with its evidence sealed in it."""
    return Decision(
        id=call.new_id,
        body=proposal.body,
        proposal=proposal.id,
        text=proposal.text,
        outcome=outcome,
        conditions=conditions,
        finding=finding.id,
        evidence=evidence,
        seal=digest(evidence),
        at=call.now,
        order=order,
        division=division,
        review_on=call.data["review_on"],
        watch=watches(call),
        replaces=call.data["replaces"],
    )


def after_decision(call: Call, proposal: Proposal, outcome: Outcome) -> Puts:
    """The proposal decided, or put off; the decision that is replaced."""
    if call.data["replaces"]:
        yield changed(call.need(Decision, call.data["replaces"]), state=DecisionState.SUPERSEDED)
    if outcome is Outcome.DEFER:
        yield changed(proposal, state=ProposalState.DEFERRED, back=ProposalState.DISCUSSED, meeting="")
    else:
        yield changed(proposal, state=ProposalState.DECIDED, meeting="")
