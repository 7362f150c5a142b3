"""An HTML page into blocks of text in order, each with a verdict whether it is the report or the page around it.

trafilatura finds the main text; what it drops stays only where it reads like a paragraph, and what it keeps goes where it
stands in a form, a comment box or a list of other stories. Two finders, because each alone loses paragraphs on short pages.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import lxml.html
import regex
from lxml import etree

from khaka.claims.cues import listed
from khaka.claims.furniture import CONTAINERS, ends_as_sentence
from khaka.claims.text import clean, fold
from khaka.claims.when import date_in

_DROPPED: Final = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "svg",
        "math",
        "object",
        "embed",
        "canvas",
        "select",
        "textarea",
        "head",
        "audio",
        "video",
        "map",
        "datalist",
    }
)
_FURNITURE_TAGS: Final = frozenset(
    {"nav", "footer", "aside", "form", "button", "label", "menu", "dialog", "figcaption", "address"}
)
_BLOCKS: Final = frozenset(
    listed(
        "p div h1 h2 h3 h4 h5 h6 li ul ol blockquote section article main header footer nav aside form table tr td "
        "th figure figcaption pre dl dt dd body html fieldset label button address center hr"
    )
)
_DATE_META: Final = frozenset(
    listed(
        "article:published_time datepublished date publish-date publishdate pubdate dc.date dc.date.issued "
        "dcterms.created og:published_time parsely-pub-date sailthru.date publish_date publication_date"
    )
)
#: A container that holds this share of the page is the page, whatever its class is called.
_WHOLE: Final = 0.5
_DEEPEST: Final = 400


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or line of a page; ``furniture`` is True where its place on the page says so."""

    text: str
    furniture: bool = False


def read_page(source: str) -> tuple[str | None, date | None, list[Block]]:
    """Title, day of publication and blocks of an HTML page."""
    root = _tree(source)
    if root is None:
        return None, None, []
    published = _published(root)
    title = _title(root)
    main = _main_text(source)
    blocks: list[_Raw] = []
    total = max(1, len(" ".join(root.itertext())))
    _walk(root, blocks, total)
    return title, published, [Block(b.text, b.furniture or _stray(b, main)) for b in blocks if b.text.strip()]


def _tree(source: str) -> Any:
    parser = lxml.html.HTMLParser(
        encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        return lxml.html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


@dataclass
class _Raw:
    text: str
    furniture: bool
    link_share: float
    heading: bool


def _walk(root: Any, out: list[_Raw], total: int) -> None:
    """Blocks in the order of the page; a stack of its own, so that deep nesting cannot overflow Python's."""
    state = _State(out)
    stack: list[tuple[str, Any, bool, bool]] = [("open", root, False, False)]
    while stack:
        what, node, inside, link = stack.pop()
        if what == "tail":
            state.take(node.tail, inside, link)
            continue
        if what == "close":
            state.flush(inside)
            continue
        tag = node.tag.lower() if isinstance(node.tag, str) else ""
        if not tag or tag in _DROPPED:
            continue
        if tag == "br":
            state.flush(inside)
            continue
        before = node.getprevious() if tag == "a" else None
        if before is not None and before.tag == "a" and not (before.tail or ""):
            # links side by side with nothing between them are lines of a list
            state.flush(inside)
        inside = inside or _is_furniture(node, tag, total)
        link = link or tag == "a"
        block = tag in _BLOCKS
        if block:
            state.flush(inside, tag)
        children = list(node)
        if block:
            stack.append(("close", node, inside, link))
        for child in reversed(children):
            stack.append(("tail", child, inside, link))
            stack.append(("open", child, inside, link))
        state.take(node.text, inside, link)


class _State:
    def __init__(self, out: list[_Raw]) -> None:
        self.out = out
        self.parts: list[str] = []
        self.linked = 0
        self.furniture = False
        self.tag = ""

    def take(self, text: str | None, inside: bool, link: bool) -> None:
        if text:
            self.parts.append(text)
            self.furniture = inside
            self.linked += len(text.strip()) if link else 0

    def flush(self, inside: bool, tag: str = "") -> None:
        text = clean(" ".join("".join(self.parts).split()))
        if text:
            self.out.append(
                _Raw(
                    text,
                    self.furniture,
                    min(1.0, self.linked / len(text)),
                    self.tag in ("h1", "h2", "h3", "h4", "h5", "h6"),
                )
            )
        self.parts, self.linked, self.furniture, self.tag = [], 0, inside, tag


#: What a box of links or a readers' poll is headed with.
_BOX: Final = regex.compile(
    r"\W*(?:(?:यह|ये|इसे)\s+भी\s+(?:पढें|पढे|देखें)|also\s+read|read\s+also|(?:आपकी\s+राय|पाठकों?\s+का\s+पोल|your\s+(?:say|opinion)|readers?'?\s+poll|quick\s+poll)\s*:.*)\W*",
    regex.IGNORECASE,
)


def _is_box(node: Any, tag: str) -> bool:
    """True for a small container whose first line only announces other stories, or asks the reader."""
    if tag not in ("div", "section", "ul", "table") or len(node) < 2:
        return False
    texts = [" ".join(node.itertext()), " ".join(node[0].itertext())]
    return len(texts[0].split()) <= 40 and _BOX.fullmatch(fold(texts[1]).strip()) is not None


def _is_furniture(node: Any, tag: str, total: int) -> bool:
    named = f"{node.get('class') or ''} {node.get('id') or ''}"
    hidden = (
        node.get("hidden") is not None
        or node.get("aria-hidden") == "true"
        or regex.search(r"display\s*:\s*none|visibility\s*:\s*hidden", node.get("style") or "")
    )
    if tag in ("html", "body", "main", "article"):
        return False
    suspect = tag in _FURNITURE_TAGS or hidden or CONTAINERS.search(named) is not None or _is_box(node, tag)
    if tag == "header" and not any(a.tag == "article" for a in node.iterancestors()):
        suspect = True
    if not suspect:
        return False
    return len(" ".join(node.itertext())) < _WHOLE * total or tag in ("nav", "footer", "form")


def _main_text(source: str) -> str:
    """trafilatura's reading, folded; empty where it finds none."""
    import trafilatura

    try:
        found = trafilatura.extract(
            source, favor_recall=True, include_comments=False, include_tables=True, deduplicate=False
        )
    except (RecursionError, ValueError, TypeError, AttributeError, etree.LxmlError):
        found = None
    return " ".join(fold(clean(found or "")).split())


def _stray(block: _Raw, main: str) -> bool:
    """True for a block outside the main text that does not read like a paragraph."""
    text = " ".join(fold(block.text).split())
    words = len(text.split())
    if block.link_share > 0.7 and words < 25 and not ends_as_sentence(block.text):
        return True
    if not main or text in main:
        return False
    return (words < 12 and not ends_as_sentence(block.text)) or block.link_share > 0.5


def _title(root: Any) -> str | None:
    heads = [clean(" ".join("".join(h.itertext()).split())) for h in root.iter("h1")]
    heads = [h for h in heads if h]
    if len(heads) == 1:
        return heads[0]
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() in ("og:title", "twitter:title") and meta.get(
            "content"
        ):
            return clean(meta.get("content")).strip() or None
    if heads:
        return heads[0]
    for title in root.iter("title"):
        text = clean(" ".join((title.text or "").split()))
        return regex.split(r"\s+[|–—]\s+", text)[0].strip() or None
    return None


def _published(root: Any) -> date | None:
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in _DATE_META and (day := _iso(meta.get("content"))):
            return day
    for script in root.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json" and (day := _in_json(script.text or "")):
            return day
    for time in root.iter("time"):
        if day := _iso(time.get("datetime")) or date_in("".join(time.itertext())):
            return day
    return None


def _iso(text: str | None) -> date | None:
    if not text:
        return None
    found = regex.match(r"\s*(\d{4}-\d{2}-\d{2})", text)
    if not found:
        return date_in(text)
    try:
        return date.fromisoformat(found.group(1))
    except ValueError:
        return None


def _in_json(text: str) -> date | None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    todo, seen = [data], 0
    while todo and seen < 2000:
        seen += 1
        item = todo.pop(0)
        if isinstance(item, dict):
            day = _iso(item["datePublished"]) if isinstance(item.get("datePublished"), str) else None
            if day:
                return day
            todo += list(item.values())
        elif isinstance(item, list):
            todo += item
    return None
