"""A mission's calendar: what is due, by when, how sure that is and who says so; as values and as an iCalendar feed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from khaka.catalog import Catalog
from khaka.core.errors import KhakaError
from khaka.core.message import Message, Name, msg
from khaka.countries import SILENCE
from khaka.locale import Translator
from khaka.mission import Brief, load_mission
from khaka.mission.windows import Polling, country_of, polling_for, polling_of, spans, unannounced, windows_for
from khaka.strategy.briefs.due import assemblies_due, target_day

#: How sure a date is: by law; announced by who decides it; set by the mission's authors or by Khaka's plan; estimated.
CERTAINTIES = ("law", "announced", "planned", "estimated")
#: A list is frozen so long before the latest day of the election, as section 13 of the document says.
FREEZE_DAYS = 180
_OWN = ("organisation", "review", "freeze")


@dataclass(frozen=True, slots=True)
class Event:
    """One entry.

    Parameters
    ----------
    id
        Stable within the mission; it does not change when the date moves.
    uid
        Stable in the world, for calendars that subscribe.
    kind
        ``election``, ``organisation``, ``review``, ``freeze`` or ``window``.
    start, end
        Two dates, both included; or two aware moments, the second no longer included.
    certainty
        One of ``CERTAINTIES``.
    source, url
        Who says so.
    notes
        What else has to be known.
    stamp
        The as-of date of what is said.

    Raises
    ------
    ValueError
        The end is before the start, or a moment has no time zone.
    """

    id: str
    uid: str
    kind: str
    title: Message
    start: date
    end: date
    certainty: str
    source: Message | Name
    stamp: date
    url: str = ""
    notes: tuple[Message, ...] = ()

    def __post_init__(self) -> None:
        if isinstance(self.start, datetime) != isinstance(self.end, datetime) or self.end < self.start:
            raise ValueError(f"{self.id}: {self.start} to {self.end}")
        if isinstance(self.start, datetime) and (self.start.tzinfo is None or self.end.tzinfo is None):  # type: ignore[attr-defined]
            raise ValueError(f"{self.id}: a moment without a time zone")

    @property
    def all_day(self) -> bool:
        """True for dates, false for moments."""
        return not isinstance(self.start, datetime)

    @property
    def first_day(self) -> date:
        """The day of the start."""
        return self.start.date() if isinstance(self.start, datetime) else self.start

    @property
    def last_day(self) -> date:
        """The last day on which it still is."""
        return (self.end - timedelta(seconds=1)).date() if isinstance(self.end, datetime) else self.end


@dataclass(frozen=True)
class Calendar:
    """A mission's events in order, and that the polling dates are not announced where they are not."""

    brief: Brief
    events: tuple[Event, ...]
    unannounced: Message | None


def calendar(catalog: Catalog, mission: str, party: str | None = None) -> Calendar:
    """The calendar of a mission, from its as-of date on.

    Raises
    ------
    NotKnown
        No such mission.
    MissionFault
        The mission has faults.
    """
    return calendar_of(Brief(load_mission(mission, catalog, party), catalog))


def calendar_of(brief: Brief) -> Calendar:
    """The same for a brief that is at hand."""
    found = [*_elections(brief), *_organisation(brief), *_reviews(brief), *_windows(brief)]
    closed = spans(w for p in _pollings(brief) for w in windows_for(p, country_of(brief.mission.country)))
    kept = [_noted(e, closed) for e in found if e.last_day >= brief.mission.as_of]
    kept.sort(key=lambda e: (e.first_day, not e.all_day, e.start.isoformat(), e.kind, e.id))
    return Calendar(brief, tuple(kept), unannounced(brief))


def _noted(event: Event, closed: Iterable[tuple[datetime, datetime]]) -> Event:
    """A step of the party's own that falls into a legal window says so."""
    inside = any(event.first_day <= b.date() and a.date() <= event.last_day for a, b in closed)
    return replace(event, notes=(*event.notes, msg("calendar.note.window"))) if event.kind in _OWN and inside else event


def _event(brief: Brief, id_: str, kind: str, title: Message, start: date, end: date, certainty: str, source: Message | Name,
           url: str = "") -> Event:  # fmt: skip
    mission = brief.mission
    digest = hashlib.sha256("\x1f".join((mission.id, mission.party, mission.election, id_)).encode()).hexdigest()
    return Event(id_, f"{digest[:32]}@khaka", kind, title, start, end, certainty, source, mission.as_of, url)


def _dataset(brief: Brief, name: str) -> Name:
    """A dataset as a source."""
    found = brief.catalog.sources[name]
    return Name("text", name, (("en", found.title), ("hi", found.title_hi or found.title)))


def _called(brief: Brief, election: str) -> Message:
    """An election by its name: general election 2024, assembly election of a state."""
    year, _, house = election[2:].partition("-")
    state = brief.catalog.states.get(house)
    return msg("calendar.assembly_name", state=state, year=year) if state else msg("calendar.general_name", year=year)


# ---- elections ----------------------------------------------------------------------------------------------------


def _elections(brief: Brief) -> Iterator[Event]:
    """Ends of terms, expected months of election where the data have them, and announced days of poll."""
    source = _dataset(brief, "calendar")
    sure = _sure(brief)
    target = _called(brief, brief.mission.election)
    yield _event(
        brief, "term-general", "election", msg("calendar.term_general", election=target), target_day(brief),
        target_day(brief), sure.get(brief.mission.base, "estimated"), source,
    )  # fmt: skip
    states = {s.code for s in brief.states}
    for info in assemblies_due(brief):
        if info.term_end:
            title, certainty = (
                msg("calendar.term", state=brief.catalog.states[info.house]),
                sure.get(info.id, "estimated"),
            )
            yield _event(
                brief, f"term-{info.house}", "election", title, info.term_end, info.term_end, certainty, source
            )
    for row in brief.catalog.table("calendar_next").sort("house").iter_rows(named=True):
        general = row["house"] == "IN"
        first, last = _months(row["expected_window"])
        if first <= target_day(brief) and (general or row["house"] in states):
            title = (
                msg("calendar.expected_general", election=target) if general
                else msg("calendar.expected", state=brief.catalog.states[row["house"]])
            )  # fmt: skip
            yield _event(brief, f"expected-{row['house']}", "election", title, first, last, "estimated", source)
    for polling in _pollings(brief):
        yield from _polls(brief, polling)


def _sure(brief: Brief) -> dict[str, str]:
    """How sure the end of each house's term is; a house that is not here has an estimate of ours."""
    rows = brief.catalog.table("elections").select("election", "term_end_basis", "term_end_confidence").iter_rows()
    return {e: "law" for e, basis, confidence in rows if basis == "scheduled" and confidence != "estimate"}


def _months(text: str) -> tuple[date, date]:
    """First and last day of ``2027-02..2027-03``."""
    first, last = (date.fromisoformat(f"{m}-01") for m in text.split(".."))
    return first, (last + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _pollings(brief: Brief) -> list[Polling]:
    """The target's days of poll, and of other elections that are announced and not over on the as-of date."""
    mission, everything = brief.mission, brief.catalog.known_on(None)
    own = polling_for(mission, everything)
    found = [own] if own else []
    held = [everything.table(t)["election"].to_list() for t in ("elections", "held_not_in_data")]
    for election in sorted({e for names in held for e in names} - {mission.election}):
        other = polling_of(everything, election, country_of(mission.country), mission.as_of)
        if other is not None and (*other.days, *other.late)[-1] >= mission.as_of:
            found.append(other)
    return found


def _polls(brief: Brief, polling: Polling) -> Iterator[Event]:
    called, schedule = _called(brief, polling.election), brief.mission.schedule
    own = schedule is not None and polling.election == brief.mission.election
    source: Message | Name = msg("calendar.source.mission") if own else _dataset(brief, "calendar")
    if own and schedule is not None and schedule.source:
        source = Name("text", "schedule", (("en", schedule.source), ("hi", schedule.source)))
    if polling.announced is not None:
        yield _event(brief, f"code-{polling.election}", "election", msg("calendar.code", election=called),
                     polling.announced, polling.announced, "announced", source)  # fmt: skip
    for n, day in enumerate(polling.days, 1):
        title = msg("calendar.poll", election=called)
        if polling.complete and len(polling.days) > 1:
            title = msg("calendar.phase", election=called, n=n, of=len(polling.days))
        yield _event(brief, f"poll-{polling.election}-{n}", "election", title, day, day, "announced", source)
    for n, day in enumerate(polling.late, 1):
        title = msg("calendar.late", election=called)
        yield _event(brief, f"late-{polling.election}-{n}", "election", title, day, day, "announced", source)


# ---- the party's own ----------------------------------------------------------------------------------------------


def _organisation(brief: Brief) -> Iterator[Event]:
    """The party's own elections as announced by the as-of date."""
    if not brief.mission.organisation:
        return
    rows = brief.catalog.table(brief.mission.organisation)
    times: dict[str, int] = {}
    for row in rows.sort("level", "step", "announced", "from_date", "to_date").iter_rows(named=True):
        key = hashlib.sha256(f"{row['level']}\x1f{row['step']}".encode()).hexdigest()[:12]
        times[key] = times.get(key, 0) + 1
        step = Name("text", key, (("en", row["step"]), ("hi", row["step_hi"])))
        title = msg("calendar.step", level=msg(f"section.level.{row['level']}"), step=step)
        yield _event(
            brief, f"organisation-{key}-{times[key]}", "organisation", title, date.fromisoformat(row["from_date"]),
            date.fromisoformat(row["to_date"]), "announced", _dataset(brief, "mission_2024"), row["source"] or "",
        )  # fmt: skip


def _reviews(brief: Brief) -> Iterator[Event]:
    """Gates of the first 30 and 90 days, the freeze of the list, the review after each assembly, and the mission's own."""
    mission, start = brief.mission, brief.mission.as_of
    plan, called = msg("calendar.source.plan"), _called(brief, mission.election)

    def gate(id_: str, title: Message, day: date, kind: str = "review", source: Message = plan) -> Event:
        return _event(brief, id_, kind, title, day, day, "planned", source)

    for days in (30, 90):
        yield gate(f"first-{days}", msg(f"calendar.first{days}"), start + timedelta(days=days))
    freeze = target_day(brief) - timedelta(days=FREEZE_DAYS)
    if freeze > start:
        yield gate("freeze", msg("calendar.freeze", election=called), freeze, "freeze")
    for info in assemblies_due(brief):
        if info.term_end:
            state = brief.catalog.states[info.house]
            yield gate(f"review-{info.house}", msg("calendar.review_assembly", state=state), info.term_end)
    if mission.hand.targets.review is not None:
        yield gate("review-national", msg("calendar.review"), mission.hand.targets.review,
                   source=msg("calendar.source.mission"))  # fmt: skip
    for brief_ in mission.hand.briefs:
        if brief_.assembly_date is not None and brief_.state in brief.catalog.states:
            state = brief.catalog.states[brief_.state]
            yield gate(f"promise-{brief_.state}", msg("calendar.promise", state=state), brief_.assembly_date,
                       source=msg("calendar.source.mission"))  # fmt: skip


# ---- the law ------------------------------------------------------------------------------------------------------


def _windows(brief: Brief) -> Iterator[Event]:
    """Legal windows, timed to the minute in the country's zone."""
    country = country_of(brief.mission.country)
    law = _dataset(brief, "law")
    for polling in _pollings(brief):
        called, n = _called(brief, polling.election), {"silence": 0, "prediction": 0}
        for w in windows_for(polling, country):
            n[w.kind] += 1
            title = msg(f"calendar.window.{w.kind}", election=called)
            if w.kind == SILENCE and polling.complete and len(polling.days) > 1 and n[w.kind] <= len(polling.days):
                title = msg("calendar.window.silence_phase", election=called, n=n[w.kind])
            made = _event(
                brief, f"{w.kind}-{polling.election}-{n[w.kind]}", "window", title, w.start, w.end, "law", law
            )
            yield replace(made, notes=(msg("calendar.note.rule", rule=w.rule),))


# ---- out ----------------------------------------------------------------------------------------------------------


def to_ics(events: Iterable[Event], lang: str) -> bytes:
    """The events as an iCalendar file (RFC 5545) in one language.

    Notes
    -----
    Same events, same bytes: UIDs come from ids, DTSTAMP is the as-of date, nothing reads the clock. Days are dates without
    a time zone, so that none shifts; moments are in UTC, which every reader shows in its own zone.
    """
    import icalendar

    say = Translator(lang)
    made = icalendar.Calendar()
    made.add("prodid", f"-//Khaka//calendar//{lang.upper()}")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", say.text(msg("calendar.title")))
    for e in events:
        made.add_component(_component(e, say))
    return bytes(made.to_ical(sorted=False))


def _component(e: Event, say: Translator) -> Any:
    import icalendar

    made = icalendar.Event()
    made.add("uid", e.uid)
    made.add("dtstamp", datetime.combine(e.stamp, time(0), UTC))
    if isinstance(e.start, datetime) and isinstance(e.end, datetime):
        made.add("dtstart", e.start.astimezone(UTC))
        made.add("dtend", e.end.astimezone(UTC))
    else:
        made.add("dtstart", e.start)
        made.add("dtend", e.end + timedelta(days=1))
    made.add("summary", say.text(e.title), parameters={"LANGUAGE": say.lang})
    lines = [say.text(msg(f"calendar.certainty.{e.certainty}")), say.text(_source_line(e)), *map(say.text, e.notes)]
    made.add("description", "\n".join(lines), parameters={"LANGUAGE": say.lang})
    made.add("categories", [say.text(msg(f"calendar.kind.{e.kind}"))])
    made.add("status", "CONFIRMED" if e.certainty in ("law", "announced") else "TENTATIVE")
    made.add("transp", "TRANSPARENT")
    if e.url.startswith(("https://", "http://")):
        made.add("url", e.url)
    return made


def _source_line(e: Event) -> Message:
    return msg("calendar.source", source=e.source)


def write_ics(found: Calendar, lang: str, path: Path) -> None:
    """Write the feed, whole or not at all; a file that is no calendar is left alone.

    Raises
    ------
    KhakaError
        Another ending, a file that holds something else, or one that cannot be written.
    """
    from khaka.desk.blueprint import staged

    if path.suffix.lower() != ".ics":
        raise KhakaError(msg("error.calendar.ending", file=path.name), msg("error.calendar.ending_hint"))
    try:
        other = path.exists() and not (path.is_file() and path.read_bytes().lstrip().startswith(b"BEGIN:VCALENDAR"))
    except OSError:
        other = True
    if other:
        raise KhakaError(msg("error.calendar.exists", file=path.name), msg("error.calendar.exists_hint"))
    with staged(path.parent) as (staging, move):
        part = staging / path.name
        part.write_bytes(to_ics(found.events, lang))
        move(part)


def document(found: Calendar) -> dict[str, Any]:
    """A calendar as plain values, texts in both languages; docs/how-to/calendar.md has its form."""
    mission = found.brief.mission
    says = {lang: Translator(lang) for lang in ("en", "hi")}

    def both(text: Message) -> dict[str, str]:
        return {lang: say.text(text) for lang, say in says.items()}

    return {
        "mission": mission.id,
        "party": mission.party,
        "as_of": mission.as_of.isoformat(),
        "unannounced": both(found.unannounced) if found.unannounced else None,
        "events": [
            {"id": e.id, "uid": e.uid, "kind": e.kind, "title": both(e.title), "all_day": e.all_day,
             "start": e.start.isoformat(), "end": e.end.isoformat(), "certainty": e.certainty,
             "source": both(msg("calendar.plain", text=e.source)), "url": e.url or None, "notes": [both(n) for n in e.notes]}
            for e in found.events
        ],
    }  # fmt: skip
