"""Pages of the workspace: every kind of record has one, in both languages; forms of every verb open or say why not."""

import re

import pytest

from khaka.committee import VERBS
from khaka.store.models import Record
from tests.workspace import Committee, client

LANGS = pytest.mark.parametrize("lang", ["en", "hi"])


@pytest.fixture
def busy(committee: Committee) -> Committee:
    """A committee in which much has happened."""
    c = committee
    p = c.discussed()
    c.do("m1", "comment_add", "proposal", p, {"stance": "against", "text": "तालमेल <b>ज़रूरी</b> है।", "place": "p1"})
    data = {"base": 1, "change": "replace", "paragraph": "p1", "words": {"hi": "ओडिशा में तालमेल।"}, "why": "क्योंकि।"}
    c.do("m2", "amendment_propose", "proposal", p, data)
    c.do("sec", "finding_record", "proposal", p, {"outcome": "amend", "words": "Agreed.", "conditions": ["By June."]})
    c.do("m3", "dissent_note", "finding", f"{p}:1", {"words": "No."})
    return c


@LANGS
def test_every_record_that_is_seen_has_a_page(busy: Committee, lang: str) -> None:
    browser = client("sec", lang)
    shown = 0
    for row in Record.objects.all():
        answer = browser.get(f"/at/{row.kind}/{row.key}/")
        assert answer.status_code in (200, 404)
        if answer.status_code == 200:
            shown += 1
            text = answer.content.decode()
            assert "committee." not in text, f"{row.kind}: a key without a text"
            assert "web." not in text.replace("web.css", "")
            assert "<b>ज़रूरी" not in text
    assert shown > 20


@LANGS
def test_every_form_opens_or_says_why_not(busy: Committee, lang: str) -> None:
    for person in ("sec", "chair", "m1", "strategist", "president", "admin"):
        browser = client(person, lang)
        for row in Record.objects.all():
            for verb in (v for v in VERBS if row.kind in v.on):
                answer = browser.get(f"/do/{verb.name}/{row.kind}/{row.key}/")
                assert answer.status_code in (200, 403, 404), f"{person} {verb.name} {row.kind}: {answer.status_code}"
                assert "committee." not in answer.content.decode(), f"{verb.name}: a key without a text"


@LANGS
def test_home_and_body(busy: Committee, lang: str) -> None:
    browser = client("m1", lang)
    assert "committee." not in browser.get("/").content.decode()
    page = browser.get(f"/body/{busy.body}/").content.decode()
    assert ("चुनाव समिति" if lang == "hi" else "Election committee") in page


def test_a_stranger_is_told_that_there_is_nothing(busy: Committee) -> None:
    browser = client("stranger")

    def shown(kind: str, key: str) -> str:
        answer = browser.get(f"/at/{kind}/{key}/")
        assert answer.status_code == 404
        page = answer.content.decode().replace(f"/at/{kind}/{key}/", "")
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)

    absent = shown("proposal", "nowhere")
    for row in Record.objects.exclude(kind="unit"):
        assert shown(row.kind, row.key) == absent
