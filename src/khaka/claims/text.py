"""Characters: cleaning what a page hides in its text, and folding spellings so that one pattern reads them all."""

from __future__ import annotations

import unicodedata
from typing import Final

import regex

from khaka.core.folding import DIGITS, SPELLINGS

#: Direction marks, zero-width characters, controls. The joiners U+200C and U+200D belong to Hindi and stay.
_HIDDEN: Final = regex.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\ufff9-\ufffb"
    "\ud800-\udfff]|[\U000e0000-\U000e007f]"
)
_MARKS: Final = regex.compile(r"(\p{M}{4})\p{M}+")
_SPACE: Final = regex.compile(r"[ \t\r\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")


def clean(text: str) -> str:
    """Text in form NFC, without hidden characters, with single spaces; line ends stay.

    A letter keeps at most four combining marks: a longer pile only hides what stands below it.
    """
    text = _HIDDEN.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))
    text = _MARKS.sub(r"\1", text)
    return "\n".join(_SPACE.sub(" ", line).strip() for line in text.split("\n"))


class Folded:
    """A text with spellings folded for matching, that knows where each character came from.

    Nukta and joiners fall away, chandrabindu becomes anusvara, quotation marks and dashes become plain ones, Devanagari
    digits become 0-9. Patterns of this room are written for folded text.
    """

    __slots__ = ("_at", "original", "text")

    def __init__(self, original: str) -> None:
        self.original = original
        out: list[str] = []
        self._at: list[int] = []
        for i, c in enumerate(original):
            folded = SPELLINGS.get(c, DIGITS.get(c, c))
            if folded:
                out.append(folded)
                self._at.append(i)
        self._at.append(len(original))
        self.text = "".join(out)

    def slice(self, start: int, end: int) -> str:
        """The original characters of a stretch of the folded text."""
        if end <= start:
            return ""
        stop = self._at[end] if end < len(self._at) else len(self.original)
        return self.original[self._at[start] : stop]

    def at(self, position: int) -> int:
        """Where a character of the folded text stands in the original."""
        return self._at[min(position, len(self._at) - 1)]


def fold(text: str) -> str:
    """The folded text alone, in lower case."""
    return Folded(text).text.lower()


def is_hindi(text: str) -> bool:
    """True when a third or more of the letters are Devanagari: names in brackets may be English."""
    deva = len(regex.findall(r"\p{Devanagari}", text))
    latin = len(regex.findall(r"\p{Latin}", text))
    return deva > 0 and deva * 2 >= latin


def letters_of_known_scripts(text: str) -> tuple[int, int]:
    """How many letters are Devanagari or Latin, and how many there are in all."""
    known = len(regex.findall(r"[\p{Devanagari}\p{Latin}]", text))
    return known, len(regex.findall(r"[\p{L}\p{M}]", text))


def words(text: str) -> list[str]:
    """Words in lower case with spellings folded; vowel signs belong to their word."""
    return regex.findall(r"[\p{L}\p{M}\p{N}]+", fold(text))
