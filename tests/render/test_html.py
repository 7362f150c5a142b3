"""The page: whole, safe, explainable, the same bytes, in both languages."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
import struct
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from khaka.blueprint import blocks as b
from khaka.core.figure import Figure, How, Interval, Kind
from khaka.core.message import Message, Name, msg
from khaka.core.source import Source
from khaka.core.units import Unit
from khaka.render import FACES
from khaka.render.html.colours import TOKENS, ink_on, luminance, shades
from khaka.render.html.font import font_data
from khaka.render.html.ink import Ink
from khaka.render.html.page import page
from khaka.render.html.safe import css_string, json_island, web_address
from khaka.render.html.tables import cell_number, exact
from tests.render.house import house
from tests.render.sample import sample, text

ROOT = Path(__file__).parents[2] / "src" / "khaka"
ISLAND = re.compile(r'<script type="application/json" id="khaka-data">(.*?)</script>', re.S)
EVIL = "<script>alert(1)</script>\u2028\"'=&"


@pytest.fixture(scope="module", params=["en", "hi"])
def html(request: pytest.FixtureRequest) -> str:
    return page(sample(), request.param, "hi" if request.param == "en" else "en")


def data(html: str) -> dict[str, Any]:
    found = ISLAND.search(html)
    assert found is not None
    return json.loads(found.group(1))  # type: ignore[no-any-return]


class Elements(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def figures_in(value: Any) -> Iterator[Figure]:
    """Figures anywhere in the blueprint, save those inside a Figure's own definition."""
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, b.Table):
        yield from figures_in([value.title, value.note, [r.cells for r in value.rows]])
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from figures_in(getattr(value, field.name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from figures_in(item)


def test_the_face_writes_a_file_a_language(tmp_path: Path) -> None:
    paths = FACES["html"].write(sample(), ("en", "hi"), tmp_path)
    assert [p.name for p in paths] == ["blueprint.en.html", "blueprint.hi.html"]
    first = [p.read_bytes() for p in paths]
    assert [p.read_bytes() for p in FACES["html"].write(sample(), ("en", "hi"), tmp_path)] == first
    assert b'href="blueprint.hi.html"' in first[0] and b'href="blueprint.en.html"' in first[1]


def test_one_language_alone_links_nowhere(tmp_path: Path) -> None:
    (path,) = FACES["html"].write(sample(), ("hi",), tmp_path)
    assert b"blueprint.en.html" not in path.read_bytes()


def test_the_whole_house_stays_small() -> None:
    html = page(house(), "hi", "en")
    assert html.count('<use href="#h-') >= 543
    assert len(html.encode()) < 2_000_000


def test_nothing_is_requested(html: str) -> None:
    for tag, attributes in Elements(html).found:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base"}
        assert not (attributes.get("src") or "")
        assert "style" not in attributes, "the policy lets no style attribute through"
        assert not any(name.startswith("on") for name in attributes)
        if tag != "a":
            assert not (attributes.get("href") or "").startswith("http")
    assert "@import" not in html
    assert set(re.findall(r"url\((\w+):", html)) == {"data"}
    assert "fetch(" not in html and "XMLHttpRequest" not in html and "eval(" not in html


def test_the_policy_fits_the_inline_text(html: str) -> None:
    metas = [a for t, a in Elements(html).found if t == "meta"]
    policy = next(a["content"] for a in metas if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None and "unsafe" not in policy and "default-src 'none'" in policy
    inline = re.findall(r"<style>(.*?)</style>", html, re.S) + re.findall(r"<script>(.*?)</script>", html, re.S)
    assert len(inline) == 3
    for words in inline:
        assert base64.b64encode(hashlib.sha256(words.encode()).digest()).decode() in policy


def test_every_figure_can_be_explained(html: str) -> None:
    island = data(html)
    known = island["explain"]
    for figure in figures_in(sample()):
        assert figure.id in known["figures"], figure.id
        assert f'data-id="{figure.id}"' in html
        entry = known["figures"][figure.id]
        assert known["pool"][entry["d"]] and entry["k"] == figure.how.kind.value and "v" in entry
    plan = sample()
    tables = [t for s in plan.sections for t in s.blocks if isinstance(t, b.Table)] + [plan.leader.path]
    for table in tables:
        assert table is not None
        assert f'data-table="{table.id}"' in html
        assert {c.key for c in table.columns if c.unit} == set(known["tables"][table.id])
        for row in table.rows:
            assert f'data-row="{row.key}"' in html and f'id="{table.id}.{row.key.lower()}"' in html
            assert all(f'data-col="{c.key}"' in html for c in table.columns)


def test_empty_is_not_given_and_never_zero(html: str) -> None:
    words = "not given" if '<html lang="en">' in html else "दर्ज नहीं"
    assert f'data-id="s3.pending.held">{words}</span>' in html
    assert f'<td class="n minor"><span class="f" role="button"><span class="none">{words}</span></span></td>' in html


def test_hostile_text_stays_text() -> None:
    plan = sample()
    evil = Message(EVIL.replace("{", "{{"))
    bad = dataclasses.replace(
        plan,
        title=evil,
        mission={"id": "x", "name": EVIL},
        notices=(evil,),
        party=Name("party", "INC", (("en", EVIL),)),
        seats=(dataclasses.replace(plan.seats[0], name_en=EVIL, name_hi=EVIL), *plan.seats[1:]),
        sources=(Source("s", EVIL, EVIL, url="javascript:alert(1)"),),
        leader=dataclasses.replace(plan.leader, verdict=evil),
    )
    for lang in ("en", "hi"):
        html = page(bad, lang)
        assert "<script>alert" not in html and "javascript:" not in html
        assert html.count("<script") == 3 and html.count("</script>") == 3 and html.count("</style>") == 1
        island = data(html)
        assert island["seats"][0][1] == EVIL
        assert "\u2028" not in ISLAND.search(html).group(1)  # type: ignore[union-attr]


def test_words_where_escaping_is_not_enough() -> None:
    assert "<" not in json_island({"a": "</script><!--"}) and json.loads(json_island(["\u2029&"])) == ["\u2029&"]
    assert css_string('a"}</style>') == '"a\\22 \\7d \\3c \\2f style\\3e "'
    assert web_address("https://eci.gov.in/a?b=1") and not web_address("javascript:x") and not web_address('http://"x')


def test_language_and_section_labels() -> None:
    english, hindi = page(sample(), "en"), page(sample(), "hi")
    assert '<html lang="en">' in english and '<html lang="hi">' in hindi
    assert 'id="s3a-weaknesses"' in english and 'id="s3a-weaknesses"' in hindi
    assert '<span class="num">3A</span>' in english and '<span class="num">3क</span>' in hindi
    assert "16 अप्रैल 2022 तक की जानकारी" in hindi and "इस पर निर्णय चाहिए" in hindi


def test_every_label_of_the_templates_has_a_text() -> None:
    keys = set()
    for path in (ROOT / "render" / "html").rglob("*"):
        if path.suffix in {".j2", ".py"}:
            keys |= set(re.findall(r"\"(html\.[a-z_.]+)\"", path.read_text("utf-8")))
    keys |= {f"html.notice.{k}" for k in ("caution", "reported", "method", "empty")}
    keys |= {f"html.strength.{k}" for k in ("high", "middle", "low")} | {f"html.kind.{k.value}" for k in Kind}
    for lang in ("en", "hi"):
        with (ROOT / "locale" / lang / "LC_MESSAGES" / "html.po").open("rb") as handle:
            assert {m.id for m in read_po(handle) if m.id} == keys


def test_style_for_night_paper_and_calm(html: str) -> None:
    for rule in ("prefers-color-scheme:dark", "@media print", "prefers-reduced-motion", "size:A4", "max-width:44rem"):
        assert rule in html
    assert "Public aggregate results only" in html.split("@bottom-left")[1][:60]


def test_ids_are_unique(html: str) -> None:
    ids = [a["id"] for _, a in Elements(html).found if "id" in a]
    assert sorted(ids) == sorted(set(ids))


def test_links_inside_the_page_lead_somewhere(html: str) -> None:
    found = Elements(html).found
    ids = {a["id"] for _, a in found if "id" in a}
    for tag, attributes in found:
        href = attributes.get("href") or ""
        if tag in {"a", "use"} and href.startswith("#"):
            assert href[1:] in ids, href


def test_an_interval_and_a_note_are_told() -> None:
    how = How(Kind.DERIVED, formula="a / b", of=("s1.inc.seats_won.ls2019",), rows=tuple(f"UP-{i}" for i in range(40)))
    figure = Figure("s8.likely", 100, Unit.SEATS, text("Likely seats."), how, interval=Interval(80, 120, 0.9),
                    note=text("A note."))  # fmt: skip
    plan = sample()
    section = b.Section(
        8, "path", text("Path"), (b.Paragraph(msg("html.map_count")), b.KeyFigures(((text("x"), figure),)))
    )
    entry = data(page(dataclasses.replace(plan, sections=(*plan.sections, section)), "hi"))["explain"]["figures"][
        "s8.likely"
    ]
    assert entry["i"] == "100 में 90 बार 80 से 120"
    assert entry["n"] == 40 and len(entry["r"]) == 24 and entry["o"] == ["s1.inc.seats_won.ls2019"] and "t" in entry


def test_the_leaders_path_leaves_out_empty_words() -> None:
    plan = sample()
    path = plan.leader.path
    assert path is not None
    columns = (*path.columns, b.Column("remark", text("Remark")), b.Column("who", text("Who")))
    rows = tuple(b.Row(r.key, (*r.cells, None, "x")) for r in path.rows)
    path = dataclasses.replace(path, columns=columns, rows=rows, note=text("The largest swing ever made."))
    html = page(dataclasses.replace(plan, leader=dataclasses.replace(plan.leader, path=path)), "en")
    drawn = html.split('id="s0.path"')[1].split("</figure>")[0]
    assert 'data-col="who"' in drawn and 'data-col="remark"' not in drawn and "The largest swing ever made." in drawn


def test_a_unit_is_named_once_and_a_total_has_no_bar(html: str) -> None:
    table = html.split('data-table="s1.states"')[1].split("</table>")[0]
    assert table.count("<small>%</small>") == 1
    assert 'class="n b w100"' in table and '<td class="n b' not in table.split('class="total"')[1]


def test_numbers_of_tables() -> None:
    ink = Ink(sample(), "en")
    gap = b.Column("gap", text("Gap"), Unit.PP, text("d"), How(Kind.COUNTED), signed=True)
    assert [cell_number(v, gap, ink) for v in (2.5, -2.5, 0.001)] == ["+2.5", "−2.5", "0.0"]
    assert [exact(0.0631, Unit.SHARE), exact(-3.25, Unit.PP), exact(52, Unit.SEATS)] == ["6.31", "-3.25", "52"]
    assert exact(1200, Unit.SEATS) == "1200"


def test_marks_tell_categories_apart_without_colour() -> None:
    tiers = tuple(b.Category(t, text(t), t) for t in TOKENS if t.startswith("tier"))
    assert len({s.mark for s in shades(tiers).values()}) == len(tiers)
    parties = tuple(b.Category(str(i), text("x"), f"#00000{i}") for i in range(7))
    assert len({s.mark for s in shades(parties).values()}) == 7


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast() -> None:
    for day, night, _ in TOKENS.values():
        assert contrast(day, ink_on(day)) >= 4.5 and contrast(night, ink_on(night)) >= 4.5
    css = (ROOT / "render" / "html" / "page.css").read_text("utf-8")
    for scheme in re.findall(r":root\{([^}]*--paper[^}]*)\}", css):
        value = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", scheme))
        for name in ("ink", "quiet", "accent", "warn"):
            assert contrast(value["paper"], value[name]) >= 4.5, name
        for name in ("ink", "quiet", "accent"):
            assert contrast(value["soft"], value[name]) >= 4.5, name
        assert contrast(value["accent-soft"], value["accent"]) >= 4.5
        assert contrast(value["warn-soft"], value["warn"]) >= 4.5


def test_the_font_is_a_whole_woff() -> None:
    font = base64.b64decode(font_data())
    assert len(font) < 130_000
    signature, _, length, tables = struct.unpack(">4sLLH", font[:14])
    assert signature == b"wOFF" and length == len(font)
    for i in range(tables):
        tag, offset, packed, plain, _ = struct.unpack(">4sLLLL", font[44 + 20 * i : 64 + 20 * i])
        table = font[offset : offset + packed]
        assert len(zlib.decompress(table) if packed < plain else table) == plain, tag


def test_a_line_breaks_where_a_number_is_not_given() -> None:
    plan = sample()
    lines, bars, trend, heading = plan.sections[1].blocks
    assert isinstance(trend, b.Table)
    rows = (*trend.rows[:1], b.Row("LS2014", ("LS2014", None, None)), *trend.rows[2:])
    section = dataclasses.replace(
        plan.sections[1], blocks=(lines, bars, dataclasses.replace(trend, rows=rows), heading)
    )
    html = page(dataclasses.replace(plan, sections=(plan.sections[0], section, *plan.sections[2:])), "hi")
    drawing = html.split('id="s2.lines"')[1].split("</figure>")[0]
    lines_drawn = re.findall(r'<path d="M[^"]*" stroke="var\(--s1\)"', drawing)
    assert len(lines_drawn) == 4  # two runs, drawn wide and narrow
    assert ">–</text>" in html.split('id="s2.bars"')[1].split("</figure>")[0]
