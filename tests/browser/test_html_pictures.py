"""How the page looks: by day, by night, on a narrow phone, on paper; in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from khaka.render import FACES
from tests.browser.pictures import check, unlike
from tests.render.house import with_live

pytestmark = pytest.mark.browser
#: Name: language, width, colours, medium, address, and what is pictured (the window when None).
PICTURES = {
    "top-light-en": ("en", 1280, "light", "screen", "", None),
    "top-dark-hi": ("hi", 1280, "dark", "screen", "", None),
    "top-narrow-hi": ("hi", 320, "light", "screen", "", None),
    "map-light-hi": ("hi", 1280, "light", "screen", "#state=UP", ".map"),
    "map-dark-en": ("en", 768, "dark", "screen", "", ".map"),
    "live-light-en": ("en", 1280, "light", "screen", "#live=3,0,-1;-3,0,-1", "#live"),
    "live-narrow-dark-hi": ("hi", 320, "dark", "screen", "#live=3,0,-1", "#live"),
    "print-en": ("en", 794, "light", "print", "", None),
    "print-map-hi": ("hi", 794, "light", "print", "", ".map"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pictures")
    FACES["html"].write(with_live(), ("en", "hi"), path)
    return path


@pytest.mark.parametrize("name", PICTURES)
def test_it_looks_as_kept(visit: Callable[..., Any], name: str) -> None:
    lang, width, scheme, medium, at, part = PICTURES[name]
    page = visit(lang, width, 900, at=at, color_scheme=scheme)
    page.emulate_media(media=medium, color_scheme=scheme, reduced_motion="reduce")
    page.evaluate("document.fonts.ready")
    # what sticks to the window's edge would stand at another place in each picture of a part
    if part:
        page.evaluate("document.querySelectorAll('.top,.chip').forEach(e => e.remove())")
    check(name, page.locator(part).first.screenshot() if part else page.screenshot())


def test_a_hidden_map_and_lost_colours_are_seen() -> None:
    page = Image.new("RGB", (320, 225), "#fdfcfa")
    ImageDraw.Draw(page).rectangle((20, 20, 150, 200), fill="#2b6f85")
    assert unlike(page, page) == ""
    shifted = Image.new("RGB", (320, 225), "#fdfcfa")
    ImageDraw.Draw(shifted).rectangle((21, 20, 151, 200), fill="#2b6f85")
    assert unlike(page, shifted) == ""
    assert unlike(page, Image.new("RGB", (320, 225), "#fdfcfa"))
    assert unlike(page, page.convert("L").point(lambda v: 255 - v).convert("RGB"))
    assert "size" in unlike(page, page.resize((160, 112)))
