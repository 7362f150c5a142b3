"""`khaka verify`: exit codes, words in both languages, one JSON document, no traceback for anything in a file."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from khaka.cli.door import app
from khaka.cli.main import run  # noqa: F401  (loads every command)
from khaka.committee.chain import Head, checkpoint_document, export
from khaka.committee.outcomes import Decision
from khaka.committee.seal import evidence_file
from khaka.core.errors import KhakaError
from khaka.locale import Translator
from tests.committee.test_committee_journey import decided

ROOM, _, DECISION = decided()


def khaka(*args: str) -> Result:
    return CliRunner().invoke(app, ["verify", *args])


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    event = next(e for e in ROOM.chain if e.data and e.data["verb"] == "order_give")
    chain = export(ROOM.chain)
    broken = json.loads(json.dumps(chain))
    broken["events"][4]["data"]["actor"] = "someone"
    made = {
        "chain": chain,
        "broken": broken,
        "older": export(ROOM.chain[:9]),
        "checkpoint": checkpoint_document(Head(9, ROOM.chain[8].hash)),
        "evidence": evidence_file(ROOM.get(Decision, DECISION), seq=event.seq, hash_=event.hash),
    }
    for name, document in made.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return {name: str(tmp_path / f"{name}.json") for name in made}


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["chain"], 0, "Nothing was changed"),
        (["chain", "--against", "checkpoint"], 0, "Nothing was changed"),
        (["chain", "--against", "older"], 0, "Nothing was changed"),
        (["older", "--against", "chain"], 1, "The chain was cut: event 10"),
        (["broken"], 1, "The data of event 5 were changed"),
        (["evidence"], 0, "as it was sealed"),
        (["evidence", "--against", "chain"], 0, "as it was sealed"),
        (["evidence", "--against", "broken"], 1, "event 5"),
    ],
)
def test_exit_codes_and_words(files: dict[str, str], args: list[str], code: int, said: str) -> None:
    done = khaka(*(files.get(a, a) for a in args))
    assert done.exit_code == code, done.output
    assert said in done.output


def test_one_json_document(files: dict[str, str]) -> None:
    done = khaka(files["broken"], "--json", "--lang", "hi")
    report = json.loads(done.stdout)
    assert done.exit_code == 1 and report["ok"] is False and report["format"] == "khaka-chain/1"
    assert report["faults"] == [
        {"code": "data_changed", "seq": 5, "text": "घटना 5 की सामग्री बदली गई है: उससे दर्ज हैश नहीं बनता।"}
    ]
    good = json.loads(khaka(files["chain"], "--json").stdout)
    assert good["ok"] is True and good["events"] == len(ROOM.chain) and good["head"] == ROOM.head.hash


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "line 1"),
        (b"[]", "not an object"),
        (b"{}", "neither an event chain nor sealed evidence"),
        (b'{"format": "khaka-checkpoint/1", "seq": 1}', "neither an event chain"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b'{"format": "khaka-chain/1", "format": "x"}', '"format" stands twice'),
        (b'{"format": NaN}', "NaN"),
        (b'{"a": ' + b"[" * 100_000, "nested too deep"),
        (b'{"a": ' + b"1" * 10_000 + b"}", "NaN or infinity"),
    ],
)
def test_what_is_no_such_file(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    error = khaka(str(path)).exception
    assert isinstance(error, KhakaError)
    assert said in Translator("en").text(error.message)
    assert error.hint is not None and Translator("hi").text(error.hint)


@pytest.mark.parametrize("against", ["evidence", "older"])
def test_what_cannot_witness(files: dict[str, str], against: str) -> None:
    document = "chain" if against == "evidence" else "evidence"
    done = khaka(files[document], "--against", files["evidence" if document == "chain" else "checkpoint"])
    assert isinstance(done.exception, KhakaError) and "witness" in done.exception.message.key


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        assert isinstance(khaka(str(path)).exception, KhakaError)


def test_a_chain_with_junk_inside(tmp_path: Path) -> None:
    junk: list[Any] = [None, 7, {"seq": 1}, {"seq": 1, "hash": "\ud800"}]
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"format": "khaka-chain/1", "events": junk, "head": {"seq": "x"}}), "utf-8")
    done = khaka(str(path))
    assert done.exit_code == 1 and "Entry 1 is not an event" in done.output
    assert not isinstance(done.exception, UnicodeError)
