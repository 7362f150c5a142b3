"""The workspace with as little as a browser may have: no JavaScript, 320 px, keys alone; and its papers on paper, in Hindi."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from tests.browser.hand import Hand

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", ["hi", "en"])
def test_a_paper_goes_its_way_without_javascript_by_keys_alone(served: Any, someone: Any, lang: str) -> None:
    c = served.committee

    def who(person: str, at: str) -> Hand:
        return Hand(someone(person, lang, at, java_script_enabled=False), keys=True)

    author = who("strategist", f"/do/proposal_draft/body/{c.body}/")
    author.write(f"title.{lang}", "Odisha").write(f"paragraphs.0.words.{lang}", "पहला अनुच्छेद।").send()
    at = "/" + author.page.url.split("/", 3)[3]
    assert author.page.locator("script").count() == 0
    author.follow("/do/proposal_submit/").send()
    who("sec", at).follow("/do/proposal_return/").write("reason", "तारीख लिखें।").send()
    back = author.open("/").follow("/do/proposal_edit/")
    other = {"hi": "en", "en": "hi"}[lang]
    back.write(f"title.{other}", "Odisha, by June").send()  # the language that was folded away
    assert back.page.url.endswith(at)
    back.follow("/do/proposal_submit/").send()
    who("sec", "/").follow("/do/proposal_admit/").send()
    member = who("m1", at).follow("/do/comment_add/").choose("stance", "question").write("text", "कब तक?").send()
    assert "कब तक?" in member.text()


def test_a_wrong_form_says_what_is_wrong_and_keeps_what_was_written(served: Any, someone: Any) -> None:
    c = served.committee
    hand = Hand(someone("sec", "hi", f"/do/meeting_call/body/{c.body}/", java_script_enabled=False), keys=True)
    hand.write("place", "सभागार").send()
    assert hand.page.locator(".error").count() >= 1
    assert hand.page.locator('[name="place"]').input_value() == "सभागार"
    described = hand.page.locator('[name="at"]').get_attribute("aria-describedby")
    assert hand.page.locator(f'[id="{described}"]').is_visible()


def _printed(page: Any) -> tuple[int, str]:
    """Pages of A4, and what a reader of the screen's version in print sees."""
    page.emulate_media(media="print", color_scheme="dark")
    reader = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return len(reader.pages), str(page.locator("body").inner_text())


def test_ballot_and_minutes_are_printed_in_hindi(served: Any, someone: Any) -> None:
    c = served.committee
    p = c.discussed()
    meeting = _meeting_of(c)
    d = c.opened(p, closes_at=c.at(hours=72))
    ballot = someone("m1", "hi", f"/do/ballot_cast/division/{d}/", width=718, height=1000)
    pages, seen = _printed(ballot)
    assert pages == 1
    assert all(word in seen for word in ("स्वीकार?", "पक्ष में", "विपक्ष में", "ओडिशा में अकेले लड़ना।"))
    assert not ballot.locator("header form").is_visible() and not ballot.locator("footer").is_visible()
    assert ballot.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    minutes = someone("m1", "hi", f"/at/meeting/{meeting}/", width=718, height=1000)
    pages, seen = _printed(minutes)
    assert pages == 1
    assert "कार्यवृत्त" in seen and "Discussed." in seen
    assert not minutes.locator(".verbs").first.is_visible()
    pdf = minutes.request.get(f"{served.url}/paper/meeting/{meeting}.hi.pdf").body()
    assert "Discussed." in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def _meeting_of(c: Any) -> str:
    from khaka.committee.advice import Meeting
    from khaka.store.records import Stored

    return Stored().find(Meeting, body=c.body)[0].id
