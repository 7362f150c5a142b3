"""Who may do what: roles on a date, which roles exclude each other, which may grant which, and relations to a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from khaka.committee.elections.relations import RELATIONS as _OF_ELECTIONS
from khaka.committee.news import ClaimUse
from khaka.committee.noun import Noun
from khaka.committee.papers import Amendment, Proposal, StateBrief
from khaka.committee.people import SYSTEM, WORKSPACE, Body, Membership, Role
from khaka.committee.records import Records
from khaka.committee.voting import RollEntry

if TYPE_CHECKING:
    from khaka.committee.verbs.base import Verb

#: Roles that go on the roll of a division. A member-secretary holds both roles.
VOTERS: Final = frozenset({Role.CHAIR, Role.MEMBER})
#: Roles that work on papers: all who belong to the body and are not there to watch it.
WRITERS: Final = frozenset({Role.CHAIR, Role.SECRETARY, Role.MEMBER, Role.ADVISER})
#: Roles that a person cannot hold beside each other in one body: who advises does not decide, who audits does neither.
_DECIDES: Final = frozenset({Role.CHAIR, Role.SECRETARY, Role.MEMBER, Role.AUTHORITY})
APART: Final[Mapping[Role, frozenset[Role]]] = {
    Role.ADVISER: _DECIDES | {Role.AUDITOR},
    Role.AUDITOR: _DECIDES | {Role.ADVISER},
    Role.CHAIR: frozenset({Role.SECRETARY, Role.ADVISER, Role.AUDITOR, Role.AUTHORITY}),
    Role.SECRETARY: frozenset({Role.CHAIR, Role.ADVISER, Role.AUDITOR, Role.AUTHORITY}),
    Role.MEMBER: frozenset({Role.ADVISER, Role.AUDITOR, Role.AUTHORITY}),
    Role.AUTHORITY: frozenset({Role.CHAIR, Role.SECRETARY, Role.MEMBER, Role.ADVISER, Role.AUDITOR}),
    Role.OBSERVER: frozenset(),
    Role.ADMINISTRATOR: frozenset(),
}
#: Posts that one person at a time holds.
SINGLE: Final = frozenset({Role.CHAIR, Role.SECRETARY})
_BELOW: Final = frozenset({Role.MEMBER, Role.ADVISER, Role.OBSERVER})
#: Roles that a role may offer and end.
GRANTS: Final[Mapping[Role, frozenset[Role]]] = {
    Role.AUTHORITY: _BELOW | {Role.CHAIR, Role.SECRETARY, Role.AUDITOR},
    Role.CHAIR: _BELOW,
    Role.SECRETARY: _BELOW,
    Role.ADMINISTRATOR: frozenset({Role.AUTHORITY, Role.AUDITOR, Role.ADMINISTRATOR}),
}


class May(StrEnum):
    """An entry of the permission table."""

    YES = "yes"
    OWN = "own"  # on one's own record only
    NO = "no"


def memberships_at(records: Records, person: str, body: str, moment: datetime) -> tuple[Membership, ...]:
    """The person's memberships of one body that hold at a moment."""
    return tuple(m for m in records.find(Membership, person=person, body=body) if m.holds(moment))


def roles_at(records: Records, person: str, body: str, moment: datetime) -> frozenset[Role]:
    """The person's roles in a body at a moment, the workspace's administrators and auditors included.

    The answer for a past moment stays the same for ever: memberships are ended, never changed.
    """
    if person == SYSTEM:
        return frozenset({Role.SYSTEM})
    here = {m.role for m in memberships_at(records, person, body, moment)}
    everywhere = {m.role for m in memberships_at(records, person, WORKSPACE, moment)} if body != WORKSPACE else set()
    return frozenset(here | (everywhere & {Role.ADMINISTRATOR, Role.AUDITOR}))


def may(role: Role, verb: Verb) -> May:
    """Whether a role may use a verb in some state: always, on its own records only, or never."""
    if role in verb.roles:
        return May.YES
    if role is Role.SYSTEM or (verb.relation == "roll" and role not in VOTERS):
        return May.NO  # the server stands in no relation; a roll is made of voters
    if verb.relation and (not verb.relation_roles or role in verb.relation_roles):
        return May.OWN
    return May.NO


def holds_relation(name: str, records: Records, actor: str, noun: Noun, now: datetime) -> bool:
    """Whether the actor stands in a named relation to a record."""
    return RELATIONS[name](records, actor, noun, now)


def _field(name: str) -> Callable[[Records, str, Noun, datetime], bool]:
    return lambda records, actor, noun, now: bool(actor) and getattr(noun, name) == actor


def _on_roll(records: Records, actor: str, noun: Noun, now: datetime) -> bool:
    return records.get(RollEntry, f"{noun.id}:{actor}") is not None


def _in_unit(records: Records, actor: str, noun: Noun, now: datetime) -> bool:
    """Chair or secretary, today, of a body of the unit that the brief is for."""
    bodies = records.find(Body, unit=noun.unit) if isinstance(noun, StateBrief) else ()
    lead = {Role.CHAIR, Role.SECRETARY}
    return any(m.role in lead for b in bodies for m in memberships_at(records, actor, b.id, now))


def _of_proposal(records: Records, actor: str, noun: Noun, now: datetime) -> bool:
    """Author of the proposal that an amendment is made to, or that uses a claim."""
    proposal = records.get(Proposal, noun.proposal) if isinstance(noun, Amendment | ClaimUse) else None
    return proposal is not None and proposal.author == actor


#: Relations that a verb may ask for instead of a role.
RELATIONS: Final[Mapping[str, Callable[[Records, str, Noun, datetime], bool]]] = {
    "author": _field("author"),
    "person": _field("person"),
    "member": _field("member"),
    "owner": _field("owner"),
    "roll": _on_roll,
    "unit": _in_unit,
    "proposal_author": _of_proposal,
    **_OF_ELECTIONS,
}
