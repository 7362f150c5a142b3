"""Personal keys: shown once, kept as a digest, ended, run out, limited to reading; and what they never open."""

import re

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from khaka.store import backup, tokens
from khaka.store.models import Account, Token
from tests.web.asking import do, key_of
from tests.workspace import PASSWORD, TEXT, Committee, client

DRAFT = {"data": {"title": {"en": "x"}, "paragraphs": TEXT}}


def made_on_the_page(browser: Client, **data: str) -> str:
    page = browser.post("/me/tokens/", {"label": "Nightly", "scope": "act", "days": "30", **data})
    found = re.search(r'value="(khaka_[\w-]+)"', page.content.decode())
    assert found is not None
    return found[1]


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_a_key_is_shown_once_and_kept_as_a_digest(committee: Committee, lang: str) -> None:
    browser = client("m1", lang, enforce_csrf_checks=False)
    text = made_on_the_page(browser)
    later = browser.get("/me/tokens/").content.decode()
    assert text not in later and "Nightly" in later and "api." not in later.replace("/api/openapi.json", "")
    assert text not in str(list(Token.objects.values()))
    assert len(text) > 45


def test_it_stands_for_its_person_without_csrf(committee: Committee) -> None:
    c = committee
    program = Client(HTTP_HOST="localhost", enforce_csrf_checks=True, **key_of(c, "m1"))
    assert program.get("/api/me/").json()["id"] == "m1"
    assert program.get("/api/me/").json()["key"]["scope"] == "act"
    assert do(program, "proposal_draft", "body", c.body, DRAFT).status_code == 201
    assert do(program, "rulebook_set", "body", c.body, {"version": 2}).status_code == 403
    assert Token.objects.get().used_on is not None
    assert "khaka_session" not in program.cookies


def test_it_opens_the_api_only(committee: Committee) -> None:
    program = Client(HTTP_HOST="localhost", **key_of(committee, "m1"))
    for page in ("/", "/me/tokens/", f"/body/{committee.body}/"):
        assert program.get(page).status_code == 302
    assert program.post("/me/tokens/", {"label": "more", "scope": "act", "days": "365"}).status_code == 302
    assert Token.objects.count() == 1


def test_a_reading_key_does_nothing(committee: Committee) -> None:
    program = Client(HTTP_HOST="localhost", **key_of(committee, "m1", "read"))
    assert program.get("/api/bodies/").status_code == 200
    answer = do(program, "proposal_draft", "body", committee.body, DRAFT)
    assert (answer.status_code, answer.json()) == (403, {"error": "key_only_reads"})


def test_keys_end(committee: Committee) -> None:
    c = committee
    ended, late, gone = (Client(HTTP_HOST="localhost", **key_of(c, "m1")) for _ in range(3))
    assert {p.get("/api/me/").status_code for p in (ended, late, gone)} == {200}
    first = Token.objects.order_by("pk")[0].pk
    assert client("m2").post(f"/me/tokens/{first}/end/").status_code == 404
    assert client("m1").post(f"/me/tokens/{first}/end/").status_code == 303
    assert client("m1").post(f"/me/tokens/{first}/end/").status_code == 404
    assert client("m1").post(f"/me/tokens/{10**20}/end/").status_code == 404
    assert (ended.get("/api/me/").status_code, late.get("/api/me/").status_code) == (401, 200)
    c.wait(days=8)
    assert late.get("/api/me/").status_code == 401
    fresh = Client(HTTP_HOST="localhost", **key_of(c, "m1"))
    Account.objects.filter(id="m1").update(is_active=False)
    assert fresh.get("/api/me/").status_code == 401


WRONG = ("Bearer x", "Bearer ", "Bearer khaka_" + "a" * 43, "Basic bTE6eA==", "khaka_x", "Bearer khaka_" + "a" * 9000,
         "Bearer khaka_\u0915")  # fmt: skip
BAD = ({"label": ""}, {"label": "x" * 81}, {"label": "a\u202eb"}, {"scope": "all"}, {"days": "3650"}, {"days": "x"})


def test_a_wrong_key_is_told_so_even_beside_a_session(committee: Committee) -> None:
    browser = client("m1")
    for header in WRONG:
        answer = browser.get("/api/me/", HTTP_AUTHORIZATION=header)
        assert (answer.status_code, answer.json()) == (401, {"error": "bad_key"}), header
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert "no-store" in answer.headers["Cache-Control"]


def test_bad_wishes_are_refused_in_words(committee: Committee) -> None:
    browser = client("m1", "hi")
    for data in BAD:
        page = browser.post("/me/tokens/", {"label": "A", "scope": "read", "days": "7", **data})
        assert page.status_code == 400 and "error.api" not in page.content.decode()
    assert not Token.objects.exists()


def test_nobody_has_keys_without_number(committee: Committee) -> None:
    for _ in range(tokens.MOST):
        key_of(committee, "m1")
    assert client("m1").post("/me/tokens/", {"label": "A", "scope": "read", "days": "7"}).status_code == 400


def test_a_password_is_asked_for_again(committee: Committee) -> None:
    """An open browser that was left alone does not give away a year of access."""
    Account.objects.filter(id="m1").update(password=make_password(PASSWORD))
    browser = client("m1")
    answer = browser.post("/me/tokens/", {"label": "A", "scope": "act", "days": "365"})
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/account/reauthenticate/")
    assert not Token.objects.exists()
    done = browser.post("/account/reauthenticate/?next=/me/tokens/", {"password": PASSWORD}, follow=True)
    assert "khaka_" in done.content.decode()
    assert Token.objects.get().label == "A"


def test_keys_are_in_no_backup(committee: Committee) -> None:
    """A restored copy must not bring a key back that was ended since."""
    assert {m._meta.label_lower for m in backup.tables()}.isdisjoint({"store.token", "store.rate"})
