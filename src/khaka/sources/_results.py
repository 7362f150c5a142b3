"""From a table of text to a house: the steps that every result importer shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import polars as pl

from khaka.core.message import Message, msg
from khaka.core.nouns import is_election_id
from khaka.core.source import Source
from khaka.sources import _houses, _names, _numbers
from khaka.sources._files import Sheet, clean_text, fold
from khaka.sources.base import Faults, Options, Read, refuse

#: The neutral columns; a reader gives those that its file has, the rest are null.
NEUTRAL: Final = (
    "election", "year", "month", "state", "seat_id", "seat_number", "seat_name", "candidate", "party",
    "votes", "position", "electors", "valid_votes", "count_date",
)  # fmt: skip
#: What stands for votes where there was no poll.
_NO_POLL: Final = r"(?i)^(elected\s*)?(uncontested|unopposed)$|^निर्विरोध$|^[-–—]+$|^n/?a$"


def pick(sheet: Sheet, aliases: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The file's header for each of our names: the first alias that it has."""
    have = {fold(h): h for h in reversed(sheet.headers)}
    found = {}
    for ours, theirs in aliases.items():
        hit = next((have[fold(t)] for t in theirs if fold(t) in have), None)
        if hit is not None:
            found[ours] = hit
    return found


def knows(aliases: Mapping[str, tuple[str, ...]]) -> set[str]:
    """All folded headers that a reader understands."""
    return {fold(t) for theirs in aliases.values() for t in theirs}


def neutral(sheet: Sheet, used: Mapping[str, str]) -> pl.DataFrame:
    """The file's rows under our names, identical rows once, the rest of the columns null."""
    columns = [c for c in sheet.rows.columns if c != "row"]
    once = sheet.rows.unique(columns, keep="first", maintain_order=True)
    sheet.report.drop("duplicate", sheet.rows.height - once.height)
    frame = once.select("row", *(pl.col(theirs).alias(ours) for ours, theirs in used.items()))
    return frame.with_columns(pl.lit(None, pl.String).alias(c) for c in NEUTRAL if c not in frame.columns)


def need(sheet: Sheet, used: Iterable[str], *needed: str | tuple[str, ...]) -> None:
    """Raise for columns that the layout needs: each item one of ours, or several of which one must be there."""
    have = set(used)
    missing: list[Message] = []
    for item in needed:
        choices = (item,) if isinstance(item, str) else item
        if not have & set(choices):
            names = [msg(f"cli.import.column.{c}") for c in choices]
            missing.append(msg("cli.import.column.or", first=names[0], rest=names[1]) if len(names) > 1 else names[0])
    if missing:
        shown = [*sheet.headers[:12], *(["…"] if len(sheet.headers) > 12 else [])]
        raise refuse(sheet.file, "columns_missing", missing=missing, found=shown)


def finish(
    frame: pl.DataFrame, sheet: Sheet, used: Mapping[str, str], options: Options, faults: Faults, source: Source
) -> Read:
    """Checked and harmonised results.

    Parameters
    ----------
    frame
        ``row`` and the NEUTRAL columns as text, ``year`` and ``month`` as numbers, ``election`` decided.

    Raises
    ------
    ImportFault
        Every fault of values and names at once, then every contradiction within seats.
    """
    shown = {c: used.get(c, c) for c in NEUTRAL}
    report = sheet.report
    for column in ("candidate", "party", "seat_name", "state"):
        frame = clean_text(frame, column, report, shown[column])
    frame = values(frame, faults, shown)
    frame = frame.with_columns(
        kind=pl.when(pl.col("election").str.starts_with("VS")).then(pl.lit("assembly")).otherwise(pl.lit("general"))
    )
    frame = _seats(frame, options, faults, shown)
    faults.stop()
    in_house = pl.col("election").str.slice(7, 2)
    frame = frame.with_columns(house=pl.when(pl.col("kind") == "assembly").then(in_house).otherwise(pl.lit("IN")))
    _check_house(frame, faults, shown)
    frame, unknown = _names.parties(frame, options.names, faults, report, shown["party"])
    faults.stop()
    results, contests, elections = _houses.build(frame, options, faults, report, shown)
    return Read({"results": results, "contests": contests}, elections, report, source, unknown)


def values(frame: pl.DataFrame, faults: Faults, shown: Mapping[str, str]) -> pl.DataFrame:
    """Counts and dates from text."""
    no_poll = pl.col("votes").is_null() | pl.col("votes").str.contains(_NO_POLL)
    frame = _numbers.counts(frame, "votes", faults, shown["votes"], unless=no_poll)
    for column in ("position", "electors", "valid_votes", "seat_number"):
        frame = _numbers.counts(frame, column, faults, shown[column], required=False)
    return _numbers.iso_days(frame, "count_date", faults, shown["count_date"])


def _seats(frame: pl.DataFrame, options: Options, faults: Faults, shown: Mapping[str, str]) -> pl.DataFrame:
    """Every row with ``seat_id`` and ``state_code``."""
    given = frame.filter(pl.col("seat_id").is_not_null())
    rest = frame.filter(pl.col("seat_id").is_null()).drop("seat_id")
    columns = (shown["seat_number"], shown["seat_name"])
    parts = [_given_seats(given, options, faults, shown["seat_id"])] if given.height else []
    if rest.height:
        rest = _names.states(rest, options.names, faults, shown["state"])
        general, assembly = (rest.filter(pl.col("kind") == k) for k in ("general", "assembly"))
        if general.height:
            parts.append(_names.lok_sabha_seats(general, options.names, faults, columns))
        if assembly.height:
            parts.append(_names.assembly_seats(assembly, options.names, faults, columns))
    keep = [*(c for c in NEUTRAL if c not in ("state", "seat_number", "seat_name")), "row", "kind", "state_code"]
    return pl.concat([p.select(keep) for p in parts], how="vertical_relaxed").sort("row")


def _check_house(frame: pl.DataFrame, faults: Faults, shown: Mapping[str, str]) -> None:
    """An assembly's seats lie in its state (until 2009 those of Telangana in Andhra Pradesh)."""
    united = (pl.col("house") == "AP") & (pl.col("state_code") == "TS") & (pl.col("year") < 2015)
    stray = (pl.col("house") != "IN") & (pl.col("state_code") != pl.col("house")) & ~united
    told = {"found": "seat_id", "election": "election"}
    faults.rows(
        frame.unique(["election", "seat_id"], maintain_order=True), stray, shown["state"], "seat_stray", more=told
    )


def _given_seats(frame: pl.DataFrame, options: Options, faults: Faults, shown: str) -> pl.DataFrame:
    """Rows that name their seat by our ids: UP-36, AC:UP-001."""
    names = options.names
    owner = names.seats.select("seat_id", pl.col("state_code").alias("general_state")).unique("seat_id")
    parts = pl.col("seat_id").str.extract_groups(r"^(\w+:)?AC:([A-Z]{2})-(\d{3})$")
    parts = parts.struct.rename_fields(["mark", "ac", "no"])
    frame = frame.with_columns(parts.alias("parts")).unnest("parts")
    frame = frame.join(owner, on="seat_id", how="left", maintain_order="left")
    limits = pl.DataFrame(
        {"ac": list(names.assembly_seats), "limit": list(names.assembly_seats.values())},
        schema={"ac": pl.String, "limit": pl.Int64},
    )
    frame = frame.join(limits, on="ac", how="left", maintain_order="left")
    number = pl.col("no").cast(pl.Int64)
    assembly = pl.when(number.is_between(1, pl.col("limit"))).then("ac")
    of_1976 = pl.col("seat_id").str.starts_with("1976:")
    general = pl.when(of_1976 == pl.col("year").is_between(1977, 2007)).then("general_state")
    frame = frame.with_columns(state_code=pl.when(pl.col("kind") == "assembly").then(assembly).otherwise(general))
    # the mark of the delimitation must be that of the election's year
    wrong = (pl.col("kind") == "assembly") & (pl.col("mark").fill_null("") != _names.delimitation())
    frame = frame.with_columns(state_code=pl.when(~wrong.fill_null(True)).then("state_code"))
    first = frame.unique(["seat_id", "kind", "year"], maintain_order=True)
    faults.rows(first, pl.col("state_code").is_null(), shown, "seat_id", more={"found": "seat_id"})
    return frame


def only(frame: pl.DataFrame, options: Options, sheet: Sheet) -> pl.DataFrame:
    """The rows of ``--election``, when it was given; the others are counted as dropped."""
    wanted = options.election
    if wanted is None:
        return frame
    kept = frame.filter(pl.col("election") == wanted)
    if not kept.height:
        held = sorted(frame["election"].drop_nulls().unique().to_list())
        raise refuse(sheet.file, "election_absent", election=wanted, found=held[:12])
    sheet.report.drop("other_election", frame.height - kept.height)
    return kept


def election_id(text: str, file: str) -> str:
    """``text`` as an election id.

    Raises
    ------
    ImportFault
        It is not one.
    """
    plain = text.strip()
    if not is_election_id(plain):
        raise refuse(file, "election_id", found=text)
    return plain
