"""What a body must be reminded of: indicators without a reading, tasks and reviews whose day comes near or has passed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from khaka.committee.monitoring import Indicator, IndicatorState, Reading, ReadingState
from khaka.committee.noun import Noun
from khaka.committee.outcomes import Decision, DecisionState, Task, TaskState
from khaka.committee.people import Body, BodyState
from khaka.committee.records import Records

#: Days before its day from which a task or a review is named.
SOON: Final = 3


class About(StrEnum):
    """What a reminder is about."""

    READING = "reading"
    TASK = "task"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to be reminded of.

    Parameters
    ----------
    noun
        The indicator, task or decision.
    person
        Whose it is; empty for the body's chair and secretary.
    due, days
        Its day, and how many days are left: negative when it has passed.
    last
        For an indicator the day of its latest reading; None when there is none.
    """

    about: About
    noun: Noun
    person: str
    due: date
    days: int
    last: date | None = None


def reminders(records: Records, now: datetime) -> tuple[Reminder, ...]:
    """Everything that is due or nearly so in the active bodies, the longest overdue first.

    A disputed reading is none. Days begin in each body's time zone.
    """
    found: list[Reminder] = []
    for body in records.find(Body, state=BodyState.ACTIVE):
        today = now.astimezone(ZoneInfo(body.zone)).date()
        found += [*_readings(records, body, today), *_tasks(records, body, today), *_reviews(records, body, today)]
    return tuple(sorted(found, key=lambda r: (r.due, r.about, r.noun.id)))


def reading_due(records: Records, indicator: Indicator, today: date, began: date) -> tuple[date, date | None]:
    """When an indicator's next reading is due, and the day of its latest one; counted from ``began`` when there is none."""
    days = [r.as_of for r in records.find(Reading, indicator=indicator.id) if r.state is not ReadingState.DISPUTED]
    last = max(days, default=None)
    return (last or min(began, today)) + timedelta(days=indicator.every), last


def _readings(records: Records, body: Body, today: date) -> Iterator[Reminder]:
    for i in records.find(Indicator, body=body.id, state=IndicatorState.ACTIVE):
        due, last = reading_due(records, i, today, i.set_at.astimezone(ZoneInfo(body.zone)).date())
        if due <= today:
            yield Reminder(About.READING, i, i.owner, due, (due - today).days, last)


def _tasks(records: Records, body: Body, today: date) -> Iterator[Reminder]:
    for task in records.find(Task, body=body.id, state=TaskState.GIVEN):
        if (task.due - today).days <= SOON:
            yield Reminder(About.TASK, task, task.owner, task.due, (task.due - today).days)


def _reviews(records: Records, body: Body, today: date) -> Iterator[Reminder]:
    for decision in records.find(Decision, body=body.id, state=DecisionState.IN_FORCE):
        if decision.review_on is not None and (decision.review_on - today).days <= SOON:
            yield Reminder(About.REVIEW, decision, "", decision.review_on, (decision.review_on - today).days)
