"""Every main page of the workspace at 320 px in both languages, by day and by night: no serious fault for axe-core, nothing
beside the page, no complaint in the console, nothing that the page's own policy forbids.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import axe_playwright_python  # type: ignore[import-untyped]
import pytest

from tests.browser.filled import fill
from tests.browser.workspace_server import serving

pytestmark = pytest.mark.browser
AXE: Final = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RULES: Final = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"], "resultTypes": ["violations"]}
CONTRAST: Final = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
PAGES: Final[dict[str, tuple[str, Callable[[Any], str]]]] = {
    "sign in": ("", lambda c: "/account/login/"),
    "first page": ("m1", lambda c: "/"),
    "first page of the secretary": ("sec", lambda c: "/"),
    "committee": ("sec", lambda c: f"/body/{c.body}/"),
    "people": ("sec", lambda c: f"/body/{c.body}/people/"),
    "list": ("m1", lambda c: f"/body/{c.body}/all/proposal/"),
    "proposal": ("sec", lambda c: f"/at/proposal/{c.proposal}/"),
    "form": ("sec", lambda c: f"/do/meeting_call/body/{c.body}/"),
    "long form": ("strategist", lambda c: f"/do/proposal_draft/body/{c.body}/"),
    "rules": ("president", lambda c: f"/do/rulebook_set/body/{c.body}/"),
    "document": ("m1", lambda c: f"/document/{c.blueprint}/"),
    "section": ("m1", lambda c: f"/document/{c.blueprint}/section/state/"),
    "figure": ("m1", lambda c: f"/document/{c.blueprint}/figure/s1.inc.second_places.ls2019/"),
    "division": ("m2", lambda c: f"/at/division/{c.division}/"),
    "ballot": ("m1", lambda c: f"/do/ballot_cast/division/{c.division}/"),
    "meeting": ("m1", lambda c: f"/at/meeting/{c.meeting}/"),
    "report": ("m1", lambda c: f"/at/report/{c.report}/"),
    "decision": ("m1", lambda c: f"/at/decision/{c.decision}/"),
    "task": ("m1", lambda c: f"/at/task/{c.task}/"),
    "plan": ("m1", lambda c: f"/body/{c.decided_body}/plan/"),
    "live what-if": ("m1", lambda c: f"/body/{c.body}/live/"),
    "own page": ("m1", lambda c: "/me/"),
    "chain": ("auditor", lambda c: "/chain/"),
    "accounts": ("admin", lambda c: "/accounts/"),
    "not there": ("m1", lambda c: "/at/proposal/nothing/"),
}  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, blueprint_file: Path) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("pages")
    with serving(folder, prepare=lambda c: fill(c, blueprint_file.read_bytes())) as made:
        yield made


def axe(page: Any, rules: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Serious and critical findings; the checker comes in beside the page's policy, which stays as it is."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text("utf-8")})
    run = f"axe.run(document, {json.dumps(rules)}).then(found => JSON.stringify(found.violations))"
    wanted = {"expression": run, "awaitPromise": True, "returnByValue": True}
    found = json.loads(session.send("Runtime.evaluate", wanted)["result"]["value"])
    session.detach()
    hits = [(v["impact"], v["id"], n["html"][:160]) for v in found for n in v["nodes"][:3]]
    return [h for h in hits if h[0] in {"serious", "critical"}]


@pytest.mark.parametrize("lang", ["hi", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_page(served: Any, someone: Any, name: str, lang: str) -> None:
    person, address = PAGES[name]
    page = someone(person, lang, address(served.committee))
    if page.locator("[data-wait]").count():  # its numbers are being computed, once
        assert axe(page, RULES) == []
        page.wait_for_selector("#answer", timeout=180_000)
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe(page, RULES) == []
    page.emulate_media(color_scheme="dark")
    assert axe(page, CONTRAST) == []
