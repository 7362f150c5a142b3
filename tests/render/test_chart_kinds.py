"""Each kind of chart in both languages and at both widths: one specification for page and print, real text on the page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from itertools import combinations
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest

from khaka.blueprint import blocks as b
from khaka.core.figure import How, Kind
from khaka.core.message import Name
from khaka.core.units import Unit
from khaka.locale import Translator
from khaka.render.charts import KINDS, WIDTH, drawn, picture, specification
from khaka.render.charts.drawing import unmeasured
from khaka.render.charts.palette import ROLES, TOKENS, printed
from khaka.render.charts.shaping import advance
from khaka.render.html.charts.draw import NARROW, SCALE
from khaka.render.html.charts.inline import inline
from khaka.render.html.page import page
from khaka.render.slides.plots import plots
from tests.render.sample import measured, sample, text
from tests.render.test_charts import CASES as FIRST
from tests.render.test_charts import DEFINITION, HOW, STATES, places, trend

COUNTED: Final = How(Kind.COUNTED, formula="count")
EVIL: Final = '<script>alert("1")</script>&'


def column(key: str, unit: Unit | None, title: str = "अंतर", **more: Any) -> b.Column:
    given = {"definition": DEFINITION, "how": HOW} if unit is not None else {}
    return b.Column(key, text(title), unit, **given, **more)


def table(columns: tuple[b.Column, ...], rows: list[tuple[Any, ...]], kinds: tuple[str, ...] = ("",)) -> b.Table:
    found = tuple(b.Row(f"r{i}", cells, kinds[i % len(kinds)]) for i, cells in enumerate(rows))
    return b.Table("t.twin", text("तालिका"), columns, found)


def chart(kind: str, x: str, *y: str, **more: Any) -> b.Chart:
    return b.Chart("c.x", kind, text("चार्ट"), text("शब्दों में वही"), "t.twin", x=x, y=y, **more)


def tiers() -> tuple[b.Category, ...]:
    return tuple(b.Category(k, text(k), k) for k in ("tier-hold", "tier-reach", "tier-stretch"))


def swings() -> tuple[b.Category, ...]:
    found = (("1998–1999", 2.2), ("2009–2014", -10.7), ("2014–2019", -3.1))
    return tuple(b.Category(f"s{i}", text(n), "s2", measured(f"s4.past.{i}", v, Unit.PP, "margin"))
                 for i, (n, v) in enumerate(found))  # fmt: skip


def cases() -> dict[str, tuple[b.Chart, b.Table]]:
    state = column("state", None)
    parts = table(
        (state, *(column(k, Unit.SEATS) for k in ("w", "s", "t"))), [(s, 20, 9, 4 * i) for i, s in enumerate(STATES)]
    )
    kinds = tuple(b.Category(k, text(k), t) for k, t in (("w", "first"), ("s", "second"), ("t", "third")))
    two = table((state, column("a", Unit.SHARE), column("b", Unit.SHARE)),
                [(s, 0.1 * i, None if i == 3 else 0.35) for i, s in enumerate(STATES)])  # fmt: skip
    steps = table(
        (column("swing", Unit.PP, "स्विंग", signed=True), column("n", Unit.SEATS)),
        [(s, 52 + 9 * s) for s in (0.0, 5.0, 10.0)],
    )
    gaps = table((state, column("gap", Unit.PP)), [(f"सीट {i}", (i - 8) * 3.7) for i in range(40)],
                 ("tier-hold", "tier-reach", "tier-stretch"))  # fmt: skip
    ranges = table(
        (state, column("times", Unit.NUMBER, digits=0)), [(f"{a}–{a + 19}", 3.0 + a / 20) for a in range(40, 200, 20)]
    )
    fall = table((state, column("add", Unit.SEATS, signed=True), column("after", Unit.SEATS)),
                 [("अकेले", None, 52), ("साथी", 77, 129), ("बिना", -9, 120)])  # fmt: skip
    dots = table((state, column("x", Unit.NUMBER, "मेहनत"), column("y", Unit.NUMBER)),
                 [(f"सीट {i}", i / 10, (i * 7 % 11) / 100) for i in range(30)], ("tier-hold", "tier-reach"))  # fmt: skip
    said = table((state, column("x", Unit.RATE, digits=0), column("y", Unit.RATE, digits=0)),
                 [("पहले", level, level - 0.2) for level in (0.5, 0.8)])  # fmt: skip
    asked = table(
        (
            column("day", None),
            column("house", None),
            column("nda", Unit.SHARE, digits=1),
            column("avg", Unit.SHARE, digits=1),
        ),
        [(date(2023, m, 10), "एक" if m % 2 else "दो", 0.4 + m / 100, 0.42) for m in range(1, 7)],
    )
    goal = replace(measured("goal", 272, Unit.SEATS, "seats_won"), value=190)
    return {
        "parts": (chart("parts", "state", "w", "s", "t", categories=kinds), parts),
        "dumbbell": (chart("dumbbell", "state", "a", "b"), two),
        "ladder": (chart("ladder", "swing", "n", categories=swings()), steps),
        "pendulum": (chart("pendulum", "state", "gap", categories=tiers()), gaps),
        "spread": (chart("spread", "state", "times", rule=goal, params=(("first", 40), ("bin", 20))), ranges),
        "waterfall": (chart("waterfall", "state", "add", "after"), fall),
        "scatter": (chart("scatter", "x", "y", categories=tiers()[:2]), dots),
        "calibration": (chart("calibration", "x", "y"), said),
        "polls": (chart("polls", "day", "nda", params=(("house", "house"), ("average", ("avg",)))), asked),
    }  # fmt: skip


CASES: Final = cases()
LINES: Final = {"lines": FIRST["lines-two-units"], "bars": FIRST["bars-of-states"]}


def test_every_kind_has_a_case() -> None:
    assert set(CASES) | set(LINES) == set(KINDS)


@pytest.mark.parametrize("width", [WIDTH, NARROW])
@pytest.mark.parametrize("lang", ["hi", "en"])
@pytest.mark.parametrize("kind", CASES)
def test_inside_its_picture_and_nothing_on_each_other(kind: str, lang: str, width: float) -> None:
    root = ET.fromstring(picture(*CASES[kind], Translator(lang), width))
    wide, high = float(str(root.get("width"))), float(str(root.get("height")))
    assert wide == pytest.approx(width, abs=1.5)
    found = list(places(root))
    assert len(found) > 3
    for words, left, length, base in found:
        assert left > -1 and left + length < wide + 1, f"{words} sticks out: {left:.1f} to {left + length:.1f}"
        assert 4 < base < high + 1, f"{words} stands at {base:.1f} of {high}"
    for (a, left, length, base), (c, other, size, level) in combinations(found, 2):
        apart = left + length <= other + 0.5 or other + size <= left + 0.5 or abs(base - level) >= 6
        assert apart or kind in ("polls", "calibration", "dumbbell"), f"{a!r} and {c!r} lie on each other"


@pytest.mark.parametrize("kind", [*CASES, *LINES])
def test_page_and_print_draw_one_specification(kind: str) -> None:
    one, twin = (CASES | LINES)[kind]
    tr = Translator("hi")
    spec = specification(one, twin, tr)
    assert spec == specification(one, twin, tr, keys=False)
    svg = drawn(spec)
    assert picture(one, twin, tr).count("<path") > svg.count("<path")  # the same marks, and outlines for texts
    on_page = str(inline(svg, "wide", "c", "", "", SCALE))
    said = re.compile(r">([^<>]+)</t(?:ext|span)>")
    assert [unescape(t) for t in said.findall(on_page)] == [unescape(t) for t in said.findall(svg)]
    assert "var(--" not in printed(svg)


def test_the_engine_measures_nothing_and_places_nothing_else_than_with_measuring() -> None:
    import vl_convert

    spec = specification(*LINES["lines"], Translator("en"))
    plain = vl_convert.vegalite_to_svg(spec, vl_version="5.20")
    place = re.compile(r'<text[^>]*transform="translate\(([-\d.]+),([-\d.]+)\)[^>]*>([^<]*)')
    mine, theirs = place.findall(drawn(spec)), place.findall(plain)
    assert len(mine) == len(theirs) > 20
    for (x, y, words), (at, down, same) in zip(mine, theirs, strict=True):
        assert words == same and float(x) == pytest.approx(float(at), abs=0.01)
        assert float(y) == pytest.approx(float(down), abs=0.6)  # the engine rounds a base line to whole points
    assert spec == specification(*LINES["lines"], Translator("en")) and unmeasured(spec) != spec


@pytest.mark.parametrize("lang", ["hi", "en"])
@pytest.mark.parametrize("kind", [*CASES, *LINES])
def test_on_the_page_text_is_text_and_colours_are_the_page_s(kind: str, lang: str) -> None:
    one, twin = (CASES | LINES)[kind]
    svg = str(
        inline(drawn(specification(one, twin, Translator(lang), NARROW)), "narrow", "c-1", "नाम", "शब्दों में", SCALE)
    )
    root = ET.fromstring(svg)
    assert root.get("role") == "img" and root.get("aria-labelledby") == "c-1-t c-1-d"
    ids = re.findall(r' id="([^"]+)"', svg)
    assert len(set(ids)) == len(ids) and {"c-1-t", "c-1-d"} <= set(ids) and all(i.startswith("c-1") for i in ids)
    assert "<text" in svg and "font-family" not in svg
    for unsafe in ("style=", "<script", "onload", 'href="http', "aria-label="):
        assert unsafe not in svg
    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", svg))
    assert used and used <= set(ROLES)
    plain = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) - {f"var(--{r})" for r in used}
    assert plain <= {"none"}


def test_numbers_of_a_chart_open() -> None:
    one, twin = CASES["waterfall"]
    svg = str(inline(drawn(specification(one, twin, Translator("en"))), "wide", "c", "t", "a", SCALE))
    assert re.findall(r'data-id="([^"]+)"[^>]*>([^<]+)', svg) == [
        ("t.twin.r0.after", "52"), ("t.twin.r1.add", "+77"), ("t.twin.r2.add", "−9"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [*CASES, *LINES])
def test_a_name_is_never_markup(kind: str) -> None:
    one, twin = (CASES | LINES)[kind]
    evil = Name("state", "E", (("en", EVIL), ("hi", EVIL)))
    rows = tuple(replace(r, cells=tuple(evil if isinstance(c, str | Name) else c for c in r.cells)) for r in twin.rows)
    titled = tuple(replace(c, title=text(EVIL)) for c in twin.columns)
    kinds = tuple(replace(c, label=text(EVIL)) for c in one.categories)
    svg = drawn(
        specification(
            replace(one, categories=kinds, alt=text(EVIL)), replace(twin, rows=rows, columns=titled), Translator("en")
        )
    )
    on_page = str(inline(svg, "wide", "c", EVIL, EVIL, SCALE))
    assert "<script" not in on_page and "&lt;script&gt;" in on_page
    ET.fromstring(on_page)


@pytest.mark.parametrize("lang", ["hi", "en"])
@pytest.mark.parametrize("kind", CASES)
def test_slides_draw_the_same_numbers(kind: str, lang: str) -> None:
    one, twin = CASES[kind]
    found = plots(one, twin, Translator(lang))
    assert found and all(p.series for p in found)
    drawn_ = {v for p in found for s in p.series for v in s.values if v is not None}
    keys = dict(one.params).get("average", one.y[-1:])
    given = {abs(v) for r in twin.rows for c, v in zip(twin.columns, r.cells, strict=True)
             if c.key in (*one.y[:1], *keys) and isinstance(v, int | float)}  # fmt: skip
    assert {round(abs(v), 6) for v in drawn_} >= {round(v, 6) for v in given} - (
        {129, 120} if kind == "waterfall" else set()
    )


def test_a_line_in_two_runs_where_a_number_is_missing() -> None:
    one, twin = FIRST["bars-in-time"]
    svg = drawn(specification(replace(one, kind="lines"), twin, Translator("en")))
    assert len(re.findall(r'<path d="M[^"]*L[^"]*"[^>]*stroke="var\(--s2\)"', svg)) == 2


def test_notes_of_a_line_stand_under_it_in_words() -> None:
    twin = trend()
    noted = replace(twin, columns=(*twin.columns, column("splits", None)),
                    rows=tuple(replace(r, cells=(*r.cells, "नया दल अलग" if i in (3, 7) else "")) for i, r in enumerate(twin.rows)))  # fmt: skip
    one = replace(FIRST["lines-one"][0], params=(("notes", "splits"),))
    hindi, english = (drawn(specification(one, noted, Translator(lang))) for lang in ("hi", "en"))
    assert ">क: नया दल अलग<" in hindi and ">ख: नया दल अलग<" in hindi and ">b: नया दल अलग<" in english
    assert "अलग" not in drawn(specification(FIRST["lines-one"][0], noted, Translator("hi")))


def test_the_page_gives_every_role_a_colour_by_day_and_by_night() -> None:
    style = page(sample(), "hi").split("<style>")[1].split("</style>")[0]
    for role in ROLES:
        assert f"--{role}:" in style, role
    assert style.count("--k-tier-hold:") == style.count("--on-first:") == 2 and len(TOKENS) > 10


def test_every_chart_on_the_page_has_its_table_and_words() -> None:
    html = page(sample(), "hi")
    for figure in re.findall(r'<figure class="chart".*?</figure>', html, re.S):
        twin = re.findall(r'<a href="#([^"]+)">', figure)
        assert twin and f'id="{twin[-1]}"' in html
        assert len(re.findall(r"<desc id=[^>]+>[^<]+</desc>", figure)) == figure.count('<svg class="chart') == 2
    ids = re.findall(r'\sid="([^"]+)"', html.split("<script")[0])
    assert len(ids) == len(set(ids))


def test_widths_of_texts_are_the_font_s() -> None:
    """What the browser will shape with the page's font takes the room that was reckoned for it."""
    assert advance("दादरा और नगर हवेली", 8.5) == pytest.approx(advance("दादरा और नगर हवेली", 17) / 2)
    spec = specification(*FIRST["bars-of-states"], Translator("hi"), NARROW)
    assert spec["padding"]["left"] == pytest.approx(8 + max(
        advance(line, 8.5) for layer in spec["layer"] for d in layer.get("data", {}).get("values", [])
        for line in str(d.get("n", "")).split("\n") if set(str(d.get("n", ""))) & set("राज्यप्रदेशत्रिपुराअंडमान")
    ), abs=0.01)  # fmt: skip
