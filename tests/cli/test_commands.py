"""What the command line promises: JSON on stdout, exit codes, errors in two languages without a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def khaka(*args: str) -> subprocess.CompletedProcess[str]:
    code = "from khaka.cli.main import run; run()"
    return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, timeout=60)


def test_measure_json() -> None:
    done = khaka("measure", "vote_share", "--party", "INC", "--election", "LS2019", "--base", "valid", "--json")
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert round(answer["value"], 4) == 0.1967
    assert answer["base"] == "valid votes, NOTA left out"
    assert {"measure", "value", "unit", "definition", "base", "filters", "sources"} <= set(answer)


def test_every_measure_is_listed_with_its_definition() -> None:
    listed = json.loads(khaka("measure", "--list", "--json", "--lang", "hi").stdout)["measures"]
    assert len(listed) == 35
    assert all(m["definition"].endswith("।") and m["formula"] for m in listed)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["measure", "vote_shar", "--party", "INC", "--election", "LS2019"], 'no measure called "vote_shar"'),
        (["measure", "votes", "--election", "LS2019"], "also needs: party"),
        (["measure", "votes", "--party", "ZZZ9", "--election", "LS2019"], 'no party "ZZZ9"'),
        (["measure", "votes", "--party", "INC", "--election", "LS2020"], 'no election "LS2020"'),
        (["measure", "votes", "--party", "INC", "--election", "LS2019", "--state", "QQ"], 'no state "QQ"'),
        (["measure", "margin", "--seat", "UP-99", "--election", "LS2019"], 'no seat "UP-99"'),
        (["measure", "votes", "--party", "INC"], "Which election?"),
        (["measure", "votes", "--party", "INC", "--election", "LS2019", "--base", "all"], "is not a base"),
        (["seat", "UP-99"], 'no seat "UP-99"'),
        (["measure", "votes", "--party", "INC", "--election", "LS2019", "--below", "nan"], "finite number"),
        (["measure", "votes", "--party", "INC", "--election", "assemblies@2022-13-01"], "is not a date"),
    ],
)
def test_wrong_input_is_said_in_one_or_two_lines(args: list[str], said: str) -> None:
    done = khaka(*args)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2
    assert done.stdout == ""


def test_wrong_usage_exits_2() -> None:
    assert khaka("measure", "votes", "--lang", "fr").returncode == 2


def test_errors_speak_hindi() -> None:
    assert (
        "नाम की कोई पार्टी नहीं है"
        in khaka("measure", "votes", "--party", "ZZZ9", "--election", "LS2019", "--lang", "hi").stderr
    )


def test_seat_dossier() -> None:
    found = json.loads(khaka("seat", "UP-36", "--json").stdout)
    assert found["name"]["hi"] == "रायबरेली"
    assert found["margins"]["LS2019"]["votes"] == 167178
    assert len(found["segments"]) == 5


def test_doctor_finds_the_shipped_data_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHAKA_HOME", str(tmp_path))  # a workspace of this machine says nothing of the shipped data
    monkeypatch.delenv("KHAKA_DATABASE", raising=False)
    done = khaka("doctor", "--json")
    assert done.returncode == 0
    assert not any(json.loads(done.stdout)["data"].values())


def test_a_count_that_is_short_of_a_seat_says_so() -> None:
    done = khaka(
        "measure", "seats_won", "--party", "INC", "--election", "assemblies@2022-04-16", "--state", "GJ", "--json"
    )
    assert json.loads(done.stdout)["lacking"] == ["Kalol (VS2017-GJ)"]
    delhi = khaka("measure", "seats_won", "--party", "AAP", "--election", "assemblies@2026-11-01", "--state", "DL")
    assert "VS2025-DL" in delhi.stderr
    whole = khaka("measure", "seats_won", "--party", "INC", "--election", "LS2019", "--json")
    assert json.loads(whole.stdout)["lacking"] == []


def test_a_data_folder_that_is_not_there_is_an_error() -> None:
    done = khaka("measure", "votes", "--party", "INC", "--election", "LS2019", "--data", "/nonexistent")
    assert done.returncode == 1 and "/nonexistent" in done.stderr


def test_a_full_disk_is_no_traceback() -> None:
    code = "from khaka.cli.main import run; run()"
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-c", code, "mission", "list"], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 1 and "Traceback" not in done.stderr
