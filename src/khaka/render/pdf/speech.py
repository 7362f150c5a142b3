"""Messages of one language as text for the page, with numbered references to the definitions at the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from khaka.blueprint.blocks import Blueprint, Column
from khaka.core.figure import Figure, Kind
from khaka.core.message import Message, Name, msg
from khaka.core.units import Unit
from khaka.locale import Translator
from khaka.render.pdf.printable import printable

#: What the templates read: only strings, numbers, booleans, lists and dictionaries of them.
Data: TypeAlias = dict[str, Any]
_Key: TypeAlias = tuple[str, str, tuple[int, ...], str]


@dataclass(slots=True)
class Speech:
    """The texts of a document in one language, and the list of definitions that grows while they are written."""

    blueprint: Blueprint
    tr: Translator
    definitions: dict[_Key, int] = field(default_factory=dict)
    _sources: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._sources = {source.id: i for i, source in enumerate(self.blueprint.sources, 1)}

    @property
    def lang(self) -> str:
        """The language."""
        return self.tr.lang

    def say(self, key: str, /, **params: Any) -> str:
        """A text of the renderer's own."""
        return self.text(msg(key, **params))

    def text(self, message: Message) -> str:
        """A message as plain text."""
        return printable(self.tr.text(message))

    def name(self, name: Name, style: str = "") -> str:
        """A proper name."""
        return printable(self.tr.name(name, style))

    def label(self, label: Message | Name) -> str:
        """A category's label."""
        return self.name(label) if isinstance(label, Name) else self.text(label)

    def date(self, day: date, style: str = "long") -> str:
        """A date."""
        return printable(self.tr.date(day, style))

    def figure(self, figure: Figure, style: str = "") -> str:
        """A Figure's number."""
        return printable(self.tr.figure(figure, style))

    def rich(self, message: Message) -> Data:
        """A message with the references of the numbers in it: ``t`` the text, ``r`` the references."""
        spans = self.tr.spans(message)
        figures = [span.figure for span in spans if span.figure is not None]
        return {"t": printable("".join(span.text for span in spans)), "r": self.refs(figures)}

    def refs(self, figures: Iterable[Figure]) -> list[int]:
        """Numbers of the figures' definitions, each once, in rising order."""
        return sorted({self._ref(f.definition, f.base, f.sources, f.how.kind) for f in figures})

    def column_ref(self, column: Column) -> list[int]:
        """The number of a column's definition; a column of words has none."""
        if column.unit is None or column.definition is None:
            return []
        kind = column.how.kind if column.how else Kind.MEASURED
        return [self._ref(column.definition, column.base, column.sources, kind)]

    def number(self, value: float, column: Column) -> str:
        """A cell's number: points and odds go without their word, which stands in the column's head."""
        style = "bare" if column.unit in (Unit.PP, Unit.ODDS) else ""
        text = self.tr.number(value, column.unit or Unit.NUMBER, column.digits, style)
        positive = value > 0 and any(c not in "0०.,%₹" for c in text)
        return f"+{text}" if column.signed and positive else text

    def listed(self) -> list[Data]:
        """The definitions in the order of their numbers."""
        found = []
        for (definition, base, sources, kind), number in sorted(self.definitions.items(), key=lambda item: item[1]):
            parts = [definition]
            if base:
                parts.append(self.say("pdf.definition.base", base=base))
            if kind:
                parts.append(self.say(kind))
            found.append({"n": number, "t": " ".join(parts), "s": list(sources)})
        return found

    def sources(self) -> list[Data]:
        """The sources in the order of their numbers."""
        found = []
        for source in self.blueprint.sources:
            day = self.date(source.date) if source.date else ""
            hindi = self.lang == "hi"
            title = (source.title_hi if hindi else "") or source.title
            publisher = (source.publisher_hi if hindi else "") or source.publisher
            parts = [title, publisher, day, source.attribution, source.note]
            text = ". ".join(p.strip().rstrip(".") for p in parts if p.strip())
            found.append(
                {"n": self._sources[source.id], "t": printable(self.tr.numerals(text)), "url": printable(source.url)}
            )
        return found

    def _ref(self, definition: Message, base: Message | None, sources: tuple[str, ...], kind: Kind) -> int:
        note = {Kind.GIVEN: "pdf.definition.given", Kind.REPORTED: "pdf.definition.reported"}.get(kind, "")
        numbers = tuple(self._sources[s] for s in sources if s in self._sources)
        key = (self.text(definition), self.text(base) if base else "", numbers, note)
        return self.definitions.setdefault(key, len(self.definitions) + 1)
