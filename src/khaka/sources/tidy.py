"""Any table of candidacies under our column names, or under others by a map file (``--map``).

Publisher: the user. Layout: one row a candidacy, with the columns ``election``, ``state`` (or ``state_code``), a seat
(``seat_id``, ``seat_number`` or ``seat_name``), ``candidate``, ``party``, ``votes``; perhaps ``position``,
``electors``, ``valid_votes``, ``count_date``. A map file is TOML: ours = "theirs", and constants for what the table
does not say::

    party = "Party"
    votes = "Total"
    [constants]
    election = "VS2024-HR"
    state = "HR"
    count_date = "2024-10-08"

Known faults: those of the user's table; NOTA must be a row of its own to count in votes polled.
"""

from __future__ import annotations

import tomllib
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
    suffixes=(".csv", ".tsv", ".txt"),
    source=Source(
        id="tidy",
        title="Table of the user",
        publisher="the user",
        obtained="imported by the user",
        licence="as the user knows",
        confidence="user",
    ),
)

ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "election": ("election", "election_id"),
    "state": ("state", "state_code", "state_name"),
    "seat_id": ("seat_id",),
    "seat_number": ("seat_number", "seat_no", "number"),
    "seat_name": ("seat_name", "seat", "constituency"),
    "candidate": ("candidate", "candidate_name", "name"),
    "party": ("party", "party_code", "party_name"),
    "votes": ("votes",),
    "position": ("position", "place", "rank"),
    "electors": ("electors",),
    "valid_votes": ("valid_votes",),
    "count_date": ("count_date",),
}
CONSTANTS: Final = ("election", "state", "count_date")


def load_map(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Columns and constants of a map file.

    Raises
    ------
    ImportFault
        Not a TOML table of strings, or a name that is none of ours.
    """
    if not path.is_file():
        raise refuse(str(path), "file_missing")
    try:
        raw = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise refuse(path.name, "map_toml", why=str(error).splitlines()[0][:100]) from error
    columns, constants = dict(raw.pop("columns", {})), dict(raw.pop("constants", {}))
    columns |= raw
    faults = Faults(path.name)
    for key, value in (*columns.items(), *constants.items()):
        if isinstance(value, dict | list) or (key in columns and not isinstance(value, str)):
            raise refuse(path.name, "map_toml", why=f"{key} = {value!r}"[:100])
    strange = sorted((set(columns) - set(ALIASES) - {"state_code"}) | (set(constants) - set(CONSTANTS)))
    if strange:
        raise refuse(path.name, "map_key", found=strange, allowed=sorted(ALIASES), constants=list(CONSTANTS))
    faults.stop()
    columns = {"state" if k == "state_code" else k: v for k, v in columns.items()}
    return columns, {k: str(v) for k, v in constants.items()}


@reader.read
def read(path: Path, options: Options) -> Read:
    """Results of a table under our names, or mapped to them.

    Raises
    ------
    ImportFault
        See ``sources.base``.
    """
    theirs = {fold(v) for v in options.columns.values()} | knows(ALIASES)
    sheet = open_sheet(path, lambda h: fold(h) in theirs)
    used, constants = _mapped(sheet, options)
    known = {*used, *constants, *(["election"] if options.election else [])}
    # a seat id names its state; so does an assembly election
    election = options.election or constants.get("election", "")
    stated = "seat_id" in used or election.startswith("VS")
    need(
        sheet,
        known,
        "election",
        "party",
        "votes",
        ("seat_id", "seat_number", "seat_name"),
        *([] if stated else ["state"]),
    )
    frame = neutral(sheet, used)
    frame = _constants(frame, constants, options, sheet)
    if stated and "state" not in known and election.startswith("VS"):
        frame = frame.with_columns(state=pl.lit(election[-2:]))
    faults = Faults(sheet.file)
    id_of = pl.col("election").str.strip_chars()
    good = id_of.str.contains(r"^(LS\d{4}|VS\d{4}-[A-Z]{2})$").fill_null(False)
    faults.rows(frame, ~good, used.get("election", "election"), "election_cell", more={"found": "election"})
    faults.stop()
    frame = frame.with_columns(year=id_of.str.slice(2, 4).cast(pl.Int64), month=pl.lit(None, pl.Int64), election=id_of)
    if options.election and "election" in used:
        frame = only(frame, options, sheet)
    return finish(frame, sheet, used, options, faults, reader.source)


def _mapped(sheet: Sheet, options: Options) -> tuple[dict[str, str], dict[str, str]]:
    """The file's header for each of our names, and constants for what the file does not say."""
    have = {fold(h): h for h in sheet.headers}
    constants = dict(options.constants)
    named, absent = {}, []
    for ours, theirs in options.columns.items():
        if fold(theirs) in have:
            named[ours] = have[fold(theirs)]
        elif ours in CONSTANTS:
            constants[ours] = theirs  # election = "LS2024" at the top of the map, without a [constants] table
        else:
            absent.append(theirs)
    if absent:
        raise refuse(sheet.file, "map_column", missing=absent, found=list(sheet.headers[:12]))
    taken = set(named.values())
    free = {ours: theirs for ours, theirs in pick(sheet, ALIASES).items() if theirs not in taken}
    return {k: v for k, v in {**free, **named}.items() if k not in constants}, constants


def _constants(frame: pl.DataFrame, constants: dict[str, str], options: Options, sheet: Sheet) -> pl.DataFrame:
    for ours, value in constants.items():
        text = election_id(value, sheet.file) if ours == "election" else value.strip()
        if ours == "count_date":
            _numbers.count_day(text, sheet.file)
        frame = frame.with_columns(pl.lit(text).alias(ours))
    if options.election and frame["election"].is_null().all():
        frame = frame.with_columns(election=pl.lit(election_id(options.election, sheet.file)))
    return frame
