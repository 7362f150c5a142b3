"""What drafting, notifying and moving a programme have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from khaka.committee.blocker import Blocker, block
from khaka.committee.elections.calendar import faults
from khaka.committee.elections.days import in_silence, on_holidays
from khaka.committee.elections.roll import line_of, region_of
from khaka.committee.fields import LINE, Day, Group, Id, Many, OneOf, Text
from khaka.committee.people import Level, Role
from khaka.committee.polling import Programme, Silence, Step, StepKind
from khaka.committee.verbs.base import Call

#: Who keeps the calendar: the office of the body that runs the elections, and the authority over it.
OFFICE: Final = frozenset({Role.CHAIR, Role.SECRETARY, Role.AUTHORITY})
STEPS: Final = Many(
    "steps",
    Group("step", (
        Id("key"), OneOf("level", Level), OneOf("kind", StepKind), Day("first"), Day("last"), Id("unit", optional=True),
    )),
    limit=300, low=1, optional=False,
)  # fmt: skip
SILENCES: Final = Many("silences", Group("silence", (Day("first"), Day("last"), Text("rule", LINE))), limit=50)
MOVES: Final = Many(
    "moves", Group("move", (Id("step"), Day("first"), Day("last"))), limit=300, low=1, optional=False
)  # fmt: skip


def steps_in(data: Mapping[str, Any]) -> tuple[Step, ...]:
    """The steps given."""
    return tuple(Step(**s) for s in data["steps"])


def silences_in(data: Mapping[str, Any]) -> tuple[Silence, ...]:
    """The silence windows given."""
    return tuple(Silence(**s) for s in data["silences"])


def in_order(
    call: Call, steps: tuple[Step, ...], before: tuple[Step, ...] = (), field: str = "steps"
) -> Iterator[Blocker]:
    """A reason for each rule of order that is broken, and was not before.

    Parameters
    ----------
    before
        The steps in force until now.
    """
    lines = {s.unit: line_of(call.records, s.unit) for s in (*steps, *before) if s.unit}
    old = {(f.step, f.other, f.days) for f in faults(before, lines)}
    for fault in faults(steps, lines):
        if (fault.step, fault.other, fault.days) not in old:
            yield block("calendar", field=field, why=fault.message)


def on_free_days(call: Call, steps: Iterable[Step], silences: Iterable[Silence], waiver: str) -> Iterator[Blocker]:
    """Never in a silence window; on a public holiday only with a reason."""
    steps = tuple(steps)
    for text in in_silence(steps, silences):
        yield block("calendar", field="steps", why=text)
    if waiver:
        return
    regions = {s.unit: region_of(call.records, s.unit) for s in steps if s.unit}
    for text in on_holidays(steps, regions):
        yield block("on_a_holiday", field="waiver", why=text)


def with_notice(first: date, given: date, programme: Programme) -> Iterator[Blocker]:
    """Enough days between the notice and what it announces."""
    days = programme.rules.notice_days
    if first < given + timedelta(days=days):
        yield block("notice_short", days=days, day=first)
