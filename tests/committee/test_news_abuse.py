"""Abuse cases 46 and 47: copies of one agency's text, corrected and withdrawn reports, a claim hidden by law."""

import json

from khaka.committee.chain import export, unexplained
from khaka.committee.grounds import Ground, fallen_uses
from khaka.committee.news import Claim, NewsReport
from khaka.committee.verify import verify
from khaka.committee.withholding import withheld
from tests.committee.room import BODY, Room
from tests.committee.test_news_claims import REPORT, SEATS, TALKS, TEXT, archived, confirmed, of


def test_46_one_agency_text_in_ten_papers_is_ten_reports() -> None:
    room = Room()
    copies = [
        archived(room, SEATS, source=f"Paper {n}", url=f"https://example.org/{n}", agency="ANI") for n in range(10)
    ]
    assert len({room.get(NewsReport, r).sha256 for r in copies}) == 1 and len(set(copies)) == 10
    assert room.why("sec", "report_import", "body", BODY, {**REPORT, "archive": TEXT, "source": "Paper 3",
                                                          "url": "https://example.org/3"}) == {"imported_already"}  # fmt: skip


def test_46_a_copy_falls_with_its_agency_and_an_own_count_does_not() -> None:
    room = Room()
    first = confirmed(room, agency="ANI")
    copy = confirmed(room, source="Paper 2", agency="ANI")
    own = confirmed(room, source="Paper 3")
    for claim in (copy, own):
        room.do("sec", "claim_link", "claim", claim, {"other": first, "relation": "supports"})
    p, q = room.admitted(), room.admitted(title={"en": "Q"})
    room.do("sec", "claim_use", "proposal", p, {"claim": copy})
    room.do("sec", "claim_use", "proposal", q, {"claim": own})
    room.do("sec", "report_withdraw", "news_report", first.split(":")[0], {"reason": "Killed by the agency."})
    assert [(f.use.proposal, f.claim) for f in fallen_uses(room.records, BODY)] == [(p, first)]
    assert of(room, copy) is Ground.STANDS, "what the paper printed it printed"


def test_46_a_corrected_article_keeps_what_it_still_says() -> None:
    room = Room()
    r = archived(room, SEATS, TALKS, {"side": "unnamed", "words": {"en": "In our own words."}})
    for n in (1, 2, 3):
        room.do("sec", "claim_confirm", "claim", f"{r}:{n}")
    p = room.admitted()
    room.do("sec", "claim_use", "proposal", p, {"claim": f"{r}:1"})
    correct = ("sec", "report_correct", "news_report", r)
    assert room.why(*correct, {"corrected": "none"}) == {"refers_to_nothing"}
    assert room.why(*correct, {"corrected": r}) == {"corrects_itself"}
    new = archived(room, archive=TEXT.replace("370", "350"))
    room.do(*correct, {"corrected": new, "note": "The figure was corrected."})
    assert [of(room, f"{r}:{n}") for n in (1, 2, 3)] == [Ground.REWRITTEN, Ground.STANDS, Ground.REWRITTEN]
    assert [(f.use.proposal, f.why) for f in fallen_uses(room.records, BODY)] == [(p, Ground.REWRITTEN)]
    assert room.why("sec", "report_correct", "news_report", new, {"corrected": r}) == {"corrects_itself"}
    room.do("sec", "report_withdraw", "news_report", new, {"reason": "Deleted."})
    assert of(room, f"{r}:2") is Ground.WITHDRAWN
    assert room.get(Claim, f"{r}:1").value == "370", "both stay to be read"


def test_47_a_claim_hidden_by_law_leaves_a_stub_and_the_chain_verifies() -> None:
    room = Room()
    a = confirmed(
        room, {**SEATS, "flags": [{"kind": "above_house", "words": {"en": "Two people lie."}}]}, title=SEATS["quote"]
    )
    b = room.do("m1", "claim_correct", "claim", a, {**SEATS, "speaker": "two persons"})
    p = room.admitted()
    room.do("sec", "claim_use", "proposal", p, {"claim": b})
    before = {c: room.get(Claim, c).digest for c in (a, b)}
    assert room.why("m1", "claim_hide", "claim", b, {"reason": "x"}) == {"not_your_role"}
    assert room.why("sec", "claim_hide", "claim", b, {}) == {"missing"}
    room.do("sec", "claim_hide", "claim", b, {"reason": "Court order of 3 March."})
    for name in (a, b):
        stub = room.get(Claim, name)
        assert (stub.state, stub.reason, stub.digest) == ("hidden", "Court order of 3 March.", before[name])
        assert not (stub.quote or stub.speaker or stub.value or stub.words.en or stub.flags)
    report = room.get(NewsReport, a.split(":")[0])
    assert (report.archive, report.title, report.hidden) == ("", "", "Court order of 3 March.") and report.sha256
    assert [f.why for f in fallen_uses(room.records, BODY)] == [Ground.HIDDEN]
    assert room.why("sec", "claim_hide", "claim", b, {"reason": "x"}) == {"wrong_state"}
    assert room.why("sec", "claim_suggest", "news_report", report.id, TALKS) == {"report_text_hidden"}
    assert verify(export(room.chain)).faults == ()
    assert unexplained(room.chain, room.records.all()) == ()


def test_47_the_events_that_held_it_are_withheld_and_the_chain_still_verifies() -> None:
    room = Room()
    a = confirmed(room)
    room.do("sec", "claim_hide", "claim", a, {"reason": "Court order."})
    shown = export(withheld(room.chain, room.records))
    told = [e["seq"] for e in shown["events"] if e["data"] is None]
    assert len(told) == 2, "the import and the confirmation"
    verdict = verify(shown)
    assert (verdict.faults, verdict.withheld) == ((), 2)
    assert "370" not in json.dumps(shown) and "Court order." in json.dumps(shown)
    assert verify(export(room.chain), shown).faults == (), "the export is a witness of the whole chain"


def test_a_dissolved_body_can_still_obey_the_law() -> None:
    room = Room()
    a = confirmed(room)
    room.do("president", "body_dissolve", "body", BODY, {"reason": "Done."})
    assert room.why("sec", "claim_decline", "claim", a, {"reason": "x"}) == {"body_dissolved", "wrong_state"}
    room.do("sec", "claim_hide", "claim", a, {"reason": "Court order."})
