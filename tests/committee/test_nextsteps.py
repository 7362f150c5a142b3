"""What comes next: each state of a committee's papers names its step, and only to those who may take it."""

from khaka.committee.nextsteps import next_steps
from khaka.committee.people import Body
from tests.committee.room import BODY, Room


def steps(room: Room, person: str) -> list[str]:
    return [s.verb for s in next_steps(room.records, person, room.get(Body, BODY), room.now)]


def test_the_advisory_way_from_step_to_step() -> None:
    room = Room()
    assert steps(room, "chair") == ["terms_set", "blueprint_present"] and steps(room, "president") == ["terms_set"]
    assert steps(room, "guest") == []
    t = room.do("president", "terms_set", "body", BODY, {"words": {"en": "Consider."}, "due": room.day(30)})
    p = room.draft()
    assert "proposal_submit" in steps(room, "strategist") and "proposal_submit" not in steps(room, "sec")
    room.do("strategist", "proposal_submit", "proposal", p)
    assert steps(room, "sec")[0] == "proposal_admit" and "proposal_admit" not in steps(room, "m1")
    room.do("sec", "proposal_admit", "proposal", p)
    assert steps(room, "sec")[0] == "meeting_call"
    call = {"at": room.at(hours=30), "place": "Hall", "agenda": [p]}
    m = room.do("sec", "meeting_call", "body", BODY, call)
    assert not {"meeting_call", "meeting_open"} & set(steps(room, "sec"))  # planned, and not its day
    room.wait(hours=30)
    assert steps(room, "sec")[0] == "meeting_open"
    room.do("chair", "meeting_open", "meeting", m, {"present": ["chair", "sec"]})
    assert steps(room, "sec")[:2] == ["proposal_discuss", "meeting_close"]
    room.do("sec", "proposal_discuss", "proposal", p)
    room.do("sec", "meeting_close", "meeting", m, {"minutes": {"en": "Discussed."}})
    assert steps(room, "sec")[0] == "finding_record"
    room.do("sec", "finding_record", "proposal", p, {"outcome": "accept", "words": "Yes."})
    assert steps(room, "sec")[0] == "report_draft"
    room.do("sec", "report_draft", "terms", t, {"words": {"en": "We find."}})
    assert steps(room, "chair")[0] == "report_deliver" and "report_deliver" not in steps(room, "sec")
    room.do("chair", "report_deliver", "report", t)
    assert steps(room, "president")[0] == "order_give" and "order_give" not in steps(room, "chair")
    d = room.do("president", "order_give", "proposal", p, {"outcome": "accept", "words": "Go ahead."})
    assert "task_give" in steps(room, "sec")
    room.do("sec", "task_give", "decision", d, {"words": "Booths", "owner": "m1", "due": room.day(9)})
    assert "task_give" not in steps(room, "sec")


def test_the_way_by_division() -> None:
    room = Room(way="division")
    p = room.discussed()
    assert steps(room, "chair")[0] == "division_call" and "finding_record" not in steps(room, "chair")
    d = room.called(p)
    assert steps(room, "chair")[0] == "division_open"
    room.do("chair", "division_open", "division", d, {"aware": True})
    assert "division_open" not in steps(room, "chair") and steps(room, "sec")[0] == "division_open"
    room.do("sec", "division_open", "division", d, {"aware": True})
    room.votes(d, chair="for", m1="for", m2="against")
    room.close(d)
    assert steps(room, "sec")[0] == "decision_record"


def test_a_dissolved_body_has_no_next_step() -> None:
    room = Room()
    room.admitted()
    room.do("president", "body_dissolve", "body", BODY, {"reason": "Its work is done."})
    assert steps(room, "sec") == [] and steps(room, "chair") == []
