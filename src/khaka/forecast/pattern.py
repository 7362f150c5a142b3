"""How a party's strength will lie across the seats of a state: the base, later evidence, and weights fitted forward.

The pattern is about differences between seats of one state; the level comes from a swing (given, polled or expected).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from khaka.forecast.carry import Base
from khaka.forecast.history import NEVER_PICKED

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

#: Names of the features, in the order of ``features``.
FEATURES = ("own", "handed", "fresh", "assembly", "neighbours", "earlier")
#: What a weight is before any pair has shown it, in the same order; and how many candidacies that is worth.
PRIOR, PRIOR_WEIGHT = (1.0, 1.0, 0.5, 0.0, 0.0, 0.0), 25.0
#: An assembly result counts where the party stood in segments with at least this part of the seat's votes.
LEAST_COVER = 0.4
#: Candidacies below this many points, expected and real, do not weigh in a fit.
SMALL_PP = 3.0


@dataclass(frozen=True)
class Evidence:
    """All that is known of a target's seats before its swing.

    Parameters
    ----------
    base
        The carried base.
    assembly
        Shares of the latest assembly election on the seat's ground in the hands of those who stand now, points,
        NaN where there is none, (n_seats, n_parties).
    earlier
        Shares of the election before the base, points, NaN where there is none, (n_seats, n_parties).
    neighbours
        Rows of the land neighbours in the same state, one tuple a seat.
    recency
        How late between base and forecast the assembly election was, 0-1, (n_seats,): one held soon after the base
        says little of the swing since.
    """

    base: Base
    assembly: Floats
    earlier: Floats
    neighbours: tuple[tuple[int, ...], ...]
    recency: Floats = field(default_factory=lambda: np.zeros(0))

    @cached_property
    def features(self) -> Floats:
        """See ``features``; computed once, because every later forecast learns from it."""
        return features(self)

    @cached_property
    def means(self) -> Floats:
        """See ``means``."""
        return means(self.base)


@dataclass(frozen=True)
class Weights:
    """Weights of the features, and the pairs that they were fitted on.

    Parameters
    ----------
    values
        (n_features,), in the order of FEATURES.
    candidacies
        How many candidacies stood behind the fit.
    """

    values: tuple[float, ...] = PRIOR
    fitted_on: tuple[str, ...] = ()
    candidacies: int = 0

    @property
    def named(self) -> dict[str, float]:
        """Weights by name."""
        return dict(zip(FEATURES, self.values, strict=True))


def means(base: Base) -> Floats:
    """Mean share of each party over the seats of the state where it is carried, on every seat, (n_seats, n_parties)."""
    found = np.where(base.nominations.stands & ~base.fresh, np.nan_to_num(base.share), np.nan)
    return _state_means(base, found)


def features(evidence: Evidence) -> Floats:
    """Deviations from the state's mean, points, (n_features, n_seats, n_parties); 0 where a feature says nothing."""
    base = evidence.base
    stands, mean = base.nominations.stands, means(base)
    share = np.nan_to_num(base.share)
    carried = stands & ~base.fresh
    kept = np.where(carried, share - base.handed, np.nan)
    own = np.nan_to_num(kept - _state_means(base, kept))
    given = np.where(carried, base.handed, np.nan)
    handed = np.nan_to_num(given - _state_means(base, given))
    fresh = np.where(stands & base.fresh, -mean, 0.0)
    deviation = np.where(carried, share - mean, 0.0)
    later = np.where(stands, evidence.assembly, np.nan)
    assembly = np.nan_to_num(later - _state_means(base, later) - deviation)
    around = _around(np.where(carried, share, np.nan), evidence.neighbours)
    neighbours = np.where(carried, np.nan_to_num(around - share), 0.0)
    before = np.where(carried & (base.handed <= 0), evidence.earlier, np.nan)
    earlier = np.nan_to_num(before - _state_means(base, before) - deviation)
    return np.stack([own, handed, fresh, assembly, neighbours, earlier])


def pattern(evidence: Evidence, weights: Weights) -> Base:
    """The base with its differences between seats as they are expected now; the state's level is kept."""
    base = evidence.base
    moved = evidence.means + np.tensordot(np.array(weights.values), evidence.features, axes=1)
    return replace(base, share=np.where(base.nominations.stands, moved, np.nan))


@dataclass(frozen=True)
class Moments:
    """What one pair says about weights: X Xᵀ, X y and the number of rows; pairs add up."""

    name: str
    gram: Floats
    cross: Floats
    count: int


def moments(name: str, evidence: Evidence, real: Floats) -> Moments:
    """The moments of one pair from its real shares, (n_seats, n_parties), NaN where a party did not stand.

    Both sides are deviations from the mean of their state and party, so that no level enters.
    """
    x, y = _rows(evidence, real)
    return Moments(name, x @ x.T, x @ y, int(y.size))


def solve(parts: Sequence[Moments], prior: tuple[float, ...], strength: float) -> tuple[tuple[float, ...], int]:
    """Least squares drawn towards ``prior``, which counts as ``strength`` rows of each feature, and the rows used."""
    start, count = np.array(prior), sum(m.count for m in parts)
    if not count:
        return prior, 0
    gram = np.sum([m.gram for m in parts], axis=0)
    cross = np.sum([m.cross for m in parts], axis=0) - gram @ start
    ridge = np.diag(strength * np.maximum(np.diag(gram) / count, 1e-3))
    return tuple(float(v) for v in start + np.linalg.solve(gram + ridge, cross)), count


def fit(parts: Sequence[Moments], prior: Weights | None = None) -> Weights:
    """Weights of the features from earlier pairs, drawn towards a prior (PRIOR when None)."""
    values, count = solve(parts, (prior or Weights()).values, PRIOR_WEIGHT)
    if count and not any(m.gram[1, 1] for m in parts):
        # nobody handed over in these pairs: a borrowed vote is taken to lie like an own one
        values = (values[0], values[0], *values[2:])
    return Weights(values, tuple(m.name for m in parts), count)


def softened(weights: Weights, part: float) -> Weights:
    """Weights that go only ``part`` of the way from the plain base (PRIOR) to the fitted ones."""
    values = tuple(p + part * (v - p) for p, v in zip(PRIOR, weights.values, strict=True))
    return replace(weights, values=values)


def _rows(evidence: Evidence, real: Floats) -> tuple[Floats, Floats]:
    """Features (n_features, n) and real deviations (n,) of the candidacies that count."""
    base = evidence.base
    use = base.nominations.stands & ~np.isnan(real)
    use &= np.array([p not in NEVER_PICKED for p in base.nominations.parties])
    use &= (np.nan_to_num(base.share) > SMALL_PP) | (base.fresh & (means(base) > SMALL_PP))
    x = evidence.features
    # a group of one seat has no deviation
    x = np.stack([np.nan_to_num(f - _state_means(base, np.where(use, f, np.nan))) for f in x])
    y = np.nan_to_num(real - _state_means(base, np.where(use, real, np.nan)))
    return x[:, use], y[use]


def _state_means(base: Base, values: Floats) -> Floats:
    """Mean of each column over the seats of the state where it is not NaN, on every row; NaN where there is none."""
    out = np.full_like(values, np.nan)
    for rows in base.nominations.state_rows.values():
        part = values[rows]
        n = (~np.isnan(part)).sum(axis=0)
        out[rows] = np.where(n > 0, np.nansum(part, axis=0) / np.maximum(n, 1), np.nan)
    return np.nan_to_num(out) if not np.isnan(values).all() else np.zeros_like(values)


def _around(values: Floats, neighbours: tuple[tuple[int, ...], ...]) -> Floats:
    """Mean of the neighbours that have a value, NaN where none has."""
    out = np.full_like(values, np.nan)
    for i, near in enumerate(neighbours):
        if near:
            part = values[list(near)]
            n = (~np.isnan(part)).sum(axis=0)
            out[i] = np.where(n > 0, np.nansum(part, axis=0) / np.maximum(n, 1), np.nan)
    return out
