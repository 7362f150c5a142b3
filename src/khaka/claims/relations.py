"""Claims about claims inside one report: what a denial denies, and which claims cannot all hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import regex

from khaka.claims.base import Claim, Disagreement
from khaka.claims.cues import plain
from khaka.claims.merge import content, same_speaker
from khaka.claims.sides import surname_of
from khaka.claims.text import Folded

_AGAINST: Final = regex.compile(
    plain(
        r"हालांकि|वहीं|लेकिन|जबकि|केवल|सिर्फ|न\s+कि|नहीं|उलट|\bhowever\b|\bbut\b|\bonly\b|\binsist|\bnot\b|"
        r"\bwhile\b|\bcounter|\binstead\b|\bon\s+the\s+contrary\b"
    ),
    regex.IGNORECASE,
)
_OUTSIDE: Final = regex.compile(
    plain(
        r"(?:उन|ऐसी|इन|मीडिया|तमाम)?\s*(?:खबरों|अटकलों|चर्चाओं|रिपोर्टों|कयासों|अफवाहों)[^।]*|"
        r"(?:media\s+)?(?:reports?|rumou?rs?|speculation|talk|suggestions?|stories)\s+(?:that|of|about)?[^.\"]*"
    ),
    regex.IGNORECASE,
)
_BARE: Final = regex.compile(
    plain(
        r"(?:इसे|इनसे|इससे)(?![\p{L}\p{M}])|(?:इस|ऐसे|इन|ऐसी|उक्त|उस)\s+(?:दावे|आरोप|बात|बयान|आरोपों|दावों|किसी|"
        r"संख्या|आंकड़े|सुझाव|प्रस्ताव)|\b(?:this|that|it|the\s+(?:claim|charge|allegation|number|figure|"
        r"statement|account|version|suggestion))\b"
    ),
    regex.IGNORECASE,
)
#: Topics of which one report can give many values that do not contradict each other.
_MANY: Final = frozenset({"budget", "meetings", "candidates", "booths", "turnout", None})


def referring(claims: Sequence[Claim]) -> list[Claim]:
    """The claims with ``refers_to`` set where one denies another, or speaks against it on the same topic."""
    out: list[Claim] = []
    for i, claim in enumerate(claims):
        earlier = [c for c in out if not same_speaker(c, claim)]
        target = None
        if claim.denies:
            target = _denied(claim, earlier) or _denied_words(claim)
        elif _AGAINST.search(Folded(claim.quote).text):
            target = next((c.id for c in reversed(earlier) if _differ(c, claim)), None)
        about = claim.about or next((c.about for c in earlier if c.id == target and claim.value is None), None)
        out.append(replace(claims[i], refers_to=target, about=about))
    return out


def _denied(claim: Claim, earlier: Sequence[Claim]) -> str | None:
    """Id of the earlier claim that a denial fits best: its speaker named, its topic, its words."""
    said = content(claim.quote)
    low = Folded(claim.quote).text.lower()
    best: tuple[float, int] | None = None
    for n, other in enumerate(earlier):
        score = float(len(said & content(other.quote)))
        score += 2 if other.about == claim.about and claim.about is not None else 0
        surname = surname_of(other.speaker) if other.speaker else ""
        score += 3 if surname and surname in low else 0
        if score >= 2 and (best is None or score >= best[0]):
            best = (score, n)
    if best is not None:
        return earlier[best[1]].id
    if earlier and _BARE.search(low) and not _OUTSIDE.search(low):
        return earlier[-1].id
    return None


def _denied_words(claim: Claim) -> str | None:
    """The denied words of a report that stands outside this one: "reports that he wanted the post"."""
    folded = Folded(claim.quote)
    found = _OUTSIDE.search(folded.text)
    return folded.slice(found.start(), found.end()).strip() if found else None


def _differ(a: Claim, b: Claim) -> bool:
    """True when two claims of one topic and one scope give different values."""
    if (
        a.about is None
        or a.about != b.about
        or a.value is None
        or b.value is None
        or a.value == b.value
        or (a.unit != b.unit and a.about not in ("scope_of_talks",))
    ):
        return False
    if a.about == "scope_of_talks":
        return True
    places = not a.states or not b.states or set(a.states) == set(b.states)
    parties = not a.parties or not b.parties or bool(set(a.parties) & set(b.parties))
    elections = a.election is None or b.election is None or a.election == b.election
    return places and parties and elections


def disagreements(claims: Sequence[Claim]) -> tuple[Disagreement, ...]:
    """Groups of claims on one topic that give different values, then denials with what they deny; in order of the text."""
    found: list[Disagreement] = []
    for about in dict.fromkeys(c.about for c in claims):
        if about in _MANY:
            continue
        group = [c for c in claims if c.about == about and c.value is not None]
        at_odds = [c for c in group if any(_differ(c, o) and not same_speaker(c, o) for o in group)]
        if at_odds:
            found.append(Disagreement(tuple(c.id for c in at_odds), about))
    by_id = {c.id: c for c in claims}
    for c in claims:
        if c.denies and c.refers_to in by_id and not any({c.id, c.refers_to} <= set(d.claims) for d in found):
            found.append(Disagreement((c.refers_to, c.id), by_id[c.refers_to].about or c.about))
    return tuple(found)
