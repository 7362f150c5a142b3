"""Who sees what: by kind and state, as data. A draft is its author's; a ballot its voter's until the close."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from khaka.committee.elections.readers import READERS as _OF_ELECTIONS
from khaka.committee.elections.readers import takes_part_and_sees
from khaka.committee.kinds import KINDS
from khaka.committee.noun import Noun
from khaka.committee.papers import Proposal, StateBrief
from khaka.committee.people import Role
from khaka.committee.records import Records
from khaka.committee.roles import holds_relation, roles_at
from khaka.committee.voting import Ballot, Division, DivisionState, PaperReturn

_OFFICE: Final = frozenset({Role.CHAIR, Role.SECRETARY})
_INSIDE: Final = _OFFICE | {Role.MEMBER, Role.ADVISER, Role.OBSERVER, Role.AUDITOR, Role.AUTHORITY}
_COMMITTEE: Final = _OFFICE | {Role.MEMBER, Role.AUDITOR}
_WORKING: Final = _INSIDE - {Role.OBSERVER}
_ACCOUNTS: Final = _INSIDE | {Role.ADMINISTRATOR}

#: Roles that see a kind of record, by its state; "" holds for every state that is not named.
READERS: Final[Mapping[str, Mapping[str, frozenset[Role]]]] = {
    "unit": {"": _ACCOUNTS},
    "body": {"": _ACCOUNTS},
    "membership": {"": _ACCOUNTS},
    "offer": {"": _OFFICE | {Role.AUTHORITY, Role.AUDITOR, Role.ADMINISTRATOR}},
    "blueprint": {"": _INSIDE},
    "proposal": {
        "": _INSIDE,
        "draft": frozenset({Role.AUDITOR}),
        "submitted": _OFFICE | {Role.AUDITOR},
        "returned": _OFFICE | {Role.AUDITOR},
    },
    "brief": {"": _INSIDE},
    "clash": {"": _INSIDE},
    "terms": {"": _INSIDE},
    "meeting": {"": _INSIDE},
    "view": {"": _OFFICE | {Role.AUDITOR}, "confirmed": _INSIDE},
    "finding": {"": _INSIDE},
    "dissent": {"": _INSIDE},
    "report": {"": _COMMITTEE, "delivered": _INSIDE},
    "order": {"": _INSIDE},
    "press_line": {"": _OFFICE | {Role.AUTHORITY, Role.AUDITOR}, "agreed": _INSIDE},
    "division": {"": _INSIDE},
    "roll_entry": {"": _INSIDE},
    "recusal": {"": _INSIDE},
    "ballot": {"": frozenset()},
    "paper_return": {"": frozenset()},
    "decision": {"": _INSIDE},
    "task": {"": _INSIDE},
    "checkpoint": {"": _INSIDE},
    "news_report": {"": _INSIDE},
    "claim": {"": _INSIDE, "suggested": _WORKING, "declined": _WORKING},
    "claim_link": {"": _INSIDE},
    "indicator": {"": _INSIDE},
    "reading": {"": _WORKING, "verified": _INSIDE},
    "field_report": {"": _WORKING, "verified": _INSIDE},
    "supposition": {"": _INSIDE},
    **_OF_ELECTIONS,
}
#: Fields that name a person who always sees the record.
_OWN: Final = ("author", "person", "member", "owner", "voter", "entered_by")
#: Kinds that are seen by whoever sees the record that they belong to: fields with its kind (or the kind itself) and id.
_FOLLOWS: Final = {
    "proposal_text": ("", "proposal"),
    "amendment": ("", "proposal"),
    "effect": ("", "proposal"),
    "brief_plan": ("", "brief"),
    "claim_use": ("", "proposal"),
    "comment": ("on_kind", "on"),
    "attachment": ("on_kind", "on"),
}
_FOLLOWED: Final[Mapping[str, type[Noun]]] = {"brief_plan": StateBrief}


def sees(records: Records, person: str, noun: Noun, now: datetime) -> bool:
    """Whether a person sees a record at a moment.

    Who does not see a record is told that there is none.
    """
    if noun.KIND in _FOLLOWS:
        kind, id_ = _FOLLOWS[noun.KIND]
        cls = KINDS[str(getattr(noun, kind))] if kind else _FOLLOWED.get(noun.KIND, Proposal)
        other = records.get(cls, str(getattr(noun, id_)))
        return other is not None and sees(records, person, other, now)
    roles = roles_at(records, person, noun.body, now)
    if Role.SYSTEM in roles or any(getattr(noun, f, None) == person for f in _OWN):
        return True
    if isinstance(noun, Ballot | PaperReturn):
        division = records.get(Division, noun.division)
        counted = division is not None and division.state in (DivisionState.CLOSED, DivisionState.TIED)
        return counted and bool(roles & _INSIDE)
    if isinstance(noun, StateBrief) and holds_relation("unit", records, person, noun, now):
        return True
    if takes_part_and_sees(records, person, noun, now):
        return True
    readers = READERS[noun.KIND]
    return bool(roles & readers.get(str(getattr(noun, "state", "")), readers[""]))
