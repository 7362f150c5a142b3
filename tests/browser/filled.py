"""A committee with a paper of every kind that the pages' tests open: what stands before the server starts."""

from __future__ import annotations

from typing import Any


def fill(c: Any, document: bytes) -> None:
    """Fill a committee; ids that tests need are kept on it."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.web.forms import post
    from tests.workspace import client

    c.join("auditor", "auditor", by="admin", body="workspace")
    c.terms = c.do("chair", "terms_set", "body", c.body, {
        "words": {"en": "Say how to go ahead.", "hi": "आगे कैसे बढ़ें, यह बताएं।"}, "due": c.day(20),
    })  # fmt: skip
    upload = SimpleUploadedFile("blueprint.json", document, "application/json")
    answer = post(client("strategist"), "blueprint_present", "body", c.body, files={"document": upload})
    c.blueprint = answer.headers["Location"].split("/")[3]
    _divided(c)
    _decided(c)
    _waiting(c)


def _divided(c: Any) -> None:
    """A proposal with comments, an amendment, an oral view to confirm, and an open division."""
    c.proposal = c.discussed()
    c.do("m1", "comment_add", "proposal", c.proposal, {"stance": "against", "text": "वहां हम कमजोर हैं।", "place": "p1"})
    c.do("m2", "amendment_propose", "proposal", c.proposal, {
        "base": 1, "change": "replace", "paragraph": "p2", "words": {"en": "Decide by May."}, "why": "June is late.",
    })  # fmt: skip
    c.view = c.do("sec", "view_note", "proposal", c.proposal, {"member": "m1", "words": "अकेले लड़ना ठीक नहीं।"})
    c.division = c.opened(c.proposal, closes_at=c.at(hours=72))
    c.do("m2", "ballot_cast", "division", c.division, c.ballot(c.division))


def _decided(c: Any) -> None:
    """In a second committee: a report, an order, a decision and its task."""
    first = c.body
    posts = {"chair": "chair", "secretary": "sec", "authority": "president"}
    name = {"en": "State committee", "hi": "राज्य समिति"}
    c.body = c.do("admin", "body_form", "unit", "IN", {"name": name, "way": "advisory", **posts})
    for person, role in (("m1", "member"), ("m2", "member"), ("strategist", "adviser")):
        c.join(person, role)
    terms = c.do("chair", "terms_set", "body", c.body, {"words": {"hi": "सीटें तय करें।"}, "due": c.day(9)})
    p = c.discussed(title={"en": "Focus list of 40 seats", "hi": "40 सीटों की सूची"}, seats=["OR-1", "OR-2"])
    c.meeting = next(m.id for m in _all(c, "meeting"))
    c.do("sec", "finding_record", "proposal", p, {"outcome": "accept", "words": "माना।"})
    finding = next(f.id for f in _all(c, "finding"))
    c.do("m1", "dissent_note", "finding", finding, {"words": "मैं असहमत हूं।"})
    c.do("sec", "report_draft", "terms", terms, {"words": {"hi": "समिति की रिपोर्ट।", "en": "The report."}})
    c.do("chair", "report_deliver", "report", terms)
    c.do("president", "order_give", "proposal", p, {"outcome": "accept", "words": "मंजूर।"})
    decision = next(d.id for d in _all(c, "decision"))
    c.task = c.do("sec", "task_give", "decision", decision, {"words": "बूथ समितियां", "owner": "m1", "due": c.day(8)})
    c.report, c.decision, c.decided_body, c.body = terms, decision, c.body, first


def _waiting(c: Any) -> None:
    """One proposal with the secretary, one that waits for a meeting, one that was returned."""
    for en, hi in (("Seat talks", "सीटों पर बातचीत"), ("Booths by June", "जून तक बूथ")):
        c.do("strategist", "proposal_submit", "proposal", c.draft(title={"en": en, "hi": hi}))
    c.admitted(title={"en": "Alone in Odisha's hills", "hi": "पहाड़ी सीटों पर अकेले"})


def _all(c: Any, kind: str) -> Any:
    from khaka.committee.kinds import KINDS
    from khaka.store.records import Stored

    return Stored().find(KINDS[kind], body=c.body)
