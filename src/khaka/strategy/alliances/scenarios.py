"""Alliance arithmetic: the votes of the base election added up, with a named rate of transfer.

Addition is an upper bound, not a forecast: votes do not pass whole, opponents react, and no swing is in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from khaka.core.nouns import NOTA
from khaka.mission import Brief

#: Rates at which a partner that stands aside passes its votes on; both are printed.
RATES = (1.0, 0.7)


@dataclass(frozen=True, slots=True)
class Scenario:
    """Seats of a bloc when its strongest party stands in each seat.

    ``seats`` are won by the bloc, ``own`` by our party among them, ``gained`` are won by nobody of the bloc in the
    base election.
    """

    rate: float
    seats: tuple[str, ...]
    own: tuple[str, ...]
    gained: tuple[str, ...]


def added(brief: Brief, members: Mapping[str, tuple[str, ...]], rate: float) -> Scenario:
    """The bloc's seats by addition.

    Parameters
    ----------
    members
        Parties of the bloc, ours among them, by state; in a state that is not named ours is alone.
    rate
        Share (0-1) of the other members' votes that passes to the one that stands.
    """
    own = brief.mission.party
    rows = brief.house.leading
    pairs = [(s, p) for s, parties in members.items() for p in parties]
    table = pl.DataFrame(pairs, schema={"state_code": pl.String, "party": pl.String}, orient="row").unique(
        maintain_order=True
    )
    inside = rows.join(table.with_columns(bloc=pl.lit(True)), on=["state_code", "party"], how="left")
    named = pl.col("state_code").is_in(list(members))
    inside = inside.with_columns(
        bloc=(pl.col("bloc").fill_null(False) | (~named & (pl.col("party") == own))) & (pl.col("party") != NOTA)
    )
    bloc = (
        inside.filter("bloc")
        .sort("seat_id", "rank")
        .group_by("seat_id", maintain_order=True)
        .agg(
            pl.col("party").first(),
            pl.col("votes").first().alias("first"),
            pl.col("votes").sum().alias("all"),
            pl.col("rank").first(),
        )
        .with_columns(together=pl.col("first") + rate * (pl.col("all") - pl.col("first")))
    )
    others = inside.filter(~pl.col("bloc")).group_by("seat_id").agg(rival=pl.col("votes").max())
    won = (
        bloc.join(others, on="seat_id", how="left")
        .filter((pl.col("together") > pl.col("rival").fill_null(0)) | (pl.col("rank") == 1))
        .sort("seat_id")
    )
    return Scenario(
        rate,
        tuple(won["seat_id"].to_list()),
        tuple(won.filter(pl.col("party") == own)["seat_id"].to_list()),
        tuple(won.filter(pl.col("rank") > 1)["seat_id"].to_list()),
    )
