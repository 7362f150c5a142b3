"""The roll: units above and below, delegates that come up, who is on it, and its digest when it is final."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from khaka.committee.codec import digest
from khaka.committee.people import Level, Unit
from khaka.committee.polling import Election, ElectionState, Elector, ElectorState, Nomination, NominationState
from khaka.committee.records import Records

#: States in which an election sends its delegates up, or is known to send none.
DONE: Final = frozenset({ElectionState.DECLARED, ElectionState.VACANT, ElectionState.VOID})


def line_of(records: Records, unit: str) -> tuple[str, ...]:
    """Ids of a unit and of those above it, the nearest first."""
    found: list[str] = []
    at = records.get(Unit, unit)
    while at is not None and at.id not in found:
        found.append(at.id)
        at = records.get(Unit, at.parent)
    return tuple(found)


def region_of(records: Records, unit: str) -> str:
    """Code of the state that a unit lies in; empty for none."""
    units = (records.get(Unit, u) for u in line_of(records, unit))
    return next((u.code for u in units if u is not None and u.level is Level.STATE), "")


def below(records: Records, election: Election) -> tuple[Election, ...]:
    """Elections of the same programme in the units directly below, whose elected are electors here."""
    children = {u.id for u in records.find(Unit, parent=election.unit)}
    found = records.find(Election, programme=election.programme, delegates=True)
    return tuple(e for e in found if e.unit in children)


def above(records: Records, election: Election) -> tuple[Election, ...]:
    """Elections of the same programme in the unit directly above."""
    unit = records.get(Unit, election.unit)
    if unit is None or not unit.parent:
        return ()
    return records.find(Election, programme=election.programme, unit=unit.parent)


def listed(records: Records, election: str) -> tuple[Elector, ...]:
    """Electors who are on the roll now."""
    return records.find(Elector, election=election, state=ElectorState.LISTED)


def winners(records: Records, election: str) -> tuple[Nomination, ...]:
    """Who holds a seat of an election now."""
    return records.find(Nomination, election=election, state=NominationState.ELECTED)


def roll_digest(electors: Iterable[Elector]) -> str:
    """SHA-256 of the persons on a roll, sorted: the same for whoever lists them."""
    return digest(sorted(e.person for e in electors))


def twice_elected(records: Records, electors: Iterable[Elector]) -> tuple[Elector, ...]:
    """Delegates who hold more than one seat below: one must be given up before the roll is final."""
    found = []
    for e in electors:
        held = (records.get(Nomination, n) for n in e.seats)
        if sum(n is not None and n.state is NominationState.ELECTED for n in held) > 1:
            found.append(e)
    return tuple(found)
