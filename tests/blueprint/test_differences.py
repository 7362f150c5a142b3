"""What changed between two blueprints: nothing where nothing did, and each change with its reason."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cases import CATALOG, DRAWS, blueprint_of, brief_of

from khaka.blueprint.blocks import Blueprint, Table
from khaka.blueprint.differences import Difference, difference, snapshot
from khaka.blueprint.differences.compare import settings as fields
from khaka.blueprint.document import build, index, walk
from khaka.blueprint.sections.changes import leader_line, section_of, with_changes
from khaka.core.errors import KhakaError
from khaka.core.figure import Figure
from khaka.core.message import Message
from khaka.locale import Translator
from khaka.mission import Brief, Override
from khaka.render.faces.json import document

EN, HI = Translator("en"), Translator("hi")
SCHEMA = json.loads((files("khaka.render") / "schema" / "blueprint.schema.json").read_text("utf-8"))
MISSION = "mission-2024-aitc"
Json = dict[str, Any]


@cache
def _text() -> str:
    return json.dumps(document(blueprint_of(MISSION)))


def doc() -> Json:
    """A document that a test may change."""
    return json.loads(_text())  # type: ignore[no-any-return]


def compare(old: Json, new: Json) -> Difference:
    return difference(snapshot(old, "old"), snapshot(new, "new"))


def figure(d: Json, name: str) -> Json:
    return d["figures"][f"s7.{d['party']}.{name}.{d['mission']['base']}".lower()]  # type: ignore[no-any-return]


def relist(d: Json, *, by_rule: list[str] | None = None, chosen: list[str] | None = None) -> Json:
    for name, seats in (("by_rule", by_rule), ("chosen", chosen)):
        if seats is not None:
            figure(d, name)["how"]["rows"] = seats
            figure(d, name)["value"] = len(seats)
    return d


def seats_table(d: Json) -> Json:
    return next(b for s in d["sections"] for b in s["blocks"] if b.get("id") == "s7.seats")


def test_a_blueprint_does_not_differ_from_itself() -> None:
    found = compare(doc(), doc())
    assert found.same and section_of(found).blocks
    assert "nothing" in EN.text(leader_line(found))


# ---- why a seat came or went ----------------------------------------------------------------------------------------


def rows(d: Json) -> list[str]:
    return list(figure(d, "by_rule")["how"]["rows"])


def _hand_drop(old: Json, new: Json) -> str:
    seat = rows(new)[0]
    new["mission"]["focus"]["overrides"] = [
        {"seat": seat, "action": "drop", "reason": "given up", "by": "A", "day": None}
    ]
    relist(new, chosen=rows(new)[1:])
    return seat


def _hand_undone(old: Json, new: Json) -> str:
    return _hand_drop(new, old)


def _size(old: Json, new: Json) -> str:
    new["mission"]["focus"]["seats"] = len(rows(new)) - 1
    relist(new, chosen=rows(new)[:-1])
    return rows(new)[-1]


def _order(old: Json, new: Json) -> str:
    order = rows(old)
    for d in (old, new):
        d["mission"]["focus"]["seats"] = len(order) - 1
    relist(old, chosen=order[:-1])
    relist(new, by_rule=[order[-1], *order[:-1]], chosen=[order[-1], *order[:-2]])
    return order[-2]


def _rule(old: Json, new: Json) -> str:
    new["mission"]["focus"]["rule"] = "ever-won"
    seat = rows(new)[-1]
    relist(new, by_rule=rows(new)[:-1], chosen=rows(new)[:-1])
    return seat


def _place(old: Json, new: Json) -> str:
    seat = rows(new)[0]
    table = seats_table(new)
    at = [c["key"] for c in table["columns"]].index(f"place_{new['mission']['base'].lower()}")
    next(r for r in table["rows"] if r["key"] == seat)["cells"][at] = 4
    relist(new, by_rule=rows(new)[1:], chosen=rows(new)[1:])
    return seat


def _elections(old: Json, new: Json) -> str:
    seat = rows(new)[0]
    table = seats_table(new)
    at = next(i for i, c in enumerate(table["columns"]) if c["key"].startswith("place_"))
    table["columns"][at]["key"] = "place_ls2004"
    relist(new, by_rule=rows(new)[1:], chosen=rows(new)[1:])
    return seat


@pytest.mark.parametrize(
    ("change", "cause", "said"),
    [
        (_hand_drop, "hand", "dropped by hand: given up (A)"),
        (_hand_undone, "hand", "the change by hand that kept it out is gone"),
        (_size, "size", "the list now takes only"),
        (_order, "order", "down in the order from no."),
        (_rule, "rule", 'not by the rule "won at least once"'),
        (_place, "place", "our place in 2019: 1 before, 4 now"),
        (_elections, "elections", "the rule now looks at"),
    ],
)
def test_each_cause_is_told(change: Callable[[Json, Json], str], cause: str, said: str) -> None:
    old, new = doc(), doc()
    seat = change(old, new)
    found = compare(old, new)
    moved = {x.seat_id: x for x in (*found.added, *found.dropped)}
    assert moved[seat].cause == cause
    assert EN.text(moved[seat].why).startswith(said), EN.text(moved[seat].why)
    assert len(found.kept) + len(found.added) == len(figure(new, "chosen")["how"]["rows"])
    assert len(found.kept) + len(found.dropped) == len(figure(old, "chosen")["how"]["rows"])


def test_tiers_proposals_findings_and_numbers() -> None:
    old, new = doc(), doc()
    row = next(r for r in seats_table(new)["rows"] if r["kind"] == "tier-build")
    row["kind"] = "tier-stretch"
    items = next(b for s in new["sections"] for b in s["blocks"] if b["type"] == "findings")["items"]
    gone = items.pop(0)["id"]
    changed = items[0]
    changed["seats"] = changed["seats"][1:]
    new["proposals"].reverse()
    name = new["leader"]["standing"][0]["figure"]
    new["figures"][name]["value"] += 2
    found = compare(old, new)
    assert [(t.seat_id, t.old, t.new) for t in found.tiers] == [(row["key"], "build", "stretch")]
    assert {x.id: (x.old is None, x.new is None) for x in found.findings} == {
        changed["id"]: (False, False), gone: (False, True),
    }  # fmt: skip
    assert {p.id for p in found.proposals} <= {p["id"] for p in old["proposals"]} and found.proposals
    assert [(m.id, m.change, m.key) for m in found.figures] == [(name, 2, True)]


# ---- assumptions ----------------------------------------------------------------------------------------------------


def test_settings_field_by_field() -> None:
    old, new = doc()["mission"], doc()["mission"]
    new["focus"]["seats"] = 20
    new["states"].append({"state": "UP", "stance": "alone", "partners": []})
    new["goals"][0]["at_least"] = 41
    new["name"]["en"] = "Other"
    changes = {c.path: (c.old, c.new) for c in fields(old, new)}
    assert changes["focus.seats"] == (None, 20)
    assert changes["states.UP"] == (None, {"state": "UP", "stance": "alone", "partners": []})
    assert changes["goals.1.at_least"][1] == 41
    assert "name" in changes and len(changes) == 4


NESTED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "state", "x", "en"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(st.sampled_from(["focus", "goals", "states"]), NESTED),
    st.dictionaries(st.sampled_from(["focus", "goals"]), NESTED),
)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_settings_laws(old: Json, new: Json) -> None:
    """No mission differs from itself; backwards every change is turned round; equal fields are never told."""
    assert list(fields(old, copy.deepcopy(old))) == []
    forth = {(c.path, repr(c.old), repr(c.new)) for c in fields(old, new)}
    back = {(c.path, repr(c.new), repr(c.old)) for c in fields(new, old)}
    assert forth == back
    assert all(a != b for _, a, b in forth)


# ---- what cannot be compared ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: [], "not a blueprint"),
        (lambda d: {}, "not a blueprint"),
        (lambda d: {**d, "format": "khaka-focus-list-1"}, "not a blueprint"),
        (lambda d: {**d, "format": "khaka-blueprint-9"}, "khaka-blueprint-9"),
        (lambda d: {"format": d["format"]}, "not a whole blueprint"),
        (lambda d: {**d, "sections": []}, "not a whole blueprint"),
        (lambda d: {**d, "figures": []}, "not a whole blueprint"),
        (lambda d: {**d, "as_of": "yesterday"}, "not a whole blueprint"),
        (lambda d: {**d, "mission": None}, "not a whole blueprint"),
    ],
)
def test_no_blueprint(change: Callable[[Json], Any], said: str) -> None:
    with pytest.raises(KhakaError) as caught:
        snapshot(change(doc()), "file.json")
    assert said in EN.text(caught.value.message) and "file.json" in HI.text(caught.value.message)


def test_another_party_or_house() -> None:
    other = doc()
    other["party"], other["mission"]["election"] = "AITC", "VS2026-WB"
    with pytest.raises(KhakaError, match="house"):
        compare(doc(), other)
    with pytest.raises(KhakaError, match="party"):
        compare(doc(), json.loads(json.dumps(document(blueprint_of("mission-2024", "AIMIM")))))


# ---- in the document ------------------------------------------------------------------------------------------------


@cache
def later() -> Blueprint:
    """The same mission nine months later, with a change by hand, telling what changed."""
    mission = brief_of(MISSION).mission
    as_of = mission.as_of.replace(year=mission.as_of.year + 1)
    drop = Override(rows(doc())[0], "drop", "given up", "A")
    changed = replace(mission, as_of=as_of, focus=replace(mission.focus, overrides=(drop,)))
    made = build(Brief(changed, CATALOG), DRAWS)
    return with_changes(made, compare(doc(), json.loads(json.dumps(document(made)))))


@pytest.mark.slow
def test_the_document_tells_what_changed() -> None:
    made = later()
    last = made.sections[-1]
    assert (last.number, last.slug) == (19, "changes") and last.decision is not None
    assert EN.text(made.leader.changed).startswith("Since 16 April 2022: 0 seats added")
    tables = {t.id: t for t in walk(last, Table)}
    assert {"s19.data", "s19.settings", "s19.focus"} <= set(tables)
    assert [r.key for r in tables["s19.focus"].rows] == [rows(doc())[0]]
    jsonschema.Draft202012Validator(SCHEMA).validate(document(made))


@pytest.mark.slow
def test_every_text_and_number_of_it_is_whole() -> None:
    made = later()
    for say in (EN, HI):
        for message in walk((made.sections[-1], made.leader.changed), Message):
            assert say.has(message.key), message.key
            assert "{" not in say.text(message)
    figures = [f for i, f in index(made).items() if i.startswith("s19.")]
    assert len(figures) > 10 and all(f.sources and f.definition for f in figures)
    assert any(isinstance(f, Figure) and f.id == "s19.count.dropped" and f.value == 1 for f in figures)


@pytest.mark.slow
def test_what_changed_is_no_part_of_what_is_compared() -> None:
    """A third version is compared with the second, not with what the second says of the first."""
    again = json.loads(json.dumps(document(later())))
    plain = json.loads(json.dumps(document(replace(later(), sections=later().sections[:-1]))))
    assert compare(again, plain).same and compare(plain, again).same
