"""Both languages have every key, with the same placeholders, and say what newspapers say."""

import ast
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from khaka.core.units import Unit
from khaka.locale import Translator
from khaka.locale.numbers import format_date, format_list, format_number

ROOT = Path(__file__).parents[2] / "src" / "khaka"
DOMAINS = sorted(p.stem for p in (ROOT / "locale" / "en" / "LC_MESSAGES").glob("*.po"))
SPEAKERS = {"msg", "Message", "label"}


@cache
def entries(lang: str, domain: str) -> dict[str, str]:
    """Texts by key; plural forms joined, so that each of them is looked at."""
    with (ROOT / "locale" / lang / "LC_MESSAGES" / f"{domain}.po").open("rb") as handle:
        both = [(m.id, m.string) for m in read_po(handle) if m.id]
    return {i if isinstance(i, str) else i[0]: s if isinstance(s, str) else " | ".join(s) for i, s in both}


@pytest.mark.parametrize("domain", DOMAINS)
def test_same_keys_and_placeholders(domain: str) -> None:
    english, hindi = entries("en", domain), entries("hi", domain)
    assert set(english) == set(hindi)
    for key, text in english.items():
        names = [{n for _, n, _, _ in Formatter().parse(t) if n} for t in (text, hindi[key])]
        assert names[0] == names[1], key
        assert text and hindi[key], key


def spoken(path: Path) -> set[str]:
    """Keys written out in calls that make a Message; keys put together at run time are walked in tests/blueprint."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPEAKERS:
            values = [a.value for a in node.args if isinstance(a, ast.Constant)]
            found |= {v for v in values if isinstance(v, str) and "." in v}
    return found


def test_every_key_in_the_code_has_a_text() -> None:
    used = {k for p in ROOT.rglob("*.py") for k in spoken(p)}
    have = {k for d in DOMAINS for k in entries("hi", d)}
    assert used - have == set()


@pytest.mark.parametrize(
    ("value", "unit", "style", "en", "hi"),
    [
        (119494952, Unit.VOTES, "", "11,94,94,952", "11,94,94,952"),
        (119494952, Unit.VOTES, "short", "11.9 crore", "11.9 करोड़"),
        (0.19463, Unit.SHARE, "", "19.46%", "19.46%"),
        (22.24, Unit.PP, "", "22.2 points", "22.2 प्रतिशत अंक"),
        (2.5, Unit.PP, "signed", "+2.5 points", "+2.5 प्रतिशत अंक"),
        (-0.001, Unit.PP, "bare", "0.0", "0.0"),
        (9500000, Unit.INR, "", "₹95,00,000", "₹95,00,000"),
    ],
)
def test_numbers(value: float, unit: Unit, style: str, en: str, hi: str) -> None:
    assert format_number(value, unit, "en", style=style) == en
    assert format_number(value, unit, "hi", style=style) == hi


def test_devanagari_digits_dates_and_lists() -> None:
    assert Translator("hi", "deva").number(382, Unit.SEATS) == "३८२"
    assert format_date(date(2022, 4, 16), "hi") == "16 अप्रैल 2022"
    assert format_list(["a", "b", "c"], "hi") == "a, b और c"
