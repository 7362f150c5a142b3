"""A bloc's seats: their distribution, the probability of a goal, intervals."""

from __future__ import annotations

import hashlib
import weakref
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.forecast.nouns import DrawSet, Floats
from khaka.forecast.simulate.draws import plan_of
from khaka.forecast.simulate.engine import each_block, run_tally
from khaka.forecast.simulate.factors import block_sizes
from khaka.forecast.simulate.problem import Bloc, Bools, bloc_mask
from khaka.forecast.simulate.special import normal_cdf

LEVELS = (50, 80, 90)


def poisson_binomial(chances: Floats) -> Floats:
    """The exact distribution of a sum of independent 0/1 variables, (n + 1,), from their chances, (n,)."""
    pmf = np.ones(1)
    for q in chances:
        pmf = np.append(pmf, 0.0) * (1 - q) + np.append(0.0, pmf) * q
    return pmf


def refined_tail(need: int | Floats, mean: Floats, variance: Floats, third: Floats) -> Floats:
    """P(sum >= need) of independent 0/1 variables from three central moments: normal with a term for the skew.

    Notes
    -----
    With x = (need - 1/2 - mean) / sd and γ the skewness: 1 - Φ(x) - γ (1 - x²) φ(x) / 6, kept in [0, 1]. The error for
    a house of 543 is below 1e-3.

    References
    ----------
    Volkova (1996), Theory Probab. Appl. 40:791; Hong (2013), Comput. Stat. Data Anal. 59:41.
    """
    sd = np.sqrt(np.maximum(variance, 1e-12))
    x = (need - 0.5 - mean) / sd
    skew = third / sd**3
    bell = np.exp(-x * x / 2) / np.sqrt(2 * np.pi)
    out: Floats = np.clip(1 - normal_cdf(x) - skew * (1 - x * x) * bell / 6, 0.0, 1.0)
    return out


def normal_density(count: int, mean: Floats, variance: Floats, third: Floats) -> Floats:
    """P(sum = count) by the normal density with its skew term, never below zero."""
    sd = np.sqrt(variance)
    x = (count - mean) / sd
    skew = third / (variance * sd)
    out: Floats = np.maximum(np.exp(-x * x / 2) / (np.sqrt(2 * np.pi) * sd) * (1 + skew / 6 * (x**3 - 3 * x)), 0.0)
    return out


@dataclass(frozen=True)
class Tally:
    """A bloc's seats over a draw set.

    Parameters
    ----------
    totals
        Seats in each draw, the same winners as the draw set's own totals, (n_draws,).
    mean, variance, third
        Central moments given the draw's common factors, (n_draws,).
    block_pmf
        Distribution of the seats in each block of draws, exact given the factors, (n_blocks, n_seats + 1).
    weights
        Share of the draws in each block, (n_blocks,).
    """

    totals: NDArray[np.int32]
    mean: Floats
    variance: Floats
    third: Floats
    block_pmf: Floats
    weights: Floats

    @property
    def pmf(self) -> Floats:
        """The distribution over all draws, (n_seats + 1,)."""
        mixed: Floats = self.weights @ self.block_pmf
        return mixed


@dataclass(frozen=True, slots=True)
class SeatRange:
    """Mean, standard deviation and central intervals (level in per cent → low, high) of a bloc's seats."""

    mean: float
    sd: float
    intervals: dict[int, tuple[int, int]]


_KEPT: OrderedDict[tuple[int, bytes], tuple[weakref.ref[DrawSet], Tally]] = OrderedDict()


def tally(draw_set: DrawSet, bloc: Bloc, *, threads: int | None = None) -> Tally:
    """The seats of a bloc over the draws of a set, from its seed; the last few are kept.

    Parameters
    ----------
    bloc
        See ``bloc_mask``.
    """
    mask = bloc_mask(draw_set.field, bloc)
    key = (id(draw_set), hashlib.blake2b(np.packbits(mask).tobytes(), digest_size=16).digest())
    found = _KEPT.get(key)
    if found is not None and found[0]() is draw_set:
        return found[1]
    result = _tally(draw_set, mask, threads)
    _KEPT[key] = (weakref.ref(draw_set), result)
    while len(_KEPT) > 32:
        _KEPT.popitem(last=False)
    return result


def _tally(draw_set: DrawSet, mask: Bools, threads: int | None) -> Tally:
    plan = plan_of(draw_set)
    flags = plan.problem.flags(mask)
    parts = each_block(plan, lambda b: run_tally(plan, b, flags), threads)
    totals, moments = (np.concatenate([p[k] for p in parts]) for k in (0, 1))
    sizes = np.array(block_sizes(plan.draws), dtype=np.float64)
    pmf = np.array([p[2] for p in parts])
    return Tally(totals, moments[:, 0], moments[:, 1], moments[:, 2], pmf, sizes / sizes.sum())


def standard_error(blocks: Floats, weights: Floats) -> Floats:
    """Standard error of the weighted mean of block values, (n_blocks, ...); NaN for a single block."""
    n = len(blocks)
    if n < 2:
        return np.full(blocks.shape[1:], np.nan)
    mean = np.tensordot(weights, blocks, axes=1)
    spread = np.tensordot(weights, (blocks - mean) ** 2, axes=1)
    out: Floats = np.sqrt(spread / (n - 1))
    return out


def require_common(draw_set: DrawSet) -> None:
    """Refuse a goal's probability where seats would err independently.

    Raises
    ------
    KhakaError
        Both common scales are zero: totals would look certain to within 5 seats where polls have missed by 80.
    """
    if draw_set.scales.nation_pp == 0 and draw_set.scales.state_pp == 0:
        raise KhakaError(msg("error.forecast.no_common_factor"), msg("error.forecast.no_common_factor_hint"))


def probability(
    draw_set: DrawSet,
    bloc: Bloc,
    *,
    at_least: int | None = None,
    at_most: int | None = None,
    threads: int | None = None,
) -> tuple[float, float]:
    """The probability that a bloc reaches, or is held to, a number of seats, and its Monte Carlo standard error.

    Parameters
    ----------
    bloc
        Party codes, codes by state, or a mask of candidacies; see ``bloc_mask``.
    at_least, at_most
        Exactly one of the two.

    Raises
    ------
    KhakaError
        Neither or both bounds, or a draw set without a common factor.

    Notes
    -----
    Mean over draws of the exact Poisson-binomial tail given the common factors. The standard error comes from the
    spread between blocks of draws, each a stratified sample of its own; it says nothing of the model's error.
    """
    if (at_least is None) == (at_most is None):
        raise KhakaError(msg("error.forecast.goal"))
    require_common(draw_set)
    found = tally(draw_set, bloc, threads=threads)
    if at_least is not None:
        each = found.block_pmf[:, max(at_least, 0) :].sum(axis=1)
    else:
        assert at_most is not None
        each = found.block_pmf[:, : max(at_most + 1, 0)].sum(axis=1)
    p = float(np.clip(found.weights @ each, 0.0, 1.0))
    return p, float(standard_error(each, found.weights))


def seat_range(
    draw_set: DrawSet, bloc: Bloc, levels: tuple[int, ...] = LEVELS, *, threads: int | None = None
) -> SeatRange:
    """Mean, standard deviation and central intervals of a bloc's seats.

    Notes
    -----
    From the exact mixed distribution. An interval's ends are the smallest counts whose cumulative probability reaches
    (1 - level) / 2 and (1 + level) / 2, so that it holds at least its level.
    """
    pmf = tally(draw_set, bloc, threads=threads).pmf
    counts = np.arange(len(pmf))
    mean = float(pmf @ counts)
    reached = np.cumsum(pmf)
    ends = {
        level: (
            int(np.argmax(reached >= (1 - level / 100) / 2)),
            int(np.argmax(reached >= min((1 + level / 100) / 2, reached[-1]))),
        )
        for level in levels
    }
    return SeatRange(mean, float(np.sqrt(pmf @ (counts - mean) ** 2)), ends)
