"""A seat's dossier: results since 2009, its assembly segments, and what a mission makes of it."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from khaka.catalog import Catalog
from khaka.core.errors import NotKnown
from khaka.core.message import Message, Name, msg
from khaka.desk.sections import strategy_of
from khaka.measures.ranked import house


@dataclass(frozen=True)
class Margin:
    """The winner's lead over the runner-up in one election; ``points`` are of votes polled."""

    votes: int
    points: float


@dataclass(frozen=True)
class Standing:
    """The seat in a mission: its tier and why, and our place in each election of the mission's history."""

    mission: str
    party: Name
    tier: str
    chosen: bool
    reasons: tuple[Message, ...]
    history: tuple[tuple[str, int | None], ...]
    gap_pp: float | None
    gap_votes: int | None


@dataclass(frozen=True)
class Dossier:
    """A seat's dossier.

    Parameters
    ----------
    places
        The first four of each election since 2009 and NOTA's votes: election, rank, party, candidate, votes, polled.
    margins
        By election; an uncontested seat has none.
    contests
        By election: electors, votes polled, status (``polled``, ``later``, ``uncontested``).
    segments
        ac_number, ac_name, election, party1, party2, margin_pp of each segment's latest assembly election.
    redrawn
        True when the seat's boundaries of 2024 are not those of before.
    """

    seat: Name
    state: Name
    reserved: str
    places: pl.DataFrame
    margins: dict[str, Margin]
    contests: dict[str, dict[str, object]]
    segments: pl.DataFrame
    redrawn: bool
    standing: Standing | None = None


def dossier(catalog: Catalog, seat_id: str, mission: str | None = None, party: str | None = None) -> Dossier:
    """The dossier of a Lok Sabha seat of the 2008 delimitation.

    Parameters
    ----------
    mission, party
        Adds the seat's tier in that mission and the reasons for it.

    Raises
    ------
    NotKnown
        No such seat, or no such mission.
    """
    row = catalog.seats.get(seat_id) or catalog.seats.get(seat_id.upper())
    if row is None:
        raise NotKnown(msg("error.catalog.seat", seat=seat_id, election="LS2009-LS2024"),
                       msg("error.catalog.seat_hint"))  # fmt: skip
    seat_id = row["seat_id"] or seat_id
    places, margins, contests = [], {}, {}
    for info in catalog.elections.values():
        if info.kind != "general" or info.count_date.year < 2009 or info.imported:
            continue
        election = catalog.election(info.id)
        prepared = house(election.results.filter(pl.col("seat_id") == seat_id))
        if not prepared.seats.height:
            continue
        first = prepared.seats.row(0, named=True)
        if first["votes2"] is not None and first["polled"]:
            lead = first["votes1"] - first["votes2"]
            margins[info.id] = Margin(lead, lead / first["polled"] * 100)
        shown = prepared.rows.filter((pl.col("rank") <= 4) | (pl.col("party") == "NOTA"))
        places.append(shown.select("election", "rank", "party", "candidate", "votes", "polled"))
        contest = election.contests.filter(pl.col("seat_id") == seat_id).row(0, named=True)
        contests[info.id] = {k: contest[k] for k in ("electors", "votes_polled", "status")}
    redrawn = (catalog.table("seats_2024_changes")["seat_id"] == seat_id).any()
    return Dossier(
        catalog.seat(seat_id),
        catalog.states[row["state_code"] or ""],
        row["reserved"] or "GEN",
        pl.concat(places).sort("election", "rank", nulls_last=True),
        margins,
        contests,
        _segments(catalog, seat_id),
        bool(redrawn),
        _standing(catalog, seat_id, mission, party) if mission else None,
    )


def _standing(catalog: Catalog, seat_id: str, mission: str, party: str | None) -> Standing:
    strategy = strategy_of(catalog, mission, party)
    found = next(s for s in strategy.focus.seats if s.seat_id == seat_id)
    history = tuple(zip(strategy.focus.elections, found.history, strict=True))
    return Standing(
        mission, strategy.brief.party, found.tier, found.chosen, found.reasons, history, found.gap_pp, found.gap_votes
    )  # fmt: skip


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
