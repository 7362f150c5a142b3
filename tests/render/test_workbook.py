"""The workbook: every table on a sheet of its own, types intact, texts inert, equal bytes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaka.blueprint import blocks as b
from khaka.blueprint.document import index, walk
from khaka.core.figure import Interval
from khaka.core.finding import Finding
from khaka.core.message import Message, Name
from khaka.core.units import Unit
from khaka.locale import Translator
from khaka.render import FACES
from khaka.render.workbook.book import workbook
from khaka.render.workbook.formats import number_format
from khaka.render.workbook.order import fixed_names, sheets
from khaka.render.workbook.tables import HEADER
from khaka.render.workbook.text import Tabs, clean, looks_like_formula, units
from tests.cases import blueprint_of
from tests.render.sample import PARTY, sample, text

#: A workbook of a whole mission takes seconds, and most tests look at one.
pytestmark = pytest.mark.slow

LANGUAGES = ("en", "hi")
DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1", '"=1', "＝1", "=cmd|' /C calc'!A0", "%0A=1")


@cache
def bytes_of(mission: str, party: str | None, lang: str) -> bytes:
    return workbook(blueprint_of(mission, party), lang)


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data))


@cache
def main(lang: str) -> Any:
    """The built-in mission's workbook; nobody writes to it."""
    return opened(bytes_of("mission-2024", None, lang))


def placed(blueprint: b.Blueprint, book: Any, lang: str) -> Iterator[tuple[Any, b.Table, list[b.Row]]]:
    """Each table's sheet, and its rows in the order in which they stand there."""
    for sheet in sheets(blueprint, Translator(lang)):
        table = sheet.table
        rows = [r for r in table.rows if r.kind != "total"] + [r for r in table.rows if r.kind == "total"]
        yield book[sheet.name], table, rows


# -- the file ----------------------------------------------------------------------------------------------------------


def test_files_in_a_fixed_order(tmp_path: Path) -> None:
    paths = FACES["xlsx"].write(sample(), ("hi", "en"), tmp_path)
    assert [p.name for p in paths] == ["blueprint.hi.xlsx", "blueprint.en.xlsx"]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(p.name for p in paths)


@pytest.mark.slow
def test_same_blueprint_same_bytes_and_no_clock() -> None:
    for lang in LANGUAGES:
        assert workbook(sample(), lang) == workbook(sample(), lang)
    assert workbook(blueprint_of("mission-2029", "TDP"), "hi") == bytes_of("mission-2029", "TDP", "hi")
    with zipfile.ZipFile(BytesIO(bytes_of("mission-2024", None, "hi"))) as file:
        assert {i.date_time for i in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert set(re.findall(r"\d{4}-\d\d-\d\dT", file.read("docProps/core.xml").decode())) == {"2022-04-16T"}


# -- tables ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_has_its_sheet_and_every_sheet_is_in_the_contents(lang: str) -> None:
    blueprint, book = blueprint_of("mission-2024"), main(lang)
    tables = {t.id for t in walk((blueprint.leader, blueprint.sections), b.Table)}
    assert {t.id for _, t, _ in placed(blueprint, book, lang)} == tables
    fixed = fixed_names(Translator(lang))
    contents = book[fixed["contents"]]
    assert book.sheetnames[0] == fixed["contents"] and len(book.sheetnames) == len(tables) + len(fixed)
    links = {c.value: c.hyperlink.location for row in contents.iter_rows() for c in row if c.hyperlink}
    assert set(links) == set(book.sheetnames) - {fixed["contents"]}
    assert all(target == f"'{name.replace(chr(39), chr(39) * 2)}'!A1" for name, target in links.items())
    for name in book.sheetnames:
        assert 0 < units(name) <= 31 and not set(name) & set("[]:*?/\\")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_cells_have_the_type_and_the_value_of_the_document(lang: str) -> None:
    blueprint, book, tr = blueprint_of("mission-2024"), main(lang), Translator(lang)
    nothing = tr.text(Message("common.not_given"))
    kinds = dict.fromkeys(("number", "date", "none", "name"), 0)
    for sheet, table, rows in placed(blueprint, book, lang):
        for i, row in enumerate(rows, HEADER + 2):
            cells = [sheet.cell(i, j) for j in range(1, len(table.columns) + 2)]
            assert cells[-1].value == row.key
            for cell, value, column in zip(cells, row.cells, table.columns, strict=False):
                if value is None:
                    assert cell.value == nothing and cell.data_type == "s"
                    kinds["none"] += 1
                elif isinstance(value, int | float):
                    assert cell.data_type == "n" and cell.value == pytest.approx(value, rel=1e-9)
                    assert column.unit not in (Unit.SHARE, Unit.RATE) or cell.number_format.endswith("%")
                    kinds["number"] += 1
                elif isinstance(value, date):
                    assert cell.is_date and cell.value == datetime(value.year, value.month, value.day)
                    kinds["date"] += 1
                else:
                    assert cell.data_type == ("s" if cell.value else "n")
                    kinds["name"] += isinstance(value, Name) and cell.value == clean(tr.name(value))
    assert all(kinds.values())


def test_header_is_frozen_filtered_and_above_the_sums() -> None:
    blueprint, book = blueprint_of("mission-2024"), main("en")
    sums = 0
    for sheet, table, rows in placed(blueprint, book, "en"):
        assert sheet.freeze_panes == f"B{HEADER + 2}"
        plain = [r for r in rows if r.kind != "total"]
        sums += len(rows) - len(plain)
        assert sheet.auto_filter.ref.startswith(f"A{HEADER + 1}:")
        assert sheet.auto_filter.ref.endswith(str(HEADER + 1 + len(plain)))
        heads = [sheet.cell(HEADER + 1, j + 1).value for j in range(len(table.columns))]
        assert all(heads)
        widths = [d.width for d in sheet.column_dimensions.values()]
        assert widths and all(5 < w <= 60 for w in widths)
    assert sums > 3


def test_sums_stand_last_and_in_bold() -> None:
    found = 0
    for sheet, table, rows in placed(blueprint_of("mission-2024"), main("en"), "en"):
        if rows and rows[-1].kind == "total":
            cell = sheet.cell(HEADER + 1 + len(rows), 1)
            assert cell.font.bold and sheet.cell(HEADER + 1 + len(rows), len(table.columns) + 1).value == rows[-1].key
            found += 1
    assert found > 3


# -- behind the tables -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_has_its_row(lang: str) -> None:
    blueprint, tr = blueprint_of("mission-2024"), Translator(lang)
    sheet = main(lang)[fixed_names(tr)["figures"]]
    known = index(blueprint)
    rows = {r[0].value: r for r in sheet.iter_rows(min_row=2)}
    assert set(rows) == set(known) and sheet.max_row == len(known) + 1
    nothing = tr.text(Message("common.not_given"))
    for figure_id, figure in known.items():
        cell = rows[figure_id][1]
        if figure.value is None:
            assert cell.value == nothing
        else:
            assert cell.data_type == "n" and cell.value == pytest.approx(figure.value, rel=1e-9)
        assert rows[figure_id][3].value == clean(tr.text(figure.definition))


def test_a_range_has_both_ends_and_its_level() -> None:
    whole = sample()
    label, figure = whole.leader.standing[0]
    standing = ((label, replace(figure, id="s0.ranged", interval=Interval(41.5, 95, 0.8))), *whole.leader.standing[1:])
    made = opened(workbook(replace(whole, leader=replace(whole.leader, standing=standing)), "en"))
    rows = {r[0].value: [c.value for c in r] for r in made["Figures"].iter_rows(min_row=2)}
    assert rows["s0.ranged"][5:8] == [41.5, 95, 0.8]
    assert rows["s1.inc.seats_won.ls2019"][5:8] == [None, None, None]


def test_definitions_cover_every_column_of_numbers_and_every_running_figure() -> None:
    blueprint = blueprint_of("mission-2024")
    sheet = main("en")["Definitions"]
    ids = {r[0].value for r in sheet.iter_rows(min_row=2)}
    tables = list(walk((blueprint.leader, blueprint.sections), b.Table))
    columns = {f"{t.id}.*.{c.key}" for t in tables for c in t.columns if c.unit and c.definition and c.how}
    cells = {f.id for t in tables for f in t.figures()}
    assert ids == columns | (set(index(blueprint)) - cells)
    assert all(r[2].value for r in sheet.iter_rows(min_row=2))


def test_sources_and_weaknesses() -> None:
    blueprint, book = blueprint_of("mission-2024"), main("hi")
    names = fixed_names(Translator("hi"))
    assert [r[0].value for r in book[names["sources"]].iter_rows(min_row=2)] == [s.id for s in blueprint.sources]
    found = list(walk(blueprint.sections, Finding))
    rows = list(book[names["findings"]].iter_rows(min_row=2))
    assert [r[0].value for r in rows] == [f.id for f in found]
    assert [r[3].value for r in rows] == [f.at_stake.value for f in found]


def test_no_english_sentence_in_the_hindi_file() -> None:
    """Names, formulas and what sources wrote may be English; the renderer's own words may not."""
    book = main("hi")
    names = fixed_names(Translator("hi"))
    own = [c.value for name in book.sheetnames for c in book[name][HEADER + 1 if name not in names.values() else 1]]
    own += [book[name].cell(r, 1).value for name in book.sheetnames for r in (1, 3)]
    own += list(book.sheetnames)
    own += [c.value for r in book[names["figures"]].iter_rows(min_row=2, min_col=3, max_col=5) for c in r]
    for words in filter(None, own):
        assert not re.search(r"\b[A-Za-z]+(?: [a-z]+){2,}", str(words)), words


# -- hostile content ---------------------------------------------------------------------------------------------------


def hostile(names: tuple[str, ...]) -> b.Blueprint:
    """The sample with these names as seats, texts and parties of a table."""
    columns = (b.Column("seat", text("Seat")), b.Column("words", text("Words")), b.Column("parties", text("=Parties")))
    rows = tuple(
        b.Row(f"=k{i}", (Name("seat", "X", (("en", n), ("hi", n))), n, (replace(PARTY, texts=(("en", n), ("hi", n))),)))
        for i, n in enumerate(names)
    )
    table = b.Table("s1.hostile", text("=HYPERLINK('x')[]:*?/\\ and more than thirty-one letters"), columns, rows)
    section = replace(sample().sections[0], blocks=(table,))
    return replace(sample(), sections=(section, *sample().sections[1:]))


def test_text_that_looks_like_a_formula_stays_text() -> None:
    data = workbook(hostile(DANGEROUS), "en")
    with zipfile.ZipFile(BytesIO(data)) as file:
        parts = {n: file.read(n).decode() for n in file.namelist() if n.endswith((".xml", ".rels"))}
    assert not any("<f>" in part or "<f " in part for name, part in parts.items() if "/worksheets/" in name)
    assert not any("External" in part or "externalLink" in name for name, part in parts.items())
    book = opened(data)
    sheet, _, rows = next(p for p in placed(hostile(DANGEROUS), book, "en") if p[1].id == "s1.hostile")
    for i, (row, name) in enumerate(zip(rows, DANGEROUS, strict=True), HEADER + 2):
        for j in (1, 2, 3):
            cell = sheet.cell(i, j)
            assert cell.data_type == "s" and cell.value == clean(name), name
            assert cell.quotePrefix, name
        assert sheet.cell(i, 4).value == row.key and sheet.cell(i, 4).quotePrefix
    assert sheet.cell(HEADER + 1, 3).value == "=Parties" and sheet.cell(HEADER + 1, 3).data_type == "s"
    assert sheet.title == "1 =HYPERLINK('x') and more than"


def test_addresses_and_numbers_in_texts_are_not_turned_into_links_or_numbers() -> None:
    names = ("https://x.example/a", "mailto:a@x.example", "0012", "1e5", "2022-04-16", "internal:'A'!A1")
    book = opened(workbook(hostile(names), "en"))
    sheet, _, rows = next(p for p in placed(hostile(names), book, "en") if p[1].id == "s1.hostile")
    for i in range(HEADER + 2, HEADER + 2 + len(rows)):
        assert sheet.cell(i, 2).data_type == "s" and sheet.cell(i, 2).hyperlink is None


def test_signs_that_no_file_can_hold_and_very_long_texts() -> None:
    names = ("a\x00b\x0bc", "\ud800x", "‮evil", "क" * 40_000, "line\r\nbreak")
    book = opened(workbook(hostile(names), "hi"))
    sheet, *_ = next(p for p in placed(hostile(names), book, "hi") if p[1].id == "s1.hostile")
    values = [sheet.cell(HEADER + 2 + i, 2).value for i in range(len(names))]
    assert values[:3] == ["abc", "x", "evil"] and values[4] == "line\nbreak"
    assert len(values[3]) == 32_767 and values[3].endswith("…")


def test_a_text_that_is_a_number_of_no_unit_and_an_empty_table() -> None:
    table = b.Table("s1.none", text("Empty"), (b.Column("a", text("A")),), ())
    section = replace(sample().sections[0], blocks=(table, replace(table, id="s1.none2")))
    book = opened(workbook(replace(sample(), sections=(section,)), "en"))
    assert {"1 Empty", "1 Empty (2)"} <= set(book.sheetnames)
    assert book["1 Empty"].auto_filter.ref == f"A{HEADER + 1}:B{HEADER + 1}"


@given(st.lists(st.text(max_size=60), min_size=1, max_size=12))
def test_names_of_sheets_are_short_allowed_and_different(titles: list[str]) -> None:
    tabs = Tabs(["Contents"])
    found = [tabs.name("7", title) for title in titles]
    for name in found:
        assert 0 < units(name) <= 31
        assert not set(name) & set("[]:*?/\\") and not name.startswith("'") and not name.endswith("'")
    folded = [name.casefold() for name in found]
    assert len(set(folded)) == len(folded) and "contents" not in folded


def test_a_name_is_not_cut_inside_a_letter() -> None:
    name = Tabs().name("2क", "संसदीय सीटें विधानसभा खंडों के हिसाब से क्षेत्रवार")
    assert units(name) <= 31 and name == "2क संसदीय सीटें विधानसभा खंडों"


@given(st.text(max_size=20))
def test_what_begins_like_a_formula_is_always_noticed(words: str) -> None:
    for sign in "=+-@":
        assert looks_like_formula(sign + words) and looks_like_formula(f" {sign}{words}")
    assert clean(clean(words)) == clean(words)


@pytest.mark.parametrize(
    ("unit", "digits", "signed", "wanted"),
    [
        (Unit.SHARE, None, False, "0.00%"),
        (Unit.RATE, None, False, "0.0%"),
        (Unit.PP, None, True, "+#,##0.0;-#,##0.0;#,##0.0"),
        (Unit.VOTES, None, False, "[>=10000000]##\\,##\\,##\\,##0;[>=100000]##\\,##\\,##0;#,##0"),
        (Unit.YEAR, None, False, "0"),
        (Unit.INDEX, 2, False, "#,##0.00"),
    ],
)
def test_number_formats(unit: Unit, digits: int | None, signed: bool, wanted: str) -> None:
    assert number_format(unit, digits, signed=signed) == wanted


def test_every_unit_has_a_format() -> None:
    assert all(number_format(unit) for unit in Unit)
