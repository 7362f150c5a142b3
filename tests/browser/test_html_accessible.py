"""axe-core finds no serious or critical fault on the document and on the page of a difference, in both languages."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import axe_playwright_python  # type: ignore[import-untyped]
import pytest

from khaka.blueprint.differences import difference, snapshot
from khaka.blueprint.live import live_of
from khaka.desk.diff import write_page
from khaka.render import FACES
from khaka.render.faces.json import document
from tests.cases import blueprint_of, strategy_of

pytestmark = pytest.mark.browser
CASE = ("mission-2024", "AIMIM")
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"], "resultTypes": ["violations"]}
STANDARD = {"serious", "critical"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real document with its what-ifs, and what changed against a version with another seed and list."""
    path = tmp_path_factory.mktemp("accessible")
    made = replace(blueprint_of(*CASE), live=live_of(strategy_of(*CASE)))
    FACES["html"].write(made, ("en", "hi"), path)
    new = json.loads(json.dumps(document(made)))
    old = copy.deepcopy(new)
    old["mission"]["seed"] = old["seed"] = 1
    chosen = f"s7.{old['party']}.chosen.{old['mission']['base']}".lower()
    old["figures"][chosen]["how"]["rows"] = old["figures"][chosen]["how"]["rows"][1:]
    old["figures"][chosen]["value"] -= 1
    write_page(difference(snapshot(old, "old"), snapshot(new, "new")), path)
    return path


@pytest.fixture(scope="module")
def contexts(chromium: Any) -> Iterator[dict[str, Any]]:
    """By day and by night; the page's policy would not let the checker in."""
    options = {"bypass_csp": True, "reduced_motion": "reduce"}
    found = {
        "light": chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light", **options),
        "dark": chromium.new_context(viewport={"width": 320, "height": 720}, color_scheme="dark", **options),
    }
    yield found
    for context in found.values():
        context.close()


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("hi", "dark")])
@pytest.mark.parametrize("name", ["blueprint", "difference"])
def test_no_serious_fault(contexts: dict[str, Any], folder: Path, name: str, lang: str, scheme: str) -> None:
    page = contexts[scheme].new_page()
    page.goto(f"file://{folder}/{name}.{lang}.html#state=UP")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    page.close()
    faults = [(v["impact"], v["id"], v["nodes"][0]["html"][:120]) for v in found["violations"]]
    assert [f for f in faults if f[0] in STANDARD] == []
    assert found["testEngine"]["name"] == "axe-core"


def test_the_open_explanation_has_none_either(contexts: dict[str, Any], folder: Path) -> None:
    page = contexts["light"].new_page()
    page.goto(f"file://{folder}/blueprint.en.html")
    page.locator(".keys .f").first.click()
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("rules => axe.run('#explain', rules)", RULES)
    page.close()
    assert [v["id"] for v in found["violations"] if v["impact"] in STANDARD] == []
