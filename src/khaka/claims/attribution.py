"""Who says it: the words that name a speaker, found by rule in Hindi and English sentences."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Final

import regex

from khaka.claims import attribution_en, attribution_hi
from khaka.claims.cues import Attribution
from khaka.claims.sentences import quotations
from khaka.claims.text import Folded, is_hindi

#: Conjunctions that set one side's word against the other's.
_CONTRAST: Final = regex.compile(
    r"[,;।]?\s*(?<![\p{L}\p{M}])(?:(?:तो\s+)?वहीं|जबकि|लेकिन|मगर|किंतु|परंतु|पर(?=\s+(?:उन|उस|पार्टी|दल|सूत्र|"
    r"टीम|कांग्रेस|भाजपा|रणनीतिकार))|हालांकि|दूसरी\s+(?:ओर|तरफ)|उधर|इधर|"
    r"while|whereas|but|although|though|even\s+as|and|an?\s+(?:charge|claim|allegation|figure|suggestion|"
    r"assertion|contention|number)(?:\s+that)?)(?![\p{L}\p{M}])|;",
    regex.IGNORECASE,
)
_LEADING: Final = regex.compile(
    r"\s*(?:while|whereas|though|although|even\s+as|if|जहां|जहाँ|एक\s+(?:ओर|तरफ))(?![\p{L}\p{M}])", regex.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence, or the part of it that one speaker says."""

    start: int
    end: int
    attribution: Attribution | None


def clauses(folded: Folded) -> list[Clause]:
    """A sentence by speakers: one clause, or several where sides are set against each other."""
    masked = mask(folded.text)
    found = attribution_hi.find(masked) if is_hindi(folded.original) else attribution_en.find(masked)
    if not found:
        beside = _beside_quotation(folded, masked)
        if beside is not None:
            return [Clause(0, len(folded.text), beside)]
        return [Clause(0, len(folded.text), None)]
    cuts = _cuts(masked, found)
    edges = [0, *cuts, len(folded.text)]
    out = []
    for a, b in itertools.pairwise(edges):
        inside = [f for f in found if a <= f.start and f.end <= b]
        out.append(Clause(a, b, (_closing(masked[:b], inside) if inside else None) or _outermost(inside)))
    return out


def _beside_quotation(folded: Folded, masked: str) -> Attribution | None:
    """Whoever is named beside a quotation in a sentence without a verb of saying."""
    if not regex.search(r'"¤{8,}', masked):
        return None
    found = mentions(folded)
    return Attribution(found[0][0], found[0][1], found[0]) if found else None


def _outermost(found: list[Attribution]) -> Attribution | None:
    """The attribution that governs: one with an agent before one without, "according to" before a verb it wraps."""
    if not found:
        return None
    if found[0].speaker is None:
        # "it is being said that he asked ...": what nobody signs stays unsigned
        return found[0]
    agents = [f for f in found if f.speaker is not None] or found
    direct = [f for f in agents if not f.weak] or agents
    trailing = [f for f in direct if f.wraps]
    return (trailing or direct)[0]


def _closing(masked: str, found: list[Attribution]) -> Attribution | None:
    """An attribution that ends the sentence after a comma governs all of it: "He told them that ..., say sources." """
    last = found[-1]
    if len(found) < 2 or last.speaker is None or not regex.search(r",\s*$", masked[: last.start]):
        return None
    rest = masked[last.end :]
    return last if len(rest.split()) <= 5 and "¤" not in rest and not regex.search(r"\b(?:that|कि)\b", rest) else None


def _cuts(masked: str, found: list[Attribution]) -> list[int]:
    """Where a clause with a speaker of its own begins."""
    cuts: list[int] = []
    if _LEADING.match(masked):
        cuts += [f.start for f in found[1:2] if f.speaker and regex.search(r",\s*$", masked[: f.start])]
    for before, after in zip([None, *found], found, strict=False):
        low = before.end if before else 0
        for mark in _CONTRAST.finditer(masked, low, after.start + 1):
            if mark.end() > after.start + 1 or not masked[: mark.start()].strip():
                continue
            word = mark.group().strip(" ,").lower()
            if word == "and" and not _new_speaker(masked, before, after):
                continue
            if before is None and len(masked[: mark.start()].split()) < 4:
                continue
            if len(masked[mark.end() : after.start].split()) <= (0 if word == "and" else 6):
                cuts.append(mark.start())
                break
    return sorted(set(cuts))


def _new_speaker(masked: str, before: Attribution | None, after: Attribution) -> bool:
    return before is not None and after.speaker is not None and after.speaker[0] > before.end and not after.pronoun


def mask(text: str) -> str:
    """The text with what stands in quotation marks and in brackets blotted out, place by place."""
    out = list(text)
    for start, end in quotations(text):
        inner = text[start + 1 : end - 1]
        if (
            len(inner.split()) >= 3
            or text[max(0, start - 2) : start].strip() in (",", ":")
            or inner.endswith((",", ".", "।"))
        ):
            for i in range(start + 1, end - 1):
                out[i] = "¤"
            out[start] = out[end - 1] = '"'
    # a quotation that another paragraph closes
    if text.count('"') % 2 and regex.match(r'\s*"', text):
        for i in range(text.index('"') + 1, len(text)):
            out[i] = "¤"
    for found in regex.finditer(r"\([^()]{1,80}\)", "".join(out)):
        for i in range(found.start(), found.end()):
            out[i] = "¤"
    return "".join(out)


_TITLED_NAME: Final = regex.compile(
    r"\b(?:(?i:spokes(?:person|man|woman)|secretary|president|leader|convener|treasurer|minister|in-?charge|"
    r"chairman|chairperson|strategist|analyst|professor|mp|mla|chief|head|vice-president|"
    r"director))\s+(?:\p{Lu}[\p{L}.]*\s+){1,3}?\p{Lu}\p{L}+"
    r"|\p{Lu}[\p{L}.]+(?:\s+\p{Lu}[\p{L}.]+)+(?=,\s+(?:who|the|a|an|its|party|national|state|general|chief)\b)"
    r"|^(?:People|Those|Sources|Aides|Leaders)\s+(?:around|close\s+to|near|in)\s+(?:the\s+)?\p{Lu}\p{L}+"
    r"|^(?:An?|One|Two|Three|Some|Several|Many)\s+(?:\p{L}+\s+){0,3}(?:employees?|aides?|leaders?|members?|"
    r"officials?|functionar(?:y|ies)|office-?bearers?|colleagues?|associates?|legislators?|mps?|"
    r"mlas?)(?:\s+(?:of|in|close\s+to|from)\s+(?:the\s+)?[\p{L}']+(?:\s+(?:firm|team|party|office|committee|"
    r"panel))?)?"
    r"|^(?:(?:\p{Lu}\p{L}+\s+){0,3}(?i:party\s+)?(?i:office-?bearers|leaders|members|functionaries|insiders|"
    r"sources|legislators|workers))(?:\s+(?:of|in)\s+(?:the\s+)?\p{L}+(?:\s+\p{L}+)?)?"
    r"|^\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+(?=,|\s\p{Ll})"
)


def mentions(folded: Folded) -> list[tuple[int, int]]:
    """Spans of those who act in a sentence without a word of saying: before ने in Hindi, name and title in English."""
    masked = mask(folded.text)
    if is_hindi(folded.original):
        return attribution_hi.agents(masked)
    return [m.span() for m in _TITLED_NAME.finditer(masked)]
