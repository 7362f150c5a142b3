"""The committee's claims as a ledger: the built-in claims of 2022 entered verb by verb, and reports read into suggestions."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from khaka.catalog import Catalog
from khaka.claims import ledger as claims
from khaka.claims.ledger import Ledger, contradictions, fallen, shown, standing, timeline, voices
from khaka.committee import VERBS
from khaka.committee.chain import export, unexplained
from khaka.committee.news import Claim
from khaka.committee.verify import verify
from khaka.core.errors import KhakaError
from khaka.core.folding import stands_in
from khaka.desk.claims import demonstration
from khaka.desk.ledger import (
    demonstration_links,
    demonstration_reports,
    enter_demonstration,
    ledger_of,
    suggestions_for,
)
from tests.committee.room import BODY, Room

CATALOG = Catalog()
CORPUS = Path(__file__).parents[1] / "claims" / "corpus"
TABLE = demonstration(CATALOG)


def entered(room: Room) -> dict[str, str]:
    return enter_demonstration(CATALOG, BODY, lambda verb, kind, id_, data: room.do("sec", verb, kind, id_, data))


ROOM = Room()
IDS = entered(ROOM)
BACK = {v: k for k, v in IDS.items()}
LEDGER = ledger_of(ROOM.records, BODY)


def told(ledger: Ledger, names: dict[str, str] | None = None) -> dict[str, dict[str, set[str]]]:
    names = names or {}
    return {c.about: {v: {names.get(i, i) for i in ids} for v, ids in c.groups} for c in contradictions(ledger)}


def test_every_contradiction_of_2022_comes_through_the_verbs() -> None:
    found = told(LEDGER, BACK)
    assert found == told(TABLE)
    assert set(found["focus_seats"]) == {"2024", "370", "370-400", "350-370", "377", "280-300"}
    assert set(found["scope_of_talks"]) == {"GJ", "LS2024", ""}
    assert set(found["committee_members"]) == {"7", "8"}
    assert set(found["report_submitted"]) == {"2022-04-21", "2022-04-22"}
    assert set(found["seats_second_2019"]) == {"196", "209"}
    assert {"alliance_plan", "deck_version"} <= set(found)


def test_nothing_is_lost_on_the_way() -> None:
    assert len(LEDGER.entries) == len(TABLE.entries) == len(IDS)
    for claim, name in IDS.items():
        mine, theirs = LEDGER.entry(name), TABLE.entry(claim)
        same = (
            "side",
            "speaker",
            "about",
            "value",
            "text",
            "published",
            "publisher",
            "url",
            "origin",
            "state",
            "replaced_by",
        )
        assert [getattr(mine, k) for k in same] == [getattr(theirs, k) for k in same], claim
        assert mine.unit == (theirs.unit if theirs.value else None)
        assert voices(LEDGER, name) == voices(TABLE, claim)
        mine_said = {r: {BACK[i] for i in ids} for r, ids in standing(LEDGER, name).items()}
        assert mine_said == {r: set(ids) for r, ids in standing(TABLE, claim).items()}, claim
    assert [BACK[e.id] for e in timeline(LEDGER, "report_due")] == [e.id for e in timeline(TABLE, "report_due")]
    undated = [e for e in timeline(LEDGER) if e.published is None]
    assert {BACK[e.id] for e in undated} == {"C31", "C37", "C38", "C39"}


def test_the_demonstration_is_on_the_chain() -> None:
    assert verify(export(ROOM.chain)).faults == ()
    assert unexplained(ROOM.chain, ROOM.records.all()) == ()
    again = Room()
    entered(again)
    assert again.head == ROOM.head, "same data, same bytes"


def test_the_demonstration_as_data() -> None:
    reports = demonstration_reports(CATALOG)
    assert sorted(c for r in reports for c in r.claims) == sorted(e.id for e in TABLE.entries)
    for r in reports:
        jsonschema.validate(r.data, VERBS["report_import"].schema())
    assert len(demonstration_links(CATALOG)) == len({frozenset((x.source, x.target)) for x in TABLE.links})
    assert "archive" not in reports[0].data, "paraphrases: nothing is quoted that is not kept"


def test_uses_and_corrections_come_through() -> None:
    room = Room()
    ids = entered(room)
    p = room.draft()
    room.do("strategist", "claim_use", "proposal", p, {"claim": ids["C05"]})
    assert fallen(ledger_of(room.records, BODY)) == ()
    old = room.get(Claim, ids["C05"])
    data = {
        "side": "unnamed",
        "speaker": "sources",
        "words": {"en": "About 360 seats."},
        "about": "focus_seats",
        "value": "360",
        "unit": "seats",
    }
    new = room.do("m1", "claim_correct", "claim", old.id, data)
    ledger = ledger_of(room.records, BODY)
    assert [(f.user, f.claim, f.chosen_by, f.instead) for f in fallen(ledger)] == [(p, old.id, "strategist", new)]
    found = told(ledger)["focus_seats"]
    assert new in found["360"] and all(old.id not in ids for ids in found.values()), (
        "the corrected one stands in its place"
    )
    assert ledger.entry(old.id).replaced_by == new and ledger.entry(new).state == "corrected"
    assert ids["C06"] in standing(ledger, new)["supports"], "links follow"


def test_what_does_not_count_contradicts_nothing() -> None:
    room = Room()
    ids = entered(room)
    report = ids["C24"].split(":")[0]
    room.do("sec", "report_withdraw", "news_report", report, {"reason": "Deleted."})
    room.do("sec", "claim_hide", "claim", ids["C39"], {"reason": "Court order."})
    ledger = ledger_of(room.records, BODY)
    assert ledger.entry(ids["C24"]).state == "withdrawn"
    stub = shown(ledger.entry(ids["C39"]))
    assert isinstance(stub, claims.Stub) and (stub.state, stub.reason) == ("hidden", "Court order.") and stub.digest
    assert "seats_second_2019" not in told(ledger)
    waiting = Room()
    for archived in demonstration_reports(CATALOG):
        waiting.do("strategist", "report_import", "body", BODY, archived.data)
    assert contradictions(ledger_of(waiting.records, BODY)) == (), "suggestions count for nothing"
    first = waiting.records.find(Claim)[0]
    waiting.do("sec", "claim_decline", "claim", first.id, {"reason": "No claim."})
    assert first.id not in {e.id for e in ledger_of(waiting.records, BODY).entries}


def test_a_report_without_a_day_stands_where_it_was_put() -> None:
    room = Room()
    claim = {"side": "unnamed", "words": {"en": "x"}}

    def report(source: str, **more: Any) -> str:
        return room.do(
            "sec", "report_import", "body", BODY, {"source": source, "language": "en", "claims": [claim], **more}
        )

    a = report("A", published="2022-04-10")
    report("B", published="2022-04-20")
    report("C", follows=a)
    assert [e.publisher for e in timeline(ledger_of(room.records, BODY))] == ["A", "C", "B"]


FILES = sorted(p for p in CORPUS.iterdir() if p.suffix in (".html", ".txt"))


@pytest.mark.parametrize("path", FILES[::9], ids=lambda p: p.name)
def test_a_report_becomes_suggestions_that_the_rules_take(path: Path) -> None:
    room = Room()
    data = suggestions_for(CATALOG, path.read_bytes(), path.name, source="A paper (ANI)", url="https://example.org/x")
    assert json.loads(json.dumps(data)) == data and data["agency"] == "ANI"
    jsonschema.validate(data, VERBS["report_import"].schema())
    room.now = room.now.replace(year=2030)
    r = room.do("sec", "report_import", "body", BODY, data)
    made = room.records.find(Claim, report=r)
    assert len(made) == len(data["claims"])
    assert all(stands_in(c.quote, data["archive"]) for c in made if c.quote)
    assert {c.state for c in made} <= {"suggested"}


def test_what_is_impossible_comes_with_its_flag() -> None:
    text = "The plan asks the party to focus on 2024 seats, two people aware of the matter said."
    data = suggestions_for(CATALOG, text.encode(), "x.txt")
    flagged = [f for c in data["claims"] for f in c["flags"]]
    assert [f["kind"] for f in flagged] == ["above_house"] and set(flagged[0]["words"]) == {"en", "hi"}


def test_hidden_characters_of_a_page_do_not_come_in() -> None:
    text = "Party sources said the plan\u202e covers 370\u200b seats in the Lok Sabha election of 2024, and no more than that."
    data = suggestions_for(CATALOG, text.encode(), "x.txt")
    assert "\u202e" not in json.dumps(data, ensure_ascii=False) and "\u200b" not in json.dumps(data, ensure_ascii=False)
    Room().do("sec", "report_import", "body", BODY, data)


def test_what_is_no_report_is_said() -> None:
    for raw in (b"", b"%PDF-1.7", b"\x00\x01"):
        with pytest.raises(KhakaError):
            suggestions_for(CATALOG, raw, "x.txt")
    with pytest.raises(KhakaError) as caught:
        suggestions_for(CATALOG, ("The party said it would contest the seats. " * 1500).encode(), "x.txt")
    assert caught.value.message.key == "error.ledger.long"


def test_an_entry_is_as_it_was() -> None:
    entry = LEDGER.entry(IDS["C01"])
    assert replace(entry, order=0).id == IDS["C01"] and len(entry.digest) == 64
