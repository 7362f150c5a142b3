"""What waits for a person in elections: papers to examine, results to declare, petitions and matters to rule on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from khaka.committee.noun import Noun
from khaka.committee.people import Membership, Role
from khaka.committee.polling import Election, ElectionState, Nomination, NominationState
from khaka.committee.records import Records
from khaka.committee.tallying import Matter, MatterState, Petition, PetitionState


def waiting(records: Records, person: str, now: datetime) -> Iterator[tuple[str, Noun]]:
    """Verb and record of each thing that waits."""
    for e in records.find(Election, officer=person):
        if e.state is ElectionState.ROLL_FINAL:
            for n in records.find(Nomination, election=e.id, state=NominationState.FILED):
                yield "nomination_examine", n
        if e.state is ElectionState.COUNTED:
            yield "election_declare", e
    for p in records.find(Petition, judge=person, state=PetitionState.FILED):
        yield "petition_rule", p
    rules = {m.body for m in records.find(Membership, person=person, role=Role.AUTHORITY) if m.holds(now)}
    for m in records.find(Matter, state=MatterState.OPEN) if rules else ():
        if m.body in rules:
            yield "matter_rule", m
