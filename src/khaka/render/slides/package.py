"""The file around the slides: an empty deck in our format, and its bytes without a clock."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from khaka.blueprint.blocks import Blueprint
from khaka.render.charts.shaping import FAMILY
from khaka.render.slides.ink import HEIGHT, LOCALES, SIDE, TITLE, WIDTH, emu
from khaka.render.slides.voice import Voice

_LAYOUT: Final = "Title Only"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_APP: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Khaka</Application></Properties>"
)
#: What Windows has had for Devanagari since version 8, for readers without our font.
_SYSTEM: Final = "Nirmala UI"


def empty_deck(blueprint: Blueprint, voice: Voice) -> Any:
    """A deck of 16:9 with one layout, a title over an empty page; no text of the library's template is left in it."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = emu(WIDTH), emu(HEIGHT)
    for layout in list(deck.slide_layouts):
        if layout.name != _LAYOUT:
            deck.slide_layouts.remove(layout)
    layout, master = deck.slide_layouts[0], deck.slide_master
    layout.name = voice.say("office.layout")
    for root in (master, layout):
        _speak(root._element, voice, title=voice.say("office.layout.title"))
    _place(master, voice)
    _theme(master.part)
    for relation in list(deck.part.rels.values()):
        if relation.reltype.endswith("/printerSettings"):
            deck.part.rels.pop(relation.rId)
    package = deck.part.package
    for relation in list(package._rels.values()):
        if relation.reltype == RT.THUMBNAIL:
            package._rels.pop(relation.rId)
    _properties(deck.core_properties, blueprint, voice)
    return deck


def notes_master(deck: Any, voice: Voice) -> None:
    """Put the notes' master into the document's language too."""
    master = deck.notes_master
    _speak(master._element, voice, title="")
    _theme(master.part)


def saved(deck: Any) -> bytes:
    """The deck's bytes: entries in their order, each of the same early date."""
    raw, clean = BytesIO(), BytesIO()
    deck.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        for entry in source.infolist():
            data = _APP if entry.filename == "docProps/app.xml" else source.read(entry)
            info = zipfile.ZipInfo(entry.filename, _EPOCH)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            target.writestr(info, data)
    return clean.getvalue()


def _properties(core: Any, blueprint: Blueprint, voice: Voice) -> None:
    day = datetime(blueprint.as_of.year, blueprint.as_of.month, blueprint.as_of.day)
    core.title = voice.text(blueprint.title)[:255]
    core.subject = voice.text(blueprint.subtitle)[:255]
    core.author = core.last_modified_by = "Khaka"
    core.comments = " ".join(voice.text(n) for n in blueprint.notices)[:255]
    core.keywords, core.category = "", ""
    core.created = core.modified = day
    core.revision = 1
    core.language = LOCALES[voice.lang]


def _speak(element: Any, voice: Voice, title: str) -> None:
    """Replace the template's English texts; a placeholder that prompts for nothing stays empty."""
    for body in element.iter(qn("p:txBody")):
        placeholder = body.getparent().find(".//" + qn("p:ph"))
        kind = placeholder.get("type", "body") if placeholder is not None else "body"
        if kind == "sldNum":
            continue
        for line in body.findall(qn("a:p"))[1:]:
            body.remove(line)
        line = body.find(qn("a:p"))
        for child in list(line):
            line.remove(child)
        if kind == "title" and title:
            run = etree.SubElement(line, qn("a:r"))
            etree.SubElement(run, qn("a:rPr"), lang=LOCALES[voice.lang])
            etree.SubElement(run, qn("a:t")).text = title
        etree.SubElement(line, qn("a:endParaRPr"), lang=LOCALES[voice.lang])


def _place(master: Any, voice: Voice) -> None:
    """Move the master's placeholders to the wide page."""
    room = WIDTH - 2 * SIDE
    places = {"title": TITLE, "body": (SIDE, 126.0, room, 366.0), "dt": (SIDE, 502.0, 120.0, 28.0),
              "ftr": (SIDE, 502.0, room - 60, 28.0), "sldNum": (WIDTH - SIDE - 50, 502.0, 50.0, 28.0)}  # fmt: skip
    for shape in master.placeholders:
        kind = shape._element.find(".//" + qn("p:ph")).get("type", "body")
        if kind in places:
            shape.left, shape.top, shape.width, shape.height = (emu(v) for v in places[kind])
    for style in master._element.iter(qn("p:titleStyle")):
        for level in style:
            level.set("algn", "l")


def _theme(part: Any) -> None:
    """Name our font in the theme, and a system font for Devanagari where ours is missing."""
    theme = part.part_related_by(RT.THEME)
    root = etree.fromstring(theme.blob)
    for fonts in (*root.iter(qn("a:majorFont")), *root.iter(qn("a:minorFont"))):
        for tag in ("a:latin", "a:ea", "a:cs"):
            fonts.find(qn(tag)).set("typeface", FAMILY)
        for script in fonts.findall(qn("a:font")):
            if script.get("script") == "Deva":
                script.set("typeface", _SYSTEM)
    theme._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
