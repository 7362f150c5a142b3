"""When elections are due, as known on the as-of date: the general election, and each state's own before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from khaka.core.nouns import ElectionInfo
from khaka.mission import Brief


@dataclass(frozen=True, slots=True)
class Due:
    """A state's present assembly: the end of its term and whether that comes before the general election is due."""

    state: str
    day: date
    basis: str
    before_general: bool


def target_day(brief: Brief) -> date:
    """The latest day by which the target election is due: the end of the base house's term as known then."""
    info = brief.base.info
    return info.term_end or info.count_date.replace(year=info.count_date.year + brief.country.term_years)


def present_assemblies(brief: Brief) -> dict[str, ElectionInfo]:
    """The latest assembly of each state; an import never decides a calendar."""
    latest: dict[str, ElectionInfo] = {}
    for info in brief.catalog.elections.values():
        if info.kind == "assembly" and not info.imported:
            known = latest.get(info.house)
            if known is None or (info.count_date, info.id) > (known.count_date, known.id):
                latest[info.house] = info
    return latest


def assemblies_due(brief: Brief) -> list[ElectionInfo]:
    """The present assembly of each of our states whose term ends between the as-of date and the target election."""
    states = {s.code for s in brief.states}
    due = [
        i for i in present_assemblies(brief).values()
        if i.house in states and i.term_end and brief.mission.as_of <= i.term_end <= target_day(brief)
    ]  # fmt: skip
    return sorted(due, key=lambda i: (i.term_end or date.max, i.house))


def next_due(brief: Brief) -> dict[str, Due]:
    """Each state's next assembly election whose day is known: the end of a term that has not run out."""
    last = target_day(brief)
    return {
        i.house: Due(i.house, i.term_end, i.term_end_basis or "five-years", i.term_end <= last)
        for i in present_assemblies(brief).values()
        if i.term_end and i.term_end >= brief.mission.as_of
    }
