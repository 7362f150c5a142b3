"""What-ifs that answer at once: a mission's odds are computed once in a process, each change from them.

The numbers are those of ``khaka scenario`` with the same draws and seed; only the waiting is shorter.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from khaka.catalog import Catalog
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.desk.guard import ensure_open

if TYPE_CHECKING:
    from khaka.forecast.odds import Odds
    from khaka.forecast.whatif import Scenario

#: Draws of a live answer: a quarter of a second on one core, and a chance is off by three points at most, 19 times in 20.
LIVE_DRAWS: Final = 256
#: Missions kept at once, and answers kept for each.
_MISSIONS: Final = 4
_ANSWERS: Final = 64
_FARTHEST: Final = 30.0
_MOST: Final = 8


@dataclass(frozen=True)
class Settings:
    """What is moved.

    Parameters
    ----------
    swings
        Points of votes polled by (party, state); the state None is everywhere.
    transfers
        Share (0-1) by (from, to).
    dropped
        Partners that leave.
    """

    swings: tuple[tuple[str, str | None, float], ...] = ()
    transfers: tuple[tuple[str, str, float], ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """True when nothing is moved."""
        return not (any(s[2] for s in self.swings) or self.transfers or self.dropped)

    def query(self) -> list[tuple[str, str]]:
        """The settings as pairs of an address."""
        return [
            *(("swing", f"{p},{s or ''},{x:g}") for p, s, x in self.swings if x),
            *(("transfer", f"{a},{b},{x:g}") for a, b, x in self.transfers),
            *(("drop", p) for p in self.dropped),
        ]


def settings_of(catalog: Catalog, swings: list[str], transfers: list[str], dropped: list[str]) -> Settings:
    """Settings out of an address; a swing of zero is left out.

    Raises
    ------
    KhakaError
        Not of the form, an unknown party or state, a value out of bounds, too many.
    """
    if max(len(swings), len(transfers), len(dropped)) > _MOST:
        raise KhakaError(msg("error.live.many", limit=_MOST))
    moved = [_swing(catalog, text) for text in swings if text]
    handed = [_transfer(catalog, text) for text in transfers if text]
    for code in dropped:
        catalog.require_party(code)
    return Settings(tuple(m for m in moved if m[2]), tuple(handed), tuple(dict.fromkeys(dropped)))


def _swing(catalog: Catalog, text: str) -> tuple[str, str | None, float]:
    parts = text.split(",")
    value = _number(parts[2]) if len(parts) == 3 else None
    if value is None or abs(value) > _FARTHEST:
        raise KhakaError(msg("error.live.swing", text=text[:60], most=int(_FARTHEST)))
    catalog.require_party(parts[0])
    state = parts[1] or None
    if state is not None and state not in catalog.states:
        raise KhakaError(msg("error.catalog.state", state=state[:20]))
    return parts[0], state, value


def _transfer(catalog: Catalog, text: str) -> tuple[str, str, float]:
    parts = text.split(",")
    value = _number(parts[2]) if len(parts) == 3 else None
    if value is None or not 0 <= value <= 1 or parts[0] == parts[1]:
        raise KhakaError(msg("error.live.transfer", text=text[:60]))
    for code in parts[:2]:
        catalog.require_party(code)
    return parts[0], parts[1], value


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < 1e6 else None


@dataclass
class _Kept:
    odds: Odds | None = None
    error: KhakaError | None = None
    thread: threading.Thread | None = None
    answers: OrderedDict[Settings, Scenario] = field(default_factory=OrderedDict)


class Live:
    """Odds of missions kept in this process, and what-ifs from them. Safe for threads.

    Parameters
    ----------
    catalog
        The data.
    draws
        Draws of every answer.
    """

    def __init__(self, catalog: Catalog, draws: int = LIVE_DRAWS) -> None:
        self.catalog = catalog
        self.draws = draws
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    def ready(self, mission: str) -> bool:
        """Whether a mission's odds are here; starts computing them when not.

        Raises
        ------
        KhakaError
            They cannot be computed, or the law's window is open.
        """
        with self._lock:
            kept = self._kept.get(mission)
            if kept is None:
                kept = self._kept[mission] = _Kept()
                kept.thread = threading.Thread(target=self._compute, args=(mission, kept), daemon=True)
                kept.thread.start()
                while len(self._kept) > _MISSIONS:
                    self._kept.popitem(last=False)
        if kept.error is not None:
            with self._lock:
                self._kept.pop(mission, None)
            raise kept.error
        return kept.odds is not None

    def wait(self, mission: str) -> Odds:
        """A mission's odds, waited for. Errors as ``ready``."""
        if not self.ready(mission):
            thread = self._kept[mission].thread
            if thread is not None:
                thread.join()
            self.ready(mission)
        return self.base(mission)

    def base(self, mission: str) -> Odds:
        """The odds that are here; the law's lock is asked each time.

        Raises
        ------
        Locked
            A window of the mission's election is open.
        LookupError
            They are not here: ask ``ready`` first.
        """
        kept = self._kept.get(mission)
        if kept is None or kept.odds is None:
            raise LookupError(mission)
        ensure_open(kept.odds.brief, self.catalog)
        return kept.odds

    def answer(self, mission: str, settings: Settings) -> Scenario | None:
        """The odds after a change; None when nothing is moved.

        Raises
        ------
        KhakaError
            As ``khaka scenario``: a partner that is none, a party that stands nowhere.
        """
        base = self.base(mission)
        if settings.empty:
            return None
        kept = self._kept[mission]
        with self._lock:
            if settings in kept.answers:
                kept.answers.move_to_end(settings)
                return kept.answers[settings]
        found = _scenario(base, settings)
        with self._lock:
            kept.answers[settings] = found
            while len(kept.answers) > _ANSWERS:
                kept.answers.popitem(last=False)
        return found

    def _compute(self, mission: str, kept: _Kept) -> None:
        from khaka.desk.forecast import forecast
        from khaka.forecast.simulate.draws import with_own_axes

        try:
            odds = forecast(self.catalog, mission, draws=self.draws)
            kept.odds = replace(odds, draws=with_own_axes(odds.draws))
        except KhakaError as error:
            kept.error = error


def _scenario(base: Odds, settings: Settings) -> Scenario:
    from khaka.desk.forecast import ensure_sensible
    from khaka.forecast.whatif import WhatIf, scenario_of

    swings: Mapping[tuple[str, str | None], float] = {(p, s): x for p, s, x in settings.swings}
    what = WhatIf(swings, None, {(a, b): x for a, b, x in settings.transfers}, settings.dropped)
    ensure_sensible(base.brief, what)
    return scenario_of(base, what)


def command(mission: str, settings: Settings, draws: int, seed: int) -> str:
    """The command line that gives the same numbers; empty where one command cannot (swings of several states)."""
    states = {s for _, s, _ in settings.swings}
    if len(states) > 1 or settings.empty:
        return ""
    words = ["khaka scenario", mission]
    words += [f"--swing {p}={x:+g}" for p, _, x in settings.swings]
    words += [f"--state {s}" for s in states if s]
    words += [f"--transfer '{a}>{b}={x:g}'" for a, b, x in settings.transfers]
    words += [f"--drop-ally {p}" for p in settings.dropped]
    return " ".join([*words, f"--draws {draws}", f"--seed {seed}"])


def bloc_of(odds: Odds) -> str:
    """The bloc whose total a page draws: the first goal's where it is ours or the alliance, else ours."""
    first = odds.goals[0].goal.bloc if odds.goals else "ours"
    return first if first in ("ours", "alliance") and odds.seats_of(first) is not None else "ours"


def summary(odds: Odds, gone: tuple[str, ...] = ()) -> dict[str, Any]:
    """What a page shows of odds: ranges of blocs, chances of goals, the curve of our side's total, leaders by seat.

    Parameters
    ----------
    gone
        Partners that left in this what-if: they do not count for the alliance.
    """
    import numpy as np

    from khaka.forecast.odds import members
    from khaka.forecast.simulate import tally

    draws = odds.draws
    leaders = {seat: draws.field.parties[int(np.argmax(draws.win[i]))] for i, seat in enumerate(draws.field.seats)}
    pmf = tally(draws, members(odds.brief, bloc_of(odds), gone)).pmf
    return {
        "blocs": [
            {"key": k, "mean": r.mean, "low": r.intervals[80][0], "high": r.intervals[80][1]} for k, r in odds.blocs
        ],
        "goals": [{"goal": g.goal, "probability": g.probability, "se": g.se} for g in odds.goals],
        "curve": [(i, float(p)) for i, p in enumerate(pmf) if p > 1e-6],
        "leaders": leaders,
    }
