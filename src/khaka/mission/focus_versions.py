"""Focus lists that were set down earlier, kept in the mission: ``[[focus.versions]]``, each with its name, day and seats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from khaka.core.errors import Problem
from khaka.core.message import msg

if TYPE_CHECKING:
    from khaka.catalog import Catalog
    from khaka.mission.reading import Form
    from khaka.mission.spec import Mission


@dataclass(frozen=True, slots=True)
class FocusVersion:
    """A list as it stood on a day.

    Parameters
    ----------
    seats
        Seat ids, in the order of the file; it need not be that of any rule.
    by
        Who set it down; empty is "not given".
    """

    name: str
    day: date
    seats: tuple[str, ...]
    by: str = ""


def read_version(form: Form) -> FocusVersion:
    """One table of ``[[focus.versions]]``."""
    made = FocusVersion(
        form.filled("name"),
        form.take("day", date, date.min, required=True),
        form.words("seats"),
        form.take("by", str, ""),
    )
    if not made.seats and not form.table.get("seats"):
        form.fault("seats", None, msg("mission.fault.missing"))
    return made


def latest(versions: tuple[FocusVersion, ...]) -> FocusVersion | None:
    """The version of the last day; of two on one day the one that stands later in the file."""
    return max(enumerate(versions), key=lambda v: (v[1].day, v[0]))[1] if versions else None


def faults(mission: Mission, catalog: Catalog) -> Iterator[Problem]:
    """Seats that do not exist, days after the as-of date, and names that stand twice."""
    versions = mission.focus.versions
    for i, version in enumerate(versions):
        where = f"focus.versions[{i + 1}]"
        for seat in version.seats:
            if seat not in catalog.seats:
                yield Problem(f"{where}.seats", seat, msg("mission.fault.seat", seat=seat))
        if mission.as_of != date.min and version.day > mission.as_of:
            yield Problem(
                f"{where}.day", version.day, msg("mission.fault.after_as_of", day=version.day, as_of=mission.as_of)
            )
    names = [v.name for v in versions if v.name]
    for double in sorted({n for n in names if names.count(n) > 1}):
        yield Problem("focus.versions", double, msg("mission.fault.twice", value=double))
