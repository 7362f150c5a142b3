"""What a figure counts: the word after it (seats, सीटों, per cent, फीसदी, lakh votes) or before it (Rs, रुपये)."""

from __future__ import annotations

from typing import Final

import regex

#: Unit to the words that name it, for folded text; Hindi stems take their case endings from the pattern.
_NAMES: Final = {
    "seats": r"seats?(?!\s*-?\s*(?:sharing|share|adjustments?|talks|arrangements?|pacts?|deals?|count|distribution|"
    r"belt))|constituenc(?:y|ies)|segments?"
    r"|(?:सीट|सीटें|सीटों)(?!\s+(?:बंटवारे|बंटवारा|शेयरिंग|समझौत))|निर्वाचन\s+क्षेत्रों|विधानसभा\s+क्षेत्रों|"
    r"संसदीय\s+क्षेत्रों|लोकसभा\s+क्षेत्रों"
    r"|(?:लोकसभा|विधानसभा)\s+खंडों|क्षेत्रों",
    "percent": r"%|per\s?cent(?!age)|percent(?!age)|pc\b|प्रतिशत(?!\s+अंक)|फीसदी|फीसद|परसेंट",
    "points": r"(?:percentage\s+)?points?|pp\b|(?:प्रतिशत\s+)?अंक(?:ों)?",
    "votes": r"votes?(?!\s*-?\s*share)|वोट(?!\s*(?:शेयर|प्रतिशत))|वोटों|मतों|मत(?!\p{M}|\p{L})",
    "members": r"members?|सदस्य(?!ता)|सदस्यों|सदस्यीय",
    "slides": r"slides?|स्लाइड(?:ों|्स|स)?|स्लाइडें",
    "pages": r"pages?|पन्ने|पन्नों|पृष्ठ(?:ों)?|पेज(?:ों)?",
    "states": r"states?(?!'s|\s+(?:units?|chiefs?|presidents?|secretar|committees?|leaders?|governments?|elections?|polls?|"
    r"assembl|congress|bjp))|राज्य|राज्यों|प्रदेशों|सूबों",
    "districts": r"districts?|जिले|जिलों|जिला",
    "booths": r"(?:polling\s+)?booths?|बूथ|बूथों|मतदान\s+केंद्रों",
    "candidates": r"candidates?|nominees?|उम्मीदवार(?:ों)?|प्रत्याशी|प्रत्याशियों",
    "mps": r"MPs\b|सांसद(?:ों)?",
    "mlas": r"MLAs\b|legislators|विधायक(?:ों)?",
    "parties": r"parties|दल(?!\p{L}|\p{M})|दलों|पार्टियों|पार्टियां",
    "leaders": r"leaders|office-bearers|नेता(?!\p{L})|नेताओं|पदाधिकारी|पदाधिकारियों",
    "workers": r"workers|volunteers|कार्यकर्ता|कार्यकर्ताओं",
    "people": r"people|persons|respondents|voters|electors|households|लोग(?!\p{M})|लोगों|मतदाता(?:ओं)?|परिवारों",
    "rallies": r"rallies|रैलियां|रैलियों|सभाएं|सभाओं",
    "meetings": r"(?:sittings|meetings|rounds|sessions)|बैठक(?:ें|ों)?|दौर(?!ान)",
    "hours": r"hours?|घंटे|घंटों",
    "days": r"days?|दिन(?:ों)?(?!\p{L})",
    "weeks": r"weeks?|हफ्ते|हफ्तों|सप्ताह",
    "months": r"months?|महीने|महीनों|माह",
    "years": r"years?|साल(?:ों)?|वर्ष(?:ों)?",
    "rupees": r"rupees|रुपये|रुपए|रुपयों|रुपया|रुपयों",
    "suggestions": r"suggestions|recommendations|proposals|सुझाव(?:ों)?|प्रस्ताव(?:ों)?|सिफारिशें|सिफारिशों",
    "posts": r"posts|vacancies|पद(?!ाधि|्|य)(?:ों)?",
    "groups": r"(?:task forces|groups|teams|committees|panels)|समितियां|समितियों|टीमें|टीमों|समूहों",
    "times": r"times|बार(?!\p{L}|\p{M})",
    "phases": r"phases|चरण(?:ों)?",
}
UNITS: Final = frozenset(_NAMES)
#: Words between a number and what it counts: "370 लोकसभा सीटों", "25 of its Lok Sabha seats", "12 नए सदस्य".
_BETWEEN_EN: Final = (
    r"(?:lok\s+sabha|vidhan\s+sabha|rajya\s+sabha|parliamentary|assembly|reserved|general|target(?:ed)?|focus|"
    r"priority|key|winnable|"
    r"more|other|such|extra|additional|additional|new|old|senior|party|marginal|safe|rural|urban|direct|"
    r"winning|core|named|registered|active|"
    r"primary|polling|full|valid|total|big|small|public|different|separate|key|major|neighbouring|northern|"
    r"southern|eastern|western|hindi-speaking|"
    r"odd|\p{Ll}+(?:ial|ional|ical|able|ern|ent)|prime\s+ministerial|of|the|its|their|our|these|those|all|shortlisted|identified|chosen|weak|strong|lost|contested|remaining)"
)
_BETWEEN_HI: Final = (
    r"(?:लोकसभा|विधानसभा|राज्यसभा|संसदीय|आरक्षित|सुरक्षित|सामान्य|नए|नई|पुराने|और|अन्य|अतिरिक्त|"
    r"प्राथमिकता\s+वाली|कमजोर|मजबूत|जीतने\s+लायक|"
    r"की|के|का|ही|भी|से\s+(?:अधिक|ज्यादा|कम|ऊपर|नीचे)|तक|अहम|महत्वपूर्ण|बड़े|बडे|छोटे|छोटी|बड़ी|बडी|चुनिंदा|"
    r"मौजूदा|हारी\s+हुई|शहरी|ग्रामीण|बची|बाकी|चिह्नित|"
    r"चुनी\s+हुई|सक्रिय|प्राथमिक|वैध|कुल|हिंदीभाषी|अलग-अलग|अलग|पार्टी|वरिष्ठ|दिवसीय|लोक\s+सभा|विधान\s+सभा)"
)
_BETWEEN: Final = (
    rf"(?:\s*\+)?(?:[\s-]+(?:{_BETWEEN_HI}|(?i:{_BETWEEN_EN})|"
    rf"\p{{Lu}}\p{{L}}+(?:'s)?)(?![\p{{L}}\p{{M}}])){{0,3}}[\s-]*"
)
_ALL: Final = "|".join(f"(?P<{unit}>{names})" for unit, names in _NAMES.items())
_AFTER: Final = regex.compile(rf"{_BETWEEN}(?:(?i:{_ALL}))(?![\p{{L}}\p{{M}}])")
_AFTER_SIGN: Final = regex.compile(r"\s?%")
_MONEY: Final = regex.compile(r"(?<![\p{L}\p{M}])(?:Rs\.?|INR|₹|रु\.?|रुपये)\s?$", regex.IGNORECASE)
_HINDI_ALL: Final = _ALL.replace("?P<", "?P<hi_")
_COUNTED: Final = regex.compile(
    rf"(?:(?:number|count|tally|total|list)\s+of\s+(?:(?i:lok\s+sabha|vidhan\s+sabha|\p{{L}}+)\s+)?(?i:{_ALL})|"
    rf"(?:{_HINDI_ALL})\s+की\s+(?:कुल\s+)?(?:संख्या|सूची|गिनती))(?![\p{{L}}\p{{M}}])"
    r"(?:\s+(?!\d)[\p{L}\p{M}]+){0,5}\s*$"
)


def unit_after(text: str, at: int) -> tuple[str, int] | None:
    """The unit named after a number that ends at ``at``, and where the naming ends."""
    sign = _AFTER_SIGN.match(text, at)
    if sign:
        return "percent", sign.end()
    found = _AFTER.match(text, at)
    if found is None or found.lastgroup is None:
        return None
    return str(found.lastgroup), found.end()


def unit_before(text: str, at: int) -> tuple[str, int] | None:
    """The unit named before a number: a money sign, "the number of seats", सीटों की संख्या."""
    if _MONEY.search(text, 0, at):
        return "rupees", at
    found = _COUNTED.search(text, max(0, at - 80), at)
    if found is None:
        return None
    name = next(k for k, v in found.groupdict().items() if v)
    return name.removeprefix("hi_"), at
