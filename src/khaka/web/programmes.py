"""A programme of elections as a page shows it: level by level, each step with its days, what is due, what stands in the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from khaka.committee.elections.calendar import Break, Change, Where, breaks, faults
from khaka.committee.elections.days import in_silence, on_holidays
from khaka.committee.elections.roll import region_of
from khaka.committee.people import Level, Unit
from khaka.committee.polling import Election, ElectionState, Programme, ProgrammeState, Step, StepKind
from khaka.committee.tallying import Matter, MatterState
from khaka.core.message import Message
from khaka.web.asked import Asked
from khaka.web.cascade import lines_of
from khaka.web.given_elections import today_in
from khaka.web.seen import list_of
from khaka.web.voters import title_in_election

#: Elections that a page lists of one level; the rest are counted, and one search away.
SHOWN: Final = 60
#: From the ground up: each level's elected are the next one's electors.
LEVELS: Final = tuple(reversed(Level))
_KINDS: Final = tuple(StepKind)
#: An election in one of these needs somebody: listed first.
_URGENT: Final = (ElectionState.STAYED, ElectionState.TIED, ElectionState.REPOLL, ElectionState.COUNTED)


@dataclass(frozen=True)
class StepRow:
    """A step as a row: ``when`` is ``over``, ``now`` or ``ahead``; ``days`` until it ends or begins."""

    step: Step
    when: str
    days: int
    unit: Unit | None
    told: tuple[Message, ...]


@dataclass(frozen=True)
class LevelRows:
    """A level: its steps, and its elections as the asker sees them."""

    level: Level
    steps: tuple[StepRow, ...]
    elections: tuple[tuple[Election, str], ...]
    states: tuple[tuple[ElectionState, int], ...]
    more: int = 0


@dataclass
class Calendar:
    """A programme's page, computed as far as a template asks for it."""

    request: Asked
    programme: Programme
    today: date = field(init=False)

    def __post_init__(self) -> None:
        self.today = today_in(self.request, self.programme)

    @cached_property
    def faults(self) -> tuple[Break, ...]:
        """Every rule of order that the steps break."""
        return faults(self.programme.steps, lines_of(self.request.records, self.programme.steps))

    @cached_property
    def demonstration(self) -> bool:
        """A draft that was filled with the published timetable."""
        return self.programme.name.en.startswith("Demonstration")

    @property
    def notice(self) -> date:
        """The first day to which a step can be moved with a notice of today."""
        return self.today + timedelta(days=self.programme.rules.notice_days)

    @property
    def movable(self) -> bool:
        """Whether dates are in force, so that a move needs a notice."""
        return self.programme.state is ProgrammeState.NOTIFIED

    @cached_property
    def elections(self) -> tuple[Election, ...]:
        """Elections called under it."""
        return list_of(self.request, Election, programme=self.programme.id)

    @cached_property
    def matters(self) -> tuple[Matter, ...]:
        """Open matters of its elections."""
        mine = {e.id for e in self.elections}
        found = list_of(self.request, Matter, body=self.programme.body, state=MatterState.OPEN)
        return tuple(m for m in found if m.election in mine)

    @cached_property
    def levels(self) -> tuple[LevelRows, ...]:
        """From booth to nation, as far as there are steps or elections."""
        return tuple(rows for level in LEVELS if (rows := self._level(level)).steps or rows.elections)

    @cached_property
    def due(self) -> tuple[StepRow, ...]:
        """What is under way now, then the next to begin."""
        rows = [r for level in self.levels for r in level.steps]
        now = [r for r in rows if r.when == "now"]
        ahead = sorted((r for r in rows if r.when == "ahead"), key=lambda r: (r.step.first, r.step.key))
        return (*sorted(now, key=lambda r: (r.step.last, r.step.key)), *ahead[:2])

    def _level(self, level: Level) -> LevelRows:
        steps = sorted(
            (s for s in self.programme.steps if s.level is level),
            key=lambda s: (s.unit, s.first, _KINDS.index(s.kind), s.key),
        )
        here = [e for e in self.elections if e.level is level]
        say, records = self.request.say, self.request.records
        titled = [(e, title_in_election(records, e, say)) for e in here]
        titled.sort(key=lambda x: (x[0].state not in _URGENT, x[1], x[0].id))
        count = Counter(e.state for e in here)
        states = tuple((s, count[s]) for s in ElectionState if count[s])
        rows = tuple(self.row(s) for s in steps)
        return LevelRows(level, rows, tuple(titled[:SHOWN]), states, max(0, len(here) - SHOWN))

    def row(self, step: Step) -> StepRow:
        """A step as a row."""
        when = "over" if step.last < self.today else "ahead" if step.first > self.today else "now"
        days = (step.first - self.today if when == "ahead" else step.last - self.today).days
        return StepRow(step, when, days, self.request.records.get(Unit, step.unit), self.told(step))

    def told(self, step: Step) -> tuple[Message, ...]:
        """Holidays and silence windows that a step meets."""
        region = {step.unit: region_of(self.request.records, step.unit)} if step.unit else {}
        return (*in_silence([step], self.programme.silences), *on_holidays([step], region))

    def breaks(self, change: Change) -> dict[str, list[Break]]:
        """What a change breaks, by where: on the step's own level, below it, above it."""
        found: dict[str, list[Break]] = {}
        for b in breaks(self.programme.steps, change, lines_of(self.request.records, self.programme.steps)):
            found.setdefault(b.where.value, []).append(b)
        return {w.value: found[w.value] for w in Where if w.value in found}
