"""What a point of share is worth in each seat: for expected seats, and for the goal."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.forecast.nouns import DrawSet, Floats
from khaka.forecast.simulate.draws import plan_of
from khaka.forecast.simulate.engine import Progress, announce, each_block, run_decisive
from khaka.forecast.simulate.factors import block_sizes
from khaka.forecast.simulate.problem import Bloc, Bools, Ints, Problem, bloc_mask
from khaka.forecast.simulate.totals import require_common, standard_error


@dataclass(frozen=True)
class Decisiveness:
    """Value of one point of share, seat by seat, in the order of the field, (n_seats,) each.

    Parameters
    ----------
    gain, gain_se
        dE[seats of the bloc] / dx, seats a point.
    decisive, decisive_se
        dP(goal) / dx, probability a point (Q_i).
    own
        The field's column of the party that the point goes to; -1 where none stands.
    """

    gain: Floats
    gain_se: Floats
    decisive: Floats
    decisive_se: Floats
    own: Ints


def decisiveness(
    draw_set: DrawSet,
    bloc: Bloc,
    *,
    at_least: int | None = None,
    at_most: int | None = None,
    effort: Bloc | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Decisiveness:
    """How much a point of share in each seat moves a bloc's expected seats and the chance of its goal.

    Parameters
    ----------
    bloc
        Whose seats the goal counts; see ``bloc_mask``.
    at_least, at_most
        The goal; exactly one.
    effort
        Who gets the point; None is the bloc itself. For "hold a rival below N" the rival is the bloc and our own party
        is the effort. In a seat where several of them stand, the one with the largest expected share gets it.

    Raises
    ------
    KhakaError
        Neither or both bounds, or a draw set without a common factor.

    Notes
    -----
    Q_i = E_f[ p_i'(f) · P(W_-i = K - 1 | f) ], W the bloc's seats, K the least number that fulfils the goal; for
    ``at_most`` K is the bound plus one and the sign turns. p_i' is the derivative to the latent share of the party that
    gets the point, the others' unchanged: one point of lead. Multiply by the effort's response e_i'(x) for effort.
    P(W_-i = K - 1 | f) is normal with a skew term, exact where few seats are open.

    References
    ----------
    Strömberg (2008), "How the Electoral College Influences Campaigns and Policy", AER 98:769-807.
    """
    if (at_least is None) == (at_most is None):
        raise KhakaError(msg("error.forecast.goal"))
    require_common(draw_set)
    announce(progress)
    mask = bloc_mask(draw_set.field, bloc)
    plan = plan_of(draw_set)
    problem = plan.problem
    own = _own(problem, mask if effort is None else bloc_mask(draw_set.field, effort))
    flags, sign = problem.flags(mask), 1.0 if at_least is not None else -1.0
    need = at_least if at_least is not None else (at_most or 0) + 1
    parts = each_block(plan, lambda b: run_decisive(plan, b, flags, own, need), threads)
    sizes = np.array(block_sizes(plan.draws), dtype=np.float64)
    weights = sizes / sizes.sum()
    columns: list[Floats] = []
    for k, turn in ((0, 1.0), (1, sign)):
        each = np.array([p[k] for p in parts])
        columns += [turn * (weights @ each), standard_error(each, weights)]
    back = np.argsort(problem.rows)
    party = np.where(own >= 0, problem.party[own], -1)
    gain, gain_se, decisive, decisive_se = (c[back] for c in columns)
    return Decisiveness(gain, gain_se, decisive, decisive_se, party[back])


def _own(problem: Problem, effort: Bools) -> Ints:
    """The candidacy of each seat that a point goes to, -1 for none."""
    inside = problem.flags(effort) > 0
    own = np.full(problem.n_seats, -1, dtype=np.int64)
    for s in range(problem.n_seats):
        a, b = problem.pointer[s], problem.pointer[s + 1]
        if inside[a:b].any():
            own[s] = a + int(np.argmax(np.where(inside[a:b], problem.centre[a:b], -np.inf)))
    return own
