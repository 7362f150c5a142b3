"""Abuse cases 5, 6, 14, 17, 38 and 41, each by page and by API. The case's number stands in the test's first line."""

import json
import re
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.test import Client

from khaka.store.models import Account, Record, Refusal
from tests.web.asking import do
from tests.web.forms import fields, post
from tests.workspace import PASSWORD, TEXT, Committee, client

PAPERS = {"title": {"en": "x"}, "paragraphs": TEXT}


@pytest.fixture
def opened(committee: Committee) -> tuple[Committee, str]:
    return committee, committee.opened(committee.discussed())


def vote(c: Committee, d: str, choice: Any = "for") -> dict[str, Any]:
    return {"version": c.get("division", d).version, "data": {**c.ballot(d), "choice": choice}}


def test_case_5_an_adviser_votes_nowhere(opened: tuple[Committee, str]) -> None:
    """5: on the page, by the API, and with the CSRF token and form of a member; each try is noted."""
    c, d = opened
    member = client("m1", enforce_csrf_checks=True)
    held = fields(member.get(f"/do/ballot_cast/division/{d}/").content.decode()) | {"choice": "for"}
    adviser = client("strategist", enforce_csrf_checks=True)
    assert (
        adviser.post(f"/do/ballot_cast/division/{d}/", held).status_code == 403
    )  # no CSRF cookie of the adviser's own
    adviser.cookies["csrftoken"] = member.cookies["csrftoken"].value
    assert adviser.post(f"/do/ballot_cast/division/{d}/", held).status_code == 403
    answer = do(adviser, "ballot_cast", "division", d, vote(c, d), HTTP_X_CSRFTOKEN=held["csrfmiddlewaretoken"][0])
    assert (answer.status_code, answer.json()["blockers"][0]["code"]) == (403, "adviser_never_votes")
    assert Refusal.objects.filter(actor="strategist", codes="adviser_never_votes").count() == 2
    assert not Record.objects.filter(kind="ballot").exists()


def test_case_6_nor_does_anyone_else_who_is_not_on_the_roll(opened: tuple[Committee, str]) -> None:
    """6: observer, administrator, auditor, secretary, authority, one who left, one who came too late, a stranger."""
    c, d = opened
    c.join("stranger", "member")
    for person in ("guest", "admin", "auditor", "sec", "president", "stranger"):
        api = do(person, "ballot_cast", "division", d, vote(c, d))
        page = client(person).post(f"/do/ballot_cast/division/{d}/", {**vote(c, d)["data"], "version": "3"})
        wanted = 404 if person == "admin" else 403  # who sees no papers is told of none
        assert (api.status_code, page.status_code) == (wanted, wanted), person
    assert not Record.objects.filter(kind="ballot").exists()


def test_case_6_a_member_who_left_before_the_opening(committee: Committee) -> None:
    """6: ended before the roll was frozen."""
    c = committee
    p = c.discussed()
    membership = next(r.key for r in Record.objects.filter(kind="membership", person="m3"))
    c.do("m3", "member_end", "membership", membership, {"reason": "I resign."})
    c.wait(seconds=1)
    d = c.opened(p)
    assert do("m3", "ballot_cast", "division", d, vote(c, d)).status_code == 404


NO_CHOICE = (
    "maybe",
    "",
    "for,against",
    ["for", "against"],
    ["for"],
    {"for": 1},
    1,
    True,
    None,
    "FOR",
    "पक्ष",
    "x" * 10_000,
)


def test_case_14_values_that_are_no_choice(opened: tuple[Committee, str]) -> None:
    """14: outside the options, two in one, blank, ten thousand letters. Of two in a form the last counts, as in all forms."""
    c, d = opened
    member, page = client("m1"), client("m2")
    held = fields(page.get(f"/do/ballot_cast/division/{d}/").content.decode())
    for choice in NO_CHOICE:
        assert do(member, "ballot_cast", "division", d, vote(c, d, choice)).status_code == 400, choice
        if isinstance(choice, str):
            assert page.post(f"/do/ballot_cast/division/{d}/", held | {"choice": choice}).status_code == 400, choice
    assert not Record.objects.filter(kind="ballot").exists()
    assert page.post(f"/do/ballot_cast/division/{d}/", held | {"choice": ["for", "against"]}).status_code == 303
    assert Record.objects.get(kind="ballot").data["choice"] == "against"


def test_case_14_keys_that_are_unknown_or_stand_twice(opened: tuple[Committee, str]) -> None:
    """14: unknown and duplicate keys, ten thousand of them."""
    c, d = opened
    body = json.dumps(vote(c, d))
    twice = body.replace('"choice": "for"', '"choice": "for", "choice": "against"')
    assert do("m1", "ballot_cast", "division", d, twice).json() == {"error": "key_twice"}
    for more in ({"weight": 9}, {f"option{n}": "for" for n in range(10_000)}):
        asked = vote(c, d)
        asked["data"] |= more
        assert do("m1", "ballot_cast", "division", d, asked).status_code == 400
    assert not Record.objects.filter(kind="ballot").exists()


WATCHERS = ("chair", "auditor", "president", "strategist", "guest", "m3")


def test_case_17_no_running_total_in_api_headers_or_feeds(opened: tuple[Committee, str]) -> None:
    """17: whatever others may ask is the same before and after ballots come in, to the byte and the header."""
    c, d = opened
    proposal = c.get("division", d).proposal
    paths = [
        f"/api/records/division/{d}/", f"/api/records/division/{d}/verbs/", f"/api/records/proposal/{proposal}/",
        "/api/pending/", "/api/me/", "/api/bodies/", "/api/chain/", f"/body/{c.body}/", f"/at/division/{d}/",
        *(f"/api/bodies/{c.body}/{kind}/" for kind in ("division", "ballot", "roll_entry", "paper_return", "recusal")),
        f"/api/records/ballot/{d}:m1/", f"/at/ballot/{d}:m1/", f"/body/{c.body}/all/ballot/",
    ]  # fmt: skip
    browsers = {w: client(w) for w in WATCHERS}

    def seen() -> dict[tuple[str, str], tuple[int, str, dict[str, str]]]:
        found = {(w, p): browsers[w].get(p) for w in WATCHERS for p in paths}
        token = r'name="csrfmiddlewaretoken" value="\w+"'
        return {k: (a.status_code, re.sub(token, "", a.content.decode()), dict(a.headers)) for k, a in found.items()}

    before = seen()
    for voter, choice in (("m1", "for"), ("m2", "against"), ("chair", "for")):
        c.do(voter, "ballot_cast", "division", d, c.ballot(d, choice))
    after = seen()
    own = {
        ("chair", "/api/pending/"),
        ("chair", f"/api/bodies/{c.body}/ballot/"),
        ("chair", f"/body/{c.body}/all/ballot/"),
    }
    mine = {k for k in own if before[k] != after[k]} | {k for k in before if k[0] == "chair" and d in k[1]}
    assert {k for k in before if before[k] != after[k]} <= mine
    assert all("ETag" not in headers for _, _, headers in after.values())


def test_case_17_the_auditors_chain_tells_that_ballots_came_and_not_how(opened: tuple[Committee, str]) -> None:
    """17: the event feed holds salted digests; neither the choice nor the salt leaves the server before the close."""
    c, d = opened
    Account.objects.create(id="inspector", email="inspector@example.org", password="!")
    c.join("inspector", "auditor", by="admin", body="workspace")
    c.do("m1", "ballot_cast", "division", d, c.ballot(d))
    salt = Record.objects.get(kind="ballot").data["salt"]
    for path in ("/api/chain/", "/chain/export/", "/chain/"):
        text = client("inspector").get(path).content.decode()
        assert salt not in text and '"choice"' not in text, path


def test_case_38_fields_that_nobody_asked_for(opened: tuple[Committee, str], caplog: pytest.LogCaptureFixture) -> None:
    """38: role, weight, body, actor: the page leaves them behind and notes it, the API refuses them."""
    c, d = opened
    strange = {"role": "chair", "weight": "9", "body": "other", "actor": "m2", "voter": "m2", "id": "x"}
    assert post(client("m1"), "ballot_cast", "division", d, {"choice": "for", **strange}).status_code == 303
    row = Record.objects.get(kind="ballot").data
    assert (row["voter"], row["weight"], row["body"]) == ("m1", 1, c.body)
    assert "m1 sent actor, body, id, role, voter, weight" in caplog.text
    for key, value in strange.items():
        asked = vote(c, d)
        assert do("m2", "ballot_cast", "division", d, {**asked, key: value}).json() == {"error": "unknown_key"}
        asked["data"][key] = value
        told = do("m2", "ballot_cast", "division", d, asked)
        assert (told.status_code, told.json()["blockers"][0]["code"]) == (400, "unknown_field")


def test_case_41_no_post_without_its_csrf_token(committee: Committee) -> None:
    """41: a session alone posts nothing, on the page or by the API; with the token it does."""
    c = committee
    browser = client("m1", enforce_csrf_checks=True)
    assert browser.post(f"/do/proposal_draft/body/{c.body}/", {"title.en": "x"}).status_code == 403
    answer = do(browser, "proposal_draft", "body", c.body, {"data": PAPERS})
    assert (answer.status_code, answer.json()) == (403, {"error": "csrf"})
    assert browser.post("/me/tokens/", {"label": "x", "scope": "act", "days": "7"}).status_code == 403
    assert browser.post("/language/en/", {}).status_code == 403
    browser.get("/")
    token = browser.cookies["csrftoken"].value
    assert do(browser, "proposal_draft", "body", c.body, {"data": PAPERS}, HTTP_X_CSRFTOKEN=token).status_code == 201
    elsewhere = {"HTTP_X_CSRFTOKEN": token, "HTTP_ORIGIN": "https://evil.example"}
    assert do(browser, "proposal_draft", "body", c.body, {"data": PAPERS}, **elsewhere).status_code == 403


def test_case_41_no_frame_no_other_host_no_open_redirect(committee: Committee) -> None:
    """41: clickjacking, the Host header, ``next`` to another site."""
    for path in ("/", "/api/me/", "/account/login/", f"/do/proposal_draft/body/{committee.body}/"):
        answer = client("m1").get(path)
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    for host in ("evil.example", "localhost.evil.example", "localhost:80@evil.example"):
        assert client("m1").get("/", HTTP_HOST=host).status_code == 400
        assert client("m1").get("/api/me/", HTTP_HOST=host).status_code == 400
    bad = ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:///evil.example")
    Account.objects.filter(id="m2").update(password=make_password(PASSWORD))
    for target in bad:
        assert client("m1").post("/language/hi/", {"next": target}).headers["Location"] == "/"
    for target in bad[:2]:
        signed_in = client().post(
            f"/account/login/?next={target}", {"login": "m2@example.org", "password": PASSWORD, "next": target}
        )
        assert signed_in.status_code == 302
        assert signed_in.headers["Location"].startswith("/") and "evil" not in signed_in.headers["Location"]


def test_case_41_what_was_shown_is_kept_by_no_cache(committee: Committee) -> None:
    """41: after the sign-out the back button asks again, and is sent to the sign-in."""
    browser = client("m1")
    for path in ("/", f"/body/{committee.body}/", "/api/me/", f"/api/records/body/{committee.body}/", "/at/body/no/"):
        assert "no-store" in browser.get(path).headers["Cache-Control"]
    old = browser.cookies["khaka_session"].value
    browser.post("/account/logout/")
    assert browser.get(f"/body/{committee.body}/").status_code == 302
    replayed = Client(HTTP_HOST="localhost")
    replayed.cookies["khaka_session"] = old
    assert replayed.get("/api/me/").status_code == 401


def test_case_41_a_session_fixed_before_the_sign_in_is_worth_nothing(committee: Committee) -> None:
    """41: the session's name changes at the sign-in; its cookie is not for scripts."""
    Account.objects.filter(id="m1").update(password=make_password(PASSWORD))
    browser = client()
    session = browser.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    browser.cookies["khaka_session"] = planted
    answer = browser.post("/account/login/", {"login": "m1@example.org", "password": PASSWORD})
    assert answer.status_code == 302
    cookie = answer.cookies["khaka_session"]
    assert cookie.value != planted and cookie["httponly"] and cookie["samesite"] == "Lax"
    assert not Session.objects.filter(session_key=planted).exists()
    thief = Client(HTTP_HOST="localhost")
    thief.cookies["khaka_session"] = planted
    assert thief.get("/api/me/").status_code == 401


def test_case_41_who_is_removed_is_out_at_once(committee: Committee) -> None:
    """41: an account that is closed loses its sessions; a role that ends shows no more papers to a session that lives."""
    c = committee
    browser, member = client("m1"), client("m3")
    assert browser.get("/api/me/").status_code == 200
    Account.objects.filter(id="m1").update(is_active=False)
    assert browser.get("/api/me/").status_code == 401
    assert browser.get(f"/body/{c.body}/").status_code == 302
    assert do(browser, "proposal_draft", "body", c.body, {"data": PAPERS}).status_code == 401
    p = c.admitted()
    assert member.get(f"/api/records/proposal/{p}/").status_code == 200
    membership = next(r.key for r in Record.objects.filter(kind="membership", person="m3"))
    c.do("chair", "member_end", "membership", membership, {"reason": "Left the party."})
    c.wait(seconds=1)
    for path in (
        f"/at/proposal/{p}/",
        f"/api/records/proposal/{p}/",
        f"/body/{c.body}/",
        f"/api/bodies/{c.body}/proposal/",
    ):
        assert member.get(path).status_code == 404
    assert do(member, "comment_add", "proposal", p, {"data": {"stance": "for", "text": "x"}}).status_code == 404


def test_case_36_lists_and_counts_hold_what_the_asker_sees(committee: Committee) -> None:
    """36: a filter, a page or a count tells nothing of a draft that is another's."""
    c = committee
    titles = {"en": "Seat swap nobody knows of"}
    c.draft("m1", title=titles)
    path = f"/api/bodies/{c.body}/proposal/"
    empty = client("m2").get(path).json()
    assert (empty["count"], empty["records"]) == (0, [])
    for one in (
        path,
        f"{path}?size=1&page=1",
        f"/body/{c.body}/",
        f"/body/{c.body}/all/proposal/",
        "/",
        "/api/pending/",
    ):
        assert "Seat swap" not in client("m2").get(one).content.decode()
    assert "Seat swap" in client("m1").get(path).content.decode()
