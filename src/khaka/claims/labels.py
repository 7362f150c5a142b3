"""A speaker before a colon or after one: "Nair to reporters: ...", नायर का पलटवार: ..., "... will not cross 150: Nair"."""

from __future__ import annotations

from typing import Final

import regex

from khaka.claims.cues import SAY, Attribution, plain
from khaka.claims.people import Person, people
from khaka.claims.phrases_hi import np_before
from khaka.claims.sides import surname_of
from khaka.claims.text import is_hindi

_COLON: Final = regex.compile(
    plain(
        r"(?<!\d)\s*:\s+|(?<=[\p{L}\p{M}])\s*:\s*(?=[\"'])|"
        r"(?<=\s(?:का|की)\s(?:दावा|पलटवार|तंज|बयान|आरोप|ट्वीट|पोस्ट|जवाब|कटाक्ष|ऐलान|एलान|प्रतिक्रिया|सवाल|हमला))\s*[,-]\s*"
    )
)
_GENITIVE: Final = regex.compile(
    plain(
        r"\s(?:का|की|के)\s+(?:(?!पास|पीछे|साथ)[\p{L}\p{M}]+\s+)?(?:दावा|हिसाब|गणित|फॉर्मूला|राय|नसीहत|टिप्पणी|शिकायत|संदेश|नारा|निष्कर्ष|पलटवार|तंज|बयान|आरोप|ट्वीट|पोस्ट|जवाब|कटाक्ष|ऐलान|एलान|"
        r"प्रतिक्रिया|कहना|सवाल|हमला|वार|मांग|अपील|चेतावनी|भरोसा|तर्क|सफाई|दो\s+टूक)(?:\s+(?:(?!यह)[\p{L}\p{M}]+\s+)?(?:है|हैं|था|थी|रहा|रही|आया|आई))?\s*$"
    )
)
_ACTS: Final = regex.compile(
    plain(
        r"\s+(?:[\p{L}\p{M}]+कर\s+)?[\p{L}\p{M}]+\s+(?:उठे|उठीं|उठी|पड़े|पड़ीं|पड़ी|गए|गईं|गई|दिए|बैठे|बैठीं)\s*$|\s+(?:भड़के|भड़कीं|बिफरे|बिफरीं|गरजे|गरजीं|हंसे|हंसीं|मुस्कराए|पलटे)\s*$"
    )
)
_SOURCES: Final = regex.compile(
    plain(r"(?:[\p{L}\p{M}'-]+\s+){0,3}(?:सूत्र|सूत्रों|sources?|officials?|insiders|report|survey)\W*$"), regex.IGNORECASE
)
_COLLECTIVE: Final = regex.compile(
    r"^\W*(?:(?:party|congress|\p{Lu}\p{L}+)\s+)?(?:insiders|sources|leaders|aides|observers|analysts|people\s+close\s+to\s+\p{Lu}\p{L}+)\b",
    regex.IGNORECASE,
)
#: "Boothwise has a short answer to that: ..."
_HAS_ANSWER: Final = regex.compile(
    r"^\W*(?P<np>(?:[Tt]he\s+)?(?:party|firm|company|\p{Lu}[\p{L}()&'-]+)(?:\s\p{Lu}[\p{L}()&'-]+){0,3})(?:,\s[^,:\"]{3,80},)?\s+(?:has|had|have|offers|offered|gave|gives)\s+(?:an?|one|only\s+one|its\s+own|his\s+own|"
    r"her\s+own)\s+(?:[\p{Ll}-]+\s+){0,2}(?:answer|reply|response|explanation|theory|word|verdict|view|line|complaint|advice|warning|question|account|rule)\b[^:\"]{0,40}$"
)
_LONGEST: Final = 22


def find(text: str, original: str, known: frozenset[str] = frozenset()) -> Attribution | None:
    """The attribution that a colon makes in a masked sentence without another one before it, or None.

    Parameters
    ----------
    text
        The masked sentence.
    original
        The sentence as printed, for its script.
    known
        Surnames that the report has named with a first name or a title.
    """
    for colon in _COLON.finditer(text):
        head, tail = text[: colon.start()], text[colon.end() :]
        if len(head.split()) <= _LONGEST and (len(tail.split()) >= 2 or "¤" in tail):
            speaker = _head(head, original, known)
            if speaker is not None:
                return Attribution(speaker[0], colon.end(), speaker, SAY, wraps=True)
        if len(tail.split()) <= 6 and len(head.split()) >= 3:
            speaker = _tail(text, colon.end(), original, known)
            if speaker is not None:
                return Attribution(colon.start(), len(text), speaker, SAY, wraps=True)
    return None


def _head(head: str, original: str, known: frozenset[str]) -> tuple[int, int] | None:
    if is_hindi(original):
        aside = regex.fullmatch(
            plain(r"\W*(?P<np>[^,]{4,60}),\s[^,]{3,60}?(?:कर|में|से|पर|बाद|साथ|पहले|समय|वक्त|हुए|दौरान)\s*"), head
        )
        if aside and (surname_of(aside["np"]) or _somebody(aside["np"], known)) and 2 <= len(aside["np"].split()) <= 6:
            # "रत्नाकर शुक्ल, बैठक से निकलकर: ..."
            return aside.span("np")
        owned = _GENITIVE.search(head)
        acts = None if owned else _ACTS.search(head)
        if acts and surname_of(head[: acts.start()]):
            who = np_before(head, acts.start())
            if who and len(head[slice(*who)].split()) >= 2:
                # "इस पर भाजपा के दीपक महतो भड़क उठे: ..."
                return who
        found = np_before(head, owned.start() if owned else len(head))
        if found and (owned or _somebody(head[found[0] : found[1]], known)):
            return found
        return None
    owner = _HAS_ANSWER.match(head)
    if owner:
        return owner.span("np")
    persons = people(head, original)
    if persons:
        return _span(next((f for f in persons if f.subject), persons[-1]))
    crowd = _COLLECTIVE.match(head)
    if crowd:
        return crowd.span()
    alone = regex.fullmatch(r"\W*(?P<np>\p{Lu}[\p{L}'-]+)\W*", head)
    return alone.span("np") if alone and alone["np"].lower() in known else None


def _span(person: Person) -> tuple[int, int]:
    return person.start, person.end


def _somebody(phrase: str, known: frozenset[str]) -> bool:
    if _SOURCES.search(phrase):
        return True
    found = [f for f in people(f"{phrase} ने", phrase) if f.end >= len(phrase)]
    return bool(people(phrase, phrase)) or (bool(found) and surname_of(phrase).lower() in known)


def _tail(text: str, at: int, original: str, known: frozenset[str]) -> tuple[int, int] | None:
    tail = text[at:].rstrip(" .।!\"'")
    if "¤" in tail or not tail:
        return None
    surname = surname_of(tail).lower()
    titled = any(f.end >= len(tail) - 1 for f in people(tail, original))
    if (
        _SOURCES.fullmatch(tail)
        or regex.fullmatch(r"(?:the\s+)?(?:ECI?|CEO|Election\s+Commission)|चुनाव\s+आयोग", tail)
        or surname in known
        or titled
    ):
        return at, at + len(tail)
    return None
