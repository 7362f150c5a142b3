"""One normal form of a text for comparing what two persons typed, and whether a quote stands in a text."""

from __future__ import annotations

import unicodedata
from typing import Final

#: Spellings that mean one thing: nukta and joiners fall away, chandrabindu is anusvara, quotation marks and dashes are plain.
SPELLINGS: Final = {
    "\u200c": "", "\u200d": "", "\u093c": "", "\u0901": "\u0902", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‘": "'", "’": "'", "‛": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "\u0085": " ",
}  # fmt: skip
DIGITS: Final = {chr(0x966 + i): str(i) for i in range(10)}
_TABLE: Final = str.maketrans(SPELLINGS | DIGITS)


def fold(text: str) -> str:
    """The text in NFC and lower case, spellings and digits as one, each run of white space a single space."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_TABLE).lower().split())


def stands_in(quote: str, text: str) -> bool:
    """True when a quote stands in a text word for word, from one word's beginning to another's end.

    Spacing, quotation marks, digits and spellings aside: "37" does not stand in "370".
    """
    wanted, where = fold(quote), fold(text)
    at = where.find(wanted) if wanted else -1
    while at >= 0:
        if not _cuts(where, at) and not _cuts(where, at + len(wanted)):
            return True
        at = where.find(wanted, at + 1)
    return False


def _cuts(text: str, at: int) -> bool:
    """True when a place lies inside a word."""
    return 0 < at < len(text) and _of_a_word(text[at - 1]) and _of_a_word(text[at])


def _of_a_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")
