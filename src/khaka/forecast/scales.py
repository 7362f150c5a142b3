"""Sizes of the three levels of error, from forecasts of earlier pairs made as they could have been made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from khaka.forecast.nouns import Scales

Floats = NDArray[np.float64]

#: Candidacies expected above this decide seats; the errors of smaller ones are smaller (Problem.load).
CONTENDER_PP = 10.0
#: Before any pair: three levels in points (design notes of 1980-2019 are orientation only), worth this many pairs.
PRIOR_PP, PRIOR_PAIRS = (4.0, 7.0, 7.0), 1.0
#: Elections count less with age: politics of 1980 says little of the size of today's errors.
HALF_LIFE_YEARS = 12.0
#: Tails of the common factors: few pairs say little about tails, so this is an assumption.
COMMON_DOF = 6.0


@dataclass(frozen=True)
class Errors:
    """Squared errors of one earlier forecast by level, with what stands behind each.

    Parameters
    ----------
    nation, state, seat
        Mean squares in points².
    several_states
        False for a house of one state: nation and state cannot be told apart and all is in ``state``.
    """

    name: str
    day: date
    nation: float
    state: float
    seat: float
    several_states: bool


def errors_of(
    name: str, day: date, states: tuple[str, ...], centre: Floats, real: Floats, pickable: NDArray[np.bool_]
) -> Errors:
    """A forecast's errors by level.

    Parameters
    ----------
    centre, real
        Expected and real shares in points, (n_seats, n_parties), NaN where a party does not stand.
    pickable
        Parties that count, (n_parties,).

    Notes
    -----
    Seat: the variance around the mean of each state and party. State: the mean square of those means around the
    party's national mean (seats as weights), less what seat noise adds to them. Nation: the mean square of the
    national means of parties in three states or more, less what state noise adds.
    """
    use = (centre > CONTENDER_PP) & ~np.isnan(real) & pickable
    error = np.where(use, real - centre, 0.0)
    codes = np.array(states)
    names = sorted(set(states))
    n = np.array([use[codes == s].sum(axis=0) for s in names])
    total = np.array([error[codes == s].sum(axis=0) for s in names])
    square = np.array([(error[codes == s] ** 2).sum(axis=0) for s in names])
    mean = np.divide(total, n, out=np.zeros_like(total), where=n > 0)
    several = n > 1
    within = (square - n * mean**2)[several].sum() / max((n - 1)[several].sum(), 1)
    if len(names) < 3:
        level = max(float((n * mean**2).sum() / max(n.sum(), 1) - within * (n > 0).sum() / max(n.sum(), 1)), 0.0)
        return Errors(name, day, 0.0, level, float(within), False)
    wide = (n > 0).sum(axis=0) >= 3
    weight = n.sum(axis=0)
    national = np.divide((n * mean).sum(axis=0), weight, out=np.zeros(len(weight)), where=weight > 0)
    national = np.where(wide, national, 0.0)
    around = (n * (mean - national) ** 2).sum() / max(n.sum(), 1)
    state = max(float(around - within * (n > 0).sum() / max(n.sum(), 1)), 0.0)
    concentration = np.divide((n**2).sum(axis=0), weight**2, out=np.zeros(len(weight)), where=weight > 0)
    nation = (weight * (national**2 - state * concentration))[wide].sum() / max(weight[wide].sum(), 1)
    return Errors(name, day, max(float(nation), 0.0), state, float(within), True)


def fit_scales(parts: Sequence[Errors], as_of: date, several_states: bool) -> Scales:
    """Scales from the errors of earlier forecasts, with the prior as PRIOR_PAIRS pairs of today.

    Parameters
    ----------
    as_of
        The day of the forecast: an election's weight halves every HALF_LIFE_YEARS.

    Notes
    -----
    The mixture makes the factors' standard deviation sqrt(dof / (dof - 2)) times their scale, which is divided out. The
    common scales rest on few elections (n, as weighted): their squares are taken 1 + 1/n times, as the variance of a
    new observation around an estimated mean.
    """
    same = [p for p in parts if p.several_states == several_states]
    weights = [0.5 ** ((as_of - p.day).days / 365.25 / HALF_LIFE_YEARS) for p in same]
    prior = PRIOR_PP if several_states else (0.0, float(np.hypot(PRIOR_PP[0], PRIOR_PP[1])), PRIOR_PP[2])
    squares = []
    for k, level in enumerate(("nation", "state", "seat")):
        found = sum(w * getattr(p, level) for w, p in zip(weights, same, strict=True))
        squares.append((found + PRIOR_PAIRS * prior[k] ** 2) / (sum(weights) + PRIOR_PAIRS))
    few = 1 + 1 / (sum(weights) + PRIOR_PAIRS)
    shrink = np.sqrt(few * (COMMON_DOF - 2) / COMMON_DOF)
    nation, state, seat = np.sqrt(squares)
    return Scales(float(nation * shrink), float(state * shrink), float(seat), COMMON_DOF, tuple(p.name for p in same))
