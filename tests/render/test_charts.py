"""Every kind of chart, in both languages: it draws, inside its picture, the same each time, and says what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Final
from xml.etree import ElementTree as ET

import pytest

from khaka.blueprint.blocks import Category, Chart, Column, Row, Table
from khaka.core.figure import Figure, How, Kind
from khaka.core.message import Name, msg
from khaka.core.units import Unit
from khaka.locale import Translator
from khaka.render.charts import WIDTH, picture, specification
from khaka.render.charts.frame import wrap
from khaka.render.charts.palette import TOKENS, ink, luminance
from khaka.render.charts.shaping import advance
from tests.render.sample import measured, text

HOW: Final = How(Kind.MEASURED, "seats_won", ())
DEFINITION: Final = msg("measure.seats_won.definition")
YEARS: Final = (1977, 1980, 1984, 1989, 1991, 1996, 1998, 1999, 2004, 2009, 2014, 2019)
STATES: Final = ("उत्तर प्रदेश", "दादरा और नगर हवेली एवं दमन और दीव", "केरल", "अंडमान और निकोबार द्वीपसमूह", "त्रिपुरा")
SVG: Final = "{http://www.w3.org/2000/svg}"


def trend() -> Table:
    columns = (
        Column("election", text("चुनाव")),
        Column("share", text("वोट शेयर"), Unit.SHARE, DEFINITION, HOW),
        Column("other", text("भाजपा का वोट शेयर"), Unit.SHARE, DEFINITION, HOW),
        Column("seats", text("सीटें"), Unit.SEATS, DEFINITION, HOW),
        Column("votes", text("वोट"), Unit.VOTES, DEFINITION, HOW),
    )
    rows = []
    for i, year in enumerate(YEARS):
        name = Name("election", f"LS{year}", (("en", f"Lok Sabha {year}"), ("hi", f"लोकसभा {year}")))
        other = None if i == 3 else 0.1 + i * 0.02
        rows.append(Row(f"LS{year}", (name, 0.45 - i * 0.02, other, 353 - i * 25, 119_494_952 + i * 1_000_000)))
    return Table("t.trend", text("रुझान"), columns, tuple(rows))


def by_state() -> Table:
    columns = (
        Column("state", text("राज्य")),
        Column("won", text("जीती सीटें"), Unit.SEATS, DEFINITION, HOW),
        Column("gap", text("अंतर"), Unit.PP, DEFINITION, HOW, signed=True),
    )
    rows = [Row(str(i), (Name("state", str(i), (("hi", s),)), 3 * i, (i - 2) * 4.4)) for i, s in enumerate(STATES)]
    rows.append(Row("IN", (text("कुल"), 9999, None), "total"))
    return Table("t.state", text("राज्यवार"), columns, tuple(rows))


GOAL: Final = replace(measured("goal", 272, Unit.SEATS, "seats_won"), value=272)


def chart(kind: str, table: Table, x: str, *y: str, rule: Figure | None = None) -> Chart:
    return Chart("c", kind, text("चार्ट"), text("शब्दों में वही"), table.id, x=x, y=y, rule=rule)


def stacked() -> Chart:
    values = (52, 209, 160, 122, 1)
    tokens = ("first", "second", "third", "none", "tier-out")
    parts = [
        Category(t, text(f"श्रेणी {i}"), t, measured(t, v, Unit.SEATS, "seats_won"))
        for i, (t, v) in enumerate(zip(tokens, values, strict=True))
    ]
    return Chart("c", "stacked", text("स्थान"), text("52, 209"), "none", categories=tuple(parts))


CASES: Final = {
    "stacked": (stacked(), None),
    "lines-one": (chart("lines", trend(), "election", "share"), trend()),
    "lines-two-units": (chart("lines", trend(), "election", "share", "other", "seats", rule=GOAL), trend()),
    "bars-in-time": (chart("bars", trend(), "election", "share", "other"), trend()),
    "bars-of-votes": (chart("bars", trend(), "election", "votes"), trend()),
    "bars-of-states": (chart("bars", by_state(), "state", "won"), by_state()),
    "bars-below-zero": (chart("bars", by_state(), "state", "won", "gap", rule=GOAL), by_state()),
    "ladder": (chart("ladder", trend(), "election", "seats", rule=GOAL), trend()),
}


def places(element: ET.Element, x: float = 0.0, y: float = 0.0) -> Iterator[tuple[str, float, float, float]]:
    """Each upright text of a picture: words, left end, width, height of its base line."""
    transform = element.get("transform", "")
    if "rotate" in transform:
        return
    for dx, dy in re.findall(r"translate\((-?[\d.e-]+)[ ,]+(-?[\d.e-]+)\)", transform):
        x, y = x + float(dx), y + float(dy)
    if element.get("data-advance"):
        scale = float(re.findall(r"scale\(([\d.]+)", transform)[0])
        yield "", x, int(str(element.get("data-advance"))) * scale, y
        return
    for child in element:
        for words, left, width, height in places(child, x, y):
            yield words or element.get("aria-label", ""), left, width, height


@pytest.mark.parametrize("lang", ["hi", "en"])
@pytest.mark.parametrize("case", CASES)
def test_draws_inside_its_picture(case: str, lang: str) -> None:
    one, table = CASES[case]
    svg = picture(one, table, Translator(lang))
    root = ET.fromstring(svg)
    wide, high = float(str(root.get("width"))), float(str(root.get("height")))
    assert wide == pytest.approx(WIDTH, abs=1.5)
    found = list(places(root))
    assert found
    for words, left, width, base in found:
        assert left > -1 and left + width < wide + 1, f"{words} sticks out: {left:.1f} to {left + width:.1f}"
        assert 4 < base < high + 1, f"{words} stands at {base:.1f} of {high}"


@pytest.mark.parametrize("case", CASES)
def test_texts_do_not_overlap(case: str) -> None:
    one, table = CASES[case]
    found = list(places(ET.fromstring(picture(one, table, Translator("hi")))))
    for (a, left, wide, base), (c, other, width, level) in combinations(found, 2):
        apart = left + wide <= other + 0.5 or other + width <= left + 0.5 or abs(base - level) >= 7
        assert apart, f"{a!r} and {c!r} lie on each other"


def test_same_bytes() -> None:
    one, table = CASES["lines-two-units"]
    assert picture(one, table, Translator("hi")) == picture(one, table, Translator("hi"))


def test_what_is_not_given_has_no_bar_and_no_point() -> None:
    spec = specification(*CASES["bars-in-time"], Translator("en"))
    (gap,) = [d for d in spec["layer"][0]["data"]["values"] if d["n"] == "–"]
    assert gap["v"] == 0 and gap["x"].endswith("1989")
    lines = specification(*CASES["lines-two-units"], Translator("en"))
    drawn = [len(m["data"]["values"]) for m in lines["layer"][0]["layer"] if m["mark"].get("type") == "line"]
    assert drawn == [len(YEARS), len(YEARS) - 1]


def test_sums_are_not_drawn() -> None:
    spec = specification(*CASES["bars-of-states"], Translator("hi"))
    assert len(spec["layer"][0]["data"]["values"]) == len(STATES)


def test_numbers_as_the_language_writes_them() -> None:
    spec = specification(*CASES["bars-of-votes"], Translator("hi"))
    assert spec["layer"][0]["data"]["values"][0]["n"] == "11.9 करोड़"
    gaps = specification(*CASES["bars-below-zero"], Translator("hi"))["layer"]
    labels = {d["n"] for layer in gaps for d in layer.get("data", {}).get("values", []) if "n" in d}
    assert {"−8.8", "+8.8", "0.0"} <= labels


def test_the_alt_text_is_the_description() -> None:
    assert specification(*CASES["ladder"], Translator("hi"))["description"] == "शब्दों में वही"


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match="nothing"):
        specification(chart("bars", trend(), "election", "nothing"), trend(), Translator("en"))
    with pytest.raises(ValueError, match=r"t\.trend"):
        specification(chart("bars", trend(), "election", "seats"), None, Translator("en"))


def test_lines_break_at_spaces_and_fit() -> None:
    lines = wrap("दादरा और नगर हवेली एवं दमन और दीव", 80, "hi")
    assert " ".join(lines) == "दादरा और नगर हवेली एवं दमन और दीव"
    assert all(advance(line, 8.5) <= 80 for line in lines)


def test_tokens_differ_in_grey() -> None:
    """Categories of one map are told apart without colour: by lightness, or by a hatch."""
    for family in (("first", "second", "third", "none"), [t for t in TOKENS if t.startswith("tier-")]):
        signs = [(round(luminance(TOKENS[t].fill), 1), TOKENS[t].hatch) for t in family]
        assert len(set(signs)) == len(signs)


@pytest.mark.parametrize("colour", [*TOKENS, "#FF9933", "#19AAED", "#000000", "#ffffff"])
def test_ink_upon_a_colour_can_be_read(colour: str) -> None:
    look = ink(colour)
    light, dark = sorted((luminance(look.fill), luminance(look.upon)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) > 3
