"""What effort brings in a seat: a concave curve that is assumed, with its source and range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from khaka.mission.effort import ResponseSpec

Floats = NDArray[np.float64]
Effort = TypeVar("Effort", float, Floats)

#: Effort that brings this part of ``max_pp`` is the least that is worth spending, unless the mission says otherwise.
LEAST_PART = 0.25
#: Effort beyond this many times ``half_at`` (four fifths of ``max_pp``) is not planned.
MOST_HALVES = 4.0


@dataclass(frozen=True, slots=True)
class Response:
    """Points of share gained by effort x in a seat: ``max_pp * x / (x + half_at)``, the rivals' shares unchanged.

    Parameters
    ----------
    max_pp
        Points that no effort exceeds.
    half_at
        Effort that brings half of them, in the budget's unit, or in days for leaders.

    Notes
    -----
    Increasing and concave, zero at zero; each further unit brings less. A gain of e points is one of e points of lead,
    as in ``khaka.forecast.simulate.decisiveness``.
    """

    max_pp: float
    half_at: float

    def points(self, effort: Effort) -> Effort:
        """Points of share, for effort not below zero."""
        return self.max_pp * effort / (effort + self.half_at)

    def effort_for(self, part: float) -> float:
        """The effort that brings a part (0 to 1, not 1) of ``max_pp``."""
        return self.half_at * part / (1.0 - part)

    def times(self, factor: float) -> Response:
        """The response with its points multiplied: .5 is half of it, 2 double."""
        return Response(self.max_pp * factor, self.half_at)

    @property
    def most(self) -> float:
        """The largest effort that is planned in one seat."""
        return MOST_HALVES * self.half_at


def response_of(spec: ResponseSpec) -> Response:
    """The mission's response."""
    return Response(spec.max_pp, spec.half_at)


def range_of(spec: ResponseSpec) -> tuple[Response, Response]:
    """The response at the low and at the high end of its range."""
    return Response(spec.low, spec.half_at), Response(spec.high, spec.half_at)
