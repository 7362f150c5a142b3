"""Nothing on a slide leaves its box, and no box leaves the slide or lies upon another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.oxml.ns import qn
from pptx.util import Pt

from khaka.render.charts.shaping import advance
from khaka.render.slides import fit
from tests.render.decks import LANGUAGES, MISSIONS, bytes_of, leaves, opened

#: A deck of a whole mission takes seconds, and most tests look at one.
pytestmark = pytest.mark.slow


@dataclass
class Need:
    """What a text box's text takes, and what it has, in points."""

    name: str
    taken: float
    room: float


def needs(shape: Any, lang: str) -> Need:
    frame = shape.text_frame
    width = (shape.width - frame.margin_left - frame.margin_right) / 12_700
    room = (shape.height - frame.margin_top - frame.margin_bottom) / 12_700
    taken = 0.0
    for i, line in enumerate(frame.paragraphs):
        properties = line._p.find(qn("a:pPr"))
        indent = int(properties.get("marL", 0)) / 12_700 if properties is not None else 0.0
        if not line.runs:
            continue
        size = line.runs[0].font.size.pt
        weight = 600 if any(r.font.bold for r in line.runs) else 400
        rows = wrapped("".join(r.text for r in line.runs), width - indent, size, weight, lang)
        taken += rows * line.line_spacing.pt + (line.space_before.pt if i and line.space_before else 0.0)
    return Need(f"{shape.name}: {frame.text[:50]}", taken, room)


def wrapped(words: str, width: float, size: float, weight: int, lang: str) -> int:
    """Lines that a text takes, set the usual way: as many words on a line as fit."""
    rows, line = 1, ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and advance(longer, size, weight, lang) > width:
            rows, line = rows + 1, word
        else:
            line = longer
        assert advance(word, size, weight, lang) <= width + 0.5, f"{word!r} is wider than its box"
    return rows


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("mission", "party"), MISSIONS)
def test_no_text_runs_out_of_its_box(mission: str, party: str | None, lang: str) -> None:
    made = opened(bytes_of(mission, party, lang))
    for number, slide in enumerate(made.slides, 1):
        for shape in leaves(slide.shapes):
            if shape.has_text_frame and shape.text_frame.text and shape.text_frame.word_wrap:
                need = needs(shape, lang)
                assert need.taken <= need.room + 1, (number, need)
            elif shape.has_table:
                _table_fits(shape, lang)


def _table_fits(shape: Any, lang: str) -> None:
    widths = [column.width / 12_700 for column in shape.table.columns]
    for row in shape.table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            line = cell.text_frame.paragraphs[0]
            if line.runs:
                room = width - (cell.margin_left + cell.margin_right) / 12_700
                weight = 600 if line.runs[0].font.bold else 400
                rows = wrapped(line.runs[0].text, room, line.runs[0].font.size.pt, weight, lang)
                taken = rows * line.line_spacing.pt + (cell.margin_top + cell.margin_bottom) / 12_700
                assert taken <= row.height / 12_700 + 0.5, cell.text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("mission", "party"), MISSIONS)
def test_shapes_stay_on_the_slide_and_do_not_overlap(mission: str, party: str | None, lang: str) -> None:
    made = opened(bytes_of(mission, party, lang))
    for number, slide in enumerate(made.slides, 1):
        boxes = [(s.name, s.left, s.top, s.left + s.width, s.top + _height(s)) for s in slide.shapes]
        title = slide.shapes.title
        for name, left, top, right, bottom in boxes:
            assert left >= 0 and top >= 0 and right <= made.slide_width and bottom <= made.slide_height, (number, name)
        inner = [x for x in boxes if x[0] != title.name]
        for i, one in enumerate(inner):
            for two in inner[i + 1 :]:
                wide = min(one[3], two[3]) - max(one[1], two[1])
                high = min(one[4], two[4]) - max(one[2], two[2])
                assert wide <= Pt(1) or high <= Pt(1), (number, one, two)


def _height(shape: Any) -> int:
    return sum(row.height for row in shape.table.rows) if shape.has_table else shape.height


@given(st.lists(st.text("abc कखग ", min_size=1, max_size=60), min_size=1, max_size=8), st.integers(60, 500))
@settings(max_examples=60, deadline=None)
def test_what_is_fitted_fits(texts: list[str], width: int) -> None:
    texts = [" ".join(t.split()) or "x" for t in texts]
    texts = [t for t in texts if all(advance(w, 20, 600) < width * 0.9 for w in t.split())] or ["x"]
    found = fit.fit_list(texts, width, 120, (20.0, 14.0), "hi", 0.5)
    assert found.height <= 120.01 or len(found.texts) == 1
    if not found.left:
        assert list(found.texts) == texts
    title = fit.fit_title(" ".join(texts), width, 60, (20.0, 14.0), "hi")
    assert title.height <= 60.01 or len(title.texts[0].split()) <= 2
    assert title.texts[0] == " ".join(texts) or title.texts[0].endswith("…")
