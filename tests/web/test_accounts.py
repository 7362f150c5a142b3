"""Accounts and sign-in: closed sign-up, links by mail, closed accounts, one's own page, the auditor's chain page."""

import json

import pytest
from django.core import mail

from khaka.committee.verify import verify
from khaka.store.models import Account
from tests.workspace import PASSWORD, Committee, client


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_sign_in_is_in_the_readers_language(committee: Committee, lang: str) -> None:
    account = Account.objects.get(id="m1")
    account.set_password(PASSWORD)
    account.save()
    browser = client(lang=lang)
    page = browser.get("/account/login/").content.decode()
    assert ("साइन इन करें" if lang == "hi" else "Sign In") in page
    assert ("Sign In" not in page) or lang == "en"
    assert "/signup" not in page and "sign up" not in page
    bad = browser.post("/account/login/", {"login": "m1@example.org", "password": "wrong"}).content.decode()
    assert ("सही नहीं" if lang == "hi" else "not correct") in bad
    good = browser.post("/account/login/", {"login": "m1@example.org", "password": PASSWORD})
    assert good.status_code == 302
    assert browser.get("/").status_code == 200


def test_nobody_signs_up(committee: Committee) -> None:
    assert client().get("/account/signup/").status_code == 404


def test_an_administrator_makes_an_account_whose_person_sets_the_password(committee: Committee) -> None:
    answer = client("admin").post("/accounts/", {"email": "New@Example.org", "name_hi": "नया सदस्य", "language": "hi"})
    assert answer.status_code == 303
    made = Account.objects.get(email="new@example.org")
    assert not made.has_usable_password()
    link = next(w for w in mail.outbox[-1].body.split() if "/account/password/reset/key/" in w)
    browser = client(lang="hi")
    page = browser.get(link[link.index("/account") :], follow=True)
    assert page.status_code == 200
    done = browser.post(page.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD}, follow=True)
    assert done.status_code == 200
    made.refresh_from_db()
    assert made.check_password(PASSWORD)


@pytest.mark.parametrize("email", ["", "x", "m1@example.org", "M1@EXAMPLE.ORG", "a@b@c"])
def test_bad_or_taken_addresses_are_refused(committee: Committee, email: str) -> None:
    before = Account.objects.count()
    assert client("admin").post("/accounts/", {"email": email}).status_code == 400
    assert Account.objects.count() == before


def test_a_closed_account_is_out_at_once(committee: Committee) -> None:
    browser = client("m2")
    assert browser.get("/").status_code == 200
    client("admin").post("/accounts/m2/close/")
    assert browser.get("/").status_code == 302
    client("admin").post("/accounts/admin/close/")
    assert Account.objects.get(id="admin").is_active


def test_only_administrators_see_accounts_and_only_auditors_the_chain(committee: Committee) -> None:
    for person in ("chair", "sec", "m1", "president", "strategist", "guest", "stranger"):
        assert client(person).get("/accounts/").status_code == 404
        assert client(person).get("/chain/").status_code == 404


def test_the_chain_page_and_its_files(committee: Committee) -> None:
    c = committee
    c.do("admin", "offer_make", "body", "workspace", {
        "person": "auditor", "role": "auditor", "terms": "Audit.", "valid_until": c.at(days=3),
    })  # fmt: skip
    from khaka.store.models import Record

    offer = Record.objects.filter(kind="offer", body="workspace").get().key
    c.do("auditor", "offer_accept", "offer", offer, {"reply": "Yes."})
    browser = client("auditor", "hi")
    assert "शृंखला पूरी है" in browser.get("/chain/").content.decode()
    chain = json.loads(browser.get("/chain/export/").content)
    point = json.loads(browser.get("/chain/checkpoint/").content)
    assert verify(chain, point).faults == ()
    chain["events"].pop()
    assert {f.code for f in verify(chain, point).faults} >= {"truncated"}


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_ones_own_page_tells_roles_on_a_day(committee: Committee, lang: str) -> None:
    browser = client("strategist", lang)
    page = browser.get(f"/me/?on={committee.day(0)}").content.decode()
    assert ("सलाहकार" if lang == "hi" else "adviser") in page.lower()
    assert browser.post("/me/", {"name_hi": "नाम", "name_en": "\u202ename"}, follow=True).status_code == 200
    assert Account.objects.get(id="strategist").name_hi == "रणनीतिकार"
    browser.post("/me/", {"name_hi": "नया नाम", "name_en": "New"})
    assert Account.objects.get(id="strategist").name_hi == "नया नाम"
