"""Numbers, dates and lists as the newspapers of each language write them (CLDR through Babel).

The words beside a number (lakh, points, "of 100") come from the catalogues (domain ``kit``), so that a language needs
no code of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date as babel_date
from babel.lists import format_list as babel_list
from babel.numbers import format_decimal

from khaka.core.units import Unit
from khaka.locale.catalogue import FALLBACK, catalogue
from khaka.locale.digits import in_numerals

_RUPEE = "₹"


@dataclass(frozen=True, slots=True)
class _Words:
    """What a language writes beside its numbers. ``odds`` are told in words that no one takes for a share of votes."""

    scale: tuple[tuple[int, str], ...]
    points: tuple[str, str]
    odds: str
    odds_low: str
    odds_high: str


@cache
def _words(lang: str) -> _Words:
    texts = catalogue(lang)
    say = texts.gettext
    return _Words(
        scale=((10**7, say("number.crore")), (10**5, say("number.lakh"))),
        points=(texts.ngettext("number.points", "number.points", 1), texts.ngettext("number.points", "number.points", 2)),
        odds=say("number.odds"),
        odds_low=say("number.odds_low"),
        odds_high=say("number.odds_high"),
    )  # fmt: skip


@cache
def locale_of(lang: str) -> Locale:
    """The Babel locale of a language in India; a code that CLDR does not know is written as English is."""
    for code in (f"{lang}_IN", lang, f"{FALLBACK}_IN"):
        try:
            return Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
    raise ValueError(lang)


def format_number(
    value: float, unit: Unit, lang: str, *, digits: int | None = None, style: str = "", numerals: str = "latn"
) -> str:
    """A number of ``unit`` as text. See Translator for the styles."""
    if unit is Unit.ODDS:
        return in_numerals(_odds(value, lang, bare=style == "bare"), numerals)
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
    return in_numerals(text, numerals)


def _odds(value: float, lang: str, *, bare: bool) -> str:
    """7 of 100; below one and above 99 in words; ``bare`` (for columns) is 7, <1 or >99."""
    words = _words(lang)
    if value < 0.01:
        return "<1" if bare else words.odds_low
    if value > 0.99:
        return ">99" if bare else words.odds_high
    count = _rounded(Decimal(str(value)) * 100, 0)
    return str(count) if bare else words.odds.format(n=count)


def _rounded(value: Decimal, places: int) -> Decimal:
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
    return abs(rounded) if rounded == 0 else rounded  # no "-0.0"


def _pattern(places: int) -> str:
    return "#,##,##0" + ("." + "0" * places if places else "")


def _short(value: Decimal, lang: str) -> str:
    for size, word in _words(lang).scale:
        if abs(value) >= size:
            number = format_decimal(_rounded(value / size, 1), format="#,##,##0.#", locale=locale_of(lang))
            return f"{number} {word}"
    return format_decimal(_rounded(value, 0), format=_pattern(0), locale=locale_of(lang))


def _with_unit(text: str, value: Decimal, unit: Unit, lang: str) -> str:
    if unit in (Unit.SHARE, Unit.RATE):
        return f"{text}%"
    if unit is Unit.PP:
        one, many = _words(lang).points
        return f"{text} {one if abs(value) == 1 else many}"
    if unit is Unit.INR:
        return f"{_RUPEE}{text}"
    return text


def format_date(day: date, lang: str, *, style: str = "long", numerals: str = "latn") -> str:
    """16 April 2022, 16 अप्रैल 2022; style ``short`` gives 16 Apr 2022, ``month`` April 2022."""
    pattern = {"long": "d MMMM y", "short": "d MMM y", "month": "MMMM y"}.get(style, "d MMMM y")
    # CLDR writes फ़रवरी; the press drops the dot
    text = babel_date(day, format=pattern, locale=locale_of(lang)).replace("फ़", "फ").replace("फ़", "फ")
    return in_numerals(text, numerals)


def format_list(items: list[str], lang: str) -> str:
    """A, B and C; A, B और C: no comma before the last, as the press prints it."""
    locale = locale_of(lang)
    joined = babel_list(items, style="standard", locale=locale)
    link = locale.list_patterns["standard"]["end"].replace("{0}", "").replace("{1}", "").strip(" ,")
    return joined.replace(f", {link} ", f" {link} ") if link else joined
