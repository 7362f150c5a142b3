"""TCPD Lok Dhaba: candidates of Lok Sabha (GE) and assembly (AE) elections.

Publisher: Trivedi Centre for Political Data, Ashoka University; https://lokdhaba.ashoka.edu.in. Free with attribution.
Years: 1962 to today. Layout: one row a candidacy; ``Poll_No`` above 0 is a by-election, kept apart and never in a base.

Known faults: vintages differ (``Month`` or ``month``, ``Constituency_No`` as 12.0, state names with underscores);
``Election_Type`` is missing in older files; there is a month but no counting day; NOTA is a candidate; two assembly
elections of one state in one year (Bihar 2005) differ only by ``Assembly_No``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import polars as pl

from khaka.core.source import Source
from khaka.sources import _numbers
from khaka.sources._files import Sheet, fold, open_sheet
from khaka.sources._names import states
from khaka.sources._results import NEUTRAL, finish, knows, need, neutral, only, pick, values
from khaka.sources.base import Faults, Options, Read, Reader, refuse

reader = Reader(
    __name__,
    country="IN",
    suffixes=(".csv", ".csv.gz"),
    source=Source(
        id="tcpd",
        title="Indian Elections Data (Lok Dhaba)",
        publisher="Trivedi Centre for Political Data, Ashoka University",
        attribution="TCPD, Ashoka University",
        obtained="imported by the user",
        url="https://lokdhaba.ashoka.edu.in",
        licence="free to use with attribution",
        confidence="user",
    ),
)

ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "type": ("Election_Type", "ElectionType"),
    "state": ("State_Name", "State", "st_name"),
    "house_number": ("Assembly_No", "sa_no", "GE_no"),
    "poll_number": ("Poll_No",),
    "year": ("Year",),
    "month": ("Month",),
    "seat_number": ("Constituency_No", "Const_No", "PC_No", "AC_No"),
    "seat_name": ("Constituency_Name", "PC_Name", "AC_Name"),
    "position": ("Position",),
    "candidate": ("Candidate", "Candidate_Name", "Cand"),
    "party": ("Party", "Party_Abbreviation", "partyabbre"),
    "votes": ("Votes", "totvotpoll"),
    "electors": ("Electors",),
    "valid_votes": ("Valid_Votes",),
}
_KNOWN: Final = knows(ALIASES)
#: General elections by the number of the Lok Sabha; a state that voted a year late belongs to the same election.
HOUSES: Final = {
    1: 1951, 2: 1957, 3: 1962, 4: 1967, 5: 1971, 6: 1977, 7: 1980, 8: 1984, 9: 1989, 10: 1991,
    11: 1996, 12: 1998, 13: 1999, 14: 2004, 15: 2009, 16: 2014, 17: 2019, 18: 2024,
}  # fmt: skip


@reader.read
def read(path: Path, options: Options) -> Read:
    """Results of a Lok Dhaba file, by-elections kept apart.

    Raises
    ------
    ImportFault
        See ``sources.base``.
    """
    sheet = open_sheet(path, lambda h: fold(h) in _KNOWN)
    used = pick(sheet, ALIASES)
    need(sheet, used, "state", "year", "party", "votes", "candidate", ("seat_number", "seat_name"))
    frame = neutral(sheet, used)
    faults = Faults(sheet.file)
    frame = _numbers.year_month(frame, faults, used["year"], used.get("month", "month"))
    for column in ("poll_number", "house_number"):
        if column not in frame.columns:
            frame = frame.with_columns(pl.lit(None, pl.String).alias(column))
        frame = _numbers.counts(frame, column, faults, used.get(column, column), required=False)
    frame, apart = _regular(frame, sheet)
    frame = _kinds(frame, sheet, faults, used, options, path)
    frame = states(frame, options.names, faults, used["state"])
    if faults.items:  # no election can be named, but the rest of the row can be checked
        values(frame, faults, {c: used.get(c, c) for c in NEUTRAL})
    faults.stop()
    frame = only(_elections(frame, sheet), options, sheet)
    done = finish(frame.drop("state_then"), sheet, used, options, faults, reader.source)
    if apart.height:
        done.frames["by_elections"] = apart
    return done


def _regular(frame: pl.DataFrame, sheet: Sheet) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows of general and assembly elections, and those of by-elections."""
    by_election = (pl.col("poll_number") > 0).fill_null(False)
    regular, apart = frame.filter(~by_election), frame.filter(by_election)
    sheet.report.drop("by_election", apart.height)
    if not regular.height:
        raise refuse(sheet.file, "only_by_elections", n=apart.height)
    return regular, apart


def _kinds(
    frame: pl.DataFrame, sheet: Sheet, faults: Faults, used: dict[str, str], options: Options, path: Path
) -> pl.DataFrame:
    """``chamber``: GE or AE, from the column, else from ``--election``, else from the name that Lok Dhaba gave it."""
    if "type" in used:
        text = pl.col("type").str.to_uppercase()
        kind = (
            pl.when(text.str.contains(r"\bGE\b|LOK SABHA|GENERAL"))
            .then(pl.lit("GE"))
            .when(text.str.contains(r"\bAE\b|ASSEMBLY|VIDHAN"))
            .then(pl.lit("AE"))
        )
        frame = frame.with_columns(chamber=kind)
        faults.rows(frame, pl.col("chamber").is_null(), used["type"], "election_type", more={"found": "type"})
        return frame
    if options.election:
        return frame.with_columns(chamber=pl.lit("GE" if options.election.startswith("LS") else "AE"))
    named = re.search(r"(?:^|[^A-Za-z])(GE|AE)(?:[^A-Za-z]|$)", path.name)
    if named is None:
        raise refuse(sheet.file, "election_type_missing")
    sheet.report.warn("type_from_name", kind=named.group(1), file=path.name)
    return frame.with_columns(chamber=pl.lit(named.group(1)))


def _elections(frame: pl.DataFrame, sheet: Sheet) -> pl.DataFrame:
    """``election`` ids; ``year`` becomes the election's, so that a late seat is numbered with the others."""
    houses = pl.DataFrame(
        {"house_number": list(HOUSES), "house_year": list(HOUSES.values())},
        schema={"house_number": pl.Int64, "house_year": pl.Int64},
    )
    frame = frame.join(houses, on="house_number", how="left", maintain_order="left")
    late = (pl.col("year") - pl.col("house_year")).is_between(0, 1)
    general = pl.when(late).then("house_year").otherwise("year")
    # a state's countermanded seats may fall into the next year; another Assembly_No is another election
    assembly = pl.col("year").min().over("chamber", "state_then", "house_number")
    assembly = (
        pl.when(pl.col("house_number").is_null() | (pl.col("year") - assembly > 1)).then("year").otherwise(assembly)
    )
    frame = frame.with_columns(year=pl.when(pl.col("chamber") == "GE").then(general).otherwise(assembly))
    # until 2009 Andhra Pradesh elected what are now two houses, and some files say so
    united = (pl.col("state_then") == "TS") & (pl.col("year") < 2014)
    state = pl.when(united).then(pl.lit("AP")).otherwise(pl.col("state_then"))
    frame = frame.with_columns(
        election=pl.when(pl.col("chamber") == "GE")
        .then(pl.format("LS{}", "year"))
        .otherwise(pl.format("VS{}-{}", "year", state))
    )
    return _twice_a_year(frame, sheet).drop("house_year")


def _twice_a_year(frame: pl.DataFrame, sheet: Sheet) -> pl.DataFrame:
    """Two assemblies of one state in one year (Bihar 2005): the later one takes a mark."""
    rank = pl.col("house_number").rank("dense").over("election")
    frame = frame.with_columns(nth=pl.when(pl.col("chamber") == "AE").then(rank).fill_null(1))
    again = frame.filter(pl.col("nth") > 1)["election"].unique().to_list()
    if not again:
        return frame.drop("nth")
    sheet.report.warn_list("twice_a_year", again)
    marked = pl.when(pl.col("nth") > 1).then(pl.format("{}-{}", "election", pl.col("nth").cast(pl.Int64)))
    return frame.with_columns(election=marked.otherwise("election")).drop("nth")
