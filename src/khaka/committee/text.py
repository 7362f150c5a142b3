"""Texts that people type: one normal form, no invisible tricks, Indian digits read as numbers."""

from __future__ import annotations

import unicodedata
from typing import Final

#: Marks that turn the direction of writing, and invisible ones. ZWJ and ZWNJ stay: Devanagari needs them.
_INVISIBLE: Final = frozenset("\u200b\u200e\u200f\u2060\ufeff\u00ad\u180e\u061c") | frozenset(
    chr(c)
    for first, after in ((0x202A, 0x202F), (0x2066, 0x206A), (0x2061, 0x2065), (0xFFF9, 0xFFFC), (0xE0000, 0xE0080))
    for c in range(first, after)
)
#: Combining marks in a row beyond which a text is a flood; Devanagari and Vedic accents need fewer.
_MARKS_IN_A_ROW: Final = 6
_DIGITS: Final = str.maketrans("०१२३४५६७८९", "0123456789")


def clean(text: str) -> str:
    """The text in NFC with plain line ends and no space around it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def fault(text: str, *, lines: bool) -> str:
    """Why a text cannot be taken: ``control``, ``invisible``, ``surrogate``, ``flood``; empty when it can."""
    run = 0
    for char in text:
        category = unicodedata.category(char)
        if category == "Cs":
            return "surrogate"
        if category == "Cc" and not (lines and char in "\n\t"):
            return "control"
        if char in _INVISIBLE or category in ("Co", "Cn"):
            return "invisible"
        run = run + 1 if category in ("Mn", "Me") else 0
        if run > _MARKS_IN_A_ROW:
            return "flood"
    return ""


def latin_digits(text: str) -> str:
    """Devanagari digits as 0-9."""
    return text.translate(_DIGITS)
