"""`khaka claims extract`: the keys that are promised, two languages, and errors without a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

#: Each case starts a process that reads the language tools anew; the rules have their own tests.
pytestmark = pytest.mark.slow

CORPUS = Path(__file__).parents[1] / "claims" / "corpus"
CLAIM = {
    "id",
    "side",
    "speaker",
    "speaker_kind",
    "on_record",
    "quote",
    "about",
    "value",
    "unit",
    "when",
    "refers_to",
    "flags",
}


def khaka(*args: str) -> subprocess.CompletedProcess[str]:
    code = "from khaka.cli.main import run; run()"
    return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, timeout=60)


def test_keys_and_values() -> None:
    done = khaka("claims", "extract", str(CORPUS / "hi-d01.html"), "--json")
    answer = json.loads(done.stdout)
    assert done.returncode == 0 and done.stderr == ""
    assert list(answer) == ["title", "language", "published", "claims", "disagreements", "boilerplate_removed"]
    assert all(set(c) == CLAIM for c in answer["claims"])
    kinds = {"named", "party_sources", "team", "unnamed_sources", "reporter"}
    assert {c["speaker_kind"] for c in answer["claims"]} <= kinds
    assert answer["claims"][0]["value"] == 2024
    assert answer["claims"][0]["flags"][0]["fact"] == 543
    assert {"R2", "R3"} <= set(answer["disagreements"][0]["claims"])
    assert answer["published"] == "2022-04-17"
    assert khaka("claims", "extract", str(CORPUS / "hi-d01.html"), "--json").stdout == done.stdout


def test_in_hindi_in_words() -> None:
    done = khaka("claims", "extract", str(CORPUS / "en-d10.html"), "--lang", "hi")
    assert done.returncode == 0
    assert "पार्टी" in done.stdout and "केरल" in done.stdout


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.html", None, "No such file"),
        ("empty.txt", b"", "is empty"),
        ("report.docx", b"PK\x03\x04" + bytes(40), "packed archive or an Office file"),
        ("report.pdf", b"%PDF-1.7", "is a PDF"),
        ("te.txt", "ఇది తెలుగు వార్త. పార్టీ ప్రతినిధి అన్నారు.".encode(), "neither Hindi nor English"),
    ],
)
def test_errors(tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = khaka("claims", "extract", str(path))
    assert done.returncode == 1 and done.stdout == ""
    assert said in done.stderr and "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2


def test_a_private_address_is_not_fetched() -> None:
    done = khaka("claims", "extract", "http://127.0.0.1/a")
    assert done.returncode == 1 and "private network" in done.stderr
