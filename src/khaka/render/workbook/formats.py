"""How a unit's numbers look in a cell: the number stays exact, the format writes it as the press does."""

from __future__ import annotations

import re
from typing import Any, Final

from khaka.blueprint.blocks import Column
from khaka.core.units import Unit

#: Lakh and crore: 11,94,95,214. Only two conditions are possible, so large negative numbers group by thousands.
LAKHS: Final = "[>=10000000]##\\,##\\,##\\,##0{0};[>=100000]##\\,##\\,##0{0};#,##0{0}"
_RUPEES: Final = '[>=10000000]"₹"##\\,##\\,##\\,##0;[>=100000]"₹"##\\,##\\,##0;"₹"#,##0'
_CONDITION: Final = re.compile(r"^(?:\[[<>=][^\]]*\])?")
_DEVANAGARI: Final = "[$-4000439]"
_DATES: Final = {"en": "d mmm yyyy", "hi": "[$-439]d mmmm yyyy"}


def number_format(unit: Unit, digits: int | None = None, *, signed: bool = False) -> str:
    """A unit's number format.

    Parameters
    ----------
    digits
        Decimals; None leaves them to the unit.
    signed
        Print a plus before numbers above zero.
    """
    places = unit.digits if digits is None else digits
    tail = "." + "0" * places if places else ""
    if unit is Unit.YEAR:
        return "0"
    if unit is Unit.INR:
        return _RUPEES
    if unit is Unit.ODDS:
        return "0.0%"  # a probability, as the head of its column says
    if unit in (Unit.SHARE, Unit.RATE):
        return _signed(f"0{tail}%", signed)
    if unit.is_count and not signed:
        return LAKHS.format(tail)
    return _signed(f"#,##0{tail}", signed)


def _signed(plain: str, signed: bool) -> str:
    return f"+{plain};-{plain};{plain}" if signed else plain


def date_format(lang: str) -> str:
    """A date with the month in the language's word."""
    return _DATES.get(lang, _DATES["en"])


def in_numerals(number_format: str, numerals: str) -> str:
    """The format with digits of another script: the number stays a number, and the office programme writes it.

    ``[$-4000439]`` is a locale (0439, Hindi of India) with the shape of its digits (4, Devanagari); it belongs to each
    part of a format, after a part's condition.
    """
    if numerals != "deva" or number_format in ("", "General", "@"):
        return number_format
    parts = number_format.replace("[$-439]", "").split(";")
    return ";".join(_CONDITION.sub(lambda m: m[0] + _DEVANAGARI, part, count=1) for part in parts)


def column_format(column: Column) -> str:
    """The number format of a column of numbers."""
    return number_format(column.unit or Unit.NUMBER, column.digits, signed=column.signed)


def exact(value: float) -> int | float:
    """Ten significant digits: the last bits of a sum may depend on the number of threads."""
    return float(f"{value:.10g}") if isinstance(value, float) else value


HEAD: Final[dict[str, Any]] = {
    "bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#5C3A1E", "font_color": "#FFFFFF", "border": 1,
    "border_color": "#C9CCCD",
}  # fmt: skip
TITLE: Final[dict[str, Any]] = {"bold": True, "font_size": 14}
QUIET: Final[dict[str, Any]] = {"italic": True, "font_color": "#5D6163"}
WORDS: Final[dict[str, Any]] = {"text_wrap": True, "valign": "top"}
TOTAL: Final[dict[str, Any]] = {"bold": True, "top": 1}
