"""The ledger, with the dated claims of 2022 as its demonstration."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaka.catalog import Catalog
from khaka.claims.ledger import (
    Entry,
    Ledger,
    Link,
    Stub,
    Use,
    contradictions,
    fallen,
    in_archive,
    leaning,
    origin_of,
    origins,
    shown,
    standing,
    timeline,
    voices,
)
from khaka.core.errors import KhakaError
from khaka.desk.claims import demonstration

DEMO = demonstration(Catalog())


def entry(claim: str, **more: object) -> Entry:
    return replace(Entry(claim, "unnamed", "sources", "focus_seats", "370", "seats", state="confirmed"), **more)  # type: ignore[arg-type]


def test_the_demonstration_shows_every_contradiction() -> None:
    found = {c.about: dict(c.groups) for c in contradictions(DEMO)}
    assert {"370", "370-400", "350-370", "377", "2024", "280-300"} <= set(found["focus_seats"])
    assert set(found["scope_of_talks"]) >= {"GJ", "LS2024"}
    assert set(found["committee_members"]) == {"7", "8"}
    assert set(found["report_submitted"]) == {"2022-04-21", "2022-04-22"}
    assert set(found["seats_second_2019"]) == {"196", "209"}
    assert {"alliance_plan", "deck_version"} <= set(found)
    listed = [i for groups in found.values() for ids in groups.values() for i in ids]
    assert len(listed) == len(set(listed)), "a claim stands in one group"


def test_nothing_is_merged_and_nobody_left_out() -> None:
    for c in contradictions(DEMO):
        ids = {i for _, group in c.groups for i in group}
        assert ids == {e.id for e in DEMO.entries if e.about == c.about}
        assert len(c.groups) > 1


def test_agency_copies_are_one_origin() -> None:
    assert origin_of("News Nation (carrying ANI)") == "ANI"
    assert origin_of("Moneycontrol (citing CNN-News18)") == "CNN-News18"
    assert origin_of("The Hindu") == ""
    papers = tuple(entry(f"P{i}", publisher=f"Paper {i}", origin="ANI") for i in range(10))
    links = tuple(Link(p.id, "P0", "supports") for p in papers[1:])
    assert voices(Ledger(papers, links), "P0") == 1
    own = entry("Q", publisher="Other", quote="counted by ourselves")
    assert voices(Ledger((*papers, own), (*links, Link("Q", "P0", "supports"))), "P0") == 2


def test_one_text_in_many_papers_is_one_origin() -> None:
    text = "The plan asks the party to focus on 370 seats, two people aware of the matter said"
    same = (
        entry("A", quote=text, published=date(2022, 4, 16)),
        entry("B", quote=text + " on Saturday", published=date(2022, 4, 17)),
    )
    other = entry("C", quote="A leader put the number at 370 after the meeting", published=date(2022, 4, 17))
    late = entry("D", quote=text, published=date(2022, 6, 1))
    assert origins(Ledger((*same, other, late))) == (("A", "B"), ("C",), ("D",))


def test_hidden_and_withdrawn_leave_a_stub() -> None:
    hidden = entry("A", state="hidden", reason="court order", digest="ab12", published=date(2022, 4, 16))
    assert shown(hidden) == Stub("A", "hidden", "court order", date(2022, 4, 16), "ab12")
    assert shown(entry("B")) == entry("B")
    ledger = Ledger((hidden, entry("B", value="400")), (Link("B", "A", "contradicts"),))
    assert contradictions(ledger) == ()


def test_what_leans_on_a_claim_falls_with_it() -> None:
    uses = (Use("P7", "A", "chair"), Use("P8", "B", "adviser"), Use("P9", "C", "adviser"))
    copies = (entry("A", origin="ANI"), entry("B", origin="ANI"), entry("C", publisher="own count"))
    links = (Link("B", "A", "supports"), Link("C", "A", "supports"))
    assert fallen(Ledger(copies, links, uses)) == ()
    gone = Ledger((replace(copies[0], state="withdrawn"), *copies[1:]), links, uses)
    assert [(f.user, f.claim, f.chosen_by) for f in fallen(gone)] == [("P7", "A", "chair"), ("P8", "B", "adviser")]
    assert [u.user for u in leaning(gone, "A")] == ["P7", "P8"]
    mended = Ledger((replace(copies[0], replaced_by="C"), *copies[1:]), links, uses)
    assert {f.instead for f in fallen(mended)} == {"C"}
    waiting = Ledger((replace(copies[2], state="suggested"),), (), (Use("P9", "C", "adviser"),))
    assert [f.why.key for f in fallen(waiting)] == ["claims.fallen.suggested"]


def test_a_quote_must_stand_in_the_archive() -> None:
    page = "He said “the list is  ready”.\nNobody else spoke."
    assert in_archive('"the list is ready"', page)
    assert not in_archive("the list is not ready", page)
    assert not in_archive("  ", page)


def test_the_timeline_invents_no_day() -> None:
    order = [e.id for e in timeline(DEMO)]
    assert sorted(order) == sorted(e.id for e in DEMO.entries)
    days = [e.published for e in timeline(DEMO) if e.published]
    assert days == sorted(days)
    undated = {e.id for e in DEMO.entries if e.published is None}
    assert undated and all(DEMO.entry(i).published is None for i in undated)
    assert [e.about for e in timeline(DEMO, "report_due")] == ["report_due"] * 2


@given(st.permutations(list(DEMO.entries)))
def test_row_order_does_not_matter(entries: list[Entry]) -> None:
    shuffled = Ledger(tuple(entries), DEMO.links)
    for a, b in zip(contradictions(shuffled), contradictions(DEMO), strict=True):
        assert (a.about, {v: set(ids) for v, ids in a.groups}) == (b.about, {v: set(ids) for v, ids in b.groups})


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        (((entry("A"), entry("A")), ()), "twice"),
        (((entry("A", state="sure"),), ()), "state"),
        (((entry("A"),), (Link("A", "B", "supports"),)), "no_entry"),
        (((entry("A"), entry("B")), (Link("A", "B", "proves"),)), "relation"),
        (((entry("A"),), (Link("A", "A", "supports"),)), "itself"),
        (((entry("A"),), (), (Use("P1", "Z", "chair"),)), "no_entry"),
    ],
)
def test_a_ledger_refuses_what_cannot_be(parts: tuple, key: str) -> None:
    with pytest.raises(KhakaError) as caught:
        Ledger(*parts)
    assert caught.value.message.key == f"error.ledger.{key}"


def test_standing() -> None:
    assert standing(DEMO, "C05")["supports"] == ("C06",)
    assert set(standing(DEMO, "C39")["contradicts"]) == {"C38"}
    with pytest.raises(KhakaError):
        DEMO.entry("C99")
