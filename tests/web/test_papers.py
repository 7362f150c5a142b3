"""The report as page and PDF in both languages; the plan; what waits on the first page, one tap each."""

import io

import pypdf
import pytest

from khaka.store.models import Record
from tests.web.forms import post
from tests.workspace import Committee, client


@pytest.fixture
def reported(committee: Committee) -> tuple[Committee, str, str]:
    c = committee
    p = c.discussed(seats=["OD-01", "OD-02"])
    c.do("sec", "finding_record", "proposal", p, {"outcome": "accept", "words": "समिति सहमत है।", "conditions": []})
    c.do("m3", "dissent_note", "finding", f"{p}:1", {"words": "मैं असहमत हूं।"})
    t = c.do("president", "terms_set", "body", c.body, {"words": {"hi": "विचार करें।"}, "due": c.day(30)})
    c.do("sec", "report_draft", "terms", t, {"words": {"hi": "समिति की राय नीचे है।", "en": "The findings are below."}})
    c.do("chair", "report_deliver", "report", t)
    return c, p, t


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_the_report_is_a_page_and_a_pdf(reported: tuple[Committee, str, str], lang: str) -> None:
    _, _, t = reported
    browser = client("president", lang)
    page = browser.get(f"/at/report/{t}/").content.decode()
    assert "मैं असहमत हूं।" in page and "समिति सहमत है।" in page
    answer = browser.get(f"/paper/report/{t}.{lang}.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    assert ("Report of the committee" if lang == "en" else "समिति की रिपोर्ट") in (reader.metadata.title or "")
    assert answer.content == browser.get(f"/paper/report/{t}.{lang}.pdf").content
    assert client("stranger").get(f"/paper/report/{t}.{lang}.pdf").status_code == 404
    assert browser.get(f"/paper/report/{t}.ta.pdf").status_code == 404


def test_the_order_makes_a_decision_and_the_plan_counts_its_seats(reported: tuple[Committee, str, str]) -> None:
    c, p, _ = reported
    answer = post(client("president", "hi"), "order_give", "proposal", p, {"outcome": "accept", "words": "स्वीकार।"})
    assert answer.status_code == 303
    plan = client("m1").get(f"/body/{c.body}/plan/").content.decode()
    assert "touches 2 seats" in plan
    decision = Record.objects.get(kind="decision").key
    post(
        client("chair"),
        "task_give",
        "decision",
        decision,
        {"words": "Write to the state.", "owner": "sec", "due": c.day(9)},
    )
    home = client("sec", "hi").get("/").content.decode()
    assert "task_done" in home


def test_a_view_is_confirmed_with_one_tap(committee: Committee) -> None:
    c = committee
    p = c.admitted()
    v = c.do("sec", "view_note", "proposal", p, {"member": "m2", "words": "पहले राज्य इकाई से पूछें।"})
    browser = client("m2", "hi")
    home = browser.get("/").content.decode()
    assert "पहले राज्य इकाई से पूछें।" in home and f'action="/do/view_confirm/view/{v}/"' in home
    assert browser.post(f"/do/view_confirm/view/{v}/", {"version": "1", "once": "x"}).status_code == 303
    assert Record.objects.get(kind="view").state == "confirmed"
