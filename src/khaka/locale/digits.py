"""Digits of another script in running text: 382 becomes ३८२, while UP-36, s.126A and addresses stay as they are."""

from __future__ import annotations

import re
from typing import Final

from babel import Locale

#: Names of the switch and of the numbering systems behind it (CLDR's).
DIGITS: Final = {"latin": "latn", "devanagari": "deva"}
_DEVANAGARI: Final = str.maketrans("0123456789", "०१२३४५६७८९")
#: What a reader takes as one piece; a piece with a Latin letter in it is an id, an address or a word.
_PIECE: Final = re.compile(r"[0-9A-Za-z\u00c0-\u024f_@#&?=/\\.,:%~+\-]*[0-9][0-9A-Za-z\u00c0-\u024f_@#&?=/\\.,:%~+\-]*")
_LETTER: Final = re.compile(r"[A-Za-z\u00c0-\u024f_@\\]")


def numerals_of(locale: Locale, wanted: str) -> str:
    """``deva`` where that is asked for and the language's script has those digits, else ``latn``."""
    return "deva" if wanted == "deva" and locale.other_numbering_systems.get("native") == "deva" else "latn"


def in_numerals(text: str, numerals: str) -> str:
    """The text with its numbers in other digits; ids and addresses are left alone."""
    if numerals != "deva":
        return text
    return _PIECE.sub(lambda m: m[0] if _LETTER.search(m[0]) else m[0].translate(_DEVANAGARI), text)
