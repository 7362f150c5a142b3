"""Which slides a document becomes: its own sentences, each with the chart, map, table or points that bear it out."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from typing import Any, Final, TypeAlias

from khaka.blueprint import blocks as b
from khaka.blueprint.document import walk
from khaka.core.figure import Figure
from khaka.core.finding import Finding
from khaka.core.message import Message, Name, msg
from khaka.render.slides import say

#: Findings with a slide of their own; the others stand in the section's table and in the workbook.
MOST_FINDINGS: Final = 5
#: More paragraphs than this before a picture are a slide of their own.
_TOGETHER: Final = 2

Visual: TypeAlias = "tuple[b.Chart, ...] | b.SeatMap | b.Table | Finding | None"


@dataclass(frozen=True, slots=True)
class Line:
    """A point under the title. ``kind`` is empty, a notice's or ``rest`` (of a long title); ``number`` counts."""

    text: Message
    kind: str = ""
    number: int = 0


@dataclass(slots=True)
class Scene:
    """A slide to be: the message that it carries and what bears it out.

    Parameters
    ----------
    place
        The section (None for the leader's page); ``under`` is a heading inside it.
    title
        The message, a sentence.
    lines, numbers, visual
        Points, large numbers, and the picture or table.
    method
        Remarks for the speaker's notes.
    decision
        The decision asked for, on a section's last slide.
    """

    place: b.Section | None
    title: Message
    under: Message | None = None
    lines: list[Line] = field(default_factory=list)
    numbers: tuple[tuple[Message, Figure], ...] = ()
    visual: Visual = None
    method: list[Message] = field(default_factory=list)
    decision: Message | None = None


def scenes(blueprint: b.Blueprint) -> list[Scene]:
    """Every slide of a document in order; the leader's come first."""
    found = _leader(blueprint.leader)
    for section in blueprint.sections:
        found += _Planner(section).plan()
    return found


def _leader(page: b.LeaderPage) -> list[Scene]:
    """The page in four slides, each with one thing to say."""
    standing = [Line(page.standing_note), Line(page.hold)]
    bar = (page.bar,) if page.bar is not None else None
    found = [Scene(None, page.verdict, lines=standing, numbers=page.standing, visual=bar, method=[page.changed])]
    if page.path is not None:
        title = page.path.note or say.of_table(page.path)
        found.append(Scene(None, title, under=page.path.title, visual=page.path))
    asked = [Line(text, number=i) for i, text in enumerate(page.decisions, 1)]
    if asked:
        found.append(Scene(None, msg("office.leader.decisions"), lines=asked))
    states = [Line(text) for text in page.states]
    found.append(Scene(None, page.allies, under=msg("office.leader.states") if states else None, lines=states))
    risks = [Line(text) for text in (*page.risks, page.miss)] + [Line(text, "reported") for text in page.disputed]
    found.append(Scene(None, msg("office.leader.risks"), lines=risks))
    return found


class _Planner:
    """Walks a section's blocks and opens a slide whenever something bears out what was said before."""

    def __init__(self, section: b.Section) -> None:
        self.section = section
        self.found: list[Scene] = []
        self.texts: list[Message] = []
        self.waiting: list[Line] = []
        self.method: list[Message] = []
        self.numbers: tuple[tuple[Message, Figure], ...] = ()
        self.under: Message | None = None
        self.summary = section.summary
        self.tables = {t.id: t for t in walk(section.blocks, b.Table)}
        self.drawn = {block.twin for block in section.blocks if isinstance(block, b.SeatMap)}
        self.drawn |= {c.twin for c in section.blocks if isinstance(c, b.Chart) and self._says_all(c)}
        self.fresh = True  # nothing shown yet under the present heading

    def plan(self) -> list[Scene]:
        """The section's slides; a section without anything to show still asks for its decision."""
        for block in self.section.blocks:
            self._block(block)
        self._flush()
        if not self.found and (self.section.decision or self.section.summary):
            self._open(self._title(None), None)
        if self.found:
            self.found[-1].decision = self.section.decision
            self.found[-1].method += self.method
        return self.found

    def _says_all(self, chart: b.Chart) -> bool:
        """True when a chart leaves out at most one column of numbers of its table."""
        table = self.tables.get(chart.twin)
        if table is None:
            return False
        spoken = 1 if chart.kind == "stacked" else 0  # a bar in parts says one column without naming it
        return sum(c.unit is not None and c.key not in (chart.x, *chart.y) for c in table.columns) <= 1 + spoken

    def _block(self, block: Any) -> None:
        match block:
            case b.Heading():
                self._flush()
                self.under, self.fresh = block.text, True
            case b.Paragraph():
                self.texts.append(block.text)
            case b.Notice():
                self._notice(block)
            case b.Bullets():
                self._bullets(block)
            case b.KeyFigures():
                if self.numbers:
                    self._flush()
                self.numbers = block.items
            case b.Chart():
                self._chart(block)
            case b.SeatMap():
                self._show(say.of_map(block), block)
            case b.Table():
                self._table(block)
            case b.Findings():
                self._flush()
                for finding in block.items[:MOST_FINDINGS]:
                    self._open(finding.sentence, finding, under=finding.title)
            case _:
                self._unknown(block)

    def _notice(self, notice: b.Notice) -> None:
        """How something was counted is for the speaker; a caution is for everyone."""
        if notice.kind == "method":
            (self.found[-1].method if self.found else self.method).append(notice.text)
        elif not (self.texts or self.fresh or isinstance(self.found[-1].visual, Finding)):
            self.found[-1].lines.append(Line(notice.text, notice.kind))
        else:
            self.waiting.append(Line(notice.text, notice.kind))

    def _bullets(self, block: b.Bullets) -> None:
        if len(self.texts) > 1:
            self._flush()
        points = [Line(text, number=i if block.ordered else 0) for i, text in enumerate(block.items, 1)]
        if not points:
            return
        title = self._title(say.of_list(block.title) if block.title else None)
        scene = self._open(title, None)
        scene.under = scene.under or block.title
        scene.lines += points

    def _chart(self, chart: b.Chart) -> None:
        """Two charts of one table make one point together."""
        last = self.found[-1].visual if self.found else None
        if isinstance(last, tuple) and len(last) == 1 and last[0].twin == chart.twin and not self.texts:
            if "stacked" not in (chart.kind, last[0].kind):
                self.found[-1].visual = (*last, chart)
                return
        self._show(say.of_chart(chart, self.tables.get(chart.twin)), (chart,))

    def _table(self, table: b.Table) -> None:
        """A table that a map or a bar has shown already, and a long one that no sentence leads to, stay out."""
        if table.id in self.drawn or not table.rows:
            return
        if not self.texts and (table.annex or _reference(table)):
            return
        self._show(say.of_table(table), table)

    def _show(self, sentence: Message, visual: Visual) -> None:
        if len(self.texts) > _TOGETHER or (self.numbers and not isinstance(visual, tuple)):
            self._flush()
        self._open(self._title(sentence), visual)

    def _unknown(self, block: Any) -> None:
        """A kind of block that this face was not taught: its tables as tables, its texts as points."""
        tables = list(walk(block, b.Table))
        texts = list(_own_texts(block))
        if texts:
            scene = self._open(self._title(texts.pop(0)), None)
            scene.lines += [Line(text) for text in texts]
        for table in tables:
            self._table(table)

    def _title(self, sentence: Message | None) -> Message:
        """The summary first, then a paragraph of the section, then the sentence, then the question itself."""
        if self.summary is not None:
            found, self.summary = self.summary, None
            return found
        if self.texts:
            return self.texts.pop(0)
        if sentence is None or (not self.found and self.section.decision and sentence.key == "office.say.list"):
            waiting = self.waiting.pop(0).text if self.waiting else None
            return waiting or self.section.decision or sentence or self.section.title
        return sentence

    def _open(self, title: Message, visual: Visual, under: Message | None = None) -> Scene:
        lines = [Line(text) for text in self.texts] + self.waiting
        scene = Scene(self.section, title, under or self.under, lines, self.numbers, visual, list(self.method))
        self.texts, self.waiting, self.numbers, self.method = [], [], (), []
        self.found.append(scene)
        self.fresh = False
        return scene

    def _flush(self) -> None:
        """A slide of what was said and not borne out by a picture."""
        if self.texts or self.numbers or self.waiting:
            self._open(self._title(None), None)


def _reference(table: b.Table) -> bool:
    """A table to look things up in: words only, no number and no date."""
    cells = (cell for row in table.rows for cell in row.cells)
    return not any(c.unit for c in table.columns) and not any(isinstance(cell, date) for cell in cells)


def _own_texts(block: Any) -> list[Message]:
    """Messages that a block holds in its own fields or in a tuple of them."""
    found: list[Message] = []
    if is_dataclass(block) and not isinstance(block, Name):
        for each in fields(block):
            value = getattr(block, each.name)
            values = value if isinstance(value, tuple) else (value,)
            found += [v for v in values if isinstance(v, Message)]
    return found
