"""An SVG's texts turned into glyph outlines: SVG in, SVG out, nothing else read or written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from xml.etree import ElementTree as ET

from khaka.render.charts.shaping import UNITS, outline, shape

_SVG: Final = "http://www.w3.org/2000/svg"
_TEXT: Final = f"{{{_SVG}}}text"
_TSPAN: Final = f"{{{_SVG}}}tspan"
_WEIGHTS: Final = {"normal": 400, "bold": 700, "lighter": 300, "bolder": 700}
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
#: Attributes that colour a text colour its outlines too; the rest (family, size, anchor) is in the outlines' shape.
_KEPT: Final = ("fill", "fill-opacity", "opacity", "stroke", "stroke-width", "stroke-opacity")

ET.register_namespace("", _SVG)
ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")


@lru_cache(maxsize=512)
def outlined(svg: str, lang: str = "hi") -> str:
    """The same picture without any ``<text>``.

    Each text becomes a group with the role ``img``, its words as ``aria-label``, and one path a glyph, placed in font
    units by the advances that HarfBuzz gives. Rotation and anchor are kept.
    """
    root = ET.fromstring(svg)
    for parent in list(root.iter()):
        for index, child in enumerate(list(parent)):
            if child.tag == _TEXT:
                parent[index] = _group(child, lang)
    return ET.tostring(root, encoding="unicode")


def _group(text: ET.Element, lang: str) -> ET.Element:
    """The outlines of one text element; several when it has lines."""
    lines = _lines(text)
    group = ET.Element(f"{{{_SVG}}}g", {"role": "img", "aria-label": " ".join(words for words, _, _ in lines)})
    for name in _KEPT:
        if name in text.attrib:
            group.set(name, text.attrib[name])
    if "transform" in text.attrib:
        group.set("transform", text.attrib["transform"])
    size, weight = _number(text.get("font-size"), 11.0), _weight(text.get("font-weight"))
    for words, x, y in lines:
        group.append(_line(words, x, y, size, weight, text.get("text-anchor", "start"), lang))
    return group


def _lines(text: ET.Element) -> list[tuple[str, float, float]]:
    """The lines of a text with their starting points."""
    x, y = _number(text.get("x"), 0.0), _number(text.get("y"), 0.0)
    found = [(text.text, x, y)] if text.text else []
    for span in text.iter(_TSPAN):
        x = _number(span.get("x"), x)
        y = _number(span.get("y"), y) + _number(span.get("dy"), 0.0)
        found.append((span.text or "", x, y))
    return found


def _line(words: str, x: float, y: float, size: float, weight: int, anchor: str, lang: str) -> ET.Element:
    glyphs = shape(words, weight, lang)
    width = sum(g.advance for g in glyphs)
    start = {"middle": -width / 2, "end": -float(width)}.get(anchor, 0.0)
    scale = size / UNITS
    line = ET.Element(
        f"{{{_SVG}}}g",
        {
            "transform": f"translate({_short(x + start * scale)},{_short(y)}) scale({_short(scale)},{_short(-scale)})",
            "data-advance": str(width),
        },
    )
    pen = 0
    for glyph in glyphs:
        path = outline(glyph, weight)
        if path:
            place = f"translate({pen + glyph.dx},{glyph.dy})"
            line.append(ET.Element(f"{{{_SVG}}}path", {"transform": place, "d": path}))
        pen += glyph.advance
    return line


def _weight(value: str | None) -> int:
    if value is None:
        return 400
    return _WEIGHTS.get(value) or int(_number(value, 400.0))


def _number(value: str | None, default: float) -> float:
    found = _NUMBER.search(value or "")
    return float(found.group()) if found else default


def _short(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")
