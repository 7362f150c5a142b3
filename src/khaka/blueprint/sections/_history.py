"""Parts of section 2 over time: places by election, vote share by state, and what left or joined the party between."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import polars as pl

from khaka.blueprint.base import by_state, heading, measured, words
from khaka.blueprint.blocks import Block, Category, Cell, Chart, Column, Heading, Row, Table
from khaka.core.errors import KhakaError
from khaka.core.message import Message, msg
from khaka.mission import Brief

#: Place and its measure; they add up to the house.
PLACES = (
    ("first", "seats_won"), ("second", "second_places"), ("third", "third_or_lower"), ("none", "not_contested"),
)  # fmt: skip


def places(brief: Brief) -> list[Block]:
    """Where ours stood in each election on the present seat map."""
    if len(brief.history) < 2:
        return []
    columns = (
        words("election"),
        *(measured(brief, measure, measure, "elections", title=f"place_{place}") for place, measure in PLACES),
    )
    rows = []
    for election in brief.history:
        values = [brief.ask(measure, election.id).value for _, measure in PLACES]
        cells: list[Cell] = [v if isinstance(v, int | float) else None for v in values]
        rows.append(Row(election.id, (brief.election_name(election.id), *cells)))
    title = msg("s2.places.title", party=brief.party)
    kinds = tuple(Category(measure, msg(f"section.place.{place}"), place) for place, measure in PLACES)
    keys = tuple(measure for _, measure in PLACES)
    return [
        Chart("s2.places_chart", "parts", title, msg("s2.places.alt"), "s2.places", "election", keys, kinds),
        Table("s2.places", title, columns, tuple(rows)),
    ]


def states(brief: Brief) -> list[Block]:
    """Vote share by state in the base election and the one before; silent where ours stood in fewer than two states."""
    if len(brief.history) < 2:
        return []
    before, now = brief.history[-2].id, brief.base.id
    then, base = by_state(brief, "vote_share", before), by_state(brief, "vote_share", now)
    stood = set(by_state(brief, "seats_contested", before)) | set(by_state(brief, "seats_contested", now))
    for election, found in ((before, then), (now, base)):
        for state in stood - found.keys():  # no row of ours there: the measure says whether that is nought or nothing
            value = brief.ask("vote_share", election, states=(state,)).value
            if isinstance(value, int | float):
                found[state] = value
    order = sorted(stood, key=lambda s: (-base.get(s, -1.0), -then.get(s, 0.0), s))
    if len(order) < 2:
        return []
    columns = (
        words("state"),
        *(measured(brief, key, "vote_share", "states", elections=e) for key, e in (("share_before", before),
                                                                                   ("share_now", now))),
    )  # fmt: skip
    rows = tuple(Row(s, (brief.catalog.states[s], then.get(s), base.get(s))) for s in order)
    names: dict[str, Any] = {"before": brief.election_name(before), "now": brief.election_name(now)}
    title = msg("s2.states.title", party=brief.party, **names)
    kinds = (
        Category("share_before", brief.election_name(before), "s2"),
        Category("share_now", brief.election_name(now), "s1"),
    )
    return [
        Heading("by-state", msg("s2.states.heading")),
        Chart("s2.states_chart", "dumbbell", title, msg("s2.states.alt", **names), "s2.states", "state",
              ("share_before", "share_now"), kinds),
        Table("s2.states", title, columns, rows, msg("s2.states.note"), filter_by="state"),
    ]  # fmt: skip


def splits(brief: Brief, elections: list[str]) -> tuple[Column, dict[str, Message]]:
    """The column of splits and mergers, and what stands in it: since the election before, as far as is on record."""
    rows = brief.catalog.table("lineage").filter(pl.col("kind").is_in(["split", "merger"]))
    own = brief.mission.party
    found: dict[str, Message] = {}
    for before, now in pairwise(elections):
        since, until = (brief.catalog.elections[e].count_date.isoformat() for e in (before, now))
        parts = []
        for r in rows.sort("date", "party").iter_rows(named=True):
            day = str(r["date"] or "")
            if not day or not since[: len(day)] < day <= until[: len(day)]:
                continue
            how, other = _move(own, r)
            if how and (name := _party(brief, other)) is not None:
                parts.append(msg(f"s2.splits.{how}", party=name))
        if parts:
            found[now] = msg("section.joined", parts=parts)
    return Column("splits", heading("splits"), minor=True), found


def _move(own: str, row: dict[str, Any]) -> tuple[str, str]:
    """How a line of the lineage touches ours, and the other party: left it, joined it, or ours came out of another."""
    if row["kind"] == "merger" and row["successor"] == own:
        return "joined", row["party"]
    if row["kind"] == "split" and row["predecessor"] == own:
        return "left", row["party"]
    if row["kind"] == "split" and row["party"] == own and row["predecessor"]:
        return "from", row["predecessor"]
    return "", ""


def _party(brief: Brief, code: str) -> Any:
    """The party's name; None for one that the catalogue does not list."""
    try:
        return brief.catalog.party(code)
    except (KhakaError, KeyError):
        return None
