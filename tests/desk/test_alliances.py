"""`khaka sharing`: the document's keys, the plan's members by default, the same numbers twice, wrong input in words."""

import json
import subprocess
import sys
from datetime import date
from functools import cache
from typing import Any

import pytest

from khaka.core.errors import KhakaError
from khaka.desk import alliances as desk
from khaka.locale import Translator
from tests.cases import CATALOG

#: Each deal rests on a forecast of its own.
pytestmark = pytest.mark.slow

TERMS: dict[str, Any] = {"quotas": ("NCP=19-22",), "musts": ("MH-33=NCP:its own seat",)}


@cache
def found() -> desk.Sharing:
    return desk.sharing(CATALOG, "mission-2024", ("MH",), **TERMS)


def test_the_document_is_as_it_says() -> None:
    document = json.loads(json.dumps(desk.document(found()), allow_nan=False))
    assert (document["members"], document["states"], document["for"]) == (["INC", "NCP"], ["MH"], "expected")
    assert (document["goal"], document["at_least"]) == (None, None)
    assert len(document["seats"]) == 48 and len({s["seat_id"] for s in document["seats"]}) == 48
    parties = {p["party"]: p for p in document["parties"]}
    assert 19 <= parties["NCP"]["seats"] <= 22 and (parties["NCP"]["low"], parties["NCP"]["high"]) == (19, 22)
    assert sum(p["expected"] for p in parties.values()) == pytest.approx(document["total"], abs=1e-5)
    assert document["free_total"] >= document["total"] and document["gap"] == 0
    must = next(s for s in document["seats"] if s["seat_id"] == "MH-33")
    assert (must["member"], must["why"], must["reason"]) == ("NCP", "must", "its own seat")
    kinds = {(p["kind"], p["member"], p["seat"]) for p in document["prices"]}
    assert kinds == {("more", "NCP", None), ("fewer", "NCP", None), ("quota", "NCP", None), ("must", "NCP", "MH-33")}
    for rate in document["transfers"]:
        assert 0 <= rate["low"] <= rate["mean"] <= rate["high"] <= 1
        assert rate["mean"] + rate["to_rivals"] + rate["home"] == pytest.approx(1, abs=1e-5)


def test_the_same_question_has_the_same_answer() -> None:
    again = desk.sharing(CATALOG, "mission-2024", ("MH",), **TERMS)
    assert desk.document(again) == desk.document(found())


def test_a_goal_is_in_the_document_and_a_given_rate_is_used() -> None:
    made = desk.sharing(
        CATALOG,
        "mission-2024",
        ("JH",),
        objective="goal",
        at_least=4,
        transfers=("INC>JMM=0.9",),
        as_of=date(2022, 3, 31),
    )
    document = desk.document(made)
    assert document["goal"]["start"] <= document["goal"]["probability"] <= document["goal"]["bound"]
    assert document["as_of"] == "2022-03-31"
    assert {(t["from"], t["basis"]) for t in document["transfers"]} == {("INC", "given"), ("JMM", "estimated")}


WRONG = [
    ({"states": ()}, "Which state?"),
    ({"states": ("QQ",)}, 'no state "QQ"'),
    ({"states": ("GJ",)}, "names no partner in Gujarat"),
    ({"members": ("NCP", "SHS")}, "Our own party INC is not among the members"),
    ({"members": ("INC", "ZZZ9")}, 'no party "ZZZ9"'),
    ({"against": ("ZZZ9",)}, 'no party "ZZZ9"'),
    ({"quotas": ("NCP",)}, "is not a quota"),
    ({"quotas": ("NCP=-",)}, "is not a quota"),
    ({"quotas": ("NCP=ten",)}, "is not a quota"),
    ({"quotas": ("NCP=1", "NCP=2")}, "has two quotas"),
    ({"quotas": ("BJP=1",)}, "BJP is not in this deal"),
    ({"quotas": ("NCP=30-", "INC=30-")}, "ask for 60 seats at least"),
    ({"musts": ("MH33=NCP",)}, "which seat is whose"),
    ({"musts": ("UP-36=INC",)}, "UP-36 is not a seat of MH"),
    ({"objective": "goal"}, "go together"),
    ({"transfers": ("INC=NCP",)}, "INC=NCP"),
    ({"transfers": ("INC>NCP=1.5",)}, "not a share from 0 to 1"),
]


@pytest.mark.parametrize(("given", "said"), WRONG, ids=[s[:30] for _, s in WRONG])
def test_wrong_input_is_said_in_words(given: dict[str, Any], said: str) -> None:
    asked: dict[str, Any] = {"states": ("MH",), **given}
    with pytest.raises(KhakaError) as error:
        desk.sharing(CATALOG, "mission-2024", **asked)
    for lang in ("en", "hi"):
        say = Translator(lang)
        texts = [say.text(m) for m in (error.value.message, error.value.hint) if m is not None]
        assert all("{" not in t and not t.startswith("error.") for t in texts)
    assert said in Translator("en").text(error.value.message)


def khaka(*args: str) -> subprocess.CompletedProcess[str]:
    code = "from khaka.cli.main import run; run()"
    return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, timeout=120)


@pytest.mark.slow
def test_the_command_prints_the_document() -> None:
    done = khaka(
        "sharing", "mission-2024", "--state", "MH", "--quota", "NCP=19-22", "--must", "MH-33=NCP:its own seat", "--json"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == desk.document(found())


@pytest.mark.slow
def test_the_command_speaks_hindi_and_errs_in_two_lines() -> None:
    done = khaka("sharing", "mission-2024", "--state", "JK", "--for", "goal", "--at-least", "2", "--lang", "hi")
    assert done.returncode == 0 and "रियायत" in done.stdout and "100 में" in done.stdout
    bad = khaka("sharing", "mission-2024", "--state", "GJ")
    assert bad.returncode == 1 and bad.stdout == ""
    assert "--members P,Q,R" in bad.stderr and "Traceback" not in bad.stderr
