"""Hindi is shaped, not spelled out: a renderer that drops a vowel sign or a conjunct must fail here.

The glyph runs are stored as data (glyph id, advance in font units) for the packaged Noto Sans Devanagari. When a new
release of the font renumbers its glyphs, look at the words in print, then store its runs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest
import uharfbuzz as hb
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from khaka.blueprint import blocks as b
from khaka.locale import Translator
from khaka.render.charts import picture
from khaka.render.charts.outlines import outlined
from khaka.render.charts.shaping import UNITS, advance, font_path, outline, shape
from khaka.render.faces.pdf import write
from tests.render.sample import sample, text

WORDS: Final = (
    "कांग्रेस", "प्रतिशत", "राष्ट्रीय", "क्षेत्र", "स्त्री", "निर्विरोध", "त्रिकोणीय", "सीट बंटवारा", "उत्तराखंड", "श्रेणी",
    "ज्ञापन", "द्वितीय", "मुकाबला", "कर्नाटक",
)  # fmt: skip
SVG: Final = "{http://www.w3.org/2000/svg}"

#: Word, weight: (glyph, advance) of each glyph.
RUNS: Final[dict[str, dict[int, list[tuple[int, int]]]]] = {
    "कांग्रेस": {
        400: [(56, 768), (31, 259), (100, 0), (297, 564), (40, 0), (87, 676)],
        700: [(56, 830), (31, 294), (100, 0), (297, 618), (40, 0), (87, 738)],
    },
    "प्रतिशत": {
        400: [(309, 569), (545, 259), (71, 570), (85, 680), (71, 570)],
        700: [(309, 615), (545, 294), (71, 620), (85, 759), (71, 620)],
    },
    "राष्ट्रीय": {
        400: [(82, 409), (31, 259), (467, 584), (508, 0), (33, 259), (81, 580)],
        700: [(82, 441), (31, 294), (467, 622), (508, 0), (33, 294), (81, 635)],
    },
    "क्षेत्र": {
        400: [(90, 717), (40, 0), (304, 552)],
        700: [(90, 796), (40, 0), (304, 604)],
    },
    "स्त्री": {
        400: [(256, 389), (304, 552), (33, 259)],
        700: [(256, 446), (304, 604), (33, 294)],
    },
    "निर्विरोध": {
        400: [(545, 259), (75, 555), (590, 259), (84, 556), (785, 0), (82, 409), (42, 259), (74, 615)],
        700: [(545, 294), (75, 615), (590, 294), (84, 604), (785, 0), (82, 441), (42, 294), (74, 689)],
    },
    "त्रिकोणीय": {
        400: [(545, 259), (304, 552), (56, 768), (42, 259), (70, 723), (33, 259), (81, 580)],
        700: [(545, 294), (304, 604), (56, 830), (42, 294), (70, 804), (33, 294), (81, 635)],
    },
    "सीट": {
        400: [(87, 676), (33, 259), (66, 504)],
        700: [(87, 738), (33, 294), (66, 538)],
    },
    "बंटवारा": {
        400: [(78, 571), (100, 0), (66, 504), (84, 556), (31, 259), (82, 409), (31, 259)],
        700: [(78, 619), (100, 0), (66, 538), (84, 604), (31, 294), (82, 441), (31, 294)],
    },
    "उत्तराखंड": {
        400: [(9, 548), (442, 691), (82, 409), (31, 259), (57, 818), (100, 0), (68, 535)],
        700: [(9, 585), (442, 735), (82, 441), (31, 294), (57, 876), (100, 0), (68, 570)],
    },
    "श्रेणी": {
        400: [(317, 708), (40, 0), (70, 723), (33, 259)],
        700: [(317, 787), (40, 0), (70, 804), (33, 294)],
    },
    "ज्ञापन": {
        400: [(91, 641), (31, 259), (76, 568), (75, 555)],
        700: [(91, 713), (31, 294), (76, 615), (75, 615)],
    },
    "द्वितीय": {
        400: [(546, 259), (455, 575), (71, 570), (33, 259), (81, 580)],
        700: [(546, 294), (455, 612), (71, 620), (33, 294), (81, 635)],
    },
    "सूची": {
        400: [(87, 676), (35, 0), (61, 635), (33, 259)],
        700: [(87, 738), (35, 0), (61, 693), (33, 294)],
    },
    "मुकाबला": {
        400: [(80, 598), (34, 0), (56, 768), (31, 259), (78, 571), (83, 678), (31, 259)],
        700: [(80, 652), (34, 0), (56, 830), (31, 294), (78, 619), (83, 738), (31, 294)],
    },
    "पुड्डुचेरी": {
        400: [(76, 568), (34, 0), (436, 542), (702, 0), (61, 635), (40, 0), (82, 409), (33, 259)],
        700: [(76, 615), (34, 0), (436, 576), (702, 0), (61, 693), (40, 0), (82, 441), (33, 294)],
    },
    "कर्नाटक": {
        400: [(56, 768), (75, 555), (31, 259), (506, 0), (66, 504), (56, 768)],
        700: [(56, 830), (75, 615), (31, 294), (506, 0), (66, 538), (56, 830)],
    },
    "वोट₹2024": {
        400: [(84, 556), (42, 259), (66, 504), (790, 551), (806, 551), (804, 551), (806, 551), (808, 551)],
        700: [(84, 604), (42, 294), (66, 538), (790, 572), (806, 567), (804, 567), (806, 567), (808, 567)],
    },
    "सीट बंटवारा": {
        400: [
            (87, 676), (33, 259), (66, 504), (3, 260), (78, 571),
            (100, 0), (66, 504), (84, 556), (31, 259), (82, 409), (31, 259)
        ],
        700: [
            (87, 738), (33, 294), (66, 538), (3, 260), (78, 619),
            (100, 0), (66, 538), (84, 604), (31, 294), (82, 441), (31, 294)
        ],
    },
}  # fmt: skip


def naive(word: str, weight: int = 400) -> list[tuple[int, int]]:
    """What a renderer does that places code points one by one: no conjuncts, no short i before its consonant."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(font_path()))))
    font.scale = (UNITS, UNITS)
    font.set_variations({"wght": float(weight)})
    glyphs = [font.get_nominal_glyph(ord(c)) or 0 for c in word]
    return [(g, font.get_glyph_h_advance(g)) for g in glyphs]


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("word", RUNS)
def test_stored_glyph_runs(word: str, weight: int) -> None:
    assert [(g.id, g.advance) for g in shape(word, weight)] == RUNS[word][weight]


@pytest.mark.parametrize("word", [w for w in RUNS if "्" in w or "ि" in w])
def test_placing_code_points_one_by_one_would_fail(word: str) -> None:
    assert naive(word) != RUNS[word][400]


@pytest.mark.parametrize("word", ["कांग्रेस", "प्रतिशत", "मुकाबला"])
def test_dropping_vowel_signs_would_fail(word: str) -> None:
    """The fault that was seen: कांग्रेस printed as कग्रेस."""
    bare = "".join(c for c in word if unicodedata.category(c) not in ("Mn", "Mc") or c == "्")
    assert bare != word
    assert [(g.id, g.advance) for g in shape(bare)] != RUNS[word][400]


def test_weight_changes_advances() -> None:
    assert advance("कांग्रेस", 10, 700) > advance("कांग्रेस", 10, 400) > advance("कांग्रेस", 10, 300)


def test_scripts_are_shaped_apart() -> None:
    """A Devanagari word inside Latin text keeps its conjuncts."""
    inside = [g.id for g in shape("INC कांग्रेस 2019")]
    word = [g.id for g in shape("कांग्रेस")]
    assert any(inside[i : i + len(word)] == word for i in range(len(inside)))


@pytest.mark.parametrize("sign", "→≤≥±")
def test_signs_that_the_font_lacks_are_drawn(sign: str) -> None:
    (glyph,) = shape(sign)
    assert glyph.advance > 400
    assert outline(glyph).startswith("M") and outline(glyph).endswith("Z")


def texts(svg: str) -> Iterator[ET.Element]:
    return (e for e in ET.fromstring(svg).iter(f"{SVG}g") if e.get("role") == "img" and e.get("aria-label"))


def check_outlines(svg: str, lang: str) -> int:
    """Each text of a picture against HarfBuzz: number of outlines, places, and total advance."""
    assert "<text" not in svg and "tspan" not in svg
    seen = 0
    for group in texts(svg):
        lines = [g for g in group if g.tag == f"{SVG}g"]
        words = " ".join(str(group.get("aria-label")).split())
        runs = [shape(words, w, lang) for w in (400, 600, 700)]
        if len(lines) != 1 or words != group.get("aria-label"):
            continue
        (line,) = lines
        total = int(str(line.get("data-advance")))
        fitting = [(w, r) for w, r in zip((400, 600, 700), runs, strict=True) if sum(g.advance for g in r) == total]
        assert fitting, f"{words}: advance {total} is not what HarfBuzz gives"
        weight, run = fitting[0]
        drawn = [(i, g) for i, g in enumerate(run) if outline(g, weight)]
        paths = list(line)
        assert len(paths) == len(drawn), words
        for path, (i, glyph) in zip(paths, drawn, strict=True):
            pen = sum(g.advance for g in run[:i])
            assert path.get("transform") == f"translate({pen + glyph.dx},{glyph.dy})", words
            assert path.get("d") == outline(glyph, weight), words
        seen += 1
    return seen


@pytest.mark.parametrize("lang", ["hi", "en"])
def test_outlines_in_charts_are_shaped(lang: str) -> None:
    blueprint = sample()
    tables = {t.id: t for s in blueprint.sections for t in s.blocks if isinstance(t, b.Table)}
    charts = [c for s in blueprint.sections for c in s.blocks if isinstance(c, b.Chart)]
    seen = sum(check_outlines(picture(c, tables.get(c.twin), Translator(lang)), lang) for c in charts)
    assert seen > 20


@pytest.mark.parametrize(("anchor", "start"), [("start", 40.0), ("middle", None), ("end", None)])
def test_anchor_by_total_advance_and_rotation_kept(anchor: str, start: float | None) -> None:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg"><text text-anchor="{anchor}" x="40" y="7" font-size="10px" '
        'font-weight="bold" fill="#123456" transform="rotate(-40)">राष्ट्रीय क्षेत्र</text></svg>'
    )
    found = outlined(svg)
    (group,) = texts(found)
    width = advance("राष्ट्रीय क्षेत्र", 10, 700)
    place = re.match(r"translate\((-?[\d.]+),7\) scale\(0.01,-0.01\)", str(group[0].get("transform")))
    assert place is not None
    want = {"start": 40.0, "middle": 40 - width / 2, "end": 40 - width}[anchor]
    assert float(place.group(1)) == pytest.approx(want, abs=1e-4)
    assert group.get("transform") == "rotate(-40)"
    assert group.get("fill") == "#123456"
    assert group.get("aria-label") == "राष्ट्रीय क्षेत्र"
    assert outlined(svg) == found


def test_lines_of_one_text() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><text font-size="10px"><tspan x="0" dy="0">उत्तर</tspan>'
        '<tspan x="0" dy="12">प्रदेश</tspan></text></svg>'
    )
    (group,) = texts(outlined(svg))
    assert group.get("aria-label") == "उत्तर प्रदेश"
    assert [line.get("transform", "").split(" ")[0] for line in group] == ["translate(0,0)", "translate(0,12)"]


def copied(page: PageObject, reader: PdfReader) -> str:
    """A page's text as a reader copies it: ActualText where it is given, else the font's own table.

    pypdf's ``extract_text`` knows nothing of ActualText (PDF 32000-1, 14.9.4), which typst writes for each syllable of
    more than one glyph, so the page's operations are read here.
    """
    tables = {name: to_unicode(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    pieces: list[str] = []
    stack: list[bool] = []
    table: dict[int, str] = {}
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"BDC":
            actual = operands[1].get("/ActualText") if isinstance(operands[1], dict) else None
            stack.append(actual is not None)
            if actual is not None:
                pieces.append(str(actual))
        elif operator == b"BMC":
            stack.append(False)
        elif operator == b"EMC":
            stack.pop()
        elif operator == b"Tf":
            table = tables[operands[0]]
        elif operator == b"BT":
            pieces.append("\u2060")  # pieces of a line follow each other without a space of their own
        elif operator in (b"TJ", b"Tj") and not any(stack):
            for item in operands[0] if operator == b"TJ" else operands:
                data = getattr(item, "original_bytes", None)
                if data is not None:
                    codes = (int.from_bytes(data[i : i + 2], "big") for i in range(0, len(data), 2))
                    pieces += [table.get(code, "\ufffd") for code in codes]
    return unicodedata.normalize("NFC", "".join(pieces))


def to_unicode(font: object) -> dict[int, str]:
    """The font's table from codes to text (bfchar and bfrange)."""
    data = font["/ToUnicode"].get_data().decode("ascii")  # type: ignore[index]
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", data, re.S):
        for code, words in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(words).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", data, re.S):
        for low, high, words in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            first = bytes.fromhex(words).decode("utf-16-be")
            for i in range(int(high, 16) - int(low, 16) + 1):
                found[int(low, 16) + i] = first[:-1] + chr(ord(first[-1]) + i)
    return found


def test_text_copied_from_the_pdf_is_the_text_written(tmp_path: Path) -> None:
    blueprint = sample()
    section = b.Section(1, "words", text("शब्द"), tuple(b.Paragraph(text(w)) for w in WORDS))
    blueprint = b.Blueprint(**{**{f: getattr(blueprint, f) for f in b.Blueprint.__slots__}, "sections": (section,)})
    write(blueprint, ("hi",), tmp_path)
    reader = PdfReader(tmp_path / "blueprint.hi.pdf")
    pages = [copied(page, reader) for page in reader.pages]
    assert "\ufffd" not in "".join(pages)
    lines = {re.sub(r"\s+", " ", line).strip() for page in pages for line in page.split("\u2060")}
    for word in WORDS:
        want = unicodedata.normalize("NFC", word)
        assert want in lines, word
