"""`khaka blueprint`, `mission`, `focus`, `explain`: files whole or not at all, exit codes, JSON on stdout."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_commands import khaka

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("bp")
    done = khaka("blueprint", "mission-2024-aitc", "--out", str(out), "--draws", "64", "--json")
    assert done.returncode == 0, done.stderr
    assert [Path(f).name for f in json.loads(done.stdout)["files"]] == sorted(
        (p.name for p in out.iterdir()), key=lambda n: json.loads(done.stdout)["files"].index(str(out / n))
    )
    return out


@pytest.mark.slow
def test_every_form_in_both_languages(written: Path) -> None:
    names = {p.name for p in written.iterdir()}
    forms = {f"{stem}.{lang}.{form}" for lang in ("en", "hi") for stem, form in
             (("blueprint", "html"), ("blueprint", "pdf"), ("leader", "pdf"))}  # fmt: skip
    assert forms | {"blueprint.json"} <= names
    assert not [n for n in names if n.startswith(".")]


@pytest.mark.slow
def test_same_inputs_same_bytes(written: Path, tmp_path: Path) -> None:
    assert khaka("blueprint", "mission-2024-aitc", "--draws", "64", "--out", str(tmp_path)).returncode == 0
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (written / path.name).read_bytes(), path.name


@pytest.mark.slow
def test_explain_by_command(written: Path) -> None:
    file = str(written / "blueprint.json")
    done = khaka("explain", "s1.aitc.seats_won.ls2019", "--blueprint", file, "--json")
    assert json.loads(done.stdout)["again"] == 22
    words = khaka("explain", "s1.aitc.seats_won.ls2019", "--blueprint", file, "--lang", "hi")
    assert "परिभाषा" in words.stdout


@pytest.mark.slow
def test_focus_by_command() -> None:
    found = json.loads(khaka("focus", "mission-2024", "--json").stdout)
    assert (found["rule"], found["count"], found["by_rule"]) == ("ever-first-or-second", 370, 382)
    keys = {"seat_id", "chosen", "tier", "reasons", "gap_pp", "gap_votes", "win_probability", "value_expected",
            "value_goal", "se", "stability", "override"}  # fmt: skip
    assert keys <= set(found["seats"][0]) and len(found["seats"]) == 543
    assert sum(s["chosen"] for s in found["seats"]) == 370


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["blueprint", "mission-2042"], 1, 'no mission called "mission-2042"'),
        (["blueprint", "mission-2029"], 1, "--party"),
        (["blueprint", "mission-2024", "--party", "ZZZZ"], 1, "no party"),
        (["blueprint", "mission-2024", "--formats", "docx"], 1, "docx"),
        (["blueprint", "mission-2024", "--formats", ""], 1, "Formats"),
        (["blueprint", "mission-2024", "--out", "/dev/null/x"], 1, "cannot be written"),
        (["blueprint"], 2, "mission"),
        (["blueprint", "mission-2024", "--seed", "-1"], 2, "seed"),
        (["focus", "mission-2024", "--seats", "2024"], 1, "the house elects 543"),
        (["focus", "mission-2024", "--seats", "0"], 1, "the house elects 543"),
        (["focus", "mission-2024", "--rule", "best"], 1, "best"),
        (["explain", "s1.x", "--blueprint", "/nowhere.json"], 1, "cannot be read"),
        (["mission", "check", "/nowhere.toml"], 1, "no mission"),
        (["seat", "UP-36", "--mission", "nope"], 1, "no mission"),
    ],
)
def test_wrong_input(args: list[str], code: int, said: str) -> None:
    done = khaka(*args)
    assert done.returncode == code, done.stderr
    assert said in done.stderr and "Traceback" not in done.stderr
    assert done.stdout == ""


def test_mission_check_lists_all_and_exits_1(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('party = "INK"\nelection = "LS2024"\nbase = "LS2019"\nas_of = 2022-04-16\nx = 1\n', "utf-8")
    done = khaka("mission", "check", str(path), "--json")
    assert done.returncode == 1
    assert {p["field"] for p in json.loads(done.stdout)["problems"]} == {"party", "x"}
    assert khaka("mission", "check", "mission-2024").returncode == 0


@pytest.mark.slow
def test_a_new_mission_is_ready_to_use(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(khaka("mission", "new").stdout, "utf-8")
    done = khaka(
        "blueprint", str(path), "--out", str(tmp_path / "out"), "--formats", "json", "--draws", "64", "--party", "BJD"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "out" / "blueprint.json").read_text("utf-8"))["party"] == "BJD"


def test_nothing_is_left_behind_by_a_failure(tmp_path: Path) -> None:
    assert khaka("blueprint", "mission-2029", "--out", str(tmp_path / "x")).returncode == 1
    assert not (tmp_path / "x").exists()


def test_mission_list() -> None:
    names = [m["mission"] for m in json.loads(khaka("mission", "list", "--json").stdout)["missions"]]
    assert names == ["mission-2024", "mission-2024-aitc", "mission-2024-bjp", "mission-2029"]


@pytest.mark.slow
def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    stale, fresh = tmp_path / ".khaka-old", tmp_path / ".khaka-new"
    for folder in (stale, fresh):
        folder.mkdir()
    os.utime(stale, (1, 1))
    done = khaka("blueprint", "mission-2024-aitc", "--out", str(tmp_path), "--formats", "json", "--draws", "64")
    assert done.returncode == 0, done.stderr
    assert not stale.exists() and fresh.exists()


def test_hindi_in_a_c_locale() -> None:
    env = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    code = "from khaka.cli.main import run; run()"
    done = subprocess.run([sys.executable, "-c", code, "mission", "list", "--lang", "hi"], capture_output=True, env=env)
    assert done.returncode == 0 and "मिशन" in done.stdout.decode("utf-8")
