"""Contests between two parties, third parties above the margin, and the unity of a leader's opponents."""

from __future__ import annotations

import polars as pl

from khaka.core.units import Unit
from khaka.measures.base import Asked, Measure, Measured
from khaka.measures.places import counted, of

PAIR = frozenset({"party", "rival"})
PARTY = frozenset({"party"})


def _contests(a: Asked) -> pl.DataFrame:
    """Seats of a direct contest with the rival's lead in points of votes polled (own wins negative)."""
    rival = a.filters.rival or ""
    pair = of(a.house, a.parties).join(of(a.house, [rival]), on="seat_id", suffix="_rival")
    if a.filters.kind == "top-two":
        pair = pair.filter((pl.col("rank") <= 2) & (pl.col("rank_rival") <= 2))
    lead = (pl.col("votes_rival") - pl.col("votes")) / pl.col("polled") * 100
    return pair.select("seat_id", "state_code", "rank", "votes", "votes_rival", "polled", lead.alias("lead_pp"))


def _median(a: Asked) -> Measured:
    rows = _contests(a)
    value = rows["lead_pp"].median()
    return Measured(float(value) if isinstance(value, int | float) else None, rows)


def _after_swing(a: Asked) -> Measured:
    """``swing`` points of votes polled move from rival to party where both stood; no row falls below zero.

    The party gains the full points even where the rival has fewer: a uniform swing is a statement about the country.
    """
    own, rival = a.parties[0], a.filters.rival or ""
    both = of(a.house, [own]).join(of(a.house, [rival]), on="seat_id", how="semi").select("seat_id", both=pl.lit(True))
    moved = a.house.rows.filter(pl.col("rank").is_not_null()).join(both, on="seat_id", how="left")
    lead = pl.col("rank") == pl.col("rank").min().over("seat_id", "party")  # a party's first candidate stands for it
    sign = pl.when((pl.col("party") == own) & lead).then(1.0).when((pl.col("party") == rival) & lead).then(-1.0)
    points = sign.otherwise(0.0) * pl.col("both").fill_null(False).cast(pl.Float64) * (a.filters.swing or 0.0) / 100
    after = moved.with_columns(after=pl.max_horizontal(pl.col("votes") + points * pl.col("polled"), pl.lit(0.0)))
    first = after.sort("seat_id", "after", "rank", descending=[False, True, False]).group_by(
        "seat_id", "state_code", maintain_order=True
    ).first()
    return counted(first.filter(pl.col("party") == own).select("seat_id", "state_code", "after", "polled"))


def _third(a: Asked) -> Measured:
    rows = of(a.house, a.parties).join(a.house.seats.drop("state_code", "polled", "base"), on="seat_id")
    margin = pl.col("votes1") - pl.col("votes2")
    return counted(rows.filter((pl.col("rank") >= 3) & (pl.col("votes") > margin)))


def _second_and_third(a: Asked) -> Measured:
    rows = a.house.seats.filter(
        pl.col("party2").is_in(a.parties) & (pl.col("votes3") > pl.col("votes1") - pl.col("votes2"))
    )
    return counted(rows)


def _unity(a: Asked) -> Measured:
    """Per seat that the leader contests: largest other candidate's votes of all votes not for the leader, NOTA out."""
    leader = pl.col("party").is_in(a.parties)
    stood = of(a.house, a.parties).select("seat_id")
    others = a.house.rows.join(stood, on="seat_id", how="semi").filter(~leader & (pl.col("party") != "NOTA"))
    rows = others.group_by("seat_id", "state_code", maintain_order=True).agg(
        pl.col("votes").filter(pl.col("rank").is_not_null()).max().alias("largest"),
        pl.col("votes").sum().alias("against"),
    )
    rows = rows.filter(pl.col("against") > 0).with_columns(index=pl.col("largest") / pl.col("against") * 100)
    value = rows["index"].mean()
    return Measured(float(value) if isinstance(value, int | float) else None, rows)


measures = (
    Measure("direct_contests", Unit.SEATS, "count(P and R first and second)", lambda a: counted(_contests(a)), PAIR),
    Measure("direct_contests_won", Unit.SEATS, "count(direct contests with rank of P = 1)",
            lambda a: counted(_contests(a).filter(pl.col("rank") == 1)), PAIR),
    Measure("median_lead_in_direct_contests", Unit.PP, "median(100 (votes R - votes P) / votes polled)", _median, PAIR),
    Measure("seats_after_swing", Unit.SEATS, "count(P first after moving s points from R)", _after_swing,
            PAIR | {"swing"}),
    Measure("third_exceeds_margin", Unit.SEATS, "count(rank of P >= 3 and votes of P > margin)", _third, PARTY),
    Measure("second_and_third_exceeds", Unit.SEATS, "count(P second, best third > margin)", _second_and_third, PARTY),
    Measure("opposition_unity", Unit.INDEX, "mean(100 largest other / all others)", _unity, PARTY),
)
