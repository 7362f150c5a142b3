"""The ledger's rules: a suggestion counts when a person has confirmed or corrected it, a quote stands in its report, nothing is merged."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaka.committee.grounds import Ground, claim_reasons, fallen_uses, ground, newest, versions
from khaka.committee.news import Claim, ClaimLink, ClaimState, NewsReport
from khaka.committee.outcomes import Decision
from khaka.committee.pending import pending
from khaka.core.folding import stands_in
from khaka.locale import Translator
from tests.committee.room import BODY, LAW, Room

TEXT = "Two people aware of the matter said the plan asks for “370 seats”.\nपार्टी सूत्रों ने कहा कि प्रस्ताव सिर्फ गुजरात का है।"
SEATS = {"side": "unnamed", "speaker": "two people", "quote": 'the plan asks for "370 seats"', "about": "focus_seats",
         "value": "370", "unit": "seats"}  # fmt: skip
TALKS = {"side": "party_sources", "quote": "प्रस्ताव सिर्फ गुजरात का है", "about": "scope_of_talks", "value": "GJ"}
REPORT = {
    "title": "Plan",
    "published": "2026-02-20",
    "source": "A paper",
    "url": "https://example.org/a",
    "language": "en",
}


def archived(room: Room, *claims: dict[str, Any], by: str = "strategist", **more: Any) -> str:
    data = {**REPORT, "archive": TEXT, "claims": list(claims), **more}
    return room.do(by, "report_import", "body", BODY, data)


def confirmed(room: Room, claim: dict[str, Any] = SEATS, **more: Any) -> str:
    r = archived(room, claim, **more)
    room.do("m1", "claim_confirm", "claim", f"{r}:1")
    return f"{r}:1"


def of(room: Room, claim: str) -> Ground:
    return ground(room.records, room.get(Claim, claim))


def test_a_suggestion_counts_when_a_person_confirms_it() -> None:
    room = Room()
    r = archived(room, SEATS, TALKS)
    assert [c.number for c in room.records.find(Claim, report=r)] == [1, 2]
    assert of(room, f"{r}:1") is Ground.SUGGESTED
    assert room.why("strategist", "claim_confirm", "claim", f"{r}:1") == {"not_your_role"}
    waiting = [(p.verb, p.noun.id) for p in pending(room.records, "sec", room.now)]
    assert waiting == [("claim_confirm", f"{r}:1")], "one a report"
    room.do("m1", "claim_confirm", "claim", f"{r}:1")
    assert of(room, f"{r}:1") is Ground.STANDS
    assert room.why("sec", "claim_confirm", "claim", f"{r}:1") == {"wrong_state"}
    room.do("sec", "claim_decline", "claim", f"{r}:2", {"reason": "A headline, no claim."})
    assert of(room, f"{r}:2") is Ground.DECLINED


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ('asks  for "370 SEATS"', True),
        ("asks for ‘370 seats’", False),
        ("asks for 37", False),
        ("lan asks for", False),
        ("asks for 371 seats", False),
        ("प्रस्ताव सिर्फ़ गुजरात का है", True),
        ("प्रस्ताव सिर्फ गुजरा", False),
        ("said so. <script>alert(1)</script>", False),
    ],
)
def test_a_quote_stands_in_the_archived_text_word_for_word(quote: str, stands: bool) -> None:
    room = Room()
    ask = (
        "strategist",
        "report_import",
        "body",
        BODY,
        {**REPORT, "archive": TEXT, "claims": [{**SEATS, "quote": quote}]},
    )
    assert room.why(*ask) == (set() if stands else {"quote_not_in_report"})


@LAW
@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_any_stretch_between_spaces_stands_in_its_text(before: str, quote: str, after: str) -> None:
    assert stands_in(quote, f"{before} {quote} {after}") == bool(quote.split() and stands_in(quote, quote))


@pytest.mark.parametrize(
    "bad", ["zero\u200bwidth", "bidi \u202e txet", "mark\u200f", "alm\u061c", "tag\U000e0041", "nul\x00", "lone\ud800"]
)
def test_hidden_characters_do_not_enter(bad: str) -> None:
    room = Room()
    for data in ({"archive": bad}, {"title": bad}, {"source": bad}, {"claims": [{**SEATS, "speaker": bad}]}):
        assert room.why("sec", "report_import", "body", BODY, {**REPORT, "archive": TEXT, **data}) == {"bad_characters"}


def test_markup_is_text_like_any_other() -> None:
    room = Room()
    text = 'He wrote <img src=x onerror=alert(1)> hx-get="/x" [a](javascript:alert(1)) there.'
    quote = 'hx-get="/x" [a](javascript:alert(1))'
    r = archived(room, {**SEATS, "quote": quote}, archive=text)
    assert room.get(Claim, f"{r}:1").quote == quote, "kept as it is: pages escape it"
    for url in ("javascript:alert(1)", "data:text/html,x", "https://a b", 'https://a"onclick=', "ftp://x"):
        assert "not_address" in room.why("sec", "report_import", "body", BODY, {**REPORT, "url": url})


def test_what_is_no_report() -> None:
    room = Room()
    ask = ("sec", "report_import", "body", BODY)
    assert room.why(*ask, {"language": "en"}) == {"report_from_nowhere"}
    assert room.why(*ask, {**REPORT, "published": "2027-01-01"}) == {"in_the_future"}
    assert room.why(*ask, {**REPORT, "published": "yesterday"}) == {"not_day"}
    assert room.why(*ask, {**REPORT, "language": "English"}) == {"not_language"}
    assert room.why(*ask, {**REPORT, "follows": "none"}) == {"day_is_known"}
    undated = {k: v for k, v in REPORT.items() if k != "published"}
    assert room.why(*ask, {**undated, "follows": "none"}) == {"refers_to_nothing"}
    r = room.do(*ask, undated)
    assert room.why(*ask, {**undated, "url": "https://example.org/b", "follows": r}) == set()
    assert room.get(NewsReport, r).published is None, "no day is guessed"
    assert room.why(*ask, undated) == {"imported_already"}
    assert room.why(*ask, {**REPORT, "claims": [{"side": "unnamed"}]}) == {"claim_is_empty"}
    assert room.why(
        *ask, {**REPORT, "claims": [{**TALKS, "quote": "", "words": {"en": "x"}, "value": "", "unit": "seats"}]}
    ) == {"unit_without_value"}


def test_links_of_a_report() -> None:
    room = Room()
    ask = ("sec", "report_import", "body", BODY)
    data = {**REPORT, "archive": TEXT, "claims": [SEATS, TALKS]}

    def link(source: int, other: int, relation: str = "supports") -> dict[str, Any]:
        return {"source": source, "other": other, "relation": relation}

    assert room.why(*ask, {**data, "links": [link(2, 3)]}) == {"refers_to_nothing"}
    assert room.why(*ask, {**data, "links": [link(1, 1)]}) == {"link_to_itself"}
    assert room.why(*ask, {**data, "links": [link(2, 1), link(1, 2, "contradicts")]}) == {"linked_already"}
    r = room.do(*ask, {**data, "links": [link(2, 1, "contradicts")]})
    assert room.get(ClaimLink, f"{r}:2:{r}:1").relation == "contradicts"


def test_a_link_once_never_to_itself_never_in_a_circle() -> None:
    room = Room()
    r = archived(room, SEATS, TALKS, {**SEATS, "speaker": "another"})
    a, b, c = (f"{r}:{n}" for n in (1, 2, 3))

    def link(source: str, other: str, relation: str = "supports") -> tuple[Any, ...]:
        return ("strategist", "claim_link", "claim", source, {"other": other, "relation": relation})

    assert room.why(*link(a, a)) == {"link_to_itself"}
    assert room.why(*link(a, "none")) == {"refers_to_nothing"}
    made = room.do(*link(a, b)) and f"{a}:{b}"
    room.do(*link(b, c, "comments"))
    assert room.why(*link(c, a)) == {"link_in_a_circle"}
    assert room.why(*link(b, a, "contradicts")) == {"linked_already"}
    assert room.why(*link(c, a, "contradicts")) == set(), "three figures may all disagree"
    assert room.why("m1", "claim_unlink", "claim_link", made, {"reason": "x"}) == {"not_your_role"}
    room.do("strategist", "claim_unlink", "claim_link", made, {"reason": "Misread."})
    room.do(*link(a, b, "contradicts"))
    assert (room.get(ClaimLink, made).version, room.get(ClaimLink, made).relation) == (3, "contradicts")
    room.do("sec", "claim_decline", "claim", c, {"reason": "x"})
    assert room.why(*link(a, c)) == {"claim_does_not_stand"}


def test_a_correction_is_a_new_claim_and_the_old_one_stays() -> None:
    room = Room()
    a = confirmed(room)
    other = confirmed(room, TALKS, url="https://example.org/b")
    room.do("sec", "claim_link", "claim", a, {"other": other, "relation": "comments"})
    p = room.draft()
    room.do("strategist", "claim_use", "proposal", p, {"claim": a, "place": "p1"})
    assert fallen_uses(room.records, BODY) == ()
    same = dict(SEATS)
    assert room.why("m1", "claim_correct", "claim", a, same) == {"nothing_changed"}
    assert room.why("m1", "claim_correct", "claim", a, {**same, "quote": "not there"}) == {"quote_not_in_report"}
    b = room.do("m1", "claim_correct", "claim", a, {**same, "speaker": "two persons", "reason": "As printed."})
    old, new = room.get(Claim, a), room.get(Claim, b)
    assert (old.state, old.replaced_by, old.value) == (ClaimState.CORRECTED, b, "370")
    assert (new.state, new.replaces, new.checked_by) == (ClaimState.CONFIRMED, a, "m1")
    assert newest(room.records, a) == new and versions(room.records, new) == (old, new)
    fallen = fallen_uses(room.records, BODY)
    assert [(f.use.proposal, f.use.author, f.claim, f.why, f.instead) for f in fallen] == [
        (p, "strategist", a, Ground.REPLACED, b)
    ]
    assert room.why("strategist", "claim_use", "proposal", p, {"claim": a}) == {"claim_has_no_ground", "used_already"}
    assert room.why("sec", "claim_link", "claim", other, {"other": b, "relation": "supports"}) == {"linked_already"}
    room.do("strategist", "claim_release", "claim_use", f"{p}:{a}", {"reason": "Corrected."})
    room.do("strategist", "claim_use", "proposal", p, {"claim": b})
    assert fallen_uses(room.records, BODY) == ()


def test_only_what_stands_is_used_and_by_whom_it_was_chosen() -> None:
    room = Room()
    r = archived(room, SEATS, TALKS)
    p = room.draft()
    use = ("strategist", "claim_use", "proposal", p)
    assert room.why(*use, {"claim": f"{r}:1"}) == {"claim_has_no_ground"}
    assert room.why(*use, {"claim": "none"}) == {"refers_to_nothing"}
    room.do("sec", "claim_confirm", "claim", f"{r}:1")
    assert room.why(*use, {"claim": f"{r}:1", "place": "p9"}) == {"refers_to_nothing"}
    assert room.why("m1", "claim_use", "proposal", p, {"claim": f"{r}:1"}) == {"not_your_role"}
    assert room.why("sec", "claim_use", "proposal", p, {"claim": f"{r}:1"}) == {"draft_of_another"}
    room.do(*use, {"claim": f"{r}:1"})
    assert room.why(*use, {"claim": f"{r}:1"}) == {"used_already"}
    assert room.why("m2", "claim_release", "claim_use", f"{p}:{r}:1", {"reason": "x"}) == {"not_your_role"}
    reason = room.ask(*use, {"claim": f"{r}:2"})
    from khaka.committee import blockers

    said = [Translator("en").text(b.message) for b in blockers(reason, room.records)]
    assert said == [f"Claim {r}:2 cannot be used: nobody has confirmed it."]


def test_what_leans_on_a_fallen_claim_reaches_the_decision() -> None:
    room = Room()
    a = confirmed(room)
    p = room.discussed()
    room.do("sec", "claim_use", "proposal", p, {"claim": a})
    t = room.reported(p)
    room.do("president", "order_give", "proposal", p, {"outcome": "accept", "words": "Yes."})
    d = room.records.find(Decision, proposal=p)[0]
    assert [c["claim"] for c in d.evidence["claims"]] == [a]
    assert t and claim_reasons(room.records, d) == ()
    room.do("sec", "report_withdraw", "news_report", a.split(":")[0], {"reason": "The paper took it back."})
    found = fallen_uses(room.records, BODY)
    assert [(f.why, f.decisions) for f in found] == [(Ground.WITHDRAWN, (d.id,))]
    said = Translator("en").text(claim_reasons(room.records, d)[0])
    assert said == f"The proposal leans on claim {a}, which has fallen: its report was withdrawn."
    assert room.why("sec", "claim_use", "proposal", p, {"claim": a}) == {"wrong_state"}
    assert room.why("sec", "claim_suggest", "news_report", a.split(":")[0], TALKS) == {"wrong_state"}
