"""Clashes between state briefs: entered and cleared by the server, blocking until waived in words, shown where they matter."""

import json
from typing import Any

import pytest

from khaka.committee.papers import StateBrief
from khaka.desk import clashes
from khaka.desk.upkeep import after
from khaka.store.models import Record
from khaka.store.records import Stored
from tests.web.organisation import follow, issue, state
from tests.web.test_locks import poll_day, present, small
from tests.workspace import Committee, client

Found = list[tuple[str, str]]


def entered(c: Committee, state_: str = "open") -> Found:
    """Rule and state of every clash on record."""
    rows = Record.objects.filter(kind="clash", body=c.body, state=state_).order_by("key")
    return sorted((r.data["rule"], r.state) for r in rows)


@pytest.fixture
def units(committee: Committee) -> dict[str, str]:
    return {code: state(committee, code)[0] for code in ("UP", "BR")}


def test_opposite_tasks_on_one_seat_block_the_proposal_until_waived(
    committee: Committee, units: dict[str, str]
) -> None:
    c = committee
    p = c.admitted()
    one = issue(c, units["UP"], condition=p, win=["UP-36", "UP-37"])
    two = issue(c, units["BR"], condition=p, left=["UP-36"])
    assert entered(c) == [("seat-opposite", "open")]
    clash = Record.objects.get(kind="clash")
    assert clash.data["proposals"] == [p] and sorted(clash.data["briefs"]) == sorted([one, two])
    assert "Rae Bareli" in clash.data["words"]["en"] and "रायबरेली" in clash.data["words"]["hi"]
    agenda = {"at": c.at(hours=1), "place": "Hall", "agenda": [p]}
    assert "clash" in c.why("sec", "meeting_call", "body", c.body, agenda)
    for lang, words in (("en", "Rae Bareli"), ("hi", "रायबरेली")):
        for path in (
            f"/at/brief/{one}/",
            f"/at/proposal/{p}/",
            f"/body/{c.body}/",
            f"/body/{c.body}/briefs/",
            f"/at/clash/{clash.key}/",
        ):
            page = client("m1", lang).get(path)
            assert page.status_code == 200 and words in page.content.decode(), path
    follow(c, "chair", "clash_waive", "clash", clash.key, {"waiver": "Both sides know; the ally decides in May."})
    assert c.why("sec", "meeting_call", "body", c.body, agenda) == set()
    assert entered(c, "waived") == [("seat-opposite", "waived")], "a waived clash is not entered a second time"
    follow(c, "sec", "brief_withdraw", "brief", two, {"reason": "Overtaken."})
    assert entered(c, "waived") == [] and entered(c, "cleared") == [("seat-opposite", "cleared")]


def test_a_waiver_holds_for_what_was_waived(committee: Committee, units: dict[str, str]) -> None:
    c = committee
    p = c.admitted()
    issue(c, units["UP"], condition=p, hours=100, hours_limit=80)
    first = Record.objects.get(kind="clash", state="open")
    follow(c, "chair", "clash_waive", "clash", first.key, {"waiver": "Volunteers from next door."})
    issue(c, units["UP"], condition=p, hours=500)
    assert entered(c) == [("hours-over-limit", "open")] and entered(c, "waived") == []


def test_each_rule_speaks_and_falls_silent(committee: Committee, units: dict[str, str]) -> None:
    c = committee
    p = c.admitted()
    nation = issue(c, "IN", condition=p, left=["UP-01"], fight="allied", due=c.day(40))
    parts = {"condition": p, "parent": nation}
    one = issue(c, units["UP"], **parts, hold=["UP-01"], fight="alone", share=0.7)
    issue(c, units["BR"], **parts, share=0.6)
    assert [r for r, _ in entered(c)] == ["alone-or-allied", "contest-against-leave", "shares-over-whole"]
    follow(c, "sec", "brief_withdraw", "brief", one, {"reason": "Anew."})
    assert entered(c) == []
    follow(c, "sec", "brief_withdraw", "brief", nation, {"reason": "Anew."})
    assert [r for r, _ in entered(c)] == ["parent-gone"], "the child is in force, its parent is not"


@pytest.mark.slow
def test_a_parent_that_was_replaced_and_a_plan_that_fell(committee: Committee, units: dict[str, str]) -> None:
    c = committee
    p = c.draft()
    nation = issue(c, "IN", condition=p)
    child = issue(c, units["UP"], condition=p, parent=nation)
    issue(c, "IN", condition=p, replaces=nation)
    assert [r for r, _ in entered(c)] == ["parent-gone"]
    follow(c, "strategist", "proposal_withdraw", "proposal", p, {"reason": "Overtaken."})
    assert "ground-fallen" in [r for r, _ in entered(c)]
    page = client("up-chair", "hi").get(f"/at/brief/{child}/").content.decode()
    assert "अब लागू नहीं" in page and "नया आ चुका है" in page


def test_a_dissolved_unit(committee: Committee) -> None:
    c = committee
    unit, body = state(c, "TN")
    p = c.admitted()
    issue(c, unit, condition=p)
    assert entered(c) == []
    follow(c, "president", "body_dissolve", "body", body, {"reason": "Merged."})
    assert entered(c) == [("unit-without-body", "open")]


def test_against_the_blueprints_own_plan(committee: Committee, units: dict[str, str]) -> None:
    c = committee
    raw = json.loads(small(poll_day(), forecast=False))
    page = {"type": "table", "id": "s9.up", "title": {"en": "Uttar Pradesh", "hi": "उत्तर प्रदेश"}, "note": None,
            "columns": [{"key": "brief_field"}, {"key": "brief_text"}], "rows": []}  # fmt: skip
    raw["sections"].append({**raw["sections"][0], "slug": "briefs", "blocks": [page]})
    raw["figures"]["s9.up.left"] = {"how": {"kind": "counted", "rows": ["UP-36"], "of": []}, "value": 1}
    raw["mission"]["states"] = [{"state": "UP", "stance": "allied", "partners": ["SP"]}]
    key = present(c, json.dumps(raw).encode())
    p = c.admitted()
    issue(c, units["UP"], condition=p, win=["UP-36"], fight="alone")
    assert [r for r, _ in entered(c)] == ["alone-or-allied", "contest-against-leave"]
    raw["figures"] = {}
    raw["mission"]["states"] = []
    second = present(c, json.dumps(raw).encode(), replaces=key)
    after([c.get("blueprint", second)])
    assert entered(c) == []


class Small:
    """Records of briefs alone, as the rules ask for them: also such as no verb lets come about."""

    def __init__(self, *briefs: StateBrief) -> None:
        self._briefs = briefs

    def find(self, cls: type, **equal: Any) -> tuple[Any, ...]:
        return self._briefs if cls is StateBrief else ()

    def get(self, cls: type, id_: str) -> Any:
        return next((b for b in self._briefs if cls is StateBrief and b.id == id_), None)


def test_a_circle_of_parents_is_named_once_and_a_child_that_runs_longer(
    committee: Committee, units: dict[str, str]
) -> None:
    from dataclasses import replace
    from datetime import timedelta

    c = committee
    p = c.admitted()
    one = c.get("brief", issue(c, "IN", condition=p))
    two = c.get("brief", issue(c, units["UP"], condition=p, parent=one.id))
    turned = [replace(one, parent=two.id), replace(two, parent=one.id)]
    for order in (turned, turned[::-1]):
        found = [f for f in clashes.find(Small(*order), c.body) if f.rule == "parents-in-a-circle"]  # type: ignore[arg-type]
        assert [f.briefs for f in found] == [tuple(sorted((one.id, two.id)))]
    longer = Small(one, replace(two, due=one.due + timedelta(days=1)))
    assert "later-than-parent" in [f.rule for f in clashes.find(longer, c.body)]  # type: ignore[arg-type]
    assert clashes.find(Stored(), c.body) == ()


@pytest.mark.slow
def test_the_server_does_it_once_and_leaves_the_clashes_of_others(committee: Committee, units: dict[str, str]) -> None:
    c = committee
    p = c.admitted()
    c.do(
        "system",
        "clash_report",
        "body",
        c.body,
        {"rule": "by-another", "words": {"en": "x"}, "proposals": [p], "briefs": []},
    )
    issue(c, units["UP"], condition=p, share=0.8)
    issue(c, units["BR"], condition=p, share=0.3)
    assert clashes.settle(Stored(), c.body) == 0
    assert [r for r, _ in entered(c)] == ["by-another", "shares-over-whole"]
    assert "110 %" in Record.objects.filter(kind="clash").order_by("-id").first().data["words"]["en"]  # type: ignore[union-attr]
