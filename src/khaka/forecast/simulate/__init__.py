"""The simulator: draws of an election, chances of goals, ranges of seats, and what a point is worth in each seat."""

from khaka.forecast.simulate.decisive import Decisiveness, decisiveness
from khaka.forecast.simulate.draws import WHAT_IF_DRAWS, Draws, simulate, unrun, what_if
from khaka.forecast.simulate.engine import announce, compiled, uses_numba
from khaka.forecast.simulate.export import write_draws
from khaka.forecast.simulate.problem import Bloc, bloc_mask
from khaka.forecast.simulate.totals import SeatRange, Tally, probability, seat_range, tally

__all__ = [
    "WHAT_IF_DRAWS",
    "Bloc",
    "Decisiveness",
    "Draws",
    "SeatRange",
    "Tally",
    "announce",
    "bloc_mask",
    "compiled",
    "decisiveness",
    "probability",
    "seat_range",
    "simulate",
    "tally",
    "unrun",
    "uses_numba",
    "what_if",
    "write_draws",
]
