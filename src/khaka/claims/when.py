"""Times as a report prints them. A relative word becomes a place in the report's order, never a guessed date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import regex

from khaka.claims.base import When
from khaka.claims.cues import listed
from khaka.claims.text import Folded, fold

_MONTHS_EN: Final = listed("january february march april may june july august september october november december")
_MONTHS_HI: Final = ["जनवरी", "फरवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"]
MONTHS: Final[dict[str, int]] = {
    **{m: i for i, m in enumerate(_MONTHS_EN, 1)}, **{m[:3]: i for i, m in enumerate(_MONTHS_EN, 1)}, "sept": 9,
    **{m: i for i, m in enumerate(_MONTHS_HI, 1)}, "सितम्बर": 9, "नवम्बर": 11, "दिसम्बर": 12, "अक्तूबर": 10,
}  # fmt: skip
_MONTH: Final = "(?:" + "|".join(sorted(MONTHS, key=lambda m: (-len(m), m))) + r")(?![\p{L}\p{M}])\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FULL: Final = regex.compile(
    rf"(?<!\d){_DAY}\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+(?P<year>\d{{4}})(?!\d)"
    rf"|(?P<month>{_MONTH})\s+{_DAY},?\s+(?P<year>\d{{4}})(?!\d)|(?<!\d)(?P<year>(?:19|"
    rf"20)\d\d)-(?P<m>\d\d)-(?P<day>\d\d)(?!\d)",
    regex.IGNORECASE,
)
_WEEKDAY: Final = (
    r"(?:सोमवार|मंगलवार|बुधवार|गुरुवार|बृहस्पतिवार|वीरवार|शुक्रवार|शनिवार|रविवार|इतवार|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday)"
)

#: Place in the report's order, and the words; earlier rules win.
_RULES: Final = (
    (0, r"(?:by|till|until)\s+(?:the\s+)?evening|(?:on\s+)?today|आज|अभी\s+तक|so\s+far|अब\s+तक|this\s+(?:morning|"
        r"evening|afternoon)|currently|now|फिलहाल|इन\s+दिनों"),
    (1, rf"(?:next|coming|this\s+coming)\s+(?:week|month|year|{_WEEKDAY})|(?:within|in)\s+(?:a|one|two|three|"
        rf"\d+(?:\s*(?:to|-)\s*\d+)?)\s+(?:hours?|days?|weeks?|months?)|tomorrow|in\s+the\s+coming\s+\p{{L}}+"
        r"|अगले\s+(?:हफ्ते|सप्ताह|महीने|माह|साल|वर्ष|दो|तीन|कुछ)(?:\s+(?:दिनों|हफ्तों|महीनों)(?:\s+में)?)?|"
        r"हफ्ते\s*भर\s+में|(?:(?:\d+|दो|तीन|चार|पांच|छह|सात|आठ|दस|पंद्रह|बीस|कुछ|एक|"
        r"अगले)\s+(?:से\s+\S+\s+)?)(?:घंटे|घंटों|दिन|दिनों|हफ्ते|हफ्तों|सप्ताह|महीने)\s+(?:में|के\s+भीतर|"
        r"के\s+अंदर)|आने\s+वाले\s+\p{L}\S*|आगामी\s+\p{L}\S*|जल्द(?:\s+ही)?|shortly|soon"),
    (-1, rf"(?:last|past)\s+(?:week|month|year|{_WEEKDAY})|yesterday|recently|a\s+few\s+(?:days|weeks|months)\s+ago|"
        rf"(?:\p{{L}}+|\d+)\s+(?:days?|weeks?|months?|years?)\s+(?:ago|earlier)|earlier\s+this\s+(?:week|month|"
        rf"year)|the\s+other\s+day"
         r"|पिछले\s+(?:हफ्ते|सप्ताह|महीने|माह|साल|वर्ष|दिनों)|हाल\s+ही\s+में|हाल\s+में|बीते\s+\S+|बीती\s+\S+|कल|"
        r"परसों|कुछ\s+(?:दिन|दिनों|हफ्ते|महीने)\s+पहले|गत\s+\S+"),
)  # fmt: skip
_BEFORE_THAT: Final = regex.compile(
    r"(?:इससे|इसके|उससे)\s+(?:पहले|पूर्व)|पहले\s+भी|earlier|before\s+(?:that|this)|prior\s+to\s+(?:that|this)|"
    r"previously",
    regex.IGNORECASE,
)
_AFTER_THAT: Final = regex.compile(
    r"(?:इसके|उसके)\s+बाद|बाद\s+में|तब\s+जाकर|after\s+(?:that|this)|later(?:\s+in\s+the\s+(?:day|evening))?|"
    r"subsequently|thereafter",
    regex.IGNORECASE,
)
_ON_DAY: Final = regex.compile(
    rf"(?:(?:on|late|early)\s+)?{_WEEKDAY}(?:\s+(?:evening|morning|night|afternoon|शाम|सुबह|रात|"
    rf"दोपहर))?(?:\s+को)?",
    regex.IGNORECASE,
)
_FUTURE: Final = regex.compile(
    r"\b(?:will|would|shall|going\s+to|is\s+to|are\s+to)\b|(?:ेगा|ेगी|ेंगे|ेंगी|एगा|एगी|एंगे|ोगा|ोगी|"
    r"ोंगे)(?![\p{L}\p{M}])",
    regex.IGNORECASE,
)
_COMPILED: Final = tuple(
    (order, regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{p})(?![\p{{L}}\p{{M}}])", regex.IGNORECASE))
    for order, p in _RULES
)


@dataclass
class Clock:
    """Reads the times of a report's statements in order; "इससे पहले" and "after that" count from the one before."""

    last: int = 0

    def read(self, folded: Folded) -> When | None:
        """The time that a statement names, or None."""
        text = folded.text
        full = _FULL.search(text)
        if full:
            return When(folded.slice(full.start(), full.end()), day_of(full), self._placed(text, full))
        for order, pattern in _COMPILED:
            found = pattern.search(text)
            if found:
                return self._keep(folded, found, order)
        for pattern, step in ((_BEFORE_THAT, -1), (_AFTER_THAT, 1)):
            found = pattern.search(text)
            if found:
                return self._keep(folded, found, self.last + step)
        found = _ON_DAY.search(text)
        if found:
            return self._keep(folded, found, 1 if _FUTURE.search(text[found.end() :]) and found.start() > 20 else -1)
        return None

    def _placed(self, text: str, found: regex.Match[str]) -> int:
        self.last = 1 if _FUTURE.search(text[found.end() :]) else -1
        return self.last

    def _keep(self, folded: Folded, found: regex.Match[str], order: int) -> When:
        self.last = order
        return When(folded.slice(found.start(), found.end()).strip(), None, order)


def day_of(found: regex.Match[str]) -> date | None:
    """The date of a match of day, month and year; None for one that no calendar has."""
    month = found["m"] or MONTHS[found["month"].lower().rstrip(".")]
    try:
        return date(int(found["year"]), int(month), int(found["day"]))
    except ValueError:
        return None


def date_in(text: str) -> date | None:
    """The first full date that a text prints (day, month and year), or None."""
    for found in _FULL.finditer(fold(text)):
        day = day_of(found)
        if day is not None:
            return day
    return None
