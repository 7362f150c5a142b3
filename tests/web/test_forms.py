"""Forms as they are shown: what starts filled, what is folded away, what was overtaken."""

import re
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest

from khaka.committee import VERBS
from tests.workspace import Committee, client


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_an_overtaken_form_tells_the_difference_and_keeps_the_text(committee: Committee, lang: str) -> None:
    c = committee
    p = c.draft()
    url = f"/do/proposal_edit/proposal/{p}/"
    first = {"title.en": "Odisha alone", "title.hi": "ओडिशा में अकेले", "paragraphs.0.id": "p1"}
    browser = client("strategist", lang)
    mine = {**first, "version": "1", "paragraphs.0.words.en": "Fight in 9 seats."}
    assert (
        browser.post(url, {**first, "version": "1", "paragraphs.0.words.en": "Fight in 21 seats."}).status_code == 303
    )
    answer = browser.post(url, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<del>21</del>" in page and "<ins>9</ins>" in page and "Fight in 9 seats.</textarea>" in page
    assert 'name="version" value="2"' in page  # having seen it, the writer may send it again
    assert browser.post(url, {**mine, "version": "2"}).status_code == 303
    assert c.get("proposal", p).text == 3


def test_an_amendment_starts_from_the_words_of_its_paragraph(committee: Committee) -> None:
    p = committee.admitted()
    page = client("m1").get(f"/do/amendment_propose/proposal/{p}/?paragraph=p1").content.decode()
    assert "Fight alone in Odisha.</textarea>" in page and 'value="replace" checked' in page
    assert 'value="replace" checked' not in client("m1").get(f"/do/amendment_propose/proposal/{p}/").content.decode()


def test_a_meeting_starts_with_what_waits_for_one(committee: Committee) -> None:
    c = committee
    planned, waits = c.admitted(), c.admitted()
    c.do("sec", "meeting_call", "body", c.body, {"at": c.at(hours=9), "place": "Hall", "agenda": [planned]})
    page = client("sec").get(f"/do/meeting_call/body/{c.body}/").content.decode()
    assert f'value="{waits}" checked' in page and f'value="{planned}" checked' not in page


def test_a_list_opens_with_nothing_chosen(committee: Committee) -> None:
    page = client("president", "hi").get(f"/do/offer_make/body/{committee.body}/").content.decode()
    assert page.count('<option value="" selected>चुनें</option>') == 2  # person and role


def test_the_next_step_is_on_the_first_page_and_on_the_committees(committee: Committee) -> None:
    c = committee
    p = c.draft()
    c.do("strategist", "proposal_submit", "proposal", p)
    for page in ("/", f"/body/{c.body}/"):
        assert f"/do/proposal_admit/proposal/{p}/" in client("sec").get(page).content.decode()
        assert f"/do/proposal_admit/proposal/{p}/" not in client("m1").get(page).content.decode()


def test_every_help_is_of_a_verb_and_every_name_of_one_of_its_fields() -> None:
    text = resources.files("khaka.locale").joinpath("hi/LC_MESSAGES/journeys.po").read_text("utf-8")
    keys = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
    helped = [k.rsplit(".", 1)[1] for k in keys if k.startswith("web.help.")]
    assert len(helped) >= 25 and all(v in VERBS for v in helped)
    for verb, name in (k.split(".")[2:] for k in keys if k.startswith("journeys.field.")):
        assert name in set(_names(VERBS[verb].fields)), (verb, name)


def _names(fields: Any) -> Iterator[str]:
    for x in fields:
        yield x.name
        yield from _names(getattr(x, "fields", ()))
        if hasattr(x, "of"):
            yield from _names((x.of,))
