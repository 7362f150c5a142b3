"""What a forecast is made of: the field (who stands where, with expected shares), the scales of error, the draws."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Field:
    """Who stands where and what each is expected to have.

    Parameters
    ----------
    seats, states
        Seat id and state code of each contest, (n_seats,).
    parties
        Codes, (n_parties,). Independents and others that are never picked are left out; their votes stay in the base.
    centre
        Expected share in percentage points of votes polled, (n_seats, n_parties); NaN where the party does not stand.
    blocs
        The label of published tallies of each candidacy's party, (n_parties,); "OTHER" outside any.
    certain
        Party code of seats that are decided without a poll (uncontested), "" elsewhere, (n_seats,).
    """

    seats: tuple[str, ...]
    states: tuple[str, ...]
    parties: tuple[str, ...]
    centre: Floats
    blocs: tuple[str, ...]
    certain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scales:
    """Standard deviations of the three levels of error, in percentage points of a party's share.

    ``nation_pp`` and ``state_pp`` are common factors, one a party (and state); they are scaled together by a mixture
    with ``common_dof`` degrees of freedom (Student's tails on the common factors). ``seat_pp`` is independent noise.
    ``fitted_on`` names the election pairs, all earlier than what is forecast.
    """

    nation_pp: float
    state_pp: float
    seat_pp: float
    common_dof: float
    fitted_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class DrawSet:
    """One set of draws; every number of a document comes from the same one.

    Parameters
    ----------
    win
        Probability that each party wins each seat, (n_seats, n_parties).
    totals
        Seats won by each party in each draw, whole numbers, (n_draws, n_parties).
    expected, variance
        Mean and variance of each party's seats given the draw's common factors, (n_draws, n_parties).
    seed
        Kept, so that the draws can be made again.
    """

    field: Field
    scales: Scales
    win: Floats
    totals: NDArray[np.int32]
    expected: Floats
    variance: Floats
    seed: int
