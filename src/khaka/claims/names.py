"""States, parties and elections that a text names, by the catalogue's codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import regex

from khaka.catalog import Catalog
from khaka.claims.text import fold

_STATE_MORE: Final = {
    "UP": "up|यूपी|u.p.", "MP": "m.p.|एमपी|मप्र", "WB": "bengal|बंगाल", "TN": "tamilnadu|तमिलनाडू",
    "JK": "jammu and kashmir|j&k|जम्मू-कश्मीर|जम्मू कश्मीर",
    "AP": "andhra|आंध्र", "OD": "orissa|उड़ीसा", "CG": "chattisgarh", "UK": "uttaranchal", "DL": "दिल्ली विधानसभा|delhi assembly",
    "HP": "himachal|हिमाचल", "AR": "arunachal|अरुणाचल",
}  # fmt: skip
_PARTY_MORE: Final = {
    "INC": "indian national congress|भारतीय राष्ट्रीय कांग्रेस", "BJP": "bharatiya janata party|भारतीय जनता पार्टी|बीजेपी",
    "SP": "samajwadi party|समाजवादी पार्टी", "BSP": "bahujan samaj party|बहुजन समाज पार्टी|बीएसपी",
    "RJD": "rashtriya janata dal|राष्ट्रीय जनता दल|आरजेडी", "JDU": "janata dal (united)|जनता दल यूनाइटेड|जेडीयू|jdu",
    "AITC": "trinamool congress|tmc|टीएमसी|तृणमूल", "DMK": "डीएमके", "AIADMK": "अन्नाद्रमुक|एआईएडीएमके", "NCP": "एनसीपी|राष्ट्रवादी कांग्रेस",
    "SHS": "शिव सेना", "AAP": "aam aadmi party|आम आदमी पार्टी", "CPIM": "cpi-m|cpm|माकपा", "TDP": "telugu desam", "JMM": "झारखंड मुक्ति मोर्चा",
    "BJD": "biju janata dal|बीजू जनता दल", "YSRCP": "ysr congress|वाईएसआर कांग्रेस", "RLD": "rashtriya lok dal|राष्ट्रीय लोक दल|रालोद",
}  # fmt: skip
#: Short codes that are also words: they count only in capitals.
_CASED: Final = frozenset({"up", "sp", "bsp", "ncp", "aap", "mp"})
_WORD_END: Final = r"(?![\p{L}\p{M}\p{N}])"
_WORD_START: Final = r"(?<![\p{L}\p{M}\p{N}])"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_ELECTION: Final = regex.compile(
    rf"{_YEAR}(?:\s+(?!\d)[\p{{L}}\p{{M}}]+){{0,3}}?\s+(?P<kind>lok\s*sabha|general|parliamentary|लोकसभा|"
    rf"लोक\s+सभा|आम\s+चुनाव|assembly|vidhan\s+sabha|विधानसभा)(?![\p{{L}}\p{{M}}])",
    regex.IGNORECASE,
)
_KIND_THEN_YEAR: Final = regex.compile(
    rf"(?P<kind>lok\s*sabha|general|assembly|vidhan\s+sabha|लोकसभा|विधानसभा|आम)\s+(?:elections?|polls?|"
    rf"चुनाव(?:ों)?)(?:\s*(?:in|of|,|-|में|यानी|\()\s*|\s+(?:in\s+|of\s+)?){_YEAR}",
    regex.IGNORECASE,
)
_ASSEMBLY: Final = regex.compile(r"assembly|vidhan|विधानसभा|विधान\s+सभा|state\b", regex.IGNORECASE)


@dataclass(frozen=True)
class Mention:
    """A name in a text: its code and where it stands."""

    code: str
    start: int
    end: int


class Names:
    """Finds states and parties of a catalogue in folded text.

    Parameters
    ----------
    catalog
        Whose names are known. Press names and a few usual spellings are added.
    """

    def __init__(self, catalog: Catalog) -> None:
        rows = catalog.table("states").select("state_code", "lok_sabha_seats", "assembly_seats").iter_rows()
        #: Seats by state code: (Lok Sabha, assembly).
        self.houses = {code: (int(ls or 0), int(vs or 0)) for code, ls, vs in rows}
        self.states = _Finder(_state_names(catalog))
        self.parties = _Finder(_party_names(catalog))

    def states_in(self, text: str) -> tuple[Mention, ...]:
        """States in order of the text."""
        return self.states.find(text)

    def parties_in(self, text: str) -> tuple[Mention, ...]:
        """Parties in order of the text."""
        return self.parties.find(text)


class _Finder:
    def __init__(self, names: Mapping[str, str]) -> None:
        self._codes = dict(names)
        loose = sorted((n for n in names if n not in _CASED), key=lambda n: (-len(n), n))
        cased = sorted(n.upper() for n in names if n in _CASED)
        parts = [f"(?i:{'|'.join(regex.escape(n) for n in loose)})"] if loose else []
        parts += [regex.escape(n) for n in cased]
        self._pattern = regex.compile(rf"{_WORD_START}(?:{'|'.join(parts)}){_WORD_END}")

    def find(self, text: str) -> tuple[Mention, ...]:
        found = (Mention(self._codes[m.group().lower()], m.start(), m.end()) for m in self._pattern.finditer(text))
        return tuple(found)


@lru_cache(maxsize=4)
def names_of(catalog: Catalog) -> Names:
    """The names of a catalogue, built once."""
    return Names(catalog)


def _state_names(catalog: Catalog) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, name in catalog.states.items():
        spellings = [t for _, t in name.texts] + [s for s in _STATE_MORE.get(code, "").split("|") if s]
        for spelling in spellings:
            found.setdefault(fold(spelling), code)
            found.setdefault(fold(spelling.replace(" and ", " & ")), code)
    return found


def _party_names(catalog: Catalog) -> dict[str, str]:
    """Parties that have a Hindi name in the catalogue; the rest are too many, and some are common words."""
    found: dict[str, str] = {}
    rows = catalog.table("parties").select("party", "name_en", "name_hi").iter_rows()
    for code, full_en, full_hi in rows:
        if not full_hi and code not in _PARTY_MORE:
            continue
        texts = [t for _, t in catalog.party(code).texts] + [t for t in (full_en, full_hi) if t]
        for text in texts:
            if len(text) > 3 or code in _PARTY_MORE:
                found.setdefault(fold(text), code)
        for spelling in _PARTY_MORE.get(code, "").split("|"):
            if spelling:
                found.setdefault(fold(spelling), code)
        if len(code) > 2 and code in _PARTY_MORE:
            found.setdefault(code.lower(), code)
    found.pop("आप", None)  # also the word for "you"
    return found


def election_in(text: str, states: tuple[str, ...] = ()) -> str | None:
    """``LS2019`` or ``VS2022-UP`` for an election that a folded text names with its year and kind; else None."""
    for found in [*_KIND_THEN_YEAR.finditer(text), *_ELECTION.finditer(text)]:
        kind = found["kind"]
        if not kind:
            continue
        year = found["year"]
        if _ASSEMBLY.match(kind):
            if len(set(states)) == 1:
                return f"VS{year}-{states[0]}"
            continue
        return f"LS{year}"
    return None


def years_in(text: str) -> tuple[int, ...]:
    """Years of a folded text, in order, that are no counts of seats."""
    found = regex.finditer(
        rf"(?<![\d.,]){_YEAR}(?!\d|[,.]\d)(?!\s*(?:लोकसभा\s+|lok sabha\s+|विधानसभा\s+)?(?:सीटों|सीटें|सीट\b|seats))", text
    )
    return tuple(int(m["year"]) for m in found)
