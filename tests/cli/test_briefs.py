"""`khaka briefs`: the section's content as words or as JSON; errors in one or two lines."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from khaka.cli.door import app
from khaka.cli.main import run  # noqa: F401  (loads every command)
from khaka.core.errors import KhakaError

MISSION = """
party = "INC"
election = "LS2024"
base = "LS2019"
as_of = 2022-04-16
[states.UP]
stance = "alone"
[[briefs]]
state = "UP"
by = "State unit"
date = 2022-04-10
stance = "allied"
partners = ["SP"]
focus = ["UP-36"]
share = 60
[[briefs]]
state = "GJ"
by = "GJ unit"
date = 2022-04-10
share = 50
"""


@pytest.fixture
def mine(tmp_path: Path) -> str:
    path = tmp_path / "mine.toml"
    path.write_text(MISSION, "utf-8")
    return str(path)


def khaka(*args: str) -> Result:
    return CliRunner().invoke(app, ["briefs", *args])


def test_json_has_briefs_and_clashes(mine: str) -> None:
    done = khaka(mine, "--json")
    found = json.loads(done.stdout)
    assert done.exit_code == 0
    assert [c["id"] for c in found["clashes"]] == ["alone-or-allied-up", "shares-over-whole", "own-list-up"]
    up = next(b for b in found["briefs"] if b["state"] == "UP")
    assert (up["stance"], up["partners"], up["plan"]["stance"], up["by"]) == ("allied", ["SP"], "alone", "State unit")
    assert up["clashes"] == [c["id"] for c in found["clashes"]] and up["effort"] is None and up["in_charge"] is None
    assert "UP-36" in up["own_list"]["both"] and up["own_list"]["only_national"][0]["reason"]
    assert khaka(mine, "--json").stdout == done.stdout


def test_one_state_in_hindi(mine: str) -> None:
    found = json.loads(khaka(mine, "--state", "gj", "--json", "--lang", "hi").stdout)
    assert [b["state"] for b in found["briefs"]] == ["GJ"]
    assert [c["id"] for c in found["clashes"]] == ["shares-over-whole"]
    assert found["briefs"][0]["name"] == "गुजरात"
    words = khaka(mine, "--state", "GJ", "--lang", "hi").stdout
    assert "राज्यों के दायित्व" in words and "गुजरात" in words


def test_another_party_has_its_own_briefs_and_none_of_the_files(mine: str) -> None:
    found = json.loads(khaka(mine, "--party", "BJP", "--json").stdout)
    assert found["party"] == "BJP" and found["clashes"] == []
    assert all(b["by"] is None and b["status"] == "draft" for b in found["briefs"])


@pytest.mark.parametrize("state", ["ZZ", "Gujarat", ""])
def test_a_state_that_is_not_there(mine: str, state: str) -> None:
    done = khaka(mine, "--state", state)
    assert isinstance(done.exception, KhakaError) and done.stdout == ""


def test_two_briefs_for_one_state_are_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "two.toml"
    path.write_text(MISSION.replace('state = "GJ"', 'state = "UP"'), "utf-8")
    assert isinstance(khaka(str(path), "--json").exception, KhakaError)
