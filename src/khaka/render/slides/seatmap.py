"""The seat map as native shapes: one named hexagon a seat, grouped by state, so that a committee can mark it up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from khaka.blueprint.blocks import Blueprint, Category, SeatMap
from khaka.core.message import Message
from khaka.core.nouns import Seat
from khaka.render.charts.palette import PAPER, SOFT, Ink, ink, is_token
from khaka.render.charts.shaping import advance
from khaka.render.slides.charts import PATTERNS
from khaka.render.slides.ink import box, describe, emu, paragraph, rgb, set_fonts
from khaka.render.slides.voice import Voice
from khaka.render.tilemap import Hexagon, Outline, Point, TileMap, tile_map
from khaka.render.workbook.text import clean

_HATCH: Final = "6B4A2B"
_LEGEND: Final = 30.0
_NAMES: Final = (8.0, 7.0, 6.0)
_LETTER: Final = 5.0


class MapDrawer:
    """Draws one map into a place of a slide.

    Parameters
    ----------
    place
        Left, top, width and height in points; the map keeps its proportions.
    """

    def __init__(self, shapes: Any, blueprint: Blueprint, block: SeatMap, voice: Voice, place: Sequence[float]) -> None:
        self.shapes = shapes
        self.block = block
        self.voice = voice
        self.drawing = _drawing(blueprint.seats)
        self.names = {state.code: voice.text(state) for state in blueprint.states}
        left, top, width, height = place
        self.scale = min(width / self.drawing.width, height / self.drawing.height)
        self.left, self.top = left, top + (height - self.drawing.height * self.scale) / 2
        self.width = self.drawing.width * self.scale
        self.looks = {c.key: look for c, look in zip(block.categories, _looks(block.categories, voice), strict=True)}

    def draw(self, alt: str) -> float:
        """Draw hexagons, borders and names; the map's width."""
        if not self.drawing.hexagons:
            return 0.0
        whole = self.shapes.add_group_shape()
        whole.name = self.voice.text(self.block.title)
        describe(whole, alt)
        classes = dict(self.block.classes)
        labels = {c.key: self.voice.text(c.label) for c in self.block.categories}
        states: dict[str, list[Hexagon]] = {}
        for hexagon in self.drawing.hexagons:
            states.setdefault(hexagon.seat.state_code, []).append(hexagon)
        for outline in self.drawing.outlines:
            group = whole.shapes.add_group_shape()
            group.name = clean(f"{outline.state} {self.names.get(outline.state, '')}".strip())
            for hexagon in states[outline.state]:
                key = classes.get(hexagon.seat.id, "")
                group.shapes._spTree.append(self._hexagon(hexagon, self.looks.get(key, _BLANK), labels.get(key, "")))
            _refit(group)
        borders = whole.shapes.add_group_shape()  # above all seats, or a neighbour would cover half of each line
        borders.name = self.voice.say("office.borders")
        for outline in self.drawing.outlines:
            borders.shapes._spTree.append(self._border(outline))
        _refit(borders)
        _number(whole)
        self._labels(whole)
        _refit(whole)
        return self.width

    def legend(self, place: Sequence[float]) -> float:
        """The classes with their colours and counts; the height that they take."""
        left, top, width, _ = place
        counts = Counter(key for _, key in self.block.classes)
        for i, category in enumerate(self.block.categories):
            look, letter = self.looks[category.key]
            y = top + i * _LEGEND
            swatch = parse_xml(_shape_xml(self.voice.text(category.label), "", (left, y + 6, 20, 18), _RECT, look))
            self.shapes._spTree.append(swatch)
            if letter:
                self._write(swatch, letter, 11.0, look.upon)
            # a class without a Figure of its own is counted as the map shows it
            number = self.voice.figure(category.figure) if category.figure else str(counts[category.key])
            text = box(self.shapes, (left + 30, y, width - 30, _LEGEND), self.voice.text(category.label), "middle")
            paragraph(text.paragraphs[0], self.voice.text(category.label), 16, self.voice.lang, lead=f"{number}  ")
        _number(self.shapes)
        return len(self.block.categories) * _LEGEND

    def _hexagon(self, hexagon: Hexagon, sign: tuple[Ink, str], label: str) -> Any:
        seat, (look, letter) = hexagon.seat, sign
        name = clean(f"{seat.id} {seat.name_hi if self.voice.lang == 'hi' else seat.name_en}")
        xs, ys = [p[0] for p in hexagon.corners], [p[1] for p in hexagon.corners]
        place = self._at(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        shape = parse_xml(
            _shape_xml(name, f"{name}: {label}" if label else name, place, _rings((hexagon.corners,)), look)
        )
        if letter:
            self._write(shape, letter, _LETTER, look.upon)
        return shape

    def _border(self, outline: Outline) -> Any:
        points = [p for ring in outline.rings for p in ring]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        place = self._at(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        name = self.names.get(outline.state, outline.state)
        return parse_xml(_shape_xml(name, "", place, _rings(outline.rings), None, line=("1C1C1C", 0.9)))

    def _labels(self, whole: Any) -> None:
        """Short names of the states that have room for one; the others' stand in the names of their groups."""
        for label in self.drawing.labels:
            key = f"pdf.state.{label.state.lower()}"
            text = self.voice.say(key) if self.voice.tr.has(key) else label.state
            room = 2 * label.room * self.scale + 3
            size = next((s for s in _NAMES if advance(text, s, 700, self.voice.lang) <= room), None)
            if size is None or label.tiles <= 2:
                continue
            width, height = advance(text, size, 700, self.voice.lang) * 1.12 + 3, size * 1.32
            x, y = self.left + label.at[0] * self.scale, self.top + label.at[1] * self.scale
            shape = whole.shapes.add_textbox(*(emu(v) for v in (x - width / 2, y - height / 2, width, height)))
            shape.name = text
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(PAPER)
            _fade(shape)
            target = shape.text_frame
            target.word_wrap = False
            target.margin_left = target.margin_right = target.margin_top = target.margin_bottom = 0
            paragraph(target.paragraphs[0], text, size, self.voice.lang, bold=True, align="center")

    def _write(self, shape: Any, letter: str, size: float, colour: str) -> None:
        body = shape.find(qn("p:txBody"))
        line = body.find(qn("a:p"))
        etree.SubElement(line, qn("a:pPr"), algn="ctr")
        run = etree.SubElement(line, qn("a:r"))
        look = etree.SubElement(run, qn("a:rPr"), sz=str(round(size * 100)), b="1")
        fill = etree.SubElement(etree.SubElement(look, qn("a:solidFill")), qn("a:srgbClr"))
        fill.set("val", colour.lstrip("#").upper())
        set_fonts(look, self.voice.lang)
        etree.SubElement(run, qn("a:t")).text = letter

    def _at(self, x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
        return self.left + x * self.scale, self.top + y * self.scale, width * self.scale, height * self.scale


_BLANK: Final = (Ink(PAPER), "")
_RECT: Final = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


@lru_cache(maxsize=4)
def _drawing(seats: tuple[Seat, ...]) -> TileMap:
    """The geometry; the same for every map and language of a document."""
    return tile_map(seats, 10.0, 1.0)


def _looks(categories: tuple[Category, ...], voice: Voice) -> list[tuple[Ink, str]]:
    """Each class's ink, and a letter where the ink has no hatch of its own or is used twice."""
    letters = iter(voice.tr.text(Message("pdf.letters")))
    uses = Counter(c.colour for c in categories)
    return [
        (ink(c.colour), "" if is_token(c.colour) and uses[c.colour] == 1 else next(letters, "")) for c in categories
    ]


@lru_cache(maxsize=2000)
def _rings(rings: Sequence[Sequence[Point]]) -> str:
    """Closed rings as a path of their own box, in thousandths."""
    points = [p for ring in rings for p in ring]
    left, top = min(p[0] for p in points), min(p[1] for p in points)
    width, height = max(p[0] for p in points) - left, max(p[1] for p in points) - top
    moves = []
    for ring in rings:
        for i, (x, y) in enumerate(ring):
            tag = "a:lnTo" if i else "a:moveTo"
            moves.append(f'<{tag}><a:pt x="{round((x - left) * 1000)}" y="{round((y - top) * 1000)}"/></{tag}>')
        moves.append("<a:close/>")
    size = f'w="{round(width * 1000)}" h="{round(height * 1000)}"'
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f"<a:pathLst><a:path {size}>{''.join(moves)}</a:path></a:pathLst></a:custGeom>"
    )


def _shape_xml(
    name: str,
    alt: str,
    place: Sequence[float],
    geometry: str,
    look: Ink | None,
    line: tuple[str, float] = (SOFT.lstrip("#").upper(), 0.4),
) -> str:
    """A shape as XML; python-pptx's own builder takes a second for a map of 543."""
    x, y, width, height = (round(v * 12_700) for v in place)
    colour, thick = line
    described = f" descr={quoteattr(alt)}" if alt else ""
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="1" name={quoteattr(name)}{described}/>'
        f'<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/>'
        f'</a:xfrm>{geometry}{_fill(look)}<a:ln w="{round(thick * 12_700)}"><a:solidFill><a:srgbClr val="{colour}"/>'
        "</a:solidFill></a:ln></p:spPr><p:txBody>"
        '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" wrap="none" anchor="ctr"/><a:lstStyle/><a:p/></p:txBody></p:sp>'
    )


def _fill(look: Ink | None) -> str:
    if look is None:
        return "<a:noFill/>"
    colour = look.fill.lstrip("#").upper()
    if look.hatch not in PATTERNS:
        return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    preset = PATTERNS[look.hatch].xml_value
    return (
        f'<a:pattFill prst="{preset}"><a:fgClr><a:srgbClr val="{_HATCH}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{colour}"/></a:bgClr></a:pattFill>'
    )


def _number(shapes: Any) -> None:
    """Give every shape of the slide an id of its own, in reading order; references are by place, not by id."""
    element = shapes._element if hasattr(shapes, "_element") else shapes._spTree
    root = element
    while root.getparent() is not None and root.tag != qn("p:cSld"):
        root = root.getparent()
    for i, found in enumerate(root.iter(qn("p:cNvPr")), 1):
        found.set("id", str(i))


def _refit(group: Any) -> None:
    """Make the group's frame the box around what it holds."""
    group._element.recalculate_extents()


def _fade(shape: Any) -> None:
    """Let a seat's colour shine through a name's ground."""
    colour = shape._element.find(".//" + qn("a:srgbClr"))
    etree.SubElement(colour, qn("a:alpha"), val="72000")
