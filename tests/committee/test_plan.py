"""The plan: overlaps counted once, dependencies kept, the same for any order of input; reviews and pending things."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaka.committee.advice import Outcome
from khaka.committee.outcomes import Decision
from khaka.committee.papers import Proposal, StateBrief
from khaka.committee.pending import pending, suggested_recusals
from khaka.committee.plan import Chosen, plan
from khaka.committee.review import review_reasons
from khaka.committee.standing import Standing, effect_changes, standing
from khaka.committee.voting import Division
from khaka.core.errors import KhakaError
from khaka.core.figure import Figure, How, Kind
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.locale import Translator
from tests.committee.room import LAW, Room
from tests.committee.test_committee_journey import decided


def chosen(
    name: str, seats: str, after: str = "", order: int | None = None, outcome: Outcome = Outcome.ACCEPT
) -> Chosen:
    return Chosen(name, outcome, frozenset(seats.split()), tuple(after.split()), order)


def test_overlaps_are_counted_once_and_dependencies_come_first() -> None:
    found = plan([
        chosen("p1", "UP-1 UP-2", after="p3"), chosen("p2", "UP-2 OD-1", order=1), chosen("p3", "OD-1 OD-2"),
        chosen("p4", "KL-1", outcome=Outcome.DECLINE), chosen("p5", "KL-2", outcome=Outcome.DEFER),
        chosen("p6", "UP-9", after="p4", outcome=Outcome.AMEND),
    ])  # fmt: skip
    assert [s.proposal for s in found.steps] == ["p2", "p3", "p1", "p6"]
    assert [sorted(s.new) for s in found.steps] == [["OD-1", "UP-2"], ["OD-2"], ["UP-1"], ["UP-9"]]
    assert found.steps[2].shared == (("p2", frozenset({"UP-2"})),)
    assert found.steps[3].missing == ("p4",)
    assert sum(len(s.new) for s in found.steps) == len(found.seats) == 5


def test_a_circle_and_a_double_are_refused() -> None:
    with pytest.raises(KhakaError, match="circle"):
        plan([chosen("a", "", after="b"), chosen("b", "", after="a"), chosen("c", "")])
    with pytest.raises(KhakaError, match="twice"):
        plan([chosen("a", ""), chosen("a", "X")])
    assert plan([]).steps == ()


def test_late_is_told() -> None:
    first = Chosen("a", Outcome.ACCEPT, frozenset(), due=date(2026, 9, 1))
    second = Chosen("b", Outcome.ACCEPT, frozenset(), ("a",), due=date(2026, 6, 1))
    assert [s.late for s in plan([second, first]).steps] == [False, True]


seats = st.frozensets(st.sampled_from("ABCDEFGH"), max_size=5)


@LAW
@given(st.lists(st.tuples(seats, st.integers(0, 9) | st.none(), st.sets(st.integers(0, 9))), max_size=10), st.randoms())
def test_the_plan_adds_up_in_any_order(rows: list[tuple[frozenset[str], int | None, set[int]]], random: object) -> None:
    items = [
        Chosen(f"p{i}", Outcome.ACCEPT, s, tuple(f"p{j}" for j in sorted(after) if j < i), order)
        for i, (s, order, after) in enumerate(rows)
    ]
    found = plan(items)
    turned = list(items)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert plan(turned) == found
    assert sum(len(s.new) for s in found.steps) == len(found.seats)
    place = {s.proposal: n for n, s in enumerate(found.steps)}
    assert all(place[a] < place[c.proposal] for c in items for a in c.after)


def figure(value: float | None) -> Figure:
    return Figure("s1.inc.second_places.ls2019", value, Unit.SEATS, msg("committee.figure.base"), How(Kind.MEASURED))


def test_a_decision_is_due_by_day_or_by_moved_data() -> None:
    room, _, d = decided()
    decision = room.get(Decision, d)
    today, key = room.now.date(), "s1.inc.second_places.ls2019"
    assert review_reasons(decision, today, {key: figure(209)}) == ()
    assert review_reasons(decision, today, {key: figure(200)}) == ()
    reasons = {
        "moved": review_reasons(decision, today, {key: figure(199)}),
        "gone": review_reasons(decision, today, {}),
        "day": review_reasons(decision, decision.review_on, {key: figure(209)}),
    }
    assert {name: [m.key for m in r] for name, r in reasons.items()} == {n: [f"committee.review.{n}"] for n in reasons}
    for lang in ("en", "hi"):
        assert all("committee." not in Translator(lang).text(m) for r in reasons.values() for m in r)
    assert review_reasons(decision, today, {key: figure(None)})[0].key == "committee.review.gone"
    room.do("system", "decision_review", "decision", d, {"reason": "The data moved."})
    assert room.why("chair", "decision_keep", "decision", d, {"reason": "Still right."}) == {"authority_decides"}
    room.do("president", "decision_keep", "decision", d, {"reason": "Still right.", "review_on": room.day(200)})
    assert room.get(Decision, d).seal == decision.seal


def test_what_waits_for_a_person() -> None:
    room = Room()
    p = room.discussed(concerns=["m2"])
    d = room.opened(p)
    v = room.do("sec", "view_note", "proposal", p, {"member": "m1", "words": "Yes."})
    found = pending(room.records, "m1", room.now)
    assert [(w.verb, w.noun.id) for w in found] == [("ballot_cast", d), ("view_confirm", v)]
    assert found[0].due == date(2026, 3, 2)
    room.votes(d, m1="for")
    room.do("m1", "view_confirm", "view", v)
    assert pending(room.records, "m1", room.now) == ()
    assert suggested_recusals(room.records, room.get(Division, d)) == ("m2", "strategist")
    room.do("m2", "recusal_declare", "division", d, {"reason": "My seat."})
    assert suggested_recusals(room.records, room.get(Division, d)) == ("strategist",)


def test_a_brief_is_conditional_until_the_decision_and_falls_with_it() -> None:
    room = Room()
    p = room.discussed()
    room.do("admin", "unit_make", "unit", "IN", {"level": "state", "code": "UP", "name": {"en": "UP"}}, new="up")
    posts = {"chair": "uc", "secretary": "us", "authority": "y"}
    room.do("admin", "body_form", "unit", "up", {"name": {"en": "UP"}, "way": "advisory", **posts}, new="up-c")
    data = {"unit": "up", "words": {"en": "Hold."}, "due": room.day(30), "condition": p}
    brief = room.get(StateBrief, room.do("sec", "brief_issue", "body", "c", data))
    assert standing(room.records, brief) is Standing.CONDITIONAL
    room.reported(p)
    d = room.do("president", "order_give", "proposal", p, {"outcome": "accept", "words": "Go."})
    assert standing(room.records, brief) is Standing.BINDING
    room.do("president", "decision_end", "decision", d, {"reason": "Overtaken."})
    assert standing(room.records, brief) is Standing.FALLEN


def test_a_moved_effect_is_shown_beside_the_one_before() -> None:
    room = Room()
    p = room.draft()
    run = {"measure": "seats_after_swing", "unit": "seats", "value": 9.0, "data_version": "d1"}
    room.do("system", "effect_recompute", "proposal", p, run)
    first = effect_changes(room.records, room.get(Proposal, p))[0]
    assert first.before is None and not first.moved
    room.wait(days=1)
    room.do("system", "effect_recompute", "proposal", p, {**run, "value": 7.0, "data_version": "d2"})
    then = effect_changes(room.records, room.get(Proposal, p))[0]
    assert then.moved and then.before is not None and (then.before.value, then.now.value) == (9.0, 7.0)
