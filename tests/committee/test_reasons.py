"""The smaller reasons: each refuses what it names, and nothing once it is put right."""

from typing import Any

import pytest

from khaka.committee import Memory
from khaka.committee.outcomes import Decision
from khaka.committee.papers import Comment
from khaka.committee.people import Body, Membership, Role
from khaka.committee.verbs import comment_add
from khaka.committee.voting import Division
from tests.committee.room import BODY, PEOPLE, TEXT, Room
from tests.committee.test_committee_journey import decided


def test_units_and_bodies() -> None:
    room = Room()
    unit = {"level": "state", "code": "UP", "name": {"en": "UP"}}
    make = ("admin", "unit_make", "unit", "IN")
    up = room.do(*make, unit)
    assert room.why(*make, unit) == {"code_taken"}
    assert room.why("admin", "unit_make", "unit", up, {**unit, "code": "X", "level": "nation"}) == {"level_not_below"}
    assert room.why("admin", "unit_make", "body", "workspace", {**unit, "code": "X"}) == {"level_not_below"}
    room.records.put(Membership(id="w", body="workspace", person="president", role=Role.AUTHORITY, start=room.now))
    assert room.why("president", "body_dissolve", "body", "workspace", {"reason": "x"}) == {"not_the_workspace"}
    d = room.opened(room.discussed())
    assert room.why("president", "body_dissolve", "body", BODY, {"reason": "x"}) == {"division_under_way"}
    room.close(d)
    room.do("president", "body_dissolve", "body", BODY, {"reason": "Done."})
    assert room.get(Body, BODY).state == "dissolved"
    assert room.why("m1", "proposal_draft", "body", BODY, {"title": {"en": "T"}, "paragraphs": TEXT}) == {
        "body_dissolved", "wrong_state",
    }  # fmt: skip
    assert room.why("sec", "press_draft", "body", BODY, {"words": {"en": "x"}}) == {"body_dissolved", "wrong_state"}


@pytest.mark.parametrize(
    "change", [{"threshold": "1/3"}, {"threshold": "1", "strict": True}, {"threshold": "1/2", "strict": False}]
)
def test_a_rulebook_that_cannot_be(change: dict[str, Any]) -> None:
    rules = {"quorum": "1/2", "quorum_base": "roll", "threshold": "2/3", "majority_base": "voting", "tie": "fails"}
    assert Room().why("president", "rulebook_set", "body", BODY, {**rules, **change}) == {"rulebook"}


def test_offers_and_memberships() -> None:
    room = Room()
    offer = {"person": "new", "role": "chair", "terms": "x", "valid_until": room.at(days=1)}
    o = room.do("president", "offer_make", "body", BODY, offer)
    assert room.why("president", "offer_make", "body", BODY, offer) == {"offered_already"}
    assert room.why("new", "offer_accept", "offer", o) == {"post_filled"}
    assert room.why("sec", "offer_withdraw", "offer", o) == {"cannot_grant"}
    chair = room.records.find(Membership, body=BODY, role=Role.CHAIR)[0].id
    assert room.why("sec", "member_end", "membership", chair, {"reason": "x"}) == {"cannot_grant"}
    room.do("chair", "member_end", "membership", chair, {"reason": "I resign."})
    assert room.why("president", "member_end", "membership", chair, {"reason": "x"}) == {"not_held_now"}
    room.do("new", "offer_accept", "offer", o, {"reply": "Gladly."})
    other = {**offer, "person": "n2", "role": "adviser"}
    assert room.why("president", "offer_make", "body", BODY, {**other, "weight": 3}) == {"weight_without_vote"}
    p = room.do("president", "offer_make", "body", BODY, other)
    room.do("n2", "offer_decline", "offer", p, {"reply": "No."})
    q = room.do("president", "offer_make", "body", BODY, other)
    room.do("president", "offer_withdraw", "offer", q)
    assert room.why("n2", "offer_accept", "offer", q) == {"wrong_state"}
    first = room.records.find(Membership, person="admin")[0].id
    assert room.why("admin", "member_end", "membership", first, {"reason": "x"}) == {"last_administrator"}


def test_comments_and_files() -> None:
    room = Room()
    p = room.draft()
    file = {"name": "नक्शा.pdf", "media": "application/pdf", "size": 5, "sha256": "a" * 64}
    assert room.why("m1", "attachment_add", "proposal", p, file) == {"draft_of_another"}
    assert room.why("m1", "comment_add", "proposal", p, {"stance": "for", "text": "x"}) == {"draft_of_another"}
    room.do("strategist", "attachment_add", "proposal", p, file)
    assert room.why("strategist", "attachment_add", "proposal", p, file) == {"attached_already"}
    assert room.why("strategist", "attachment_add", "proposal", p, {**file, "sha256": "A" * 64}) == {"not_digest"}
    mine = ("strategist", "comment_add", "proposal", p)
    assert room.why(*mine, {"stance": "for", "text": "x", "place": "p9"}) == {"refers_to_nothing"}
    assert room.why(*mine, {"stance": "for", "text": "x", "parent": "none"}) == {"refers_to_nothing"}
    c = room.do(*mine, {"stance": "for", "text": "x", "place": "p1"})
    room.do("strategist", "comment_hide", "comment", c, {"reason": "Mistake."})
    assert room.why("sec", "comment_hide", "comment", c, {"reason": "x"}) == {"hidden_already"}


def test_comments_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    room = Room()
    p = room.admitted()
    monkeypatch.setattr(comment_add, "MOST", 2)
    for text in ("a", "b"):
        room.do("m1", "comment_add", "proposal", p, {"stance": "for", "text": text})
    assert room.why("m1", "comment_add", "proposal", p, {"stance": "for", "text": "c"}) == {"too_many_comments"}
    assert len(room.records.find(Comment)) == 2


def test_briefs() -> None:
    room, p, d = decided()
    brief = {"unit": "up", "words": {"en": "Hold."}, "due": room.day(30), "decision": d}
    issue = ("sec", "brief_issue", "body", BODY)
    assert room.why(*issue, brief) == {"unit_without_body"}
    room.do("admin", "unit_make", "unit", "IN", {"level": "state", "code": "UP", "name": {"en": "UP"}}, new="up")
    posts = {"chair": "uc", "secretary": "us", "authority": "y"}
    room.do("admin", "body_form", "unit", "up", {"name": {"en": "UP"}, "way": "advisory", **posts}, new="up-c")
    assert room.why(*issue, {**brief, "decision": ""}) == {"brief_without_grounds"}
    assert room.why(*issue, {**brief, "decision": "none"}) == {"decision_not_in_force"}
    assert room.why(*issue, {**brief, "condition": p}) == {"condition_settled"}
    assert room.why(*issue, {**brief, "condition": "none"}) == {"refers_to_nothing"}
    assert room.why(*issue, {**brief, "due": "2020-01-01"}) == {"in_the_past"}
    waiting = room.admitted(title={"en": "Next"})
    b = room.do(*issue, {**brief, "decision": "", "condition": waiting})
    assert room.why(*issue, {**brief, "parent": b, "due": room.day(31)}) == {"later_than_parent"}
    assert room.why(*issue, {**brief, "parent": "none"}) == {"refers_to_nothing"}
    new = room.do(*issue, {**brief, "replaces": b})
    assert room.why("uc", "brief_accept", "brief", b) == {"wrong_state"}
    room.do("sec", "brief_withdraw", "brief", new, {"reason": "Changed plan."})
    assert room.why(*issue, {**brief, "replaces": new}) == {"refers_to_nothing"}


def test_meetings() -> None:
    room = Room()
    p, q = room.draft(), room.admitted(title={"en": "Q"})
    call = {"at": room.at(days=2), "place": "Hall", "agenda": [p]}
    ask = ("sec", "meeting_call", "body", BODY)
    assert room.why(*ask, call) == {"not_admitted"}
    assert room.why(*ask, {**call, "agenda": ["none"]}) == {"refers_to_nothing"}
    assert room.why(*ask, {**call, "agenda": [q, q]}) == {"twice"}
    assert room.why(*ask, {**call, "agenda": q}) == {"not_list"}
    assert room.why(*ask, {**call, "at": "12 March"}) == {"not_moment"}
    assert room.why(*ask, {**call, "at": "2026-03-12T18:00"}) == {"not_moment"}
    m = room.do(*ask, {**call, "agenda": [q]})
    assert room.why(*ask, {**call, "agenda": [q]}) == {"tabled_already"}
    assert room.why("chair", "meeting_open", "meeting", m, {"present": ["chair"]}) == {"before_its_day"}
    room.wait(days=2)
    assert room.why("chair", "meeting_open", "meeting", m, {"present": ["stranger"]}) == {"not_of_the_body"}
    room.do("sec", "meeting_agenda", "meeting", m, {"agenda": []})
    assert room.why("chair", "proposal_discuss", "proposal", q) == {"not_in_open_meeting"}
    room.do("sec", "meeting_cancel", "meeting", m, {"reason": "Rain."})
    assert room.why(*ask, {**call, "at": room.at(days=1), "agenda": [q]}) == set()


def test_views_findings_reports_orders() -> None:
    room = Room()
    p = room.discussed()
    assert room.why("sec", "view_note", "proposal", p, {"member": "guest", "words": "x"}) == {"not_of_the_body"}
    assert room.why("sec", "view_note", "proposal", p, {"member": "sec", "words": "x"}) == {"write_it_yourself"}
    assert room.why("sec", "view_note", "proposal", p, {"member": "m1", "words": "x", "meeting": "none"}) == {
        "refers_to_nothing"
    }
    v = room.do("sec", "view_note", "proposal", p, {"member": "m1", "words": "x"})
    room.do("m1", "view_dispute", "view", v, {"correction": "I said y."})
    room.do("m1", "view_confirm", "view", v)
    amend = {"outcome": "amend", "words": "So.", "conditions": []}
    assert room.why("sec", "finding_record", "proposal", p, amend) == {"amend_needs_conditions"}
    terms = {"words": {"en": "Consider."}, "due": room.day(9)}
    t = room.do("chair", "terms_set", "body", BODY, terms)
    assert room.why("president", "terms_set", "body", BODY, terms) == {"terms_open"}
    assert room.why("president", "terms_extend", "terms", t, {"due": room.day(9), "reason": "x"}) == {"not_later"}
    room.do("president", "terms_extend", "terms", t, {"due": room.day(19), "reason": "More time."})
    r = room.do("sec", "report_draft", "terms", t, {"words": {"en": "Draft."}}) and t
    assert room.why("chair", "report_deliver", "report", r) == {"finding_missing"}
    f = room.found(p, "amend")
    room.do("m1", "dissent_note", "finding", f, {"words": "No."})
    room.do("m1", "dissent_note", "finding", f, {"words": "Still no."})
    room.do("sec", "report_draft", "terms", t, {"words": {"en": "Final."}})
    room.do("chair", "report_deliver", "report", r)
    assert room.why("m2", "dissent_note", "finding", f, {"words": "Late."}) == {"reported_already"}
    assert room.why("sec", "finding_record", "proposal", p, {"outcome": "accept", "words": "x"}) == {"reported_already"}
    order = {"outcome": "amend", "words": "So."}
    assert room.why("president", "order_give", "proposal", p, order) == {"amend_needs_conditions"}
    assert room.why("president", "order_give", "proposal", p, {**order, "conditions": ["a"], "replaces": "none"}) == {
        "decision_not_in_force"
    }
    bad = {**order, "conditions": ["a"], "watch": [{"figure": "f", "low": 2, "high": 1}], "review_on": "2020-01-01"}
    assert room.why("president", "order_give", "proposal", p, bad) == {"in_the_past", "range_out_of_order"}
    d = room.do("president", "order_give", "proposal", p, {**order, "conditions": ["a"]})
    assert room.why("sec", "task_give", "decision", d, {"words": "x", "owner": "stranger", "due": room.day(1)}) == {
        "not_of_the_body"
    }
    room.do("president", "decision_end", "decision", d, {"reason": "Overtaken."})
    line = room.do("chair", "press_draft", "body", BODY, {"words": {"en": "We go alone."}})
    assert room.why("chair", "press_agree", "press_line", line) == {"author_cannot"}
    room.do("president", "press_agree", "press_line", line)


def test_a_new_decision_takes_the_place_of_the_old() -> None:
    room, _, old = decided()
    p = room.discussed(title={"en": "Again"})
    room.reported(p)
    room.do("president", "order_give", "proposal", p, {"outcome": "accept", "words": "Better.", "replaces": old})
    assert room.get(Decision, old).state == "superseded"


def test_divisions() -> None:
    room = Room()
    p = room.discussed()
    call = {"question": {"en": "?"}, "method": "recorded", "closes_at": room.at(hours=2), "repeats": "none"}
    assert room.why("sec", "division_call", "proposal", p, call) == {"repeats_nothing_void"}
    d = room.opened(p)
    assert room.why("chair", "division_close", "division", d) == {"still_open"}
    room.do("m1", "recusal_declare", "division", d, {"reason": "Mine."})
    assert room.why("m1", "recusal_declare", "division", d, {"reason": "Mine."}) == {"recused_already"}
    room.votes(d, m2="for", m3="for")
    room.close(d)
    assert room.why("sec", "finding_record", "proposal", p, {"outcome": "decline", "words": "x"}) == {
        "found_by_division"
    }
    room.do("auditor", "division_void", "division", d, {"reason": "Wrong text on the screen."})
    assert room.why("m2", "dissent_note", "finding", f"{p}:1", {"words": "x"}) == {"finding_void"}


def test_secret_divisions() -> None:
    room = Room()
    room.join("heavy", "member", weight=3)
    d = room.called(room.discussed(), method="secret")
    assert room.why("chair", "division_open", "division", d) == {"secret_with_weights"}
    room.do("sec", "division_drop", "division", d, {"reason": "Recorded instead."})
    other = Room()
    d = other.opened(other.discussed(), method="secret")
    assert other.why("m1", "recusal_declare", "division", d, {"reason": "x"}) == {"recusal_too_late"}
    assert other.why("chair", "division_open", "division", d, {"aware": "yes"}) == {"not_flag", "wrong_state"}


def test_amendments_clashes_checkpoints_versions() -> None:
    room = Room()
    p = room.admitted()
    strike = {"base": 1, "change": "strike", "paragraph": "p1", "words": {"en": "x"}, "why": "x"}
    assert room.why("m1", "amendment_propose", "proposal", p, strike) == {"strike_has_words"}
    a = room.do("m1", "amendment_propose", "proposal", p, {**strike, "words": {}})
    room.do("chair", "amendment_decline", "amendment", a, {"reason": "Needed."})
    b = room.do("m1", "amendment_propose", "proposal", p, {**strike, "words": {}})
    room.do("m1", "amendment_withdraw", "amendment", b)
    data = {"rule": "r", "words": {"en": "x"}, "proposals": [p]}
    room.do("system", "clash_report", "body", BODY, data)
    assert room.why("system", "clash_report", "body", BODY, data) == {"reported_clash_already"}
    assert room.why("system", "clash_report", "body", BODY, {**data, "proposals": []}) == {"clash_about_nothing"}
    assert room.why("system", "clash_report", "body", BODY, {**data, "words": "x"}) == {"not_bilingual"}
    point = {"seq": 5, "hash": "a" * 64}
    room.do("auditor", "checkpoint_witness", "body", BODY, point)
    assert room.why("auditor", "checkpoint_witness", "body", BODY, point) == {"not_further"}
    draft = {
        "title": {"en": "T"},
        "paragraphs": [{"id": "p1", "words": {"en": "a"}}, {"id": "p1", "words": {"en": "b"}}],
    }
    assert room.why("m1", "proposal_draft", "body", BODY, draft) == {"twice"}
    assert room.why("m1", "proposal_draft", "body", BODY, {**draft, "paragraphs": [7]}) == {"not_group"}
    assert room.why("m1", "proposal_draft", "body", BODY, {**draft, "paragraphs": [{"words": {"fr": "a"}}]}) == {
        "not_bilingual"
    }
    assert room.why("m1", "proposal_draft", "body", BODY, {"title": {"en": 7}, "paragraphs": TEXT}) == {"not_text"}
    assert room.why("m1", "proposal_draft", "body", BODY, {"title": {}, "paragraphs": TEXT}) == {"blank"}
    room.do("sec", "proposal_defer", "proposal", p, {"reason": "Later.", "until": room.day(9)})
    room.do("sec", "proposal_resume", "proposal", p)
    q = room.draft(title={"en": "Q"})
    room.do("strategist", "proposal_submit", "proposal", q)
    room.do("sec", "proposal_return", "proposal", q, {"reason": "Too short."})
    room.do("strategist", "proposal_withdraw", "proposal", q, {"reason": "Never mind."})
    assert room.why("sec", "task_reopen", "task", "none", {"reason": "x"}) == {"not_found"}


def test_what_is_under_way_is_left_alone() -> None:
    room = Room()
    p = room.discussed()
    room.called(p)
    call = {"question": {"en": "?"}, "method": "recorded", "closes_at": room.at(hours=2)}
    assert room.why("sec", "division_call", "proposal", p, call) == {"division_under_way"}
    assert room.why("sec", "finding_record", "proposal", p, {"outcome": "accept", "words": "x"}) == {
        "division_under_way"
    }
    assert room.why("sec", "proposal_defer", "proposal", p, {"reason": "x"}) == {"division_under_way"}


def test_four_eyes_and_who_is_in_charge() -> None:
    room, _, d = decided()
    own = room.draft("sec", title={"en": "Own"})
    room.do("sec", "proposal_submit", "proposal", own)
    assert room.why("sec", "proposal_admit", "proposal", own) == {"author_cannot"}
    t = room.do("sec", "task_give", "decision", d, {"words": "x", "owner": "m1", "due": room.day(3)})
    room.do("m1", "task_done", "task", t, {"note": "x"})
    assert room.why("m1", "task_reopen", "task", t, {"reason": "x"}) == {"owner_cannot"}
    assert room.why("chair", "decision_end", "decision", d, {"reason": "x"}) == {"authority_decides"}
    room.do("sec", "decision_review", "decision", d, {"reason": "x"})
    turned = {"reason": "x", "watch": [{"figure": "f", "low": 2, "high": 1}]}
    assert room.why("president", "decision_keep", "decision", d, turned) == {"range_out_of_order"}
    deciding = Room(way="division")
    v = deciding.opened(deciding.discussed())
    deciding.votes(v, m1="for", m2="for")
    deciding.close(v)
    assert deciding.why("sec", "decision_record", "division", v, {"review_on": "2020-01-01"}) == {"in_the_past"}


def test_edits_and_agendas() -> None:
    room = Room()
    p = room.draft()
    title = {"en": "Odisha alone"}
    edit = ("strategist", "proposal_edit", "proposal", p)
    assert room.why(*edit, {"title": title, "paragraphs": TEXT}) == {"nothing_changed"}
    twice = [{"id": "p1", "words": {"en": "a"}}, {"id": "p1", "words": {"en": "b"}}]
    assert room.why(*edit, {"title": title, "paragraphs": twice}) == {"twice"}
    m = room.do("sec", "meeting_call", "body", BODY, {"at": room.at(days=1), "place": "Hall", "agenda": []})
    assert room.why("sec", "meeting_agenda", "meeting", m, {"agenda": [p]}) == {"not_admitted"}


def test_an_adviser_on_a_roll_by_a_forged_record_does_not_vote() -> None:
    room = Room()
    d = room.opened(room.discussed())
    room.records.put(Membership(id="forged", body=BODY, person="m1", role=Role.ADVISER, start=room.now))
    assert room.why("m1", "ballot_cast", "division", d, room.ballot(d, "for")) == {"adviser_never_votes"}


def test_nothing_is_written_by_a_refusal_and_roles_have_a_person_each() -> None:
    room = Room()
    before = (room.records.all(), len(room.chain))
    assert not room.tries("guest", "press_draft", "body", BODY, {"words": {"en": "x"}})
    assert (room.records.all(), len(room.chain)) == before
    assert len(set(PEOPLE.values())) == len(PEOPLE)
    assert Memory().find(Division) == ()
