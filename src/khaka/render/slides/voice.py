"""Texts of one language for slides, and the Figures that each text prints."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from khaka.blueprint.blocks import Column, Row, Table
from khaka.core.figure import Figure
from khaka.core.message import Listing, Message, Name, msg
from khaka.core.units import Unit
from khaka.locale import Translator
from khaka.render.workbook.tables import head_text, words
from khaka.render.workbook.text import clean

#: A sentence ends here when the word before is no abbreviation and a capital or a digit follows, or at a danda.
_END: Final = re.compile(
    r"(?<=\w\w[.!?])(?<!\b(?:Dr|Mr|St|Rs|No|vs)\.)\s+(?=[A-Z“\"])|(?<=\w{3}[.!?])\s+(?=\d)|(?<=[\d)][.])\s+(?=[A-Z])"
    r"|(?<=[।!?])\s+"
)
_STOPS: Final = (".", "।", "?", "!", "…", ".”", "।”", '."', '।"')
_SHORTEST: Final = 12
#: Words that a column's head says for all its numbers.
HEADS: Final = {Unit.PP: "office.head.pp", Unit.ODDS: "office.head.odds"}


@dataclass(slots=True)
class Voice:
    """Speaks a language; ``heard`` collects the Figures of everything said since it was last emptied."""

    tr: Translator
    heard: dict[str, Figure] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        """The language."""
        return self.tr.lang

    def text(self, message: Message | Name) -> str:
        """A message or a name as text; the Figures in it are noted as heard."""
        if isinstance(message, Name):
            return clean(self.tr.name(message))
        spans = self.tr.spans(message)
        self.note(span.figure for span in spans if span.figure is not None)
        return clean("".join(span.text for span in spans))

    def say(self, key: str, /, **params: Any) -> str:
        """A text of the renderer's own."""
        return self.text(msg(key, **params))

    def figure(self, figure: Figure, style: str = "") -> str:
        """A Figure's number."""
        self.note([figure])
        return clean(self.tr.figure(figure, style))

    def note(self, figures: Iterable[Figure]) -> None:
        """Remember Figures as evidence."""
        for figure in figures:
            self.heard.setdefault(figure.id, figure)

    def taken(self) -> list[Figure]:
        """What was heard since the last call, in order."""
        found = list(self.heard.values())
        self.heard.clear()
        return found

    def head(self, column: Column) -> str:
        """A column's head with the word of its unit, where the cells go without it."""
        return clean(head_text(column, self.tr, HEADS))

    def cell(self, row: Row, table: Table, column: Column) -> str:
        """A cell as a slide prints it: points without their word, which stands in the column's head."""
        value = row.cells[table.columns.index(column)]
        if value is None:
            return self.tr.text(Message("common.not_given"))
        if column.unit is not None and isinstance(value, int | float):
            style = "bare" if column.unit in HEADS else ""
            text = self.tr.number(value, column.unit, column.digits, style)
            plus = column.signed and value > 0 and any(c not in "0०.%" for c in text)
            return clean(f"+{text}" if plus else text)
        if hasattr(value, "isoformat"):
            return clean(self.tr.date(value, "short"))  # type: ignore[arg-type]
        return clean(words(value, self.tr))


def sentences(text: str) -> list[str]:
    """A text's sentences; a piece too short to stand alone stays with its neighbour."""
    found: list[str] = []
    for piece in _END.split(text.strip()):
        if found and len(found[-1]) < _SHORTEST:
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return found


def is_sentence(text: str) -> bool:
    """True when the text ends as a sentence does."""
    return text.rstrip().endswith(_STOPS)


def ended(text: str, lang: str) -> str:
    """The text with a full stop when it has none."""
    text = text.strip()
    return text if is_sentence(text) else text.rstrip(":;, ") + ("।" if lang == "hi" else ".")


def listing(items: Iterable[Message]) -> Listing:
    """Messages joined as the language joins them."""
    return Listing(tuple(items))
