"""The announced days of poll that a mission's author enters: ``[schedule]``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise
from typing import TYPE_CHECKING

from khaka.core.errors import Problem
from khaka.core.message import msg

if TYPE_CHECKING:
    from khaka.mission.reading import Form
    from khaka.mission.spec import Mission

#: No general election has had more phases, nor lasted longer from the first to the last.
MOST_PHASES, LONGEST_DAYS = 20, 180


@dataclass(frozen=True, slots=True)
class Schedule:
    """Days of poll as the election's authority announced them.

    Parameters
    ----------
    phases
        Days of poll, in order.
    opens, closes
        The earliest start and the latest close of the poll; None takes the country's usual hours.
    announced
        The day of the announcement; None is "not given".
    source
        Who says so.
    """

    phases: tuple[date, ...]
    opens: time | None = None
    closes: time | None = None
    announced: date | None = None
    source: str = ""


def read_schedule(form: Form) -> Schedule | None:
    """The table ``[schedule]``; None when the file has none or its days cannot be used."""
    if "schedule" not in form.table:
        form.asked.add("schedule")
        return None
    inner = form.inner("schedule")
    days = _days(inner)
    made = Schedule(
        days,
        inner.maybe("opens", time, time(0)),
        inner.maybe("closes", time, time(0)),
        inner.maybe("announced", date, date.min),
        inner.take("source", str, "").strip(),
    )
    for key, clock in (("opens", made.opens), ("closes", made.closes)):
        if clock is not None and clock.tzinfo is not None:
            inner.fault(key, clock, msg("mission.fault.kind.time", value=str(clock)))
    inner.close()
    return made if days else None


def _days(form: Form) -> tuple[date, ...]:
    found = form.take("phases", list, [], required=True)
    if any(not isinstance(d, date) or isinstance(d, datetime) for d in found):
        form.fault("phases", found, msg("mission.fault.schedule.days"))
        return ()
    if not found and "phases" in form.table and isinstance(form.table["phases"], list):
        form.fault("phases", found, msg("mission.fault.schedule.days"))
    if len(found) > MOST_PHASES:
        form.fault("phases", len(found), msg("mission.fault.schedule.many", n=len(found), most=MOST_PHASES))
        return ()
    for earlier, later in pairwise(found):
        if later == earlier:
            form.fault("phases", later, msg("mission.fault.schedule.twice", day=later))
        elif later < earlier:
            form.fault("phases", later, msg("mission.fault.schedule.order", first=earlier, second=later))
    return tuple(sorted(set(found)))


def faults(mission: Mission, opens: time, closes: time, counted: date | None) -> Iterator[Problem]:
    """Every fault that the rest of the mission or its country shows.

    Parameters
    ----------
    opens, closes
        The country's usual hours, for those that the schedule leaves out.
    counted
        The day on which the base election was counted, when it is known.
    """
    found = mission.schedule
    if found is None:
        return
    first, last = found.phases[0], found.phases[-1]
    if (found.opens or opens) >= (found.closes or closes):
        yield Problem("schedule.closes", found.closes, msg("mission.fault.schedule.hours"))
    if (last - first).days > LONGEST_DAYS:
        yield Problem("schedule.phases", last, msg("mission.fault.schedule.long", first=first, last=last))
    year = mission.election[2:6]
    if year.isdigit() and int(year) not in (first.year, last.year):
        election = mission.election
        yield Problem("schedule.phases", first, msg("mission.fault.schedule.year", election=election, day=first))
    if counted is not None and first <= counted:
        yield Problem("schedule.phases", first, msg("mission.fault.schedule.base", day=first, counted=counted))
    if found.announced is not None and found.announced >= first:
        day = msg("mission.fault.schedule.announced", announced=found.announced, first=first)
        yield Problem("schedule.announced", found.announced, day)
