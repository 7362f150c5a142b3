"""What a change below does above: which votes were given by delegates who have lost their seats, level by level."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from khaka.committee.elections.counting import outcome
from khaka.committee.elections.returns import standing_in
from khaka.committee.elections.roll import above, winners
from khaka.committee.polling import Election, ElectionState, Elector, ElectorState, Nomination, NominationState
from khaka.committee.records import Records
from khaka.committee.tallying import MarkedRoll, Matter, MatterState, Petition, PetitionState
from khaka.core.figure import Figure, How, Kind
from khaka.core.message import Message, msg
from khaka.core.units import Unit

_STOOD: Final = (NominationState.ELECTED, NominationState.NOT_ELECTED)


@dataclass(frozen=True, slots=True)
class Fall:
    """An election above in which delegates who lost their seats had a paper or stood.

    Parameters
    ----------
    persons
        Those delegates.
    margin
        Votes between elected and not elected there; None before it is declared, or where nobody lost.
    could_change
        True unless the margin is larger than their number and none of them is elected there.
    """

    election: str
    persons: tuple[str, ...]
    margin: int | None
    could_change: bool
    message: Message


def what_falls(records: Records, election: Election, persons: Collection[str]) -> tuple[Fall, ...]:
    """Elections above whose result is in question when these persons lose their seats, the nearest level first.

    Where the result could change, those elected there are in question too, and so on upwards.
    """
    found: list[Fall] = []
    for e in above(records, election):
        voted = tuple(p for p in sorted(persons) if acted(records, e, p) and sent_by(records, e, p, election))
        if not voted:
            continue
        margin = margin_of(records, e)
        sits = any(n.person in voted for n in winners(records, e.id))
        could = sits or margin is None or margin <= len(voted) * e.marks_each
        found.append(Fall(e.id, voted, margin, could, _in_words(e, voted, margin, could)))
        if could and e.state is ElectionState.DECLARED:
            found += what_falls(records, e, {n.person for n in winners(records, e.id)})
    return tuple(found)


def came(records: Records, election: Election) -> frozenset[str]:
    """Everyone who was given a paper, in the first poll or a fresh one."""
    return frozenset(p for r in records.find(MarkedRoll, election=election.id) for p in r.persons)


def acted(records: Records, election: Election, person: str) -> bool:
    """Whether a person has had a paper, or stands on the final list: striking the person off changes that no more."""
    if person in came(records, election):
        return True
    stood = records.find(Nomination, election=election.id, person=person)
    final = election.state not in (ElectionState.CALLED, ElectionState.ROLL_FINAL)
    return any(n.state in _STOOD or (final and n.state is NominationState.ACCEPTED) for n in stood)


def sent_by(records: Records, above_: Election, person: str, below: Election) -> Elector | None:
    """The elector above who sits there through the election below and through no other seat held now."""
    elector = records.get(Elector, f"{above_.id}:{person}")
    if elector is None or elector.state is ElectorState.STRUCK:
        return None
    seats = [n for n in (records.get(Nomination, i) for i in elector.seats) if n is not None]
    others = any(n.election != below.id and n.state is NominationState.ELECTED for n in seats)
    return elector if any(n.election == below.id for n in seats) and not others else None


def margin_of(records: Records, election: Election) -> int | None:
    """Votes between elected and not elected in a declared election; None before, and where nobody lost."""
    if election.state is not ElectionState.DECLARED or not election.lines:
        return None
    groups = {n.id: n.group for n in standing_in(records, election)}
    lines = [line for line in election.lines if line.nomination in groups]
    return outcome(lines, groups, election.seats, election.reserved, election.order).margin


def open_matters(records: Records, election: Election) -> tuple[Matter, ...]:
    """Matters on an election that wait for a ruling."""
    return records.find(Matter, election=election.id, state=MatterState.OPEN)


def open_questions(records: Records, election: Election) -> Iterator[Message]:
    """Everything that keeps an election's result from being settled, in words."""
    for m in open_matters(records, election):
        more: dict[str, Any] = {"because": m.because, "n": _count(election, "delegates", len(m.persons))}
        yield msg(f"committee.matter.{m.what}", **more)
    for p in records.find(Petition, election=election.id):
        if p.state is not PetitionState.RULED:
            yield msg(f"committee.question.{p.state}", petition=p.id)


def _in_words(election: Election, voted: tuple[str, ...], margin: int | None, could: bool) -> Message:
    n = _count(election, "delegates", len(voted))
    if margin is None:
        return msg("committee.falls.open", election=election.id, n=n)
    key = "could" if could else "cannot"
    return msg(f"committee.falls.{key}", election=election.id, n=n, margin=_count(election, "margin", margin))


def _count(election: Election, name: str, value: int) -> Figure:
    how = How(Kind.COUNTED, formula="election", of=(election.id,))
    return Figure(f"election.{election.id}.{name}", value, Unit.COUNT, msg(f"committee.figure.{name}"), how)
