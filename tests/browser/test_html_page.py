"""The page in a browser: what a reader does with it, by pointer and by keyboard, offline."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from khaka.blueprint import blocks as b
from khaka.core.message import Name
from khaka.render import FACES
from tests.render.house import house
from tests.render.sample import sample, text

pytestmark = pytest.mark.browser
SEATS = '[data-table="s7.seats"]'


def plan() -> b.Blueprint:
    """The whole house, with a seat whose name a spreadsheet would run."""
    found = house()
    focus = found.sections[-1]
    table = focus.blocks[-1]
    assert isinstance(table, b.Table)
    first = table.rows[0]
    trap = dataclasses.replace(
        first, cells=(Name("seat", first.key, (("en", "=1+1"), ("hi", "=1+1"))), *first.cells[1:])
    )
    table = dataclasses.replace(
        table, rows=(trap, *table.rows[1:], b.Row("IN", (text("Total"), None, (), -99.0), "total"))
    )
    focus = dataclasses.replace(focus, blocks=(*focus.blocks[:-1], table))
    return dataclasses.replace(found, sections=(*found.sections[:-1], focus))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("html")
    FACES["html"].write(plan(), ("en", "hi"), path)
    return path


def shown_rows(page: Any, table: str = SEATS) -> list[str]:
    return page.eval_on_selector_all(  # type: ignore[no-any-return]
        f"{table} tbody tr", "rows => rows.filter(r => r.offsetParent).map(r => r.dataset.row)"
    )


@pytest.mark.parametrize("lang", ["en", "hi"])
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_width_scrolls_sideways(visit: Callable[..., Any], lang: str, width: int, scheme: str) -> None:
    page = visit(lang, width, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.fonts.check('16px Khaka')")


def test_a_number_is_explained_by_keyboard(visit: Callable[..., Any]) -> None:
    page = visit()
    number = page.locator('.keys [data-id="s1.inc.second_places.ls2019"]').first
    number.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("#explain")
    assert dialog.is_visible()
    words = dialog.inner_text()
    for part in (
        "209",
        "second",
        "party=INC",
        "khaka explain s1.inc.second_places.ls2019",
        "Election Commission of India",
    ):
        assert part in words
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert page.evaluate("document.activeElement.dataset.id") == "s1.inc.second_places.ls2019"


def test_a_cell_is_explained_and_arrows_move(visit: Callable[..., Any]) -> None:
    page = visit("hi")
    first = page.locator('[data-table="s1.states"] td .f[tabindex="0"]')
    assert first.count() == 1
    first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press(" ")
    words = page.locator("#explain").inner_text()
    assert "37.27%" in words and "s1.states.kl.share" in words and "state=KL" in words
    assert page.locator('[data-table="s1.states"] td .f[tabindex="0"]').count() == 1


def test_sorting_keeps_the_total_last(visit: Callable[..., Any]) -> None:
    page = visit()
    table = '[data-table="s1.states"]'
    page.click(f'{table} th[data-col="won"] button')
    assert shown_rows(page, table) == ["KL", "UP", "IN"]
    assert page.get_attribute(f'{table} th[data-col="won"]', "aria-sort") == "descending"
    page.click(f'{table} th[data-col="won"] button')
    assert shown_rows(page, table) == ["UP", "KL", "IN"]
    page.click(f'{table} th[data-col="state"] button')
    assert shown_rows(page, table) == ["KL", "UP", "IN"]  # Kerala, Uttar Pradesh
    assert page.get_attribute(f'{table} th[data-col="won"]', "aria-sort") == "none"


def test_show_all_filter_and_state(visit: Callable[..., Any]) -> None:
    page = visit("hi")
    assert len(shown_rows(page)) == 21  # twenty and the total
    figure = page.locator(".tbl.annex")
    figure.locator(".show").click()
    assert len(shown_rows(page)) == 544
    figure.locator(".show").click()
    assert len(shown_rows(page)) == 21
    figure.locator(".filter").fill("रायबरेली")
    assert shown_rows(page) == ["UP-36"]
    figure.locator(".filter").fill("")
    figure.locator(".state").select_option("KL")
    rows = shown_rows(page)
    assert len(rows) == 20 and all(r.startswith("KL-") for r in rows)
    assert "543 में से 20" in figure.locator(".shown").inner_text()
    assert page.locator(".map .hexes use:not(.off)").count() == 20


def test_a_seat_of_the_map_chooses_its_state(visit: Callable[..., Any]) -> None:
    page = visit()
    page.click('.map use[data-seat="KL-04"]')
    assert "Wayanad" in page.locator(".card").inner_text()
    assert page.locator(".map-state").input_value() == "KL"
    assert all(r.startswith("KL-") for r in shown_rows(page))
    page.click(".to-row")
    assert page.evaluate("document.activeElement.parentNode.dataset.row") == "KL-04"
    page.click('.map use[data-seat="KL-04"]')
    assert page.locator(".map-state").input_value() == ""


@pytest.mark.parametrize(("words", "seat"), [("rae bar", "UP-36"), ("वायनाड", "KL-04"), ("up-37", "UP-37")])
def test_search_goes_to_the_seats_row(visit: Callable[..., Any], words: str, seat: str) -> None:
    page = visit("en", 360, 740)
    page.fill("#seat-search", words)
    assert page.get_attribute("#seat-search", "aria-expanded") == "true"
    page.keyboard.press("Enter")
    row = page.locator(f'{SEATS} tr[data-row="{seat}"]')
    assert row.is_visible()
    assert page.evaluate("document.activeElement.parentNode.dataset.row") == seat


def test_search_says_when_there_is_none(visit: Callable[..., Any]) -> None:
    page = visit()
    page.fill("#seat-search", "zzzz")
    assert page.locator("#search-status").inner_text() == "No seat has this name."


def test_the_download_is_harmless(visit: Callable[..., Any]) -> None:
    page = visit("en", accept_downloads=True)
    with page.expect_download() as event:
        page.locator(".tbl.annex .csv").click()
    assert event.value.suggested_filename == "s7.seats.en.csv"
    lines = Path(event.value.path()).read_bytes().decode("utf-8-sig").splitlines()
    assert len(lines) == 545
    assert lines[0] == "Seat,State,Parties,Gap points"
    assert lines[1].startswith("'=1+1,") and lines[1].endswith(",-20")


def test_languages_link_at_the_same_place(visit: Callable[..., Any]) -> None:
    page = visit()
    page.evaluate("location.hash = '#s7-focus'")
    page.click("#other")
    page.wait_for_url(re.compile(r"blueprint\.hi\.html#s7-focus$"))
    assert page.get_attribute("html", "lang") == "hi"


def test_the_skip_link_is_the_first_stop(visit: Callable[..., Any]) -> None:
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_paper_shows_every_row_and_no_tools(visit: Callable[..., Any]) -> None:
    page = visit()
    page.emulate_media(media="print")
    assert len(shown_rows(page)) == 544
    assert not page.locator(".top").is_visible() and not page.locator(".csv").first.is_visible()
    assert len(page.pdf(prefer_css_page_size=True)) > 10_000


def test_a_hostile_document_runs_nothing(chromium: Any, tmp_path: Path) -> None:
    evil = "<img src=x onerror='window.hit=1'><script>window.hit=1</script>"
    bad = dataclasses.replace(
        sample(),
        mission={"id": "x", "name": evil},
        seats=tuple(dataclasses.replace(s, name_en=evil) for s in sample().seats),
        title=text(evil),
    )
    (path,) = FACES["html"].write(bad, ("en",), tmp_path)
    page = chromium.new_page()
    page.goto(f"file://{path}")
    page.fill("#seat-search", "img")
    page.click('.map use[data-seat="UP-36"]')
    assert page.evaluate("window.hit") is None
    page.close()
