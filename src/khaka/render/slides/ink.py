"""Sizes, places and fonts of a slide, in points; and text boxes whose Hindi every program prints in the same font."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from khaka.render.charts.palette import INK, SOFT
from khaka.render.charts.shaping import FAMILY
from khaka.render.slides.fit import LEADING
from khaka.render.workbook.text import clean

WIDTH: Final = 960.0
HEIGHT: Final = 540.0
SIDE: Final = 36.0
ROOM: Final = WIDTH - 2 * SIDE
KICKER: Final = (SIDE, 16.0, ROOM, 18.0)
TITLE: Final = (SIDE, 36.0, ROOM, 82.0)
#: Where the body ends when no decision stands under it.
FOOT: Final = 494.0
DECISION: Final = 38.0
FOOTER: Final = (SIDE, 502.0, ROOM - 60, 28.0)
NUMBER: Final = (WIDTH - SIDE - 50, 502.0, 50.0, 28.0)
LOCALES: Final = {"en": "en-IN", "hi": "hi-IN"}


def emu(points: float) -> Emu:
    """Points as the file's whole units."""
    return Emu(round(points * 12_700))


def rgb(colour: str) -> RGBColor:
    """#RRGGBB as a colour of the file."""
    return RGBColor.from_string(colour.lstrip("#").upper())


def set_fonts(properties: Any, lang: str) -> None:
    """Name the font for Latin, East Asian and complex script: without the last, PowerPoint picks its own for Hindi.

    ``properties`` is an ``a:rPr`` or ``a:defRPr`` whose fill is set already: the order of its children is fixed.
    """
    if properties.tag != qn("a:defRPr"):
        properties.set("lang", LOCALES.get(lang, "en-IN"))
    for tag in ("a:latin", "a:ea", "a:cs"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    for tag in ("a:latin", "a:ea", "a:cs"):
        # a sans serif of variable pitch is what a reader without the font gets
        etree.SubElement(properties, qn(tag), typeface=FAMILY, pitchFamily="34", charset="0")


def paragraph(
    target: Any,
    text: str,
    size: float,
    lang: str,
    *,
    bold: bool = False,
    colour: str = INK,
    lead: str = "",
    lead_colour: str = SOFT,
    align: str = "left",
) -> None:
    """Write a text into an empty paragraph of a text frame; ``lead`` is a word in bold before it."""
    target.line_spacing = Pt(round(size * LEADING, 1))
    target.alignment = {"right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}.get(align, PP_ALIGN.LEFT)
    for words, heavy, ink in ((lead, True, lead_colour), (text, bold, colour)):
        if not words:
            continue
        run = target.add_run()
        run.text = words.replace("\n", " ")
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), heavy, rgb(ink)
        set_fonts(run._r.get_or_add_rPr(), lang)


def frame(shape: Any, anchor: str = "top", inset: float = 0.0) -> Any:
    """The shape's text frame: it wraps, keeps its size and has the given margin."""
    found = shape.text_frame
    found.word_wrap = True
    found.auto_size = None
    found.margin_left = found.margin_right = found.margin_top = found.margin_bottom = emu(inset)
    found.vertical_anchor = {"middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}.get(anchor, MSO_ANCHOR.TOP)
    return found


def box(shapes: Any, place: Sequence[float], name: str, anchor: str = "top", inset: float = 0.0) -> Any:
    """A named text box; its text frame."""
    shape = shapes.add_textbox(*(emu(v) for v in place))
    shape.name = name
    return frame(shape, anchor, inset)


def hang(target: Any, mark: str, size: float) -> None:
    """Give a paragraph a mark in front, a bullet or a number, with the text hanging after it."""
    properties = target._p.get_or_add_pPr()
    indent = round(bullet_room(size) * 12_700)
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    etree.SubElement(properties, qn("a:buFont"), typeface="Arial")
    etree.SubElement(properties, qn("a:buChar"), char=mark)


def count(target: Any, number: int, size: float) -> None:
    """Number a paragraph, from ``number`` on."""
    properties = target._p.get_or_add_pPr()
    indent = round(bullet_room(size) * 12_700)
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    etree.SubElement(properties, qn("a:buFont"), typeface="Arial")
    etree.SubElement(properties, qn("a:buAutoNum"), type="arabicPeriod", startAt=str(number))


def bullet_room(size: float) -> float:
    """What a mark in front takes of the width."""
    return 1.7 * size


def describe(shape: Any, text: str) -> None:
    """Set the alternative text of a shape, a picture, a chart or a table."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", clean(text))
