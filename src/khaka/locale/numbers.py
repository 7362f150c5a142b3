"""Numbers, dates and lists as Hindi and Indian English newspapers write them (CLDR through Babel)."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache

from babel import Locale
from babel.dates import format_date as babel_date
from babel.lists import format_list as babel_list
from babel.numbers import format_decimal

from khaka.core.units import Unit

_LOCALES = {"en": "en_IN", "hi": "hi_IN"}
_DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")
_SCALE = {
    "en": ((10**7, "crore"), (10**5, "lakh")),
    "hi": ((10**7, "करोड़"), (10**5, "लाख")),
}
_POINTS = {"en": ("point", "points"), "hi": ("प्रतिशत अंक", "प्रतिशत अंक")}
_RUPEE = "₹"
#: Odds as a reader is told them: in words that no one takes for a share of votes.
_ODDS = {
    "en": ("{n} of 100", "less than 1 of 100", "more than 99 of 100"),
    "hi": ("100 में {n} बार", "100 में 1 बार से कम", "100 में 99 बार से ज्यादा"),
}


@cache
def locale_of(lang: str) -> Locale:
    """The Babel locale of a language."""
    return Locale.parse(_LOCALES[lang])


def format_number(
    value: float, unit: Unit, lang: str, *, digits: int | None = None, style: str = "", numerals: str = "latn"
) -> str:
    """A number of ``unit`` as text. See Translator for the styles."""
    if unit is Unit.ODDS:
        text = _odds(value, lang, bare=style == "bare")
        return text.translate(_DEVANAGARI) if numerals == "deva" else text
    places = unit.digits if digits is None else digits
    shown = Decimal(str(value)) * 100 if unit in (Unit.SHARE, Unit.RATE) else Decimal(str(value))
    if style == "short" and abs(shown) >= 10**5 and unit.is_count:
        text = _short(shown, lang)
    elif unit is Unit.YEAR:
        text = str(int(shown))
    else:
        text = format_decimal(_rounded(shown, places), format=_pattern(places), locale=locale_of(lang))
    text = text.replace("-", "−")
    if style == "signed" and shown > 0:
        text = f"+{text}"
    if style != "bare":
        text = _with_unit(text, shown, unit, lang)
    return text.translate(_DEVANAGARI) if numerals == "deva" else text


def _odds(value: float, lang: str, *, bare: bool) -> str:
    """7 of 100; below one and above 99 in words; ``bare`` (for columns) is 7, <1 or >99."""
    whole, low, high = _ODDS[lang]
    if value < 0.01:
        return "<1" if bare else low
    if value > 0.99:
        return ">99" if bare else high
    count = _rounded(Decimal(str(value)) * 100, 0)
    return str(count) if bare else whole.format(n=count)


def _rounded(value: Decimal, places: int) -> Decimal:
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
    return abs(rounded) if rounded == 0 else rounded  # no "-0.0"


def _pattern(places: int) -> str:
    return "#,##,##0" + ("." + "0" * places if places else "")


def _short(value: Decimal, lang: str) -> str:
    for size, word in _SCALE[lang]:
        if abs(value) >= size:
            number = format_decimal(_rounded(value / size, 1), format="#,##,##0.#", locale=locale_of(lang))
            return f"{number} {word}"
    return format_decimal(_rounded(value, 0), format=_pattern(0), locale=locale_of(lang))


def _with_unit(text: str, value: Decimal, unit: Unit, lang: str) -> str:
    if unit in (Unit.SHARE, Unit.RATE):
        return f"{text}%"
    if unit is Unit.PP:
        one, many = _POINTS[lang]
        return f"{text} {one if abs(value) == 1 else many}"
    if unit is Unit.INR:
        return f"{_RUPEE}{text}"
    return text


def format_date(day: date, lang: str, *, style: str = "long", numerals: str = "latn") -> str:
    """16 April 2022, 16 अप्रैल 2022; style ``short`` gives 16 Apr 2022, ``month`` April 2022."""
    pattern = {"long": "d MMMM y", "short": "d MMM y", "month": "MMMM y"}.get(style, "d MMMM y")
    # CLDR writes फ़रवरी; the press drops the dot
    text = babel_date(day, format=pattern, locale=locale_of(lang)).replace("फ़", "फ").replace("फ़", "फ")
    return text.translate(_DEVANAGARI) if numerals == "deva" else text


def format_list(items: list[str], lang: str) -> str:
    """A, B and C; A, B और C."""
    text = babel_list(items, style="standard", locale=locale_of(lang))
    return text.replace(", और ", " और ").replace(", and ", " and ")  # as the press prints it
