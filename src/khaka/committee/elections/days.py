"""Public holidays and silence windows: days on which the key acts of an election do not fall."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final

from khaka.committee.elections.calendar import name_of
from khaka.committee.polling import Silence, Step, StepKind
from khaka.core.message import Message, Name, msg

#: Longest span that is looked at day by day.
_LONGEST: Final = 366


def holiday(day: date, region: str = "") -> Name | None:
    """The public holiday of a day in India, or in one of its states.

    Parameters
    ----------
    region
        Code of the state (``OD``); empty, or a code that is none, for holidays of the whole country only.
    """
    en, hi = (_calendar(day.year, region, lang)[0].get(day, "") for lang in ("en_IN", "hi"))
    return Name("holiday", day.isoformat(), (("en", en), ("hi", hi))) if en else None


def holidays_known(year: int) -> bool:
    """Whether the list has the moving feasts of the year too, not only the fixed days."""
    return _calendar(year, "", "en_IN")[1]


def on_holidays(steps: Iterable[Step], regions: Mapping[str, str]) -> Iterator[Message]:
    """A sentence for each key day that is a public holiday, or of a year whose holidays are not known.

    Parameters
    ----------
    regions
        State code by unit id, for units that lie in one.
    """
    for step in steps:
        for day in key_days(step):
            if not holidays_known(day.year):
                yield msg("committee.calendar.holidays_unknown", step=name_of(step), day=day)
                continue
            found = holiday(day, regions.get(step.unit, ""))
            if found is not None:
                yield msg("committee.calendar.holiday", step=name_of(step), day=day, holiday=found)


def in_silence(steps: Iterable[Step], silences: Iterable[Silence]) -> Iterator[Message]:
    """A sentence for each step of nomination, poll or election that meets a silence window."""
    windows = sorted(silences, key=lambda s: (s.first, s.last, s.rule))
    for step in steps:
        if step.kind not in (StepKind.NOMINATE, StepKind.POLL, StepKind.ELECT):
            continue
        for w in windows:
            if step.first <= w.last and w.first <= step.last:
                yield msg("committee.calendar.silence", step=name_of(step), first=w.first, last=w.last, rule=w.rule)


def key_days(step: Step) -> tuple[date, ...]:
    """Days that must not be holidays: every day of a poll and of a count, the last day of a time limit."""
    if step.kind in (StepKind.POLL, StepKind.COUNT):
        span = min((step.last - step.first).days, _LONGEST)
        return tuple(step.first + timedelta(days=n) for n in range(span + 1))
    if step.kind in (StepKind.NOMINATE, StepKind.SCRUTINY, StepKind.WITHDRAW):
        return (step.last,)
    return ()


@cache
def _calendar(year: int, region: str, lang: str) -> tuple[dict[date, str], bool]:
    """Names by day, and whether the library knows the year: it warns where it does not."""
    import holidays  # a large library: only when a calendar is looked at

    known = region if region in holidays.list_supported_countries()["IN"] else None
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        found = dict(holidays.country_holidays("IN", subdiv=known, years=year, language=lang).items())
    return found, bool(found) and not told
