"""Who stands in which relation to an election or to a record of one: no role of a body makes anyone count votes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from khaka.committee.noun import Noun
from khaka.committee.polling import Election, Elector, ElectorState, Nomination, NominationState
from khaka.committee.records import Records
from khaka.committee.tallying import Petition

_OUT: Final = (NominationState.WITHDRAWN, NominationState.REJECTED)


def election_of(records: Records, noun: Noun) -> Election | None:
    """The election that a record is, or belongs to."""
    if isinstance(noun, Election):
        return noun
    return records.get(Election, str(getattr(noun, "election", "")))


def is_officer(records: Records, actor: str, noun: Noun, now: datetime) -> bool:
    """Returning officer of the election."""
    e = election_of(records, noun)
    return e is not None and bool(actor) and e.officer == actor


def counts(records: Records, actor: str, noun: Noun, now: datetime) -> bool:
    """Returning officer or scrutineer of the election."""
    e = election_of(records, noun)
    return e is not None and bool(actor) and actor in (e.officer, *e.scrutineers)


def is_elector(records: Records, actor: str, noun: Noun, now: datetime) -> bool:
    """On the election's roll."""
    e = election_of(records, noun)
    found = records.get(Elector, f"{e.id}:{actor}") if e is not None else None
    return found is not None and found.state is ElectorState.LISTED


def is_candidate(records: Records, actor: str, noun: Noun, now: datetime) -> bool:
    """Stands, or stood to the end, in the election."""
    e = election_of(records, noun)
    found = records.find(Nomination, election=e.id, person=actor) if e is not None else ()
    return any(n.state not in _OUT for n in found)


def nominates(records: Records, actor: str, noun: Noun, now: datetime) -> bool:
    """May hand in a paper, or enter one that was handed in: elector or returning officer."""
    return is_officer(records, actor, noun, now) or is_elector(records, actor, noun, now)


def takes_part(records: Records, actor: str, noun: Noun, now: datetime) -> bool:
    """Elector, candidate, officer, scrutineer, or judge of a petition: sees the election's records."""
    e = election_of(records, noun)
    if e is None or not actor:
        return False
    if counts(records, actor, e, now) or is_elector(records, actor, e, now) or is_candidate(records, actor, e, now):
        return True
    return bool(records.find(Petition, election=e.id, judge=actor))


def petitions(records: Records, actor: str, noun: Noun, now: datetime) -> bool:
    """May complain of a result: elector or candidate."""
    return is_elector(records, actor, noun, now) or is_candidate(records, actor, noun, now)


def stands(records: Records, actor: str, noun: Noun, now: datetime) -> bool:
    """The person nominated, or the returning officer on that person's signed paper."""
    own = isinstance(noun, Nomination) and bool(actor) and noun.person == actor
    return own or is_officer(records, actor, noun, now)


def judges(records: Records, actor: str, noun: Noun, now: datetime) -> bool:
    """The account that a petition goes to."""
    return isinstance(noun, Petition) and bool(actor) and noun.judge == actor


#: Relations to elections, for ``roles.RELATIONS``.
RELATIONS: Final[Mapping[str, Callable[[Records, str, Noun, datetime], bool]]] = {
    "officer": is_officer,
    "polling": counts,
    "nominator": nominates,
    "complainant": petitions,
    "nominee": stands,
    "judge": judges,
    "election": takes_part,
}
