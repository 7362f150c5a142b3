"""The common factors of each draw: normal, scaled together by a mixture, and stratified where it helps most.

Draws come in blocks. Each block has its own stream of random numbers and is a complete stratified sample, so blocks can
run on any number of threads with the same bits, and the spread between blocks is an honest standard error.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from khaka.forecast.nouns import Field, Floats
from khaka.forecast.simulate.problem import Bools, Problem
from khaka.forecast.simulate.quadrature import tie_densities
from khaka.forecast.simulate.special import chi_square_quantile, normal_quantile

#: Blocks of a draw set; the standard errors have this many values behind them.
BLOCKS = 16
#: Marks the streams of factors among those of blocks.
_OF_FACTORS: Final = 1_000_003
#: Columns of at most so many draws are kept for the next simulation from the same seed.
_KEEP: Final = 4096
#: Candidacies of a seat that the gradient looks at; the others have no say in it.
_STRONGEST = 6
#: Steps of the three-dimensional lattice: 1/n and the powers of the plastic number (Roberts 2018).
_PLASTIC = 0.7548776662466927


@dataclass(frozen=True)
class Common:
    """The common part of one block.

    Parameters
    ----------
    factors
        Points, (n_draws, n_factors): mixture, scale and normal draw multiplied.
    uniforms
        One a seat, deciding its winner given the factors, (n_draws, n_seats).
    """

    factors: Floats
    uniforms: Floats


def block_sizes(draws: int) -> list[int]:
    """Draws in each block; as equal as they can be."""
    n = min(BLOCKS, draws)
    return [draws // n + (1 if i < draws % n else 0) for i in range(n)]


@lru_cache(maxsize=1024)
def _kept(seed: int, name: str, draws: int) -> Floats:
    return _drawn(seed, name, draws)


def _drawn(seed: int, name: str, draws: int) -> Floats:
    digest = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big")
    stream = np.random.SeedSequence(seed, spawn_key=(_OF_FACTORS, digest))
    column: Floats = np.random.default_rng(stream).standard_normal(draws)
    column.flags.writeable = False
    return column


def factor_normals(names: Sequence[str], seed: int, draws: int) -> Floats:
    """Standard normal draws of each factor, (n_draws, n_factors), from its name and the seed alone.

    Two problems that share a factor share its draws, whatever else they hold.
    """
    column = _kept if draws <= _KEEP else _drawn
    return np.column_stack([column(seed, n, draws) for n in names]) if names else np.zeros((draws, 0))


def common_factors(problem: Problem, axes: Floats, seed: int, block: int, normal: Floats, stratify: bool) -> Common:
    """The factors of a block.

    Parameters
    ----------
    normal
        The block's part of ``factor_normals``, (n_draws, n_factors); it is not changed.
    axes
        Orthonormal directions to stratify along, (n_factors, 0 to 2).

    Notes
    -----
    x is normal; along the axes A it is replaced by normal quantiles t of a randomly shifted lattice,
    z = x + A (t - A'x), and the mixture's quantile is the lattice's other coordinate: factors = z · scale ·
    sqrt(dof / chi²). A shifted lattice is uniform in each coordinate, so every mean is unbiased.

    References
    ----------
    Cranley & Patterson (1976), SIAM J. Numer. Anal. 13:904; Owen, *Monte Carlo theory, methods and examples*, ch. 8
    and 17; Roberts (2018), "The unreasonable effectiveness of quasirandom sequences".
    """
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(block,)))
    draws = len(normal)
    shift = rng.random(3)
    uniforms = rng.random((draws, problem.n_seats))
    at = rng.permutation(draws)
    if stratify:
        lattice = np.column_stack([at / draws, at * _PLASTIC, at * _PLASTIC**2]) + shift
        lattice = np.clip(lattice % 1.0, 1e-12, 1 - 1e-12)
        if axes.shape[1]:
            t = normal_quantile(lattice[:, [0, 2][: axes.shape[1]]])
            normal = normal + (t - normal @ axes) @ axes.T
        mixture = lattice[:, 1]
    else:
        mixture = np.clip(rng.random(draws), 1e-12, 1 - 1e-12)
    scale = np.broadcast_to(problem.scale, normal.shape)
    if np.isfinite(problem.dof):
        scale = scale * np.sqrt(problem.dof / chi_square_quantile(problem.dof, mixture))[:, None]
    return Common(np.ascontiguousarray(normal * scale), uniforms)


def stratification_axes(field: Field, problem: Problem, along: tuple[str, ...] | None) -> Floats:
    """Directions in which the expected seats of one or two blocs rise fastest, (n_factors, 0 to 2).

    Parameters
    ----------
    along
        Party codes of the first bloc; None takes the bloc with the most seats at the expected shares. The second is the
        largest bloc that is not in the first.

    Notes
    -----
    The gradient is taken at the expected shares with all three errors as the seat's noise, which smooths it over the
    factors: near the mean of the gradient, the best single direction for a stratified mean.
    """
    if not problem.scale.any():
        return np.zeros((len(problem.scale), 0))
    found: list[Floats] = []
    for mask in _leading_blocs(field, problem, along):
        gradient = _gradient(problem, mask)
        for axis in found:
            gradient -= (gradient @ axis) * axis
        size = np.linalg.norm(gradient)
        if size > 1e-9:
            found.append(gradient / size)
    return np.column_stack(found) if found else np.zeros((len(problem.scale), 0))


def _leading_blocs(field: Field, problem: Problem, along: tuple[str, ...] | None) -> list[Bools]:
    labels = [p if b == "OTHER" else f"bloc {b}" for p, b in zip(field.parties, field.blocs, strict=True)]
    seats: dict[str, float] = dict.fromkeys(sorted(set(labels)), 0.0)
    for a, b in zip(problem.pointer, problem.pointer[1:], strict=False):
        seats[labels[problem.party[a + int(np.argmax(problem.centre[a:b]))]]] += 1
        for j in range(a, b):  # a tie-break that needs no seats
            seats[labels[problem.party[j]]] += 1e-9 * problem.centre[j]
    order = sorted(seats, key=lambda b: (-seats[b], b))
    masks = [np.array([label == b for label in labels]) for b in order[:3]]
    if along is not None:
        first = np.array([p in along for p in field.parties])
        masks = [first, *(m for m in masks if not (m & first).any())]
    shape = (len(field.seats), 1)
    return [np.tile(m, shape) for m in masks[:2]]


def _gradient(problem: Problem, mask: Bools) -> Floats:
    """dE[seats of the bloc] / d(normal factor), (n_factors,)."""
    n, k = problem.n_seats, min(_STRONGEST, int(np.diff(problem.pointer).max()))
    index = np.full((n, k), -1, dtype=np.int64)
    for s in range(n):
        a, b = problem.pointer[s], problem.pointer[s + 1]
        order = np.argsort(-problem.centre[a:b], kind="stable")[:k]
        index[s, : len(order)] = a + order
    shares = np.where(index >= 0, problem.centre[index], -np.inf)
    common = problem.scale[[0, -1]]
    sigma = float(np.sqrt(problem.sigma**2 + (common**2).sum()))
    inside = np.where(index >= 0, problem.flags(mask)[index] > 0, False)
    gradient = np.zeros(len(problem.scale))
    for own in range(k):
        ties = tie_densities(shares, np.full(n, own), sigma)
        mine = inside[:, [own]]
        slope = np.where(mine, ties * ~inside, -ties * inside).sum(axis=1)
        rows = (index[:, own] >= 0) & (slope != 0)
        j = index[rows, own]
        for factor in (problem.nation[j], problem.state[j]):
            np.add.at(gradient, factor, slope[rows] * problem.load[j] * problem.scale[factor])
    return gradient
