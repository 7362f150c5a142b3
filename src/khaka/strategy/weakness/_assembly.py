"""The latest assembly elections known on the date, laid over the parliamentary seats."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from khaka.core.errors import NotKnown
from khaka.measures.ranked import house
from khaka.mission import Brief

#: The latest assembly election of each state, as the catalogue names them together.
LATEST = "assemblies"
#: An assembly election so far from the base election says little about it.
NEAR = timedelta(days=3 * 366)
#: Points of votes polled between the two votes of one state, and the fewest parliamentary seats there.
POINTS, FEWEST_SEATS = 5.0, 2

_SCHEMA = {
    "seat_id": pl.String,
    "state_code": pl.String,
    "segments": pl.Int64,
    "fought": pl.Int64,
    "won": pl.Int64,
    "own_votes": pl.Int64,
    "own_polled": pl.Int64,
    "first": pl.String,
    "counted": pl.Date,
}


def segments(brief: Brief) -> pl.DataFrame:
    """Ours in the assembly segments of each parliamentary seat, at each state's latest assembly election known.

    Returns
    -------
    DataFrame
        One row a parliamentary seat with segments in the data, ordered by ``seat_id``: ``segments`` in it, ``fought``
        and ``won`` by ours; ``own_votes`` of ours and ``own_polled`` votes polled over the segments fought; ``first``
        (the party with most votes over all its segments) and ``counted`` (the day of the count).

    Notes
    -----
    Segments are joined by their number in the delimitation of 2008. Where an assembly election was held on other ground
    (Jammu and Kashmir 2024, Assam after 2023) its seats have other ids and do not join: such seats have no row. Nor
    have seats of a state whose latest assembly election was held and is not in the data: an older one would pass for
    it.
    """
    try:
        election = brief.catalog.election(LATEST)
    except NotKnown:
        return pl.DataFrame(schema=_SCHEMA)
    inside = brief.catalog.table("segments").select(
        pl.format("AC:{}-{}", "assembly_state", pl.col("ac_number").str.zfill(3)).alias("seat_id"), pc="seat_id"
    )
    days = election.contests.select("seat_id", "count_date")
    rows = house(election.results).rows.join(inside, on="seat_id").join(days, on="seat_id", how="left")
    ours = (pl.col("party") == brief.mission.party) & pl.col("rank").is_not_null()
    votes = rows.filter(pl.col("rank").is_not_null()).group_by("pc", "party").agg(pl.col("votes").sum())
    first = votes.sort("pc", "votes", "party", descending=[False, True, False]).group_by("pc").first()
    states = brief.house.seats.select("seat_id", "state_code")
    return (
        rows.group_by(seat_id="pc")
        .agg(
            segments=pl.col("seat_id").n_unique().cast(pl.Int64),
            fought=pl.col("seat_id").filter(ours).n_unique().cast(pl.Int64),
            won=(ours & (pl.col("rank") == 1)).sum().cast(pl.Int64),
            own_votes=pl.col("votes").filter(ours).sum(),
            own_polled=pl.col("polled").filter(ours).sum(),
            counted=pl.col("count_date").max(),
        )
        .join(first.select(seat_id="pc", first="party"), on="seat_id", how="left")
        .join(states.filter(~pl.col("state_code").is_in(_unseen(brief))), on="seat_id")
        .select(list(_SCHEMA))
        .sort("seat_id")
    )


def _unseen(brief: Brief) -> list[str]:
    """Houses whose latest assembly election known on the date is not in the data."""
    newest: dict[str, tuple[date, bool]] = {}
    for info in brief.catalog.elections.values():
        if info.kind == "assembly":
            seen = (info.count_date, brief.catalog.has_results(info.id))
            newest[info.house] = max(newest.get(info.house, seen), seen)
    return sorted(house for house, (_, in_data) in newest.items() if not in_data)


def gaps(brief: Brief, book: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The party's assembly share against its parliamentary share, by state and over the same ground.

    Returns
    -------
    states
        One row a state: ``assembly`` and ``parliament`` (shares 0-1 of votes polled) and ``gap_pp`` (assembly less
        parliament, points). Only states whose assembly election lies near the base election, in which ours fought at
        least two parliamentary seats and at least half of their segments.
    seats
        ``segments`` of those states' parliamentary seats that ours fought, with ``rank`` in the base election.

    Notes
    -----
    Ground that ours left to a partner in one of the two elections would show as a gap that no voter made: only
    parliamentary seats fought, and in them only segments fought, are counted.
    """
    day = brief.base.info.count_date
    stood = book.filter(pl.col("rank").is_not_null() & (pl.col("polled") > 0)).select(
        "seat_id", "rank", "polled", own="votes"
    )
    seats = (
        segments(brief)
        .filter(pl.col("counted").is_between(day - NEAR, day + NEAR))
        .join(stood, on="seat_id")
        .sort("seat_id")
    )
    states = (
        seats.group_by("state_code")
        .agg(
            pl.len(),
            pl.col("segments", "fought", "own_votes", "own_polled", "own", "polled").sum(),
        )
        .filter((pl.col("len") >= FEWEST_SEATS) & (pl.col("fought") * 2 >= pl.col("segments")) & (pl.col("fought") > 0))
        .with_columns(assembly=pl.col("own_votes") / pl.col("own_polled"), parliament=pl.col("own") / pl.col("polled"))
        .with_columns(gap_pp=(pl.col("assembly") - pl.col("parliament")) * 100)
        .sort("state_code")
    )
    return states, seats.join(states.select("state_code"), on="state_code", how="semi")
