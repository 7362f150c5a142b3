"""Counts from the field: units and numbers only. Nothing that looks like a person enters, not even the chain."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaka.committee.aggregate import SMALL, kept, person_like, personal_column
from khaka.committee.chain import export
from khaka.committee.monitoring import FieldReport
from khaka.committee.readings import field_counts
from tests.committee.room import BODY, LAW, Room

ASK = ("strategist", "field_report_import", "body", BODY)


def with_units() -> Room:
    room = Room()
    room.do("admin", "unit_make", "unit", "IN", {"level": "state", "code": "UP", "name": {"en": "UP"}}, new="up")
    for name in ("a", "b", "c"):
        unit = {"level": "district", "code": f"UP-{name}", "name": {"en": name}}
        room.do("admin", "unit_make", "unit", "up", unit, new=f"up-{name}")
    return room


def file(room: Room, counts: list[tuple[str, str, Any]], **more: Any) -> dict[str, Any]:
    rows = [{"place": p, "column": c, "count": n} for p, c, n in counts]
    return {"title": "Visits", "as_of": room.day(0), "source": "District offices", "counts": rows, **more}


def test_counts_per_unit_count_when_verified() -> None:
    room = with_units()
    f = room.do(*ASK, file(room, [("UP-a", "visits", 12), ("up-b", "visits", "१३"), ("UP-c", "visits", 0)]))
    assert [(c.place, c.count) for c in room.get(FieldReport, f).counts] == [("up-a", 12), ("up-b", 13), ("up-c", 0)]
    assert field_counts(room.records, BODY, "visits") == {}
    assert room.why("strategist", "reading_verify", "field_report", f) == {"not_your_role"}
    room.do("m1", "reading_verify", "field_report", f)
    assert {p: n for p, (_, n) in field_counts(room.records, BODY, "visits").items()} == {
        "up-a": 12,
        "up-b": 13,
        "up-c": 0,
    }
    p = room.draft()
    run = {"measure": "visits", "unit": "count", "value": 25, "data_version": "v1", "readings": [f]}
    assert room.why("system", "effect_recompute", "proposal", p, run) == set()
    room.do("m2", "reading_dispute", "field_report", f, {"reason": "Old list."})
    assert room.why("system", "effect_recompute", "proposal", p, run) == {"not_verified"}
    assert field_counts(room.records, BODY, "visits") == {}
    assert room.why(*ASK, file(room, [("UP-a", "visits", 12)])) == {"imported_already"}


@pytest.mark.parametrize(
    "column",
    ["Name", "Voter name", "voter_name", "नाम", "मतदाता का नाम", "Phone", "Mobile No.", "मोबाइल", "फ़ोन", "E-mail", "email", "EPIC no",
     "Voter ID", "Aadhaar", "आधार", "House No", "मकान नंबर", "Father", "पिता का नाम", "Caste", "जाति", "Religion", "Age", "9876543210"],
)  # fmt: skip
def test_columns_about_persons_are_refused(column: str) -> None:
    room = with_units()
    assert "column_about_persons" in room.why(*ASK, file(room, [("UP-a", column, 12)]))
    assert personal_column(column)


@pytest.mark.parametrize(
    "column",
    [
        "visits",
        "candidates named",
        "posts filled",
        "house visits",
        "members",
        "घर-घर संपर्क",
        "बैठकें",
        "women members",
        "2024",
    ],
)
def test_columns_of_counts_are_taken(column: str) -> None:
    room = with_units()
    assert room.why(*ASK, file(room, [("UP-a", column, 12)])) == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [("ram@example.org", "email"), ("ram@upi", "email"), ("ABC1234567", "voter_id"), ("abc 1234567", "voter_id"),
     ("1234 5678 9012", "identity_number"), ("१२३४५६७८९०१२", "identity_number"), ("ABCDE1234F", "identity_number"),
     ("9876543210", "phone"), ("+91 98765 43210", "phone"), ("९८७६५४३२१०", "phone"), ("0522-2234567", "phone"),
     ("House no 12", "house"), ("H.No. 4", "house"), ("मकान नं 12", "house"), ("मकान संख्या १२", "house"), ("Ram Kumar", ""),
     ("2024-2025 2026", ""), ("2026-03-01 to 2026-03-31", ""), ("UP-36", "")],
)  # fmt: skip
def test_what_looks_like_a_person(text: str, kind: str) -> None:
    assert person_like(text) == kind
    room = with_units()
    want = {"looks_like_a_person"} if kind else {"not_a_unit"}
    assert room.why(*ASK, file(room, [(text, "visits", 12)])) == want


@pytest.mark.parametrize(
    "count", [9876543210, 123456789012, -1, 1.5, "12 visits", "=1+1", "ram@example.org", None, True]
)
def test_a_cell_is_a_count_and_nothing_else(count: Any) -> None:
    room = with_units()
    assert room.why(*ASK, file(room, [("UP-a", "visits", count)])) & {"not_whole", "missing"}


@pytest.mark.parametrize("where", ["title", "source", "note"])
def test_no_person_in_the_words_around_it(where: str) -> None:
    room = with_units()
    assert room.why(*ASK, file(room, [("UP-a", "visits", 12)], **{where: "call 9876543210"})) == {"looks_like_a_person"}


def test_small_counts_never_enter_not_even_the_chain() -> None:
    room = with_units()
    f = room.do(
        *ASK, file(room, [("UP-a", "moved", 4), ("UP-b", "moved", 17), ("UP-c", "moved", 40), ("UP", "moved", 61)])
    )
    assert {c.place: c.count for c in room.get(FieldReport, f).counts} == {
        "up": 61,
        "up-a": None,
        "up-b": None,
        "up-c": 40,
    }
    put = export(room.chain)["events"][-1]["data"]["puts"][0]
    assert "17" not in json.dumps(put["counts"]) and [c["count"] for c in put["counts"]] == [61, None, None, 40]


def test_each_cell_once_of_a_day_that_has_come() -> None:
    room = with_units()
    assert room.why(*ASK, file(room, [("UP-a", "visits", 12), ("up-a", "visits", 13)])) == {"twice"}
    assert room.why(*ASK, file(room, [("UP-a", "visits", 12)], as_of=room.day(1))) == {"in_the_future"}
    assert room.why(*ASK, file(room, [])) == {"blank"}
    assert room.why(*ASK, file(room, [("UP-a", f"c{n}", 9) for n in range(601)])) == {"too_many"}
    assert room.why("guest", *ASK[1:], file(room, [("UP-a", "visits", 12)])) == {"not_your_role"}


@LAW
@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30), min_size=1))
def test_no_sum_gives_a_small_count_away(parts: dict[str, int]) -> None:
    counts = {(k, "x"): n for k, n in parts.items()} | {("whole", "x"): sum(parts.values())}
    out = kept(counts, dict.fromkeys(parts, "whole"))
    assert all(n is None or n == counts[k] for k, n in out.items())
    assert not any(n is not None and 0 < n < SMALL for n in out.values())
    hidden = [k for k in parts if out[k, "x"] is None]
    assert len(hidden) != 1 or out["whole", "x"] is None


def test_what_is_left_out_below_is_left_out_above() -> None:
    """A whole that must go may leave one gap in its own whole: the rule goes on until no gap stands alone."""
    counts = {("nation", "x"): 90, ("up", "x"): 3, ("br", "x"): 87, ("br-1", "x"): 87}
    out = kept(counts, {"up": "nation", "br": "nation", "br-1": "br"})
    assert {k for (k, _), n in out.items() if n is None} == {"up", "br", "br-1"}
