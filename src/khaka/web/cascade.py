"""A move of one step of a programme and of all that must move along: seen before anything is posted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from khaka.committee.elections.calendar import Lines, faults
from khaka.committee.elections.roll import line_of
from khaka.committee.polling import Step
from khaka.committee.records import Records

#: Rounds after which no order is found: each round moves the steps that still begin too early.
_ROUNDS: Final = 100


def lines_of(records: Records, steps: Sequence[Step]) -> Lines:
    """For each unit with dates of its own, that unit and those above it."""
    return {s.unit: line_of(records, s.unit) for s in steps if s.unit}


def moved_with(
    records: Records, steps: Sequence[Step], key: str, first: date, last: date
) -> dict[str, tuple[date, date]]:
    """New days by step: the moved one, and every later one that would begin too early, put off by just as many days.

    What was out of order before stays as it was. A step keeps its length.
    """
    lines = lines_of(records, steps)
    old = {(f.step, f.other) for f in faults(steps, lines)}
    now = {s.key: s for s in steps}
    now[key] = replace(now[key], first=first, last=last)
    changed = [key]
    for _ in range(_ROUNDS):
        late: dict[str, int] = {}
        for f in faults(tuple(now.values()), lines):
            if (f.step, f.other) not in old and f.other not in (key, f.step):
                late[f.other] = max(f.days, late.get(f.other, 0))
        if not late:
            break
        for other, days in late.items():
            s, by = now[other], timedelta(days=days)
            if date.max - by < s.last:
                return {k: (now[k].first, now[k].last) for k in dict.fromkeys(changed)}
            now[other] = replace(s, first=s.first + by, last=s.last + by)
            changed.append(other)
    return {k: (now[k].first, now[k].last) for k in dict.fromkeys(changed)}
