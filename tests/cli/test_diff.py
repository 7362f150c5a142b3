"""`khaka diff`, `khaka blueprint --previous`, `khaka focus --against` and `--save`: pages, JSON, and wrong input."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from khaka.blueprint.document import build
from khaka.core.errors import KhakaError
from khaka.desk import diff as desk
from khaka.desk import focus_lists, sections
from khaka.locale import Translator
from khaka.mission import Brief
from khaka.mission.files import _BUILTIN
from khaka.render.faces.json import write
from tests.cases import CATALOG, DRAWS, blueprint_of, brief_of, strategy_of
from tests.cli.test_commands import khaka

#: Each case writes documents by the command.
pytestmark = pytest.mark.slow

EN = Translator("en")
MISSION = "mission-2024-aitc"
AITC = strategy_of(MISSION)


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two folders with a blueprint each; the second knows the first, and its list takes twenty seats."""
    root = tmp_path_factory.mktemp("versions")
    mission = brief_of(MISSION).mission
    later = Brief(replace(mission, focus=replace(mission.focus, seats=20)), CATALOG)
    for name in ("one", "two"):
        (root / name).mkdir()
    write(blueprint_of(MISSION), (), root / "one")
    write(desk.since(build(later, DRAWS), root / "one"), (), root / "two")
    return root


def test_the_json_of_a_difference(versions: Path) -> None:
    done = khaka("diff", str(versions / "one"), str(versions / "two" / "blueprint.json"), "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["format"] == "khaka-difference-1" and not found["same"]
    assert {"field": "focus.seats", "old": None, "new": 20} in found["assumptions"]
    focus = found["focus"]
    assert (focus["new_count"], focus["added"]) == (20, [])
    assert len(focus["dropped"]) == focus["old_count"] - 20 and {x["cause"] for x in focus["dropped"]} == {"size"}
    assert all(x["why"] for x in focus["dropped"]) and found["data"] == []
    assert {t["new"] for t in found["tiers"]} == {"out"}


def test_words_and_page_in_both_languages(versions: Path, tmp_path: Path) -> None:
    words = khaka("diff", str(versions / "one"), str(versions / "two"), "--lang", "hi")
    assert words.returncode == 0 and "पिछले संस्करण के बाद क्या बदला" in words.stdout
    done = khaka("diff", str(versions / "one"), str(versions / "two"), "--out", str(tmp_path))
    assert [Path(p).name for p in done.stdout.split()] == [
        "difference.en.html", "difference.hi.html", "difference.json"
    ]  # fmt: skip
    assert {p.name for p in tmp_path.iterdir()} == {"difference.en.html", "difference.hi.html", "difference.json"}
    pages = {lang: (tmp_path / f"difference.{lang}.html").read_text("utf-8") for lang in ("en", "hi")}
    assert "the list now takes only" in pages["en"] and "the list now takes only" not in pages["hi"]
    # the one address that may stand in a page is the name of SVG itself
    plain = {lang: page.replace("http://www.w3.org/", "") for lang, page in pages.items()}
    assert all("Content-Security-Policy" in page and "http://" not in page for page in plain.values())
    assert json.loads((tmp_path / "difference.json").read_text("utf-8"))["focus"]["new_count"] == 20


def test_the_blueprint_tells_of_its_previous_version(versions: Path) -> None:
    one, two = (json.loads((versions / n / "blueprint.json").read_text("utf-8")) for n in ("one", "two"))
    assert one["leader"]["changed"]["en"].startswith("First version") and one["sections"][-1]["slug"] != "changes"
    assert "dropped" in two["leader"]["changed"]["en"] and two["sections"][-1]["slug"] == "changes"


@pytest.mark.slow
def test_a_previous_version_by_command(versions: Path, tmp_path: Path) -> None:
    done = khaka("blueprint", MISSION, "--previous", str(versions / "one"), "--out", str(tmp_path), "--draws", "64",
                 "--formats", "html,pdf,pptx,xlsx,json")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "s19-changes" in (tmp_path / "blueprint.hi.html").read_text("utf-8")
    (tmp_path / "bad.json").write_text("{", "utf-8")
    early = khaka("blueprint", MISSION, "--previous", str(tmp_path / "bad.json"), "--out", str(tmp_path / "o"))
    assert early.returncode == 1 and not (tmp_path / "o").exists(), "told before the long work"
    other = khaka("blueprint", "mission-2024", "--previous", str(versions / "one"), "--out", str(tmp_path / "o"))
    assert other.returncode == 1 and "two parties" in other.stderr and not (tmp_path / "o").exists()


def test_wrong_input(versions: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{", "utf-8")
    (tmp_path / "other.json").write_text('{"format": "x"}', "utf-8")
    (tmp_path / "next.json").write_text('{"format": "khaka-blueprint-2"}', "utf-8")
    (tmp_path / "cut.json").write_text('{"format": "khaka-blueprint-1", "figures": {}}', "utf-8")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "deep.json").write_text("[" * 100_000, "utf-8")
    party = json.loads((versions / "one" / "blueprint.json").read_text("utf-8"))
    party["party"] = "BJP"
    party["figures"] |= {k.replace("s7.aitc", "s7.bjp"): v for k, v in party["figures"].items()}
    (tmp_path / "party.json").write_text(json.dumps(party), "utf-8")
    for new, said in (
        ("bad.json", "cannot be read"), ("other.json", "is not a blueprint"), ("next.json", "khaka-blueprint-2"),
        ("cut.json", "not a whole blueprint"), ("bytes.json", "cannot be read"), ("deep.json", "cannot be read"),
        ("party.json", "two parties"), ("none.json", "no such file"), (".", "no blueprint.json"),
    ):  # fmt: skip
        with pytest.raises(KhakaError) as caught:
            desk.diff(versions / "one", tmp_path / new)
        assert said in EN.text(caught.value.message) and caught.value.hint is not None
    with pytest.raises(KhakaError, match="out"):
        desk.write_page(desk.diff(versions / "one", versions / "two"), Path("/dev/null/x"))


def test_wrong_input_by_command(versions: Path) -> None:
    same = khaka("diff", str(versions / "one"), str(versions / "one" / "blueprint.json"))
    assert same.returncode == 1 and "twice" in same.stderr and "Traceback" not in same.stderr and same.stdout == ""
    assert khaka("diff", str(versions / "one")).returncode == 2


@pytest.mark.parametrize("ending", ["toml", "json"])
def test_a_list_is_saved_and_compared(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"list.{ending}"
    twenty, more = (sections.focus(AITC, n) for n in (20, 22))
    for _ in range(2):  # the same list may be written again
        focus_lists.save(AITC, twenty, path, 'a "first" list', "A")
    with pytest.raises(KhakaError, match="exists"):
        focus_lists.save(AITC, more, path)
    found = focus_lists.change_document(focus_lists.against(AITC, more, str(path)), EN)
    assert (found["name"], found["day"], found["count"], found["kept"]) == ('a "first" list', "2022-04-16", 20, 20)
    assert len(found["added"]) == 2 and all(x["why"] for x in found["added"]) and found["dropped"] == []


def test_a_saved_list_goes_under_a_mission(versions: Path, tmp_path: Path) -> None:
    saved, mission = tmp_path / "list.toml", tmp_path / "mine.toml"
    focus_lists.save(AITC, sections.focus(AITC, 20), saved, "first", "A")
    mission.write_text((_BUILTIN / f"{MISSION}.toml").read_text("utf-8") + "\n" + saved.read_text("utf-8"), "utf-8")
    done = khaka("focus", str(mission), "--against", "first", "--json")
    found = json.loads(done.stdout)
    assert found["versions"] == [{"name": "first", "day": "2022-04-16", "by": "A", "count": 20}]
    assert found["against"]["count"] == 20 and {s["candidate"] for s in found["seats"]} == {None}
    words = khaka("focus", str(mission), "--against", str(versions / "two"))
    assert "added, 0 dropped" in words.stdout


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("none", "no version"),
        ("bad.toml", "bad.toml"),
        ("empty.json", "holds no focus list"),
        ("seats.json", "XX-1"),
        ("day.json", "day"),
    ],
)
def test_wrong_lists(wanted: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.toml").write_text("a = [", "utf-8")
    Path("empty.json").write_text('{"name": "x", "day": "2022-01-01", "seats": []}', "utf-8")
    Path("seats.json").write_text('{"name": "x", "day": "2022-01-01", "seats": ["XX-1"]}', "utf-8")
    Path("day.json").write_text('{"name": "x", "day": "soon", "seats": ["UP-36"]}', "utf-8")
    with pytest.raises(KhakaError) as caught:
        focus_lists.against(AITC, AITC.focus, wanted)
    assert said in EN.text(caught.value.message) and caught.value.hint is not None


@pytest.mark.parametrize(
    ("path", "name", "said"),
    [
        ("list.txt", None, ".toml or .json"),
        ("no/folder/list.toml", None, "cannot be written"),
        ("new.toml", " ", "needs a name"),
    ],
)
def test_lists_that_cannot_be_saved(path: str, name: str | None, said: str, tmp_path: Path) -> None:
    with pytest.raises(KhakaError) as caught:
        focus_lists.save(AITC, AITC.focus, tmp_path / path, name)
    assert said in EN.text(caught.value.message) and list(tmp_path.iterdir()) == []


def test_more_than_the_rule_gives_is_said_on_stderr() -> None:
    done = khaka("focus", "mission-2024", "--seats", "400")
    assert done.returncode == 0 and "the rule gives 382" in done.stderr
    done = khaka("focus", "mission-2024", "--seats", "430")
    assert done.returncode == 1 and "430 is more" in done.stderr and done.stdout == ""
