"""Embedded elections written as other people publish them: real-shaped files without a download."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from khaka.catalog import Catalog
from khaka.sources import SOURCES, Options, Read

#: Header of a Lok Dhaba file of 2021, in its order.
TCPD = (
    "State_Name", "Assembly_No", "Constituency_No", "Year", "month", "DelimID", "Poll_No", "Position", "Candidate",
    "Sex", "Party", "Votes", "Age", "Candidate_Type", "Valid_Votes", "Electors", "Constituency_Name",
    "Constituency_Type", "Sub_Region", "N_Cand", "Turnout_Percentage", "Vote_Share_Percentage", "Deposit_Lost",
    "Margin", "Margin_Percentage", "ENOP", "pid", "Party_Type_TCPD", "Party_ID", "last_poll", "Contested",
    "Last_Party", "Incumbent", "Recontest", "Election_Type",
)  # fmt: skip


def _underscored(catalog: Catalog) -> dict[str, str]:
    return {c: n.in_language("en").replace(" and ", " & ").replace(" ", "_") for c, n in catalog.states.items()}


def _laid_out(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.col(c) if c in frame.columns else pl.lit("").alias(c) for c in TCPD)


def tcpd_general(catalog: Catalog, election: str) -> pl.DataFrame:
    """A Lok Sabha election in Lok Dhaba's layout, seats numbered as in its year."""
    held = catalog.election(election)
    year = int(election[2:])
    numbers = {"then": "state_code", "no": "number"}
    if year < 2009:
        seats = catalog.table("seats_1976").select("seat_id", "name_en", then="state_then", no="number")
    else:
        seats = catalog.table("seats").select("seat_id", "name_en", "number_2009", **numbers)
        if year < 2019:  # Telangana's seats were Andhra Pradesh's, Ladakh was Jammu and Kashmir's
            then = pl.col("then").replace({"TS": "AP", "LA": "JK"})
            seats = seats.with_columns(then=then, no="number_2009")
    rows = held.results.join(seats, on="seat_id", how="left").join(held.contests.drop("election"), on="seat_id")
    nota = pl.col("party") == "NOTA"
    return _laid_out(
        rows.with_columns(
            State_Name=pl.col("then").replace(_underscored(catalog)),
            Assembly_No=pl.lit({2009: 15, 2014: 16, 2019: 17, 2024: 18}.get(year, 0)),
            Constituency_No="no",
            Year=pl.lit(year),
            month=pl.lit(held.info.count_date.month),
            Poll_No=pl.lit(0),
            Position="position",
            Candidate=pl.when(nota).then(pl.lit("None of the Above")).otherwise("candidate"),
            Party="party",
            Votes="votes",
            Valid_Votes="votes_polled",
            Electors="electors",
            Constituency_Name=pl.col("name_en").str.to_uppercase(),
            Election_Type=pl.lit("Lok Sabha Election (GE)"),
        ).with_columns(Assembly_No=pl.when(pl.col("Assembly_No") > 0).then("Assembly_No"))
    )


def tcpd_assembly(catalog: Catalog, election: str) -> pl.DataFrame:
    """An assembly election in Lok Dhaba's layout."""
    held = catalog.election(election)
    names = pl.read_parquet(catalog.embedded / "assemblies" / "names.parquet").filter(pl.col("election") == election)
    rows = held.results.join(held.contests.drop("election", "state_code"), on="seat_id")
    rows = rows.join(names.select("seat_id", "ac_name"), on="seat_id", how="left")
    nota = pl.col("party") == "NOTA"
    return _laid_out(
        rows.with_columns(
            State_Name=pl.col("state_code").replace(_underscored(catalog)),
            Assembly_No=pl.lit(17),
            Constituency_No=pl.col("seat_id").str.slice(-3).cast(pl.Int64),
            Year=pl.lit(int(election[2:6])),
            month=pl.lit(held.info.count_date.month),
            DelimID=pl.lit(4),
            Poll_No=pl.lit(0),
            Position="position",
            Candidate=pl.when(nota).then(pl.lit("None of the Above")).otherwise("candidate"),
            Party="party",
            Votes="votes",
            Valid_Votes="votes_polled",
            Electors="electors",
            Constituency_Name=pl.col("ac_name").str.to_uppercase(),
            Election_Type=pl.lit("State Assembly Election (AE)"),
        )
    )


Form = Callable[..., Read]


def read_as(form: str, path: Path, options: Options) -> Read:
    """A file through a registered importer."""
    return SOURCES[form](path, options)


#: Lucknow and Rae Bareli in 2019, cut to a few rows; figures as published.
SMALL_GE = """\
State_Name,Assembly_No,Constituency_No,Year,month,DelimID,Poll_No,Position,Candidate,Sex,Party,Votes,Valid_Votes,Electors,Constituency_Name,Election_Type
Uttar_Pradesh,17,35,2019,5,4,0,1,RAJ NATH SINGH,M,BJP,633026,1099000,2040367,LUCKNOW,Lok Sabha Election (GE)
Uttar_Pradesh,17,35,2019,5,4,0,2,POONAM SHATRUGHAN SINHA,F,SP,285724,1099000,2040367,LUCKNOW,Lok Sabha Election (GE)
Uttar_Pradesh,17,35,2019,5,4,0,3,ACHARYA PRAMOD KRISHNAM,M,INC,180011,1099000,2040367,LUCKNOW,Lok Sabha Election (GE)
Uttar_Pradesh,17,35,2019,5,4,0,4,None of the Above,,NOTA,239,1099000,2040367,LUCKNOW,Lok Sabha Election (GE)
Uttar_Pradesh,17,36,2019,5,4,0,1,SONIA GANDHI,F,INC,534918,902000,1711000,RAE BARELI,Lok Sabha Election (GE)
Uttar_Pradesh,17,36,2019,5,4,0,2,DINESH PRATAP SINGH,M,BJP,367082,902000,1711000,RAE BARELI,Lok Sabha Election (GE)
"""
