"""Places: who came where, in one election and over several."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from khaka.core.units import Unit
from khaka.measures.base import Asked, Measure, Measured
from khaka.measures.ranked import House

PARTY = frozenset({"party"})


def of(house: House, parties: list[str]) -> pl.DataFrame:
    """The best rank of any of ``parties`` in each seat where one stood, with their votes together."""
    return (
        house.best.filter(pl.col("party").is_in(parties))
        .group_by("seat_id", "state_code", maintain_order=True)
        .agg(pl.col("rank").min(), pl.col("votes").sum(), pl.col("polled").first(), pl.col("base").first())
    )


def counted(rows: pl.DataFrame) -> Measured:
    """The number of rows."""
    return Measured(rows.height, rows)


def _where(condition: pl.Expr) -> Callable[[Asked], Measured]:
    return lambda a: counted(of(a.house, a.parties).filter(condition))


def _not_contested(a: Asked) -> Measured:
    return counted(a.house.seats.join(of(a.house, a.parties), on="seat_id", how="anti"))


def _strike_rate(a: Asked) -> Measured:
    rows = of(a.house, a.parties)
    return Measured(rows.filter(pl.col("rank") == 1).height / rows.height if rows.height else None, rows)


def _deposits(a: Asked) -> Measured:
    """Each candidacy for itself: not elected, and six times its votes do not exceed the base."""
    rows = a.house.rows.filter(
        pl.col("party").is_in(a.parties) & (pl.col("rank") > 1) & (pl.col("votes") * 6 <= pl.col("base"))
    )
    return counted(rows.select("seat_id", "state_code", "party", "votes", "base"))


def best_ranks(a: Asked) -> pl.DataFrame:
    """Every seat of any of the elections with the times won and the best rank over all of them."""
    parts = [of(h, a.parties).select("seat_id", "state_code", "rank") for h in a.houses]
    return (
        pl.concat(parts)
        .group_by("seat_id", maintain_order=True)
        .agg(
            pl.col("state_code").last(),
            pl.col("rank").min().alias("best"),
            (pl.col("rank") == 1).sum().alias("won"),
            (pl.col("rank") == 2).sum().alias("second"),
        )
        .sort("seat_id")
    )


def _ever(condition: pl.Expr) -> Callable[[Asked], Measured]:
    return lambda a: counted(best_ranks(a).filter(condition))


def _times_won(a: Asked) -> Measured:
    """Seats by the number of times won; with ``times`` the one count."""
    ranks = best_ranks(a)
    if a.filters.times is not None:
        return counted(ranks.filter(pl.col("won") == a.filters.times))
    found = {str(n): ranks.filter(pl.col("won") == n).height for n in range(len(a.houses), 0, -1)}
    return Measured(found, ranks)


measures = (
    Measure("seats_total", Unit.SEATS, "count(seats)", lambda a: counted(a.house.seats)),
    Measure("seats_contested", Unit.SEATS, "count(seats where P stood)", _where(pl.lit(True)), PARTY),
    Measure("seats_won", Unit.SEATS, "count(rank = 1)", _where(pl.col("rank") == 1), PARTY),
    Measure("second_places", Unit.SEATS, "count(rank = 2)", _where(pl.col("rank") == 2), PARTY),
    Measure("winner_or_runner_up", Unit.SEATS, "count(rank <= 2)", _where(pl.col("rank") <= 2), PARTY),
    Measure("third_or_lower", Unit.SEATS, "count(rank >= 3)", _where(pl.col("rank") >= 3), PARTY),
    Measure("not_contested", Unit.SEATS, "count(seats) - count(seats where P stood)", _not_contested, PARTY),
    Measure("strike_rate", Unit.RATE, "seats won / seats contested", _strike_rate, PARTY),
    Measure("deposits_forfeited", Unit.SEATS, "count(rank > 1 and 6 votes <= base)", _deposits, PARTY,
            reference="Representation of the People Act 1951, s.158(4)"),
    Measure("ever_won", Unit.SEATS, "count(min rank = 1)", _ever(pl.col("best") == 1), PARTY, True),
    Measure("ever_second_never_won", Unit.SEATS, "count(min rank = 2)", _ever(pl.col("best") == 2), PARTY, True),
    Measure("ever_first_or_second", Unit.SEATS, "count(min rank <= 2)", _ever(pl.col("best") <= 2), PARTY, True),
    Measure("times_won", Unit.SEATS, "count(seats won n times)", _times_won, PARTY, True),
)
