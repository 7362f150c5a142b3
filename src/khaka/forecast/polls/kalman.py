"""A local level with house effects, filtered forward: the average knows nothing of later polls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from khaka.forecast.polls.nouns import PollModel

#: Standard deviation of the level before the first poll: it says nothing.
_VAGUE_PP = 50.0


@dataclass(frozen=True, slots=True)
class Observation:
    """A share in per cent, on a day, by a house, with an effective sample."""

    day: date
    share_pct: float
    house: str
    effective: float


@dataclass(frozen=True)
class Filtered:
    """Level on the as-of date and house effects: mean and standard deviation in points, without the shared error."""

    level: float
    sd: float
    effects: dict[str, tuple[float, float]]


def size_of(share_pct: float) -> float:
    """How large errors are at a share, against a share of 40 %: sqrt(p (1 - p)) in proportion, at most 1."""
    p = min(max(share_pct, 0.5), 99.5)
    return min(1.0, float(np.sqrt(p * (100.0 - p) / 2400.0)))


def filtered(observations: Sequence[Observation], as_of: date, model: PollModel) -> Filtered:
    """The level of a series on a day.

    Parameters
    ----------
    observations
        At least one.

    Notes
    -----
    level_t = level_{t-1} + N(0, drift² · days); poll = level + house + N(0, p (1 - p) / n_eff + other²). House effects
    are N(0, house²), so they are shrunk to zero and, with one house alone, its lean stays in the level's variance.
    House, drift and other error shrink with the share (``size_of``). What all polls share cannot be seen in polls: the
    caller adds it.

    References
    ----------
    Jackman (2005), "Pooling the polls over an election campaign", Aust. J. Polit. Sci. 40:499; Durbin & Koopman, *Time
    Series Analysis by State Space Methods* (2012), ch. 4; Shirani-Mehr et al. (2018), JASA 113:607 (shared error).
    """
    rows = sorted(observations, key=lambda o: (o.day, o.house, o.share_pct))
    houses = sorted({o.house for o in rows})
    place = {h: i + 1 for i, h in enumerate(houses)}
    mean = np.zeros(len(houses) + 1)
    mean[0] = rows[0].share_pct
    size = size_of(float(np.mean([o.share_pct for o in rows])))
    drift, other = model.drift_pp * size, model.other_pp * size
    cov = np.diag([_VAGUE_PP**2] + [(model.house_pp * size) ** 2] * len(houses))
    today = rows[0].day
    for row in rows:
        cov[0, 0] += drift**2 * (row.day - today).days
        today = row.day
        p = min(max(row.share_pct, 1.0), 99.0)
        noise = p * (100.0 - p) / max(row.effective, 1.0) + other**2
        seen = np.zeros(len(mean))
        seen[[0, place[row.house]]] = 1.0
        gain = cov @ seen / (seen @ cov @ seen + noise)
        mean = mean + gain * (row.share_pct - seen @ mean)
        cov = cov - np.outer(gain, seen @ cov)
        cov = (cov + cov.T) / 2
    cov[0, 0] += drift**2 * max((as_of - today).days, 0)
    sd = np.sqrt(np.maximum(np.diag(cov), 0.0))
    return Filtered(float(mean[0]), float(sd[0]), {h: (float(mean[i]), float(sd[i])) for h, i in place.items()})
