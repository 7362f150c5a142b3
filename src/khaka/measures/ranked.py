"""Results ranked within each seat: NOTA and pooled small independents (OTH) count as votes, never as places."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from khaka.core.errors import DataFault
from khaka.core.message import msg
from khaka.core.nouns import NOTA

UNRANKED = (NOTA, "OTH")


@dataclass(frozen=True)
class House:
    """One election prepared for counting.

    Parameters
    ----------
    rows
        Candidacies with ``rank`` (null for NOTA and OTH), ``polled`` and ``base`` votes of the seat.
    seats
        One row a seat: winner, runner-up, third, their votes, ``polled``, ``base``.
    best
        One row a party and seat: its best rank and all its votes.
    """

    rows: pl.DataFrame
    seats: pl.DataFrame
    best: pl.DataFrame

    @property
    def leading(self) -> pl.DataFrame:
        """Each party's first candidate in each seat: independents do not add up to one rival."""
        ranked = self.rows.filter(pl.col("rank").is_not_null())
        return ranked.group_by("seat_id", "state_code", "party", maintain_order=True).agg(
            pl.col("rank").first(), pl.col("votes").first(), pl.col("polled").first()
        )


def house(table: pl.DataFrame, base: str = "votes-polled") -> House:
    """Candidacies ranked by votes; the official position settles ties, and only a tie.

    Raises
    ------
    DataFault
        A tie for first place that no position settles.
    """
    if "position" not in table.columns:
        table = table.with_columns(position=pl.lit(None, dtype=pl.Int64))
    table = table.with_columns(pl.col("votes").cast(pl.Int64), pl.col("position").cast(pl.Int64))
    stands = ~pl.col("party").is_in(UNRANKED)
    ordered = table.sort(
        "seat_id", stands, "votes", "position", "party", descending=[False, True, True, False, False], nulls_last=True
    )
    counted = pl.col("votes") if base == "votes-polled" else pl.when(pl.col("party") != NOTA).then("votes").otherwise(0)
    rows = ordered.with_columns(
        rank=pl.when(stands).then(pl.int_range(1, pl.len() + 1).over("seat_id")),
        polled=pl.col("votes").sum().over("seat_id"),
        base=counted.sum().over("seat_id"),
    )
    _refuse_ties(rows)
    place = [
        pl.col(c).filter(pl.col("rank") == n).first().alias(f"{c}{n}") for n in (1, 2, 3) for c in ("party", "votes")
    ]
    seats = rows.group_by("seat_id", "state_code", maintain_order=True).agg(
        pl.col("polled").first(), pl.col("base").first(), *place
    )
    best = (
        rows.filter(pl.col("rank").is_not_null())
        .group_by("seat_id", "state_code", "party", maintain_order=True)
        .agg(pl.col("rank").min(), pl.col("votes").sum(), pl.col("polled").first(), pl.col("base").first())
    )
    return House(rows, seats, best)


def _refuse_ties(rows: pl.DataFrame) -> None:
    top = rows.filter(pl.col("rank") <= 2).group_by("seat_id", maintain_order=True).agg(
        pl.len().alias("n"),
        pl.col("votes").n_unique().alias("levels"),
        pl.col("position").drop_nulls().n_unique().alias("settled"),
    )
    tied = top.filter((pl.col("n") == 2) & (pl.col("levels") == 1) & (pl.col("settled") < 2))["seat_id"].to_list()
    if tied:
        raise DataFault(msg("error.measure.tie", seats=tied[:10]), msg("error.measure.tie_hint"))
