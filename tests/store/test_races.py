"""Many at once, on both databases, with real threads and a connection each: what must be one stays one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from khaka.committee.voting import Ballot
from khaka.core.clock import moved, now
from khaka.store import history
from khaka.store.door import Act, act
from khaka.store.models import Event, Head, Record
from khaka.store.records import Stored
from tests.store.crowd import at_once, many_members, tally
from tests.workspace import Committee


def cast(room: Committee, division: str, voter: str, choice: str = "for") -> Any:
    digest = room.get("division", division).digest
    return lambda: act(Act(voter, "ballot_cast", "division", division, None, {"choice": choice, "digest": digest}))


def ballots(division: str) -> int:
    return Record.objects.filter(kind="ballot", parent=division).count()


@pytest.mark.parametrize("times", [12, pytest.param(64, marks=pytest.mark.slow)])
def test_one_voter_many_times_at_once_is_stored_once(room: Committee, times: int) -> None:
    d = room.opened(room.discussed())
    for voter in ("m1", "m2", "m3"):
        found = at_once([cast(room, d, voter)] * times)
        assert tally(found) == {"done": 1, "voted_already": times - 1}
    assert ballots(d) == 3
    assert history.faults() == ()


@contextmanager
def without_rule_and_lock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The door as a careless one would be: it never sees an earlier ballot, and locks nothing (SQLite has one writer)."""
    get = Stored.get
    with monkeypatch.context() as careless:
        careless.setattr(Stored, "get", lambda self, cls, id_: None if cls is Ballot else get(self, cls, id_))
        careless.setattr("khaka.store.door.Head.objects.select_for_update", lambda: Head.objects.all())
        yield


def test_the_race_can_be_lost_and_the_unique_key_is_the_last_to_stop_it(
    room: Committee, monkeypatch: pytest.MonkeyPatch
) -> None:
    d = room.opened(room.discussed())
    with without_rule_and_lock(monkeypatch):
        found = tally(at_once([cast(room, d, "m1")] * 16))
        assert found["done"] == 1 and ballots(d) == 1
        assert set(found) <= {"done", "unique key", "OperationalError"}
        key = next(c for c in Record._meta.constraints if c.name == "record_once")
        monkeypatch.setattr(Record._meta, "constraints", [])
        with connection.schema_editor() as editor:
            editor.remove_constraint(Record, key)
        at_once([cast(room, d, "m2")] * 16)
    assert Record.objects.filter(kind="ballot", key=f"{d}:m2").count() > 1, "this race must be able to fail"


@pytest.mark.slow
def test_votes_against_the_close(room: Committee) -> None:
    voters = many_members(room.body, 100)
    d = room.opened(room.discussed())
    closes = room.get("division", d).closes_at
    jobs = [cast(room, d, v) for v in voters]

    def close() -> None:
        while now() < closes:
            pass
        act(Act("system", "division_close", "division", d, room.get("division", d).version, {}))

    # the clock of every thread reaches the close while the votes are coming in
    with moved(closes - now() - timedelta(milliseconds=400) + _ahead()):
        found = at_once([close, *jobs])
    assert found[0] == "done"
    taken = found[1:].count("done")
    assert set(found[1:]) <= {"done", "division_is_over", "wrong_state"}
    division = room.get("division", d)
    assert ballots(d) == taken == division.tally.for_
    closed = Event.objects.get(data__verb="division_close").seq
    assert not Event.objects.filter(seq__gt=closed, data__verb="ballot_cast").exists()
    assert history.faults() == ()


def _ahead() -> timedelta:
    """How far the test's clock is ahead of the machine's."""
    from datetime import UTC, datetime

    return now() - datetime.now(UTC)


def test_withdrawing_and_opening_at_once(room: Committee) -> None:
    for _ in range(3):
        p = room.discussed()
        d = room.called(p)
        room.do("chair", "division_open", "division", d, {"aware": True})
        opening = room.asked("sec", "division_open", "division", d, {"aware": True})
        leaving = room.asked("strategist", "proposal_withdraw", "proposal", p, {"reason": "No longer right."})
        found = at_once([lambda o=opening: act(o), lambda w=leaving: act(w)])
        assert found.count("done") == 1, found
        opened, withdrawn = room.get("division", d).state == "open", room.get("proposal", p).state == "withdrawn"
        assert opened != withdrawn
        if opened:
            room.do("auditor", "division_void", "division", d, {"reason": "Test over."})


def test_two_tabs_that_save_one_version(room: Committee) -> None:
    p = room.draft("m1")
    stands = room.get("proposal", p).version
    saves = [
        room.asked("m1", "proposal_edit", "proposal", p, {
            "title": {"en": f"Tab {n}"}, "paragraphs": [{"words": {"en": f"Tab {n}."}}],
        }, version=stands) for n in (1, 2)
    ]  # fmt: skip
    found = at_once([lambda s=s: act(s) for s in saves])
    assert sorted(found) == ["done", "stale"]
    assert room.get("proposal", p).version == stands + 1


def test_the_same_form_16_times_at_once(room: Committee) -> None:
    data = {"title": {"en": "Once"}, "paragraphs": [{"words": {"en": "One."}}]}
    form = room.asked("m1", "proposal_draft", "body", room.body, data, once="form-1")
    assert at_once([lambda: act(form)] * 16) == ["done"] * 16
    assert Record.objects.filter(kind="proposal").count() == 1
