"""Abuse cases 37 and 39: every address stands in the permission table, and answers each audience as the table says."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import URLPattern, URLResolver, get_resolver

from khaka.committee.kinds import KINDS
from khaka.committee.reading import sees
from khaka.core.clock import now
from khaka.store import tokens
from khaka.store.models import Account
from khaka.store.records import Stored
from khaka.web.limits import LIMITS
from khaka.web.permissions import Answer, Audience, Line, as_markdown, table
from khaka.web.routes import ROUTES, Who
from tests.web.personas import OUTSIDE, PERSON, Crowd, client, crowd, plain
from tests.workspace import PASSWORD

pytestmark = pytest.mark.slow

LINES = {line.name: line for line in table()}
#: The kind of record that ``<key>`` names where the first part of the address is not the kind.
KEY_KIND = {
    "api/bodies": "body", "document": "blueprint", "file": "attachment", "evidence": "decision", "sheet": "election",
}  # fmt: skip
#: Parts of an address that need a value of their own; where a route needs another than all others, by its name.
PARTS = {
    "kind": "proposal",
    "verb": "comment_add",
    "lang": "hi",
    "slug": "state",
    "id_": "s0.goal",
    "what": "link",
    "box": "1",
    "token": "not-a-secret",
}
OF_ROUTE: dict[str, dict[str, str]] = {
    "paper": {"kind": "meeting"},
    "account_switch": {"key": "guest"},
    "body_list": {"kind": "proposal"},
    "api_list": {"kind": "proposal"},
    "live_page": {"?": "?mission=mission-2024"},
}
#: Routes whose records need bytes, or a past, that takes long to make: what they show whom they allow is tested by the tests
#: of their pages; here, that they show it to nobody else.
ELSEWHERE = {
    "document", "document_section", "document_figure", "document_changes", "document_file", "evidence", "sheet",
    "feed",
}  # fmt: skip
_PART = re.compile(r"<(?:str|int):(\w+)>")


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    with crowd(tmp_path_factory.mktemp("routes")) as made:
        Account.objects.update(password=make_password(PASSWORD))
        yield made


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """No odds are computed, and nobody is slowed: both have tests of their own."""
    monkeypatch.setattr("khaka.desk.live.Live.ready", lambda self, mission: False)
    for what in LIMITS:
        monkeypatch.setitem(LIMITS, what, (10**6, 60))


@cache
def browser_of(database: str, person: str) -> Any:
    return client(person)


def browser(people: Crowd, audience: Audience) -> Any:
    from django.db import connection

    return browser_of(str(connection.settings_dict["NAME"]), PERSON[audience])


def named(line: Line, ids: dict[str, str], key: str = "", kind: str = "") -> tuple[str, str, str]:
    """A route's address for a record; the record's kind and id."""
    parts = PARTS | OF_ROUTE.get(line.name, {}) | ({"kind": kind} if kind and "<str:kind>" in line.path else {})
    first = line.path.split("/<str:key>")[0] if "<str:key>" in line.path else ""
    of = KEY_KIND.get(first) or (first if first in KINDS else parts["kind"])
    parts["key"] = key or OF_ROUTE.get(line.name, {}).get("key") or ids[of]
    missing = set(_PART.findall(line.path)) - set(parts)
    assert not missing, f"say in PARTS or OF_ROUTE of this test what {missing} of the route {line.name!r} may be"
    return "/" + _PART.sub(lambda m: parts[m[1]], line.path) + parts.get("?", ""), of, parts["key"]


def ask(people: Crowd, audience: Audience, line: Line, path: str) -> Any:
    """GET where there is one, else POST."""
    if "GET" in line.methods or not line.methods:
        return browser(people, audience).get(path)
    more = {"content_type": "application/json"} if line.api else {}
    return browser(people, audience).post(path, "{}" if line.api else {}, **more)


def every_name(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for p in patterns:
        if isinstance(p, URLResolver):
            yield from every_name(p.url_patterns)
        else:
            yield str(p.name)


def test_every_address_is_in_the_table() -> None:
    assert sorted(every_name(get_resolver().url_patterns)) == sorted(LINES)
    assert set(ROUTES) < set(LINES)
    assert all(f"`/{line.path}`" in as_markdown() for line in LINES.values())


def test_what_is_tested_elsewhere_is_tested_there() -> None:
    """A page's own tests ask for its address."""
    own = [f.read_text("utf-8") for f in Path(__file__).parent.glob("test_*.py") if f != Path(__file__)]
    for name in ELSEWHERE:
        start = "/" + LINES[name].path.split("<")[0]
        end = LINES[name].path.rsplit(">", 1)[1].strip("/")
        assert any(start in text and end in text for text in own), f"no test asks for {LINES[name].path}"


@pytest.mark.parametrize("name", sorted(n for n, line in LINES.items() if line.methods))
def test_every_route_answers_each_audience_as_the_table_says(people: Crowd, name: str) -> None:
    line = LINES[name]
    if name == "token_end":
        return _own_keys(people, line)
    path, kind, key = named(line, people.own)
    absent = "/api/no/such/page/" if line.api else "/no/such/page/"
    allowed = 0
    for audience, wanted in line.answers:
        answer = ask(people, audience, line, path)
        if wanted is Answer.SIGN_IN:
            _sent_to_sign_in(answer, line, path)
        elif wanted is Answer.ABSENT:
            assert answer.status_code == 404, f"{audience} {path}"
            assert plain(answer, path) == plain(browser(people, audience).get(absent), absent)
        elif wanted is Answer.YES and name in ELSEWHERE:
            assert answer.status_code == 404  # open to whoever knows a secret, which is none here
        elif wanted is Answer.YES:
            assert answer.status_code < 400 and "/account/login" not in answer.headers.get("Location", ""), path
            allowed += 1
        else:
            noun = Stored().get(KINDS[kind], key)
            assert noun is not None
            shown = sees(Stored(), PERSON[audience], noun, now())
            assert (answer.status_code != 404) == shown or name in ELSEWHERE, f"{audience} {path}: {answer.status_code}"
            assert answer.status_code < 500
            allowed += answer.status_code in (200, 303) or (line.who is Who.VERB and answer.status_code in (400, 409))
    assert allowed or name in ELSEWHERE
    return None


def _sent_to_sign_in(answer: Any, line: Line, path: str) -> None:
    if line.api:
        assert (answer.status_code, answer.json()) == (401, {"error": "sign_in"})
    else:
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/account/login/?next={quote(path)}")


def _own_keys(people: Crowd, line: Line) -> None:
    """A key is its owner's: for everyone else there is none."""
    for audience, wanted in line.answers:
        owner = PERSON[audience] or "chair"
        token, _ = tokens.make(Account.objects.get(id=owner), "test", "read", 7)
        path = f"/me/tokens/{token.pk}/end/"
        other = Audience.MEMBER if audience is not Audience.MEMBER else Audience.CHAIR
        assert browser(people, other).post(path).status_code == 404 or owner == PERSON[other]
        answer = browser(people, audience).post(path)
        assert answer.status_code == (302 if wanted is Answer.SIGN_IN else 303)
        tokens.revoke(Account.objects.get(id=owner), token.pk)


@pytest.mark.parametrize("name", sorted(n for n, line in LINES.items() if not line.methods))
def test_pages_of_sign_in(people: Crowd, name: str) -> None:
    path = "/" + LINES[name].path
    if "reset/key/(" in path:
        path = "/account/password/reset/key/1-set-password/"
    nobody = browser(people, Audience.NOBODY).get(path)
    if LINES[name].who is Who.SIGNED_IN:
        assert nobody.status_code == 302 and "/account/login/" in nobody.headers["Location"]
    else:
        assert nobody.status_code < 400
    assert client("m2").get(path).status_code in (200, 302, 404)


def test_wrong_methods_change_nothing(people: Crowd) -> None:
    """Abuse case 41: GET to what is posted, and the other way round: 405 with what is allowed."""
    one = client("chair")
    for line in LINES.values():
        if not line.methods:
            continue
        path = (
            named(line, people.own | {"key": "1"})[0].replace("<int:key>", "1")
            if "int:" not in line.path
            else "/me/tokens/1/end/"
        )
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} - set(line.methods):
            answer = one.generic(method, path)
            assert answer.status_code == 405, f"{method} {path}"
            assert set(line.methods) <= set(answer.headers["Allow"].split(", "))


FOREIGN = sorted(n for n, line in LINES.items() if line.who in (Who.SEES, Who.VERB))


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_record_is_as_good_as_none(people: Crowd, name: str) -> None:
    """Abuse case 37: every address, every role, an object of another committee: 404, the same body as for none."""
    line = LINES[name]
    kinds = ["proposal", "ballot", "membership"] if "<str:kind>" in line.path and name != "paper" else [""]
    for turn, audience in enumerate(OUTSIDE):
        for kind in kinds[turn % len(kinds) :][:1]:  # every kind for every role: the slow run, below
            path, _, key = named(line, people.foreign, kind=kind)
            absent, _, _ = named(line, people.foreign, key="no-such-record", kind=kind)
            answer, none = ask(people, audience, line, path), ask(people, audience, line, absent)
            assert (answer.status_code, none.status_code) == (404, 404), f"{audience} {path}"
            assert plain(answer, path, key) == plain(none, absent, "no-such-record")
            assert _headers(answer) == _headers(none)


def _headers(answer: Any) -> dict[str, str]:
    return {k: v for k, v in answer.headers.items() if k not in ("Content-Length",)}


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_record_of_another_committee_shows_anywhere(people: Crowd, kind: str) -> None:
    """Abuse cases 36 and 37 for every kind of record; neither its page, its JSON nor a list or count tells of it."""
    if kind == "unit":
        return
    key = people.foreign[kind]
    for audience in OUTSIDE:
        one = browser(people, audience)
        for path in (f"/at/{kind}/{key}/", f"/api/records/{kind}/{key}/", f"/api/records/{kind}/{key}/verbs/"):
            assert one.get(path).status_code == 404, f"{audience} {path}"
        assert one.get(f"/api/bodies/{people.other}/{kind}/").status_code == 404
        own = one.get(f"/api/bodies/{people.body}/{kind}/")
        assert own.status_code == 404 or all(r["body"] == people.body for r in own.json()["records"])
