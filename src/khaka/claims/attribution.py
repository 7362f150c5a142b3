"""Who says it: the words that name a speaker, found by rule in Hindi and English sentences."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Final

import regex

from khaka.claims import attribution_en, attribution_hi, labels
from khaka.claims.cues import DENY, Attribution, plain
from khaka.claims.numbers import amounts
from khaka.claims.patterns_en import PARTICIPLE
from khaka.claims.people import people
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
    r"\s*(?:while|whereas|though|although|even\s+as|if|(?:(?:an?|two|three|\d+|some)?\s*(?:days?|hours?|weeks?|months?|minutes?|moments?)\s+)?after|जहां|जहाँ|एक\s+(?:ओर|तरफ))(?![\p{L}\p{M}])",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence, or the part of it that one speaker says."""

    start: int
    end: int
    attribution: Attribution | None


def clauses(folded: Folded, known: frozenset[str] = frozenset()) -> list[Clause]:
    """A sentence by speakers: one clause, or several where sides are set against each other.

    Parameters
    ----------
    folded
        The sentence.
    known
        Surnames of those who were named before.
    """
    masked = mask(folded.text)
    found = attribution_hi.find(masked, known) if is_hindi(folded.original) else attribution_en.find(masked)
    label = labels.find(masked, folded.original, known)
    if label is not None and not any(f.speaker and not f.pronoun for f in found):
        found = [label]
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
    return _cited(masked, out)


#: "rejected a report in a Marathi daily which said that ...", उन खबरों को निराधार बताया जिनमें कहा गया था कि
_CITED: Final = regex.compile(
    plain(
        r"(?P<at>(?:(?:an?|the|some|two|several|all)\s+)?(?:media\s+|news\s+)?reports?)(?:\s+(?:in|by|on|from)\s+(?P<who>[^,;\"]{3,50}?))?\s+(?:which|that)\s+(?:had\s+)?"
        r"(?P<verb>said|claimed|suggested|alleged|stated)\s+that\s|"
        r"(?:उन|इन|ऐसी)\s+(?:मीडिया\s+)?(?P<who>खबरों|रिपोर्टों)\s[^।\";]{3,60}?\s(?P<at>(?:जिनमें|जिसमें))\s+(?P<verb>(?:कहा|बताया|दावा\s+किया)\s+(?:गया|जा\s+रहा))(?:\s+(?:था|है))?\s+कि\s"
    )
)


def _cited(masked: str, found: list[Clause]) -> list[Clause]:
    """Cuts off a figure that a denied report of the press had given: it is the press's word."""
    last = found[-1]
    if last.attribution is None or last.attribution.act != DENY:
        return found
    cited = _CITED.search(masked, last.start, last.end)
    if cited is None or not amounts(masked[cited.end() : last.end]) or cited.start("at") <= last.attribution.start:
        return found
    at = cited.start("at")
    whose = cited.span("who") if cited["who"] else cited.span("at")
    return [
        *found[:-1],
        Clause(last.start, at, last.attribution),
        Clause(at, last.end, Attribution(at, cited.end("verb"), whose)),
    ]


def _beside_quotation(folded: Folded, masked: str) -> Attribution | None:
    """Whoever is named beside a quotation in a sentence without a verb of saying."""
    if not regex.search(r'"¤{8,}', masked):
        return None
    found = [f for f in people(masked, folded.original) if f.subject]
    if not found:
        return None
    span = found[0].start, found[0].end
    return Attribution(*span, span)


def _outermost(found: list[Attribution]) -> Attribution | None:
    """The attribution that governs: one with an agent before one without, "according to" before a verb it wraps."""
    if not found:
        return None
    if found[0].speaker is None and not (found[0].told and any(f.speaker for f in found)):
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
    if found[-2].wraps and not masked[found[-2].end : last.start].strip(" ,"):
        # "सूत्रों के मुताबिक, समूह ने प्रस्ताव रखा है": the sources say that it did
        return None
    rest = masked[last.end :]
    if masked[slice(*last.speaker)].lower() == "they" and regex.match(r"\W*(?:For|To)\s", masked) and found[0].speaker:
        # "To people who have worked with him, ...: a list is a discipline, they argue"
        return found[0]
    return last if len(rest.split()) <= 5 and "¤" not in rest and not regex.search(r"\b(?:that|कि)\b", rest) else None


def _cuts(masked: str, found: list[Attribution]) -> list[int]:
    """Where a clause with a speaker of its own begins."""
    cuts: list[int] = []
    if _LEADING.match(masked):
        cuts += [f.start for f in found[1:2] if f.speaker and regex.search(r",\s*$", masked[: f.start])]
    for before, after in zip([None, *found], found, strict=False):
        low = before.end if before else 0
        if before is not None and PARTICIPLE.match(masked, after.start - 1):
            cuts.append(after.start - 1)
            continue
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
