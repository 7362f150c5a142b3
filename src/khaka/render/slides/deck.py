"""A Blueprint in one language as the bytes of a .pptx file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from khaka.blueprint.blocks import Blueprint, Chart, SeatMap, Table
from khaka.blueprint.document import walk
from khaka.core.figure import Figure
from khaka.core.finding import Finding
from khaka.core.message import Message
from khaka.render.charts.palette import ACCENT, SOFT
from khaka.render.slides import fit, ink, package, parts, say
from khaka.render.slides.charts import add_chart
from khaka.render.slides.evidence import notes
from khaka.render.slides.nouns import Plot
from khaka.render.slides.plan import Line, Scene, scenes
from khaka.render.slides.plots import plots, spoken
from khaka.render.slides.seatmap import MapDrawer
from khaka.render.slides.tables import Setting, add_table, setting
from khaka.render.slides.voice import Voice, ended, sentences
from khaka.render.voice import notices_of, translator_of
from khaka.render.workbook.order import section_number, sheets

_TITLES: Final = (26.0, 24.0, 22.0, 20.0, 18.0)
_LINES: Final = (22.0, 20.0, 18.0, 16.0, 15.0, 14.0)
_BESIDE: Final = (14.0, 13.0, 12.0)
#: A title longer than this keeps its first sentence and leaves the others to the page.
_LONG: Final = 110
_NUMBERED: Final = re.compile(r"([1-9]\d?)\. ")


def deck(blueprint: Blueprint, lang: str) -> bytes:
    """The file's bytes: equal for equal documents."""
    return Writer(blueprint, lang).write()


class Writer:
    """Writes the slides of one document in one language."""

    def __init__(self, blueprint: Blueprint, lang: str) -> None:
        self.blueprint = blueprint
        self.voice = Voice(translator_of(blueprint, lang))
        self.deck = package.empty_deck(blueprint, self.voice)
        self.layout = self.deck.slide_layouts[0]
        self.sheets = {s.table.id: s.name for s in sheets(blueprint, self.voice.tr)}
        self.tables = {t.id: t for t in walk((blueprint.leader, blueprint.sections), Table)}
        day = self.voice.tr.date(blueprint.as_of)
        stamps = [self.voice.say("office.stamp", day=day), *(self.voice.text(n) for n in notices_of(blueprint, lang))]
        self.footer = fit.fit_title(" ".join(stamps), ink.FOOTER[2], ink.FOOTER[3], (9.0, 8.5, 8.0), lang)

    def write(self) -> bytes:
        """All slides, then the file."""
        for scene in scenes(self.blueprint):
            self._scene(scene)
        package.notes_master(self.deck, self.voice)
        return package.saved(self.deck)

    # -- one scene: a slide, or several when its points need more room ------------------------------------------------

    def _scene(self, scene: Scene) -> None:
        voice = self.voice
        voice.taken()
        title, rest = self._title(scene.title)
        lines = [(Line(scene.title, "rest"), text) for text in rest] + [self._line(line) for line in scene.lines]
        first = True
        while first or lines:
            title_now = title if first else voice.say("office.continued", text=title)
            lines = self._slide(scene, title_now, lines, first)
            first = False

    def _line(self, line: Line) -> tuple[Line, str]:
        """A point and its text; a number that the text begins with becomes the point's own."""
        text = self.voice.text(line.text)
        found = _NUMBERED.match(text)
        return (replace(line, number=int(found[1])), text[found.end() :]) if found and not line.number else (line, text)

    def _plots(self, chart: Chart) -> list[Plot]:
        """A chart's plots, their numbers in the document's digits."""
        tr = self.voice.tr
        return [spoken(plot, tr.digits) for plot in plots(chart, self.tables.get(chart.twin), tr)]

    def _title(self, message: Message) -> tuple[str, list[str]]:
        """The message as a title, and the sentences that are left to the page when it is long."""
        text = ended(self.voice.text(message), self.voice.lang)
        first, *others = sentences(text)
        if len(text) <= _LONG or not others:
            return text, []
        return ended(first, self.voice.lang), [" ".join(others)]

    def _slide(self, scene: Scene, title: str, lines: list[tuple[Line, str]], first: bool) -> list[tuple[Line, str]]:
        """One slide; the points that did not fit."""
        slide = self.deck.slides.add_slide(self.layout)
        more, top = self._head(slide, scene, title)
        foot = ink.FOOT
        pictured = first and (scene.visual is not None or scene.numbers)
        if scene.decision is not None:
            foot -= ink.DECISION + 8
        left, shown = list(lines), None
        if pictured and isinstance(scene.visual, SeatMap):
            left = self._map(slide, scene.visual, lines, (top, foot))
        elif pictured:
            room = min(0.38 * (foot - top), 150.0) if scene.visual is not None else foot - top - 90
            top, left = parts.points(slide.shapes, self.voice, lines, (ink.SIDE, top, ink.ROOM, room), _BESIDE)
            top, shown = self._picture(slide, scene, (top, foot))
        else:
            top, left = parts.points(slide.shapes, self.voice, lines, (ink.SIDE, top, ink.ROOM, foot - top), _LINES)
        if pictured and left and len(left) == len(lines):  # no room beside the picture at all
            more += [text for _, text in left]
            left = []
        if scene.decision is not None and not left:
            parts.decision(slide.shapes, self.voice, scene.decision)
        parts.footer(slide, self.voice, self.footer.texts[0], self.footer.size, len(self.deck.slides))
        figures = self.voice.taken() + (_of_finding(scene.visual) if isinstance(scene.visual, Finding) else [])
        written = notes(scene, self.voice, figures, self.tables, shown, more)
        self._notes(slide, written)
        return left

    def _head(self, slide: Any, scene: Scene, title: str) -> tuple[list[str], float]:
        """The place in the document, and the message; texts that were cut come back in full, and where the body begins."""
        voice = self.voice
        if scene.place is None:
            place = f"{voice.text(self.blueprint.title)} · {voice.say('office.leader')}"
        else:
            place = f"{section_number(scene.place, voice.tr)}  {voice.text(scene.place.title)}"
        if scene.under is not None:
            place = f"{place} · {voice.text(scene.under)}"
        kicker = fit.fit_title(place, ink.KICKER[2], ink.KICKER[3], (12.0, 11.0, 10.0), voice.lang)
        target = ink.box(slide.shapes, ink.KICKER, voice.say("office.shape.place"))
        ink.paragraph(target.paragraphs[0], kicker.texts[0], kicker.size, voice.lang, bold=True, colour=SOFT)
        fitted = fit.fit_title(title, ink.TITLE[2], ink.TITLE[3], _TITLES, voice.lang)
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = (ink.emu(v) for v in ink.TITLE)
        frame = ink.frame(shape)
        ink.paragraph(frame.paragraphs[0], fitted.texts[0], fitted.size, voice.lang, bold=True, colour=ACCENT)
        return [*fitted.left, *kicker.left], ink.TITLE[1] + fitted.height + 14

    # -- what bears the message out -----------------------------------------------------------------------------------

    def _picture(self, slide: Any, scene: Scene, span: tuple[float, float]) -> tuple[float, Setting | None]:
        """Large numbers, then charts, a table or a weakness; the table's part that is shown."""
        top, foot = span
        if scene.numbers:
            top = parts.numbers(slide.shapes, self.voice, scene.numbers, top)
        visual = scene.visual
        if isinstance(visual, Table):
            return foot, self._table(slide, visual, (top, foot))
        if isinstance(visual, tuple):
            self._charts(slide, visual, (top, foot))
        elif isinstance(visual, Finding):
            parts.weakness(slide.shapes, self.voice, visual, (top, foot))
        return foot, None

    def _charts(self, slide: Any, charts: Sequence[Any], span: tuple[float, float]) -> None:
        """Charts side by side."""
        found = [(plot, chart) for chart in charts for plot in self._plots(chart)]
        if not found:
            texts = [(Line(c.alt), self.voice.text(c.alt)) for c in charts]
            parts.points(slide.shapes, self.voice, texts, (ink.SIDE, span[0], ink.ROOM, span[1] - span[0]), _LINES)
            return
        width = (ink.ROOM - 16 * (len(found) - 1)) / len(found)
        for chart in charts:
            self.voice.text(chart.title)  # its numbers are evidence too
        for i, (plot, chart) in enumerate(found):
            height = min(span[1] - span[0], 220.0) if plot.shape == "stacked" else span[1] - span[0]
            place = (ink.SIDE + i * (width + 16), span[0], width, height)
            spoken = self.voice.tr.text(say.of_chart(chart, self.tables.get(chart.twin)))
            add_chart(slide.shapes, plot, place, self._alt(chart.alt, spoken, chart.twin), self.voice.lang)
        self.voice.note(f for c in charts for f in (*(k.figure for k in c.categories), c.rule) if f is not None)

    def _table(self, slide: Any, table: Table, span: tuple[float, float]) -> Setting:
        voice = self.voice
        chosen = setting(table, voice, ink.ROOM, span[1] - span[0] - 22)
        alt = self._alt(table.title, voice.tr.text(say.of_table(table)), table.id)
        add_table(slide.shapes, table, chosen, ink.SIDE, span[0], voice, alt)
        if not chosen.whole:
            m, n = str(len(table.rows)), str(len(chosen.rows))
            key = "office.table.part" if n != m else "office.table.columns"
            text = voice.say(key, n=n, m=m, sheet=self.sheets.get(table.id, table.id))
            fitted = fit.fit_title(text, ink.ROOM, 16, (11.0, 10.0, 9.0), voice.lang)
            place = (ink.SIDE, span[0] + sum(chosen.heights) + 4, ink.ROOM, 16)
            frame = ink.box(slide.shapes, place, voice.say("office.shape.remark"))
            ink.paragraph(frame.paragraphs[0], fitted.texts[0], fitted.size, voice.lang, colour=SOFT)
        return chosen

    def _map(
        self, slide: Any, block: SeatMap, lines: list[tuple[Line, str]], span: tuple[float, float]
    ) -> list[tuple[Line, str]]:
        """The map on the left; its classes and the points on the right."""
        top, foot = span
        drawer = MapDrawer(
            slide.shapes, self.blueprint, block, self.voice, (ink.SIDE, top, 0.56 * ink.ROOM, foot - top)
        )
        spoken = self.voice.tr.text(say.of_map(block))
        width = drawer.draw(self._alt(block.alt, spoken, block.twin))
        left = ink.SIDE + max(width, 200.0) + 28
        room = ink.SIDE + ink.ROOM - left
        taken = drawer.legend((left, top + 4, room, 0))
        below = top + taken + 16
        _, rest = parts.points(slide.shapes, self.voice, lines, (left, below, room, foot - below), _BESIDE)
        return rest

    def _alt(self, alt: Message, spoken: str, twin: str) -> str:
        """The block's own words, its numbers, and where all of them stand."""
        words = [ended(self.voice.tr.text(alt), self.voice.lang), ended(spoken, self.voice.lang)]
        if twin in self.sheets:
            words.append(self.voice.say("office.alt.sheet", sheet=self.sheets[twin]))
        return " ".join(dict.fromkeys(words))

    def _notes(self, slide: Any, text: str) -> None:
        frame = slide.notes_slide.notes_text_frame
        for i, words in enumerate(text.split("\n")):
            line = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
            run = line.add_run()
            run.text = words
            ink.set_fonts(run._r.get_or_add_rPr(), self.voice.lang)


def _of_finding(finding: Finding) -> list[Figure]:
    return [finding.at_stake, *finding.evidence]
