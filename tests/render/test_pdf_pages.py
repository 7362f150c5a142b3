"""The print's further files and pages: a page a state, the digest, the picture, and the stamp against publication."""

from __future__ import annotations

import struct
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from khaka.blueprint import blocks as b
from khaka.blueprint.document import _embargo
from khaka.core.message import msg
from khaka.mission import Brief, load_mission
from khaka.mission.windows import span_text
from khaka.render import FACES
from khaka.render.pdf.content import Writer
from tests.cases import CATALOG, blueprint_of
from tests.render.sample import sample, text
from tests.render.test_pdf import LONG, bare, words
from tests.render.test_shaping import copied

INDIA: Final = ZoneInfo("Asia/Kolkata")
PNG: Final = b"\x89PNG\r\n\x1a\n"


def files(blueprint: b.Blueprint, folder: Path, lang: str) -> dict[str, Path]:
    return {p.name: p for p in FACES["pdf"].write(blueprint, (lang,), folder)}


def picture_size(path: Path) -> tuple[int, int]:
    head = path.read_bytes()[:24]
    assert head.startswith(PNG)
    width, height = struct.unpack(">II", head[16:24])
    return int(width), int(height)


# -- whole documents: slow, so the print of each case is looked at once ---------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mission", "party", "lang"),
    [("mission-2024", None, "hi"), ("mission-2024-aitc", None, "en"), ("mission-2029", "TDP", "hi")],
)
def test_the_print_of_a_real_mission(mission: str, party: str | None, lang: str, tmp_path: Path) -> None:
    blueprint = blueprint_of(mission, party)
    writer = Writer(blueprint, lang)
    made = files(blueprint, tmp_path, lang)
    body = PdfReader(made[f"blueprint.{lang}.pdf"])
    pages = [bare(copied(page, body)) for page in body.pages]
    names = [bare(writer.speech.name(state)) for state in writer.states.states]
    heads = [bare(writer.speech.say(f"paper.state.{key}")) for key in ("base", "tiers", "seats")]
    of_states = [i for i, page in enumerate(pages) if all(head in page for head in heads)]
    assert len(of_states) == len(names) and of_states == list(range(of_states[0], of_states[0] + len(names)))
    assert all(name in pages[i] for i, name in zip(of_states, names, strict=True))
    digest = PdfReader(made[f"digest.{lang}.pdf"])
    assert 4 <= len(digest.pages) <= 5
    assert sum(bare(writer.speech.say("pdf.decision")) in bare(copied(p, digest)) for p in digest.pages) >= 3
    assert made[f"leader.{lang}.png"].stat().st_size < 300_000
    width, height = picture_size(made[f"leader.{lang}.png"])
    assert height > 1.7 * width and width >= 720


# -- a page a state ---------------------------------------------------------------------------------------------------


def test_every_state_of_the_table_has_a_page_with_its_seats() -> None:
    blueprint = blueprint_of("mission-2024")
    writer = Writer(blueprint, "en")
    pages = {page["label"]: page for page in writer.states.pages()}
    table = writer.tables["s1.states"]
    assert [f"state-{row.key}" for row in table.rows if row.kind != "total"] == list(pages)
    chosen = {r.key: r for r in writer.tables["s7.states"].rows}
    on_list = [c.key for c in writer.tables["s7.states"].columns].index("on_list")
    for label, page in pages.items():
        code = label.removeprefix("state-")
        assert sum(len(part["rows"]) for part in page["seats"]["parts"]) == chosen[code].cells[on_list]
        assert any(t["id"] == f"s9.{code.lower()}" for t in page["tables"])
        drawn = sum(len(part["hexes"]) for part in page["map"]["parts"])
        assert drawn == sum(s.state_code == code for s in blueprint.seats)


def test_section_nine_points_to_the_states_pages() -> None:
    data = Writer(blueprint_of("mission-2024"), "en").document()
    (section,) = (s for s in data["sections"] if s["number"] == "9")
    assert [x["kind"] for x in section["blocks"]].count("states") == 1
    assert not [x for x in section["blocks"] if x["kind"] == "table" and x["id"] != "s9.briefs" and x["id"].startswith("s9.")
                and len(x["id"]) == 5]  # fmt: skip


# -- the digest -------------------------------------------------------------------------------------------------------


def test_the_digest_of_a_small_document_holds_what_there_is(tmp_path: Path) -> None:
    made = files(sample(), tmp_path, "en")
    reader = PdfReader(made["digest.en.pdf"])
    assert 1 <= len(reader.pages) <= 5
    assert "Leader" in words(reader) or "leader" in words(reader)


# -- the picture ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("times", [1, 9])
def test_the_picture_is_small_and_upright_whatever_it_says(times: int, tmp_path: Path) -> None:
    blueprint = sample()
    long = text(f"{LONG}। " * times)
    page = replace(blueprint.leader, verdict=long, hold=long, decisions=(long,) * 5, risks=(long,) * 3, allies=long)
    made = files(replace(blueprint, leader=page), tmp_path, "hi")["leader.hi.png"]
    width, height = picture_size(made)
    assert made.stat().st_size < 300_000 and height * 9 == width * 16


# -- not for publication ----------------------------------------------------------------------------------------------


def stamped() -> b.Blueprint:
    span = span_text(datetime(2024, 4, 17, 18, tzinfo=INDIA), datetime(2024, 6, 1, 18, 30, tzinfo=INDIA))
    stamp = msg("paper.embargo", spans=[span])
    blueprint = sample()
    return replace(blueprint, embargo=stamp, notices=(stamp, *blueprint.notices))


@pytest.mark.parametrize("lang", ["hi", "en"])
def test_the_stamp_stands_on_every_page_of_every_file(lang: str, tmp_path: Path) -> None:
    blueprint = stamped()
    assert blueprint.embargo is not None
    writer = Writer(blueprint, lang)
    want = bare(writer.speech.text(blueprint.embargo))
    assert "2024" in want
    for name, path in files(blueprint, tmp_path, lang).items():
        if name.endswith(".pdf"):
            reader = PdfReader(path)
            assert all(want in bare(copied(page, reader)) for page in reader.pages), name
    assert writer.document()["embargo"] and not Writer(sample(), lang).document()["embargo"]
    (page,) = FACES["html"].write(blueprint, (lang,), tmp_path)
    assert want in bare(page.read_text("utf-8"))


@pytest.mark.parametrize("suffix", ["pptx", "xlsx"])
def test_the_stamp_stands_in_office_files(suffix: str, tmp_path: Path) -> None:
    import zipfile

    (path,) = FACES[suffix].write(stamped(), ("en",), tmp_path)
    with zipfile.ZipFile(path) as archive:
        slides = [n for n in archive.namelist() if n.startswith("ppt/slides/slide") and n.endswith(".xml")]
        texts = [archive.read(n).decode() for n in slides or ["xl/sharedStrings.xml"]]
    assert texts and all("Not for publication" in t for t in texts)


def test_windows_of_an_announced_election_make_the_stamp() -> None:
    """As of 2022 no dates of 2024 were known; after the announcement the stamp runs from 48 hours before the first close."""
    mission = load_mission("mission-2024", CATALOG)
    assert _embargo(Brief(mission, CATALOG)) is None
    announced = _embargo(Brief(replace(mission, as_of=date(2024, 3, 20)), CATALOG))
    assert announced is not None
    said = Writer(sample(), "en").speech.text(announced)
    assert "17 April 2024" in said and "1 June 2024" in said and "18:30" in said
