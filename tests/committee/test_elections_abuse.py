"""Abuse cases 44 and 48 to 50, each by its number: refused with the reason, or held until someone rules."""

from datetime import timedelta
from typing import Any

import pytest

from khaka.committee.elections.roll import listed, winners
from khaka.committee.people import Body, BodyState
from khaka.committee.polling import Election, ElectionState, Elector, ElectorState, Nomination, NominationState
from khaka.committee.tallying import Certificate, Matter, PollReturn, ReturnState
from khaka.committee.verbs.base import changed
from tests.committee.polls import Polls, district, moment, two_blocks
from tests.committee.room import BODY
from tests.committee.test_elections_journey import the_chain_says_the_same


# 44 (what fits): a parent that is gone or renamed, a cycle of parents
def test_44_an_election_for_a_unit_that_is_not_there_or_hangs_in_a_circle() -> None:
    from khaka.committee.elections.roll import above, below, line_of
    from khaka.committee.people import Unit

    p = Polls()
    data = {
        "unit": "gone",
        "post": {"en": "President"},
        "seats": 1,
        "officer": "r",
        "scrutineers": ["s"],
        "boxes": ["b"],
    }
    assert p.why("sec", "election_call", "programme", "P", data) == {"refers_to_nothing"}
    e = p.get(Election, p.call("D1"))
    for unit, parent in (("S", "D1"), ("IN", "S")):
        p.records.put(changed(p.get(Unit, unit), parent=parent))
    assert line_of(p.records, "D1") == ("D1", "S")
    assert [x.id for x in (*below(p.records, e), *above(p.records, e))] == []


def test_44_one_election_a_post_and_unit_and_none_in_a_dissolved_body() -> None:
    p = Polls()
    e = p.call("D1")
    data = {"unit": "D1", "post": {"en": "President"}, "seats": 1, "officer": "r", "scrutineers": ["s"], "boxes": ["b"]}
    assert p.why("sec", "election_call", "programme", "P", data) == {"called_already"}
    bad = {**data, "post": {"en": "Treasurer"}, "seats": 1, "officer": "s", "reserved": [
        {"group": "women", "seats": 2, "unfilled": "vacant"},
    ]}  # fmt: skip
    assert p.why("sec", "election_call", "programme", "P", bad) == {"more_than_seats", "officers_apart"}
    p.records.put(changed(p.get(Body, BODY), state=BodyState.DISSOLVED))
    assert p.why("r", "roll_finalise", "election", e) >= {"body_dissolved"}


# 48
def test_48_a_district_cannot_go_on_before_its_blocks_are_done() -> None:
    p = Polls()
    p.listed("D1b1")
    e = p.call("D1")
    p.enrol(e, "xyz")
    p.till(19)
    assert p.why("r", "roll_finalise", "election", e) == {"below_not_done"}


def test_48_a_block_is_stayed_after_the_district_voted() -> None:
    p = two_blocks()
    e = district(p)
    p.do("president", "election_stay", "election", "e-D1b1", {"reason": "A complaint."})
    (m,) = p.records.find(Matter)
    assert (m.election, m.because, m.persons, m.margin) == (e, "e-D1b1", ("a",), 1)
    for verb in ("petition_file", "election_declare"):
        assert "wrong_state" in p.why("a" if verb == "petition_file" else "r", verb, "election", "e-D1b1")
    # what is above the district waits for the ruling
    s = p.call("S")
    p.enrol(s, "pq")
    p.do("s", "roll_delegates", "election", s)
    p.till(26, 0)
    assert p.why("r", "roll_finalise", "election", s) == {"matter_open_below"}
    assert p.why("chair", "matter_rule", "matter", m.id, {"falls": False, "reason": "No."}) == {"not_your_role"}
    p.do("president", "matter_rule", "matter", m.id, {"falls": False, "reason": "One vote of three."})
    assert p.why("r", "roll_finalise", "election", s) == set()
    p.do("president", "election_resume", "election", "e-D1b1", {"reason": "Dismissed."})
    assert p.get(Election, "e-D1b1").state is ElectionState.DECLARED
    the_chain_says_the_same(p)


def test_48_a_delegate_elected_in_two_blocks_gives_one_seat_up() -> None:
    # a person is on one roll of a level only (below); two posts of one block can still elect the same person
    p = Polls()
    both = (p.call("D1b1"), p.call("D1b1", name="e-two", post={"en": "Delegate"}))
    void = p.call("D1b2")
    for e in both:
        p.enrol(e, "abcdefg")
    p.enrol(void, "k")
    p.till(11, 0)
    for e in (*both, void):
        p.do("r", "roll_finalise", "election", e)
    for e in both:
        p.nominate(e, "a", "f", "g")
    p.till(13)
    p.accept(*(f"{e}:1" for e in both))
    p.till(15, 0)
    for e in (*both, void):
        p.do("r", "candidates_finalise", "election", e)
    d = p.call("D1")
    p.do("s", "roll_delegates", "election", d)
    p.till(19, 0)
    assert len(p.get(Elector, f"{d}:a").seats) == 2
    assert p.why("r", "roll_finalise", "election", d) == {"elected_twice"}
    p.do("a", "seat_vacate", "nomination", "e-two:1", {"cause": "elsewhere", "reason": "I keep the presidency."})
    assert p.get(Elector, f"{d}:a").state is ElectorState.LISTED
    p.do("r", "roll_finalise", "election", d)
    assert p.get(Election, d).roll_size == 1


def test_48_two_rolls_of_one_level_do_not_share_a_person() -> None:
    p = Polls()
    p.enrol(p.call("D1b1"), "abc")
    e = p.call("D1b2")
    p.till(10)
    data = {"electors": [{"person": "a", "since": "2025-01-01"}]}
    assert p.why("s", "roll_enter", "election", e, data) == {"on_another_roll"}
    data = {"electors": [{"person": "new", "since": "2026-03-11"}]}
    assert p.why("s", "roll_enter", "election", e, data) == {"after_cut_off"}
    data = {"electors": [{"person": "new", "since": "2026-03-10"}]}
    assert p.why("s", "roll_enter", "election", e, data) == set()
    p.now = moment(11, 0)
    assert p.why("s", "roll_enter", "election", e, data) == {"step_over"}


@pytest.mark.parametrize("cause", ["died", "expelled"])
def test_48_a_delegate_dies_or_is_expelled(cause: str) -> None:
    p = two_blocks()
    d = p.call("D1")
    p.enrol(d, ("x", "y", "z"))
    p.do("s", "roll_delegates", "election", d)
    p.till(19, 0)
    p.do("r", "roll_finalise", "election", d)
    p.do("r", "seat_vacate", "nomination", "e-D1b1:1", {"cause": cause, "reason": "On record."})
    gone = p.get(Elector, f"{d}:a")
    assert gone.state is ElectorState.STRUCK and gone.cause == cause
    assert p.why("r", "nomination_file", "election", d, p.paper("x", "a", "k")) == {"not_elector"}
    # who has had a paper keeps the vote that was given
    p.nominate(d, "x", "k", "y")
    p.nominate(d, "z", "k", "y")
    p.till(21)
    p.accept(f"{d}:1", f"{d}:2")
    p.till(23, 0)
    p.do("r", "candidates_finalise", "election", d)
    p.till(23)
    assert p.why("s", "marked_roll_enter", "election", d, {"box": "b1", "persons": ["a", "x"]}) == {"not_electors"}
    p.mark(d, ("k", "x", "y", "z"))
    assert p.why("r", "elector_strike", "elector", f"{d}:k", {"cause": cause, "reason": "On record."}) == {
        "had_a_paper"
    }
    p.do("r", "seat_vacate", "nomination", "e-D1b2:1", {"cause": cause, "reason": "On record."})
    assert p.get(Elector, f"{d}:k").state is ElectorState.LISTED


def test_48_a_unit_is_split_after_the_roll_is_final() -> None:
    p = Polls()
    e = p.rolled("D1b1")
    before = p.get(Election, e)
    p.make("D1b9", "block", "D1")
    new = p.call("D1b9")
    moved = {"electors": [{"person": x, "since": "2025-01-01"} for x in "fg"]}
    assert p.why("s", "roll_enter", "election", new, moved) == {"on_another_roll", "step_over"}
    assert p.why("s", "roll_enter", "election", e, moved) >= {"wrong_state"}
    assert p.get(Election, e) == before and len(listed(p.records, e)) == before.roll_size == 7


# 49
def test_49_a_nomination_one_second_late() -> None:
    p = Polls()
    e = p.rolled("D1b1")
    p.now = moment(13, 0) - timedelta(seconds=1)
    assert p.why("a", "nomination_file", "election", e, p.paper("a", "f", "g")) == set()
    p.now = moment(13, 0)
    assert p.why("a", "nomination_file", "election", e, p.paper("a", "f", "g")) == {"step_over"}
    later = {"block": [("roll", 2, 10), ("nominate", 12, 12), ("scrutiny", 13, 13), ("poll", 16, 17)]}
    p = Polls(plan=later)
    e = p.rolled("D1b1")
    p.now = moment(12, 0) - timedelta(seconds=1)
    assert {"step_not_begun"} == p.why("a", "nomination_file", "election", e, p.paper("a", "f", "g"))


def test_49_a_nomination_by_who_is_no_member() -> None:
    p = Polls()
    e = p.rolled("D1b1")
    assert p.why("stranger", "nomination_file", "election", e, p.paper("a", "f", "g")) == {"not_yours"}
    for three in (("stranger", "f", "g"), ("a", "stranger", "g"), ("a", "f", "stranger")):
        assert p.why("r", "nomination_file", "election", e, p.paper(*three)) == {"not_elector"}
    assert p.why("r", "nomination_file", "election", e, p.paper("a", "a", "g")) == {"three_persons"}
    assert p.why("c", "nomination_file", "election", e, p.paper("a", "f", "g")) == {"paper_of_others"}
    assert p.why("r", "nomination_file", "election", e, p.paper("a", "f", "g", group="women")) == {"refers_to_nothing"}


def test_49_one_seconder_beyond_the_limit() -> None:
    p = Polls(seconds_limit=1)
    e = p.rolled("D1b1")
    p.nominate(e, "a", "f", "g")
    assert p.why("r", "nomination_file", "election", e, p.paper("b", "e", "g")) == {"signed_too_often"}
    assert p.why("r", "nomination_file", "election", e, p.paper("b", "f", "e")) == {"signed_too_often"}
    assert p.why("r", "nomination_file", "election", e, p.paper("a", "d", "e")) == {"nominated_already"}
    p.do("a", "nomination_withdraw", "nomination", f"{e}:1")
    assert p.why("r", "nomination_file", "election", e, p.paper("b", "e", "g")) == set()


def test_49_both_candidates_of_one_name() -> None:
    p = Polls()
    e = p.rolled("D1b1")
    same = {"name": {"en": "Ram Kumar", "hi": "राम कुमार"}}
    p.nominate(e, "a", "f", "g", **same, told_apart_by="Village Rampur")
    p.nominate(e, "b", "f", "g", name={"en": "ram  KUMAR", "hi": "राम कुमार"}, told_apart_by="village rampur")
    p.till(13)
    p.accept(f"{e}:1", f"{e}:2")
    p.till(15, 0)
    assert p.why("r", "candidates_finalise", "election", e) == {"same_name"}
    q = Polls()
    e = q.rolled("D1b1")
    q.nominate(e, "a", "f", "g", **same, told_apart_by="Village Rampur")
    q.nominate(e, "b", "f", "g", **same, told_apart_by="Ward 4")
    q.till(13)
    q.accept(f"{e}:1", f"{e}:2")
    q.till(15, 0)
    assert q.why("r", "candidates_finalise", "election", e) == set()


def test_49_withdrawn_after_the_list_is_final() -> None:
    p = Polls()
    e = p.listed("D1b1")
    assert "wrong_state" in p.why("a", "nomination_withdraw", "nomination", f"{e}:1")
    q = Polls()
    e = q.rolled("D1b1")
    n = q.nominate(e, "a", "f", "g")
    q.till(15, 0)
    assert q.why("a", "nomination_withdraw", "nomination", n) == {"step_over"}
    assert q.why("b", "nomination_withdraw", "nomination", n) == {"not_yours"}


def test_49_scrutiny_gives_its_reason() -> None:
    p = Polls()
    e = p.rolled("D1b1")
    n = p.nominate(e, "a", "f", "g")
    assert p.why("r", "nomination_examine", "nomination", n, {"accepted": True}) == {"step_not_begun"}
    p.till(13, 0)
    assert p.why("s", "nomination_examine", "nomination", n, {"accepted": True}) == {"not_yours"}
    assert p.why("r", "nomination_examine", "nomination", n, {"accepted": False}) == {"missing"}
    p.do("r", "elector_strike", "elector", f"{e}:g", {"cause": "resigned", "reason": "Left."})
    assert p.why("r", "nomination_examine", "nomination", n, {"accepted": True}) == {"not_elector"}
    p.till(15, 0)
    assert p.why("r", "candidates_finalise", "election", e) == {"not_examined"}
    p.do("r", "nomination_examine", "nomination", n, {"accepted": False, "reason": "The seconder is no member."})
    assert p.get(Nomination, n).state is NominationState.REJECTED


def test_49_all_withdrawn_leaves_the_post_vacant() -> None:
    p = Polls()
    e = p.rolled("D1b1")
    for person in "ab":
        p.do(person, "nomination_withdraw", "nomination", p.nominate(e, person, "f", "g"))
    p.till(15, 0)
    p.do("r", "candidates_finalise", "election", e)
    found = p.get(Election, e)
    assert found.state is ElectionState.VACANT and found.vacant == 1


def test_49_fewer_candidates_than_seats_are_elected_unopposed() -> None:
    p = Polls()
    e = p.listed("D1b1", "ab", seats=3)
    found = p.get(Election, e)
    assert found.state is ElectionState.DECLARED and found.unopposed and found.vacant == 1
    assert [n.person for n in winners(p.records, e)] == ["a", "b"]
    (c,) = p.records.find(Certificate)
    assert c.document["candidates"][0]["votes"] is None


@pytest.mark.parametrize(("unfilled", "elected", "vacant"), [("vacant", ["a"], 1), ("open", ["a", "b"], 0)])
def test_49_a_reserved_seat_without_a_candidate(unfilled: str, elected: list[str], vacant: int) -> None:
    p = Polls()
    e = p.counted("D1b1", (4, 2, 1), seats=2, reserved=[{"group": "women", "seats": 1, "unfilled": unfilled}])
    found = p.declare(e)
    assert [n.person for n in winners(p.records, e)] == elected and found.vacant == vacant


# 50
def entered(votes: dict[str, int] | None = None, **more: Any) -> tuple[Polls, str, dict[str, Any]]:
    """An election with a marked roll of six, and a return that fits."""
    p = Polls()
    e = p.listed("D1b1", boxes=("b1", "b2"))
    p.till(17)
    p.mark(e, "abcdef")
    return p, e, {**p.sheet(e, votes or {f"{e}:1": 4, f"{e}:2": 1}, invalid=1), **more}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"ballots": 5}, "votes_not_ballots"),
        ({"ballots": 7, "invalid": 2}, "ballots_over_marked"),
        ({"invalid": 7}, "votes_not_ballots"),
        ({"invalid": -1}, "not_whole"),
        ({"box": "b9"}, "refers_to_nothing"),
        ({"box": "b2"}, "marked_roll_missing"),
        ({"sha256": "x"}, "not_digest"),
    ],
)
def test_50_a_return_that_does_not_add_up(change: dict[str, Any], code: str) -> None:
    p, e, sheet = entered()
    assert code in p.why("s", "poll_return_enter", "election", e, {**sheet, **change})
    assert p.why("s", "poll_return_enter", "election", e, sheet) == set()


def test_50_a_candidate_left_out_or_a_negative_vote() -> None:
    p, e, sheet = entered()
    lines = sheet["votes"]
    for bad, code in ((lines[:1], "lines_incomplete"), ([lines[0], lines[0]], "twice")):
        assert code in p.why("s", "poll_return_enter", "election", e, {**sheet, "votes": bad})
    negative = [{**lines[0], "votes": -4}, lines[1]]
    assert p.why("s", "poll_return_enter", "election", e, {**sheet, "votes": negative}) == {"not_whole"}


def test_50_two_entries_that_differ_are_both_held() -> None:
    p, e, sheet = entered()
    p.do("s", "poll_return_enter", "election", e, sheet)
    other = p.sheet(e, {f"{e}:1": 1, f"{e}:2": 4}, invalid=1)
    p.do("r", "poll_return_enter", "election", e, other)
    assert {r.state for r in p.records.find(PollReturn)} == {ReturnState.DIFFERS}
    # one person cannot agree with herself
    p.do("r", "poll_return_enter", "election", e, other)
    assert {r.state for r in p.records.find(PollReturn)} == {ReturnState.DIFFERS}
    p.do("r", "poll_return_enter", "election", e, sheet)
    assert {r.state for r in p.records.find(PollReturn)} == {ReturnState.AGREED}
    assert p.why("r", "poll_return_enter", "election", e, sheet) == {"return_agreed_already"}
    assert p.get(Election, e).state is ElectionState.LISTED  # the second box is not in


def test_50_one_photograph_for_two_boxes() -> None:
    p, e, sheet = entered()
    p.do("s", "poll_return_enter", "election", e, sheet)
    p.mark(e, "g", box="b2")
    again = {**p.sheet(e, {f"{e}:1": 1, f"{e}:2": 0}, box="b2"), "sha256": sheet["sha256"]}
    assert p.why("s", "poll_return_enter", "election", e, again) == {"sheet_used_elsewhere"}
    assert p.why("s", "marked_roll_enter", "election", e, {"box": "b1", "persons": ["a"]}) == {"return_rests_on_it"}
    data = {"box": "b2", "persons": ["a", "g"]}
    assert "marked_elsewhere" in p.why("s", "marked_roll_enter", "election", e, data)


def test_50_a_return_after_the_declaration_and_before_the_count() -> None:
    p = Polls()
    e = p.declared("D1b1")
    assert "wrong_state" in p.why("s", "poll_return_enter", "election", e, p.sheet(e, {f"{e}:1": 5, f"{e}:2": 0}))
    q = Polls()
    e = q.listed("D1b1")
    q.till(16)
    q.mark(e, "abc")
    assert "step_not_begun" in q.why("s", "poll_return_enter", "election", e, q.sheet(e, {f"{e}:1": 3, f"{e}:2": 0}))


def test_50_a_box_without_a_vote_needs_a_word() -> None:
    p = Polls()
    e = p.listed("D1b1", boxes=("b1", "b2"))
    p.till(17)
    p.mark(e, "abcdef")
    p.enter(e, {f"{e}:1": 4, f"{e}:2": 2})
    p.mark(e, (), box="b2")
    empty = p.sheet(e, {f"{e}:1": 0, f"{e}:2": 0}, box="b2")
    assert p.why("s", "poll_return_enter", "election", e, empty) == {"box_empty_without_words"}
    p.enter(e, {f"{e}:1": 0, f"{e}:2": 0}, box="b2", note="The road was cut; nobody came.")
    assert p.declare(e).ballots == 6


def test_50_papers_that_did_not_come_back_need_a_word() -> None:
    p, e, sheet = entered({f"{e}:1": 3, f"{e}:2": 1} if (e := "e-D1b1") else None)
    assert p.why("s", "poll_return_enter", "election", e, sheet) == {"papers_missing"}


def test_50_a_return_by_the_candidates_own_account() -> None:
    p, e, sheet = entered()
    assert p.why("a", "poll_return_enter", "election", e, sheet) == {"not_yours"}
    q = Polls()
    e = q.rolled("D1b1", ["r", "s", *"abfg"])
    for person in "rs":
        assert q.why("r", "nomination_file", "election", e, q.paper(person, "f", "g")) == {"officer_stands"}


def test_50_the_two_who_enter_do_not_see_each_others_entry() -> None:
    from khaka.committee.reading import sees

    p, e, sheet = entered()
    p.do("s", "poll_return_enter", "election", e, sheet)
    (entry,) = p.records.find(PollReturn)
    assert [who for who in ("s", "r", "chair", "a", "president") if sees(p.records, who, entry, p.now)] == ["s"]
    p.do("r", "poll_return_enter", "election", e, sheet)
    entry = p.get(PollReturn, entry.id)
    assert all(sees(p.records, who, entry, p.now) for who in ("s", "r", "chair", "a", "m1"))
    assert not sees(p.records, "stranger", entry, p.now)
    assert sees(p.records, "a", p.get(Election, e), p.now)
