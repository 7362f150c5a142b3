"""Case 52 and the dependency calendar: a published one as it was, what moving or staying a step breaks, days that are not free."""

import csv
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaka.committee.elections.calendar import Moved, Stayed, Where, breaks, closes, faults, opens, window
from khaka.committee.elections.days import holiday, holidays_known, in_silence, key_days
from khaka.committee.elections.published import steps_of
from khaka.committee.people import Level
from khaka.committee.polling import Programme, Silence, Step, StepKind
from khaka.locale import Translator
from tests.committee.polls import Polls, steps
from tests.committee.room import BODY, LAW, Room

ZONE = "Asia/Kolkata"
D = date.fromisoformat


def published(announced_by: str) -> tuple[Step, ...]:
    """The published timetable of a party's own elections in 2022, from the catalogue."""
    path = files("khaka.catalog") / "data" / "mission_2024" / "organisational_calendar_2022.csv"
    with path.open(encoding="utf-8") as handle:
        return steps_of(csv.DictReader(handle), announced_by=D(announced_by))


def days(*pairs: tuple[str, str, str, str], unit: str = "") -> list[Step]:
    return [Step(f"{v}_{k}", Level(v), StepKind(k), D(a), D(b), unit) for v, k, a, b in pairs]


CHAIN = days(
    ("block", "nominate", "2028-02-01", "2028-02-02"), ("block", "poll", "2028-02-05", "2028-02-05"),
    ("block", "count", "2028-02-05", "2028-02-06"), ("district", "nominate", "2028-02-07", "2028-02-08"),
    ("district", "poll", "2028-02-12", "2028-02-12"), ("district", "count", "2028-02-13", "2028-02-13"),
    ("state", "elect", "2028-02-14", "2028-03-01"),
)  # fmt: skip


def test_the_published_calendar_of_2022_was_in_order_when_it_was_announced() -> None:
    found = published("2021-10-16")
    assert [(s.level, s.kind) for s in found] == [
        ("nation", "enrol"), ("district", "roll"), ("block", "elect"), ("district", "elect"), ("state", "elect"),
        ("nation", "elect"), ("nation", "elect"),
    ]  # fmt: skip
    assert faults(found) == ()
    new = published("2022-08-28")
    assert {s.kind for s in new if s.level is Level.NATION} >= {StepKind.NOMINATE, StepKind.POLL, StepKind.COUNT}
    assert faults(new) == ()


def test_moving_steps_of_2022_shows_what_breaks() -> None:
    """Enrolment was extended by 15 days with the other dates left alone; a block went on seven weeks after its end."""
    found = published("2021-10-16")
    (b,) = breaks(found, Moved("nation_enrol", D("2021-11-01"), D("2022-04-15")))
    assert (b.other, b.where, b.days) == ("district_roll", Where.BELOW, 15)
    late = breaks(found, Moved("block_elect", D("2022-04-16"), D("2022-07-18")))
    assert [(x.other, x.where, x.days) for x in late] == [("district_elect", Where.ABOVE, 48)]
    text = Translator("en").text(late[0].message)
    assert text == "district: whole election begins on 1 June 2022, but block: whole election lasts until 18 July 2022."
    early = breaks(found, Moved("state_elect", D("2022-05-01"), D("2022-08-20")))
    assert {(x.other, x.where) for x in early} == {("block_elect", Where.BELOW), ("district_elect", Where.BELOW)}


def test_staying_one_step_shows_who_waits() -> None:
    found = breaks(CHAIN, Stayed("district_poll", D("2028-02-20")))
    assert [(x.other, x.where, x.days) for x in found] == [
        ("block_count", Where.BELOW, 0), ("district_count", Where.SAME, 8), ("state_elect", Where.ABOVE, 7),
    ]  # fmt: skip
    for_good = breaks(CHAIN, Stayed("block_count"))
    assert {x.other for x in for_good} == {"district_nominate", "district_poll", "district_count", "state_elect"}
    for lang in ("en", "hi"):
        assert all("{" not in Translator(lang).text(x.message) for x in (*found, *for_good))
    with pytest.raises(KeyError):
        breaks(CHAIN, Stayed("nothing"))


def test_dates_of_a_units_own_take_the_place_of_the_general_ones() -> None:
    own = days(("district", "poll", "2028-02-20", "2028-02-20"), unit="OD")
    found = breaks([*CHAIN, *own], Moved("state_elect", D("2028-02-14"), D("2028-03-02")))
    assert found == ()
    both = [*CHAIN, *days(("district", "count", "2028-02-21", "2028-02-21"), unit="OD")]
    assert [(f.step, f.other) for f in faults(both)] == [("district_count", "state_elect")]
    assert window(both, Level.DISTRICT, StepKind.COUNT, ("b", "OD", "IN")) == both[-1]
    assert window(both, Level.DISTRICT, StepKind.COUNT, ("b", "UP", "IN")) == CHAIN[5]
    assert window(both, Level.STATE, StepKind.COUNT, ()) == CHAIN[-1]  # the whole span, where nothing finer is set
    assert window(both, Level.NATION, StepKind.COUNT, ()) is None


def test_52_midnight_in_india_is_the_day_before_in_utc() -> None:
    (poll,) = days(("nation", "poll", "2022-10-17", "2022-10-17"))
    assert opens(poll, ZONE) == datetime(2022, 10, 16, 18, 30, tzinfo=UTC)
    assert closes(poll, ZONE) == datetime(2022, 10, 17, 18, 30, tzinfo=UTC)
    # the rules go by it: at 18:30 UTC on the 10th of March the 11th begins, and the roll is over
    p = Polls()
    e = p.call("D1b1")
    data = {"electors": [{"person": "a", "since": "2025-01-01"}]}
    p.now = datetime(2026, 3, 10, 18, 29, 59, tzinfo=UTC)
    assert p.why("s", "roll_enter", "election", e, data) == set()
    p.now = datetime(2026, 3, 10, 18, 30, tzinfo=UTC)
    assert p.why("s", "roll_enter", "election", e, data) == {"step_over"}


def test_52_the_29th_of_february() -> None:
    (leap,) = days(("block", "poll", "2028-02-29", "2028-02-29"))
    assert closes(leap, "UTC") - opens(leap, "UTC") == timedelta(days=1) and closes(leap, "UTC").month == 3
    room = Room()
    for day, codes in (("2028-02-29", set()), ("2026-02-29", {"not_day"}), ("2100-02-29", {"not_day"})):
        step = {"key": "k", "level": "block", "kind": "poll", "first": day, "last": "2100-03-01"}
        assert room.why("sec", "programme_draft", "body", BODY, {"name": {"en": "P"}, "steps": [step]}) == codes


def drafted(rows: list[dict[str, str]], **more: object) -> Room:
    room = Room()
    data = {"name": {"en": "P"}, "steps": rows, **more}
    room.do("sec", "programme_draft", "body", BODY, data, new="P")
    return room


def one(kind: str, first: str, last: str = "", level: str = "block", **more: str) -> dict[str, str]:
    return {"key": f"{level}_{kind}", "level": level, "kind": kind, "first": first, "last": last or first, **more}


def test_52_order_reversed() -> None:
    room = drafted([one("poll", "2026-03-20", "2026-03-18")])
    assert room.why("chair", "programme_notify", "programme", "P", {}) == {"calendar"}
    room = drafted([one("poll", "2026-03-16"), one("nominate", "2026-03-17", "2026-03-18")])
    assert room.why("chair", "programme_notify", "programme", "P", {}) == {"calendar"}
    room = drafted([one("elect", "2026-03-16", level="district"), one("elect", "2026-03-16", "2026-03-18")])
    assert room.why("chair", "programme_notify", "programme", "P", {}) == {"calendar"}
    assert "author_cannot" in room.why("sec", "programme_notify", "programme", "P", {})


def test_52_a_day_on_a_holiday() -> None:
    assert holiday(D("2026-01-26")) is not None and holiday(D("2026-01-27")) is None
    day = holiday(D("2026-03-27"), "OD")
    assert day is not None and day.in_language("hi") != day.in_language("en") != ""
    assert holiday(D("2026-03-27")) is None and holiday(D("2026-03-27"), "no-such-state") is None
    assert holidays_known(2026) and not holidays_known(2060)
    room = drafted([one("poll", "2060-08-17")])
    assert room.why("chair", "programme_notify", "programme", "P", {}) == {"on_a_holiday"}
    room = drafted([one("poll", "2026-08-15")])
    assert room.why("chair", "programme_notify", "programme", "P", {}) == {"on_a_holiday"}
    assert room.why("chair", "programme_notify", "programme", "P", {"waiver": "All agree."}) == set()
    # a state's own holiday counts for the units in it
    room = Room()
    room.do("admin", "unit_make", "unit", "IN", {"level": "state", "code": "OD", "name": {"en": "Odisha"}}, new="u")
    room.do("sec", "programme_draft", "body", BODY, {
        "name": {"en": "P"}, "steps": [one("poll", "2026-03-27", unit="u")],
    }, new="P")  # fmt: skip
    assert room.why("chair", "programme_notify", "programme", "P", {}) == {"on_a_holiday"}


def test_52_a_day_in_a_silence_window() -> None:
    silent = [{"first": "2026-04-01", "last": "2026-05-04", "rule": "Code of conduct, assembly elections."}]
    for row in (one("poll", "2026-05-04"), one("elect", "2026-03-20", "2026-04-01"), one("nominate", "2026-04-10")):
        room = drafted([row], silences=silent)
        assert room.why("chair", "programme_notify", "programme", "P", {"waiver": "We want it."}) == {"calendar"}
    room = drafted([one("poll", "2026-05-05")], silences=silent)
    assert room.why("chair", "programme_notify", "programme", "P", {}) == set()
    reversed_ = [{**silent[0], "first": "2026-06-01"}]
    data = {"name": {"en": "P"}, "steps": [one("poll", "2026-05-05")], "silences": reversed_}
    assert room.why("sec", "programme_draft", "body", BODY, data) == {"range_out_of_order"}
    step = days(("block", "poll", "2026-05-01", "2026-05-01"))
    window_ = [Silence(D("2026-04-01"), D("2026-05-04"), "Code")]
    assert len(list(in_silence(step, window_))) == 1


def test_52_moved_after_the_notice_without_a_new_one() -> None:
    p = Polls()
    move = {"moves": [{"step": "block_poll", "first": "2026-03-15", "last": "2026-03-15"}], "reason": "Rain."}
    assert p.why("sec", "programme_move", "programme", "P", move) == {"notice_missing"}
    old = {**move, "notified_on": "2026-03-01"}
    assert p.why("sec", "programme_move", "programme", "P", old) == {"notice_missing"}
    assert p.why("sec", "programme_move", "programme", "P", {**move, "notified_on": "2026-03-02"}) == set()
    p.till(13)
    today = {**move, "notified_on": "2026-03-13"}
    assert p.why("sec", "programme_move", "programme", "P", today) == {"notice_short"}
    again = {"moves": [{"step": "block_nominate", "first": "2026-03-20", "last": "2026-03-21"}], "reason": "Late."}
    assert "step_begun" in p.why("sec", "programme_move", "programme", "P", {**again, "notified_on": "2026-03-13"})


def test_52_a_move_takes_along_what_it_breaks() -> None:
    p = Polls()
    alone = {"moves": [{"step": "block_count", "first": "2026-03-18", "last": "2026-03-19"}], "reason": "Rain."}
    notice = {"notified_on": "2026-03-02"}
    assert p.why("sec", "programme_move", "programme", "P", {**alone, **notice}) == {"calendar"}
    # the whole ladder above moves with it
    shift = [
        {
            "step": s["key"],
            "first": str(D(s["first"]) + timedelta(days=3)),
            "last": str(D(s["last"]) + timedelta(days=3)),
        }
        for s in steps()
        if s["level"] != "block"
    ]
    p.do(
        "sec",
        "programme_move",
        "programme",
        "P",
        {"moves": [*alone["moves"], *shift], "reason": "Rain.", "waiver": "By order.", **notice},
    )
    assert faults(p.get(Programme, "P").steps) == ()


any_day = st.dates(D("2026-01-01"), D("2026-12-31"))
any_steps = st.lists(
    st.builds(
        Step, key=st.uuids().map(str), level=st.sampled_from(Level), kind=st.sampled_from(StepKind),
        first=any_day, last=any_day, unit=st.sampled_from(["", "OD", "UP"]),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


@LAW
@given(any_steps, st.randoms(use_true_random=False))
def test_faults_do_not_depend_on_the_order_of_the_steps(found: list[Step], random: object) -> None:
    turned = list(reversed(found))
    assert sorted((f.step, f.other, f.days) for f in faults(found)) == sorted(
        (f.step, f.other, f.days) for f in faults(turned)
    )


@LAW
@given(any_steps, st.integers(0, 7), any_day, any_day)
def test_a_move_breaks_exactly_what_was_whole_before(found: list[Step], n: int, first: date, last: date) -> None:
    step = found[n % len(found)]
    old = {(f.step, f.other, f.days) for f in faults(found)}
    moved = [Step(s.key, s.level, s.kind, first, last, s.unit) if s is step else s for s in found]
    new = {(f.step, f.other, f.days) for f in faults(moved)} - old
    told = breaks(found, Moved(step.key, first, last))
    assert len(told) == len(new) and all(b.step == step.key for b in told)
    assert breaks(found, Moved(step.key, step.first, step.last)) == ()


@given(any_day)
def test_key_days_are_in_the_step(day: date) -> None:
    for kind in StepKind:
        step = Step("s", Level.BLOCK, kind, day, day + timedelta(days=2))
        assert all(step.first <= d <= step.last for d in key_days(step))
