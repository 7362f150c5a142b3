"""A division in a browser: opened by two keys, voted without JavaScript, closed by the server's clock; tabs that are overtaken."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.browser.hand import Hand

pytestmark = pytest.mark.browser
#: Seconds between the opening and the close that the server's clock keeps.
SOON = 45


@pytest.mark.parametrize("lang", ["hi", "en"])
def test_a_vote_without_javascript(served: Any, someone: Any, lang: str) -> None:
    c = served.committee
    p = c.discussed()
    for person in ("chair", "sec", "m1", "m2", "strategist"):
        someone(person, lang)  # signed in before the clock runs
    closes = datetime.now(UTC) + timedelta(seconds=SOON)
    d = c.called(p, closes_at=closes.isoformat())
    at = f"/at/division/{d}/"

    def who(person: str) -> Hand:
        return Hand(someone(person, lang, at, java_script_enabled=False), keys=True)

    for person in ("chair", "sec"):  # neither opens it alone
        opener = Hand(someone(person, lang, at), keys=True).follow("/do/division_open/")
        opener.tick("aware", "yes").send()
        assert opener.page.locator(".state").first.is_visible()
    assert c.get("division", d).state == "open"
    _votes(who, at)
    assert "/do/ballot_cast/" not in who("strategist").page.content()  # an adviser
    assert who("strategist").open(f"/do/ballot_cast/division/{d}/").page.locator("form.verb").count() == 0
    _closes(who, c, d, closes, lang)


def _votes(who: Any, at: str) -> None:
    for person, choice in (("m1", "for"), ("m2", "against"), ("chair", "for")):
        hand = who(person).follow("/do/ballot_cast/").choose("choice", choice).send()
        assert hand.page.url.endswith(at)
        mine = hand.page.locator(".mine").inner_text()
        assert mine and hand.page.locator(".result").count() == 0  # shown back, and no total
        assert hand.page.locator("table").count() == 0  # nor anybody else's vote


def _closes(who: Any, c: Any, d: str, closes: datetime, lang: str) -> None:
    time.sleep(max((closes - datetime.now(UTC)).total_seconds() + 0.5, 0))
    page = who("m1").page
    for _ in range(20):
        page.reload()
        if page.locator(".result").count():
            break
        time.sleep(0.5)
    told = page.locator(".result").inner_text()
    assert {"en": "Carried", "hi": "पारित"}[lang] in told
    rows = page.locator("table tbody tr").all_inner_texts()
    assert len(rows) == 4  # three members and the chair: names and votes
    assert c.get("division", d).state == "closed"


@pytest.mark.parametrize("lang", ["hi", "en"])
def test_a_tab_that_was_overtaken_keeps_its_text(served: Any, someone: Any, lang: str) -> None:
    c = served.committee
    p = c.draft()
    c.do("strategist", "proposal_edit", "proposal", p, _text("Fight in 20 seats."))
    form = f"/do/proposal_edit/proposal/{p}/"
    first, second = (Hand(someone("strategist", lang, form), keys=False) for _ in range(2))
    first.page.locator('[name="paragraphs.0.words.en"]').fill("Fight in 21 seats.")
    first.send()
    second.page.locator('[name="paragraphs.0.words.en"]').fill("Fight in 9 seats with an ally.")
    with second.page.expect_response(lambda r: r.request.method == "POST") as answer:
        second.press("form.verb button.main")
    assert answer.value.status == 409
    told = second.page.locator(".stale")
    assert "21" in " ".join(told.locator("del").all_inner_texts())
    assert "9" in " ".join(told.locator("ins").all_inner_texts())
    assert second.page.locator('[name="paragraphs.0.words.en"]').input_value() == "Fight in 9 seats with an ally."
    second.send()  # having seen the difference, the writer may put the text in its place
    assert c.get("proposal", p).text == 4
    assert "Fight in 9 seats with an ally." in second.open(f"/at/proposal/{p}/").page.content()


def _text(words: str) -> dict[str, Any]:
    return {"title": {"en": "Odisha alone", "hi": "ओडिशा में अकेले"}, "paragraphs": [{"id": "p1", "words": {"en": words}}]}


def test_two_presses_make_one_record(served: Any, someone: Any) -> None:
    c = served.committee
    p = c.admitted()
    page = someone("m1", "en", f"/do/comment_add/proposal/{p}/")
    page.locator('input[name="stance"][value="for"]').check()
    page.locator('[name="text"]').fill("Said once.")
    with page.expect_navigation():
        page.locator("form.verb button.main").dblclick()
    page.wait_for_load_state()
    page.goto(f"{served.url}/at/proposal/{p}/")
    assert page.get_by_text("Said once.").count() == 1
