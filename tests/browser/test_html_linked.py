"""One state for maps, tables, briefs and the address; cards of seats; what-ifs: by pointer, touch and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from khaka.blueprint import blocks as b
from khaka.core.figure import How, Kind
from khaka.core.units import Unit
from khaka.render import FACES
from tests.render.house import with_live
from tests.render.sample import text

pytestmark = pytest.mark.browser
SEATS = '[data-table="s7.seats"]'
Visit = Callable[..., Any]


def plan() -> b.Blueprint:
    """The house with what-ifs, two briefs, and our places in the seats' table."""
    found = with_live()
    *others, focus, scenarios = found.sections
    table = focus.blocks[-1]
    assert isinstance(table, b.Table)
    place = b.Column("place_ls2019", text("Place 2019"), Unit.COUNT, text("Our place."), How(Kind.COUNTED))
    rows = tuple(replace(r, cells=(*r.cells, None if i % 5 == 4 else i % 5 + 1)) for i, r in enumerate(table.rows))
    focus = replace(focus, blocks=(*focus.blocks[:-1], replace(table, columns=(*table.columns, place), rows=rows)))
    briefs = b.Section(9, "briefs", text("Briefs"), tuple(
        b.Table(f"s9.{code}", text(f"Brief {code}"), (b.Column("brief_field", text("What")),), (b.Row("role", ("x",)),))
        for code in ("kl", "up")
    ))  # fmt: skip
    return replace(found, sections=(*others, focus, briefs, scenarios))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("linked")
    FACES["html"].write(plan(), ("en", "hi"), path)
    return path


def shown(page: Any, table: str = SEATS) -> list[str]:
    return page.eval_on_selector_all(  # type: ignore[no-any-return]
        f"{table} tbody tr", "rows => rows.filter(r => r.offsetParent).map(r => r.dataset.row)"
    )


# ---- one state -----------------------------------------------------------------------------------------------------


def test_a_state_is_chosen_everywhere_and_said(visit: Visit) -> None:
    page = visit()
    assert not page.locator("#chip").is_visible()
    page.locator(".map-state").first.select_option("KL")
    assert page.locator("#chip span").inner_text() == "Showing: Kerala"
    assert page.locator("#state-status").text_content() == "Only Kerala is shown in maps, tables and briefs."
    assert {r[:2] for r in shown(page)} == {"KL"}
    assert page.locator('[id="s9.kl"]').is_visible() and not page.locator('[id="s9.up"]').is_visible()
    assert page.locator(".live-state").inner_text().startswith("Kerala, expected seats: ")
    assert page.evaluate("location.hash") == "#state=KL"
    page.locator("#chip button").click()
    assert not page.locator("#chip").is_visible() and page.locator('[id="s9.up"]').is_visible()
    assert page.evaluate("location.hash") == ""
    assert page.locator("#state-status").text_content() == "All states are shown."


def test_the_address_is_kept_on_links_and_in_the_other_language(visit: Visit) -> None:
    page = visit(at="#state=KL")
    page.locator('.side a[href="#s9-briefs"]').click()
    page.wait_for_function("location.hash === '#s9-briefs&state=KL'")
    page.locator("#other").click()
    page.wait_for_url("**/blueprint.hi.html#s9-briefs&state=KL")
    assert page.locator("#chip span").inner_text() == "दिखाया जा रहा है: केरल"
    assert page.evaluate("document.getElementById('s9-briefs').getBoundingClientRect().top") < 300


@pytest.mark.parametrize("at", ["#state=XX", "#state=", "#live=9,9,9", "#live=;;", "#%3Cb%3E&state=constructor"])
def test_an_address_of_nonsense_does_nothing(visit: Visit, at: str) -> None:
    page = visit(at=at)
    assert not page.locator("#chip").is_visible()
    assert page.locator("#live-ours-said").inner_text() == "as expected"


def test_a_tables_tab_stop_is_a_number_that_can_be_seen(visit: Visit) -> None:
    page = visit(at="#state=UP")
    stop = page.locator(f'{SEATS} td .f[tabindex="0"]')
    assert stop.count() == 1 and stop.is_visible()


def test_paper_says_which_state_is_shown(visit: Visit) -> None:
    page = visit(at="#state=KL")
    page.emulate_media(media="print")
    assert page.locator("#chip span").is_visible() and not page.locator("#chip button").is_visible()
    assert not page.locator("#live").is_visible()


# ---- cards ---------------------------------------------------------------------------------------------------------


def test_the_map_by_keyboard_alone(visit: Visit) -> None:
    page = visit()
    page.locator(".tiles").first.focus()
    page.keyboard.press("ArrowLeft")
    first = page.locator(".map .card b").inner_text()
    page.keyboard.press("ArrowUp")
    second = page.locator(".map .card b").inner_text()
    assert first != second and page.locator(".map .card .strip li").count() == 1
    page.keyboard.press("Enter")
    assert page.locator("#chip").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".map .card .hint").is_visible() and page.locator(".hexes use.at").count() == 0
    page.keyboard.press("Tab")  # no trap
    assert page.evaluate("document.activeElement.classList.contains('map-state')")


def test_a_card_by_touch_and_its_numbers_open(visit: Visit) -> None:
    page = visit("hi", 320, 720, has_touch=True)
    page.tap('.map use[data-seat="KL-04"]')
    card = page.locator(".map .card")
    assert "वायनाड" in card.inner_text() and "हमारा स्थान" in card.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    card.locator("dl .f").first.focus()
    page.keyboard.press("Enter")
    assert "s7.seats.kl-04.gap" in page.locator("#explain").inner_text()
    page.keyboard.press("Escape")
    assert card.locator("dl .f").first.evaluate("e => e === document.activeElement")
    page.keyboard.press("Escape")
    assert card.locator(".hint").is_visible()


def test_where_we_did_not_stand_is_no_number(visit: Visit) -> None:
    page = visit()
    seat = page.evaluate("[...document.querySelectorAll('[data-table=\"s7.seats\"] tr[data-row]')][4].dataset.row")
    page.hover(f'.map use[data-seat="{seat}"]')
    assert page.locator(".map .card .place-none").inner_text().split() == ["2019", "–"]


# ---- what-if -------------------------------------------------------------------------------------------------------


def test_a_slider_snaps_and_everything_answers(visit: Visit) -> None:
    page = visit()
    slider = page.locator("#live-ours")
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "+3 points of votes polled"
    first = page.locator(".live-table tbody tr").first.inner_text()
    assert "130" in first and "+30 against the plan as it is" in first
    assert page.locator(".live-map .turned").count() == 30
    assert page.locator(".live-changed").inner_text().startswith("Seats whose likeliest winner")
    assert "--swing INC=+3" in page.locator(".live-command").inner_text()
    assert page.evaluate("location.hash") == "#live=3,0,-1"
    assert "130" in (page.locator("#live-status").text_content() or "")
    page.keyboard.press("ArrowRight")  # there is no farther setting
    assert page.evaluate("location.hash") == "#live=3,0,-1"
    assert page.locator(".curve .dot.on").count() == 1


def test_an_ally_that_leaves_rests_the_sliders(visit: Visit) -> None:
    page = visit(at="#live=3,4,-1")
    page.locator('input[name="gone"][value="0"]').check()
    assert page.locator("#live-ours").is_disabled() and page.locator(".live-only").is_visible()
    assert page.locator("#live-ours-said").inner_text() == "as expected"
    assert "--drop-ally DMK" in page.locator(".live-command").inner_text()
    page.locator('.live-form button[type="reset"]').click()
    page.wait_for_function("location.hash === ''")
    assert not page.locator("#live-ours").is_disabled() and not page.locator(".live-only").is_visible()
    assert page.locator(".live-command").inner_text().startswith("khaka forecast")


def test_two_settings_are_compared_and_the_link_brings_them_back(visit: Visit) -> None:
    page = visit(at="#live=-3,0,-1")
    page.locator(".live-keep").click()
    page.locator("#live-ours").fill("2")
    assert page.locator(".live-table thead th").count() == 2
    assert page.evaluate("location.hash") == "#live=3,0,-1;-3,0,-1"
    again = visit("hi", at="#live=3,0,-1;-3,0,-1")
    assert again.locator(".live-table thead th").count() == 2
    assert again.locator(".live-keep").get_attribute("aria-pressed") == "true"
    assert "130" in again.locator(".live-table tbody tr").first.inner_text()


def test_a_swing_in_one_state_alone(visit: Visit) -> None:
    page = visit()
    assert not page.locator(".live-scope").is_visible()
    page.locator(".map-state").first.select_option("KL")
    page.locator("#live-ours").fill("2")
    page.get_by_label("Only in Kerala").check()
    first = page.locator(".live-table tbody tr").first.inner_text()
    assert "103" in first and "8 times" not in first  # 100.4 seats and three more in Kerala
    assert page.locator(".live-table tbody tr").last.inner_text().endswith("–")
    assert "--swing INC=+3 --state KL" in page.locator(".live-command").inner_text()
    assert page.evaluate("location.hash") == "#state=KL&live=3,0,-1,KL"
    assert page.locator(".live-state").inner_text() == "Kerala, expected seats: Congress 13.0, Allies 1.0"
    again = visit(at="#state=KL&live=3,0,-1,KL")
    assert again.get_by_label("Only in Kerala").is_checked()
    assert again.locator(".live-table tbody tr").first.inner_text() == first
    again.locator("#chip button").click()  # the state goes, the swing stays: everywhere
    assert not again.locator(".live-scope").is_visible()
    assert "130" in again.locator(".live-table tbody tr").first.inner_text()


def test_without_script_there_is_a_text_and_no_dead_tool(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    assert page.locator(".leader .verdict").is_visible() and page.locator(f"{SEATS} tbody tr").last.is_visible()
    for tool in ("#live", ".search", ".map-state", ".csv", ".card", ".map-keys"):
        assert not page.locator(tool).first.is_visible(), tool
