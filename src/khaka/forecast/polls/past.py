"""What past elections say of polls: true shares and seats by label, past errors of houses and of the average.

Only elections counted by the as-of date are looked at: a dated catalogue shows no others.
"""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from khaka.catalog import Catalog
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.forecast.polls.nouns import NATION, PollModel
from khaka.forecast.polls.reading import last_day, read_polls

#: Labels whose errors are pooled; the rest of a poll follows from them.
LEADING = ("NDA", "UPA", "INDIA")


def blocs_of(catalog: Catalog, election: str) -> pl.DataFrame:
    """Result rows of an election with the bloc of published tallies, "OTHER" outside any.

    A party's bloc may differ by state; a row for the state goes before one for the country, one for the candidate
    before both.
    """
    rows = catalog.election(election).results
    table = catalog.table("alliances").filter((pl.col("election") == election) & pl.col("bloc").is_not_null())
    here = table.filter(pl.col("state_code").is_not_null()).select("party", "state_code", here="bloc")
    there = table.filter(pl.col("state_code").is_null()).select("party", there="bloc")
    seats = catalog.table("alliances_seats").filter((pl.col("election") == election) & pl.col("bloc").is_not_null())
    one = seats.select("seat_id", "party", "candidate", one="bloc")
    rows = rows.join(here.unique(["party", "state_code"], keep="first"), on=["party", "state_code"], how="left")
    rows = rows.join(there.unique("party", keep="first"), on="party", how="left")
    rows = rows.join(one.unique(["seat_id", "party", "candidate"]), on=["seat_id", "party", "candidate"], how="left")
    return rows.with_columns(bloc=pl.coalesce("one", "here", "there", pl.lit("OTHER"))).drop("one", "here", "there")


def true_shares(catalog: Catalog, election: str) -> dict[str, float]:
    """Per cent of valid votes (polls ask for parties, not for NOTA) by leading label, nation."""
    rows = blocs_of(catalog, election).filter(pl.col("party") != "NOTA")
    total = rows["votes"].sum()
    found = rows.group_by("bloc").agg(pl.col("votes").sum())
    return {b: 100.0 * v / total for b, v in found.iter_rows() if b in LEADING}


def true_seats(catalog: Catalog, election: str) -> dict[str, int]:
    """Seats by leading label, nation."""
    rows = blocs_of(catalog, election).filter(pl.col("position") == 1)
    return {b: n for b, n in rows.group_by("bloc").len().iter_rows() if b in LEADING}


def earlier(catalog: Catalog, polls: pl.DataFrame, election: str) -> list[str]:
    """General elections with polls in the table, counted before the election and by the catalogue's date."""
    with_polls = set(polls["election"].unique().to_list())
    kind = [i for i in catalog.elections.values() if i.id in with_polls and i.id < election and i.kind == "general"]
    return [i.id for i in sorted(kind, key=lambda i: i.count_date)]


def eve(catalog: Catalog, election: str) -> date:
    """The day before an election's first poll."""
    rows = catalog.table("elections").filter(pl.col("election") == election)
    first = last_day(rows["first_poll"][0]) if rows.height else None
    return (first or catalog.elections[election].count_date) - timedelta(days=1)


def past_errors(catalog: Catalog, polls: pl.DataFrame, election: str, model: PollModel) -> dict[str, float]:
    """Mean absolute seat error of each house's last opinion poll before each earlier election, leading blocs."""
    found: dict[str, list[float]] = {}
    for past in earlier(catalog, polls, election):
        truth = true_seats(catalog, past)
        last = {}
        for poll in read_polls(polls, past, eve(catalog, past), model):
            if poll.kind == "opinion" and poll.scope == NATION and poll.house:
                last[poll.house] = poll
        for house, poll in last.items():
            misses = [abs(r.seats - truth[r.label]) for r in poll.readings if r.seats is not None and r.label in truth]
            found.setdefault(house, []).extend(misses)
    return {h: sum(m) / len(m) for h, m in sorted(found.items()) if m}


def exit_polls(catalog: Catalog, election: str) -> pl.DataFrame:
    """Exit polls of an election that has been counted: to score, never to forecast.

    Raises
    ------
    KhakaError
        The election had not been counted on the catalogue's date.
    """
    if election not in catalog.elections:
        raise KhakaError(msg("error.forecast.exit_polls", election=election))
    return catalog.table("polls").filter((pl.col("election") == election) & (pl.col("kind") == "exit"))
