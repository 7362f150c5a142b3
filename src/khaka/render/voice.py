"""What every face of a document speaks with: its translator with the document's digits, and the notices of a page."""

from __future__ import annotations

from khaka.blueprint.blocks import Blueprint
from khaka.core.figure import How
from khaka.core.message import Message, msg
from khaka.locale import COMPLETE, DIGITS, Translator, coverage


def translator_of(blueprint: Blueprint, lang: str) -> Translator:
    """The translator of a language, in the digits that the mission asks for."""
    return Translator(lang, DIGITS.get(str(blueprint.mission.get("digits", "latin")), "latn"))


def notices_of(blueprint: Blueprint, lang: str) -> tuple[Message, ...]:
    """The document's notices, and how much of a language on its way is still in English."""
    if lang in COMPLETE:
        return blueprint.notices
    found = coverage(lang)
    if not found.missing:
        return blueprint.notices
    return (*blueprint.notices, msg("kit.untranslated", missing=found.missing, total=found.total))


def formula_of(how: How, tr: Translator) -> str:
    """How a number was computed: a measure's formula in the reader's words, any other rule as the code writes it."""
    key = f"formula.{how.measure}"
    return tr.text(Message(key)) if how.measure and how.formula and tr.has(key) else how.formula
