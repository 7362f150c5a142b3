"""A division in the browser: the ballot without JavaScript, no running total, the result in words."""

import re

import pytest

from khaka.store.door import Act, act
from khaka.store.models import Record
from tests.web.forms import fields, post
from tests.workspace import Committee, client


@pytest.fixture
def opened(committee: Committee) -> tuple[Committee, str]:
    return committee, committee.opened(committee.discussed())


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_the_ballot_is_sent_and_shown_back(opened: tuple[Committee, str], lang: str) -> None:
    _, d = opened
    browser = client("m1", lang, enforce_csrf_checks=True)
    page = browser.get(f"/do/ballot_cast/division/{d}/").content.decode()
    assert "<script" not in page
    held = fields(page)
    answer = browser.post(f"/do/ballot_cast/division/{d}/", held | {"choice": "for"}, follow=True)
    shown = answer.content.decode()
    assert ("पक्ष" if lang == "hi" else "Your vote:") in shown
    assert Record.objects.filter(kind="ballot").count() == 1


def test_the_same_ballot_twice_is_one_and_another_is_refused(opened: tuple[Committee, str]) -> None:
    _, d = opened
    browser = client("m1")
    held = fields(browser.get(f"/do/ballot_cast/division/{d}/").content.decode()) | {"choice": "for"}
    first = browser.post(f"/do/ballot_cast/division/{d}/", held)
    again = browser.post(f"/do/ballot_cast/division/{d}/", held)
    assert (first.status_code, again.status_code) == (303, 303)
    other = browser.post(f"/do/ballot_cast/division/{d}/", held | {"once": "another", "choice": "against"})
    assert other.status_code == 409
    assert Record.objects.get(kind="ballot").data["choice"] == "for"


def test_nobody_is_told_a_running_total(opened: tuple[Committee, str]) -> None:
    """Every page that others can open is the same, byte for byte, before and after votes come in."""
    c, d = opened
    watchers = ("chair", "sec", "auditor", "president", "strategist", "guest")
    paths = (f"/at/division/{d}/", f"/body/{c.body}/", f"/at/proposal/{c.get('division', d).proposal}/", "/")

    def seen() -> dict[tuple[str, str], str]:
        found = {(w, p): client(w).get(p).content.decode() for w in watchers for p in paths}
        return {k: re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", v) for k, v in found.items()}

    before = seen()
    for voter, choice in (("m1", "for"), ("m2", "for"), ("m3", "against")):
        c.do(voter, "ballot_cast", "division", d, c.ballot(d, choice))
    assert seen() == before
    for key in Record.objects.filter(kind="ballot").values_list("key", flat=True):
        for person in (*watchers, "admin"):
            assert client(person).get(f"/at/ballot/{key}/").status_code == 404


def test_the_result_is_told_in_words(opened: tuple[Committee, str]) -> None:
    c, d = opened
    for voter, choice in (("m1", "for"), ("m2", "for"), ("m3", "against"), ("chair", "for")):
        c.do(voter, "ballot_cast", "division", d, c.ballot(d, choice))
    c.wait(hours=3)
    act(Act("system", "division_close", "division", d, c.get("division", d).version))
    page = client("guest").get(f"/at/division/{d}/").content.decode()
    assert "Carried" in page and "two thirds" in page
    assert "Member Three" in page


def test_late_adviser_and_foreign_ballots(opened: tuple[Committee, str]) -> None:
    c, d = opened
    m1, adviser = client("m1"), client("strategist")
    held = fields(m1.get(f"/do/ballot_cast/division/{d}/").content.decode()) | {"choice": "for"}
    assert adviser.post(f"/do/ballot_cast/division/{d}/", held).status_code == 403
    assert client("stranger").post(f"/do/ballot_cast/division/{d}/", held).status_code == 404
    assert client("admin").post(f"/do/ballot_cast/division/{d}/", held).status_code == 404
    for person in ("guest", "auditor", "president"):
        assert client(person).post(f"/do/ballot_cast/division/{d}/", held).status_code == 403
    c.wait(hours=3)
    assert m1.post(f"/do/ballot_cast/division/{d}/", held).status_code == 409
    assert not Record.objects.filter(kind="ballot").exists()


def test_getting_the_address_never_votes(opened: tuple[Committee, str]) -> None:
    _, d = opened
    client("m1").get(f"/do/ballot_cast/division/{d}/?choice=for")
    assert not Record.objects.filter(kind="ballot").exists()


def test_a_form_from_elsewhere_is_refused(opened: tuple[Committee, str]) -> None:
    c, d = opened
    browser = client("m1", enforce_csrf_checks=True)
    answer = browser.post(f"/do/ballot_cast/division/{d}/", {**c.ballot(d), "version": "1"})
    assert answer.status_code == 403
    assert post(client("m1"), "ballot_cast", "division", d, {"choice": "for"}).status_code == 303
