"""The dependency calendar: which step must wait for which, on one level and between levels, and what a change breaks.

Days are days in the body's time zone. A step lasts from the midnight that begins its first day to the midnight that
ends its last one; as moments both are UTC (17 October in India begins at 18:30 UTC on the 16th).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo

from khaka.committee.people import Level
from khaka.committee.polling import Step, StepKind
from khaka.core.message import Message, msg

_DAY: Final = timedelta(days=1)
#: Steps of one election in their order.
_ORDER: Final = (
    StepKind.ENROL, StepKind.ROLL, StepKind.NOMINATE, StepKind.SCRUTINY, StepKind.WITHDRAW, StepKind.POLL, StepKind.COUNT
)  # fmt: skip
#: Steps in which something is elected: they wait for the level below.
ELECTING: Final = frozenset({*_ORDER[2:], StepKind.ELECT})
#: Steps after which a level has its delegates.
_FINISH: Final = frozenset({StepKind.COUNT, StepKind.ELECT})


class Where(StrEnum):
    """Where the other step of a break stands, seen from the step that was changed."""

    ITSELF = "itself"
    SAME = "same"
    BELOW = "below"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Break:
    """A rule of order that does not hold.

    Parameters
    ----------
    step, other
        Keys of the step that was changed and of the one that it clashes with.
    days
        Days by which the later one begins too early; 0 where it waits without a date.
    """

    step: str
    other: str
    where: Where
    days: int
    message: Message


@dataclass(frozen=True, slots=True)
class Moved:
    """A step on other days."""

    step: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Stayed:
    """A step that may not go on until a day, or (None) until further orders."""

    step: str
    until: date | None = None


Change: TypeAlias = Moved | Stayed
#: Units that have dates of their own, each with itself and those above it.
Lines: TypeAlias = Mapping[str, tuple[str, ...]]
NO_LINES: Final[Lines] = {}


def opens(step: Step, zone: str) -> datetime:
    """The moment, UTC, at which a step begins: midnight of its first day in the time zone."""
    return datetime.combine(step.first, time(), ZoneInfo(zone)).astimezone(UTC)


def closes(step: Step, zone: str) -> datetime:
    """The moment, UTC, from which a step is over: the midnight that ends its last day in the time zone."""
    return datetime.combine(step.last + _DAY, time(), ZoneInfo(zone)).astimezone(UTC)


def name_of(step: Step) -> Message:
    """A step in words: level and kind."""
    return msg(
        "committee.step.of",
        level=Message(f"committee.level.{step.level}"),
        kind=Message(f"committee.step_kind.{step.kind}"),
    )


def window(steps: Iterable[Step], level: Level, kind: StepKind, units: Sequence[str]) -> Step | None:
    """The step that holds for an election: of the kind, else the whole span (``elect``); its own unit's first.

    Parameters
    ----------
    units
        The unit and those above it, the nearest first: dates of a state hold for the blocks in it.
    """
    here = [s for s in steps if s.level is level]
    for wanted in (kind, StepKind.ELECT):
        for unit in (*units, ""):
            found = [s for s in here if s.kind is wanted and s.unit == unit]
            if found:
                return min(found, key=lambda s: (s.first, s.key))
    return None


def faults(steps: Sequence[Step], lines: Lines = NO_LINES) -> tuple[Break, ...]:
    """Every rule of order that the steps break, in the order of the steps.

    Parameters
    ----------
    lines
        For each unit with dates of its own, that unit and those above it.
    """
    found = [
        Break(s.key, s.key, Where.ITSELF, (s.first - s.last).days, msg(
            "committee.calendar.reversed", step=name_of(s), first=s.first, last=s.last,
        ))
        for s in steps if s.first > s.last
    ]  # fmt: skip
    for a in steps:
        for b in steps:
            if a is not b and _waits(a, b) and _meet(a, b, steps, lines):
                early = (a.last - b.first).days + (0 if _same_day(a, b) else 1)
                if early > 0:
                    found.append(_break(a, b, early))
    return tuple(found)


def breaks(steps: Sequence[Step], change: Change, lines: Lines = NO_LINES) -> tuple[Break, ...]:
    """What a change breaks that held before: on the step's own level, below it and above it.

    Parameters
    ----------
    lines
        As in ``faults``.

    Raises
    ------
    KeyError
        There is no step of that key.
    """
    changed = next((s for s in steps if s.key == change.step), None)
    if changed is None:
        raise KeyError(change.step)
    if isinstance(change, Stayed):
        return tuple(_of_stay(steps, changed, change.until, lines))
    moved = [replace(s, first=change.first, last=change.last) if s is changed else s for s in steps]
    old = {(f.step, f.other, f.days) for f in faults(steps, lines)}
    new = [f for f in faults(moved, lines) if (f.step, f.other, f.days) not in old and changed.key in (f.step, f.other)]
    by_key = {s.key: s for s in steps}
    return tuple(_seen_from(changed, f, by_key) for f in new)


def _seen_from(changed: Step, fault: Break, by_key: dict[str, Step]) -> Break:
    other = by_key[fault.other if fault.step == changed.key else fault.step]
    where = Where.ITSELF if other is changed else _where(changed, other)
    return replace(fault, step=changed.key, other=other.key, where=where)


def _of_stay(steps: Sequence[Step], stayed: Step, until: date | None, lines: Lines) -> Iterator[Break]:
    """Later steps of the level and every electing step above wait; what was elected below stays elected and waits too."""
    for s in steps:
        if s is stayed or not _meet(stayed, s, steps, lines):
            continue
        where = _where(stayed, s)
        waits = _waits(stayed, s) or (where is Where.ABOVE and s.kind in ELECTING)
        if waits and (until is None or s.first <= until):
            days = (until - s.first).days + 1 if until else 0
            key = "until" if until else "open"
            more: dict[str, Any] = {"until": until} if until else {}
            text = msg(f"committee.calendar.stay.{key}", step=name_of(s), first=s.first, stayed=name_of(stayed), **more)
            yield Break(stayed.key, s.key, where, days, text)
        elif where is Where.BELOW and s.kind in _FINISH:
            text = msg("committee.calendar.stay.below", step=name_of(s), stayed=name_of(stayed))
            yield Break(stayed.key, s.key, where, 0, text)


def _where(step: Step, other: Step) -> Where:
    levels = list(Level)  # the widest first
    at, of = levels.index(step.level), levels.index(other.level)
    return Where.SAME if at == of else Where.ABOVE if of < at else Where.BELOW


def _waits(a: Step, b: Step) -> bool:
    """Whether ``b`` may begin only when ``a`` is over."""
    if a.kind is StepKind.ENROL:
        return b.kind in ELECTING or b.kind is StepKind.ROLL
    if a.level is b.level:
        if b.kind is StepKind.ELECT:
            return a.kind is StepKind.ROLL
        return a.kind in _ORDER and b.kind in _ORDER and _ORDER.index(a.kind) < _ORDER.index(b.kind)
    return _where(a, b) is Where.ABOVE and a.kind in _FINISH and b.kind in ELECTING


def _same_day(a: Step, b: Step) -> bool:
    """Papers may be counted on the evening of the poll."""
    return a.level is b.level and a.kind is StepKind.POLL and b.kind is StepKind.COUNT


def _meet(a: Step, b: Step, steps: Sequence[Step], lines: Lines) -> bool:
    """Whether some unit lives under both steps: nearer dates take the place of wider ones there."""
    if a.unit == b.unit:
        return True
    if a.unit and b.unit:
        return a.unit in lines.get(b.unit, ()) or b.unit in lines.get(a.unit, ())
    own, general = (a, b) if a.unit else (b, a)
    line = lines.get(own.unit, ()) or (own.unit,)
    return not any((s.level, s.kind) == (general.level, general.kind) and s.unit in line for s in steps)


def _break(a: Step, b: Step, early: int) -> Break:
    text = msg("committee.calendar.too_early", step=name_of(b), first=b.first, before=name_of(a), last=a.last)
    return Break(a.key, b.key, _where(a, b), early, text)
