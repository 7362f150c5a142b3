"""The digest: what a meeting of the leadership needs, on four or five pages, from the document's own blocks.

A page is a list of blocks in order of weight; the template prints as many of them, from the first, as the page holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from khaka.blueprint import blocks as b
from khaka.core.finding import Finding
from khaka.core.message import Message, msg
from khaka.render.pdf.speech import Data, Speech
from khaka.render.pdf.states import part_of
from khaka.render.pdf.tables import PAGE, TableSetter

#: Most weaknesses, and most rows of a table that has one for each of many things.
_FINDINGS: Final = 9
_ROWS: Final = 14
#: Sections by the page that they feed.
_WEAK, _SEATS, _ALLIES, _ODDS, _PLAN = "weaknesses", "focus", "alliances", "path", "proposals"
#: Columns of tables that are wider than a digest can bear.
_KEEP: Final = {
    "s5.plan": ("state", "seats_total", "stance", "partners", "basis"),
    "s5.partners": ("party", "states", "seats_won", "second_places", "both_want", "only_together"),
    "s14.scenarios": ("scenario", "expected", "low_80", "high_80", "expected_alliance", "goal_1", "goal_2"),
    "s12.tiers": ("tier", "served", "amount", "part", "leader_days", "gain"),
}


class Digest:
    """Writes the pages after the leader's own.

    Parameters
    ----------
    show
        How the document shows a block; its pictures are shared.
    """

    def __init__(self, blueprint: b.Blueprint, speech: Speech, show: Callable[[b.Block], Data]) -> None:
        self.speech = speech
        self.show = show
        self.sections = {s.slug: s for s in blueprint.sections}
        blocks = [block for s in blueprint.sections for block in s.blocks]
        self.tables = {x.id: x for x in blocks if isinstance(x, b.Table)}
        self.others = {x.id: x for x in blocks if isinstance(x, b.SeatMap | b.Chart)}

    def pages(self) -> list[Data]:
        """Pages that have something to say."""
        pages = [
            (_WEAK, "paper.digest.weak", self._weaknesses()),
            (_SEATS, "paper.digest.seats", self._focus()),
            (_ALLIES, "paper.digest.allies", self._alliances()),
            (_ODDS, "paper.digest.plan", self._plan()),
        ]
        found = []
        for slug, title, blocks in pages:
            content = list(blocks)
            if content:
                found.append({"title": self.speech.say(title), "blocks": content, "decision": self._decision(slug)})
        return found

    def _weaknesses(self) -> Iterator[Data]:
        section = self.sections.get(_WEAK)
        found = [f for x in section.blocks if isinstance(x, b.Findings) for f in x.items] if section else []
        if section is None or not found:
            return
        yield from self._summary(_WEAK)
        yield {"kind": "brief-findings", "items": [self._finding(f) for f in found[:_FINDINGS]]}
        if len(found) > _FINDINGS:
            yield {"kind": "paragraph", "text": self.speech.rich(msg("paper.digest.more", section=str(section.number)))}

    def _finding(self, finding: Finding) -> Data:
        speech = self.speech
        return {
            "title": speech.text(finding.title),
            "stake": {"t": speech.figure(finding.at_stake), "r": speech.refs([finding.at_stake])},
            "level": finding.strength.value,
            "sentence": speech.rich(finding.sentence),
            "remedy": speech.rich(finding.remedy.text),
        }

    def _focus(self) -> Iterator[Data]:
        yield from self._summary(_SEATS)
        yield from self._table("s7.tiers")
        yield from self._other("s7.map")

    def _alliances(self) -> Iterator[Data]:
        yield from self._summary(_ALLIES)
        for table in ("s5.plan", "s5.partners", "s5.scenarios", "s6.after"):
            yield from self._table(table)

    def _plan(self) -> Iterator[Data]:
        """Odds first, then what is done first, then where the means go."""
        yield from self._summary(_ODDS)
        yield from (self.show(x) for x in self._of(_ODDS) if isinstance(x, b.KeyFigures))
        yield from self._table("s8.posts")
        yield from self._table("s14.scenarios")
        yield from (self.show(x) for x in self._of(_PLAN) if isinstance(x, b.Bullets) and x.title is not None)
        yield from self._table("s12.tiers")

    def _of(self, slug: str) -> tuple[b.Block, ...]:
        section = self.sections.get(slug)
        return section.blocks if section else ()

    def _summary(self, slug: str) -> Iterator[Data]:
        section = self.sections.get(slug)
        if section is not None and section.summary is not None:
            yield {"kind": "summary", "text": self.speech.rich(section.summary)}

    def _decision(self, slug: str) -> Data | None:
        section = self.sections.get(slug)
        asked: Message | None = section.decision if section else None
        return self.speech.rich(asked) if asked is not None else None

    def _table(self, table_id: str) -> Iterator[Data]:
        table = self.tables.get(table_id)
        if table is None or not table.rows:
            return
        keys = _KEEP.get(table_id, tuple(c.key for c in table.columns))
        part = part_of(table, table.rows[:_ROWS], keys)
        if not part.columns:
            return
        data = TableSetter(part, self.speech, PAGE).data()
        more = self.speech.say("paper.digest.rows") if len(table.rows) > _ROWS else ""
        yield {**data, "kind": "small-table", "annex": False, "more": more}

    def _other(self, block_id: str) -> Iterator[Data]:
        block = self.others.get(block_id)
        if block is not None:
            yield self.show(block)
