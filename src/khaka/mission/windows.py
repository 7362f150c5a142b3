"""Legal windows: when results of polls, and predictions of any kind, may not be published, to the second.

A window belongs to one election: the law's periods are those of the poll in question. A forecast of one election is
therefore locked by that election's windows, not by those of another that is going on; ``elsewhere`` names these.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

import polars as pl

from khaka.catalog import Catalog
from khaka.core.clock import aware, now
from khaka.core.errors import KhakaError
from khaka.core.message import Message, msg
from khaka.countries import COUNTRIES, PREDICTION, SILENCE, Country
from khaka.mission.brief import Brief
from khaka.mission.schedule import Schedule
from khaka.mission.spec import Mission

#: What a page or an export gives, and the kinds of window that close it.
FORECAST, POLLS = "forecast", "polls"
CLOSES = {FORECAST: (SILENCE, PREDICTION), POLLS: (SILENCE,)}


@dataclass(frozen=True, slots=True)
class Window:
    """A span in which a rule forbids publication: from ``start`` on, and no longer from ``end`` on.

    Parameters
    ----------
    start, end
        Aware moments in the country's zone.
    rule
        The rule, in a sentence.
    kind
        ``silence`` (no results of polls) or ``prediction`` (no prediction of any kind).
    election
        Id of the election whose poll it is.
    """

    start: datetime
    end: datetime
    rule: Message
    kind: str
    election: str = ""

    def holds(self, moment: datetime) -> bool:
        """True while it is open."""
        return self.start <= aware(moment) < self.end


@dataclass(frozen=True, slots=True)
class Lock:
    """Why something may not be shown at a moment.

    Parameters
    ----------
    window
        The open window that ends last.
    since, until
        The whole closed span: windows that overlap or touch count as one.
    """

    window: Window
    since: datetime
    until: datetime


class Locked(KhakaError):  # noqa: N818  (reads as a state, not as a failure of ours)
    """Content that the law closes at this moment; ``lock`` says by what rule and until when."""

    def __init__(self, found: Lock, gives: str) -> None:
        self.lock, self.gives = found, gives
        super().__init__(
            msg(
                f"error.windows.{gives}", election=found.window.election, rule=found.window.rule,
                span=span_text(found.since, found.until),
            ),
            msg("error.windows.hint", until=moment_text(found.until)),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Polling:
    """Days of poll of an election.

    Parameters
    ----------
    days
        The schedule's days; first and last only when ``complete`` is false.
    late
        Days after the main count, each a poll by itself.
    announced
        The day on which the schedule was announced, when the data have it.
    """

    election: str
    days: tuple[date, ...]
    late: tuple[date, ...]
    complete: bool
    announced: date | None
    opens: time
    closes: time


def windows_of(of: Brief | Mission, catalog: Catalog | None = None, *, known: bool = True) -> tuple[Window, ...]:
    """Windows of a mission's target election, in order of start; none when its dates are not announced.

    Parameters
    ----------
    of
        A brief, or a mission with its ``catalog`` (the embedded data when it is None).
    known
        True: only what was announced by the mission's as-of date, and the schedule in its file, for what a document
        prints. False: all that is known today, for locks.
    """
    mission, everything = _opened(of, catalog)
    if not known:
        return of_election(mission.election, everything, mission.schedule, mission.country)
    polling = polling_for(mission, everything)
    return tuple(windows_for(polling, country_of(mission.country))) if polling else ()


def polling_for(mission: Mission, everything: Catalog) -> Polling | None:
    """Days of poll of a mission's target as they may be printed: its file's schedule, else what was announced by then."""
    country = country_of(mission.country)
    if mission.schedule is not None:
        return _given(mission.election, mission.schedule, country)
    return polling_of(everything, mission.election, country, mission.as_of)


def _given(election: str, schedule: Schedule, country: Country) -> Polling:
    opens, closes = schedule.opens or country.poll_opens, schedule.closes or country.poll_closes
    return Polling(election, schedule.phases, (), True, schedule.announced, opens, closes)


def lock(of: Brief | Mission, moment: datetime, catalog: Catalog | None = None, gives: str = FORECAST) -> Lock | None:
    """What forbids at a moment to show a mission's forecast, or its polls; None when nothing does.

    Parameters
    ----------
    moment
        Aware; refused without a time zone.
    gives
        ``forecast`` or ``polls``.
    """
    return lock_in(windows_of(of, catalog, known=False), moment, gives)


#: Windows of briefs whose forecast is read; a document reads it some hundred times.
_KEPT: WeakKeyDictionary[Brief, tuple[Window, ...]] = WeakKeyDictionary()


def ensure_open(of: Brief | Mission, catalog: Catalog | None = None, gives: str = FORECAST) -> None:
    """Pass when a mission's forecast, or its polls, may be shown now.

    Raises
    ------
    Locked
        A window of its election is open.
    """
    if isinstance(of, Brief):
        if of not in _KEPT:
            _KEPT[of] = windows_of(of, known=False)
        windows = _KEPT[of]
    else:
        windows = windows_of(of, catalog, known=False)
    found = lock_in(windows, now(), gives)
    if found is not None:
        raise Locked(found, gives)


def lock_in(windows: Iterable[Window], moment: datetime, gives: str = FORECAST) -> Lock | None:
    """The same for windows that are at hand."""
    aware(moment)
    closing = [w for w in windows if w.kind in CLOSES[gives]]
    held = [w for w in closing if w.holds(moment)]
    if not held:
        return None
    since, until = next((a, b) for a, b in spans(closing) if a <= moment < b)
    return Lock(max(held, key=lambda w: (w.end, w.kind)), since, until)


def spans(windows: Iterable[Window]) -> tuple[tuple[datetime, datetime], ...]:
    """Closed spans from first to last: windows that overlap or touch are one. For "not for publication from ... to"."""
    found: list[tuple[datetime, datetime]] = []
    for w in sorted(windows, key=lambda w: (w.start, w.end)):
        if found and w.start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], w.end))
        else:
            found.append((w.start, w.end))
    return tuple(found)


def unannounced(of: Brief | Mission, catalog: Catalog | None = None) -> Message | None:
    """That the target election's dates are not announced, as of the mission's date; None when windows are known."""
    mission = of.mission if isinstance(of, Brief) else of
    if windows_of(of, catalog):
        return None
    return msg("windows.unannounced", election=mission.election, day=mission.as_of)


def moment_text(moment: datetime, country: Country | None = None) -> Message:
    """A moment in words, in the country's zone, else in that which it carries: 19 April 2024, 07:00 IST."""
    if country is not None:
        moment = moment.astimezone(ZoneInfo(country.zone))
    clock = aware(moment).strftime("%H:%M:%S" if moment.second else "%H:%M")
    return msg("windows.moment", day=moment.date(), clock=clock, zone=moment.tzname() or "")


def span_text(start: datetime, end: datetime, country: Country | None = None) -> Message:
    """A span in words, for stamps and errors; see ``moment_text``."""
    return msg("windows.span", start=moment_text(start, country), end=moment_text(end, country))


def elsewhere(catalog: Catalog, moment: datetime, target: str, country: str = "IN") -> tuple[Window, ...]:
    """Open windows of other elections of the country. They do not lock a forecast of ``target``; a page may name them."""
    found: list[Window] = []
    rules = country_of(country)
    everything = catalog.known_on(None)
    held = pl.concat([everything.table(t).select("election") for t in ("elections", "held_not_in_data")])["election"]
    for election in sorted(set(held.to_list()) - {target}):
        polling = polling_of(everything, election, rules)
        if polling is not None:
            found += [w for w in windows_for(polling, rules) if w.holds(moment)]
    return tuple(sorted(found, key=lambda w: (w.start, w.end, w.election)))


def of_election(
    election: str, catalog: Catalog | None = None, schedule: Schedule | None = None, country: str = "IN"
) -> tuple[Window, ...]:
    """All known windows of any election in the data, assembly elections among them, and of a schedule given for it."""
    rules, everything = country_of(country), catalog.known_on(None) if catalog else _embedded()
    data = polling_of(everything, election, rules)
    found = list(windows_for(data, rules)) if data else []
    if schedule is not None:
        found += windows_for(_given(election, schedule, rules), rules)
    return tuple(sorted(dict.fromkeys(found), key=lambda w: (w.start, w.end, w.kind)))


@cache
def country_of(code: str) -> Country:
    """A country by its code."""
    return next(c for c in COUNTRIES if c.code == code)


def _opened(of: Brief | Mission, catalog: Catalog | None) -> tuple[Mission, Catalog]:
    if isinstance(of, Brief):
        return of.mission, of.catalog.known_on(None)
    return of, catalog.known_on(None) if catalog else _embedded()


@cache
def _embedded() -> Catalog:
    """The embedded data alone, undated; they do not change while the process runs."""
    return Catalog()


def polling_of(everything: Catalog, election: str, country: Country, known_on: date | None = None) -> Polling | None:
    """Days of poll in the data; None when they have none, or none that was announced by ``known_on``.

    Notes
    -----
    A dated table hides the days of a poll until it is counted, so this reads the undated one and applies the day of the
    announcement itself; an election without one in the data counts as known from its first day of poll.
    """
    days, count = _days(everything, election)
    if not days:
        return None
    announced = _announced(everything, election)
    if known_on is not None and known_on < (announced or days[0]):
        return None
    main = tuple(d for d in days if count is None or d <= count)
    late = tuple(d for d in days if d not in main and (known_on is None or d <= known_on))
    complete = len(main) >= _phases(everything, election)
    return Polling(election, main, late, complete, announced, country.poll_opens, country.poll_closes)


def _row(everything: Catalog, election: str) -> dict[str, str | None]:
    for table in ("elections", "held_not_in_data"):
        rows = everything.table(table).filter(pl.col("election") == election)
        if rows.height:
            return rows.row(0, named=True)
    return {}


def _days(everything: Catalog, election: str) -> tuple[tuple[date, ...], date | None]:
    """Days of poll in order, and the day of the count."""
    row = _row(everything, election)
    info = everything.elections.get(election)
    text = row.get("count_date")
    count = date.fromisoformat(text) if text else info.count_date if info else None
    phases = everything.table("phases").filter(pl.col("election") == election)["poll_date"].to_list()
    ends = [row.get("first_poll"), row.get("last_poll")]
    found = {date.fromisoformat(d) for d in (phases or ends) if d}
    if not found and info is not None:
        found = {d for d in (info.first_poll, info.last_poll) if d}
    return tuple(sorted(found)), count


def _phases(everything: Catalog, election: str) -> int:
    """Phases of the election; the days at hand when the data do not say."""
    text = _row(everything, election).get("phases") or ""
    return int(text) if text.isdigit() else 0


def _announced(everything: Catalog, election: str) -> date | None:
    """The day on which the code of conduct began, which is that of the announcement."""
    law = everything.table("law").filter(
        (pl.col("rule") == "mcc_period") & pl.col("what").str.starts_with(f"{election}:")
    )
    return date.fromisoformat(str(law["from_date"][0])) if law.height else None


def windows_for(polling: Polling, country: Country) -> list[Window]:
    """Windows of the schedule, and of each later poll by itself, in order of start."""
    found: list[Window] = []
    for days, complete in ((polling.days, polling.complete), *(((d,), True) for d in polling.late)):
        if not days:
            continue
        opens = [country.at(d, polling.opens) for d in days]
        closes = [country.at(d, polling.closes) for d in days]
        for rule in country.windows:
            if days[0] < rule.since:
                continue
            if rule.kind == PREDICTION:
                ends = [(opens[0], closes[-1] + rule.after_close)]
            elif complete:
                ends = [(c - rule.before_close, c) for c in closes]
            else:  # the days between are not known: closed throughout, on the side of the law
                ends = [(closes[0] - rule.before_close, closes[-1])]
            for start, end in ends:
                found.append(Window(start, end, rule.rule, rule.kind, polling.election))
    return sorted(found, key=lambda w: (w.start, w.end, w.kind))
