"""Text as office files take it: cleaned, never a formula, and short enough for a sheet's tab."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

#: Excel's own limits, in UTF-16 code units.
TAB: Final = 31
CELL: Final = 32_767
#: Characters that no XML file may hold, and signs that turn the direction of the text after them.
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\n\t]+")
_SIGNS: Final = frozenset("=+-@|%\t＝＋－＠")
_RESERVED: Final = frozenset({"history"})


def clean(text: str) -> str:
    """The text in composed form without characters that an office file cannot hold."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return _UNFIT.sub("", text)


def cell_text(text: str) -> str:
    """Cleaned, and cut where Excel would refuse the whole cell."""
    text = clean(text)
    return text if units(text) <= CELL else _cut(text, CELL - 1) + "…"


def looks_like_formula(text: str) -> bool:
    """True when a spreadsheet might take the text for a formula once a user edits or copies the cell."""
    return text[:1] in _SIGNS or text.lstrip(" \n\t\u00a0'\"")[:1] in _SIGNS


def units(text: str) -> int:
    """Length in UTF-16 code units, as Excel counts."""
    return len(text.encode("utf-16-le")) // 2


class Tabs:
    """Names of sheets: at most 31 units, no forbidden sign, each once (capitals do not count).

    Parameters
    ----------
    taken
        Names that no table may have.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {name.casefold() for name in taken} | _RESERVED

    def name(self, number: str, title: str) -> str:
        """A name from a section's number and a table's title."""
        plain = _FORBIDDEN.sub(" ", clean(title))
        words = " ".join(f"{number} {plain}".split()).strip("' ") or "1"
        for attempt in range(1, 10_000):
            tail = "" if attempt == 1 else f" ({attempt})"
            found = _cut(words, TAB - len(tail)).rstrip("' ") + tail
            if found.casefold() not in self._taken:
                self._taken.add(found.casefold())
                return found
        raise ValueError(f"too many sheets are called {words!r}")


def _cut(text: str, most: int) -> str:
    """At most ``most`` units, cut at a space when one is near, else between letters and never inside one."""
    if units(text) <= most:
        return text
    head = text
    while units(head) > most:
        head = head[:-1]
    space = head.rfind(" ") if text[len(head)] != " " else -1
    if space > 0.6 * len(head):
        return head[:space].rstrip(" ,;:–-")
    following = text[len(head)]
    while head and (unicodedata.category(following) in ("Mn", "Mc") or head[-1] in "\u094d\u200d\u200c"):
        following, head = head[-1], head[:-1]
    return head
