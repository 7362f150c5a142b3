"""How far off the last forecast was: the newest election that had been counted, forecast as this one is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from khaka.backtest.models import history, on_polls
from khaka.backtest.run import DRAWS
from khaka.forecast.training import Horizon, bench_of, field_of

if TYPE_CHECKING:
    from khaka.forecast.odds import Odds

#: Seed of the forecast that is looked back at: the backtests' own, so that every document says the same of it.
SEED = 1


@dataclass(frozen=True, slots=True)
class PartyMiss:
    """One party: forecast mean and central 80 % range, and seats won, among the seats that can be compared."""

    party: str
    mean: float
    low: int
    high: int
    won: int

    @property
    def off(self) -> int:
        """Whole seats between the forecast and the count."""
        return abs(round(self.mean) - self.won)


@dataclass(frozen=True, slots=True)
class Miss:
    """The last forecast's miss.

    Parameters
    ----------
    election
        The newest general election counted by the mission's date.
    basis, horizon
        ``history`` or ``polls``; ``eve`` or ``2y``: the terms of the running forecast, where that election can meet them.
    parties
        Ours and the rival, those of the two that stood.
    seats
        Seats that can be compared: not redrawn since, and polled.
    """

    election: str
    basis: str
    horizon: Horizon
    parties: tuple[PartyMiss, ...]
    seats: int


def last_miss(odds: Odds) -> Miss | None:
    """The miss of the newest forecast that can be checked on the mission's date; None where no pair has been counted.

    Forward only: that forecast is fitted on elections that had been counted on *its* day.
    """
    from khaka.forecast.simulate import simulate

    mission = odds.brief.mission
    bench = bench_of(odds.brief.catalog)
    pairs = bench.earlier(mission.base[:2], mission.as_of, odds.outlook.horizon)
    if not pairs:
        return None
    pair, horizon, basis = pairs[-1], odds.outlook.horizon, "history"
    made = None
    if odds.basis == "polls" and horizon == "eve":
        made, basis = on_polls(bench, pair, printed=False), "polls"
    if made is None:
        made, basis = history(bench, pair, horizon), "history"
    lesson = bench.lesson(pair, horizon)
    draws = simulate(field_of(made.base), made.scales, DRAWS, SEED)
    found = []
    for code in dict.fromkeys((mission.party, *([odds.brief.rival.code] if odds.brief.rival else []))):
        if code in draws.field.parties:
            j = draws.field.parties.index(code)
            low, high = np.quantile(draws.totals[:, j], (0.1, 0.9), method="inverted_cdf")
            won = sum(w == code for w in lesson.winners)
            found.append(PartyMiss(code, float(draws.win[:, j].sum()), int(low), int(high), won))
    return Miss(pair.target, basis, horizon, tuple(found), len(lesson.winners)) if found else None
