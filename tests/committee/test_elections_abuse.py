"""Abuse cases 44 and 48 to 51, each by its number: refused with the reason, or held until someone rules."""

from datetime import timedelta
from typing import Any

import pytest

from khaka.committee.elections.consequences import open_questions, what_falls
from khaka.committee.elections.roll import listed, winners
from khaka.committee.people import Body, BodyState
from khaka.committee.polling import Election, ElectionState, Elector, ElectorState, Nomination, NominationState
from khaka.committee.tallying import Certificate, Matter, MatterState, Petition, PetitionState, PollReturn, ReturnState
from khaka.committee.verbs.base import changed
from khaka.locale import Translator
from tests.committee.polls import Polls, moment
from tests.committee.room import BODY
from tests.committee.test_elections_journey import the_chain_says_the_same


def two_blocks(votes: tuple[int, ...] = (4, 2), **more: Any) -> Polls:
    """Both blocks of a district declared; their winners are ``a`` and ``k``."""
    p = Polls(**more)
    e2 = p.call("D1b2")
    p.enrol(e2, "klmno")
    e1 = p.call("D1b1")
    p.enrol(e1, "abcdefg")
    p.till(11, 0)
    for e, one, two, x, y in ((e1, "a", "b", "f", "g"), (e2, "k", "l", "n", "o")):
        p.do("r", "roll_finalise", "election", e)
        p.nominate(e, one, x, y)
        p.nominate(e, two, x, y)
    p.till(13)
    p.accept(*(f"{e}:{n}" for e in (e1, e2) for n in (1, 2)))
    p.till(15, 0)
    for e in (e1, e2):
        p.do("r", "candidates_finalise", "election", e)
    p.till(17)
    p.mark(e1, "abcdefg"[: sum(votes)])
    p.enter(e1, {f"{e1}:1": votes[0], f"{e1}:2": votes[1]})
    p.declare(e1)
    p.mark(e2, "klmno")
    p.enter(e2, {f"{e2}:1": 3, f"{e2}:2": 2})
    p.declare(e2)
    return p


def district(p: Polls, votes: tuple[int, int] = (2, 1)) -> str:
    """The district above them, declared: delegates ``a`` and ``k``, and two members by office."""
    e = p.call("D1")
    p.enrol(e, ("x", "y"))
    p.do("s", "roll_delegates", "election", e)
    p.till(19, 0)
    p.do("r", "roll_finalise", "election", e)
    p.nominate(e, "x", "a", "k")
    p.nominate(e, "y", "a", "k")
    p.till(21)
    p.accept(f"{e}:1", f"{e}:2")
    p.till(23, 0)
    p.do("r", "candidates_finalise", "election", e)
    p.till(23, 20)
    p.mark(e, ("a", "k", "x", "y")[: sum(votes)])
    p.enter(e, {f"{e}:1": votes[0], f"{e}:2": votes[1]})
    p.declare(e)
    return e


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


# 51
def tied(**more: Any) -> tuple[Polls, str]:
    p = Polls(**more)
    e = p.counted("D1b1", (2, 2, 1))
    assert p.declare(e).state is ElectionState.TIED
    return p, e


def test_51_a_tie_for_the_last_seat_waits_for_a_fresh_poll() -> None:
    p, e = tied()
    assert p.get(Election, e).tied == (f"{e}:1", f"{e}:2") and winners(p.records, e) == ()
    drawn = {"drawn": [f"{e}:1", f"{e}:2"], "present": "All."}
    assert p.why("r", "lot_enter", "election", e, drawn) == {"tie_by_fresh_poll"}
    assert p.why("sec", "poll_repeat", "election", e, {"poll_on": "2026-03-19"}) == {"notice_short"}
    p.do("sec", "poll_repeat", "election", e, {"poll_on": "2026-03-20"})
    assert p.why("s", "marked_roll_enter", "election", e, {"box": "b1", "persons": []}) == {"fresh_poll_not_begun"}
    p.till(20)
    p.mark(e, "abcdefg")
    old = p.sheet(e, {f"{e}:1": 3, f"{e}:2": 3, f"{e}:3": 1})
    assert "lines_incomplete" in p.why("s", "poll_return_enter", "election", e, old)
    p.enter(e, {f"{e}:1": 3, f"{e}:2": 3}, invalid=1)
    assert p.declare(e).state is ElectionState.TIED  # equal again: again a fresh poll, never chance
    p.do("sec", "poll_repeat", "election", e, {"poll_on": "2026-03-25"})
    p.till(25)
    p.mark(e, "abcdefg")
    p.enter(e, {f"{e}:1": 3, f"{e}:2": 4})
    found = p.declare(e)
    assert [n.id for n in winners(p.records, e)] == [f"{e}:2"]
    assert [x.votes for x in found.lines] == [2, 2, 1] and found.poll == 3


def test_51_a_lot_is_an_act_of_people_entered_by_two() -> None:
    p, e = tied(tie_rule="recorded_lot")
    assert p.why("sec", "poll_repeat", "election", e, {"poll_on": "2026-03-25"}) == {"tie_by_lot"}
    one = {"drawn": [f"{e}:2", f"{e}:1"], "present": "Both candidates, in the office."}
    other = {**one, "drawn": [f"{e}:1", f"{e}:2"]}
    assert p.why("r", "lot_enter", "election", e, {**one, "drawn": [f"{e}:2", f"{e}:3"]}) == {"not_the_tied"}
    assert p.why("a", "lot_enter", "election", e, one) == {"not_yours"}
    p.do("r", "lot_enter", "election", e, other)
    p.do("s", "lot_enter", "election", e, one)
    assert p.get(Election, e).state is ElectionState.TIED  # two different entries decide nothing
    p.do("r", "lot_enter", "election", e, one)
    assert p.get(Election, e).state is ElectionState.DECLARED
    assert [n.id for n in winners(p.records, e)] == [f"{e}:2"]
    the_chain_says_the_same(p)


def upheld(p: Polls, e: str, remedy: str = "recount", by: str = "b", judge: str = "m1") -> str:
    q = p.do(by, "petition_file", "election", e, {"grounds": "Papers were miscounted.", "judge": judge})
    p.do(judge, "petition_rule", "petition", q, {"ruling": "upheld", "remedy": remedy, "reason": "Count again."})
    return q


def test_51_a_recount_changes_the_winner_after_the_level_above_sat() -> None:
    p = two_blocks()
    d = district(p)
    upheld(p, "e-D1b1")
    assert p.get(Election, "e-D1b1").state is ElectionState.LISTED
    assert [n.person for n in winners(p.records, "e-D1b1")] == ["a"]  # until the new count
    shown = what_falls(p.records, p.get(Election, "e-D1b1"), {"a"})
    assert [(f.election, f.persons, f.margin, f.could_change) for f in shown] == [(d, ("a",), 1, True)]
    assert "A ruling is needed" in Translator("en").text(shown[0].message)
    p.enter("e-D1b1", {"e-D1b1:1": 2, "e-D1b1:2": 4})
    assert p.declare("e-D1b1").count == 2
    assert [n.person for n in winners(p.records, "e-D1b1")] == ["b"]
    (m,) = p.records.find(Matter, state=MatterState.OPEN)
    assert (m.election, m.persons, m.margin) == (d, ("a",), 1)
    assert len(list(open_questions(p.records, p.get(Election, d)))) == 1
    assert p.records.get(Elector, f"{d}:b") is None  # a final roll takes nobody in
    p.do("president", "matter_rule", "matter", m.id, {"falls": True, "reason": "One vote decided."})
    assert p.get(Election, d).state is ElectionState.VOID and winners(p.records, d) == ()
    old, new = p.records.find(Certificate, election="e-D1b1")
    assert new.replaces == old.id and new.seal != old.seal
    the_chain_says_the_same(p)


def test_51_a_recount_before_the_level_above_sat_only_changes_its_roll() -> None:
    p = two_blocks()
    d = p.call("D1")
    p.do("s", "roll_delegates", "election", d)
    upheld(p, "e-D1b1")
    p.enter("e-D1b1", {"e-D1b1:1": 2, "e-D1b1:2": 4})
    p.declare("e-D1b1")
    assert p.get(Elector, f"{d}:a").state is ElectorState.STRUCK and p.records.find(Matter) == ()
    p.till(19, 0)
    assert p.why("r", "roll_finalise", "election", d) == {"delegates_missing"}
    p.do("s", "roll_delegates", "election", d)
    assert p.why("r", "roll_finalise", "election", d) == set()
    assert [x.person for x in listed(p.records, d)] == ["b", "k"]


def test_51_a_petition_after_the_limit() -> None:
    p = Polls()
    e = p.declared("D1b1")
    data = {"grounds": "Late papers.", "judge": "m1"}
    p.now = moment(28, 0) - timedelta(seconds=1)
    assert p.why("b", "petition_file", "election", e, data) == set()
    p.now = moment(28, 0)
    assert p.why("b", "petition_file", "election", e, data) == {"petition_late"}
    assert p.why("stranger", "petition_file", "election", e, data) == {"not_yours"}


@pytest.mark.parametrize("judge", ["r", "s", "a", "b"])
def test_51_a_petition_to_someone_concerned(judge: str) -> None:
    p = Polls()
    e = p.declared("D1b1")
    assert "judge_concerned" in p.why("b", "petition_file", "election", e, {"grounds": "No.", "judge": judge})


def test_51_an_appeal_to_the_same_person() -> None:
    p = Polls()
    e = p.declared("D1b1")
    q = p.do("b", "petition_file", "election", e, {"grounds": "Miscounted.", "judge": "m1"})
    appeal = {"grounds": "Wrongly dismissed.", "judge": "m1", "against": q}
    assert "refers_to_nothing" in p.why("b", "petition_file", "election", e, appeal)
    p.do("m1", "petition_rule", "petition", q, {"ruling": "dismissed", "reason": "The sheets agree."})
    assert p.why("b", "petition_file", "election", e, appeal) == {"appeal_to_the_same"}
    a = p.do("b", "petition_file", "election", e, {**appeal, "judge": "m2"})
    again = {**appeal, "against": a}
    p.do("m2", "petition_rule", "petition", a, {"ruling": "upheld", "remedy": "recount", "reason": "Count."})
    assert p.get(Petition, a).state is PetitionState.RULED  # it replaces what it was appealed against
    p.enter(e, {f"{e}:1": 4, f"{e}:2": 2})
    p.declare(e)
    assert p.why("b", "petition_file", "election", e, again) == {"appeal_to_the_same"}


def test_51_two_petitions_with_opposite_rulings_are_held() -> None:
    p = Polls()
    e = p.declared("D1b1")
    one = p.do("b", "petition_file", "election", e, {"grounds": "Miscounted.", "judge": "m1"})
    two = p.do("c", "petition_file", "election", e, {"grounds": "Miscounted.", "judge": "m2"})
    p.do("m1", "petition_rule", "petition", one, {"ruling": "dismissed", "reason": "No."})
    wrong = {"ruling": "dismissed", "remedy": "recount", "reason": "?"}
    assert p.why("m2", "petition_rule", "petition", two, wrong) == {"remedy_and_ruling"}
    p.do("m2", "petition_rule", "petition", two, {"ruling": "upheld", "remedy": "recount", "reason": "Yes."})
    assert p.get(Petition, two).state is PetitionState.HELD
    assert p.get(Election, e).state is ElectionState.DECLARED  # nothing moves
    settled = {"ruling": "upheld", "remedy": "recount", "reason": "The papers decide."}
    assert p.why("m1", "petition_settle", "petition", two, settled) == {"not_your_role"}
    p.do("president", "petition_settle", "petition", two, settled)
    assert p.get(Election, e).state is ElectionState.LISTED


def test_51_a_fresh_poll_of_all_after_a_petition() -> None:
    p = Polls()
    e = p.declared("D1b1")
    upheld(p, e, "fresh_poll")
    assert p.get(Election, e).state is ElectionState.REPOLL
    p.do("sec", "poll_repeat", "election", e, {"poll_on": "2026-03-23"})
    p.till(23)
    p.mark(e, "abcdefg")
    p.enter(e, {f"{e}:1": 3, f"{e}:2": 4})
    p.declare(e)
    assert [n.person for n in winners(p.records, e)] == ["b"]
    assert [x.votes for x in p.get(Election, e).lines] == [3, 4]


# around the cases: what the rules allow so that nothing is stuck
def test_a_recount_of_a_fresh_poll_starts_from_the_ranks_before_it() -> None:
    p, e = tied()
    p.do("sec", "poll_repeat", "election", e, {"poll_on": "2026-03-20"})
    p.till(20)
    p.mark(e, "abcdefg")
    p.enter(e, {f"{e}:1": 4, f"{e}:2": 3})
    p.declare(e)
    assert [n.id for n in winners(p.records, e)] == [f"{e}:1"]
    upheld(p, e)
    p.enter(e, {f"{e}:1": 3, f"{e}:2": 4})
    p.declare(e)
    assert [n.id for n in winners(p.records, e)] == [f"{e}:2"]


def test_the_officer_counts_again_before_the_declaration() -> None:
    p = Polls()
    e = p.counted("D1b1")
    assert p.why("s", "election_recount", "election", e, {"reason": "A bundle was left out."}) == {"not_yours"}
    p.do("r", "election_recount", "election", e, {"reason": "A bundle was left out."})
    assert p.why("r", "election_declare", "election", e) == {"wrong_state"}
    p.enter(e, {f"{e}:1": 2, f"{e}:2": 4})
    assert [line.votes for line in p.declare(e).lines] == [2, 4]


def test_after_a_stay_a_unit_gets_dates_of_its_own() -> None:
    p = Polls()
    e = p.rolled("D1b1")
    p.do("president", "election_stay", "election", e, {"reason": "A complaint."})
    p.till(13, 6)
    p.do("president", "election_resume", "election", e, {"reason": "Dismissed."})
    assert p.why("r", "nomination_file", "election", e, p.paper("a", "f", "g")) == {"step_over"}
    own = [
        {
            "key": f"own_{k}",
            "level": "block",
            "kind": k,
            "first": f"2026-03-{d}",
            "last": f"2026-03-{d}",
            "unit": "D1b1",
        }
        for k, d in (("nominate", 16), ("scrutiny", 17), ("withdraw", 18), ("poll", 19), ("count", 20))
    ]
    data = {"steps": own, "reason": "After the stay.", "waiver": "By order."}
    assert p.why("sec", "programme_extend", "programme", "P", data) == {"notice_missing", "calendar"}
    # the district of the block waits too: its own dates take the place of the general ones
    more = [
        {"key": f"d_{k}", "level": "district", "kind": k, "first": f"2026-03-{d}", "last": f"2026-03-{d}", "unit": "D1"}
        for k, d in (("nominate", 21), ("scrutiny", 22), ("withdraw", 23), ("poll", 24), ("count", 25))
    ]
    p.do("sec", "programme_extend", "programme", "P", {**data, "steps": [*own, *more], "notified_on": "2026-03-13"})
    p.till(16)
    assert p.why("r", "nomination_file", "election", e, p.paper("a", "f", "g")) == set()
    bad = {**data, "notified_on": "2026-03-16", "steps": [{**own[0], "key": "again", "unit": ""}]}
    assert {"twice", "refers_to_nothing"} <= p.why("sec", "programme_extend", "programme", "P", bad)


def test_who_is_elected_above_and_lost_below_is_in_question_all_the_way_up() -> None:
    """The delegate whose seat fell had not voted but was elected above: a ruling is needed there and nothing is silent."""
    p = two_blocks()
    d = p.call("D1")
    p.enrol(d, ("x", "y", "z"))
    p.do("s", "roll_delegates", "election", d)
    p.till(19, 0)
    p.do("r", "roll_finalise", "election", d)
    p.nominate(d, "a", "y", "z")
    p.nominate(d, "x", "y", "z")
    p.till(21)
    p.accept(f"{d}:1", f"{d}:2")
    p.till(23, 0)
    p.do("r", "candidates_finalise", "election", d)
    p.till(23)
    p.mark(d, ("k", "x", "y"))
    p.enter(d, {f"{d}:1": 3, f"{d}:2": 0})
    p.declare(d)
    upheld(p, "e-D1b1")
    (shown,) = what_falls(p.records, p.get(Election, "e-D1b1"), {"a"})
    assert shown.could_change and shown.margin == 3
    p.enter("e-D1b1", {"e-D1b1:1": 2, "e-D1b1:2": 4})
    p.declare("e-D1b1")
    (m,) = p.records.find(Matter)
    assert (m.election, m.persons) == (d, ("a",))


def test_posts_that_send_no_delegates() -> None:
    p = Polls()
    p.listed("D1b1", "ab", delegates=False)
    e = p.call("D1")
    assert p.why("s", "roll_delegates", "election", e) == {"no_delegates"}
    p.enrol(e, "xyz")
    p.till(19, 0)
    assert p.why("r", "roll_finalise", "election", e) == set()  # nor does the district wait for them


def test_an_accepted_candidate_who_leaves_the_organisation_is_examined_again() -> None:
    p = Polls()
    e = p.rolled("D1b1")
    n = p.nominate(e, "a", "f", "g")
    p.till(13)
    p.accept(n)
    p.do("r", "elector_strike", "elector", f"{e}:a", {"cause": "expelled", "reason": "On record."})
    p.till(15, 0)
    assert p.why("r", "candidates_finalise", "election", e) == {"not_elector"}
    p.do("r", "nomination_examine", "nomination", n, {"accepted": False, "reason": "Expelled."})
    assert p.why("r", "candidates_finalise", "election", e) == set()


def test_what_waits_for_whom() -> None:
    from khaka.committee.pending import pending

    p = Polls()
    e = p.rolled("D1b1")
    n = p.nominate(e, "a", "f", "g")
    assert [(w.verb, w.noun.id) for w in pending(p.records, "r", p.now)] == [("nomination_examine", n)]
    q = Polls()
    e = q.declared("D1b1")
    q.do("b", "petition_file", "election", e, {"grounds": "Wrong.", "judge": "m1"})
    assert [w.verb for w in pending(q.records, "m1", q.now)] == ["petition_rule"]
    assert pending(q.records, "r", q.now) == ()
