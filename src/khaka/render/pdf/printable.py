"""What the print can show. Signs without a glyph are replaced in sight of the reader, never left to print as boxes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from khaka.render.charts.shaping import characters

#: Printed by typst's own DejaVu Sans Mono, because the packaged font lacks them; typst carries that font in itself.
BORROWED: Final = frozenset("→←↑↓↔⇒≤≥≠≈±½¼¾†‡√∞∑■□▲▼●○◆✓✗")
#: Spaces and hyphens that mean the same as one that the font has.
_ALIKE: Final = str.maketrans({
    "\u2009": "\u00a0", "\u202f": "\u00a0", "\u2007": "\u00a0", "\u2011": "-", "\u2010": "-", "\u2060": None,
    "\ufeff": None, "\u00ad": None, "\t": " ", "\r": None, "\u200b": None, "\u2028": "\n", "\u2029": "\n",
})  # fmt: skip
_MISSING: Final = "[?]"
_RUN: Final = re.compile(r"(?:\[\?\])+")


def has_glyph(char: str) -> bool:
    """True when the character prints."""
    return char == "\n" or ord(char) in characters() or char in BORROWED


@lru_cache(maxsize=100_000)
def printable(text: str) -> str:
    """The text in composed form, with ``[?]`` where a run of characters cannot be printed."""
    text = unicodedata.normalize("NFC", text).translate(_ALIKE)
    if all(has_glyph(c) for c in text):
        return text
    return _RUN.sub(_MISSING, "".join(c if has_glyph(c) else _MISSING for c in text))
