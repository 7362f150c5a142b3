"""A campaign calendar: leaders' days by week and place, each place before it polls. Offices, never persons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from khaka.mission import Brief
from khaka.mission.effort import EffortSpec, LeaderDays

#: An office gives at most so many days of a week.
WEEK_DAYS = 6
#: Where no election of the history has poll days, the polls are taken to end so many days before the term does.
_BEFORE_END, _POLLS_LAST = 30, 30


@dataclass(frozen=True, slots=True)
class Entry:
    """Days of one office in one week: state codes with days, in the order of travel, and the seats visited."""

    week: date
    leader: LeaderDays
    places: tuple[tuple[str, int], ...]
    seats: tuple[str, ...]

    @property
    def days(self) -> int:
        """Days of the week that are used."""
        return sum(d for _, d in self.places)


@dataclass(frozen=True, slots=True)
class Campaign:
    """Leaders' days in weeks.

    Parameters
    ----------
    start, first_poll, last_poll
        The first week's first day, and the poll days that are assumed.
    like
        The election whose poll days and order of states are assumed to come again; empty where none is known.
    unused
        Days that no seat was given.
    """

    start: date
    first_poll: date
    last_poll: date
    like: str
    entries: tuple[Entry, ...]
    unused: int


def campaign(brief: Brief, spec: EffortSpec, days: Mapping[str, int]) -> Campaign:
    """The calendar of a plan's leader days.

    Parameters
    ----------
    days
        Whole days by seat id.

    Notes
    -----
    Poll days are those of the base election, moved by a term: the schedule is not announced yet. Each office's days are
    spread evenly from ``weeks`` before the first poll to the last; a state's visits come before it polls, those of a state
    that polls in phases in the proportion of its phases. Visits are ordered by the poll day ahead of them, then by state
    and seat, so that an office stays in a state while it can.
    """
    first, last, like = _polls(brief)
    wanted = sum(days.values())
    start = first - timedelta(days=7 * spec.weeks)
    visits = _visits(brief, days, like, first)
    slots = _slots(spec, wanted, start, last)
    filled: dict[tuple[int, int], list[str]] = {}
    load: dict[tuple[int, int], int] = {}
    for (deadline, seat), (week, office) in zip(visits, slots, strict=True):
        at = min(week, (deadline - start).days // 7 - 1)
        while load.get((at, office), 0) >= WEEK_DAYS:
            at -= 1
        load[(at, office)] = load.get((at, office), 0) + 1
        filled.setdefault((at, office), []).append(seat)
    states = {s: str(brief.catalog.seats[s]["state_code"]) for s in days if s in brief.catalog.seats}
    entries = []
    for (at, office), seats in sorted(filled.items()):
        here = sorted(seats, key=lambda s: (states[s], s))
        places = tuple((c, sum(states[s] == c for s in here)) for c in dict.fromkeys(states[s] for s in here))
        entries.append(Entry(start + timedelta(days=7 * at), spec.leaders[office], places, tuple(dict.fromkeys(here))))
    begin = min((e.week for e in entries), default=start)
    return Campaign(begin, first, last, like, tuple(entries), spec.days - wanted)


def _polls(brief: Brief) -> tuple[date, date, str]:
    """First and last poll that are assumed, and the election that they are taken from."""
    info = brief.base.info
    years = brief.country.term_years
    if info.first_poll and info.last_poll:
        return _later(info.first_poll, years), _later(info.last_poll, years), info.id
    end = info.term_end or _later(info.count_date, years)
    last = end - timedelta(days=_BEFORE_END)
    return last - timedelta(days=_POLLS_LAST), last, ""


def _later(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)


def _visits(brief: Brief, days: Mapping[str, int], like: str, first: date) -> list[tuple[date, str]]:
    """One entry a day of a leader: the poll day ahead of it, and the seat; in the order of the calendar."""
    polls = _poll_days(brief, like)
    by_state: dict[str, list[str]] = {}
    for seat in sorted(days):
        by_state.setdefault(str(brief.catalog.seats[seat]["state_code"]), []).extend([seat] * days[seat])
    found = []
    for state, seats in sorted(by_state.items()):
        ahead = polls.get(state) or [first]
        found += [(ahead[i * len(ahead) // len(seats)], state, seat) for i, seat in enumerate(seats)]
    return [(day, seat) for day, _, seat in sorted(found)]


def _poll_days(brief: Brief, like: str) -> dict[str, list[date]]:
    """Poll days by state, one a seat, moved by a term."""
    found: dict[str, list[date]] = {}
    if not like:
        return found
    for row in brief.catalog.table("phases").iter_rows(named=True):
        if row["election"] != like:
            continue
        day = _later(date.fromisoformat(row["poll_date"]), brief.country.term_years)
        for part in str(row["states_seats"] or "").split():
            state, _, count = part.partition(":")
            if count.isdigit():
                found.setdefault(state, []).extend([day] * int(count))
    return {s: sorted(d) for s, d in found.items()}


def _slots(spec: EffortSpec, wanted: int, start: date, last: date) -> list[tuple[int, int]]:
    """Week and office of each day that is used: every office's days spread evenly, used in the proportion of what it has."""
    weeks = max((last - start).days // 7, 1)
    every = sorted(
        ((k + 0.5) / one.days, office)
        for office, one in enumerate(spec.leaders)
        for k in range(one.days)
    )  # fmt: skip
    # when fewer days are used than there are, the ones kept are spread as evenly as all were
    step = len(every) / wanted if wanted else 1.0
    kept = [every[min(int(i * step), len(every) - 1)] for i in range(wanted)]
    return sorted((int(place * weeks), office) for place, office in kept)
