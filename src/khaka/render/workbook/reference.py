"""The sheets behind the tables: contents, weaknesses, every Figure, definitions and sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from khaka.blueprint.blocks import Blueprint, Table
from khaka.blueprint.document import index, walk
from khaka.core.figure import Figure, How
from khaka.core.finding import Finding
from khaka.core.message import Message
from khaka.core.units import Unit
from khaka.locale import Translator
from khaka.render.voice import formula_of, notices_of
from khaka.render.workbook.formats import QUIET, TITLE, WORDS, date_format, number_format
from khaka.render.workbook.order import Sheet
from khaka.render.workbook.sheet import Page
from khaka.render.workbook.tables import head_text, quoted

#: A text, a number with its unit, or nothing.
_Value: TypeAlias = "str | tuple[float, Unit, int | None] | None"


class Reference:
    """Writes the sheets of one document in one language that are no table of it."""

    def __init__(self, blueprint: Blueprint, sheets: list[Sheet], tr: Translator) -> None:
        self.blueprint = blueprint
        self.sheets = sheets
        self.tr = tr
        self._said: dict[int, str] = {}

    def contents(self, page: Page, fixed: dict[str, str]) -> None:
        """Title, date, notices, and a link to every sheet."""
        blueprint, say = self.blueprint, self._say
        page.text(0, 0, self.tr.text(blueprint.title), measure=False, **TITLE)
        page.text(1, 0, self.tr.text(blueprint.subtitle), measure=False)
        page.text(2, 0, say("office.as_of"), **{**QUIET, "valign": "top"})
        page.day(2, 1, blueprint.as_of, date_format(self.tr.lang))
        page.text(3, 0, say("office.data"), **QUIET)
        page.text(3, 1, blueprint.data_version, measure=False)
        line = 4
        for notice in notices_of(blueprint, self.tr.lang):
            page.text(line, 0, self.tr.text(notice), measure=False)
            line += 1
        page.head(line + 1, [say(f"office.col.{k}") for k in ("section", "table", "rows", "sheet")],
                  line + 1 + len(self.sheets) + len(fixed) - 1)  # fmt: skip
        entries = [
            (f"{s.number} {s.section}", self.tr.text(s.table.title), len(s.table.rows), s.name) for s in self.sheets
        ]
        entries += [("", name, None, name) for key, name in fixed.items() if key != "contents"]  # type: ignore[misc]
        link = page.formats.get(font_color="#3F7277", underline=1)
        for row, (section, title, count, name) in enumerate(entries, line + 2):
            page.text(row, 0, section)
            page.text(row, 1, title)
            if count is not None:
                page.number(row, 2, count, "0")
            page.text(row, 3, name)
            page.sheet.write_url(row, 3, f"internal:'{quoted(name)}'!A1", link, name)
        page.finish()

    def findings(self, page: Page) -> None:
        """Each weakness with its evidence, its remedy and its seats."""
        rows = [
            [f.id, self.tr.text(f.title), self.tr.text(f.sentence),
             (f.at_stake.value, Unit.SEATS, None) if f.at_stake.value is not None else None,
             self._say(f"pdf.strength.{f.strength.value}"), ", ".join(self.tr.name(n) for n in f.where),
             self.tr.text(f.remedy.text), self.tr.text(f.threshold), f.author, f.remedy.id,
             ", ".join(dict.fromkeys(e.id for e in (f.at_stake, *f.evidence))), ", ".join(f.seats)]
            for f in walk(self.blueprint.sections, Finding)
        ]  # fmt: skip
        keys = ("id", "title", "evidence", "at_stake", "strength", "where", "remedy", "rule", "author", "proposal",
                "figures", "seats")  # fmt: skip
        self._sheet(page, keys, rows)

    def figures(self, page: Page) -> None:
        """Every Figure of the document by id."""
        rows = [
            [f.id, (f.value, f.unit, f.digits) if f.value is not None else None, self._unit(f.unit),
             self._once(f.definition), self._once(f.base) if f.base else "", *self._interval(f),
             self._say(f"office.kind.{f.how.kind.value}"), formula_of(f.how, self.tr), ", ".join(f.sources)]
            for _, f in sorted(index(self.blueprint).items())
        ]  # fmt: skip
        keys = ("id", "value", "unit", "definition", "base", "low", "high", "level", "kind", "formula", "sources")
        self._sheet(page, keys, rows)

    def definitions(self, page: Page) -> None:
        """What is counted: one row a column of a table, and one a Figure of running text."""
        rows = [*self._columns(), *self._running()]
        keys = ("id", "title", "definition", "unit", "base", "kind", "formula", "measure", "sources", "sheet")
        self._sheet(page, keys, rows)

    def sources(self, page: Page) -> None:
        """Where the numbers come from."""
        hindi = self.tr.lang == "hi"
        rows: list[list[_Value]] = []
        for s in self.blueprint.sources:
            title = s.title_hi if hindi and s.title_hi else s.title
            publisher = s.publisher_hi if hindi and s.publisher_hi else s.publisher
            day = self.tr.date(s.date, "short") if s.date else ""
            rows.append([s.id, title, publisher, day, s.attribution, self._confidence(s.confidence), s.url])
        self._sheet(page, ("id", "title", "publisher", "date", "attribution", "confidence", "address"), rows)

    def _columns(self) -> Iterator[list[_Value]]:
        for sheet in self.sheets:
            for c in sheet.table.columns:
                if c.unit is None or c.definition is None or c.how is None:
                    continue
                yield [f"{sheet.table.id}.*.{c.key}", head_text(c, self.tr), self.tr.text(c.definition),
                       self._unit(c.unit), self.tr.text(c.base) if c.base else "",
                       self._say(f"office.kind.{c.how.kind.value}"), formula_of(c.how, self.tr), _asked(c.how),
                       ", ".join(c.sources), sheet.name]  # fmt: skip

    def _running(self) -> Iterator[list[_Value]]:
        """Figures that are no cell of a table."""
        cells = {f.id for t in walk((self.blueprint.leader, self.blueprint.sections), Table) for f in t.figures()}
        for figure_id, f in sorted(index(self.blueprint).items()):
            if figure_id not in cells:
                yield [figure_id, "", self._once(f.definition), self._unit(f.unit), self._once(f.base) if f.base else "",
                       self._say(f"office.kind.{f.how.kind.value}"), formula_of(f.how, self.tr), _asked(f.how), ", ".join(f.sources),
                       ""]  # fmt: skip

    def _sheet(self, page: Page, keys: tuple[str, ...], rows: list[list[_Value]]) -> None:
        page.head(0, [self._say(f"office.col.{k}") for k in keys], len(rows))
        nothing = self._say("common.not_given")
        for line, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                if value is None:
                    page.text(line, place, nothing, **QUIET)
                elif isinstance(value, tuple):
                    number, unit, digits = value
                    page.number(line, place, number, number_format(unit, digits), valign="top")
                elif value:
                    page.text(line, place, value, **(WORDS if len(value) > 50 else {"valign": "top"}))
        page.finish()

    def _interval(self, f: Figure) -> list[_Value]:
        """Bounds and level; a figure without a range leaves them empty, for none was asked of it."""
        if f.interval is None:
            return ["", "", ""]
        level: _Value = (f.interval.level, Unit.RATE, 0) if f.interval.level is not None else ""
        return [(f.interval.low, f.unit, f.digits), (f.interval.high, f.unit, f.digits), level]

    def _once(self, message: Message) -> str:
        """A text that thousands of cells share, said once; the blueprint keeps its messages alive."""
        if id(message) not in self._said:
            self._said[id(message)] = self.tr.text(message)
        return self._said[id(message)]

    def _unit(self, unit: Unit) -> str:
        return self._say(f"office.unit.{unit.value}")

    def _confidence(self, word: str) -> str:
        key = f"section.confidence.{word}"
        return self._say(key) if self.tr.has(key) else word

    def _say(self, key: str) -> str:
        return self.tr.text(Message(key))


def _asked(how: How) -> str:
    """The measure and its filters, as the command line takes them."""
    filters = " ".join(f"{k}={_plain(v)}" for k, v in how.filters)
    return f"{how.measure} {filters}".strip() if how.measure else ""


def _plain(value: Any) -> str:
    return ",".join(str(v) for v in value) if isinstance(value, tuple | list) else str(value)
