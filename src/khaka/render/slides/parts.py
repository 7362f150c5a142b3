"""The parts of a slide that are text: points, large numbers, a weakness, the decision and the footer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from khaka.core.figure import Figure
from khaka.core.finding import Finding
from khaka.core.message import Message
from khaka.render.charts.palette import ACCENT, INK, SOFT
from khaka.render.slides import fit, ink
from khaka.render.slides.plan import Line
from khaka.render.slides.voice import Voice

#: A point with its text in the slide's language.
Point = tuple[Line, str]

_GAP: Final = 0.5
_LEAD: Final = {"caution": "pdf.notice.caution", "reported": "pdf.notice.reported"}
_LARGE: Final = (30.0, 26.0, 22.0, 18.0, 14.0)
_LABEL: Final = (12.0, 11.0, 10.0)
_ABREAST: Final = 6
_STAKE: Final = 250.0
_REMEDY: Final = (22.0, 20.0, 18.0, 16.0, 14.0, 12.0)


def points(
    shapes: Any, voice: Voice, lines: list[Point], place: Sequence[float], sizes: Sequence[float]
) -> tuple[float, list[Point]]:
    """Points from ``place`` downwards; where the next thing can begin, and what did not fit."""
    left, top, width, room = place
    if not lines:
        return top, []
    leads = [f"{voice.say(_LEAD[line.kind])}: " if line.kind in _LEAD else "" for line, _ in lines]
    texts = [lead + text for lead, (_, text) in zip(leads, lines, strict=True)]
    plain = len(lines) == 1 and not lines[0][0].number  # one paragraph alone needs no bullet
    inner = width if plain else width - ink.bullet_room(sizes[0])
    fitted = fit.fit_list(texts, inner, room, sizes, voice.lang, _GAP)
    target = ink.box(shapes, (left, top, width, fitted.height), voice.say("office.shape.points"))
    for i, text in enumerate(fitted.texts):
        line = target.paragraphs[0] if i == 0 else target.add_paragraph()
        lead = leads[i]
        ink.paragraph(line, text.removeprefix(lead), fitted.size, voice.lang, lead=lead)
        if i:
            line.space_before = ink.emu(_GAP * fitted.size)
        if lines[i][0].number:
            ink.count(line, lines[i][0].number, fitted.size)
        elif not plain and lines[i][0].kind != "rest":
            ink.hang(line, "•", fitted.size)
    return top + fitted.height + 10, lines[len(fitted.texts) :]


def numbers(shapes: Any, voice: Voice, items: Sequence[tuple[Message, Figure]], top: float) -> float:
    """Rows of large numbers, each over its label; where the next thing can begin."""
    for start in range(0, len(items), _ABREAST):
        top = _row(shapes, voice, items[start : start + _ABREAST], top)
    return top


def _row(shapes: Any, voice: Voice, items: Sequence[tuple[Message, Figure]], top: float) -> float:
    width = ink.ROOM / len(items)
    room = width - 12
    texts = [voice.figure(figure, "short") for _, figure in items]
    labels = [voice.text(label) for label, _ in items]
    size = next((s for s in _LARGE if all(fit.lines(t, room, s, 700, voice.lang) == 1 for t in texts)), 12.0)
    small = next((s for s in _LABEL if all(fit.lines(t, room, s, 400, voice.lang) <= 2 for t in labels)), 9.0)
    height = max(fit.height([t], room, size, 700, voice.lang) for t in texts)
    height += max(fit.height([t], room, small, 400, voice.lang) for t in labels)
    for i, (text, label) in enumerate(zip(texts, labels, strict=True)):
        target = ink.box(shapes, (ink.SIDE + i * width, top, room, height), label)
        ink.paragraph(target.paragraphs[0], text, size, voice.lang, bold=True, colour=ACCENT)
        ink.paragraph(target.add_paragraph(), label, small, voice.lang, colour=SOFT)
    return top + height + 12


def weakness(shapes: Any, voice: Voice, finding: Finding, span: tuple[float, float]) -> None:
    """The seats at stake on the left; on the right the remedy, and where it is worst."""
    target = ink.box(shapes, (ink.SIDE, span[0], _STAKE - 30, 110), voice.say("pdf.stake"))
    ink.paragraph(target.paragraphs[0], voice.figure(finding.at_stake), 48, voice.lang, bold=True, colour=ACCENT)
    strength = voice.say(f"pdf.strength.{finding.strength.value}")
    ink.paragraph(target.add_paragraph(), f"{voice.say('pdf.stake')} · {strength}", 13, voice.lang, colour=SOFT)
    parts = [("pdf.remedy", voice.text(finding.remedy.text))]
    if finding.where:
        parts.append(("pdf.where", ", ".join(voice.text(name) for name in finding.where)))
    if finding.author:
        parts.append(("pdf.by_hand", finding.author))
    top, left, width = span[0], ink.SIDE + _STAKE, ink.ROOM - _STAKE
    for i, (key, text) in enumerate(parts):
        label = voice.say(key)
        room = span[1] - top - 50 * (len(parts) - 1 - i) - 18
        fitted = fit.fit_list([text], width, room, _REMEDY, voice.lang, 0)
        target = ink.box(shapes, (left, top, width, 16 + fitted.height), label)
        ink.paragraph(target.paragraphs[0], label, 12, voice.lang, bold=True, colour=SOFT)
        ink.paragraph(target.add_paragraph(), fitted.texts[0], fitted.size, voice.lang)
        top += 16 + fitted.height + 14


def decision(shapes: Any, voice: Voice, asked: Message) -> None:
    """The decision that the section asks for, in a band of its own."""
    lead = f"{voice.say('pdf.decision')}: "
    place = (ink.SIDE, ink.FOOT - ink.DECISION, ink.ROOM, ink.DECISION)
    shape = shapes.add_textbox(*(ink.emu(v) for v in place))
    shape.name = voice.say("pdf.decision")
    shape.fill.solid()
    shape.fill.fore_color.rgb = ink.rgb("#EBE2D3")
    room = (ink.ROOM - 12, ink.DECISION - 8)
    fitted = fit.fit_title(lead + voice.text(asked), *room, (16.0, 14.0, 12.0, 11.0), voice.lang)
    text = fitted.texts[0].removeprefix(lead)
    target = ink.frame(shape, "middle", 4)
    ink.paragraph(target.paragraphs[0], text, fitted.size, voice.lang, lead=lead, lead_colour=ACCENT, colour=INK)


def footer(slide: Any, voice: Voice, text: str, size: float, number: int) -> None:
    """As-of date and notices as the slide's own footer, so that they travel with a copied slide; and its number."""
    target = _placeholder(slide, "ftr", 11, ink.FOOTER, voice.say("office.shape.ftr"))
    ink.paragraph(target.paragraphs[0], text, size, voice.lang, colour=SOFT)
    target = _placeholder(slide, "sldNum", 12, ink.NUMBER, voice.say("office.shape.sldNum"))
    line = target.paragraphs[0]._p
    line.get_or_add_pPr().set("algn", "r")
    field = etree.SubElement(line, qn("a:fld"), id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}", type="slidenum")
    ink.set_fonts(etree.SubElement(field, qn("a:rPr"), sz="900"), voice.lang)
    etree.SubElement(field, qn("a:t")).text = str(number)


def _placeholder(slide: Any, kind: str, index: int, place: Sequence[float], name: str) -> Any:
    """A footer or slide number of the slide itself, for the library copies none from the layout; its text frame."""
    tree = slide.shapes._spTree
    number = max(int(i) for i in tree.xpath("//p:cNvPr/@id")) + 1
    tree.append(
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name=""/>'
            '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr/>'
            "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
        )
    )
    shape = slide.shapes[-1]
    shape.name = name
    shape.left, shape.top, shape.width, shape.height = (ink.emu(v) for v in place)
    return ink.frame(shape)
