"""Indicators and readings: what nobody else has verified enters no computation, no review, no target."""

from datetime import timedelta
from typing import Any

import pytest

from khaka.committee.monitoring import Indicator, Reading
from khaka.committee.outcomes import Decision
from khaka.committee.papers import EffectRun, Proposal
from khaka.committee.pending import pending
from khaka.committee.readings import Move, figures_of, trend, unsupported, usable
from khaka.committee.reminders import About, reminders
from khaka.committee.review import review_reasons
from khaka.committee.seal import latest_effects
from tests.committee.room import BODY, Room
from tests.committee.test_committee_journey import decided

POSTS = {"name": {"en": "Posts filled", "hi": "भरे पद"}, "definition": {"en": "Block presidents in office."}, "unit": "count",
         "source": "Central office", "direction": "at_least", "target": 500}  # fmt: skip


def followed(room: Room, **more: Any) -> str:
    return room.do("sec", "indicator_set", "body", BODY, {**POSTS, **more})


def reported(room: Room, i: str, value: float, by: str = "strategist", days: int = 0) -> str:
    data = {"value": value, "as_of": room.day(days), "source": "Central office"}
    return room.do(by, "reading_report", "indicator", i, data)


def verified(room: Room, i: str, value: float, days: int = 0) -> str:
    r = reported(room, i, value, days=days)
    room.do("sec", "reading_verify", "reading", r)
    return r


def state(room: Room, i: str) -> Any:
    return trend(room.records, room.get(Indicator, i))


def test_a_reading_counts_when_someone_else_has_verified_it() -> None:
    room = Room()
    i = followed(room)
    r = reported(room, i, 210)
    assert usable(room.records, i) == ()
    assert (state(room, i).last.id, state(room, i).is_verified, state(room, i).reached) == (r, False, None)
    assert room.why("strategist", "reading_verify", "reading", r) == {"not_your_role"}
    own = reported(room, i, 220, by="sec")
    assert room.why("sec", "reading_verify", "reading", own) == {"reporter_cannot"}
    assert [p.noun.id for p in pending(room.records, "sec", room.now)] == [r]
    assert [p.noun.id for p in pending(room.records, "chair", room.now)] == [r, own]
    room.do("sec", "reading_verify", "reading", r)
    assert [x.value for x in usable(room.records, i)] == [210.0]
    assert room.why("m1", "reading_verify", "reading", r) == {"wrong_state"}


def test_a_disputed_reading_counts_for_nothing_until_a_third_person_settles_it() -> None:
    room = Room()
    i = followed(room)
    r = verified(room, i, 510)
    assert state(room, i).reached is True
    assert room.why("m1", "reading_dispute", "reading", r) == {"missing"}
    room.do("m1", "reading_dispute", "reading", r, {"reason": "Counted twice."})
    assert (usable(room.records, i), state(room, i).last, state(room, i).reached) == ((), None, None)
    assert room.why("m1", "reading_verify", "reading", r, {"reason": "x"}) == {"disputer_cannot"}
    assert room.why("m2", "reading_verify", "reading", r) == {"dispute_needs_answer"}
    room.do("m2", "reading_verify", "reading", r, {"reason": "Counted again: 510."})
    assert state(room, i).reached is True


def test_the_trend_is_of_verified_readings_only() -> None:
    room = Room()
    i = followed(room)
    room.wait(days=30)
    for value, days in ((100, -20), (160, -10)):
        verified(room, i, value, days)
    reported(room, i, 900)
    found = state(room, i)
    assert (found.last.value, found.verified.value, found.change, found.move, found.reached) == (
        900,
        160,
        60,
        Move.BETTER,
        False,
    )
    down = followed(room, name={"en": "Open disputes"}, direction="at_most", target=3)
    for value, days in ((5, -20), (9, -10)):
        verified(room, down, value, days)
    assert (state(room, down).move, state(room, down).reached) == (Move.WORSE, False)
    assert state(room, followed(room, name={"en": "New"})).move is Move.UNKNOWN


def test_of_two_verified_values_of_one_day_the_later_check_counts() -> None:
    room = Room()
    i = followed(room)
    verified(room, i, 100)
    room.wait(hours=1)
    verified(room, i, 104)
    assert [r.value for r in usable(room.records, i)] == [104]


@pytest.mark.parametrize(
    ("change", "code"),
    [({"value": 1.5}, "not_a_count"), ({"value": -1}, "not_a_count"), ({"value": "many"}, "not_number"),
     ({"value": float("nan")}, "not_number"), ({"as_of": "2027-01-01"}, "in_the_future"), ({"as_of": "12/03"}, "not_day"),
     ({"source": "Ram, 98765 43210"}, "looks_like_a_person"), ({"note": "see ABC1234567"}, "looks_like_a_person"),
     ({"voter": "x"}, "unknown_field")],
)  # fmt: skip
def test_what_is_no_reading(change: dict[str, Any], code: str) -> None:
    room = Room()
    i = followed(room)
    data = {"value": 3, "as_of": room.day(0), "source": "Office"} | change
    assert room.why("sec", "reading_report", "indicator", i, data) == {code}


def test_what_is_no_indicator() -> None:
    room = Room()
    ask = ("sec", "indicator_set", "body", BODY)
    share = {**POSTS, "unit": "share"}
    assert room.why(*ask, share) == {"number_outside_share"}
    assert room.why(*ask, {**POSTS, "by": "2020-01-01"}) == {"in_the_past"}
    assert room.why(*ask, {**{k: v for k, v in POSTS.items() if k != "target"}, "by": room.day(9)}) == {
        "day_without_target"
    }
    assert room.why(*ask, {**POSTS, "owner": "nobody"}) == {"not_of_the_body"}
    assert room.why(*ask, {**POSTS, "figure": "s16.indicator-1.last"}) == {"figure_needs_both"}
    assert room.why(*ask, {**POSTS, "figure": "s16.x", "blueprint": "none"}) == {"refers_to_nothing"}
    assert room.why(*ask, {**POSTS, "replaces": "none"}) == {"refers_to_nothing"}
    assert room.why(*ask, {**POSTS, "every": 0}) == {"not_whole"}
    i = followed(room)
    assert room.why(*ask, POSTS) == {"indicator_set_already"}
    j = room.do(*ask, {**POSTS, "target": 600, "replaces": i})
    assert (room.get(Indicator, i).state, room.get(Indicator, j).replaces) == ("ended", i)
    assert room.why("m1", "reading_report", "indicator", i, {"value": 1, "as_of": room.day(0), "source": "x"}) == {
        "wrong_state"
    }
    r = {"value": 1, "as_of": room.day(0), "source": "x"}
    room.do("m1", "reading_report", "indicator", j, r)
    assert room.why("m1", "reading_report", "indicator", j, r) == {"reading_there_already"}
    room.do("chair", "indicator_end", "indicator", j, {"reason": "Reached."})


def test_an_owner_outside_the_body_reports_and_is_reminded() -> None:
    room = Room()
    room.do("admin", "unit_make", "unit", "IN", {"level": "state", "code": "UP", "name": {"en": "UP"}}, new="up")
    posts = {"chair": "uc", "secretary": "us", "authority": "y"}
    room.do("admin", "body_form", "unit", "up", {"name": {"en": "UP"}, "way": "advisory", **posts}, new="up-c")
    i = followed(room, owner="us", every=7)
    assert pending(room.records, "us", room.now) == ()
    room.wait(days=8)
    assert [(p.verb, p.noun.id) for p in pending(room.records, "us", room.now)] == [("reading_report", i)]
    assert [(r.about, r.person, r.days, r.last) for r in reminders(room.records, room.now)] == [
        (About.READING, "us", -1, None)
    ]
    reported(room, i, 5, by="us")
    assert reminders(room.records, room.now) == ()
    assert room.why("uc", "reading_report", "indicator", i, {"value": 5, "as_of": room.day(0), "source": "x"}) == {
        "not_your_role"
    }


def test_reminders_name_tasks_and_reviews_near_their_day() -> None:
    room, _, d = decided()
    room.do("sec", "task_give", "decision", d, {"words": "Print.", "owner": "m1", "due": room.day(5)})
    assert [r.about for r in reminders(room.records, room.now)] == []
    room.wait(days=3)
    assert [(r.about, r.person, r.days) for r in reminders(room.records, room.now)] == [(About.TASK, "m1", 2)]
    on = room.get(Decision, d).review_on
    room.now += timedelta(days=400)
    late = reminders(room.records, room.now)
    assert late[0].days < 0 and (About.REVIEW in {r.about for r in late}) == (on is not None)


def test_unverified_values_enter_no_computed_effect_and_no_review() -> None:
    room, p, d = decided()
    i = followed(room)
    r = reported(room, i, 210)
    run = {"measure": i, "unit": "count", "value": 210, "data_version": "v2"}
    compute = ("system", "effect_recompute", "proposal", p)
    review = ("system", "decision_review", "decision", d)
    assert room.why(*compute, run) == {"readings_missing"}
    assert room.why(*compute, {**run, "readings": ["none"]}) == {"refers_to_nothing"}
    assert room.why(*compute, {**run, "readings": [r]}) == {"not_verified"}
    assert room.why(*review, {"reason": "It moved.", "readings": [r]}) == {"not_verified"}
    room.do("sec", "reading_verify", "reading", r)
    e = room.do(*compute, {**run, "readings": [r]})
    assert e in {x.id for x in latest_effects(room.records, room.get(Proposal, p))}
    assert room.get(EffectRun, e).readings == (r,) and unsupported(room.records, p) == ()
    room.do("m1", "reading_dispute", "reading", r, {"reason": "Counted twice."})
    assert [x.id for x in unsupported(room.records, p)] == [e]
    assert e not in {x.id for x in latest_effects(room.records, room.get(Proposal, p))}, "nor is it sealed as evidence"
    assert room.why(*review, {"reason": "It moved.", "readings": [r]}) == {"not_verified"}
    assert room.why(*review, {"reason": "Someone asks."}) == set()


def test_a_decision_watches_an_indicator_by_its_verified_values() -> None:
    from dataclasses import replace

    from khaka.committee.outcomes import Watch

    room, _, d = decided()
    i = followed(room)
    watching = replace(room.get(Decision, d), watch=(Watch(i, 200, 300),), review_on=None)
    verified(room, i, 210)
    room.wait(days=1)
    reported(room, i, 900)
    today = room.now.date()
    assert review_reasons(watching, today, figures_of(room.records, BODY)) == ()
    verified(room, i, 120)
    assert [m.key for m in review_reasons(watching, today, figures_of(room.records, BODY))] == [
        "committee.review.moved"
    ]
    assert room.get(Reading, room.records.find(Reading)[0].id).indicator == i
