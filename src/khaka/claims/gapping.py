"""Results that share one verb: "the TRS won nine seats in 2019 and the BJP four", भाजपा ने नौ और कांग्रेस ने दो सीटें जीतीं."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import regex

from khaka.claims.base import Amount
from khaka.claims.cues import plain
from khaka.claims.numbers import amounts

_VERB: Final = (
    r"(?:won|got|bagged|secured|took|polled|managed|had|ended\s+up\s+with|finished\s+with|came\s+away\s+with)"
)
_COUNTED: Final = r"(?P<n>(?:\d[\d.,]*\d|\d)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_EN: Final = regex.compile(
    rf"(?:,\s+|,?\s+(?:and|while|whereas)\s+)(?P<part>(?:its\s+(?:ally|allies|partner),?\s+)?(?:the\s+)?(?:then\s+|undivided\s+|united\s+)*"
    rf"(?!January|February|March|April|May|June|July|August|September|October|November|December|Article|Section|Phase|Ward|Booth)\p{{Lu}}[\p{{L}}()&'-]*(?:\s+(?:and\s+(?:the\s+)?)?\p{{Lu}}[\p{{L}}()&-]*){{0,3}}\s+(?:(?:only|just|another)\s+)?(?:{_VERB}\s+)?(?:(?:only|just|another)\s+)?"
    rf"{_COUNTED}(?P<unit>\s*%|\s+per\s*cent|\s+seats?)?(?:\s+(?:each|apiece))?)(?=\s*(?:[.,;]|$)|\s+and\s)"
)
_HEAD_EN: Final = regex.compile(r"\b(?:won|bagged|secured|got|polled|took)\b", regex.IGNORECASE)
_NUMBER_HI: Final = r"(?:\d+|एक|दो|तीन|चार|पांच|छह|सात|आठ|नौ|दस|ग्यारह|बारह)"
_ITEM_HI: Final = rf"[^।,;\"]{{2,60}}?\s(?:ने|को)\s+(?:सिर्फ\s+|केवल\s+|महज\s+)?{_NUMBER_HI}"
#: The verb stands behind the last: "भाजपा को 62, बसपा को 10 और सपा को पांच सीटें मिलीं".
_HI: Final = regex.compile(
    plain(
        rf"(?P<item>{_ITEM_HI})(?:\s*,\s*(?P<item>{_ITEM_HI}))*\s*,?\s*(?:,|और|तथा|एवं|जबकि)\s+(?P<last>{_ITEM_HI})\s+सीट"
    )
)
#: The verb stands behind the first: "भाजपा ने 303 सीटें जीतीं और कांग्रेस ने 52".
_AFTER_HI: Final = regex.compile(
    plain(rf"\s*(?:,|और|तथा|एवं|जबकि)\s+(?:और\s+)?(?P<item>(?!कि\s){_ITEM_HI})(?=\s*(?:[।,;.]|$)|\s+(?:और|तथा)\s)")
)
_WON_HI: Final = regex.compile(
    plain(r"सीट(?:ें|ों)?\s+(?:पर\s+)?(?:जीत|मिल|हासिल)[\p{L}\p{M}]*(?:\s+(?:थीं?|थी|हुई|की|की\s+थीं|हैं))*")
)
_LAST_NUMBER_HI: Final = regex.compile(plain(rf"{_NUMBER_HI}$"))


@dataclass(frozen=True, slots=True)
class Part:
    """A result without a verb or a noun of its own: where it stands, and what it counts, if no verb says so."""

    start: int
    end: int
    amount: Amount | None


def parts(text: str) -> list[Part]:
    """The results of a folded sentence, in order; empty where it has only one.

    Parameters
    ----------
    text
        A sentence of the reporter's, folded.

    Notes
    -----
    The part whose amount is None has the verb and the noun: the others are counted in its unit, on its topic.
    """
    if regex.search(r"\p{Devanagari}", text):
        return _hindi(text)
    head = _HEAD_EN.search(text)
    found = list(_EN.finditer(text, head.end())) if head else []
    whole = amounts(text[: found[0].start()]) if found else []
    if not any(a.unit in ("seats", "percent") for a in whole):
        return []
    unit = next(a.unit for a in whole if a.unit in ("seats", "percent"))
    out = [Part(0, found[0].start(), None)]
    for m in found:
        counted = _amount(m["n"], unit)
        if counted is not None and ("%" in (m["unit"] or "") or "cent" in (m["unit"] or "")) <= (unit == "percent"):
            out.append(Part(*m.span("part"), counted))
    return out


def _hindi(text: str) -> list[Part]:
    before = _HI.match(text)
    if before:
        items = [Part(*span, _last_number(text, span)) for span in before.spans("item")]
        return [*items, Part(before.start("last"), len(text), None)]
    verb = _WON_HI.search(text)
    found = list(_AFTER_HI.finditer(text, verb.end())) if verb else []
    if not found or found[0].start() != (verb.end() if verb else 0):
        return []
    return [
        Part(0, found[0].start(), None),
        *(Part(*m.span("item"), _last_number(text, m.span("item"))) for m in found),
    ]


def _last_number(text: str, span: tuple[int, int]) -> Amount | None:
    found = _LAST_NUMBER_HI.search(text[slice(*span)])
    return _amount(found.group(), "seats") if found else None


def _amount(number: str, unit: str) -> Amount | None:
    read = amounts(f"{number} {'seats' if unit == 'seats' else 'percent'}")
    return read[0] if len(read) == 1 else None
