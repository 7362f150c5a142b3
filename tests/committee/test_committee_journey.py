"""The usual case from draft to verified task, and the chain that holds it."""

from khaka.committee.advice import Finding, Order, Outcome, Report
from khaka.committee.chain import export, replay, unexplained
from khaka.committee.codec import digest, from_json, to_json
from khaka.committee.kinds import KINDS
from khaka.committee.outcomes import Decision, DecisionState, Task, TaskState
from khaka.committee.papers import Proposal, ProposalState, ProposalText, StateBrief
from khaka.committee.pending import pending
from khaka.committee.verify import verify
from tests.committee.room import BODY, Room


def decided() -> tuple[Room, str, str]:
    """The advisory way to a decision: room, proposal, decision."""
    room = Room()
    p = room.discussed()
    view = room.do("sec", "view_note", "proposal", p, {"member": "m1", "words": "Good for the coast."})
    room.do("m1", "view_confirm", "view", view)
    f = room.found(p)
    room.do("m2", "dissent_note", "finding", f, {"words": "I would wait."})
    t = room.do("president", "terms_set", "body", BODY, {"words": {"en": "Consider."}, "due": room.day(30)})
    room.do("sec", "report_draft", "terms", t, {"words": {"en": "We find.", "hi": "हमारा निष्कर्ष।"}})
    room.do("chair", "report_deliver", "report", t)
    watch = [{"figure": "s1.inc.second_places.ls2019", "low": 200, "high": 215}]
    order = {"outcome": "accept", "words": "Go ahead.", "review_on": room.day(90), "watch": watch}
    d = room.do("president", "order_give", "proposal", p, order)
    return room, p, d


def test_the_advisory_way() -> None:
    room, p, d = decided()
    decision = room.get(Decision, d)
    assert decision.outcome is Outcome.ACCEPT and decision.state is DecisionState.IN_FORCE
    assert room.get(Proposal, p).state is ProposalState.DECIDED
    assert [x["words"] for x in decision.evidence["dissents"]] == ["I would wait."]
    assert [x["words"] for x in decision.evidence["views"]] == ["Good for the coast."]
    assert decision.evidence["text"]["paragraphs"][0]["words"]["hi"] == "ओडिशा में अकेले लड़ना।"
    assert decision.seal == digest(decision.evidence)
    assert room.records.find(Order, proposal=p)[0].finding == f"{p}:1"
    assert room.get(Report, decision.evidence["finding"]["report"]).findings == (f"{p}:1",)


def test_task_and_brief_follow() -> None:
    room, _, d = decided()
    room.do("admin", "unit_make", "unit", "IN", {"level": "state", "code": "OD", "name": {"en": "Odisha"}}, new="u-od")
    posts = {"chair": "od-chair", "secretary": "od-sec", "authority": "president"}
    room.do("admin", "body_form", "unit", "u-od", {"name": {"en": "Odisha"}, "way": "advisory", **posts}, new="od")
    brief = room.do("sec", "brief_issue", "body", BODY, {
        "unit": "u-od", "words": {"en": "All 21 seats."}, "due": room.day(60), "decision": d,
    })  # fmt: skip
    assert [w.verb for w in pending(room.records, "od-chair", room.now)] == ["brief_accept"]
    assert room.why("m1", "brief_contest", "brief", brief, {"reason": "No."}) == {"not_yours"}
    room.do("od-chair", "brief_contest", "brief", brief, {"reason": "Two seats are an ally's."})
    room.do("od-sec", "brief_accept", "brief", brief)
    assert room.get(StateBrief, brief).answered_by == "od-sec"
    t = room.do("sec", "task_give", "decision", d, {"words": "Candidates named", "owner": "m1", "due": room.day(30)})
    room.do("m1", "task_done", "task", t, {"note": "All named."})
    assert room.why("m1", "task_verify", "task", t) == {"owner_cannot"}
    room.do("m2", "task_verify", "task", t)
    assert room.get(Task, t).state is TaskState.VERIFIED


def test_the_chain_explains_every_record_and_rebuilds_it() -> None:
    room, p, _ = decided()
    assert verify(export(room.chain)).faults == ()
    shown, hidden = replay(room.chain)
    assert hidden == {}
    assert {(n.KIND, n.id): n for n in room.records.all()} == shown
    assert unexplained(room.chain, room.records.all()) == ()
    # a state set behind the door's back is named
    from khaka.committee.verbs.base import changed

    room.records.put(changed(room.get(Proposal, p), state=ProposalState.DRAFT))
    assert unexplained(room.chain, room.records.all()) == (("proposal", p),)


def test_every_noun_survives_json() -> None:
    room, _, _ = decided()
    nouns = room.records.all()
    assert all(from_json(to_json(n)) == n for n in nouns)
    assert len({n.KIND for n in nouns}) >= 14 and {n.KIND for n in nouns} <= set(KINDS)


def test_versions_and_amendments() -> None:
    room = Room()
    p = room.draft()
    new = [{"id": "p1", "words": {"en": "Fight alone."}}, {"words": {"en": "New."}}]
    room.do("strategist", "proposal_edit", "proposal", p, {"title": {"en": "Odisha"}, "paragraphs": new})
    text = room.get(ProposalText, f"{p}:2")
    assert [x.id for x in text.paragraphs] == ["p1", "p2"] and text.base == 1
    assert room.get(Proposal, p).text == 2


def test_a_proposal_that_the_authority_put_off_comes_back_for_a_second_round() -> None:
    room = Room()
    p = room.discussed()
    room.reported(p)
    room.do("president", "order_give", "proposal", p, {"outcome": "defer", "words": "After the monsoon."})
    assert room.get(Proposal, p).state is ProposalState.DEFERRED
    room.do("chair", "proposal_resume", "proposal", p)
    assert room.why("president", "order_give", "proposal", p, {"outcome": "accept", "words": "Now."}) == {
        "not_reported"
    }
    room.do("sec", "finding_record", "proposal", p, {"outcome": "accept", "words": "Still."})
    assert room.get(Finding, f"{p}:2").report == "" and room.get(Finding, f"{p}:1").report
