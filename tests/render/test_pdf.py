"""The printed document: right in both languages, equal bytes, one page for the leader, and content never markup."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from babel.messages.pofile import read_po
from pypdf import PdfReader

from khaka.blueprint import blocks as b
from khaka.catalog import Catalog
from khaka.core.figure import How, Interval, Kind
from khaka.core.finding import Finding
from khaka.core.message import Name, msg
from khaka.core.nouns import Seat
from khaka.core.units import Unit
from khaka.locale import Translator
from khaka.render import FACES
from khaka.render.charts.shaping import advance
from khaka.render.pdf.build import Job
from khaka.render.pdf.content import Writer
from khaka.render.pdf.printable import BORROWED, has_glyph, printable
from khaka.render.pdf.tables import PAGE, TableSetter
from tests.render.sample import PARTY, sample, text
from tests.render.test_shaping import copied

pytestmark = pytest.mark.slow

ROOT: Final = Path(__file__).parents[2] / "src" / "khaka"
LONG: Final = (
    "उत्तर प्रदेश और बिहार की इन सीटों पर पार्टी तीन चुनावों से दूसरे स्थान पर है और जीत का अंतर हर बार बढ़ा है, इसलिए "
    "सहयोगी दलों से सीट बंटवारे का निर्णय पहले होना चाहिए"
)
HOSTILE: Final = (
    '#panic("x") *b* _i_ $x^2$ \\ " < @ref `code` ```raw``` // c /* d */ = h - l + e [brackets] {braces} '
    'https://x.example ~ -- \' #eval(read("/etc/passwd")) <label> \\u{41} ; ,'
)
TIERS: Final = ("tier-hold", "tier-reach", "tier-stretch", "tier-build", "tier-partner", "tier-out")


def written(blueprint: b.Blueprint, folder: Path, lang: str = "hi") -> dict[str, PdfReader]:
    """The documents of one language, opened."""
    paths = [p for p in FACES["pdf"].write(blueprint, (lang,), folder) if p.suffix == ".pdf"]
    return {path.name.split(".")[0]: PdfReader(path) for path in paths}


def words(reader: PdfReader) -> str:
    """All text of a document, its lines joined by a space."""
    pages = " ".join(copied(page, reader) for page in reader.pages)
    return re.sub(r"\s+", " ", pages.replace("\u2060", " ").replace("\u00a0", " "))


def bare(words_: str) -> str:
    """Text without any space: where a line breaks is the page's affair."""
    return re.sub(r"[\s\u00a0\u2060]+", "", unicodedata.normalize("NFC", words_))


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PdfReader]:
    """The sample in both languages."""
    folder = tmp_path_factory.mktemp("pdf")
    found = {}
    for path in (p for p in FACES["pdf"].write(sample(), ("hi", "en"), folder) if p.suffix == ".pdf"):
        found[path.name] = PdfReader(path)
    return found


def test_files_in_a_fixed_order(tmp_path: Path) -> None:
    paths = FACES["pdf"].write(sample(), ("hi", "en"), tmp_path)
    made = ("blueprint.{}.pdf", "leader.{}.pdf", "digest.{}.pdf", "leader.{}.png")
    names = [name.format(lang) for lang in ("hi", "en") for name in made]
    assert [p.name for p in paths] == names
    assert FACES["pdf"].suffix == "pdf"
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(names)


def test_same_blueprint_same_bytes(tmp_path: Path) -> None:
    found = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        found.append([p.read_bytes() for p in FACES["pdf"].write(sample(), ("hi", "en"), tmp_path / name)])
    assert found[0] == found[1]
    assert not any(b"CreationDate" in pdf or b"ModDate" in pdf or b"xmp:CreateDate" in pdf for pdf in found[0])


@pytest.mark.parametrize("lang", ["hi", "en"])
def test_metadata_and_paper(documents: dict[str, PdfReader], lang: str) -> None:
    for name in ("blueprint", "leader", "digest"):
        reader = documents[f"{name}.{lang}.pdf"]
        assert reader.metadata is not None and "2024" in str(reader.metadata.title)
        assert reader.trailer["/Root"]["/Lang"] == f"{lang}-IN"
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.trailer["/Root"]["/Metadata"].get_data()
        for page in reader.pages:
            assert [round(float(n)) for n in page.mediabox] == [0, 0, 595, 842]


def test_only_the_packaged_font(documents: dict[str, PdfReader]) -> None:
    """And typst's own for the signs that it lacks, none of which the sample has."""
    for reader in documents.values():
        fonts = {str(f.get_object()["/BaseFont"]) for p in reader.pages for f in p["/Resources"]["/Font"].values()}
        assert all("NotoSansDevanagari" in f for f in fonts)


def test_sections_decisions_and_page_numbers(documents: dict[str, PdfReader]) -> None:
    hindi, english = (bare(words(documents[f"blueprint.{lang}.pdf"])) for lang in ("hi", "en"))
    pages = len(documents["blueprint.hi.pdf"].pages)
    assert "3कWeaknesses" in hindi and "3AWeaknesses" in english
    assert hindi.count(bare("इस पर निर्णय चाहिए")) == english.count("Decisionaskedfor") == 4
    assert bare(f"पृष्ठ {pages} / {pages}") in hindi
    assert bare("स्थिति की तारीख: 16 अप्रैल 2022") in hindi
    assert "Asof:16April2022" in english
    # the notice stands on every page
    assert all("Publicaggregateresultsonly." in bare(copied(p, r)) for r in documents.values() for p in r.pages)


def test_what_is_not_given_says_so(documents: dict[str, PdfReader]) -> None:
    assert bare("दर्ज नहीं") in bare(words(documents["blueprint.hi.pdf"]))
    assert "notgiven" in bare(words(documents["blueprint.en.pdf"])).lower()


def test_pictures_have_alt_texts(documents: dict[str, PdfReader]) -> None:
    reader = documents["blueprint.hi.pdf"]
    found = set()
    stack = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while stack:
        node = stack.pop().get_object()
        if isinstance(node, list):
            stack += node
        elif isinstance(node, dict):
            found |= {str(node["/Alt"])} if "/Alt" in node else set()
            stack += [node["/K"]] if "/K" in node else []
    assert {"52, 209, 160, 122", "28.6, 19.3, 19.5", "Map of tiers"} <= found


def test_each_number_leads_to_its_definition() -> None:
    """Every reference that is printed is in the list, and every column of numbers has one."""
    data = Writer(sample(), "hi").document()
    listed = {d["n"] for d in data["definitions"]}
    used = set(map(int, re.findall(r'"r": \[([\d, ]*)\]', json.dumps(data)) and _references(data)))
    assert used and used <= listed
    assert listed == set(range(1, len(listed) + 1))
    tables = [t for s in data["sections"] for t in s["blocks"] if t["kind"] == "table"] + data["annexes"]
    assert all(head["r"] for t in tables for head in t["heads"] if head["num"])
    texts = " ".join(d["t"] for d in data["definitions"])
    assert Translator("hi").text(msg("measure.vote_share.definition")) in texts
    assert "आधार:" in texts


def _references(node: object) -> set[int]:
    if isinstance(node, dict):
        own = set(node["r"]) if isinstance(node.get("r"), list) else set()
        return own.union(*(_references(v) for v in node.values()))
    if isinstance(node, list):
        return set().union(*(_references(v) for v in node))
    return set()


# -- content is never markup --------------------------------------------------------------------------------------


def hostile() -> b.Blueprint:
    """A blueprint whose every text holds typst's own signs."""
    blueprint = sample()
    bad = text(HOSTILE.replace("{", "{{").replace("}", "}}"))
    name = Name("party", "X", (("en", HOSTILE), ("hi", HOSTILE)))
    sections = []
    for section in blueprint.sections:
        blocks: list[b.Block] = []
        for block in section.blocks:
            if isinstance(block, b.Findings):
                block = b.Findings(tuple(hostile_finding(f, name) for f in block.items))
            elif isinstance(block, b.Table):
                rows = tuple(replace(r, cells=(HOSTILE, *r.cells[1:])) for r in block.rows)
                block = replace(block, id=f"{block.id}<#]", title=bad, note=bad, rows=rows)
            elif isinstance(block, b.Chart | b.SeatMap):
                block = replace(
                    block, title=bad, alt=bad, categories=tuple(replace(c, label=name) for c in block.categories)
                )
                block = replace(block, twin=f"{block.twin}<#]") if isinstance(block, b.SeatMap | b.Chart) else block
            elif isinstance(block, b.Heading | b.Paragraph | b.Notice):
                block = replace(block, text=bad)
            blocks.append(block)
        sections.append(replace(section, title=bad, summary=bad, decision=bad, blocks=tuple(blocks), part="#"))
    leader = replace(blueprint.leader, verdict=bad, hold=bad, decisions=(bad, bad), bar=None)
    return replace(
        blueprint, title=bad, subtitle=bad, party=name, notices=(bad,), sections=tuple(sections), leader=leader
    )


def hostile_finding(finding: Finding, name: Name) -> Finding:
    bad = text(HOSTILE.replace("{", "{{").replace("}", "}}"))
    remedy = replace(finding.remedy, text=bad)
    return replace(finding, title=bad, sentence=bad, threshold=bad, where=(name,), author=HOSTILE, remedy=remedy)


def test_hostile_texts_print_as_they_are(tmp_path: Path) -> None:
    found = written(hostile(), tmp_path)
    body = bare(words(found["blueprint"]))
    assert body.count(bare(HOSTILE)) > 30
    assert "root:" not in body
    assert len(found["leader"].pages) == 1
    assert bare(HOSTILE)[:60] in bare(str(found["blueprint"].metadata.title))  # type: ignore[union-attr]


def test_the_compiler_sees_a_folder_of_ours_only(tmp_path: Path) -> None:
    """A template that reads outside of its folder is refused by typst; the folder is gone afterwards."""
    writer = Writer(sample(), "en")
    job = Job(writer.document(), writer.pictures)
    folder = job._root
    assert job.result()["leader.pdf"].startswith(b"%PDF")
    assert not folder.exists()


# -- the leader's page --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("times", [1, 2, 4, 9])
@pytest.mark.parametrize("lang", ["hi", "en"])
def test_the_leaders_page_is_one_page(lang: str, times: int, tmp_path: Path) -> None:
    blueprint = sample()
    long = text(f"{LONG}। " * times)
    page = replace(
        blueprint.leader, verdict=long, changed=long, standing_note=long, hold=long, decisions=(long,) * 7, allies=long,
        states=(long,) * 6, risks=(long,) * 5, miss=long, disputed=(long,) * 5,
    )  # fmt: skip
    found = written(replace(blueprint, leader=page, notices=(long,)), tmp_path, lang)
    assert len(found["leader"].pages) == 1
    assert bare("उत्तर प्रदेश और बिहार") in bare(words(found["leader"]))
    # inside the blueprint it takes one page too: section 1 starts on the fourth
    assert "1Stateoftheparty" in bare(copied(found["blueprint"].pages[3], found["blueprint"]))


# -- glyphs -------------------------------------------------------------------------------------------------------


def catalogue_characters() -> set[str]:
    """Every character of the message catalogues and of the names in the data, in both languages."""
    found: set[str] = set()
    for path in ROOT.glob("locale/*/LC_MESSAGES/*.po"):
        with path.open("rb") as handle:
            for message in read_po(handle):
                found.update(*([message.string] if isinstance(message.string, str) else message.string))
    catalog = Catalog()
    for row in catalog.seats.values():
        found.update(str(row["name_en"]), str(row["name_hi"]))
    for name in ("states", "seats"):
        found.update(*catalog.table(name)["name_hi"].drop_nulls(), *catalog.table(name)["name_en"])
    parties = catalog.table("parties")
    found.update(*parties["name_en"].drop_nulls(), *parties["name_hi"].drop_nulls(), *parties["party"])
    return found


def test_every_character_has_a_glyph() -> None:
    missing = {c for c in unicodedata.normalize("NFC", "".join(catalogue_characters())) if not has_glyph(c)}
    assert not missing, sorted(f"U+{ord(c):04X} {c}" for c in missing)


@pytest.mark.parametrize("sign", list("₹−–…→×≤≥·“”‘’°½±"))
def test_signs_that_must_print(sign: str) -> None:
    assert has_glyph(sign) and printable(sign) == sign


def test_borrowed_signs_are_in_typsts_font(tmp_path: Path) -> None:
    """typst refuses a character without a glyph under PDF/UA, so a document with all of them proves that they print."""
    blueprint = replace(sample(), subtitle=text("".join(sorted(BORROWED)) + " ₹ − – … × ·"))
    found = written(blueprint, tmp_path, "en")
    assert "".join(sorted(BORROWED)) in words(found["blueprint"])


def test_typst_refuses_a_character_without_a_glyph() -> None:
    data = Writer(sample(), "en").document()
    job = Job({**data, "subtitle": "தமிழ்"}, {})
    with pytest.raises(RuntimeError, match="typst"):
        job.result()
    job.close()


def test_what_has_no_glyph_is_replaced_in_sight() -> None:
    assert printable("தமிழ் நாடு INC") == "[?] [?] INC"
    assert printable("a\u2009b\u202f₹\u200b") == "a\u00a0b\u00a0₹"
    assert printable("क\u093cा") == "क\u093cा"


# -- tables -------------------------------------------------------------------------------------------------------


def wide(columns: int, cell: str) -> b.Table:
    """A table of words whose later half is minor."""
    heads = tuple(b.Column(f"c{i}", text(f"शीर्षक {i}"), minor=i >= columns // 2) for i in range(columns))
    return b.Table("t", text("तालिका"), heads, tuple(b.Row(str(r), (cell,) * columns) for r in range(3)))


def set_table(table: b.Table) -> dict[str, object]:
    return TableSetter(table, Writer(sample(), "hi").speech).data()


def test_minor_columns_go_when_space_is_short() -> None:
    narrow, broad = set_table(wide(4, "सीट")), set_table(wide(14, LONG.replace(" ", "\u00a0")[:60]))
    assert len(narrow["heads"]) == 4 and narrow["dropped"] == ""  # type: ignore[arg-type]
    assert len(broad["heads"]) == 7 and "शीर्षक 13" in str(broad["dropped"])  # type: ignore[arg-type]


def test_a_long_table_drops_minor_columns_before_its_short_names_break() -> None:
    table = wide(9, "बर्धमान-दुर्गापुर पूर्व")
    long = replace(table, rows=tuple(replace(table.rows[0], key=str(i)) for i in range(60)), annex=True)
    setter = TableSetter(long, Writer(sample(), "hi").speech)
    fit = setter.fit()
    assert len(fit.columns) == 4
    assert min(fit.widths) > advance("बर्धमान-दुर्गापुर पूर्व", fit.size)


@pytest.mark.parametrize(("columns", "cell"), [(3, "सीट"), (8, LONG), (20, LONG), (14, "उत्तरप्रदेशकांग्रेसकमेटी" * 3)])
def test_a_table_is_never_wider_than_the_page(columns: int, cell: str) -> None:
    assert sum(set_table(wide(columns, cell))["widths"]) <= PAGE + 0.5  # type: ignore[arg-type, call-overload]


def test_points_without_their_word_and_signed() -> None:
    (table,) = (t for s in sample().sections for t in s.blocks if isinstance(t, b.Table) and t.id == "s1.states")
    data = set_table(table)
    assert data["heads"][-1]["t"] == "Gap (प्र.अं.)"  # type: ignore[index]
    cells = [row["cells"] for row in data["rows"]]  # type: ignore[attr-defined]
    assert [c[-1] for c in cells] == ["−3.2", "+12.5", "दर्ज नहीं"]
    assert [row["total"] for row in data["rows"]] == [False, False, True]  # type: ignore[attr-defined]


# -- real size ----------------------------------------------------------------------------------------------------


def full(tables: int = 25) -> b.Blueprint:
    """543 seats, three annexes of all of them, maps, and as many tables by state as a real document."""
    blueprint, catalog = sample(), Catalog()
    rows = list(catalog.seats.values())
    seats = tuple(
        Seat(r["seat_id"], r["state_code"], int(r["number"]), r["name_en"], r["name_hi"], r["reserved"],
             (int(r["tile_col"]), int(r["tile_row"])))
        for r in rows
    )  # fmt: skip
    how = How(Kind.MEASURED, "vote_share", (("seat", b.ROW_KEY),))
    share = b.Column("share", text("वोट शेयर"), Unit.SHARE, msg("measure.vote_share.definition"), how)
    gap = b.Column("gap", text("अंतर"), Unit.PP, msg("measure.margin.definition"), how, signed=True)
    head = b.Column("seat", text("सीट")), b.Column("state", text("राज्य")), share, gap, b.Column("why", text("कारण"))
    names = [Name("seat", s.id, (("en", s.name_en), ("hi", s.name_hi))) for s in seats]
    annexes = [
        b.Table(f"s7.annex{i}", text("सभी सीटें"), head, annex=True, rows=tuple(
            b.Row(s.id, (n, s.state_code, k / 543, k - 271.5, LONG[:40])) for k, (s, n) in enumerate(zip(seats, names, strict=True))
        ))
        for i in range(3)
    ]  # fmt: skip
    states = sorted({s.state_code for s in seats})
    columns = b.Column("state", text("राज्य")), share, gap, replace(share, key="x", bar=True), b.Column("n", text("नोट"))
    by_state = [
        b.Table(f"t{i}", text("राज्यवार"), columns, tuple(b.Row(c, (c, k / 36, k - 18.0, k / 36, LONG[: 9 * (k % 9)]))
                                                         for k, c in enumerate(states)), note=text(LONG))
        for i in range(tables)
    ]  # fmt: skip
    tiers = tuple(b.Category(t, text(t), t) for t in TIERS)
    classes = tuple((s.id, TIERS[k % 6]) for k, s in enumerate(seats))
    tiles = b.SeatMap("m", text("नक्शा"), text(LONG), tiles_or(tiers), classes, "s7.annex0")
    figures = b.KeyFigures(tuple((m, replace(f, interval=Interval(42, 95, 0.8))) for m, f in blueprint.leader.standing))
    sections = tuple(
        b.Section(20 + i, f"x{i}", text("गठबंधन का गणित"), (b.Paragraph(text(LONG)), t), text(LONG))
        for i, t in enumerate(by_state)
    )
    last = b.Section(60, "annexes", text("सभी सीटें"), (figures, tiles, replace(tiles, id="m2"), *annexes), text(LONG))
    return replace(blueprint, seats=seats, sections=(*blueprint.sections, *sections, last))


def tiles_or(categories: tuple[b.Category, ...]) -> tuple[b.Category, ...]:
    """One category in a party's colour, so that letters are drawn too."""
    return (*categories[:-1], replace(categories[-1], colour="#FF9933"))


@pytest.mark.slow
def test_a_document_of_real_size(tmp_path: Path) -> None:
    found = written(full(), tmp_path)
    body = bare(words(found["blueprint"]))
    assert len(found["leader"].pages) == 1
    for seat in ("रायबरेली", "वायनाड", "मछलीशहर", "अंडमान और निकोबार द्वीपसमूह"):
        assert body.count(bare(seat)) >= 3
    # a table's head stands again on each of its pages
    annex = [p for p in found["blueprint"].pages if bare("कारण") in bare(copied(p, found["blueprint"]))]
    assert len(annex) > 15


def test_party_name_in_its_language(documents: dict[str, PdfReader]) -> None:
    assert PARTY.in_language("hi") in words(documents["leader.hi.pdf"])
    assert PARTY.in_language("en") in words(documents["leader.en.pdf"])
