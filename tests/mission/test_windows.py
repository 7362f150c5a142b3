"""Legal windows to the second: from the data, from a mission's schedule, and as known on a date."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khaka.catalog import Catalog
from khaka.core.clock import moved
from khaka.countries import COUNTRIES, PREDICTION, SILENCE
from khaka.locale import Translator
from khaka.mission import Brief, Mission, load_mission
from khaka.mission.schedule import Schedule
from khaka.mission.windows import (
    FORECAST,
    POLLS,
    Locked,
    Window,
    elsewhere,
    ensure_open,
    lock,
    lock_in,
    of_election,
    span_text,
    spans,
    unannounced,
    windows_of,
)

CATALOG = Catalog()
IST = ZoneInfo("Asia/Kolkata")
INDIA = COUNTRIES["india"]
SECOND = timedelta(seconds=1)


def mission(name: str = "mission-2024", party: str | None = None) -> Mission:
    return load_mission(name, CATALOG, party)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=IST)


def kinds(windows: tuple[Window, ...], kind: str) -> list[tuple[datetime, datetime]]:
    return [(w.start, w.end) for w in windows if w.kind == kind]


# ---- the rules ----------------------------------------------------------------------------------------------------


def test_the_countrys_rules_are_those_of_the_table_of_law() -> None:
    law = {r["rule"]: r for r in CATALOG.table("law").iter_rows(named=True)}
    rules = {r.kind: r for r in INDIA.windows}
    assert rules[SILENCE].before_close == timedelta(hours=int(law["s126_48h"]["value"]))
    assert rules[SILENCE].since == date.fromisoformat(law["s126_48h"]["from_date"])
    assert rules[PREDICTION].after_close == timedelta(minutes=int(law["s126a_exit_poll"]["value"]))
    assert rules[PREDICTION].since == date.fromisoformat(law["s126a_exit_poll"]["from_date"])
    assert INDIA.silence_hours == 48 and INDIA.zone == "Asia/Kolkata"


@pytest.mark.parametrize("election", ["LS2014", "LS2019", "LS2024"])
def test_the_windows_of_general_elections_are_those_that_were_notified(election: str) -> None:
    rows = CATALOG.table("law").filter(pl.col("rule") == "s126a_window")
    row = next(r for r in rows.iter_rows(named=True) if election in r["what"])
    opens, closes = row["value"].split(" to ")
    first = datetime.fromisoformat(f"{row['from_date']}T{opens}").replace(tzinfo=IST)
    last = datetime.fromisoformat(f"{row['to_date']}T{closes}").replace(tzinfo=IST)
    assert kinds(of_election(election), PREDICTION)[0] == (first, last)


def test_every_phase_has_its_48_hours() -> None:
    phases = CATALOG.table("phases").filter(pl.col("election") == "LS2024")["poll_date"].to_list()
    closes = [datetime.combine(date.fromisoformat(d), time(18), IST) for d in phases]
    assert kinds(of_election("LS2024"), SILENCE) == [(c - timedelta(hours=48), c) for c in closes]


def test_a_poll_after_the_count_stands_by_itself() -> None:
    found = of_election("LS2019")
    assert kinds(found, PREDICTION) == [
        (at(2019, 4, 11, 7), at(2019, 5, 19, 18, 30)),
        (at(2019, 8, 5, 7), at(2019, 8, 5, 18, 30)),
    ]
    assert kinds(found, SILENCE)[-1] == (at(2019, 8, 3, 18), at(2019, 8, 5, 18))


def test_before_a_rule_there_is_no_window_of_it() -> None:
    assert not kinds(of_election("LS2009"), PREDICTION) and kinds(of_election("LS2009"), SILENCE)
    assert of_election("LS1991") == ()


def test_assembly_elections_have_windows_and_unknown_phases_close_all_between() -> None:
    one = of_election("VS2023-KA")
    assert [(w.start, w.end) for w in one] == [
        (at(2023, 5, 8, 18), at(2023, 5, 10, 18)),
        (at(2023, 5, 10, 7), at(2023, 5, 10, 18, 30)),
    ]
    seven = of_election("VS2022-UP")  # seven phases, of which the data have the first and the last
    assert kinds(seven, SILENCE) == [(at(2022, 2, 8, 18), at(2022, 3, 7, 18))]
    assert kinds(seven, PREDICTION) == [(at(2022, 2, 10, 7), at(2022, 3, 7, 18, 30))]
    assert kinds(of_election("VS2024-AR"), PREDICTION)  # held, and its results are not in the data


# ---- half-open, to the second -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "forecast", "polls"),
    [
        (at(2024, 4, 17, 18) - SECOND, False, False),
        (at(2024, 4, 17, 18), True, True),
        (at(2024, 4, 19, 18) - SECOND, True, True),
        (at(2024, 4, 19, 18), True, False),
        (at(2024, 4, 20, 0), True, False),
        (at(2024, 6, 1, 18) - SECOND, True, True),
        (at(2024, 6, 1, 18), True, False),
        (at(2024, 6, 1, 18, 30) - SECOND, True, False),
        (at(2024, 6, 1, 18, 30), False, False),
    ],
)
def test_the_lock_is_exact_to_the_second(moment: datetime, forecast: bool, polls: bool) -> None:
    for same in (moment, moment.astimezone(UTC), moment.astimezone(ZoneInfo("America/New_York"))):
        assert (lock(mission(), same, CATALOG) is not None) is forecast
        assert (lock(mission(), same, CATALOG, POLLS) is not None) is polls


def test_a_lock_says_the_whole_closed_span() -> None:
    found = lock(mission(), at(2024, 4, 18), CATALOG)
    assert found is not None
    assert (found.since, found.until) == (at(2024, 4, 17, 18), at(2024, 6, 1, 18, 30))


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        lock(mission(), datetime(2024, 5, 1), CATALOG)


def test_29_february_and_midnight() -> None:
    leap = replace(mission("mission-2029", "INC"), election="LS2028", schedule=Schedule((date(2028, 3, 1),)))
    found = windows_of(leap, CATALOG)
    assert kinds(found, SILENCE) == [(at(2028, 2, 28, 18), at(2028, 3, 1, 18))]
    on_leap_day = replace(leap, schedule=Schedule((date(2028, 2, 29),), time(0), time(0, 30)))
    start, end = kinds(windows_of(on_leap_day, CATALOG), PREDICTION)[0]
    assert (start, end) == (at(2028, 2, 29), at(2028, 2, 29, 1))
    assert start.astimezone(UTC) == datetime(2028, 2, 28, 18, 30, tzinfo=UTC)
    assert lock(on_leap_day, datetime(2028, 2, 28, 18, 30, tzinfo=UTC), CATALOG)


def test_the_zone_has_no_summer_time() -> None:
    offsets = {w.start.utcoffset() for e in ("LS2014", "LS2024", "VS2019-JH") for w in of_election(e)}
    assert offsets == {timedelta(hours=5, minutes=30)}


# ---- as of, and schedules -----------------------------------------------------------------------------------------


def test_a_document_of_2022_knows_no_days_of_2024() -> None:
    brief = Brief(mission(), CATALOG)
    assert windows_of(brief) == () and windows_of(mission(), CATALOG) == ()
    said = unannounced(brief)
    assert said is not None and "LS2024" in Translator("en").text(said) and "2022" in Translator("hi").text(said)


def test_the_days_are_known_from_their_announcement_on() -> None:
    eve, announced = (replace(mission(), as_of=date(2024, 3, d)) for d in (15, 16))
    assert windows_of(eve, CATALOG) == ()
    assert windows_of(announced, CATALOG) == of_election("LS2024") and unannounced(announced, CATALOG) is None


def test_an_election_without_announced_days_has_no_window_and_no_lock() -> None:
    target = mission("mission-2029", "INC")
    assert windows_of(target, CATALOG) == windows_of(target, CATALOG, known=False) == ()
    assert unannounced(target, CATALOG) is not None
    assert lock(target, at(2029, 4, 20), CATALOG) is None


def test_a_schedule_in_the_file_gives_windows_with_its_own_hours() -> None:
    target = replace(
        mission("mission-2029", "INC"), schedule=Schedule((date(2029, 4, 11), date(2029, 5, 19)), None, time(19))
    )
    found = windows_of(target, CATALOG)
    assert kinds(found, PREDICTION) == [(at(2029, 4, 11, 7), at(2029, 5, 19, 19, 30))]
    assert [e for _, e in kinds(found, SILENCE)] == [at(2029, 4, 11, 19), at(2029, 5, 19, 19)]


def test_a_schedule_in_the_file_cannot_unlock_what_the_data_lock() -> None:
    wrong = replace(mission(), schedule=Schedule((date(2024, 12, 1),)))
    assert lock(wrong, at(2024, 5, 1), CATALOG) is not None
    assert lock(wrong, at(2024, 12, 1, 12), CATALOG) is not None


def test_the_windows_of_other_elections_do_not_lock_and_are_named() -> None:
    poll_day = at(2024, 9, 25, 12)
    assert lock(mission(), poll_day, CATALOG) is None
    assert {w.election for w in elsewhere(CATALOG, poll_day, "LS2024")} == {"VS2024-JK"}
    assert {w.election for w in elsewhere(CATALOG, at(2024, 5, 13, 12), "LS2024")} == {"VS2024-AP", "VS2024-OD"}


# ---- laws ---------------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.dates(date(2028, 1, 1), date(2028, 12, 1)), min_size=1, max_size=9, unique=True),
    st.integers(-400 * 86400, 400 * 86400),
)
def test_a_moment_is_locked_exactly_when_a_window_holds_it(days: list[date], offset: int) -> None:
    target = replace(mission("mission-2029", "INC"), schedule=Schedule(tuple(sorted(days))))
    found = windows_of(target, CATALOG)
    moment = at(2028, 6, 1) + timedelta(seconds=offset)
    for gives, closing in ((FORECAST, (SILENCE, PREDICTION)), (POLLS, (SILENCE,))):
        held = any(w.start <= moment < w.end for w in found if w.kind in closing)
        assert (lock_in(found, moment, gives) is not None) is held
    merged = spans(found)
    assert all(a < b for a, b in merged) and all(x[1] < y[0] for x, y in pairwise(merged))
    assert any(a <= moment < b for a, b in merged) is (lock_in(found, moment) is not None)


# ---- the words ----------------------------------------------------------------------------------------------------


def test_the_error_names_the_rule_and_the_dates_in_both_languages() -> None:
    with moved(at(2024, 5, 1)), pytest.raises(Locked) as caught:
        ensure_open(mission(), CATALOG)
    english, hindi = (Translator(lang).text(caught.value.message) for lang in ("en", "hi"))
    assert "17 April 2024, 18:00 IST to 1 June 2024, 18:30 IST" in english and "s.126A" in english
    assert "17 अप्रैल 2024, 18:00" in hindi and "126क" in hindi
    assert caught.value.hint is not None and "1 June 2024, 18:30 IST" in Translator("en").text(caught.value.hint)


def test_a_span_is_said_in_the_countrys_zone() -> None:
    said = span_text(datetime(2024, 4, 17, 12, 30, tzinfo=UTC), datetime(2024, 6, 1, 13, 0, 5, tzinfo=UTC), INDIA)
    assert Translator("en").text(said) == "17 April 2024, 18:00 IST to 1 June 2024, 18:30:05 IST"
