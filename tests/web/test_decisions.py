"""Decisions: the page with its sealed evidence, the file that verifies offline, review by day and by data, the register."""

import csv
import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from khaka.committee.outcomes import Decision
from khaka.core.clock import moved
from khaka.desk import watched
from khaka.desk.upkeep import after
from khaka.desk.verify import verify_file
from khaka.store import history, ticks
from khaka.store.models import Record
from khaka.store.records import Stored
from tests.web.forms import post
from tests.web.test_effects import blueprint, spec
from tests.web.test_locks import FORECAST, poll_day, present, small
from tests.workspace import Committee, client


def decide(c: Committee, p: str, outcome: str = "accept", **more: Any) -> str:
    """From a discussed proposal to a decision by the authority's order."""
    given = {"outcome": outcome, "words": "समिति की राय।", "conditions": more.get("conditions", [])}
    c.do("sec", "finding_record", "proposal", p, given)
    c.do("m3", "dissent_note", "finding", f"{p}:1", {"words": "मैं असहमत हूं।"})
    t = c.do("president", "terms_set", "body", c.body, {"words": {"hi": "विचार करें।"}, "due": c.day(30)})
    c.do("sec", "report_draft", "terms", t, {"words": {"hi": "राय नीचे है।"}})
    c.do("chair", "report_deliver", "report", t)
    return c.do("president", "order_give", "proposal", p, {"outcome": outcome, "words": "आदेश।", **more})


@pytest.fixture
def decided(committee: Committee) -> tuple[Committee, str, str]:
    c = committee
    key = present(c, blueprint())
    p = c.draft(blueprint=key, origin="P-direct")
    after([c.get("proposal", p)])
    c.do("strategist", "proposal_submit", "proposal", p)
    c.do("sec", "proposal_admit", "proposal", p)
    m = c.do("sec", "meeting_call", "body", c.body, {"at": c.at(seconds=1), "place": "Hall", "agenda": [p]})
    c.wait(seconds=2)
    c.do("chair", "meeting_open", "meeting", m, {"present": ["chair", "sec", "m1", "m2"]})
    c.do("sec", "proposal_discuss", "proposal", p)
    v = c.do("sec", "view_note", "proposal", p, {"member": "m2", "words": "पहले राज्य से पूछें।"})
    c.do("m2", "view_confirm", "view", v)
    watch = [{"figure": "s8.seats", "low": 85, "high": 110}]
    return c, key, decide(c, p, "amend", conditions=["केवल उत्तर में।"], review_on=c.day(20), watch=watch)


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_the_page_says_what_was_decided_and_seen(decided: tuple[Committee, str, str], lang: str) -> None:
    c, _, d = decided
    page = client("m1", lang).get(f"/at/decision/{d}/").content.decode()
    noun = c.get("decision", d)
    for words in ("केवल उत्तर में।", "मैं असहमत हूं।", "पहले राज्य से पूछें।", "समिति की राय।", "आदेश।", noun.seal, "<b>90"):
        assert words in page, words
    assert ("what was sealed" if lang == "en" else "जिस पर मुहर लगी थी") in page
    assert "seats_after_swing" not in page
    assert client("stranger").get(f"/at/decision/{d}/").status_code == 404


def test_the_evidence_verifies_offline_and_against_the_chain(
    decided: tuple[Committee, str, str], tmp_path: Path
) -> None:
    _, _, d = decided
    answer = client("guest").get(f"/evidence/{d}/")
    assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
    file, chain = tmp_path / "evidence.json", tmp_path / "chain.json"
    file.write_bytes(answer.content)
    chain.write_text(json.dumps(history.exported()))
    assert verify_file(file).verdict.faults == () and verify_file(file, chain).verdict.faults == ()
    assert json.loads(answer.content) == history.evidence(d)
    changed = json.loads(answer.content)
    changed["evidence"]["finding"]["words"] = "Something else."
    file.write_text(json.dumps(changed))
    assert verify_file(file).verdict.faults
    assert client("stranger").get(f"/evidence/{d}/").status_code == 404
    assert str(json.loads(answer.content)["seal"]["seq"]) in client("m1").get(f"/at/decision/{d}/").content.decode()


def test_effects_in_the_evidence_are_shut_with_their_forecast(committee: Committee) -> None:
    c, day = committee, poll_day()
    p = c.discussed(blueprint=present(c, small(day)), origin="P-direct")
    after([c.get("proposal", p)])
    d = decide(c, p)
    browser = client("m1")
    assert (
        "<b>90" in browser.get(f"/at/decision/{d}/").content.decode()
        and browser.get(f"/evidence/{d}/").status_code == 200
    )
    with moved(day):
        page = browser.get(f"/at/decision/{d}/")
        assert page.status_code == 200 and "<b>90" not in page.content.decode() and "locked" in page.content.decode()
        assert browser.get(f"/evidence/{d}/").status_code == 403
        assert browser.get(f"/api/records/decision/{d}/").status_code == 403


def test_it_comes_up_for_review_on_its_day(decided: tuple[Committee, str, str]) -> None:
    c, key, d = decided
    raw = json.loads(blueprint())
    raw["figures"] = {"s8.seats": FORECAST | {"how": {"kind": "counted", "of": []}}}
    present(c, json.dumps(raw).encode(), replaces=key)
    figures = lambda x: watched.figures(Stored(), x)  # noqa: E731
    assert ticks.review_due(figures) == 0
    c.wait(days=21)
    page = client("m1").get(f"/at/decision/{d}/").content.decode()
    assert "The review was set for" in page
    assert ticks.review_due(figures) == 1 and c.get("decision", d).state == "in_review"
    page = client("m1", "hi").get(f"/at/decision/{d}/").content.decode()
    assert c.get("decision", d).reason[:20] in page


@pytest.mark.parametrize(("value", "due"), [(100, 0), (120, 1), (None, 1)])
def test_it_comes_up_for_review_when_the_data_move(decided: tuple[Committee, str, str], value: Any, due: int) -> None:
    c, key, d = decided
    raw = json.loads(blueprint())
    raw["figures"] = {"s8.seats": FORECAST | {"value": value, "how": {"kind": "counted", "of": []}}}
    present(c, json.dumps(raw).encode(), replaces=key)
    figures = lambda x: watched.figures(Stored(), x)  # noqa: E731
    page = client("m1").get(f"/at/decision/{d}/").content.decode()
    assert ("Due for review" in page) == bool(due)
    assert ticks.review_due(figures) == due


@pytest.mark.slow
def test_a_measured_figure_is_measured_again(decided: tuple[Committee, str, str]) -> None:
    c, key, d = decided
    how = {"kind": "measured", "measure": "seats_after_swing", "filters": spec()["filters"], "of": []}
    raw = json.loads(blueprint())
    raw["figures"] = {"s8.seats": FORECAST | {"value": 12, "how": how}}
    present(c, json.dumps(raw).encode(), replaces=key)
    noun = c.get("decision", d)
    assert isinstance(noun, Decision)
    assert watched.figures(Stored(), noun)["s8.seats"].value == 90


def test_the_register_sorts_filters_and_its_file_holds_no_formula(committee: Committee) -> None:
    c = committee
    evil = c.discussed(title={"en": '=HYPERLINK("http://x","y")', "hi": "=1+1"})
    d = decide(c, evil, "amend", conditions=["@SUM(A1)", "+1"])
    browser = client("guest")
    page = browser.get(f"/body/{c.body}/decisions/")
    assert page.status_code == 200 and "HYPERLINK" in page.content.decode()
    assert "HYPERLINK" not in browser.get(f"/body/{c.body}/decisions/?outcome=decline").content.decode()
    assert (
        "HYPERLINK"
        in browser.get(f"/body/{c.body}/decisions/?outcome=amend&state=in_force&sort=-subject").content.decode()
    )
    assert browser.get(f"/body/{c.body}/decisions/?sort=nonsense&outcome=%27").status_code == 200
    answer = browser.get(f"/body/{c.body}/decisions.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, row = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert row[0] == d and len(head) == len(row)
    assert not any(cell[:1] in tuple("=+-@\t") for cell in row)
    assert row[2].startswith("'=") and row[5].startswith("'@")
    assert client("stranger").get(f"/body/{c.body}/decisions.csv").status_code == 404


def test_tasks_with_owner_day_and_who_verified(decided: tuple[Committee, str, str]) -> None:
    c, _, d = decided
    given = {"words": "Write to the state.", "owner": "m1", "due": c.day(3)}
    assert post(client("chair"), "task_give", "decision", d, given).status_code == 303
    t = Record.objects.get(kind="task").key
    browser = client("guest")
    page = browser.get(f"/body/{c.body}/tasks/").content.decode()
    assert "Write to the state." in page and "Member One" in page and "overdue" not in page.split("</form>", 2)[-1]
    c.wait(days=5)
    assert "overdue" in browser.get(f"/body/{c.body}/tasks/?state=late").content.decode().split("</form>", 2)[-1]
    c.do("m1", "task_done", "task", t, {"note": "Written."})
    c.do("m2", "task_verify", "task", t, {})
    page = browser.get(f"/body/{c.body}/tasks/").content.decode()
    assert "verified by Member Two" in page and "Written." in page
    assert "Write to the state." in browser.get(f"/at/decision/{d}/").content.decode()


def test_a_watched_forecast_is_not_compared_inside_the_window(committee: Committee) -> None:
    c, day = committee, poll_day()
    present(c, small(day))
    watch = [{"figure": "s8.seats", "low": 1, "high": 50}]
    d = decide(c, c.discussed(), watch=watch)
    figures = lambda x: watched.figures(Stored(), x)  # noqa: E731
    browser = client("m1")
    assert "Now 100" in browser.get(f"/at/decision/{d}/").content.decode()
    with moved(day):
        page = browser.get(f"/at/decision/{d}/").content.decode()
        assert "100" not in page.split("</header>")[1] and "are locked by date" in page
        assert ticks.review_due(figures) == 0
    with moved(day + timedelta(days=2)):
        assert ticks.review_due(figures) == 1
