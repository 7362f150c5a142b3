"""ABUSE-CASES.md, voting: each case that pure rules can answer, under its number."""

from datetime import timedelta
from fractions import Fraction

import pytest

from khaka.committee import Refused
from khaka.committee.advice import Finding
from khaka.committee.people import Membership, Role
from khaka.committee.reading import sees
from khaka.committee.roles import roles_at
from khaka.committee.verbs import VERBS
from khaka.committee.voting import Ballot, BallotState, Choice, Division, DivisionState, PaperReturn, RollEntry, Verdict
from tests.committee.room import BODY, Room


def test_01_a_second_ballot_is_refused_and_its_id_is_the_unique_key() -> None:
    room = Room()
    d = room.opened(room.discussed())
    room.votes(d, m1="for")
    assert room.why("m1", "ballot_cast", "division", d, room.ballot(d, "against")) == {"voted_already"}
    assert [b.id for b in room.records.find(Ballot, division=d)] == [f"{d}:m1"]


@pytest.mark.parametrize(("ms", "taken"), [(-1, True), (0, False), (1, False)])
def test_03_the_close_is_exact(ms: int, taken: bool) -> None:
    room = Room()
    d = room.opened(room.discussed())
    room.now = room.get(Division, d).closes_at + timedelta(milliseconds=ms)
    why = room.why("m1", "ballot_cast", "division", d, room.ballot(d, "for"))
    assert why == (set() if taken else {"division_is_over"})


def test_04_after_the_close_no_ballot() -> None:
    room = Room()
    d = room.opened(room.discussed())
    room.votes(d, m1="for", m2="for")
    room.close(d)
    assert room.why("m3", "ballot_cast", "division", d, room.ballot(d, "for")) == {"wrong_state"}


@pytest.mark.parametrize(
    ("who", "why"),
    [("strategist", "adviser_never_votes"), ("guest", "not_on_roll"), ("admin", "not_on_roll"), ("auditor", "not_on_roll"),
     ("president", "not_on_roll"), ("sec", "not_on_roll"), ("nobody", "not_on_roll"), ("system", "not_on_roll"),
     ("gone", "not_on_roll"), ("late", "not_on_roll"), ("other", "not_on_roll")],
)  # fmt: skip
def test_05_06_only_the_roll_votes(who: str, why: str) -> None:
    room = Room()
    left = room.join("gone", "member")
    room.do("chair", "member_end", "membership", left, {"reason": "Left."})
    room.do("admin", "unit_make", "unit", "IN", {"level": "state", "code": "UP", "name": {"en": "UP"}}, new="up")
    posts = {"chair": "other", "secretary": "x", "authority": "y"}
    room.do("admin", "body_form", "unit", "up", {"name": {"en": "UP"}, "way": "advisory", **posts}, new="up-c")
    p = room.discussed()
    room.records.put(
        Membership(id="m-late", body=BODY, person="late", role=Role.MEMBER, start=room.now + timedelta(minutes=30))
    )
    d = room.opened(p)
    room.wait(hours=1)  # "late" is a member by now, and was not when it opened
    assert room.why(who, "ballot_cast", "division", d, room.ballot(d, "for")) == {why}


def test_07_a_role_that_ends_while_the_page_is_open() -> None:
    room = Room()
    d = room.opened(room.discussed())
    m = room.records.find(Membership, person="m1", body=BODY)[0]
    room.do("chair", "member_end", "membership", m.id, {"reason": "Moved."})
    room.votes(d, m1="for")  # the roll that was frozen at the opening decides
    assert room.records.get(Ballot, f"{d}:m1") is not None


def test_08_an_adviser_made_member_cannot_vote_in_a_division_that_was_open() -> None:
    room = Room()
    p = room.discussed()
    offer = room.do("president", "offer_make", "body", BODY, {
        "person": "strategist", "role": "member", "terms": "Join.", "valid_until": room.at(days=9),
    })  # fmt: skip
    d = room.opened(p)
    room.do("strategist", "offer_accept", "offer", offer)
    assert roles_at(room.records, "strategist", BODY, room.now) == {Role.MEMBER}
    assert room.why("strategist", "ballot_cast", "division", d, room.ballot(d, "for")) == {"not_on_roll"}


def test_08b_nobody_becomes_adviser_on_an_open_roll() -> None:
    room = Room()
    p = room.discussed()
    offer = room.do("president", "offer_make", "body", BODY, {
        "person": "m1", "role": "adviser", "terms": "Advise.", "valid_until": room.at(days=9),
    })  # fmt: skip
    d = room.opened(p)
    assert room.why("m1", "offer_accept", "offer", offer) == {"on_open_roll"}
    room.close(d)
    before = room.now
    room.wait(minutes=1)
    room.do("m1", "offer_accept", "offer", offer)
    assert roles_at(room.records, "m1", BODY, before) == {Role.MEMBER}  # what could be done then stays answerable
    assert roles_at(room.records, "m1", BODY, room.now) == {Role.ADVISER}


def test_09_recusal_before_and_after_the_ballot() -> None:
    room = Room(members=4)
    d = room.opened(room.discussed())
    room.do("m1", "recusal_declare", "division", d, {"reason": "My own seat."})
    assert room.why("m1", "ballot_cast", "division", d, room.ballot(d, "for")) == {"you_are_recused"}
    room.votes(d, m2="for", m3="against", chair="for")
    room.do("m2", "recusal_declare", "division", d, {"reason": "My own seat too."})
    assert room.get(Ballot, f"{d}:m2").state is BallotState.SET_ASIDE
    done = room.close(d)
    assert (done.tally.for_, done.tally.against, done.tally.recused) == (1, 1, 2)
    assert done.verdict is Verdict.NO_QUORUM  # 2 of a roll of 5, counted anew


def test_10_all_recused() -> None:
    room = Room(members=2)
    d = room.opened(room.discussed())
    for person in ("m1", "m2", "chair"):
        room.do(person, "recusal_declare", "division", d, {"reason": "Mine."})
    assert room.close(d).verdict is Verdict.NO_QUORUM


def test_10b_nobody_on_the_roll() -> None:
    room = Room(members=0, rules={"tie": "casting"})
    d = room.called(room.discussed())
    assert room.why("chair", "division_open", "division", d) == {"empty_roll"}


def test_13_casting_vote_is_the_chairs_and_only_by_rule() -> None:
    room = Room(members=2, rules={"tie": "casting"})
    d = room.opened(room.discussed())
    assert room.records.get(RollEntry, f"{d}:chair") is None  # no vote in the first instance
    room.votes(d, m1="for", m2="against")
    assert room.close(d).state is DivisionState.TIED
    assert room.why("sec", "casting_vote", "division", d, {"choice": "for"}) == {"not_your_role"}
    assert room.why("chair", "casting_vote", "division", d, {"choice": "abstain"}) == {"not_an_option"}
    room.do("chair", "casting_vote", "division", d, {"choice": "for"})
    done = room.get(Division, d)
    assert (done.verdict, done.casting, done.tally.for_) == (Verdict.CARRIED, Choice.FOR, 1)


def test_13b_a_recused_chair_has_no_casting_vote() -> None:
    room = Room(members=2, rules={"tie": "casting"})
    d = room.opened(room.discussed())
    room.do("chair", "recusal_declare", "division", d, {"reason": "Mine."})
    room.votes(d, m1="for", m2="against")
    room.close(d)
    assert room.why("chair", "casting_vote", "division", d, {"choice": "for"}) == {"you_are_recused"}


def test_13c_the_chair_who_voted_has_a_second_vote_only_by_rule() -> None:
    for tie, verdict in (("fails", Verdict.LOST), ("second", Verdict.TIED)):
        room = Room(members=1, rules={"tie": tie})
        d = room.opened(room.discussed())
        room.votes(d, chair="for", m1="against")
        assert room.close(d).verdict is verdict


@pytest.mark.parametrize(
    ("data", "why"),
    [({"choice": "maybe"}, "not_an_option"), ({"choice": ["for", "against"]}, "not_an_option"), ({"choice": ""}, "not_an_option"),
     ({"choice": None}, "missing"), ({"choice": "for", "weight": 9}, "unknown_field"), ({"choice": True}, "not_an_option"),
     ({"choice": "for", "actor": "m2"}, "unknown_field"), ({"choice": "x" * 10_000}, "not_an_option")],
)  # fmt: skip
def test_14_38_a_ballot_that_is_none(data: dict[str, object], why: str) -> None:
    room = Room()
    d = room.opened(room.discussed())
    assert room.why("m1", "ballot_cast", "division", d, {"digest": room.get(Division, d).digest, **data}) == {why}


def test_15_a_changed_vote_counts_once_and_last_where_the_rules_allow_it() -> None:
    room = Room(rules={"revote": True})
    d = room.opened(room.discussed())
    room.votes(d, m1="for", m2="for")
    room.votes(d, m1="against")
    done = room.close(d)
    assert (done.tally.for_, done.tally.against) == (1, 1)


def test_17_no_running_total_in_any_event_before_the_close() -> None:
    room = Room()
    d = room.opened(room.discussed())
    room.votes(d, m1="against", m2="for")
    cast = [e.data for e in room.chain if e.data and e.data["verb"] == "ballot_cast"]
    assert len(cast) == 2
    for data in cast:
        assert set(data["puts"][0]) == {"kind", "id", "version", "sha256"} and data["why"] == ""
        assert "against" not in str(data) and "for" not in data["puts"][0].values()
    ballot = room.get(Ballot, f"{d}:m1")
    for person in ("chair", "sec", "auditor", "president", "admin", "guest", "m2"):
        assert not sees(room.records, person, ballot, room.now)
    assert sees(room.records, "m1", ballot, room.now)  # the voter is shown the ballot
    room.close(d)
    assert sees(room.records, "guest", ballot, room.now)


def test_17b_equal_choices_have_unequal_digests() -> None:
    room = Room()
    d = room.opened(room.discussed())
    room.votes(d, m1="for", m2="for", m3="for")
    sealed = [e.data["puts"][0]["sha256"] for e in room.chain if e.data and e.data["verb"] == "ballot_cast"]
    assert len(set(sealed)) == 3


def test_18_a_secret_division_of_two_is_warned_of() -> None:
    room = Room(members=1)
    d = room.called(room.discussed(), method="secret")
    assert room.why("chair", "division_open", "division", d) == {"secret_few"}
    assert room.why("chair", "division_open", "division", d, {"aware": True}) == set()


def test_18b_a_secret_ballot_is_never_taken_here() -> None:
    room = Room()
    d = room.opened(room.discussed(), method="secret")
    assert room.why("m1", "ballot_cast", "division", d, room.ballot(d, "for")) == {"secret_on_paper"}


def test_19_the_method_is_fixed_by_the_call() -> None:
    writers = [v.name for v in VERBS if any(f.name == "method" for f in v.fields)]
    assert writers == ["division_call"]


def test_20_two_keys_two_persons_one_day() -> None:
    room = Room()
    d = room.called(room.discussed(), closes_at=room.at(days=9))
    room.do("chair", "division_open", "division", d)
    assert room.get(Division, d).state is DivisionState.CALLED
    assert room.why("chair", "division_open", "division", d) == {"key_turned"}
    room.wait(hours=24)
    room.do("sec", "division_open", "division", d)  # the chair's key has expired: this one starts anew
    assert room.get(Division, d).state is DivisionState.CALLED
    room.wait(hours=23)
    room.do("chair", "division_open", "division", d)
    assert room.get(Division, d).state is DivisionState.OPEN


def test_20b_a_key_of_someone_who_has_left_the_post_does_not_count() -> None:
    room = Room()
    d = room.called(room.discussed(), closes_at=room.at(days=9))
    room.do("chair", "division_open", "division", d)
    m = room.records.find(Membership, person="chair", role=Role.CHAIR)[0]
    room.do("president", "member_end", "membership", m.id, {"reason": "Ill."})
    room.do("sec", "division_open", "division", d)
    assert room.get(Division, d).state is DivisionState.CALLED


def test_21_a_lost_division_is_voided_by_the_auditor_with_a_reason_only() -> None:
    room = Room()
    p = room.discussed()
    d = room.opened(p)
    room.votes(d, m1="against", m2="against")
    room.close(d)
    for person in ("chair", "sec", "president", "admin", "m1"):
        assert room.why(person, "division_void", "division", d, {"reason": "Again."}) == {"not_your_role"}
    assert room.why("auditor", "division_void", "division", d) == {"missing"}
    assert room.why("chair", "division_call", "proposal", p, {
        "question": {"en": "Again?"}, "method": "recorded", "closes_at": room.at(hours=2),
    }) == {"found_by_division"}  # fmt: skip
    room.do("auditor", "division_void", "division", d, {"reason": "The roll was wrong."})
    assert room.get(Finding, f"{p}:1").void
    assert len(room.records.find(Ballot, division=d)) == 2  # nothing is deleted
    again = room.called(p, repeats=d)
    assert room.get(Division, again).repeats == d


def test_23_a_ballot_is_bound_to_the_text_that_was_seen() -> None:
    room = Room()
    d = room.opened(room.discussed())
    assert room.why("m1", "ballot_cast", "division", d, {"choice": "for", "digest": "0" * 64}) == {"other_text"}


def test_25_withdrawal_against_opening_one_wins() -> None:
    room = Room()
    p = room.discussed()
    slow = room.ask("strategist", "proposal_withdraw", "proposal", p, {"reason": "No."})
    room.called(p)
    from khaka.committee import blockers

    assert {b.code for b in blockers(slow, room.records)} == {"stale"}  # the proposal's row moved
    assert room.why("strategist", "proposal_withdraw", "proposal", p, {"reason": "No."}) == {"division_under_way"}


def test_50_the_paper_return_adds_up_and_two_persons_agree() -> None:
    room = Room()
    d = room.opened(room.discussed(), method="secret")
    good = {"issued": 4, "for_": 2, "against": 1, "blank": 1, "spoilt": 0}
    assert room.why("sec", "return_enter", "division", d, good) == {"wrong_state"}
    assert room.close(d).state is DivisionState.COUNTING
    enter = ("return_enter", "division", d)
    assert room.why("sec", *enter, {**good, "issued": 5}) == {"more_issued_than_voters"}
    assert room.why("sec", *enter, {**good, "issued": 3}) == {"more_papers_than_issued"}
    assert room.why("sec", *enter, {**good, "for_": -1}) == {"not_whole"}
    assert room.why("m1", *enter, good) == {"not_your_role"}
    room.do("sec", *enter, {**good, "for_": 3, "blank": 0})
    first = room.records.find(PaperReturn, division=d)[0]
    assert not sees(room.records, "auditor", first, room.now)
    room.do("auditor", *enter, good)
    assert room.get(Division, d).state is DivisionState.COUNTING  # they differ
    room.do("sec", *enter, good)
    done = room.get(Division, d)
    assert (done.verdict, done.tally.for_, done.tally.blank) == (Verdict.CARRIED, 2, 1)


def test_50b_one_person_cannot_enter_both() -> None:
    room = Room()
    d = room.opened(room.discussed(), method="secret")
    room.close(d)
    for _ in range(2):
        room.do("sec", "return_enter", "division", d, {"issued": 3, "for_": 3, "against": 0, "blank": 0, "spoilt": 0})
    assert room.get(Division, d).state is DivisionState.COUNTING


def test_53_the_clock_never_runs_backwards() -> None:
    room = Room()
    d = room.opened(room.discussed())
    room.wait(hours=-1)
    assert "clock_back" in room.why("m1", "ballot_cast", "division", d, room.ballot(d, "for"))
    with pytest.raises(ValueError, match="time zone"):
        room.now = room.now.replace(tzinfo=None)
        room.why("m1", "ballot_cast", "division", d, room.ballot(d, "for"))


def test_57_the_same_form_twice() -> None:
    room = Room()
    p = room.draft()
    form = room.ask("strategist", "proposal_submit", "proposal", p)
    from khaka.committee import decide

    room.write(decide(form, room.records))
    with pytest.raises(Refused):
        decide(form, room.records)


def test_notice_runs() -> None:
    room = Room(rules={"notice_hours": 48})
    p = room.discussed()
    early = {
        "question": {"en": "?"},
        "method": "recorded",
        "closes_at": room.at(days=5),
        "opens_from": room.at(hours=47),
    }
    assert room.why("chair", "division_call", "proposal", p, early) == {"notice_too_short"}
    assert room.why(
        "chair", "division_call", "proposal", p, {**early, "opens_from": None, "closes_at": room.at(days=1)}
    ) == {"closes_before_it_opens"}
    d = room.called(p, closes_at=room.at(days=5))
    assert room.why("chair", "division_open", "division", d) == {"notice_runs"}
    room.wait(hours=48)
    assert room.why("chair", "division_open", "division", d) == set()


def test_the_rules_that_were_called_under_stay() -> None:
    room = Room()
    d = room.called(room.discussed())
    stricter = {"quorum": "1", "quorum_base": "roll", "threshold": "2/3", "majority_base": "roll", "tie": "fails"}
    room.do("president", "rulebook_set", "body", BODY, stricter)
    assert room.get(Division, d).rulebook.threshold == Fraction(1, 2)


def test_a_deciding_body_decides_by_its_division() -> None:
    room = Room(way="division")
    p = room.discussed()
    assert room.why("sec", "finding_record", "proposal", p, {"outcome": "accept", "words": "Yes."}) == {
        "needs_division"
    }
    d = room.opened(p)
    room.votes(d, m1="for", m2="for", m3="against")
    room.close(d)
    assert room.why("president", "order_give", "proposal", p, {"outcome": "accept", "words": "x"}) >= {"needs_division"}
    room.do("sec", "decision_record", "division", d)
    assert room.why("sec", "decision_record", "division", d) >= {"text_is_settled"}
    assert room.why("auditor", "division_void", "division", d, {"reason": "x"}) == {"decision_stands"}


def test_without_a_quorum_there_is_no_finding_and_no_decision() -> None:
    room = Room(way="division")
    p = room.discussed()
    d = room.opened(p)
    room.votes(d, m1="for")
    assert room.close(d).verdict is Verdict.NO_QUORUM
    assert room.why("sec", "decision_record", "division", d) == {"division_without_result"}
    assert room.records.find(Finding, proposal=p) == ()
    room.called(p)  # another may be called
