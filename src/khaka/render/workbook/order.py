"""Which tables a workbook holds, in which order and under which names; slides point to the same names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from khaka.blueprint.blocks import Blueprint, Section, Table
from khaka.blueprint.document import walk
from khaka.core.message import Message
from khaka.locale import Translator
from khaka.render.workbook.text import Tabs

#: Sheets that every workbook has, by the key of their name; the first stands before the tables.
FIXED: Final = ("contents", "findings", "figures", "definitions", "sources")
_PARTS: Final = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table and the name of its sheet; ``section`` is empty for the leader's page."""

    name: str
    table: Table
    number: str
    section: str


def section_number(section: Section, tr: Translator) -> str:
    """``2A``; in Hindi the part is a Hindi letter."""
    letters = tr.text(Message("pdf.parts"))
    part = "".join(letters[_PARTS.index(c)] if c in _PARTS[: len(letters)] else c for c in section.part)
    return tr.numerals(f"{section.number}{part}")


def fixed_names(tr: Translator) -> dict[str, str]:
    """Names of the sheets that are no table, by key."""
    return {key: tr.text(Message(f"office.sheet.{key}")) for key in FIXED}


def sheets(blueprint: Blueprint, tr: Translator) -> list[Sheet]:
    """Every table of the document, each once, in reading order."""
    tabs = Tabs(fixed_names(tr).values())
    leader = tr.text(Message("office.leader"))
    places = [
        ("0", leader, blueprint.leader),
        *((section_number(s, tr), tr.text(s.title), s) for s in blueprint.sections),
    ]
    found: dict[str, Sheet] = {}
    for number, title, part in places:
        for table in walk(part, Table):
            if table.id not in found:
                found[table.id] = Sheet(tabs.name(number, tr.text(table.title)), table, number, title)
    return list(found.values())
