"""A seat's dossier: results since 2009 and its assembly segments."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from khaka.catalog import Catalog
from khaka.core.errors import NotKnown
from khaka.core.message import Name, msg
from khaka.measures.ranked import house


@dataclass(frozen=True)
class Dossier:
    """Places of each election (first four), margins, and the latest winner of each assembly segment."""

    seat: Name
    state: Name
    reserved: str
    places: pl.DataFrame  # election, rank, party, candidate, votes, polled
    margins: dict[str, tuple[int, float]]  # election -> votes, points of votes polled
    segments: pl.DataFrame  # ac_number, ac_name, election, party1, party2, margin_pp


def dossier(catalog: Catalog, seat_id: str) -> Dossier:
    """The dossier of a Lok Sabha seat of the 2008 delimitation.

    Raises
    ------
    NotKnown
        No such seat.
    """
    row = catalog.seats.get(seat_id)
    if row is None:
        raise NotKnown(msg("error.catalog.seat", seat=seat_id, election="LS2009-LS2024"))
    places, margins = [], {}
    for info in catalog.elections.values():
        if info.kind != "general" or info.count_date.year < 2009 or info.imported:
            continue
        table = catalog.election(info.id).results.filter(pl.col("seat_id") == seat_id)
        prepared = house(table)
        first = prepared.seats.row(0, named=True)
        if first["votes2"] is not None and first["polled"]:
            lead = first["votes1"] - first["votes2"]
            margins[info.id] = (lead, lead / first["polled"] * 100)
        first_four = prepared.rows.filter(pl.col("rank") <= 4)
        places.append(first_four.select("election", "rank", "party", "candidate", "votes", "polled"))
    state = row["state_code"] or ""
    return Dossier(
        catalog.seat(seat_id),
        catalog.states[state],
        row["reserved"] or "GEN",
        pl.concat(places),
        margins,
        _segments(catalog, seat_id),
    )


def _segments(catalog: Catalog, seat_id: str) -> pl.DataFrame:
    """Each segment's first two parties and margin at the latest assembly election."""
    inside = catalog.table("segments").filter(pl.col("seat_id") == seat_id)
    ids = pl.format("AC:{}-{}", "assembly_state", pl.col("ac_number").str.zfill(3))
    inside = inside.select("ac_number", "ac_name", seat_id=ids)
    latest = catalog.election("assemblies")
    rows = latest.results.join(inside, on="seat_id", how="semi")
    if not rows.height:
        return pl.DataFrame(schema=["ac_number", "ac_name", "election", "party1", "party2", "margin_pp"])
    seats = house(rows).seats.join(rows.select("seat_id", "election").unique(), on="seat_id")
    margin = (pl.col("votes1") - pl.col("votes2").fill_null(0)) / pl.col("polled") * 100
    return (
        inside.join(seats.with_columns(margin_pp=margin), on="seat_id", how="left")
        .sort(pl.col("ac_number").cast(pl.Int32))
        .select("ac_number", "ac_name", "election", "party1", "party2", "margin_pp")
    )
