"""Every verb by every role that may not do it, posted on its page and to the API: 403 or 404, and nothing is written.

The default run posts each verb once, doors and roles in turn; the slow run posts all of them.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from khaka.committee import VERBS
from khaka.committee.blockers import allowed
from khaka.committee.kinds import KINDS
from khaka.committee.reading import sees
from khaka.committee.roles import roles_at
from khaka.core.clock import now
from khaka.store.models import Refusal
from khaka.store.records import Stored
from khaka.web.limits import LIMITS
from khaka.web.permissions import Audience
from tests.web.asking import do
from tests.web.personas import PERSON, Crowd, client, crowd, written

CELLS = [(v.name, kind) for v in sorted(VERBS, key=lambda v: v.name) for kind in v.on]
PEOPLE = [a for a in Audience if a is not Audience.NOBODY]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    with crowd(tmp_path_factory.mktemp("verbs")) as made:
        yield made


@pytest.fixture(scope="module")
def browsers(people: Crowd) -> dict[Audience, Any]:
    return {a: client(PERSON[a]) for a in PEOPLE}


@pytest.fixture(autouse=True)
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    for what in LIMITS:
        monkeypatch.setitem(LIMITS, what, (10**6, 60))


def forbidden(people: Crowd, verb: str, kind: str) -> list[tuple[Audience, bool]]:
    """Who may not do a verb to the committee's record of a kind, and whether they see the record."""
    records, moment = Stored(), now()
    noun = records.get(KINDS[kind], people.own[kind])
    assert noun is not None
    found = []
    for audience in PEOPLE:
        person = PERSON[audience]
        roles = roles_at(records, person, noun.body, moment)
        if not allowed(VERBS[verb], roles, records, person, noun, moment):
            found.append((audience, sees(records, person, noun, moment)))
    return found


def refused(people: Crowd, browser: Any, verb: str, kind: str, seen: bool, *, api: bool) -> None:
    """Post it and look at the answer."""
    key = people.own[kind]
    if api:
        answer = do(browser, verb, kind, key, {"version": 1, "data": {}})
        assert answer.json()["error"] == ("refused" if seen else "not_found")
    else:
        answer = browser.post(f"/do/{verb}/{kind}/{key}/", {"version": "1"})
    assert answer.status_code == (403 if seen else 404), f"{verb} on {kind}: {answer.status_code}"


@pytest.mark.parametrize("part", range(2))
def test_each_verb_is_refused(people: Crowd, browsers: dict[Audience, Any], part: int) -> None:
    before = written()
    told = Refusal.objects.count()
    seen_refused = 0
    for turn, (verb, kind) in list(enumerate(CELLS))[part::2]:
        outside = forbidden(people, verb, kind)
        assert outside, f"{verb} on {kind} is open to everyone"
        audience, seen = outside[turn % len(outside)]
        refused(people, browsers[audience], verb, kind, seen, api=turn % 3 > 0)
        seen_refused += seen
    assert written() == before
    assert Refusal.objects.count() == told + seen_refused  # the auditor finds each of them


@pytest.mark.slow
@pytest.mark.parametrize(("verb", "kind"), CELLS)
def test_every_verb_by_every_role(people: Crowd, browsers: dict[Audience, Any], verb: str, kind: str) -> None:
    before = written()
    for audience, seen in forbidden(people, verb, kind):
        for api in (True, False):
            refused(people, browsers[audience], verb, kind, seen, api=api)
    assert written() == before


def test_nobody_does_anything_without_signing_in(people: Crowd) -> None:
    before = written()
    nobody = client()
    for verb, kind in CELLS[::10]:
        assert do(nobody, verb, kind, people.own[kind], {}).status_code == 401
        assert nobody.post(f"/do/{verb}/{kind}/{people.own[kind]}/", {}).status_code == 302
    assert written() == before
