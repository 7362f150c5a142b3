"""The page's what-if panel and the linked state: small, safe, absent where there is no forecast."""

from __future__ import annotations

import dataclasses
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from khaka.render.html.ink import Ink
from khaka.render.html.live import LABELS, live_panel
from khaka.render.html.page import page
from tests.cases import blueprint_of
from tests.render.house import house, with_live

ISLAND = re.compile(r'<script type="application/json" id="khaka-data">(.*?)</script>', re.S)
#: Bytes: the page as a whole, and what the what-ifs add to it.
PAGE, PANEL = 4_000_000, 300_000


@pytest.fixture(scope="module", params=["en", "hi"])
def html(request: pytest.FixtureRequest) -> str:
    return page(with_live(), request.param, None)


def island(html: str) -> dict[str, Any]:
    found = ISLAND.search(html)
    assert found is not None
    return json.loads(found[1])  # type: ignore[no-any-return]


class Attributes(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {name for name, _ in attrs}


def test_no_style_and_no_handler_stands_in_an_attribute(html: str) -> None:
    names = Attributes(html).names
    assert "style" not in names and not {n for n in names if n.startswith("on")}


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "hi"])
def test_size_of_a_real_document(lang: str) -> None:
    html = page(dataclasses.replace(blueprint_of("mission-2024"), live=with_live().live), lang)
    size, panel = len(html.encode()), len(json.dumps(island(html)["live"]))
    print(f"page {size:,} bytes, what-ifs {panel:,} bytes")  # noqa: T201  (wanted in the log)
    assert size < PAGE and panel < PANEL


def test_points_keep_the_order_of_seats_and_say_who_turns() -> None:
    plan = with_live()
    panel = live_panel(plan, Ink(plan, "en"))
    assert panel is not None and plan.live is not None
    first, second = panel.data["points"][:2]
    assert len(first[5]) == len(plan.seats) and first[5] == first[5].lower()
    turned = {s.id for s, letter in zip(plan.seats, second[5], strict=True) if letter.isupper()}
    assert turned == {c.seat_id for c in plan.live.grid().grid.points[1].changed} != set()
    assert first[:3] == [0.0, 0.0, -1] and panel.data["points"][-1][2] == 0
    assert panel.data["steps"] == {"ours": [-3, 0, 3], "rival": [-4, 0, 4]}
    assert first[6][:3] == [10_000, 1_000, 0]  # Kerala's seats in thousandths


def test_the_command_that_gives_the_same_is_told(html: str) -> None:
    live = island(html)["live"]
    assert live["command"] == "khaka scenario sample --party INC" and live["draws"] == "--draws 128 --seed 7"


def test_a_document_without_a_forecast_has_no_panel() -> None:
    assert 'id="live"' not in page(house(), "en")
    assert 'id="live"' not in page(dataclasses.replace(with_live(), live=None), "hi")
    assert 'id="live"' in page(with_live(), "hi")


def test_hindi_says_it_in_hindi() -> None:
    panel = live_panel(with_live(), Ink(with_live(), "hi"))
    assert panel is not None
    assert panel.partners == ("द्रमुक के बिना",)
    assert [name for _, _, _, name in panel.data["sides"]] == ["कांग्रेस", "सहयोगी दल", "भाजपा", "अन्य"]


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_labels_of_the_script_are_used_and_translated(lang: str) -> None:
    from importlib.resources import files

    scripts = "".join(f.read_text("utf-8") for f in (files("khaka.render.html") / "script").iterdir())
    assert set(re.findall(r'label\("(live\.[a-z_]+)"', scripts)) == set(LABELS)
    ink = Ink(with_live(), lang)
    assert all(ink.template(key) != key for key in LABELS)
