"""State briefs: taken over from the blueprint, answered by the unit with one form, binding when what they wait for is decided."""

import json

import pytest

from khaka.store.models import Record
from tests.web.forms import fields, post
from tests.web.organisation import issue, state
from tests.web.test_locks import poll_day, present, small
from tests.workspace import Committee, client


def cell(en: str, hi: str) -> dict[str, str]:
    return {"en": en, "hi": hi}


def with_briefs(review: str) -> bytes:
    """A document whose section 9 has a page for Uttar Pradesh."""
    raw = json.loads(small(poll_day(), forecast=False))
    rows = {
        "role": (cell("Role", "भूमिका"), cell("Hold what is held", "जीती सीटें बचाना")),
        "hold": (cell("Hold", "बचानी हैं"), cell("1 seat: Rae Bareli", "1 सीट: रायबरेली")),
        "effort": (cell("Effort", "चुनावी मेहनत"), cell("not given", "दर्ज नहीं")),
        "condition": (cell("In force only if", "लागू तभी, जब"), cell("it is decided (P-direct)", "निर्णय हो (P-direct)")),
    }
    page = {
        "type": "table", "id": "s9.up", "title": cell("Uttar Pradesh", "उत्तर प्रदेश"), "note": None,
        "columns": [{"key": "brief_field"}, {"key": "brief_text"}],
        "rows": [{"key": k, "kind": "", "cells": list(v)} for k, v in rows.items()],
    }  # fmt: skip
    raw["sections"].append(
        {**raw["sections"][0], "slug": "briefs", "title": cell("State briefs", "राज्यों के दायित्व"), "blocks": [page]}
    )
    raw["figures"]["s9.up.hold"] = {"how": {"kind": "counted", "rows": ["UP-36"], "of": []}, "value": 1}
    raw["mission"] |= {"states": [{"state": "UP", "stance": "alone"}], "hand": {"targets": {"review": review}}}
    return json.dumps(raw).encode()


@pytest.fixture
def ready(committee: Committee) -> tuple[Committee, str, str]:
    c = committee
    unit, _ = state(c, "UP")
    key = present(c, with_briefs(c.day(60)))
    p = c.admitted(blueprint=key, origin="P-direct")
    return c, unit, p


def test_a_brief_is_taken_over_from_the_blueprint(ready: tuple[Committee, str, str]) -> None:
    c, unit, p = ready
    browser = client("sec", "hi")
    listing = browser.get(f"/body/{c.body}/briefs/").content.decode()
    assert "उत्तर प्रदेश" in listing and "state=UP" in listing
    form = fields(browser.get(f"/do/brief_issue/body/{c.body}/?state=UP").content.decode())
    assert "1 सीट: रायबरेली" in form["words.hi"][0] and "1 seat: Rae Bareli" in form["words.en"][0]
    assert "दर्ज नहीं" not in form["words.hi"][0] and "P-direct" not in form["words.en"][0]
    assert (form["due"], form["unit"], form["condition"], form["hold"]) == ([c.day(60)], [unit], [p], ["UP-36"])
    answer = post(browser, "brief_issue", "body", c.body, query="?state=UP")
    assert answer.status_code == 303, answer.content.decode()
    brief, plan = Record.objects.get(kind="brief"), Record.objects.get(kind="brief_plan")
    assert brief.data["condition"] == p and plan.data["hold"] == ["UP-36"] and plan.data["fight"] == "alone"
    again = fields(browser.get(f"/do/brief_issue/body/{c.body}/?state=UP").content.decode())
    assert again["replaces"] == [brief.key]
    for lang, words in (("en", "conditional on a decision"), ("hi", "निर्णय पर टिका")):
        page = client("up-chair", lang).get(f"/at/brief/{brief.key}/").content.decode()
        assert words in page and ("Rae Bareli" if lang == "en" else "रायबरेली") in page


@pytest.mark.slow
def test_a_state_that_the_blueprint_does_not_have(ready: tuple[Committee, str, str]) -> None:
    c, _, _ = ready
    form = client("sec").get(f"/do/brief_issue/body/{c.body}/?state=ZZ")
    assert form.status_code == 200 and fields(form.content.decode())["words.en"] == [""]


def test_the_unit_answers_with_one_form(ready: tuple[Committee, str, str]) -> None:
    c, unit, p = ready
    b = issue(c, unit, condition=p)
    browser = client("up-chair", "hi")
    page = browser.get(f"/at/brief/{b}/").content.decode()
    assert f'action="/do/brief_accept/brief/{b}/"' in page and f'action="/do/brief_contest/brief/{b}/"' in page
    assert "/do/brief_contest/" not in client("m1").get(f"/at/brief/{b}/").content.decode()
    told = browser.post(f"/do/brief_contest/brief/{b}/", {"version": 1, "once": "a", "reason": "दो सीटें सहयोगी की हैं।"})
    assert told.status_code == 303
    assert "दो सीटें सहयोगी की हैं।" in client("sec").get(f"/at/brief/{b}/").content.decode()
    assert browser.post(f"/do/brief_accept/brief/{b}/", {"version": 2, "once": "b"}).status_code == 303
    assert c.get("brief", b).state == "accepted"
    assert client("stranger").get(f"/at/brief/{b}/").status_code == 404


@pytest.mark.slow
def test_parent_children_and_what_replaced_it(ready: tuple[Committee, str, str]) -> None:
    c, unit, p = ready
    nation = issue(c, "IN", condition=p)
    b = issue(c, unit, condition=p, parent=nation)
    assert f"/at/brief/{b}/" in client("sec").get(f"/at/brief/{nation}/").content.decode()
    assert f"/at/brief/{nation}/" in client("sec").get(f"/at/brief/{b}/").content.decode()
    newer = issue(c, unit, condition=p, parent=nation, replaces=b)
    page = client("sec").get(f"/at/brief/{b}/").content.decode()
    assert f"/at/brief/{newer}/" in page and "no longer binding" in page


def test_a_brief_that_contradicts_itself_is_refused(ready: tuple[Committee, str, str]) -> None:
    c, unit, p = ready
    data = {"unit": unit, "words": {"en": "x"}, "due": c.day(9), "condition": p, "hold": ["UP-36"], "left": ["UP-36"]}
    assert c.why("sec", "brief_issue", "body", c.body, data) == {"twice"}
    assert "number_outside" in c.why("sec", "brief_issue", "body", c.body, data | {"left": [], "share": 1.5})
