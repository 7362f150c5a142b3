"""The seat book: one row a seat of the base election, with everything that rules, tiers and detectors look at."""

from __future__ import annotations

import polars as pl

from khaka.measures.places import of
from khaka.measures.ranked import house
from khaka.mission import Brief


def seatbook(brief: Brief) -> pl.DataFrame:
    """The seat book of the brief's party.

    Returns
    -------
    DataFrame
        One row a seat of the base election, ordered by ``seat_id``:

        - ``rank``, ``votes``: ours (null where ours did not stand); ``polled``: votes polled, NOTA included.
        - ``party1`` ... ``votes3``: the first three. ``nota``: NOTA's votes.
        - ``gap_votes``, ``gap_pp``: the winner's lead over ours, in votes and in points of votes polled; negative
          (our own lead over the runner-up) where ours won; null where ours did not stand.
        - ``over_half``: the winner has more than half of votes polled.
        - ``rank_<election>``: our rank in each election of the history, and ``gap_<election>``, as above.
        - ``reserved``: GEN, SC or ST.
    """
    own = [brief.mission.party]
    seats = brief.house.seats
    ours = of(brief.house, own).select("seat_id", "rank", "votes")
    nota = brief.house.rows.filter(pl.col("party") == "NOTA").group_by("seat_id").agg(nota=pl.col("votes").sum())
    kinds = brief.catalog.table("seats").select("seat_id", "reserved")
    book = (
        seats.drop("base")
        .join(ours, on="seat_id", how="left")
        .join(nota, on="seat_id", how="left")
        .join(kinds, on="seat_id", how="left")
        .with_columns(pl.col("reserved").fill_null("GEN"), pl.col("nota").fill_null(0))
        .with_columns(over_half=pl.col("votes1") * 2 > pl.col("polled"))
    )
    book = book.with_columns(gap_votes=_gap()).with_columns(gap_pp=_points("gap_votes"))
    for election in brief.history:
        book = book.join(_places(election.results, own, election.id), on="seat_id", how="left")
    return book.sort("seat_id")


def _gap() -> pl.Expr:
    lead = pl.col("votes1") - pl.col("votes2").fill_null(0)
    return pl.when(pl.col("rank") == 1).then(-lead).when(pl.col("rank") > 1).then(pl.col("votes1") - pl.col("votes"))


def _points(column: str) -> pl.Expr:
    """Points of votes polled; a walkover has none."""
    return pl.when(pl.col("polled") > 0).then(pl.col(column) / pl.col("polled") * 100)


def _places(results: pl.DataFrame, own: list[str], election: str) -> pl.DataFrame:
    ranked = house(results)
    ours = of(ranked, own).select("seat_id", "rank", "votes")
    both = ours.join(ranked.seats.select("seat_id", "polled", "votes1", "votes2"), on="seat_id")
    both = both.with_columns(gap=_gap()).with_columns(gap=_points("gap"))
    return both.select("seat_id", pl.col("rank").alias(f"rank_{election}"), pl.col("gap").alias(f"gap_{election}"))
