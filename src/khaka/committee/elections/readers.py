"""Who sees an election's records: roles as everywhere, and those who take part in the election, by relation.

Results, lists and rolls are open to the electors they concern. An entry of a return or a lot is seen by nobody else until
the second one is in: the two persons do not copy from each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from khaka.committee.elections.relations import RELATIONS
from khaka.committee.noun import Noun
from khaka.committee.people import Role
from khaka.committee.polling import Elector, Programme, ProgrammeState
from khaka.committee.records import Records

_OFFICE: Final = frozenset({Role.CHAIR, Role.SECRETARY, Role.AUTHORITY, Role.AUDITOR})
_ALL: Final = _OFFICE | {Role.MEMBER, Role.ADVISER, Role.OBSERVER, Role.ADMINISTRATOR}

#: As ``reading.READERS``.
READERS: Final[Mapping[str, Mapping[str, frozenset[Role]]]] = {
    "programme": {"": _ALL, "draft": _OFFICE},
    "election": {"": _ALL},
    "elector": {"": _OFFICE},
    "nomination": {"": _ALL},
    "marked_roll": {"": _OFFICE},
    "poll_return": {"": _OFFICE, "entered": frozenset(), "agreed": _ALL},
    "lot": {"": frozenset()},
    "certificate": {"": _ALL},
    "petition": {"": _OFFICE, "ruled": _ALL},
    "matter": {"": _ALL},
}
#: The relation that shows a record beside any role, by kind and state; none where a state has none.
_RELATED: Final[Mapping[str, Mapping[str, str]]] = {
    "election": {"": "election"},
    "elector": {"": "election"},
    "nomination": {"": "election"},
    "marked_roll": {"": "polling"},
    "poll_return": {"": "polling", "entered": "", "agreed": "election"},
    "certificate": {"": "election"},
    "petition": {"": "judge", "ruled": "election"},
    "matter": {"": "election"},
}


def takes_part_and_sees(records: Records, person: str, noun: Noun, now: datetime) -> bool:
    """Whether a person sees a record because of the part that the person has in its election."""
    if isinstance(noun, Programme):
        notified = noun.state is not ProgrammeState.DRAFT
        return notified and bool(records.find(Elector, person=person, programme=noun.id))
    by_state = _RELATED.get(noun.KIND, {})
    relation = by_state.get(str(getattr(noun, "state", "")), by_state.get("", ""))
    return bool(relation) and RELATIONS[relation](records, person, noun, now)
