"""Scores of a forecast against what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEVELS = (50, 80, 90)
#: A probability of 0 that comes true would cost infinitely much; log losses are cut at this chance.
LEAST_CHANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Picks:
    """How the picked winners did.

    Parameters
    ----------
    seats, right
        Seats scored, and those whose winner was picked.
    brier
        Mean of (chance of the picked party less 1 or 0 for won or lost)².
    log_loss
        Mean of -ln of the chance given to what happened to the picked party, cut at LEAST_CHANCE.
    """

    seats: int
    right: int
    brier: float
    log_loss: float

    @property
    def share_right(self) -> float:
        """Right over seats, 0-1."""
        return self.right / self.seats if self.seats else 0.0


def score_picks(chance: Floats, hit: NDArray[np.bool_]) -> Picks:
    """Scores of picks.

    Parameters
    ----------
    chance
        Chance of the picked party in each seat, 0-1, (n_seats,).
    hit
        True where it won, (n_seats,).
    """
    p = np.clip(np.where(hit, chance, 1 - chance), LEAST_CHANCE, 1.0)
    return Picks(len(hit), int(hit.sum()), float(np.mean((chance - hit) ** 2)), float(-np.log(p).mean()))


@dataclass(frozen=True, slots=True)
class BlocScore:
    """A bloc's or party's seats: mean, intervals (per cent → low, high), truth, and the CRPS in seats."""

    bloc: str
    mean: float
    truth: int
    intervals: tuple[tuple[int, int, int], ...]
    crps: float

    def inside(self, level: int) -> bool:
        """True when the truth lies in the interval."""
        return any(low <= self.truth <= high for at, low, high in self.intervals if at == level)


def score_bloc(bloc: str, draws: NDArray[np.int32], truth: int) -> BlocScore:
    """Score of seats drawn, (n_draws,); a single draw is a point forecast, whose CRPS is its distance.

    Notes
    -----
    CRPS = E|X - y| - E|X - X'| / 2, both means over the draws.

    References
    ----------
    Gneiting & Raftery (2007), JASA 102:359.
    """
    x = np.sort(draws).astype(np.float64)
    n = len(x)
    spread = 2.0 / n**2 * float(((2 * np.arange(1, n + 1) - n - 1) * x).sum())
    bounds = []
    for level in LEVELS:
        tail = (100 - level) / 200
        low, high = np.quantile(x, [tail, 1 - tail], method="inverted_cdf")
        bounds.append((level, int(low), int(high)))
    return BlocScore(bloc, float(x.mean()), truth, tuple(bounds), float(np.abs(x - truth).mean()) - spread / 2)


def point_bloc(bloc: str, seats: int, truth: int) -> BlocScore:
    """Score of a forecast without uncertainty."""
    return score_bloc(bloc, np.array([seats], dtype=np.int32), truth)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often truths lay inside intervals of one level."""

    level: int
    inside: int
    count: int

    @property
    def share(self) -> float:
        """Inside over count, 0-1."""
        return self.inside / self.count if self.count else 0.0


def coverage(scores: Sequence[BlocScore]) -> tuple[Coverage, ...]:
    """Coverage of the intervals of many totals."""
    return tuple(Coverage(level, sum(s.inside(level) for s in scores), len(scores)) for level in LEVELS)
