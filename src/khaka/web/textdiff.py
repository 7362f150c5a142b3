"""Two texts side by side as pieces that stand, were struck or came in; by words, so that no Devanagari syllable is torn."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

import regex

_WORDS: Final = regex.compile(r"\s+|[^\s]+")
#: Beyond this many words the whole text is shown as struck and come in: the comparison is quadratic.
_MOST: Final = 4_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; ``how`` is ``same``, ``out`` or ``in``."""

    how: str
    text: str


def compare(before: str, after: str) -> list[Piece]:
    """The pieces that lead from one text to the other."""
    a, b = _WORDS.findall(before), _WORDS.findall(after)
    if len(a) + len(b) > _MOST:
        return [Piece(how, text) for how, text in (("out", before), ("in", after)) if text]
    found: list[Piece] = []
    for what, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Piece("same", "".join(a[i:j])))
            continue
        found += [Piece(how, text) for how, text in (("out", "".join(a[i:j])), ("in", "".join(b[k:m]))) if text]
    return found
