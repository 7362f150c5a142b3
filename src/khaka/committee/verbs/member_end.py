"""A membership ends now: by who may grant it, or by the person. What was done in it stays."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Text
from khaka.committee.people import WORKSPACE, Membership, Role
from khaka.committee.roles import GRANTS
from khaka.committee.verbs._shared import holders
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.core.message import Message

verb = Verb(
    __name__, on=("membership",), roles=frozenset(GRANTS), relation="person", fields=(Text("reason"),), anywhere=True
)


@verb.check
def may_end(call: Call) -> Iterator[Blocker]:
    """A role that runs, and that the actor may end; the last administrator stays."""
    m = call.on(Membership)
    if not m.holds(call.now):
        yield block("not_held_now")
    if m.person != call.actor and not any(m.role in GRANTS.get(own, ()) for own in call.roles):
        yield block("cannot_grant", role=Message(f"committee.role.{m.role}"))
    if m.role is Role.ADMINISTRATOR and m.body == WORKSPACE and len(holders(call.records, call, m.role)) == 1:
        yield block("last_administrator")


@verb.effect
def effect(call: Call) -> Puts:
    """The membership with its end."""
    yield changed(call.on(Membership), end=call.now, reason=call.data["reason"])
