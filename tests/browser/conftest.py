"""Chromium for the pages' tests: Debian's own, started once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    from playwright import sync_api as api

    # asked for by its marker: a browser that is missing fails, it does not pass unseen
    assert CHROMIUM.exists(), f"no {CHROMIUM}"
    with api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any, folder: Path) -> Iterator[Callable[..., Any]]:
    """Open a page of the module's ``folder``; the test fails when the page complains or asks for anything."""
    faults: list[str] = []
    contexts = []

    def go(lang: str = "en", width: int = 1280, height: int = 900, *, at: str = "", **options: Any) -> Any:
        wanted = {"offline": True, "reduced_motion": "reduce"} | options
        context = chromium.new_context(viewport={"width": width, "height": height}, **wanted)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: faults.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: faults.append(str(e)))
        page.on("request", lambda r: None if r.url.startswith(("file:", "data:", "blob:")) else faults.append(r.url))
        page.goto(f"file://{folder}/blueprint.{lang}.html{at}")
        return page

    yield go
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Any]:
    """A committee on the real server (``tests.browser.workspace_server.Served``)."""
    from tests.browser.workspace_server import serving

    with serving(tmp_path) as made:
        yield made


@pytest.fixture
def someone(chromium: Any, served: Any) -> Iterator[Any]:
    """Open a page as one of the people, ``someone("m1", "hi", "/me/")``; complaints of the browser fail the test."""
    from tests.browser.workspace_server import Door

    door = Door(chromium, served)
    yield door
    door.close()
    assert door.faults == []


@pytest.fixture(scope="session")
def blueprint_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real document as ``khaka blueprint`` writes it."""
    import json

    from khaka.render.faces.json import document
    from tests.cases import blueprint_of

    path = tmp_path_factory.mktemp("blueprint") / "blueprint.json"
    path.write_text(json.dumps(document(blueprint_of("mission-2024")), ensure_ascii=False), "utf-8")
    return path
