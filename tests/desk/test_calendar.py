"""The calendar: events with their certainty, as known on the date; the feed's bytes, days, hours, escapes, languages."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest

from khaka.core.clock import moved
from khaka.core.errors import KhakaError
from khaka.core.message import Name, msg
from khaka.desk.calendar import CERTAINTIES, Calendar, Event, calendar, calendar_of, document, to_ics, write_ics
from khaka.locale import Translator
from khaka.mission import Brief
from khaka.mission.schedule import Schedule
from tests.cases import CASES, CATALOG, brief_of

IST = ZoneInfo("Asia/Kolkata")


@cache
def found(mission: str = "mission-2024", party: str | None = None) -> Calendar:
    return calendar(CATALOG, mission, party)


@cache
def announced() -> Calendar:
    mission = brief_of("mission-2029", "TDP").mission
    schedule = Schedule(
        (date(2029, 4, 11), date(2029, 5, 19)), None, None, date(2029, 3, 10), "press note; 12, part\\3"
    )
    return calendar_of(Brief(replace(mission, schedule=schedule), CATALOG))


def by_id(cal: Calendar) -> dict[str, Event]:
    return {e.id: e for e in cal.events}


@pytest.mark.parametrize(("mission", "party"), CASES)
def test_ids_are_unique_texts_there_and_nothing_is_before_the_date(mission: str, party: str | None) -> None:
    cal = found(mission, party)
    assert len({e.id for e in cal.events}) == len({e.uid for e in cal.events}) == len(cal.events) > 3
    for e in cal.events:
        assert e.certainty in CERTAINTIES and e.last_day >= cal.brief.mission.as_of
        assert all(Translator(lang).text(e.title) for lang in ("en", "hi"))
    assert list(cal.events) == sorted(cal.events, key=lambda e: e.first_day)


def test_the_plan_of_2022_knows_what_was_known_then() -> None:
    cal, events = found(), by_id(found())
    assert cal.unannounced is not None and not [e for e in cal.events if e.kind == "window"]
    assert events["term-GJ"].start == date(2023, 2, 18) and events["term-GJ"].certainty == "law"
    assert events["first-30"].start == date(2022, 5, 16) and events["first-30"].certainty == "planned"
    assert events["freeze"].start == events["term-general"].start - timedelta(days=180)
    party = [e for e in cal.events if e.kind == "organisation"]
    assert [(e.start, e.end) for e in party][:2] == [
        (date(2022, 4, 16), date(2022, 5, 31)),
        (date(2022, 6, 1), date(2022, 7, 20)),
    ]
    assert {e.certainty for e in party} == {"announced"} and all(e.url.startswith("http") for e in party)
    assert not any("2022-10-17" in e.start.isoformat() for e in party)  # the new timetable came in August
    assert "Working" not in json.dumps(document(cal)["events"]) and "2024-04-19" not in json.dumps(document(cal))


def test_a_later_date_shows_the_new_timetable_and_the_announced_phases() -> None:
    base = brief_of("mission-2024").mission
    later = by_id(calendar_of(Brief(replace(base, as_of=date(2022, 9, 1)), CATALOG)))
    assert date(2022, 10, 17) in {e.start for e in later.values() if e.kind == "organisation"}
    known = calendar_of(Brief(replace(base, as_of=date(2024, 3, 16)), CATALOG))
    assert known.unannounced is None
    events = by_id(known)
    assert events["code-LS2024"].start == date(2024, 3, 16)
    assert [events[f"poll-LS2024-{n}"].start for n in (1, 7)] == [date(2024, 4, 19), date(2024, 6, 1)]
    window = events["prediction-LS2024-1"]
    assert (window.start, window.end) == (
        datetime(2024, 4, 19, 7, tzinfo=IST),
        datetime(2024, 6, 1, 18, 30, tzinfo=IST),
    )
    assert window.certainty == "law" and not window.all_day


def test_estimates_are_called_so() -> None:
    events = by_id(found("mission-2029", "TDP"))
    expected = events["expected-IN"]
    assert (expected.start, expected.end, expected.certainty) == (date(2029, 4, 1), date(2029, 5, 31), "estimated")
    assert events["term-AP"].certainty == "estimated"


def test_the_partys_own_steps_in_a_window_say_so() -> None:
    noted = [e.id for e in announced().events if any(n.key == "calendar.note.window" for n in e.notes)]
    assert noted == []
    mission = announced().brief.mission
    later = by_id(calendar_of(Brief(replace(mission, as_of=date(2029, 4, 1)), CATALOG)))
    assert any(n.key == "calendar.note.window" for n in later["first-30"].notes)  # 1 May
    assert not any(n.key == "calendar.note.window" for n in later["first-90"].notes)


def test_a_reversed_event_and_one_without_a_zone_are_refused() -> None:
    common = ("x", "x@khaka", "review", msg("calendar.review"))
    rest = ("planned", msg("calendar.source.plan"), date(2026, 1, 1))
    with pytest.raises(ValueError):
        Event(*common, date(2024, 3, 1), date(2024, 2, 29), *rest)
    with pytest.raises(ValueError, match="time zone"):
        Event(*common, datetime(2024, 3, 1), datetime(2024, 3, 2), *rest)
    with pytest.raises(ValueError):
        Event(*common, date(2024, 3, 1), datetime(2024, 3, 2, tzinfo=UTC), *rest)


# ---- the feed -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_the_feed_reads_back_with_its_days_and_hours(lang: str) -> None:
    cal = announced()
    raw = to_ics(cal.events, lang)
    read = icalendar.Calendar.from_ical(raw)
    entries = list(read.walk("VEVENT"))
    say = Translator(lang)
    assert len(entries) == len(cal.events)
    for entry, e in zip(entries, cal.events, strict=True):
        assert str(entry["uid"]) == e.uid and str(entry["summary"]) == say.text(e.title)
        start, end = entry.decoded("dtstart"), entry.decoded("dtend")
        if e.all_day:
            assert type(start) is date and (start, end) == (e.start, e.end + timedelta(days=1))
        else:
            assert start.tzinfo is not None and (start, end) == (e.start, e.end)
        assert entry.decoded("dtstamp") == datetime(e.stamp.year, e.stamp.month, e.stamp.day, tzinfo=UTC)
        assert entry["status"] == ("CONFIRMED" if e.certainty in ("law", "announced") else "TENTATIVE")
        assert say.text(msg(f"calendar.certainty.{e.certainty}")) in str(entry["description"])
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_a_window_is_in_utc_and_a_day_is_no_moment() -> None:
    text = to_ics(announced().events, "en").decode()
    assert "DTSTART:20290411T013000Z" in text and "DTEND:20290519T130000Z" in text
    assert "DTSTART;VALUE=DATE:20290411\r\nDTEND;VALUE=DATE:20290412" in text


def test_signs_with_a_meaning_are_escaped() -> None:
    text = to_ics(announced().events, "en").decode().replace("\r\n ", "")
    assert "press note\\; 12\\, part\\\\3" in text
    evil = Name("text", "x", (("en", "a\nEND:VEVENT\r\nSUMMARY:b"), ("hi", "क")))
    event = replace(announced().events[0], title=msg("calendar.plain", text=evil))
    read = icalendar.Calendar.from_ical(to_ics([event], "en"))
    assert len(list(read.walk("VEVENT"))) == 1


def test_29_february_and_midnight_keep_their_day() -> None:
    day = Event("x", "x@khaka", "review", msg("calendar.review"), date(2028, 2, 29), date(2028, 2, 29), "planned",
                msg("calendar.source.plan"), date(2028, 1, 1))  # fmt: skip
    assert b"DTSTART;VALUE=DATE:20280229\r\nDTEND;VALUE=DATE:20280301" in to_ics([day], "en")
    midnight = datetime(2028, 2, 29, tzinfo=IST)
    timed = replace(day, start=midnight, end=midnight + timedelta(hours=1))
    assert b"DTSTART:20280228T183000Z" in to_ics([timed], "en")
    assert (timed.first_day, timed.last_day) == (date(2028, 2, 29), date(2028, 2, 29))


def test_same_input_same_bytes_whatever_the_clock() -> None:
    first = to_ics(announced().events, "hi")
    with moved(datetime(2031, 1, 1, tzinfo=UTC)):
        assert to_ics(calendar_of(announced().brief).events, "hi") == first
    assert to_ics(announced().events, "en") != first


def test_an_entry_keeps_its_identity_when_its_date_moves() -> None:
    moved_by = Schedule((date(2029, 4, 12), date(2029, 5, 19)))
    brief = Brief(replace(announced().brief.mission, schedule=moved_by), CATALOG)
    old, new = by_id(announced()), by_id(calendar_of(brief))
    assert old["poll-LS2029-1"].uid == new["poll-LS2029-1"].uid
    assert old["poll-LS2029-1"].start != new["poll-LS2029-1"].start
    assert by_id(found())["first-30"].uid != by_id(found("mission-2024-bjp"))["first-30"].uid


def test_a_file_is_written_whole_replaced_and_never_over_something_else(tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    write_ics(found(), "en", path)
    write_ics(found(), "hi", path)
    assert path.read_bytes() == to_ics(found().events, "hi") and [p.name for p in tmp_path.iterdir()] == ["plan.ics"]
    other = tmp_path / "notes.ics"
    other.write_text("mine")
    for wrong in (other, tmp_path / "plan.txt", tmp_path):
        with pytest.raises(KhakaError):
            write_ics(found(), "en", wrong)
    assert other.read_text() == "mine"
