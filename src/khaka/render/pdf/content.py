"""A Blueprint in one language as plain data for the templates. Texts are data; nothing here writes typst markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from khaka.blueprint import blocks as b
from khaka.core.figure import Figure
from khaka.core.finding import Finding
from khaka.core.message import Message
from khaka.core.units import Unit
from khaka.render.charts import picture
from khaka.render.pdf.digest import Digest
from khaka.render.pdf.leader import leader_data, picture_data
from khaka.render.pdf.maps import map_data
from khaka.render.pdf.printable import printable
from khaka.render.pdf.speech import Data, Speech
from khaka.render.pdf.states import StatePages, brief_id
from khaka.render.pdf.tables import TableSetter
from khaka.render.voice import notices_of, translator_of

_STRENGTH: Final = {
    "high": "pdf.strength.high",
    "middle": "pdf.strength.middle",
    "low": "pdf.strength.low",
}
_NOTICE: Final = {
    "caution": "pdf.notice.caution",
    "reported": "pdf.notice.reported",
    "method": "pdf.notice.method",
    "empty": "pdf.notice.empty",
}
_LABELS: Final = (
    "pdf.contents", "pdf.decision", "pdf.page", "pdf.of", "pdf.as_of", "pdf.annex", "pdf.definitions", "pdf.sources",
    "pdf.definitions.note", "pdf.stake", "pdf.where", "pdf.remedy", "pdf.threshold", "pdf.by_hand", "pdf.table",
    "pdf.twin", "pdf.dropped", "pdf.no_rows", "pdf.in_annex", "pdf.leader", "pdf.leader.hold", "pdf.leader.path",
    "pdf.leader.decisions", "pdf.leader.allies", "pdf.leader.states", "pdf.leader.risks", "pdf.leader.changed",
    "pdf.leader.miss", "pdf.leader.disputed", "pdf.leader.definitions", "pdf.explain", "pdf.imprint",
    "pdf.source_mark",
    "common.not_given", "paper.state.pages", "paper.state.seats", "paper.state.more_seats", "paper.digest",
)  # fmt: skip


class Writer:
    """Writes the data of one document; charts are collected beside it as pictures.

    Parameters
    ----------
    blueprint
        The document.
    lang
        Its language.
    """

    def __init__(self, blueprint: b.Blueprint, lang: str) -> None:
        self.blueprint = blueprint
        self.speech = Speech(blueprint, translator_of(blueprint, lang))
        self.pictures: dict[str, str] = {}
        self.annexes: list[b.Table] = []
        self.tables = {t.id: t for s in blueprint.sections for t in s.blocks if isinstance(t, b.Table)}
        if blueprint.leader.path is not None:
            self.tables.setdefault(blueprint.leader.path.id, blueprint.leader.path)
        self.states = StatePages(blueprint, self.speech, self.tables)
        self.briefs = [i for i in (brief_id(n.code) for n in self.states.states) if i in self.tables]
        body = [
            t.id
            for s in blueprint.sections
            for t in s.blocks
            if isinstance(t, b.Table) and not t.annex and t.id not in self.briefs
        ]
        annex = [t.id for s in blueprint.sections for t in s.blocks if isinstance(t, b.Table) and t.annex]
        self.numbers = {i: self.speech.tr.numerals(str(n)) for n, i in enumerate(body, 1)}
        self.numbers |= {
            i: self.speech.say("pdf.annex_number", n=self.speech.tr.numerals(str(n))) for n, i in enumerate(annex, 1)
        }

    def document(self) -> Data:
        """The whole document. The leader's page comes first, so its definitions have the lowest numbers."""
        blueprint, speech = self.blueprint, self.speech
        leader = leader_data(blueprint, speech, self._bar())
        sections = [self._section(section) for section in blueprint.sections]
        states = self.states.pages()
        annexes = [self._table(table) for table in self.annexes]
        notices = [speech.text(n) for n in notices_of(blueprint, speech.lang) if n != blueprint.embargo]
        return {
            "lang": speech.lang,
            "digits": speech.tr.digits,
            "embargo": speech.text(blueprint.embargo) if blueprint.embargo is not None else "",
            "title": speech.text(blueprint.title),
            "subtitle": speech.text(blueprint.subtitle),
            "party": speech.name(blueprint.party),
            "as_of": speech.date(blueprint.as_of),
            "notices": notices,
            "labels": {key.partition(".")[2] if key.startswith(("pdf.", "common.", "paper.")) else key: speech.say(key) for key in _LABELS},
            "leader": leader,
            "sections": sections,
            "states": states,
            "annexes": annexes,
            "digest": Digest(blueprint, speech, self._block).pages(),
            "picture": picture_data(blueprint, speech, leader, notices),
            "definitions": speech.listed(),
            "sources": speech.sources(),
            "imprint": speech.say("pdf.imprint.line", version=blueprint.version or "–", data=blueprint.data_version,
                                  seed=str(blueprint.seed)),
        }  # fmt: skip

    def _section(self, section: b.Section) -> Data:
        speech = self.speech
        letters = speech.say("pdf.parts")
        part = "".join(letters["ABCDEFGH".index(c)] if c in "ABCDEFGH" else c for c in section.part)
        return {
            "number": speech.tr.numerals(f"{section.number}{part}"),
            "title": speech.text(section.title),
            "summary": speech.rich(section.summary) if section.summary else None,
            "blocks": list(self._blocks(section)),
            "decision": speech.rich(section.decision) if section.decision else None,
        }

    def _blocks(self, section: b.Section) -> Iterator[Data]:
        """The section's blocks; the states' briefs stand on the states' pages, and one line points there."""
        pointed = False
        for block in section.blocks:
            if isinstance(block, b.Table) and block.id in self.briefs:
                if not pointed:
                    names = self.states.states
                    yield {"kind": "states", "title": self.speech.say("paper.state.pages"),
                           "first": f"state-{names[0].code}", "last": f"state-{names[-1].code}"}  # fmt: skip
                pointed = True
            else:
                yield self._block(block)

    def _block(self, block: b.Block) -> Data:
        speech = self.speech
        match block:
            case b.Heading():
                return {"kind": "heading", "text": speech.text(block.text)}
            case b.Paragraph():
                return {"kind": "paragraph", "text": speech.rich(block.text)}
            case b.Bullets():
                return {"kind": "bullets", "ordered": block.ordered, "items": self._all(block.items),
                        "title": speech.rich(block.title) if block.title else None}  # fmt: skip
            case b.KeyFigures():
                return {"kind": "figures", "items": [self._key_figure(m, f) for m, f in block.items]}
            case b.Notice():
                label = speech.say(_NOTICE.get(block.kind, "pdf.notice.caution"))
                return {"kind": "notice", "of": block.kind, "label": label, "text": speech.rich(block.text)}
            case b.Table():
                return self._table_or_pointer(block)
            case b.SeatMap():
                return {**map_data(block, speech), "twin": self._twin(block.twin)}
            case b.Chart():
                return self._chart(block)
            case b.Findings():
                return {"kind": "findings", "items": [self._finding(f) for f in block.items]}

    def _all(self, messages: Iterable[Message]) -> list[Data]:
        return [self.speech.rich(m) for m in messages]

    def _key_figure(self, label: Message, figure: Figure) -> Data:
        """A large number; its range and note stand under it."""
        speech = self.speech
        under = []
        if figure.interval is not None:
            low = speech.tr.number(figure.interval.low, figure.unit, figure.digits)
            high = speech.tr.number(figure.interval.high, figure.unit, figure.digits)
            if figure.interval.level is None:
                under.append(speech.say("pdf.range.reported", low=low, high=high))
            else:
                times = str(round(figure.interval.level * 100))
                under.append(speech.say("pdf.range", low=low, high=high, times=times))
        if figure.note is not None:
            under.append(speech.text(figure.note))
        long = figure.unit in (Unit.VOTES, Unit.ELECTORS, Unit.INR)
        return {
            "label": {"t": speech.text(label), "r": speech.refs([figure])},
            "number": speech.figure(figure, "short" if long else ""),
            "given": figure.value is not None,
            "under": under,
        }

    def _table_or_pointer(self, table: b.Table) -> Data:
        """An annex table is announced in its section and printed at the end."""
        if not table.annex:
            return self._table(table)
        self.annexes.append(table)
        return {"kind": "pointer", "title": self.speech.text(table.title), "number": self.numbers[table.id],
                "label": _label(table.id)}  # fmt: skip

    def _table(self, table: b.Table) -> Data:
        data = TableSetter(table, self.speech).data()
        return {**data, "number": self.numbers[table.id], "label": _label(table.id), "annex": table.annex}

    def _twin(self, table_id: str) -> Data | None:
        if table_id not in self.numbers:
            return None
        return {"number": self.numbers[table_id], "label": _label(table_id)}

    def _chart(self, chart: b.Chart) -> Data:
        speech = self.speech
        figures = [c.figure for c in chart.categories if c.figure is not None]
        if chart.rule is not None:
            figures.append(chart.rule)
        refs = set(speech.refs(figures))
        twin = self.tables.get(chart.twin)
        for column in twin.columns if twin else ():
            if column.key in chart.y:
                refs |= set(speech.column_ref(column))
        title = speech.rich(chart.title)
        title["r"] = sorted(set(title["r"]) | refs)
        return {"kind": "chart", "title": title, "alt": speech.text(chart.alt), "file": self._picture(chart),
                "twin": self._twin(chart.twin)}  # fmt: skip

    def _picture(self, chart: b.Chart) -> str:
        name = f"chart-{len(self.pictures) + 1}.svg"
        self.pictures[name] = picture(chart, self.tables.get(chart.twin), self.speech.tr)
        return name

    def _bar(self) -> Data | None:
        chart = self.blueprint.leader.bar
        if chart is None:
            return None
        return {"file": self._picture(chart), "alt": self.speech.text(chart.alt)}

    def _finding(self, finding: Finding) -> Data:
        speech = self.speech
        sentence = speech.rich(finding.sentence)
        sentence["r"] = sorted(set(sentence["r"]) | set(speech.refs(finding.evidence)))
        return {
            "title": speech.text(finding.title),
            "sentence": sentence,
            "stake": {"t": speech.figure(finding.at_stake), "r": speech.refs([finding.at_stake])},
            "strength": speech.say(_STRENGTH[finding.strength.value]),
            "level": finding.strength.value,
            "where": ", ".join(speech.name(n) for n in finding.where),
            "remedy": speech.rich(finding.remedy.text),
            "threshold": speech.rich(finding.threshold),
            "author": printable(finding.author),
        }


def _label(table_id: str) -> str:
    return f"table-{table_id}"
