"""Election Commission of India, layouts of 2024: results pages and statement 33 (constituency-wise detailed result).

Publisher: Election Commission of India; https://results.eci.gov.in and https://www.eci.gov.in. Public record.
Years: Lok Sabha 2024; the Commission has used the same pages for assemblies since 2022 (give ``--election VS2024-HR``).

Known faults: parties by full name; no places (counted here from the votes); statement 33 has two banner lines above
its header and a disclaimer below its rows; seats by name, with the reservation in the name or without blanks
(``ARAKU(ST)``, ``AHMEDABADEAST``); a seat without a poll has "Uncontested" or nothing for votes. Result pages saved as
tables end with a row of totals. Redrawn seats of Assam and Jammu & Kashmir lie on their nearest predecessor.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import polars as pl

from khaka.core.source import Source
from khaka.sources import _numbers
from khaka.sources._files import Sheet, fold, open_sheet
from khaka.sources._results import election_id, finish, knows, need, neutral, only, pick
from khaka.sources.base import Faults, Options, Read, Reader, refuse

reader = Reader(
    __name__,
    country="IN",
    suffixes=(".csv",),
    source=Source(
        id="eci-2024",
        title="General Election 2024: results",
        publisher="Election Commission of India",
        attribution="Election Commission of India",
        obtained="imported by the user",
        url="https://results.eci.gov.in",
        licence="public record",
        confidence="user",
    ),
)

ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "state": ("State Name", "State", "State/UT", "State/UT Name", "State UT", "ST_NAME", "election_state"),
    "state_code": ("ST_CODE", "State Code", "State ID", "state_id"),
    "seat_code": ("Constituency ID", "constituency_id", "Constituency Code"),
    "seat_number": ("PC No", "PC No.", "PC_NO", "PC Code", "Constituency No", "Constituency No.", "constituency_no"),
    "seat_name": (
        "PC Name", "Constituency Name", "Constituency", "Parliamentary Constituency", "Parliament Constituency", "PC",
        "parliament_constituency",
    ),
    "assembly_number": ("AC No", "AC No.", "AC_NO", "AC Code"),
    "assembly_name": ("AC Name", "AC", "Assembly Constituency"),
    "candidate": ("Candidate Name", "Candidates Name", "Candidate", "Candidate's Name", "Name of Candidate", "Name"),
    "party": ("Party Name", "Party", "Party Affiliation", "Party_Abbr"),
    "votes": ("Total Votes", "Votes Secured - Total", "Total Votes Secured", "Votes Polled", "Total", "Votes"),
    "evm_votes": ("EVM Votes", "EVM_Votes", "General Votes", "Votes Secured - General", "General"),
    "postal_votes": ("Postal Votes", "Postal_Votes", "Votes Secured - Postal", "Postal"),
    "position": ("Position", "Rank"),
    "electors": ("Total Electors", "Electors", "No of Electors"),
    "valid_votes": ("Valid Votes", "Total Valid Votes"),
    "year": ("Year", "election_year"),
    "type": ("election_type",),
}  # fmt: skip
_MORE: Final = ("S.N", "S.N.", "SN", "Sr No", "O.S.N.", "OSN", "% of Votes", "Vote Share", "serial_no", "Gender", "Age")
_KNOWN: Final = knows(ALIASES) | {fold(h) for h in _MORE}

#: The Commission's codes of states, S24 for Uttar Pradesh; U03 and U04 were two territories until 2020.
STATES: Final = {
    "S01": "AP", "S02": "AR", "S03": "AS", "S04": "BR", "S05": "GA", "S06": "GJ", "S07": "HR", "S08": "HP", "S09": "JK",
    "S10": "KA", "S11": "KL", "S12": "MP", "S13": "MH", "S14": "MN", "S15": "ML", "S16": "MZ", "S17": "NL", "S18": "OD",
    "S19": "PB", "S20": "RJ", "S21": "SK", "S22": "TN", "S23": "TR", "S24": "UP", "S25": "WB", "S26": "CG", "S27": "JH",
    "S28": "UK", "S29": "TS", "U01": "AN", "U02": "CH", "U03": "DD", "U04": "DD", "U05": "DL", "U06": "LD", "U07": "PY",
    "U08": "JK", "U09": "LA",
}  # fmt: skip
_TOTALS: Final = ("total", "grandtotal", "turnout", "disclaimer")


@reader.read
def read(path: Path, options: Options) -> Read:
    """Results of a file of the Commission.

    Raises
    ------
    ImportFault
        See ``sources.base``.
    """
    sheet = open_sheet(path, lambda h: fold(h) in _KNOWN)
    used = pick(sheet, ALIASES)
    assembly = _is_assembly(used, options, sheet)
    if assembly:
        used |= {ours: used[theirs] for ours, theirs in _SEAT_OF_ASSEMBLY.items() if theirs in used}
    need(sheet, used, "candidate", "party", ("votes", "evm_votes"), ("seat_number", "seat_name", "seat_code"))
    frame = _without_notes(neutral(sheet, used), sheet)
    faults = Faults(sheet.file)
    frame = _votes(frame, used, faults)
    frame = _codes(frame, used, faults, sheet)
    frame = _places_in_names(frame)
    frame = _state_from_seat(frame, options, sheet, assembly)
    frame = _elections(frame, used, options, faults, sheet, assembly)
    return finish(only(frame, options, sheet), sheet, used, options, faults, reader.source)


_SEAT_OF_ASSEMBLY: Final = {"seat_number": "assembly_number", "seat_name": "assembly_name"}


def _is_assembly(used: dict[str, str], options: Options, sheet: Sheet) -> bool:
    """By ``--election``, else by the file's own words."""
    if options.election:
        return election_id(options.election, sheet.file).startswith("VS")
    if "type" in used:
        kinds = sheet.rows[used["type"]].drop_nulls().str.to_lowercase().unique().to_list()
        if len(kinds) > 1:
            raise refuse(sheet.file, "election_mixed", found=sorted(kinds))
        return bool(kinds) and "assembly" in kinds[0]
    return ("assembly_name" in used or "assembly_number" in used) and not {"seat_name", "seat_number"} & set(used)


def _without_notes(frame: pl.DataFrame, sheet: Sheet) -> pl.DataFrame:
    """Without disclaimers below the table and rows of totals."""
    note = pl.col("party").is_null() & (pl.col("candidate").is_null() | pl.col("votes").is_null())
    if "evm_votes" in frame.columns:
        note &= pl.col("evm_votes").is_null() | pl.col("candidate").is_null()
    word = pl.coalesce("candidate", "seat_name", "state", pl.lit("")).str.to_lowercase().str.replace_all(r"[^a-z]", "")
    total = pl.col("party").is_null() & word.is_in(_TOTALS)
    kept = frame.filter(~(total | (note & pl.col("candidate").is_null())))
    sheet.report.drop("note", frame.height - kept.height)
    return kept


def _votes(frame: pl.DataFrame, used: dict[str, str], faults: Faults) -> pl.DataFrame:
    """``votes``: the total column, checked against machine and postal votes; their sum where there is no total."""
    if "evm_votes" not in used:
        return frame
    evm = _numbers.whole(pl.col("evm_votes"))
    postal = _numbers.whole(pl.col("postal_votes")).fill_null(0) if "postal_votes" in used else pl.lit(0)
    if "votes" not in used:
        total = (evm + postal).cast(pl.String)
        return frame.with_columns(votes=pl.when(evm.is_not_null()).then(total).otherwise("evm_votes"))
    differs = (evm + postal != _numbers.whole(pl.col("votes"))).fill_null(False)
    if "postal_votes" in used:
        more = {"found": "votes", "evm": "evm_votes", "postal": "postal_votes"}
        faults.rows(frame, differs, used["votes"], "votes_sum", more=more)
    return frame


def _codes(frame: pl.DataFrame, used: dict[str, str], faults: Faults, sheet: Sheet) -> pl.DataFrame:
    """State and number from the Commission's codes: S2436 is seat 36 of S24."""
    if "seat_code" in used and frame["seat_code"].str.contains(r"^[SU]\d{3,}$").any():
        code = pl.col("seat_code").str.strip_chars()
        parts = frame.select(state=code.str.slice(0, 3).replace_strict(STATES, default=None), number=code.str.slice(3))
        bad = parts["state"].is_null() & frame["seat_code"].is_not_null()
        faults.rows(frame, bad, used["seat_code"], "seat_code", more={"found": "seat_code"})
        frame = frame.with_columns(
            state=pl.coalesce("state", parts["state"]), seat_number=pl.coalesce("seat_number", parts["number"])
        )
    elif "seat_code" in used and "seat_number" not in used:
        frame = frame.with_columns(seat_number=pl.col("seat_code"))
        used["seat_number"] = used["seat_code"]
    if "state_code" in used and "state" not in used:
        frame = frame.with_columns(state=pl.col("state_code").replace(STATES))
        used["state"] = used["state_code"]
    return frame


def _places_in_names(frame: pl.DataFrame) -> pl.DataFrame:
    """``LUCKNOW(35)`` and ``Lucknow - 35``: the number is taken out of the name."""
    number = pl.col("seat_name").str.extract(r"[(\-–]\s*(\d{1,3})\s*\)?\s*$", 1)
    name = pl.col("seat_name").str.replace(r"\s*[(\-–]\s*\d{1,3}\s*\)?\s*$", "")
    return frame.with_columns(seat_number=pl.coalesce("seat_number", number), seat_name=name)


def _state_from_seat(frame: pl.DataFrame, options: Options, sheet: Sheet, assembly: bool) -> pl.DataFrame:
    """The state of a file without one: the election's own, or the only state that has a seat of this name."""
    if frame["state"].is_not_null().any():
        return frame
    if assembly and options.election:
        return frame.with_columns(state=pl.lit(options.election[-2:]))
    if assembly:
        raise refuse(sheet.file, "election_needed")
    seats = options.names.seats.filter(pl.col("era") == "2024").drop_nulls("key")
    once = seats.unique(["key", "state_code"]).unique("key", keep="none").select("key", only_state="state_code")
    keys = pl.col("seat_name").str.replace_all(r"(?i)\s*\((SC|ST)\)\s*", "").str.replace_all("&", "and")
    keys = keys.str.to_lowercase().str.replace_all(r"[^\p{L}\p{M}\p{N}]", "")
    frame = frame.with_columns(folded=keys).join(
        once, left_on="folded", right_on="key", how="left", maintain_order="left"
    )
    return frame.with_columns(state="only_state").drop("only_state", "folded")


def _elections(
    frame: pl.DataFrame, used: dict[str, str], options: Options, faults: Faults, sheet: Sheet, assembly: bool
) -> pl.DataFrame:
    """``election`` and ``year``: as given, as the file says, else the Lok Sabha of 2024, which the layout is of."""
    if "year" in used:
        frame = _numbers.counts(frame, "year", faults, used["year"])
    else:
        year = int(options.election[2:6]) if options.election else 2024
        frame = frame.with_columns(year=pl.lit(year, pl.Int64))
    frame = frame.with_columns(month=pl.lit(None, pl.Int64))
    if options.election:
        return frame.with_columns(election=pl.lit(options.election))
    if not assembly:
        return frame.with_columns(election=pl.format("LS{}", "year"))
    spelt = {t: options.names.states.get(fold(t)) for t in frame["state"].drop_nulls().unique().to_list()}
    named = frame.with_columns(
        election=pl.format(
            "VS{}-{}", "year", pl.col("state").replace_strict(spelt, default=None, return_dtype=pl.String)
        )
    )
    unsure = sorted(set(named["election"].drop_nulls()) - set(options.names.calendar)) if "year" not in used else []
    if unsure:
        raise refuse(sheet.file, "election_needed")
    sheet.report.warn_list("taken_as", named["election"].drop_nulls().unique().to_list())
    return named
