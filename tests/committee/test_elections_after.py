"""Abuse case 51: ties, recounts, petitions, and what they do above; and what the rules allow so that nothing is stuck."""

from datetime import timedelta
from typing import Any

import pytest

from khaka.committee.elections.consequences import open_questions, what_falls
from khaka.committee.elections.roll import listed, winners
from khaka.committee.polling import Election, ElectionState, Elector, ElectorState
from khaka.committee.tallying import Certificate, Matter, MatterState, Petition, PetitionState
from khaka.locale import Translator
from tests.committee.polls import Polls, district, moment, two_blocks
from tests.committee.test_elections_journey import the_chain_says_the_same


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
