"""Paragraphs into sentences. A quotation stays in one piece, and with the words that say whose it is.

Own code on ``regex``: a blank spaCy pipeline has no Hindi sentence rules and costs a second and 100 MB; indic-nlp-library
and pysbd have had no release for years.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import regex

from khaka.claims.cues import listed
from khaka.claims.text import Folded

#: A quotation longer than this was never closed.
LONGEST_QUOTE: Final = 1200
#: Longer ones are no sentence and no paragraph of a newspaper.
LONGEST_SENTENCE: Final = 1500
LONGEST_PARAGRAPH: Final = 6000

_ABBREVIATIONS: Final = frozenset(
    listed(
        "mr mrs ms dr prof shri smt st no nos rs gen lt col capt rev sr jr vs etc hon govt dept jan feb mar apr "
        "jun jul aug sep sept oct nov dec "
        "a.m p.m i.e e.g u.s u.p m.p j&k approx डॉ डा प्रो श्री श्रीमती सुश्री मो पं एड लेफ्टि जन रु सं ई"
    )
)
_END: Final = regex.compile(r"[।॥?!]+|\.{3}|…|\.")
_HINDI_INITIAL: Final = regex.compile(
    r"(?:^|[\s.(])(?:ए|बी|सी|डी|ई|एफ|जी|एच|आई|जे|के|एल|एम|एन|ओ|पी|क्यू|आर|एस|टी|यू|वी|डब्ल्यू|एक्स|वाई|जेड)$"
)
#: What follows a closed quotation and still belongs to it: "...", he said. / "..." उन्होंने कहा।
_TAIL: Final = regex.compile(
    r"\s*(?:[,;]|\((?!\d)|[a-z]|(?:उन्होंने|उनका|उनके|इन्होंने|यह|ये|ऐसा|कहते|कहा|बताया|बोले|बोलीं|"
    r"[^\"।.]{0,60}\sने\s[^\"।.]{0,40}(?:कहा|बताया|लिखा|जोड़ा|जोड़ा)\s*[।.]))"
    r"|\s*(?:he|she|they|said|says|\p{Lu}[^\".]{0,80}\s(?:said|says|added|told|asked|wrote|posted|claimed|"
    r"insisted|argued|remarked|quipped|countered))\b",
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report.

    Parameters
    ----------
    text
        Word for word, without spaces at the ends.
    paragraph
        Number of its paragraph, from 0.
    folded
        The same for matching.
    """

    text: str
    paragraph: int
    folded: Folded


def sentences(paragraphs: tuple[str, ...]) -> list[Sentence]:
    """All sentences of a text, in order."""
    return [
        Sentence(piece, n, Folded(piece))
        for n, p in enumerate(paragraphs)
        for chunk in _pieces(p, LONGEST_PARAGRAPH)
        for s in split(chunk)
        for piece in _pieces(s, LONGEST_SENTENCE)
    ]


def _pieces(text: str, longest: int) -> list[str]:
    """The text in stretches of at most ``longest`` characters, cut at the end of a sentence, at a space, or anywhere.

    The rules look back and ahead within a sentence; a page without full stops must not make them look at all of it.
    """
    out: list[str] = []
    while len(text) > longest:
        head = text[:longest]
        at = max(head.rfind(". "), head.rfind("। "), head.rfind("? ")) + 1
        at = at if at > longest // 4 else head.rfind(" ")
        at = at if at > longest // 4 else longest
        out.append(text[:at].strip())
        text = text[at:]
    return [p for p in [*out, text.strip()] if regex.search(r"[\p{L}\p{N}]", p)]


def split(paragraph: str) -> list[str]:
    """The sentences of one paragraph; each is a stretch of it, word for word."""
    folded = Folded(paragraph)
    text, spans = folded.text, quotations(folded.text)
    cuts, start = [], 0
    for found in _END.finditer(text):
        end = found.end()
        if any(a < found.start() and found.end() < b - 1 for a, b in spans) or not _is_end(text, found.start(), end):
            continue
        end = _past_closing(text, end)
        if end < start or _continues(text, start, found.start(), end, spans):
            continue
        cuts.append((start, end))
        start = end
    cuts.append((start, len(text)))
    pieces = [folded.slice(a, b).strip() for a, b in cuts]
    return [p for p in pieces if regex.search(r"[\p{L}\p{N}]", p)]


def quotations(text: str) -> list[tuple[int, int]]:
    """Spans of quotations in folded text, marks included. An apostrophe inside a word opens nothing."""
    spans, at = [], 0
    unclosed: set[str] = set()
    while at < len(text):
        mark = text[at]
        if mark not in unclosed and (mark == '"' or (mark == "'" and _opens(text, at))):
            close = _closing(text, at)
            if close is None:
                # what nothing closes from here on, nothing closes later
                unclosed.add(mark)
            if close and close - at <= LONGEST_QUOTE:
                spans.append((at, close + 1))
                at = close
        at += 1
    return spans


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not regex.match(r"[\p{L}\p{M}\p{N}]", before) and not after.isspace()


def _closing(text: str, at: int) -> int | None:
    mark = text[at]
    for i in range(at + 1, len(text)):
        if text[i] == mark:
            if mark == '"':
                return i
            after = text[i + 1] if i + 1 < len(text) else " "
            if not regex.match(r"[\p{L}\p{M}\p{N}]", after) and not text[i - 1].isspace():
                return i
    return None


def _is_end(text: str, start: int, end: int) -> bool:
    if text[start] != ".":
        return True
    if text[start:end] == "...":
        return regex.match(r"[\"')\]]*\s+[\p{Lu}\p{Devanagari}\"]", text[end:]) is not None
    after = text[end : end + 1]
    if after and not after.isspace() and after not in "\"')]":
        # «कहा.उन्होंने» without a space is common; a decimal point and an abbreviation are not ends
        return bool(regex.match(r"\p{Devanagari}", after)) and _long_word(text[:start])
    last = regex.search(r"[\p{L}\p{M}.&]+$", text[:start])
    word = last.group().lower() if last else ""
    if word in _ABBREVIATIONS or regex.fullmatch(r"(?:\p{L}\.)*\p{Lu}", last.group() if last else ""):
        return False
    return not _HINDI_INITIAL.search(text[:start])


def _long_word(before: str) -> bool:
    last = regex.search(r"[\p{L}\p{M}]+$", before)
    return last is not None and len(last.group()) > 3 and not _HINDI_INITIAL.search(before)


def _past_closing(text: str, end: int) -> int:
    while end < len(text) and text[end] in "\"')]":
        if text[end] in "\"'" and end + 1 < len(text) and not text[end + 1].isspace() and text[end + 1] not in ")].,":
            break
        end += 1
    return end


def _continues(text: str, first: int, start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """True when the end is that of a quotation whose speaker comes after it."""
    closed = [a for a, b in spans if a < start < b and b <= end + 1]
    if not closed:
        return False
    rest = text[end:]
    if regex.match(r"\s*(?:[,;]|[a-z]|कहा|बताया|कहते|कहती)", rest):
        return True
    # words outside the quotation have named the speaker already
    return not text[first : closed[0]].strip() and _TAIL.match(rest) is not None
