"""Everything that the committee says has a text in both languages, and every field a schema that agrees with its reading."""

import ast
from enum import StrEnum
from pathlib import Path
from typing import Any, get_type_hints

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import khaka.committee
from khaka.committee import VERBS
from khaka.committee.advice import Outcome
from khaka.committee.blocker import block
from khaka.committee.fields import Bad, Day, Digest, Flag, Id, Many, Moment, Number, OneOf, Share, Text, Whole
from khaka.committee.kinds import KINDS
from khaka.committee.papers import Change, Stance
from khaka.committee.people import Level, Role, Way
from khaka.committee.rulebook import MajorityBase, QuorumBase, Tie
from khaka.committee.standing import Standing
from khaka.committee.verify import Fault
from khaka.committee.voting import Choice, Method, Verdict
from khaka.locale import Translator
from tests.committee.room import LAW, Room

ROOT = Path(khaka.committee.__file__).parent


def called_with(*names: str) -> set[str]:
    """First arguments of calls of these functions anywhere in the room."""
    found = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names and node.args:
                first = node.args[0]
                found |= {
                    str(n.value) for n in ast.walk(first) if isinstance(n, ast.Constant) and isinstance(n.value, str)
                }
    return found


def keys() -> set[str]:
    groups: dict[str, set[str]] = {
        "block": called_with("block", "Bad"),
        "verify": called_with("_fault"),
        "verb": set(VERBS.names) | {"genesis"},
        "field": {f.name for v in VERBS for f in v.fields},
        "kind": set(KINDS),
        **{
            name: {str(v) for v in options}
            for name, options in {
                "role": Role, "level": Level, "way": Way, "choice": Choice, "method": Method, "verdict": Verdict,
                "outcome": Outcome, "stance": Stance, "change": Change, "base": MajorityBase, "rule.quorum": QuorumBase,
                "rule.tie": Tie, "standing": Standing,
            }.items()
        },
    }  # fmt: skip
    for kind, cls in KINDS.items():
        hint = get_type_hints(cls).get("state")
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            groups[f"state.{kind}"] = {str(s) for s in hint}
    return {f"committee.{group}.{name}" for group, names in groups.items() for name in names}


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_every_key_has_a_text(lang: str) -> None:
    say = Translator(lang)
    assert {k for k in keys() if not say.has(k)} == set()


def test_reasons_read_well() -> None:
    room = Room()
    p = room.draft()
    from khaka.committee import blockers

    found = blockers(room.ask("strategist", "proposal_admit", "proposal", p), room.records)
    assert Translator("en").text(found[0].message) == "Your role cannot do this. Who can: chair and secretary."
    stale = blockers(room.ask("strategist", "proposal_edit", "proposal", p, {}, version=7), room.records)
    assert "संस्करण 7" in Translator("hi").text(stale[0].message)
    assert block("clash", rule="c1").code == "clash"
    assert Fault("seal", block("stale", yours=1, current=2).message).seq is None


FIELDS: list[Any] = [
    Text("x", 50), Whole("x", 0, 9), Number("x", 0, 1), Share("x"), Day("x"), Moment("x"), Id("x"), Digest("x"), Flag("x"),
    OneOf("x", Choice), Many("x", Id("y"), limit=3),
]  # fmt: skip
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["2/3", "2026-03-12", "for", "a" * 64, "x"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=5,
)


@LAW
@given(st.sampled_from(FIELDS), anything)
def test_a_field_reads_or_says_why_and_never_breaks(field: Any, value: Any) -> None:
    try:
        field.read(value)
    except Bad as bad:
        assert Translator("hi").has(f"committee.block.{bad.code}")


@pytest.mark.parametrize(
    ("field", "good"),
    [(Text("x"), "Words."), (Whole("x"), 7), (Number("x"), 0.5), (Share("x"), "2/3"), (Share("x"), "0.5"), (Day("x"), "2026-03-12"),
     (Moment("x"), "2026-03-12T18:00:00+05:30"), (Id("x"), "p-1:2"), (Digest("x"), "a" * 64), (Flag("x"), True),
     (OneOf("x", Choice), "for"), (Many("x", Id("y")), ["a", "b"])],
)  # fmt: skip
def test_what_is_read_fits_the_schema(field: Any, good: Any) -> None:
    field.read(good)
    jsonschema.validate(good, field.schema())


@pytest.mark.parametrize("bad", [10**400, -(10**400), float("nan"), float("inf"), "7", True, None, [1], 1.5])
def test_what_is_no_number_in_range(bad: Any) -> None:
    with pytest.raises(Bad):
        Number("x", 0, 1).read(bad)


@pytest.mark.parametrize("data", [[], "x", 7])
def test_data_that_are_no_object_are_a_reason(data: Any) -> None:
    room = Room()
    assert room.why("strategist", "proposal_draft", "body", "c", data) == ({"not_group"} if data else {"missing"})


@pytest.mark.parametrize("bad", ["", "1/0", "3/2", "-1/2", "0.1 + 0.2", 0.5, "1e-3", "२/०", "½", None, True])
def test_what_is_no_exact_fraction(bad: Any) -> None:
    with pytest.raises(Bad):
        Share("x").read(bad)


def test_every_verb_has_a_schema_that_is_one() -> None:
    for verb in VERBS:
        jsonschema.Draft202012Validator.check_schema(verb.schema())
