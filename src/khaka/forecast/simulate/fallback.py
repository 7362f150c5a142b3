"""The kernel's work in NumPy: used where numba cannot be imported, and to check the kernel (equal to 1e-9)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from khaka.forecast.nouns import Floats
from khaka.forecast.simulate.problem import Ints, Problem
from khaka.forecast.simulate.quadrature import tie_densities, win_probabilities


def _padded(problem: Problem, factors: Floats) -> tuple[Ints, Floats]:
    """Candidacies of each seat side by side (-1 for none), and their latent shares, (n_draws, n_seats, n_places)."""
    width = np.diff(problem.pointer)
    index = problem.pointer[:-1, None] + np.arange(width.max())
    index = np.where(np.arange(width.max()) < width[:, None], index, -1)
    moved = problem.centre + problem.load * (factors[:, problem.nation] + factors[:, problem.state])
    return index, np.where(index >= 0, moved[:, index], -np.inf)


def _chances(problem: Problem, factors: Floats) -> tuple[Ints, Floats, Floats]:
    index, latent = _padded(problem, factors)
    shape = latent.shape
    p = win_probabilities(latent.reshape(-1, shape[2]), problem.sigma).reshape(shape)
    return index, latent, p


def _winners(index: Ints, p: Floats, uniforms: Floats) -> Ints:
    """The candidacy that wins each seat, (n_draws, n_seats)."""
    reached = uniforms[:, :, None] < np.cumsum(p, axis=2)
    last = p.shape[2] - 1 - np.argmax(p[:, :, ::-1] > 0, axis=2)
    place = np.where(reached.any(axis=2), np.argmax(reached, axis=2), last)
    return np.take_along_axis(np.broadcast_to(index, p.shape), place[:, :, None], axis=2)[:, :, 0]


def draw_block(
    problem: Problem, factors: Floats, uniforms: Floats, win: Floats, totals: NDArray[np.int32], expected: Floats,
    variance: Floats,
) -> None:  # fmt: skip
    """See ``kernel.draw_block``."""
    index, _, p = _chances(problem, factors)
    real = index >= 0
    np.add.at(win, index[real], p[:, real].sum(axis=0))
    party = problem.party[index[real]]
    for d in range(len(factors)):
        one = p[d][real]
        np.add.at(expected[d], party, one)
        np.add.at(variance[d], party, one * (1 - one))
    winners = problem.party[_winners(index, p, uniforms)]
    for d in range(len(factors)):
        totals[d] += np.bincount(winners[d], minlength=problem.n_parties).astype(np.int32)


def _bloc_chance(index: Ints, p: Floats, flags: NDArray[np.uint8]) -> Floats:
    ours = np.where(index >= 0, flags[index], 0)
    out: Floats = np.minimum((p * ours).sum(axis=2), 1.0)
    return out


def add_pmf(chance: Floats, pmf: Floats) -> None:
    """Add the Poisson-binomial distributions of the rows of ``chance``, (n_draws, n_seats), to ``pmf``."""
    n, seats = chance.shape
    each = np.zeros((n, seats + 1))
    each[:, 0] = 1.0
    for s in range(seats):
        q = chance[:, [s]]
        each[:, 1 : s + 2] = each[:, 1 : s + 2] * (1 - q) + each[:, : s + 1] * q
        each[:, 0] *= 1 - q[:, 0]
    pmf += each.sum(axis=0)


def tally_block(
    problem: Problem, factors: Floats, uniforms: Floats, flags: NDArray[np.uint8], totals: NDArray[np.int32],
    moments: Floats, pmf: Floats,
) -> None:  # fmt: skip
    """See ``kernel.tally_block``."""
    index, _, p = _chances(problem, factors)
    chance = _bloc_chance(index, p, flags)
    totals += flags[_winners(index, p, uniforms)].sum(axis=1).astype(np.int32)
    v = chance * (1 - chance)
    moments[:, 0] += chance.sum(axis=1)
    moments[:, 1] += v.sum(axis=1)
    moments[:, 2] += (v * (1 - 2 * chance)).sum(axis=1)
    add_pmf(chance, pmf)


def _slopes(problem: Problem, index: Ints, latent: Floats, flags: NDArray[np.uint8], own: Ints) -> Floats:
    """d(bloc's win probability) / d(own share) of each seat and draw, (n_draws, n_seats)."""
    draws, seats, places = latent.shape
    at = np.where(own >= 0, own - problem.pointer[:-1], 0)
    ties = tie_densities(latent.reshape(-1, places), np.tile(at, draws), problem.sigma).reshape(latent.shape)
    inside = np.where(index >= 0, flags[index] > 0, False)
    mine = inside[np.arange(seats), at] & (own >= 0)
    against = np.where(mine[:, None], ~inside, inside)
    found = (ties * against).sum(axis=2)
    return np.where(own >= 0, np.where(mine, found, -found), 0.0)


def decisive_block(
    problem: Problem, factors: Floats, flags: NDArray[np.uint8], own: Ints, need: int, exact_below: float,
    gain: Floats, decisive: Floats,
) -> None:  # fmt: skip
    """See ``kernel.decisive_block``."""
    from khaka.forecast.simulate.totals import normal_density, poisson_binomial

    index, latent, p = _chances(problem, factors)
    chance = _bloc_chance(index, p, flags)
    slope = _slopes(problem, index, latent, flags, own)
    gain += slope.sum(axis=0)
    v = chance * (1 - chance)
    skew = v * (1 - 2 * chance)
    mean, left, third = (x.sum(axis=1, keepdims=True) - x for x in (chance, v, skew))
    exact = left < exact_below
    one = normal_density(need - 1, mean, np.where(exact, 1.0, left), third)
    for d, s in np.argwhere(exact & (slope != 0)):
        others = np.delete(chance[d], s)
        one[d, s] = poisson_binomial(others)[need - 1] if 0 <= need - 1 <= len(others) else 0.0
    decisive += (slope * one).sum(axis=0)
