"""From a field and its scales to a set of draws."""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.forecast.nouns import DrawSet, Field, Floats, Scales
from khaka.forecast.simulate.engine import Plan, Progress, announce, each_block, run_draws
from khaka.forecast.simulate.factors import stratification_axes
from khaka.forecast.simulate.problem import problem_of, with_factors

METHODS = ("stratified", "plain")
#: Plans of the last draw sets: several tallies of one set need its plan once.
_PLANS: Final[dict[int, tuple[weakref.ref[DrawSet], Plan]]] = {}
_MOST_PLANS: Final = 4
#: Enough for a slider: tens of milliseconds on a house of 543.
WHAT_IF_DRAWS = 512


@dataclass(frozen=True)
class Draws(DrawSet):
    """A DrawSet that remembers how it was drawn.

    Parameters
    ----------
    method
        ``stratified`` or ``plain``.
    along
        Parties of the bloc along whose expected seats the factors were stratified; empty for the largest bloc.
    axes, names
        Directions taken over from other draws, and the factors that their rows belong to; None where they are the
        field's own.
    """

    method: str = "stratified"
    along: tuple[str, ...] = ()
    axes: Floats | None = None
    names: tuple[str, ...] = ()


def simulate(
    field: Field,
    scales: Scales,
    draws: int,
    seed: int,
    *,
    method: str = "stratified",
    threads: int | None = None,
    along: Iterable[str] | None = None,
    like: DrawSet | None = None,
    progress: Progress | None = None,
) -> DrawSet:
    """Draws of an election: who wins each seat how often, and how many seats each party wins in each draw.

    Parameters
    ----------
    field
        Who stands where, with expected shares in points.
    scales
        Errors in points. ``nation_pp`` and ``state_pp`` are the scales of the normal factors before the mixture; with
        few degrees of freedom the factors' standard deviation is larger, by sqrt(dof / (dof - 2)).
    draws
        At least 1; 4,096 give P(goal) to about .001, 512 are enough for a slider.
    seed
        The same seed gives the same draws, on any number of threads and in any order of seats and parties.
    method
        ``stratified`` spreads the common factors evenly along the direction in which the leading blocs' expected
        seats change fastest; ``plain`` draws them independently.
    threads
        None uses every processor that the process may use.
    along
        Parties of the bloc to stratify for; None takes the largest bloc.
    like
        Draws whose directions are taken over, so that what a change does not touch comes out as it was: nothing of the
        difference between a what-if and its base is luck there.
    progress
        Called with a sentence when the kernel must first be compiled.

    Raises
    ------
    KhakaError
        A seat without a candidacy, scales that are not positive, no draws, or an unknown method.

    Notes
    -----
    Latent share = centre + load · (nation + state) + noise; the winner has the largest. Nation and state factors are
    independent between parties and scaled together by sqrt(dof / chi²), one value a draw; the noise is normal and
    independent. Nothing is clipped. Shares are compositional, so what one party gains the others lose; only differences
    decide, and taking the same amount from each party of a seat changes none, so the sum is not forced. A party under
    ten points takes the common errors in proportion (load = centre / 10): five points of error would be ten times the
    votes of a party of half a point.

    ``win`` is the mean of exact probabilities given the factors; ``totals`` are sampled from them, seat by seat.

    References
    ----------
    docs/design/0010-simulator.md; Strömberg (2008), AER 98:769; Owen, *Monte Carlo theory, methods and examples*.
    """
    if method not in METHODS:
        raise KhakaError(msg("error.forecast.method", method=method, known=list(METHODS)))
    if draws < 1:
        raise KhakaError(msg("error.forecast.draws", draws=draws))
    announce(progress)
    chosen = tuple(sorted(along)) if along is not None else ()
    axes, names = _axes_of(like) if like is not None and method != "plain" else (None, ())
    plan = _plan(field, scales, draws, seed, method, chosen, axes, names)
    parts = each_block(plan, lambda b: run_draws(plan, b), threads)
    problem = plan.problem
    total = np.zeros(len(problem.centre))
    for part in parts:
        total += part[0]
    win = np.zeros((len(field.seats), len(field.parties)))
    win[np.repeat(problem.rows, np.diff(problem.pointer)), problem.party] = total / draws
    totals, expected, variance = (np.concatenate([p[k] for p in parts]) for k in (1, 2, 3))
    made = Draws(field, scales, win, totals, expected, variance, seed, method, chosen, axes, names)
    _PLANS[id(made)] = (weakref.ref(made), plan)
    return made


def unrun(field: Field, scales: Scales, draws: int, seed: int) -> DrawSet:
    """A draw set that has not been run: tallies and decisiveness draw again from its seed and need nothing of it.

    Its chances are NaN and its totals have no column, so that nobody reads them by mistake.
    """
    empty = np.full((len(field.seats), len(field.parties)), np.nan)
    none = np.zeros((draws, 0))
    return Draws(field, scales, empty, none.astype(np.int32), none, none, seed)


def what_if(field: Field, scales: Scales, seed: int, *, threads: int | None = None) -> DrawSet:
    """A light draw set for a slider: 512 stratified draws. Same arguments and errors as ``simulate``."""
    return simulate(field, scales, WHAT_IF_DRAWS, seed, threads=threads)


def plan_of(draw_set: DrawSet) -> Plan:
    """What makes the draws of a set again."""
    kept = _PLANS.get(id(draw_set))
    if kept is not None and kept[0]() is draw_set:
        return kept[1]
    if isinstance(draw_set, Draws):
        d = draw_set
        found = _plan(d.field, d.scales, len(d.totals), d.seed, d.method, d.along, d.axes, d.names)
    else:
        found = _plan(draw_set.field, draw_set.scales, len(draw_set.totals), draw_set.seed, "stratified", ())
    _PLANS[id(draw_set)] = (weakref.ref(draw_set), found)
    while len(_PLANS) > _MOST_PLANS:
        _PLANS.pop(next(iter(_PLANS)), None)
    return found


def with_own_axes(draw_set: DrawSet) -> Draws:
    """The same draws with their directions written in them, so that they are not sought again for each what-if."""
    assert isinstance(draw_set, Draws)
    axes, names = _axes_of(draw_set)
    return replace(draw_set, axes=axes, names=names)


def _axes_of(draw_set: DrawSet) -> tuple[Floats | None, tuple[str, ...]]:
    if isinstance(draw_set, Draws) and draw_set.axes is not None:
        return draw_set.axes, draw_set.names
    plan = plan_of(draw_set)
    return plan.axes, plan.problem.names


def _plan(
    field: Field,
    scales: Scales,
    draws: int,
    seed: int,
    method: str,
    along: tuple[str, ...],
    axes: Floats | None = None,
    names: tuple[str, ...] = (),
) -> Plan:
    problem = problem_of(field, scales)
    if method == "plain":
        return Plan(problem, np.zeros((len(problem.scale), 0)), draws, seed, stratify=False)
    if axes is None:
        return Plan(problem, stratification_axes(field, problem, along or None), draws, seed, stratify=True)
    problem = with_factors(problem, names, scales)
    row = {n: i for i, n in enumerate(names)}
    taken = np.zeros((len(problem.names), axes.shape[1]))
    for i, name in enumerate(problem.names):
        if name in row:
            taken[i] = axes[row[name]]
    return Plan(problem, taken, draws, seed, stratify=True)
