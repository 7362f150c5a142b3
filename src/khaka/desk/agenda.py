"""A person's dates in the workspace: meetings, closes of divisions, due days, reviews; as events of ``khaka.desk.calendar``.

Only what the person sees, and only that something is due: no outcome, no vote, no count stands in an event.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from khaka.committee.advice import Meeting, MeetingState, Terms, TermsState
from khaka.committee.monitoring import Indicator, IndicatorState
from khaka.committee.noun import Noun, Words
from khaka.committee.outcomes import Decision, DecisionState, Task, TaskState
from khaka.committee.papers import Proposal, ProposalState, StateBrief
from khaka.committee.people import WORKSPACE, Body, Membership, Offer, OfferState, Unit
from khaka.committee.reading import sees
from khaka.committee.records import Records
from khaka.committee.reminders import reading_due
from khaka.committee.roles import holds_relation
from khaka.committee.voting import Division, DivisionState
from khaka.core.errors import KhakaError
from khaka.core.message import Message, Name, msg
from khaka.desk import presented
from khaka.desk.calendar import Event
from khaka.desk.clashes import LIVE

#: A meeting's length where nobody knows it, and how long before its end a division's close begins.
_MEETING: Final = timedelta(hours=2)
_CLOSE: Final = timedelta(minutes=15)
_KINDS: Final[tuple[type[Noun], ...]] = (Meeting, Division, Terms, StateBrief, Decision, Proposal, Indicator)


def of_person(records: Records, person: str, moment: datetime) -> tuple[Event, ...]:
    """Everything that is due for a person, in all committees, in order; with the calendars of their missions."""
    bodies = sorted({m.body for m in records.find(Membership, person=person) if m.holds(moment)} - {WORKSPACE})
    found = [e for body in bodies for e in (*of_body(records, body, person, moment), *of_mission(records, body))]
    found += [e for n in _own(records, person, set(bodies), moment) for e in _events(records, n, moment)]
    return _sorted(found)


def of_body(records: Records, body: str, person: str, moment: datetime) -> tuple[Event, ...]:
    """What is due in one committee, as far as the person sees it; of tasks the person's own."""
    nouns: list[Noun] = [n for cls in _KINDS for n in records.find(cls, body=body)]
    nouns += [t for t in records.find(Task, body=body) if t.owner == person]
    nouns += [o for o in records.find(Offer, body=body) if o.person == person]
    return _sorted(e for n in nouns if sees(records, person, n, moment) for e in _events(records, n, moment))


def of_mission(records: Records, body: str) -> tuple[Event, ...]:
    """The calendar of the mission of a body's latest blueprint; empty when it is none that comes with Khaka."""
    document = presented.document(presented.standing(records, body))
    mission = document.raw["mission"] if document is not None else {}
    return _of_mission(str(mission.get("id", "")), str(mission.get("party", "")))


@lru_cache(maxsize=8)
def _of_mission(mission: str, party: str) -> tuple[Event, ...]:
    from khaka.catalog import Catalog
    from khaka.desk.calendar import calendar
    from khaka.mission import builtin_missions

    if mission not in builtin_missions():
        return ()
    try:
        return calendar(Catalog(), mission, party or None).events
    except KhakaError:  # a party that the mission cannot be turned to
        return ()


def _own(records: Records, person: str, bodies: set[str], moment: datetime) -> Iterator[Noun]:
    """What is the person's own outside the committees that they are in: tasks, invitations, briefs to their unit."""
    mine: list[Noun] = [*records.find(Task, owner=person), *records.find(Offer, person=person)]
    mine += [b for b in records.find(StateBrief) if holds_relation("unit", records, person, b, moment)]
    yield from (n for n in mine if n.body not in bodies)


def _events(records: Records, n: Noun, moment: datetime) -> Iterator[Event]:
    """The dates of one record that are still to come to something."""
    what = _what(records, n)
    if isinstance(n, Meeting) and n.state in (MeetingState.CALLED, MeetingState.OPEN):
        yield _event(records, n, "meeting", what, n.at, n.at + _MEETING)
    elif isinstance(n, Division) and n.state in (DivisionState.CALLED, DivisionState.OPEN):
        yield _event(records, n, "division", what, n.closes_at - _CLOSE, n.closes_at)
    elif isinstance(n, Terms) and n.state is TermsState.OPEN:
        yield _event(records, n, "terms", what, n.due)
    elif isinstance(n, Task) and n.state is TaskState.GIVEN:
        yield _event(records, n, "task", what, n.due)
    elif isinstance(n, StateBrief) and n.state in LIVE:
        yield _event(records, n, "brief", what, n.due)
    elif isinstance(n, Decision) and n.state is DecisionState.IN_FORCE and n.review_on is not None:
        yield _event(records, n, "review", what, n.review_on)
    elif isinstance(n, Proposal) and n.state is ProposalState.DEFERRED and n.until is not None:
        yield _event(records, n, "proposal", what, n.until)
    elif isinstance(n, Offer) and n.state is OfferState.OPEN and moment < n.valid_until:
        yield _event(records, n, "offer", what, n.valid_until - _CLOSE, n.valid_until)
    elif isinstance(n, Indicator) and n.state is IndicatorState.ACTIVE:
        today = moment.astimezone(_zone(records, n)).date()
        yield _event(records, n, "reading", what, reading_due(records, n, today, n.set_at.date())[0])


def _event(records: Records, n: Noun, kind: str, what: Name, start: date, end: date | None = None) -> Event:
    body = records.get(Body, n.body)
    source = _name(body.name) if body is not None else Name("text", n.body, ())
    uid = hashlib.sha256(f"{n.KIND}\x1f{n.id}".encode()).hexdigest()[:32]
    stamp = start.date() if isinstance(start, datetime) else start
    title: Message = msg(f"wiring.cal.{kind}", what=what)
    return Event(f"{n.KIND}:{n.id}", f"{uid}@khaka", kind, title, start, end or start, "planned", source, stamp)


def _what(records: Records, n: Noun) -> Name:
    """What an event is about, by its name."""
    found: Any = n
    if isinstance(n, Division | Decision):
        found = records.get(Proposal, n.proposal)
    elif isinstance(n, StateBrief):
        found = records.get(Unit, n.unit)
    elif isinstance(n, Task):
        return Name("text", n.id, (("en", n.words[:120]), ("hi", n.words[:120])))
    elif isinstance(n, Meeting | Terms | Offer):
        found = records.get(Body, n.body)
    words = getattr(found, "title", None) or getattr(found, "name", None)
    return _name(words) if isinstance(words, Words) else Name("text", n.id, ())


def _name(words: Words) -> Name:
    return Name("text", words.en or words.hi, tuple((lang, words.in_language(lang)) for lang in ("en", "hi")))


def _zone(records: Records, n: Noun) -> ZoneInfo:
    body = records.get(Body, n.body)
    return ZoneInfo(body.zone if body is not None else "UTC")


def _sorted(found: Iterable[Event]) -> tuple[Event, ...]:
    once = {e.uid: e for e in found}
    return tuple(sorted(once.values(), key=lambda e: (e.first_day, not e.all_day, e.start.isoformat(), e.kind, e.id)))
