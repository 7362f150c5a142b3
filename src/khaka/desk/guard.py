"""The lock of the law at the desk: files that hold a forecast, and results that were computed before a window opened.

A forecast that is asked for anew is stopped where every forecast starts (``khaka.forecast.field.outlook``) and where every
part of strategy reads it (``Strategy.odds``). What is left is here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any, TypeAlias

from khaka.catalog import Catalog
from khaka.core.clock import now
from khaka.core.errors import KhakaError
from khaka.core.figure import Kind
from khaka.core.message import msg
from khaka.mission import Brief, Mission
from khaka.mission.schedule import Schedule
from khaka.mission.windows import (
    FORECAST,
    POLLS,
    Lock,
    Locked,
    ensure_open,
    lock,
    lock_in,
    moment_text,
    of_election,
)

Find: TypeAlias = Callable[[str], dict[str, Any] | None]

__all__ = [
    "FORECAST",
    "POLLS",
    "Lock",
    "Locked",
    "ensure_figure_open",
    "ensure_file_open",
    "ensure_open",
    "ensure_polls_open",
    "lock_now",
    "locked",
]


def lock_now(of: Brief | Mission, catalog: Catalog | None = None, gives: str = FORECAST) -> Lock | None:
    """What forbids now to show a mission's forecast or polls, for pages that say so; None when nothing does."""
    return lock(of, now(), catalog, gives)


def locked(of: Brief | Mission, catalog: Catalog | None = None, gives: str = FORECAST) -> bool:
    """True while a window of the mission's election is open."""
    return lock_now(of, catalog, gives) is not None


def ensure_polls_open(election: str, mission: Mission, catalog: Catalog | None = None) -> None:
    """Pass when polls of an election may be shown now.

    Raises
    ------
    Locked
        A window of that election is open.
    """
    schedule = mission.schedule if election == mission.election else None
    found = lock_in(of_election(election, catalog, schedule, mission.country), now(), POLLS)
    if found is not None:
        raise Locked(found, POLLS)


def ensure_file_open(document: dict[str, Any]) -> None:
    """Pass when what a blueprint's file holds may be shown now: no forecast and no poll, or no window of theirs is open.

    Raises
    ------
    Locked
        It holds simulated numbers, or those of polls, and a window of its election is open.
    """
    _ensure(document, lambda: {_given_by(f) for f in _figures(document)})


def ensure_figure_open(document: dict[str, Any], figure: dict[str, Any], find: Find) -> None:
    """Pass when one number of a blueprint's file may be shown now; as ``ensure_file_open``.

    Parameters
    ----------
    find
        Gives the file's number of an id, to follow the numbers that go into this one.
    """
    _ensure(document, lambda: {_given_by(f) for f in _behind(figure, find)})


def _ensure(document: dict[str, Any], given: Callable[[], set[str]]) -> None:
    """Refuse what a file gives while a window of its election is open; a file without a mission is refused elsewhere."""
    mission = document.get("mission")
    if not isinstance(mission, dict):
        return
    windows, moment = of_election(str(mission.get("election", "")), None, _schedule(mission)), now()
    shut = {gives: found for gives in (FORECAST, POLLS) if (found := lock_in(windows, moment, gives))}
    inside = given() if shut else set()  # a large file is looked through only while a window is open
    for gives, found in shut.items():
        if gives in inside:
            refused = Locked(found, gives)
            refused.hint = msg("error.windows.hint_file", until=moment_text(found.until))
            raise refused


def _schedule(mission: dict[str, Any]) -> Schedule | None:
    """The schedule that stood in the mission's file; None where it has none that can be read."""
    raw = mission.get("schedule")
    if not isinstance(raw, dict):
        return None
    try:
        days = tuple(sorted(date.fromisoformat(d) for d in raw["phases"]))
        hours = [time.fromisoformat(raw[k]) if raw.get(k) else None for k in ("opens", "closes")]
    except (KeyError, TypeError, ValueError) as error:
        raise KhakaError(msg("error.windows.schedule"), msg("error.windows.schedule_hint")) from error
    return Schedule(days, hours[0], hours[1]) if days else None


def _given_by(figure: dict[str, Any]) -> str:
    """What a number or column gives: a forecast, polls, or nothing that the law shuts."""
    if (figure.get("how") or {}).get("kind") == Kind.SIMULATED.value:
        return FORECAST
    return POLLS if "polls" in (figure.get("sources") or ()) else ""


def _behind(figure: dict[str, Any], find: Find) -> Iterator[dict[str, Any]]:
    """A number and all that goes into it."""
    stack, seen = [figure], set[str]()
    while stack:
        one = stack.pop()
        yield one
        for part in (one.get("how") or {}).get("of") or ():
            if part not in seen:
                seen.add(part)
                stack += [found] if (found := find(part)) else []


def _figures(value: Any) -> Iterator[dict[str, Any]]:
    """Every number and column in nested tables and lists: what has a ``how``."""
    stack = [value]
    while stack:
        found = stack.pop()
        if isinstance(found, dict):
            if isinstance(found.get("how"), dict):
                yield found
            stack += found.values()
        elif isinstance(found, list):
            stack += found
