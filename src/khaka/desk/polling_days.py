"""Dates for a programme of organisational elections out of the data: a published timetable, and the law's windows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from khaka.catalog import Catalog
from khaka.committee.elections.published import steps_of
from khaka.committee.polling import Step
from khaka.core.message import Message, msg
from khaka.mission.windows import of_election

_TABLE: Final = "organisational_calendar_2022"
#: An election's days of poll lie within so many days of its first one.
_LONGEST: Final = timedelta(days=120)


def published_steps(catalog: Catalog) -> tuple[tuple[Step, ...], date]:
    """Steps of the timetable of 2022 as it was first announced, and the day of that announcement."""
    rows = catalog.table(_TABLE).to_dicts()
    announced = min(date.fromisoformat(r["announced"]) for r in rows if r["announced"])
    return steps_of(rows, announced_by=announced), announced


def legal_silences(catalog: Catalog, first: date, last: date, country: str = "IN") -> list[tuple[date, date, Message]]:
    """Legal windows of public elections that meet a span of days: first day, last day, and of which election.

    Parameters
    ----------
    first, last
        The span, both days included.

    Notes
    -----
    One row an election, from the day on which its first window opens to that on which its last one closes.
    """
    everything = catalog.known_on(None)
    found = []
    for name in ("elections", "held_not_in_data"):
        table = everything.table(name)
        for election, poll in zip(table["election"].to_list(), table["first_poll"].to_list(), strict=True):
            if not poll or not first - _LONGEST <= date.fromisoformat(poll) <= last + _LONGEST:
                continue
            windows = of_election(election, catalog, country=country)
            if not windows:
                continue
            opens, closes = min(w.start for w in windows).date(), max(w.end for w in windows).date()
            if opens <= last and first <= closes:
                found.append((opens, closes, election))
    return [(a, b, msg("elections.silence_of", election=e)) for a, b, e in sorted(set(found))]
