"""The slides: native and editable, one sentence a title, Hindi in its font, nothing outside its box, equal bytes."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from pptx.oxml.ns import qn

from khaka.blueprint import blocks as b
from khaka.blueprint.document import index, walk
from khaka.core.message import Message, Name
from khaka.locale import Translator
from khaka.render import FACES
from khaka.render.charts.frame import plain_rows
from khaka.render.slides import say
from khaka.render.slides.deck import deck
from khaka.render.slides.plan import scenes
from khaka.render.slides.plots import plots
from khaka.render.slides.voice import Voice, is_sentence, sentences
from tests.cases import blueprint_of
from tests.render.decks import HOSTILE, LANGUAGES, MISSIONS, bytes_of, charts_of, leaves, main, notes_of, opened
from tests.render.sample import SEATS, sample, text

#: A deck of a whole mission takes seconds, and most tests look at one.
pytestmark = pytest.mark.slow


# -- the file ----------------------------------------------------------------------------------------------------------


def test_files_in_a_fixed_order(tmp_path: Path) -> None:
    paths = FACES["pptx"].write(sample(), ("hi", "en"), tmp_path)
    assert [p.name for p in paths] == ["blueprint.hi.pptx", "blueprint.en.pptx"]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(p.name for p in paths)


def test_same_blueprint_same_bytes() -> None:
    assert deck(sample(), "en") == deck(sample(), "en")
    assert deck(blueprint_of("mission-2029", "TDP"), "hi") == bytes_of("mission-2029", "TDP", "hi")


def test_no_clock_and_nothing_of_the_librarys_template() -> None:
    data = bytes_of("mission-2024", None, "hi")
    with zipfile.ZipFile(BytesIO(data)) as file:
        assert {i.date_time for i in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = file.namelist()
        core = file.read("docProps/core.xml").decode()
        everything = " ".join(file.read(n).decode() for n in names if n.endswith(".xml"))
        embedded = [file.read(n) for n in names if n.endswith(".xlsx")]
    assert not any("thumbnail" in n or "printerSettings" in n for n in names)
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {"2022-04-16T"}
    assert "Click to edit" not in everything and "python-pptx" not in everything
    assert embedded
    for workbook in embedded:
        with zipfile.ZipFile(BytesIO(workbook)) as file:
            assert set(re.findall(r"\d{4}-\d\d-\d\dT", file.read("docProps/core.xml").decode())) == {"2000-01-01T"}


def test_wide_page_and_ids_that_differ() -> None:
    made = main("en")
    assert made.slide_width * 9 == made.slide_height * 16
    for slide in made.slides:
        ids = slide.shapes._spTree.xpath("//p:cNvPr/@id")
        assert len(ids) == len(set(ids))


# -- what the slides say -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("mission", "party"), MISSIONS)
def test_titles_are_sentences(mission: str, party: str | None, lang: str) -> None:
    made = opened(bytes_of(mission, party, lang))
    for slide in made.slides:
        title = slide.shapes.title.text_frame.text
        continued = "(continued)" if lang == "en" else "(जारी)"
        assert is_sentence(title.removesuffix(continued).strip()), title
        assert len(title.split()) > 1, title


def test_the_leader_comes_first() -> None:
    blueprint = blueprint_of("mission-2024")
    for lang in LANGUAGES:
        tr = Translator(lang)
        first = main(lang).slides[0]
        verdict = tr.text(blueprint.leader.verdict)
        assert verdict.startswith(first.shapes.title.text_frame.text.rstrip("।.")[:40])
        words = " ".join(s.text_frame.text for s in first.shapes if s.has_text_frame)
        for label, figure in blueprint.leader.standing:
            assert tr.text(label) in words and tr.figure(figure) in words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_section_asks_for_its_decision_once(lang: str) -> None:
    blueprint, tr = blueprint_of("mission-2024"), Translator(lang)
    band = tr.text(Message("pdf.decision"))
    asked = [s.text_frame.text for slide in main(lang).slides for s in slide.shapes if s.name == band]
    assert asked == [f"{band}: {tr.text(s.decision)}" for s in blueprint.sections if s.decision]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_slide_carries_date_notices_and_its_number(lang: str) -> None:
    blueprint, tr = blueprint_of("mission-2024"), Translator(lang)
    for number, slide in enumerate(main(lang).slides, 1):
        kinds = {s._element.find(".//" + qn("p:ph")).get("type"): s for s in slide.placeholders}
        stamp = kinds["ftr"].text_frame.text
        assert tr.date(blueprint.as_of) in stamp
        assert tr.text(blueprint.notices[0]) in stamp and tr.text(blueprint.notices[1]) in stamp
        assert kinds["sldNum"]._element.find(".//" + qn("a:fld")).find(qn("a:t")).text == str(number)


def test_notes_carry_the_ids_of_the_figures() -> None:
    blueprint = blueprint_of("mission-2024")
    known = set(index(blueprint))
    found: set[str] = set()
    for slide in main("hi").slides:
        ids = set(re.findall(r"(?<![\w.])s\d+[a-z]?\.[\w.+-]+\w", notes_of(slide)))
        assert ids <= known, ids - known
        found |= ids
        assert ids or not any(s.has_chart or s.shape_type == 6 for s in slide.shapes)
    for figure in walk(blueprint.leader.standing, b.Figure):
        assert figure.id in found
    for finding in next(block for s in blueprint.sections for block in s.blocks if isinstance(block, b.Findings)).items[
        :5
    ]:
        assert {e.id for e in finding.evidence} <= found


def _table_text(shape: Any) -> str:
    return " ".join(cell.text for row in shape.table.rows for cell in row.cells)


# -- Hindi -------------------------------------------------------------------------------------------------------------


def test_every_run_names_the_font_of_each_script() -> None:
    made = main("hi")
    parts = [root for slide in made.slides for root in (slide._element, slide.notes_slide._element)]
    parts += [shape.chart._chartSpace for shape in charts_of(made)]
    count = 0
    for root in parts:
        for run in root.iter(qn("a:rPr"), qn("a:defRPr")):
            owner = run.getparent().find(qn("a:t"))
            if run.tag == qn("a:rPr") and owner is not None and owner.text:
                fonts = {t: run.find(qn(t)) for t in ("a:latin", "a:ea", "a:cs")}
                assert all(f is not None and f.get("typeface") == "Noto Sans Devanagari" for f in fonts.values())
                assert run.get("lang") == "hi-IN"
                order = [child.tag for child in run]
                assert order[-3:] == [qn("a:latin"), qn("a:ea"), qn("a:cs")]
                count += 1
    assert count > 1000
    for shape in charts_of(made):
        look = shape.chart._chartSpace.find(qn("c:txPr")).find(".//" + qn("a:defRPr"))
        assert look.find(qn("a:cs")).get("typeface") == "Noto Sans Devanagari"


def test_the_theme_falls_back_to_a_font_with_devanagari() -> None:
    with zipfile.ZipFile(BytesIO(bytes_of("mission-2024", None, "hi"))) as file:
        theme = file.read("ppt/theme/theme1.xml").decode()
    assert theme.count('script="Deva" typeface="Nirmala UI"') == 2
    assert '<a:cs typeface="Noto Sans Devanagari"/>' in theme


def test_no_english_sentence_in_the_hindi_file() -> None:
    """Names that sources give in English may stand; four plain words in a row that no source wrote may not."""
    blueprint = blueprint_of("mission-2024")
    quoted = " ".join(f"{s.title} {s.publisher} {s.attribution} {s.note}" for s in blueprint.sources)
    quoted += " ".join(
        c for t in walk(blueprint.sections, b.Table) for r in t.rows for c in r.cells if isinstance(c, str)
    )
    quoted += " ".join(str(v) for m in walk(blueprint.sections, Message) for _, v in m.params if isinstance(v, str))
    with zipfile.ZipFile(BytesIO(bytes_of("mission-2024", None, "hi"))) as file:
        roots = [etree.fromstring(file.read(n)) for n in file.namelist() if n.endswith(".xml") and "docProps" not in n]
    texts = [t.text or "" for r in roots for t in r.iter(qn("a:t"), qn("c:v"))]
    texts += [v for r in roots for e in r.iter(qn("p:cNvPr")) for v in (e.get("descr", ""), e.get("name", ""))]
    for words in texts:
        for english in re.findall(r"\b[A-Za-z]+(?: [a-z]+){3,}", words):
            assert english in quoted, f"{english!r} in {words!r}"


# -- charts, maps, tables ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_hold_the_numbers_of_their_tables(lang: str) -> None:
    blueprint, tr = blueprint_of("mission-2024"), Translator(lang)
    drawn = [shape.chart for shape in charts_of(main(lang))]
    tables = {t.id: t for t in walk((blueprint.leader, blueprint.sections), b.Table)}
    blocks = [blueprint.leader.bar] + [k for s in blueprint.sections for k in s.blocks if isinstance(k, b.Chart)]
    wanted = [plot for block in blocks if block for plot in plots(block, tables.get(block.twin), tr)]
    assert len(drawn) == len(wanted) > 3
    for chart, plot in zip(drawn, wanted, strict=True):
        series = list(chart.plots[0].series)[: len(plot.series)]
        assert [s.name for s in series] == [v.name for v in plot.series]
        assert [tuple(s.values) for s in series] == [pytest.approx(v.values) for v in plot.series]
        if plot.shape != "scatter":
            assert tuple(chart.plots[0].categories) == plot.names
    trend = next(k for s in blueprint.sections for k in s.blocks if isinstance(k, b.Chart) and k.kind == "lines")
    table = tables[trend.twin]
    column = next(i for i, c in enumerate(table.columns) if c.key == trend.y[0])
    values = [pytest.approx(r.cells[column]) for r in plain_rows(table)]
    assert any(list(s.values) == values for c in drawn for s in c.plots[0].series)


def test_the_workbook_behind_a_chart_has_its_numbers_where_the_chart_looks() -> None:
    for shape in charts_of(main("en")):
        chart = shape.chart
        book = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        points = chart.plots[0].series[0]._element.find(qn("c:yVal")) is not None
        for series in chart.plots[0].series:
            where = qn("c:yVal" if points else "c:val")
            reference = series._element.find(f"{where}/{qn('c:numRef')}/{qn('c:f')}").text
            cells = [
                cell.value for row in book["Sheet1"][reference.split("!")[1].replace("$", "")] for cell in _tuple(row)
            ]
            assert cells == [pytest.approx(v) if v is not None else None for v in series.values]


def _tuple(row: Any) -> tuple[Any, ...]:
    return row if isinstance(row, tuple) else (row,)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_is_543_named_shapes(lang: str) -> None:
    blueprint = blueprint_of("mission-2024")
    names = {f"{s.id} {s.name_hi if lang == 'hi' else s.name_en}" for s in blueprint.seats}
    maps = [shape for slide in main(lang).slides for shape in slide.shapes if shape.shape_type == 6]
    blocks = [k for s in blueprint.sections for k in s.blocks if isinstance(k, b.SeatMap)]
    assert len(maps) == len(blocks) >= 1
    for group, block in zip(maps, blocks, strict=True):
        seats = [s for s in leaves(group.shapes) if re.match(r"[A-Z]{2}-\d+ ", s.name)]
        assert len(seats) == 543 and {s.name for s in seats} == names
        fills = {}
        classes = dict(block.classes)
        for seat in seats:
            fills.setdefault(classes[seat.name.split()[0]], set()).add(_fill(seat))
        assert all(len(found) == 1 for found in fills.values())
        assert len({next(iter(found)) for found in fills.values()}) == len(fills)


def _fill(shape: Any) -> str:
    properties = shape._element.spPr
    return next(etree.tostring(c).decode() for c in properties if c.tag in (qn("a:solidFill"), qn("a:pattFill")))


def test_amethi_by_name() -> None:
    names = {s.name for slide in main("en").slides for s in leaves(slide.shapes)}
    assert "UP-37 Amethi" in names


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pictures_and_tables_have_alternative_text(lang: str) -> None:
    count = 0
    for slide in main(lang).slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == 6:
                alt = shape._element.xpath(".//p:cNvPr")[0].get("descr", "")
                assert len(alt) > 30 and is_sentence(alt), alt
                count += 1
    assert count > 20


def test_a_long_table_points_to_its_sheet_in_the_workbook(tmp_path: Path) -> None:
    (path,) = FACES["xlsx"].write(blueprint_of("mission-2024"), ("en",), tmp_path)
    sheets = openpyxl.load_workbook(path, read_only=True).sheetnames
    words = " ".join(s.text_frame.text for slide in main("en").slides for s in slide.shapes if s.has_text_frame)
    named = re.findall(r"the full table is in the workbook, sheet “([^”]+)”", words)
    assert named and set(named) <= set(sheets)


# -- hostile and unknown content ---------------------------------------------------------------------------------------


def hostile() -> b.Blueprint:
    """The sample with names that an import could bring."""
    whole = sample()
    name = Name("seat", "UP-36", (("en", HOSTILE), ("hi", "+हमला & <b>\x0b\x1f")))
    sections = []
    for section in whole.sections:
        blocks = []
        for block in section.blocks:
            if isinstance(block, b.Table) and block.rows:
                cells = (name, *block.rows[0].cells[1:])
                block = replace(block, rows=(replace(block.rows[0], cells=cells), *block.rows[1:]))
            if isinstance(block, b.Chart) and block.categories:
                first = replace(block.categories[0], label=name)
                block = replace(block, categories=(first, *block.categories[1:]))
            blocks.append(block)
        sections.append(replace(section, blocks=tuple(blocks)))
    seats = (replace(SEATS[0], name_en='@SUM("x")<&>', name_hi="=1+1"), *SEATS[1:])
    return replace(whole, sections=tuple(sections), seats=seats)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_malicious_name_is_text(lang: str) -> None:
    made = opened(deck(hostile(), lang))
    wanted = HOSTILE if lang == "en" else "+हमला & <b>"
    assert any(wanted in _table_text(s) for slide in made.slides for s in slide.shapes if s.has_table)
    found = 0
    for shape in charts_of(made):
        blob = shape.chart.part.chart_workbook.xlsx_part.blob
        with zipfile.ZipFile(BytesIO(blob)) as file:
            assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")
        cells = [c for row in openpyxl.load_workbook(BytesIO(blob))["Sheet1"].iter_rows() for c in row]
        found += sum(c.value == wanted and c.data_type == "s" for c in cells)
    assert found
    names = {s.name for slide in made.slides for s in leaves(slide.shapes)}
    assert ('UP-36 @SUM("x")<&>' if lang == "en" else "UP-36 =1+1") in names


@dataclass(frozen=True)
class Newcomer:
    """A kind of block that this face was never taught."""

    title: Message
    items: tuple[Message, ...]
    table: b.Table


def test_an_unknown_block_is_shown_as_texts_and_tables() -> None:
    whole = sample()
    table = next(k for s in whole.sections for k in s.blocks if isinstance(k, b.Table))
    block = Newcomer(text("A new thing."), (text("first point"), text("second point")), replace(table, id="s99.new"))
    section = b.Section(99, "new", text("New"), (block,), decision=text("Keep it?"))  # type: ignore[arg-type]
    made = opened(deck(replace(whole, sections=(section,)), "en"))
    words = [" ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame) for slide in made.slides]
    assert any("A new thing." in w and "second point" in w for w in words)
    assert any(s.has_table and "Kerala" in _table_text(s) for slide in made.slides for s in slide.shapes)


@pytest.mark.parametrize(
    ("kind", "shape", "values"),
    [
        # steps from 1 and 15 to the share in the same row, as lengths beside where they begin
        ("waterfall", "waterfall", {(-0.9369, -14.6273), (1, 15)}),
        ("dumbbell", "dumbbell", {(1, 15), (0.0631, 0.3727)}),
        ("lines", "line", {(1, 15), (0.0631, 0.3727)}),
    ],
)
def test_charts_of_any_kind_draw_their_columns(kind: str, shape: str, values: set[tuple[float, ...]]) -> None:
    table = next(k for k in sample().sections[0].blocks if isinstance(k, b.Table))
    chart = b.Chart("s1.x", kind, text("Title"), text("Alt."), "s1.states", x="state", y=("won", "share"))
    found = plots(chart, table, Translator("en"))
    assert {p.shape for p in found} == {shape}
    assert {tuple(round(x, 4) for x in v.values) for p in found for v in p.series} == values


def test_points_against_points_and_a_line_to_compare_with() -> None:
    whole = sample()
    ladder = next(k for k in whole.sections[2].blocks if isinstance(k, b.Table))
    goal = replace(whole.leader.standing[0][1], id="goal", value=100)
    charts = (
        b.Chart("c.a", "scatter", text("Dots"), text("Dots."), ladder.id, x="swing", y=("seats",)),
        b.Chart("c.b", "ladder", text("Steps"), text("Steps."), ladder.id, x="swing", y=("seats",), rule=goal),
    )
    section = replace(whole.sections[2], blocks=(*charts, ladder))
    made = opened(deck(replace(whole, sections=(section,)), "en"))
    dots, steps = (s.chart for s in charts_of(made)[-2:])
    assert [tuple(p.values) for p in dots.plots[0].series] == [(52.0, 90.0, 131.0)]
    assert len(steps.plots) == 2 and tuple(steps.plots[1].series[0].values) == (100.0, 100.0, 100.0)
    assert "100" in steps.plots[1].series[0].name


def test_a_section_without_blocks_and_a_blueprint_without_sections() -> None:
    bare = b.Section(10, "x", text("Bare"), (), decision=text("Shall we?"))
    made = opened(deck(replace(sample(), sections=(bare,), seats=()), "en"))
    assert made.slides[len(made.slides) - 1].shapes.title.text_frame.text == "Shall we?"
    assert len(opened(deck(replace(sample(), sections=()), "hi")).slides) >= 4


def test_many_points_go_on_over_several_slides_and_none_is_lost() -> None:
    items = tuple(
        text(f"Point {i} of a long list that must not be lost on the way to the committee, whatever") for i in range(40)
    )
    section = replace(sample().sections[0], blocks=(b.Bullets(items, text("Many"), ordered=True),), summary=None)
    made = opened(deck(replace(sample(), sections=(section,)), "en"))
    words = " ".join(s.text_frame.text for slide in made.slides for s in slide.shapes if s.has_text_frame)
    assert all(item.key in words for item in items)
    assert "(continued)" in words


# -- texts -------------------------------------------------------------------------------------------------------------


def test_sentences_of_both_languages() -> None:
    assert sentences("A swing of 5.5 points would do. It never came (s.126).") == [
        "A swing of 5.5 points would do.",
        "It never came (s.126).",
    ]
    assert sentences("52 सीटें मिलीं। 209 पर दूसरा स्थान।") == ["52 सीटें मिलीं।", "209 पर दूसरा स्थान।"]
    assert sentences("No end") == ["No end"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_for_every_picture_and_table(lang: str) -> None:
    blueprint, voice = blueprint_of("mission-2024"), Voice(Translator(lang))
    tables = {t.id: t for t in walk(blueprint.sections, b.Table)}
    for section in blueprint.sections:
        for block in section.blocks:
            if isinstance(block, b.Table):
                assert is_sentence(voice.text(say.of_table(block)))
            elif isinstance(block, b.Chart):
                assert is_sentence(voice.text(say.of_chart(block, tables.get(block.twin))))
    known = set(index(blueprint))
    assert {f.id for f in voice.taken()} <= known


def test_every_summary_paragraph_and_caution_stands_on_a_slide() -> None:
    blueprint = blueprint_of("mission-2024")
    said = scenes(blueprint)
    texts = {id(m) for scene in said for m in (scene.title, *(line.text for line in scene.lines))}
    for section in blueprint.sections:
        wanted = [section.summary] if section.summary else []
        wanted += [k.text for k in section.blocks if isinstance(k, b.Paragraph)]
        wanted += [k.text for k in section.blocks if isinstance(k, b.Notice) and k.kind != "method"]
        assert all(id(m) in texts for m in wanted), section.slug
