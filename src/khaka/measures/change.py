"""Change between a base election and this one, over the seats that both have."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from khaka.core.units import Unit
from khaka.measures.base import Asked, Measure, Measured
from khaka.measures.places import counted

NEEDS = frozenset({"party", "base_election"})


def _seats(now: bool, before: bool) -> Callable[[Asked], Measured]:
    def run(a: Asked) -> Measured:
        both = a.house.seats.join(a.base_houses[0].seats, on="seat_id", suffix="_base")
        won, held = pl.col("party1").is_in(a.parties), pl.col("party1_base").is_in(a.parties)
        wanted = (won if now else ~won) & (held if before else ~held)
        return counted(both.filter(wanted).select("seat_id", "state_code", "party1", "party1_base"))

    return run


measures = (
    Measure("seats_gained", Unit.SEATS, "count(won now, not before)", _seats(True, False), NEEDS),
    Measure("seats_lost", Unit.SEATS, "count(won before, not now)", _seats(False, True), NEEDS),
    Measure("seats_retained", Unit.SEATS, "count(won both times)", _seats(True, True), NEEDS),
)
