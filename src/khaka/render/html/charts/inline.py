"""A drawing of ``render/charts`` as an element of the page: its texts stay texts, which the browser shapes.

What the engine writes for other places goes: font families, roles and classes of its scene, empty backgrounds, digits
that no screen shows. The colours are custom properties of the page's style sheet; nothing is left in ``style``.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final
from xml.etree import ElementTree as ET

from markupsafe import Markup

_SVG: Final = "{http://www.w3.org/2000/svg}"
#: What is kept of the engine's attributes.
_KEPT: Final = frozenset(
    ("d", "x", "y", "x2", "y2", "dy", "transform", "fill", "stroke", "stroke-width", "stroke-dasharray", "opacity",
     "text-anchor", "font-size", "font-weight")
)  # fmt: skip
_NUMBER: Final = re.compile(r"-?\d+\.\d+(?:e-?\d+)?|-?\d+e-?\d+")
_PIXELS: Final = frozenset(("d", "x", "y", "x2", "y2", "dy", "transform", "font-size"))
_NOWHERE: Final = ("translate(0,0)", "")


def inline(svg: str, css: str, id_: str, title: str, alt: str, scale: float) -> Markup:
    """The drawing with its title and alternative text.

    Parameters
    ----------
    svg
        From ``khaka.render.charts.drawn``.
    css
        Class that says for which width of page it is.
    id_
        Unique on the page; the ids of title and description begin with it.
    scale
        Pixels of the page for one of the drawing, where there is room; it shrinks with a narrower page.
    """
    root = ET.fromstring(svg)
    body = _shared("".join(_element(child) for child in root), id_)
    _, _, width, height = (float(v) for v in str(root.get("viewBox")).split())
    return Markup(
        '<svg class="chart {}" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-labelledby="{}-t {}-d">'
        '<title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}</svg>'
    ).format(css, _short(width), _short(height), _short(width * scale), _short(height * scale), id_, id_, id_, title,
             id_, alt, Markup(body))  # fmt: skip


def _element(element: ET.Element) -> str:
    """An element and what is in it; empty where nothing is drawn."""
    tag = element.tag.removeprefix(_SVG)
    if tag == "text":
        return _text(element)
    if tag != "g":
        return _mark(element, tag)
    inner = _merged([_element(child) for child in element])
    place = _rounded("transform", element.get("transform", ""))
    if not inner or place in _NOWHERE:
        return inner
    return f'<g transform="{place}">{inner}</g>'


def _mark(element: ET.Element, tag: str) -> str:
    if element.get("class") in ("background", "foreground") or element.get("display") == "none":
        return ""
    if tag == "path" and not element.get("d"):
        return ""
    bare = "" if "fill" in element.attrib or tag == "line" else ' fill="none"'
    return f"<{tag}{_attributes(element)}{bare}/>"


def _text(element: ET.Element) -> str:
    """A text, or one for each of its lines; the description is the id of the number that it opens."""
    opens = element.get("aria-label")
    more = f' class="f" data-id="{_escaped(opens)}"' if opens else ""
    inner = _escaped(element.text or "") + "".join(
        f"<tspan{_attributes(span)}>{_escaped(span.text or '')}</tspan>" for span in element
    )
    return f"<text{_attributes(element)}{more}>{inner}</text>" if inner else ""


def _attributes(element: ET.Element) -> str:
    found = []
    for name, value in element.attrib.items():
        if name not in _KEPT or (name, value) in (("opacity", "1"), ("text-anchor", "start"), ("fill", "var(--ink)")):
            continue  # what is said once for all in the page's style sheet
        if name == "transform" and value in _NOWHERE:
            continue
        if name == "font-size":
            value = value.removesuffix("px")
            if value == "8.5":
                continue
        found.append(f' {name}="{_escaped(_rounded(name, value) if name in _PIXELS else value)}"')
    return "".join(found)


def _merged(parts: list[str]) -> str:
    """Paths that follow each other and differ in nothing but where they lie become one: a pendulum has 543."""
    found: list[str] = []
    for part in parts:
        before, after = (_PATH.fullmatch(p) if p else None for p in (found[-1] if found else "", part))
        if before is not None and after is not None and before[2] == after[2] and before[2].startswith(' fill="var'):
            found[-1] = f'<path d="{before[1]}{after[1]}"{after[2]}/>'
        elif part:
            found.append(part)
    return "".join(found)


def _shared(body: str, id_: str) -> str:
    """Marks of one shape and colour at many places: the shape once, and its places."""
    counts = Counter(shape for _, shape in _SYMBOL.findall(body))
    for number, shape in enumerate((s for s, n in counts.items() if n >= _MANY), 1):
        first = True

        def use(found: re.Match[str], shape: str = shape, number: int = number) -> str:
            nonlocal first
            if found[2] != shape:
                return found[0]
            x, _, y = found[1].partition(",")
            here = f'<defs><path id="{id_}-{number}" {shape}/></defs>' if first else ""
            first = False
            return f'{here}<use href="#{id_}-{number}" x="{x}" y="{y or 0}"/>'

        body = _SYMBOL.sub(use, body)
    return body


_MANY: Final = 8
_SYMBOL: Final = re.compile(r'<path transform="translate\(([-\d.,]+)\)" (d="[^"]+"(?: [a-z-]+="[^"]*")*)/>')
_PATH: Final = re.compile(r'<path d="([^"]*Z)"((?: [a-z-]+="[^"]*")*)/>')


def _rounded(name: str, value: str) -> str:
    return _NUMBER.sub(lambda found: _short(float(found[0])), value)


def _short(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _escaped(text: str) -> str:
    return str(Markup.escape(text))
