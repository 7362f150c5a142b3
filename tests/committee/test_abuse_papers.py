"""ABUSE-CASES.md, proposals, text, access, clashes: each case that pure rules can answer, under its number."""

import pytest

from khaka.committee.advice import View
from khaka.committee.codec import canonical
from khaka.committee.outcomes import Decision
from khaka.committee.papers import Clash, Comment, EffectRun, Proposal, ProposalState, ProposalText
from khaka.committee.reading import sees
from khaka.committee.texts import differences
from tests.committee.room import BODY, TEXT, Room

EDIT = {"title": {"en": "Odisha alone"}, "paragraphs": [{"id": "p1", "words": {"en": "Other."}}]}


def test_22_a_stale_edit_is_told_and_the_difference_is_there() -> None:
    room = Room()
    p = room.draft()
    seen = room.get(Proposal, p).version
    room.do("strategist", "proposal_edit", "proposal", p, EDIT, version=seen)
    other = {"title": {"en": "X"}, "paragraphs": TEXT}
    assert room.why("strategist", "proposal_edit", "proposal", p, other, version=seen) == {"stale"}
    assert room.why("strategist", "proposal_edit", "proposal", p, other, version=None) == {"version_missing"}
    changes = differences(room.get(ProposalText, f"{p}:1"), room.get(ProposalText, f"{p}:2"))
    assert [(c.id, c.after is None) for c in changes] == [("p1", False), ("p2", True)]


@pytest.mark.parametrize("state", ["submitted", "admitted", "discussed", "division"])
def test_23_no_edit_after_submission(state: str) -> None:
    room = Room()
    p = {"submitted": room.draft, "admitted": room.admitted, "discussed": room.discussed, "division": room.discussed}[
        state
    ]()
    if state == "submitted":
        room.do("strategist", "proposal_submit", "proposal", p)
    if state == "division":
        room.called(p)
    assert room.why("strategist", "proposal_edit", "proposal", p, EDIT) == {"wrong_state"}


def test_23b_no_amendment_while_a_division_is_called_or_open() -> None:
    room = Room()
    p = room.discussed()
    text = {"base": 1, "change": "replace", "paragraph": "p1", "words": {"en": "Ally."}, "why": "Better."}
    a = room.do("m1", "amendment_propose", "proposal", p, text)
    room.called(p)
    assert room.why("m1", "amendment_propose", "proposal", p, text) == {"division_under_way"}
    assert room.why("chair", "amendment_accept", "amendment", a) == {"division_under_way"}


def test_24_amendments_that_overlap_or_say_nothing() -> None:
    room = Room()
    p = room.admitted()
    one = {"base": 1, "change": "replace", "paragraph": "p1", "words": {"en": "A."}, "why": "Because."}
    propose = ("m1", "amendment_propose", "proposal", p)
    first, second = room.do(*propose, one), room.do(*propose, {**one, "words": {"en": "B."}})
    room.do("strategist", "amendment_accept", "amendment", first)  # the proposal's author may
    assert room.get(Proposal, p).text == 2
    assert room.why("chair", "amendment_accept", "amendment", second) == {"amendment_overtaken"}
    assert room.why(*propose, one) == {"amendment_overtaken"}
    assert room.why(*propose, {**one, "base": 2, "words": {}}) == {"amendment_empty"}
    assert room.why(*propose, {**one, "base": 2, "words": {"en": "A."}}) == {"nothing_changed"}
    assert room.why(*propose, {**one, "base": 9}) == {"refers_to_nothing"}
    assert room.why(*propose, {**one, "paragraph": "p9"}) == {"refers_to_nothing"}
    strike = room.do(*propose, {**one, "base": 2, "change": "strike", "words": {}})
    room.do("chair", "amendment_accept", "amendment", strike)
    assert room.why(*propose, {**one, "base": 2, "words": {"en": "C."}}) == {
        "amendment_overtaken"
    }  # of a struck paragraph
    assert room.why("m1", "amendment_propose", "amendment", first, one) == {"not_found"}  # of an amendment
    last = {**one, "base": 3, "change": "strike", "paragraph": "p2", "words": {}}
    assert room.why(*propose, last) == {"last_paragraph"}


def test_24b_a_finding_on_an_older_text_is_not_reported() -> None:
    room = Room()
    p = room.discussed()
    room.found(p)
    a = room.do("m1", "amendment_propose", "proposal", p, {
        "base": 1, "change": "insert", "paragraph": "p1", "words": {"en": "Also."}, "why": "More.",
    })  # fmt: skip
    room.do("chair", "amendment_accept", "amendment", a)
    t = room.do("president", "terms_set", "body", BODY, {"words": {"en": "Consider."}, "due": room.day(9)})
    room.do("sec", "report_draft", "terms", t, {"words": {"en": "Report."}})
    assert room.why("chair", "report_deliver", "report", t) == {"finding_on_old_text"}


def test_26_no_verb_jumps_from_draft_to_decided() -> None:
    room = Room()
    p = room.draft()
    order = {"outcome": "accept", "words": "Yes."}
    assert room.why("president", "order_give", "proposal", p, order) == {"wrong_state"}
    assert room.why("president", "proposal_adopt", "proposal", p) == {"unknown_verb"}
    q = room.discussed()
    assert room.why("president", "order_give", "proposal", q, order) == {"not_reported"}
    room.found(q)
    assert room.why("president", "order_give", "proposal", q, order) == {"not_reported"}


@pytest.mark.parametrize(
    ("change", "why"),
    [({"value": float("nan")}, "not_number"), ({"value": float("inf")}, "not_number"), ({"value": "=1+1"}, "not_number"),
     ({"value": 1e308}, "number_outside"), ({"unit": "share", "value": 1.01}, "number_outside_share"),
     ({"low": 9.0, "value": 5.0}, "range_out_of_order"), ({"data_version": ""}, "not_id"), ({"data_version": None}, "missing"),
     ({"value": True}, "not_number"), ({"unit": "litres"}, "not_an_option")],
)  # fmt: skip
def test_27_an_effect_that_is_no_number(change: dict[str, object], why: str) -> None:
    room = Room()
    p = room.draft()
    run = {"measure": "seats_after_swing", "unit": "seats", "value": 5.0, "data_version": "d1", **change}
    assert room.why("system", "effect_recompute", "proposal", p, run) == {why}


def test_27b_minus_zero_is_zero_and_a_decision_keeps_what_it_saw() -> None:
    room = Room()
    p = room.discussed()
    run = {"measure": "seats_after_swing", "unit": "seats", "value": -0.0, "data_version": "d1"}
    room.do("system", "effect_recompute", "proposal", p, run)
    assert canonical(room.records.find(EffectRun, proposal=p)[0].value) == b"0"
    assert room.why("system", "effect_recompute", "proposal", p, run) == {"computed_already"}
    room.reported(p)
    d = room.do("president", "order_give", "proposal", p, {"outcome": "accept", "words": "Yes."})
    room.do("system", "effect_recompute", "proposal", p, {**run, "value": 4.0, "data_version": "d2"})
    assert [e["data_version"] for e in room.get(Decision, d).evidence["effects"]] == ["d1"]
    assert {e.value for e in room.records.find(EffectRun, proposal=p)} == {0.0, 4.0}


def test_28_limits_are_said() -> None:
    room = Room()
    long = [{"words": {"en": "x" * 5_000_000}}]
    assert room.why("strategist", "proposal_draft", "body", BODY, {"title": {"en": "T"}, "paragraphs": long}) == {
        "too_long"
    }
    many = [{"words": {"en": f"{i}"}} for i in range(201)]
    assert room.why("strategist", "proposal_draft", "body", BODY, {"title": {"en": "T"}, "paragraphs": many}) == {
        "too_many"
    }
    p, parent = room.admitted(), ""
    for _ in range(5):
        data = {"stance": "question", "text": "Why?", **({"parent": parent} if parent else {})}
        parent = room.do("m1", "comment_add", "proposal", p, data)
    assert room.get(Comment, parent).depth == 4
    assert room.why("m1", "comment_add", "proposal", p, {"stance": "remark", "text": "!", "parent": parent}) == {
        "too_deep"
    }


def test_28b_a_remedy_is_taken_over_once() -> None:
    room = Room()
    data = {"title": {"en": "B"}, "digest": "a" * 64, "data_version": "d1", "as_of": "2022-04-16"}
    b = room.do("strategist", "blueprint_present", "body", BODY, data)
    room.draft(blueprint=b, origin="P-odisha")
    twice = {"title": {"hi": "ओडिशा"}, "paragraphs": TEXT, "blueprint": b, "origin": "P-odisha"}
    assert room.why("m1", "proposal_draft", "body", BODY, twice) == {"taken_over_already"}
    assert room.why("m1", "proposal_draft", "body", BODY, {**twice, "blueprint": ""}) == {"origin_needs_both"}
    assert room.why("strategist", "blueprint_present", "body", BODY, data) == {"presented_already"}


@pytest.mark.parametrize(
    "text",
    ["a\u202eb", "a\u200bb", "a\x00b", "a\ud800b", "Z" + "\u0301" * 30, "a\u2066b", "\ufeff", "a\x1bb", "a\ue000b"],
)
def test_30_hidden_characters_are_refused(text: str) -> None:
    room = Room()
    p = room.admitted()
    assert room.why("m1", "comment_add", "proposal", p, {"stance": "for", "text": text + "x"}) == {"bad_characters"}


def test_30b_devanagari_needs_its_joiners_and_one_normal_form_is_kept() -> None:
    room = Room()
    p = room.admitted()
    for text in ("क्‍ष", "र्‌य", "कि़ताब", "ॐ", "सीट — 52"):
        room.do("m1", "comment_add", "proposal", p, {"stance": "for", "text": text})
    c = room.do("m1", "comment_add", "proposal", p, {"stance": "for", "text": "e\u0301"})
    assert room.get(Comment, c).text == "é"


def test_31_devanagari_digits_are_numbers_and_a_day_is_never_guessed() -> None:
    room = Room()
    p = room.admitted()
    room.do("sec", "proposal_order", "proposal", p, {"order": "१२"})
    assert room.get(Proposal, p).order == 12
    order = ("sec", "proposal_order", "proposal", p)
    assert room.why(*order, {"order": "1२x"}) == {"not_whole"}
    assert room.why("chair", "proposal_defer", "proposal", p, {"reason": "x", "until": "१२/०३/2026"}) == {"not_day"}
    assert room.why("chair", "proposal_defer", "proposal", p, {"reason": "x", "until": "२०२६-१२-०३"}) == set()
    assert room.why("chair", "proposal_defer", "proposal", p, {"reason": "x", "until": "2026-02-29"}) == {"not_day"}


def test_37_40_who_sees_what() -> None:
    room = Room()
    p = room.draft()
    draft = room.get(Proposal, p)
    assert [
        who
        for who in ("strategist", "chair", "m1", "guest", "admin", "nobody")
        if sees(room.records, who, draft, room.now)
    ] == ["strategist"]
    text = room.get(ProposalText, f"{p}:1")
    assert sees(room.records, "strategist", text, room.now) and not sees(room.records, "m1", text, room.now)
    room.do("strategist", "proposal_submit", "proposal", p)
    sent = room.get(Proposal, p)
    assert sees(room.records, "sec", sent, room.now) and not sees(room.records, "m1", sent, room.now)
    room.do("sec", "proposal_admit", "proposal", p)
    here = room.get(Proposal, p)
    assert sees(room.records, "guest", here, room.now) and not sees(room.records, "admin", here, room.now)
    view = room.do("sec", "view_note", "proposal", p, {"member": "m1", "words": "Yes."})
    noted = room.get(View, view)
    assert sees(room.records, "m1", noted, room.now) and not sees(room.records, "m2", noted, room.now)


def test_40_another_bodys_secretary_has_no_say() -> None:
    room = Room()
    room.do("admin", "unit_make", "unit", "IN", {"level": "state", "code": "UP", "name": {"en": "UP"}}, new="up")
    posts = {"chair": "x", "secretary": "up-sec", "authority": "y"}
    room.do("admin", "body_form", "unit", "up", {"name": {"en": "UP"}, "way": "advisory", **posts}, new="up-c")
    p = room.draft()
    room.do("strategist", "proposal_submit", "proposal", p)
    assert room.why("up-sec", "proposal_admit", "proposal", p) == {"not_your_role"}


def clash(room: Room, *proposals: str) -> str:
    data = {"rule": "two-briefs-one-seat", "words": {"en": "Both want UP-36."}, "proposals": list(proposals)}
    return room.do("system", "clash_report", "body", BODY, data)


def test_44_a_clash_blocks_tabling_until_waived() -> None:
    room = Room()
    p, q = room.admitted(), room.admitted("m1", title={"en": "Q"})
    c = clash(room, p, q)
    call = {"at": room.at(hours=1), "place": "Hall", "agenda": [p]}
    assert room.why("sec", "meeting_call", "body", BODY, call) == {"clash"}
    room.do("chair", "clash_waive", "clash", c, {"waiver": "The seat is divided by agreement."})
    assert room.why("sec", "meeting_call", "body", BODY, call) == set()
    assert room.get(Clash, c).waived_by == "chair"


def test_44b_a_clash_that_comes_later_blocks_what_follows() -> None:
    room = Room()
    p = room.discussed()
    c = clash(room, p)
    call = {"question": {"en": "?"}, "method": "recorded", "closes_at": room.at(hours=2)}
    assert room.why("chair", "division_call", "proposal", p, call) == {"clash"}
    assert room.why("sec", "finding_record", "proposal", p, {"outcome": "accept", "words": "x"}) == {"clash"}
    assert room.why("sec", "finding_record", "proposal", p, {"outcome": "decline", "words": "x"}) == set()
    room.do("system", "clash_clear", "clash", c)
    assert room.why("sec", "finding_record", "proposal", p, {"outcome": "accept", "words": "x"}) == set()


def test_45_no_waiver_without_words_nor_by_the_author() -> None:
    room = Room()
    c = clash(room, room.admitted("m1"))
    assert room.why("chair", "clash_waive", "clash", c) == {"missing"}
    assert room.why("chair", "clash_waive", "clash", c, {"waiver": "   "}) == {"blank"}
    assert room.why("m1", "clash_waive", "clash", c, {"waiver": "Fine."}) == {"not_your_role"}
    own = clash(room, room.admitted("chair", title={"en": "Own"}))
    assert room.why("chair", "clash_waive", "clash", own, {"waiver": "Fine."}) == {"author_cannot"}


def test_47_a_comment_taken_from_view_leaves_its_record() -> None:
    room = Room()
    p = room.admitted()
    c = room.do("m1", "comment_add", "proposal", p, {"stance": "for", "text": "Bad words."})
    assert room.why("m2", "comment_hide", "comment", c, {"reason": "x"}) == {"not_your_role"}
    room.do("sec", "comment_hide", "comment", c, {"reason": "Court order 12."})
    hidden = room.get(Comment, c)
    assert (hidden.text, hidden.hidden, hidden.author) == ("", "Court order 12.", "m1")


def test_52_a_day_begins_at_the_bodys_midnight() -> None:
    room = Room()  # 10:00 in Kolkata on 2 March
    p = room.admitted()
    room.wait(hours=14, minutes=30)  # 00:30 on the 3rd in Kolkata, 19:00 on the 2nd in UTC
    assert room.why("chair", "proposal_defer", "proposal", p, {"reason": "x", "until": "2026-03-03"}) == {"in_the_past"}
    assert room.why("chair", "proposal_defer", "proposal", p, {"reason": "x", "until": "2026-03-04"}) == set()


def test_proposals_wait_for_each_other_in_order_never_in_a_circle() -> None:
    room = Room()
    p, q = room.admitted(), room.admitted(title={"en": "Q"})
    room.do("sec", "proposal_order", "proposal", q, {"order": 2, "after": [p]})
    assert room.why("sec", "proposal_order", "proposal", p, {"after": [q]}) == {"waits_in_a_circle"}
    assert room.why("sec", "proposal_order", "proposal", p, {"after": [p]}) == {"waits_in_a_circle"}
    assert room.why("sec", "proposal_order", "proposal", p, {"after": ["none"]}) == {"refers_to_nothing"}
    call = {"at": room.at(hours=1), "place": "Hall", "agenda": [q]}
    assert room.why("sec", "meeting_call", "body", BODY, call) == {"waits_for"}
    assert room.why("sec", "meeting_call", "body", BODY, {**call, "agenda": [p, q]}) == set()


def test_roles_that_exclude_each_other() -> None:
    room = Room()
    offer = {"person": "m1", "role": "adviser", "terms": "x", "valid_until": room.at(days=1)}
    assert room.why("chair", "offer_make", "body", BODY, {**offer, "role": "chair"}) == {"cannot_grant"}
    assert room.why("president", "offer_make", "body", BODY, {**offer, "role": "administrator"}) == {"cannot_grant"}
    assert room.why("chair", "offer_make", "body", BODY, {**offer, "role": "member"}) == {"role_held"}
    assert room.why("president", "offer_make", "body", BODY, {**offer, "role": "system"}) == {"cannot_grant"}
    assert room.why("president", "offer_make", "body", BODY, {**offer, "person": "president"}) >= {"not_to_oneself"}
    o = room.do("chair", "offer_make", "body", BODY, offer)
    assert room.why("m2", "offer_accept", "offer", o) == {"not_yours"}
    room.wait(days=2)
    assert room.why("m1", "offer_accept", "offer", o) == {"offer_expired"}
    form = {"name": {"en": "N"}, "way": "advisory", "chair": "a", "secretary": "a"}
    assert room.why("admin", "body_form", "unit", "IN", form) == {"roles_apart", "authority_missing"}


def test_withdrawn_after_the_finding_is_too_late() -> None:
    room = Room()
    p = room.discussed()
    room.found(p)
    assert room.why("strategist", "proposal_withdraw", "proposal", p, {"reason": "x"}) == {"found_already"}
    assert room.get(Proposal, p).state is ProposalState.DISCUSSED
