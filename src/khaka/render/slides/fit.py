"""Will it fit? Lines of text measured by HarfBuzz before a box is drawn, in points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from khaka.render.charts.frame import wrap
from khaka.render.charts.shaping import advance

#: From line to line, in sizes: Devanagari has signs above and below.
LEADING: Final = 1.32
#: A reader without our font sees another one, which may be a little wider.
MARGIN: Final = 0.94


@dataclass(frozen=True, slots=True)
class Fitted:
    """Paragraphs with the size at which they fit, and the height they take."""

    texts: tuple[str, ...]
    size: float
    height: float
    left: tuple[str, ...] = ()  # what did not fit


def lines(text: str, width: float, size: float, weight: int, lang: str) -> int:
    """How many lines a text takes; a word wider than the box is broken."""
    found = 0
    for paragraph in text.split("\n"):
        for line in wrap(paragraph, width * MARGIN, lang, size, weight):
            wide = advance(line, size, weight, lang)
            found += max(1, -int(-wide // (width * MARGIN)))
    return found


def height(texts: Sequence[str], width: float, size: float, weight: int, lang: str, gap: float = 0.0) -> float:
    """The height of paragraphs with ``gap`` sizes between them."""
    rows = sum(lines(text, width, size, weight, lang) for text in texts)
    return rows * size * LEADING + max(0, len(texts) - 1) * gap * size


def fit_title(text: str, width: float, room: float, sizes: Sequence[float], lang: str) -> Fitted:
    """A title at the largest size that fits; at the smallest it is cut between words and ends in an ellipsis."""
    for size in sizes:
        taken = height([text], width, size, 600, lang)
        if taken <= room:
            return Fitted((text,), size, taken)
    words, size = text.split(), sizes[-1]
    while len(words) > 1:
        words.pop()
        short = " ".join(words).rstrip(" ,;:–-") + " …"
        taken = height([short], width, size, 600, lang)
        if taken <= room:
            return Fitted((short,), size, taken, (text,))
    return Fitted((text[:40] + " …",), size, size * LEADING, (text,))


def fit_list(texts: Sequence[str], width: float, room: float, sizes: Sequence[float], lang: str, gap: float) -> Fitted:
    """As many paragraphs as fit: all of them at the largest size that allows it, else the first at the smallest."""
    for size in sizes:
        taken = height(texts, width, size, 400, lang, gap)
        if taken <= room:
            return Fitted(tuple(texts), size, taken)
    size, kept = sizes[-1], list(texts)
    while len(kept) > 1 and height(kept, width, size, 400, lang, gap) > room:
        kept.pop()
    taken = height(kept, width, size, 400, lang, gap)
    if taken > room:
        return Fitted((_cut(kept[0], width, room, size, lang),), size, room, tuple(texts))
    return Fitted(tuple(kept), size, taken, tuple(texts[len(kept) :]))


def _cut(text: str, width: float, room: float, size: float, lang: str) -> str:
    words = text.split()
    while len(words) > 1 and height([" ".join(words) + " …"], width, size, 400, lang) > room:
        words.pop()
    return " ".join(words).rstrip(" ,;:–-") + " …"
