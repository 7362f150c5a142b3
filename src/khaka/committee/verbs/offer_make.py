"""A person is invited to a role, with terms and a last day: to join, or to change from adviser to member and back."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import NOTE, Id, Moment, OneOf, Text, Whole
from khaka.committee.people import BodyState, Offer, OfferState, Role
from khaka.committee.roles import GRANTS, VOTERS, memberships_at
from khaka.committee.verbs.base import Call, Puts, Verb
from khaka.core.message import Message

verb = Verb(
    __name__,
    on=("body",),
    roles=frozenset(GRANTS),
    before=(BodyState.ACTIVE,),
    fields=(
        Id("person"),
        OneOf("role", Role),
        Text("terms", NOTE),
        Moment("valid_until"),
        Whole("weight", 1, 1000, optional=True, empty=1),
    ),
    makes="offer",
    adds=True,
)


@verb.check
def may_grant(call: Call) -> Iterator[Blocker]:
    """Only roles that the actor's own roles may grant, once, with time to reply."""
    role = call.data["role"]
    if not any(role in GRANTS.get(own, ()) for own in call.roles):
        yield block("cannot_grant", role=Message(f"committee.role.{role}"))
    if call.data["person"] == call.actor:
        yield block("not_to_oneself")
    if any(m.role is role for m in memberships_at(call.records, call.data["person"], call.body.id, call.now)):
        yield block("role_held")
    if any(
        o.role is role and call.now < o.valid_until
        for o in call.records.find(Offer, body=call.body.id, person=call.data["person"], state=OfferState.OPEN)
    ):
        yield block("offered_already")
    if call.data["valid_until"] <= call.now:
        yield block("in_the_past", field="valid_until", name=Message("committee.field.valid_until"))
    if call.data["weight"] != 1 and role not in VOTERS:
        yield block("weight_without_vote", field="weight")


@verb.effect
def effect(call: Call) -> Puts:
    """The offer."""
    data = call.data
    yield Offer(
        id=call.new_id,
        body=call.body.id,
        person=data["person"],
        role=data["role"],
        terms=data["terms"],
        made_by=call.actor,
        made_at=call.now,
        valid_until=data["valid_until"],
        weight=data["weight"],
    )
