"""Abuse case 43: a thousand comments, five hundred invitations, two hundred exports: slowed, and the others are served."""

import pytest

from khaka.core.clock import now
from khaka.store.models import Rate, Record
from khaka.store.rates import wait_for
from khaka.web.limits import LIMITS
from tests.store.crowd import at_once, tally
from tests.web.asking import do
from tests.workspace import Committee, client


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    for what, most in (("write", 6), ("invite", 3), ("export", 2)):
        monkeypatch.setitem(LIMITS, what, (most, 60))


def test_the_limits_stop_what_the_case_names() -> None:
    assert LIMITS["write"][0] * 60 < 1000 * LIMITS["write"][1]
    assert LIMITS["invite"][0] < 500 and LIMITS["export"][0] < 200


def test_comments_on_page_and_api_count_together(committee: Committee, few: None) -> None:
    c = committee
    p = c.admitted()
    c.wait(seconds=60)
    data = {"stance": "question", "text": "And then?"}
    browser = client("m1")
    answers = [do(browser, "comment_add", "proposal", p, {"data": data}) for _ in range(4)]
    answers += [browser.post(f"/do/comment_add/proposal/{p}/", data) for _ in range(4)]
    assert [a.status_code for a in answers] == [201] * 4 + [303] * 2 + [429] * 2
    late = do(browser, "comment_add", "proposal", p, {"data": data})
    assert (late.status_code, late.json()) == (429, {"error": "too_many"})
    assert 1 <= int(late.headers["Retry-After"]) <= 60
    assert "web.error" not in answers[-1].content.decode()
    assert Record.objects.filter(kind="comment").count() == 6
    assert do("m2", "comment_add", "proposal", p, {"data": data}).status_code == 201
    assert browser.get(f"/at/proposal/{p}/").status_code == 200
    c.wait(seconds=60)
    assert do(browser, "comment_add", "proposal", p, {"data": data}).status_code == 201


def test_invitations_have_a_limit_of_their_own(committee: Committee, few: None) -> None:
    c = committee
    data = {"person": "stranger", "role": "observer", "terms": "As agreed.", "valid_until": c.at(days=9)}
    answers = [do("sec", "offer_make", "body", c.body, {"data": data}).status_code for _ in range(5)]
    assert answers.count(429) >= 2 and answers[-1] == 429
    assert do("chair", "offer_make", "body", c.body, {"data": data}).status_code != 429


def test_exports_have_a_limit_of_their_own(committee: Committee, few: None) -> None:
    c = committee
    m = c.do("sec", "meeting_call", "body", c.body, {"at": c.at(days=1), "place": "Hall", "agenda": []})
    path = f"/paper/meeting/{m}.hi.pdf"
    assert [client("m1").get(path).status_code for _ in range(3)] == [200, 200, 429]
    assert client("m2").get(path).status_code == 200


def test_a_ballot_writes_no_count_and_a_refused_one_does(committee: Committee, few: None) -> None:
    """A hall that votes in one minute is not slowed: limits are per person, and a ballot that is taken is taken once."""
    c = committee
    d = c.opened(c.discussed())
    body = {"version": c.get("division", d).version, "data": c.ballot(d)}
    for voter in ("m1", "m2", "m3", "chair"):
        assert do(voter, "ballot_cast", "division", d, body).status_code == 200
    assert not Rate.objects.exists()
    again = [do("m1", "ballot_cast", "division", d, body).status_code for _ in range(8)]
    assert again == [409] * 6 + [429] * 2


def test_many_workers_count_as_one(database: object) -> None:
    """Sixteen connections at once take exactly what is allowed, from the first, unmade row on."""
    at = now()
    waits: list[int] = []
    found = at_once([lambda: waits.append(wait_for("m1", "write", 10, 3600, at))] * 16)
    assert tally(found) == {"done": 16}
    assert waits.count(0) == 10 and all(0 <= w <= 3600 for w in waits)
    assert wait_for("m2", "write", 10, 3600, at) == 0
