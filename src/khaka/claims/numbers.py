"""Figures in running Hindi and English text: digits of both scripts, spelled numbers, lakh and crore, ranges, units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import regex

from khaka.claims.base import Amount
from khaka.claims.cues import listed, plain
from khaka.claims.units import UNITS, unit_after, unit_before

_HI_UNITS: Final = listed(
    "शून्य एक दो तीन चार पांच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस इक्कीस "
    "बाईस तेईस चौबीस पच्चीस "
    "छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस चालीस "
    "इकतालीस बयालीस तैंतालीस "
    "चवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन "
    "उनसठ साठ इकसठ बासठ "
    "तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर "
    "अठहत्तर उनासी अस्सी "
    "इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी नब्बे इक्यानवे बानवे तिरानवे चौरानवे "
    "पंचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे"
)
_HI_OTHER: Final = {
    "पाँच": 5, "छः": 6, "छै": 6, "छ": 6, "नो": 9, "पन्द्रह": 15, "अट्ठारह": 18, "उन्नीस": 19, "बाइस": 22, "तेइस": 23, "सत्ताइस": 27,
    "अठाईस": 28, "अट्ठाइस": 28, "उन्तीस": 29, "चवालिस": 44, "पैंतालिस": 45, "उन्चास": 49, "इक्यानबे": 91, "बानबे": 92, "पंचानबे": 95,
    "निन्यानबे": 99, "चौंवन": 54, "अठावन": 58, "दोनों": 2, "तीनों": 3, "चारों": 4, "पांचों": 5, "सातों": 7, "आठों": 8,
}  # fmt: skip
_EN_ONES: Final = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_EN_TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES: Final = {
    "hundred": 100, "hundreds": 100, "thousand": 1000, "lakh": 100_000, "lakhs": 100_000, "lac": 100_000, "lacs": 100_000,
    "million": 1_000_000, "crore": 10_000_000, "crores": 10_000_000, "cr": 10_000_000, "billion": 1_000_000_000,
    "dozen": 12, "दर्जन": 12,
    "सौ": 100, "सैकड़ा": 100, "हजार": 1000, "हज़ार": 1000, "लाख": 100_000, "करोड़": 10_000_000, "अरब": 1_000_000_000,
}  # fmt: skip
_FRACTIONS: Final = {"डेढ़": 1.5, "ढाई": 2.5, "अढ़ाई": 2.5, "सवा": 1.25, "पौने": 0.75, "आधा": 0.5, "साढ़े": 0.5}


def _folded(table: Mapping[str, float]) -> dict[str, float]:
    return {k.replace("़", "").replace("ँ", "ं"): v for k, v in table.items()}


_WORDS: Final[dict[str, float]] = _folded(
    {w: i for i, w in enumerate(_HI_UNITS)} | _HI_OTHER | {w: i for i, w in enumerate(_EN_ONES)} | _EN_TENS
)
_SCALE: Final = _folded(dict(_SCALES))
_FRACTION: Final = _folded(dict(_FRACTIONS))
_DIGITS: Final = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TOKEN: Final = regex.compile(rf"(?P<digits>{_DIGITS})|(?P<word>[\p{{L}}\p{{M}}]+)")
_RANGE: Final = regex.compile(r"\s*-\s*|\s+(?:to|से(?:\s+लेकर)?)\s+(?!\p{L}*\s*कम\b)(?:करीब\s+)?")
#: "four or five", चार या पांच: neighbours; "between 290 and 300".
_OR: Final = regex.compile(r"\s*,?\s+(?:or|या|अथवा)\s+(?:perhaps\s+|maybe\s+)?")
_BETWEEN: Final = regex.compile(r"\bbetween\s+$", regex.IGNORECASE)
_OF: Final = regex.compile(
    r"\s+(?:में\s+से|of\s+(?:(?:the\s+)?\p{L}+'s?\s+|the\s+|its\s+|our\s+|all\s+)?|out\s+of\s+(?:the\s+|a\s+total\s+of\s+)?)\s*"
)
_BAD_BEFORE: Final = regex.compile(r"(?:[\p{L}\p{M}\d][.\-/:#]?|[#/])$")
_ORDINAL: Final = regex.compile(r"(?:st|nd|rd|th|वें|वीं|वां|वा|ठवें)\b")


#: "the number is eight": spelled and without a unit, and still a figure.
_TOLD: Final = regex.compile(
    r"(?:संख्या|आंकडा|\b(?:number|figure|count|total|strength|tally)\s+(?:is|was|stands\s+at|at|"
    r"of))\s+(?:\S+\s+)?$",
    regex.IGNORECASE,
)


#: "a 20-18-10 formula", a telephone number
_CHAIN: Final = regex.compile(r"\d+(?:-\d+){2,}")
#: "we can win nine": the verb says that something is counted.
COUNTED_BY: Final = regex.compile(
    plain(
        r"(?:\b(?:win|won|winning|get|got|getting|yield|lose|lost|contest|contesting|asked\s+for|demanded|want|wants|wanted|"
        r"offered|given|give|leave|balance|remaining|other|all|cross|bag|bagged)|(?:leading|ahead|trailing|strong|weak|behind)\s+in|बाकी|शेष|में\s+से|सिर्फ|केवल|"
        r"महज)\s+(?:(?:about|around|nearly|at\s+least|at\s+most|only|just|barely|some|the|maybe|perhaps|करीब|लगभग|बस)\s+){0,2}$"
    ),
    regex.IGNORECASE,
)
_NOTHING_AFTER: Final = regex.compile(
    r"\s*(?:[,.;:!?\"'।)]|$|(?:at|of\s+(?:them|those|these)|from|in|and|or|but|ही|भी|पर|वे|जीत\S*|हार\S*)(?![\p{L}\p{M}]))",
    regex.IGNORECASE,
)


class _Number:
    __slots__ = ("end", "plain", "start", "value")

    def __init__(self, value: float, start: int, end: int, plain: bool) -> None:
        self.value, self.start, self.end, self.plain = value, start, end, plain


def amounts(text: str) -> list[Amount]:
    """Figures of a folded text in order. A year, a date, a clock time and "one of them" are none.

    Parameters
    ----------
    text
        Folded (``khaka.claims.text.Folded``).
    """
    numbers = _numbers(text)
    found: list[Amount] = []
    skip = -1
    for i, first in enumerate(numbers):
        if i <= skip:
            continue
        last, high = first, first.value
        nxt = numbers[i + 1] if i + 1 < len(numbers) else None
        if nxt is not None and (gap := _RANGE.fullmatch(text, first.end, nxt.start)) is not None:
            low = _shared_scale(text, first, nxt)
            if low < nxt.value and not _two_years(low, nxt.value, gap.group()):
                first = _Number(low, first.start, first.end, first.plain)
                last, high, skip = nxt, nxt.value, i + 1
        elif nxt is not None and _neighbours(text, first, nxt):
            first = _Number(_shared_scale(text, first, nxt), first.start, first.end, first.plain)
            last, high, skip = nxt, nxt.value, i + 1
        amount = _amount(text, first, last, high)
        if amount is not None:
            found.append(amount)
    return _with_totals(text, found)


def _neighbours(text: str, first: _Number, second: _Number) -> bool:
    """True for the two ends of "four or five" and of "between 290 and 300"."""
    low = _shared_scale(text, first, second)
    if not low < second.value:
        return False
    gap = text[first.end : second.start]
    if _OR.fullmatch(gap):
        return second.value <= 1.5 * low
    return _BETWEEN.search(text, 0, first.start) is not None and regex.fullmatch(r"\s+and\s+", gap) is not None


def _two_years(low: float, high: float, gap: str) -> bool:
    return 1900 <= low <= 2100 and 1900 <= high <= 2100


def _shared_scale(text: str, first: _Number, second: _Number) -> float:
    """ "ढाई से तीन लाख", "2-3 crore": the first number has the scale of the second."""
    tail = regex.search(r"([\p{L}\p{M}]+)$", text[second.start : second.end])
    scale = _SCALE.get(tail.group(1).lower()) if tail else None
    if scale and first.value < 1000 and first.value * scale < second.value:
        return first.value * scale
    return first.value


def _amount(text: str, first: _Number, last: _Number, high: float) -> Amount | None:
    unit = unit_after(text, last.end) or unit_before(text, first.start)
    if unit is None:
        return None if _not_a_count(text, first, last) else Amount(first.value, high, "", first.start, last.end)
    name, end = unit
    if name == "percent" and 1900 <= first.value <= 2100 and first.value == int(first.value):
        return None
    if name not in UNITS:
        return None
    return Amount(first.value, high, name, first.start, max(last.end, end))


def _not_a_count(text: str, first: _Number, last: _Number) -> bool:
    """Years, dates, times, ordinals, and small number words without a unit ("one of them", "दो टूक")."""
    if _ORDINAL.match(text, last.end) or regex.match(r"[:/]\d", text[last.end :]):
        return True
    if 1900 <= first.value <= 2100 and first.value == int(first.value):
        return True
    return (
        not text[first.start].isdigit()
        and first.value < 20
        and not (first.value >= 2 and not text[: first.start].strip() and regex.match(r"\s*[,.]", text[last.end :]))
        and not _TOLD.search(text, 0, first.start)
        and not (COUNTED_BY.search(text, 0, first.start) and _NOTHING_AFTER.match(text, last.end))
        and not regex.match(
            r"\s+(?:of\s+(?:(?:the\s+)?\p{L}+'s?\s+|the\s+|its\s+|our\s+|\p{Lu}\S+\s+)?\d|of\s+(?:them|these|those|which)\b|of\s+(?:the|its|our|their|these|those)\s+(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|में\s+से\s+\d)",
            text[first.end :],
        )
        and not regex.search(r"\d[^,.]{0,12}\s+में\s+से\s+$", text[: first.start])
    )


def _with_totals(text: str, found: list[Amount]) -> list[Amount]:
    """ "52 of the 543 seats", "543 में से 52 सीटें": both count seats, and one is the whole."""
    out = list(found)
    for i in range(len(out) - 1):
        a, b = out[i], out[i + 1]
        between = text[a.end : b.start]
        if not regex.fullmatch(r"(?:\s+[\p{L}\p{M}'.]+){0,6}\s*", between) or not regex.search(
            r"(?:^|\s)(?:में से|of|में)(?=\s|$)", between
        ):
            continue
        if regex.search(r"(?:^|\s)(?:of)(?=\s|$)", between):
            if b.unit and (not a.unit or a.unit == b.unit):
                out[i] = Amount(a.low, a.high, b.unit, a.start, a.end)
                out[i + 1] = Amount(b.low, b.high, b.unit, b.start, b.end, True)
        elif "में से" in between and (a.unit or b.unit):
            unit = b.unit or a.unit
            if b.unit in ("", unit) and a.unit in ("", unit):
                out[i] = Amount(a.low, a.high, unit, a.start, a.end, True)
                out[i + 1] = Amount(b.low, b.high, unit, b.start, b.end)
    return out


def _numbers(text: str) -> list[_Number]:
    chains = [m.span() for m in _CHAIN.finditer(text)]
    tokens = [m for m in _TOKEN.finditer(text) if not any(a <= m.start() < b for a, b in chains)]
    out: list[_Number] = []
    i = 0
    while i < len(tokens):
        got = _read(text, tokens, i)
        if got is None:
            i += 1
            continue
        number, i = got
        if not _BAD_BEFORE.search(text[: number.start]) or text[number.start - 1] == "-":
            out.append(number)
    return out


def _read(text: str, tokens: list[regex.Match[str]], i: int) -> tuple[_Number, int] | None:
    """One number from token ``i``: digits or number words, then scales (2.5 crore; दो सौ पचास; two and a half lakh)."""
    start, total, current, seen, plain = tokens[i].start(), 0.0, 0.0, False, False
    smallest = float("inf")
    end = start
    pending = 0.0
    while i < len(tokens):
        token = tokens[i]
        if seen and not regex.fullmatch(r"[\s-]*", text[end : token.start()]):
            break
        word = token.group().lower()
        if token["digits"]:
            if seen and not (total and not current and _smaller_scale(tokens, i, smallest)):
                break
            current, seen, plain = float(word.replace(",", "")), True, True
        elif word in _FRACTION:
            if seen and not pending:
                break
            pending, seen = _FRACTION[word], True
        elif word in _WORDS:
            joined = text[end : token.start()]
            if seen and (plain or not _adds(current, _WORDS[word], joined)):
                break
            current, seen = current + _WORDS[word], True
        elif word in _SCALE and (seen or word in ("सौ", "हजार", "hundred")):
            scale = _SCALE[word]
            if scale >= smallest and total:
                break
            current, pending = _scaled(current, pending, scale)
            if scale >= 1000:
                total, current, smallest = total + current, 0.0, scale
            seen, plain = True, False
        elif word == "and" and seen and (half := regex.match(r"and\s+a\s+half\b", text[token.start() :])):
            current, pending = current + 0.5, 0.0
            i += 3
            end = token.start() + half.end()
            continue
        elif (
            word == "and"
            and seen
            and current
            and current % 100 == 0
            and i + 1 < len(tokens)
            and tokens[i + 1].group().lower() in _WORDS
        ):
            i += 1
            end = token.end()
            continue
        elif (
            word in ("a",)
            and not seen
            and i + 1 < len(tokens)
            and tokens[i + 1].group().lower() in ("hundred", "thousand", "lakh", "crore", "dozen")
        ):
            current, seen = 1.0, True
        else:
            break
        end = token.end()
        i += 1
    if not seen:
        return None
    value = total + current + (pending if pending in (1.5, 2.5, 1.25, 0.75, 0.5) and not total else 0)
    return _Number(value, start, end, plain), i


def _smaller_scale(tokens: list[regex.Match[str]], i: int, smallest: float) -> bool:
    """ "4 लाख 20 हजार", "3 crore 29 lakh": digits go on when a smaller scale follows them."""
    after = tokens[i + 1].group().lower() if i + 1 < len(tokens) else ""
    return 1000 <= _SCALE.get(after, 0) < smallest


def _adds(current: float, word: float, joined: str) -> bool:
    """True when a number word goes on with the one before it: twenty-five, दो सौ पचास."""
    if current == 0:
        return True
    if current % 100 == 0 and current >= 100:
        return word < 100
    return current in range(20, 100, 10) and 0 < word < 10 and joined.strip() in ("", "-") and word == int(word)


def _scaled(current: float, pending: float, scale: float) -> tuple[float, float]:
    """A number before its scale; डेढ़, ढाई, सवा, पौने and साढ़े change it."""
    if pending in (1.5, 2.5):
        return pending * scale, 0.0
    if pending == 1.25:
        return ((current + 0.25) if current else 1.25) * scale, 0.0
    if pending == 0.75:
        return ((current - 0.25) if current else 0.75) * scale, 0.0
    if pending == 0.5:
        return (current + 0.5) * scale, 0.0
    whole, rest = divmod(current, 1000)
    return (whole * 1000 + (rest or (0 if whole else 1)) * scale), 0.0
