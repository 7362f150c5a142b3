"""The chain: whatever is changed, deleted, swapped, doubled or cut is found and named."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaka.committee.chain import Head, checkpoint_document, export, next_event
from khaka.committee.codec import canonical, digest
from khaka.committee.outcomes import Decision
from khaka.committee.seal import evidence_file
from khaka.committee.verify import verify
from tests.committee.room import LAW, START, Room
from tests.committee.test_committee_journey import decided

ROOM, _, DECISION = decided()
CHAIN = json.loads(json.dumps(export(ROOM.chain)))
LAST = len(CHAIN["events"])


def codes(document: dict[str, Any], against: dict[str, Any] | None = None) -> list[tuple[str, int | None]]:
    return [(f.code, f.seq) for f in verify(document, against).faults]


def tampered(change: Callable[[list[dict[str, Any]]], None]) -> dict[str, Any]:
    document = copy.deepcopy(CHAIN)
    change(document["events"])
    return document


def rehash(e: dict[str, Any]) -> None:
    e["data_sha256"] = digest(e["data"])
    e["hash"] = digest({k: e[k] for k in ("seq", "at", "data_sha256", "prev")})


def test_an_honest_chain_verifies() -> None:
    v = verify(CHAIN)
    assert (v.faults, v.events, v.head) == ((), LAST, ROOM.head.hash)
    assert verify(export([])).faults == ()


def test_every_byte_that_matters_is_held() -> None:
    for place in range(LAST):
        for field in ("at", "data", "data_sha256", "prev", "hash"):
            document = tampered(lambda es, p=place, f=field: es[p].update({f: other(es[p][f])}))
            found = {c for c, _ in codes(document)}
            assert found, (place, field)
            assert place + 1 in {s for _, s in codes(document)}, (place, field)


def other(value: Any) -> Any:
    if isinstance(value, dict):
        return {**value, "actor": "someone-else"}
    return "2020-01-01T00:00:00.000000Z" if "T" in value else "f" * 64


def test_changed_data_are_named() -> None:
    assert codes(tampered(lambda es: es[4]["data"].update(actor="m9"))) == [("data_changed", 5)]


def test_changed_and_rehashed_breaks_the_next_link() -> None:
    def change(es: list[dict[str, Any]]) -> None:
        es[4]["data"]["actor"] = "m9"
        rehash(es[4])

    assert codes(tampered(change)) == [("relinked", 6)]


def test_a_changed_last_event_is_told_by_the_head() -> None:
    def change(es: list[dict[str, Any]]) -> None:
        es[-1]["data"]["actor"] = "m9"
        rehash(es[-1])

    assert codes(tampered(change)) == [("rewritten", LAST)]


def test_deleted() -> None:
    assert codes(tampered(lambda es: es.pop(4))) == [("missing", 5)]
    assert codes(tampered(lambda es: es.pop(0))) == [("missing", 1)]


def test_deleted_and_numbered_anew() -> None:
    def change(es: list[dict[str, Any]]) -> None:
        del es[4]
        for n, e in enumerate(es, 1):
            e["seq"] = n

    found = codes(tampered(change))
    assert ("changed", 5) in found and ("truncated", LAST) in found


def test_swapped() -> None:
    def change(es: list[dict[str, Any]]) -> None:
        es[4], es[5] = es[5], es[4]

    assert codes(tampered(change)) == [("moved", 5)]


def test_doubled() -> None:
    assert ("twice", 5) in codes(tampered(lambda es: es.insert(5, copy.deepcopy(es[4]))))


def test_cut_at_the_end() -> None:
    assert codes(tampered(lambda es: es.pop())) == [("truncated", LAST)]


def rebuilt(upto: int) -> dict[str, Any]:
    """What the owner of a database can do: a shorter or other history with every hash right."""
    head, events = Head(), []
    for e in ROOM.chain[:upto]:
        assert e.data is not None
        event = next_event(head, {**e.data, "why": "rebuilt"}, e.at)
        events.append(event)
        head = Head(event.seq, event.hash)
    return export(events)


def test_56_a_rebuilt_or_cut_chain_is_found_by_a_witness_only() -> None:
    point = checkpoint_document(Head(10, ROOM.chain[9].hash))
    assert codes(rebuilt(LAST)) == []
    assert codes(rebuilt(LAST), point) == [("rewritten", 10)]
    assert codes(rebuilt(7), point) == [("truncated", 10)]
    assert codes(CHAIN, point) == []


def test_55_a_restored_backup_is_told_by_an_older_export() -> None:
    backup = export(ROOM.chain[:12])
    assert codes(backup, CHAIN)[0] == ("truncated", 13)
    assert codes(CHAIN, backup) == []
    assert codes(rebuilt(LAST), backup) == [("rewritten", 1)]


def test_time_runs_forward() -> None:
    head = Head()
    first = next_event(head, {"verb": "a"}, START)
    second = next_event(Head(1, first.hash), {"verb": "b"}, START.replace(year=2025))
    assert codes(export([first, second])) == [("time", 2)]


def test_47_withheld_data_leave_the_chain_whole() -> None:
    def hide(es: list[dict[str, Any]]) -> None:
        es[6].update(data=None, withheld="Court order 12.")

    v = verify(tampered(hide))
    assert (v.faults, v.withheld) == ((), 1)
    assert codes(tampered(lambda es: es[6].update(data=None))) == [("not_an_event", 7)]
    assert codes(tampered(lambda es: es[6].update(data=None, withheld=""))) == [("not_an_event", 7)]


def test_a_ballot_changed_between_the_vote_and_the_close_is_found() -> None:
    room = Room()
    d = room.opened(room.discussed())
    room.votes(d, m1="for", m2="for", m3="against")
    from dataclasses import replace

    from khaka.committee.voting import Ballot, Choice

    room.records.put(replace(room.get(Ballot, f"{d}:m1"), choice=Choice.AGAINST))  # in the database, not by the door
    room.close(d)
    assert codes(export(room.chain)) == [("ballot_changed", len(room.chain))]


@pytest.mark.parametrize(
    "broken",
    [{}, {"events": None}, {"events": [1]}, {"events": [{}]}, {"events": [{"seq": "1"}]}, {"events": [], "head": None},
     {"events": [{**CHAIN["events"][0], "seq": True}]}, {"events": [{**CHAIN["events"][0], "at": "noon"}]},
     {"events": [{**CHAIN["events"][0], "data": [1]}]}, {"events": [{**CHAIN["events"][0], "seq": 2**60}]},
     {"events": [{**CHAIN["events"][0], "data": {"x": "\ud800"}}]}, {"events": [{**CHAIN["events"][0], "data": {"puts": 7}}]}],
)  # fmt: skip
def test_what_is_no_chain_is_a_fault_and_no_traceback(broken: dict[str, Any]) -> None:
    assert codes({"format": "khaka-chain/1", **broken})


def test_evidence_verifies_alone_and_against_its_chain() -> None:
    event = next(e for e in ROOM.chain if e.data and e.data["verb"] == "order_give")
    file = json.loads(json.dumps(evidence_file(ROOM.get(Decision, DECISION), seq=event.seq, hash_=event.hash)))
    assert codes(file) == [] and codes(file, CHAIN) == []
    changed = copy.deepcopy(file)
    changed["evidence"]["finding"]["outcome"] = "decline"
    assert codes(changed) == [("seal", None)]
    changed["seal"]["sha256"] = digest(changed["evidence"])  # sealed anew: only the chain knows
    assert codes(changed) == [] and codes(changed, CHAIN) == [("not_in_chain", None)]
    assert codes({**file, "seal": None}) == [("seal", None)]


def test_59_the_same_hash_whatever_the_order_of_keys() -> None:
    turned = {k: CHAIN["events"][3]["data"][k] for k in sorted(CHAIN["events"][3]["data"], reverse=True)}
    assert digest(turned) == CHAIN["events"][3]["data_sha256"]
    assert canonical({"b": 1, "a": [0.1946, "é", None]}) == '{"a":[0.1946,"é",null],"b":1}'.encode()


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@LAW
@given(st.lists(st.dictionaries(st.text(max_size=5), json_values, max_size=3), min_size=2, max_size=6), st.data())
def test_any_payloads_verify_and_any_one_changed_is_named(payloads: list[dict[str, Any]], data: st.DataObject) -> None:
    head, events = Head(), []
    for payload in payloads:
        events.append(event := next_event(head, payload, START))
        head = Head(event.seq, event.hash)
    document = json.loads(json.dumps(export(events)))
    assert codes(document) == []
    place = data.draw(st.integers(0, len(events) - 1))
    document["events"][place]["data"]["changed by hand"] = 1
    assert codes(document) == [("data_changed", place + 1)]
