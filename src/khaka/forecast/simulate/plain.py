"""Plain Monte Carlo: every error drawn, every seat counted. The oracle of the tests and the benchmark's yardstick."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from khaka.forecast.nouns import Field, Floats, Scales
from khaka.forecast.simulate.problem import Bloc, bloc_mask, problem_of


@dataclass(frozen=True)
class PlainDraws:
    """``winners``: the field's column of the winner, (n_draws, n_seats); ``leads``: a bloc's lead, same shape."""

    winners: NDArray[np.int64]
    leads: Floats | None = None


def plain_draws(
    field: Field, scales: Scales, draws: int, seed: int, *, bloc: Bloc | None = None, chunk: int = 256
) -> PlainDraws:
    """Winners of each seat in independent draws, the model of ``simulate`` written as it reads.

    Parameters
    ----------
    bloc
        Also return this bloc's lead in each seat, in points: its strongest against the strongest outside.
    """
    problem, rng = problem_of(field, scales), np.random.default_rng(seed)
    flags = problem.flags(bloc_mask(field, bloc)) > 0 if bloc is not None else None
    winners, leads = [], []
    for start in range(0, draws, chunk):
        n = min(chunk, draws - start)
        factors = rng.standard_normal((n, len(problem.scale))) * problem.scale
        if np.isfinite(problem.dof):
            factors *= np.sqrt(problem.dof / rng.chisquare(problem.dof, (n, 1)))
        u = problem.centre + problem.load * (factors[:, problem.nation] + factors[:, problem.state])
        u += problem.sigma * rng.standard_normal(u.shape)
        best = np.maximum.reduceat(u, problem.pointer[:-1], axis=1)
        first = u == np.repeat(best, np.diff(problem.pointer), axis=1)
        won = np.where(first, np.arange(u.shape[1]), u.shape[1])
        winners.append(problem.party[np.minimum.reduceat(won, problem.pointer[:-1], axis=1)])
        if flags is not None:
            ours = np.maximum.reduceat(np.where(flags, u, -np.inf), problem.pointer[:-1], axis=1)
            theirs = np.maximum.reduceat(np.where(flags, -np.inf, u), problem.pointer[:-1], axis=1)
            leads.append(ours - theirs)
    back = np.argsort(problem.rows)
    return PlainDraws(np.concatenate(winners)[:, back], np.concatenate(leads)[:, back] if flags is not None else None)
