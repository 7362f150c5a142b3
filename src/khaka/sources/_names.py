"""Names into ids: states, seats of the delimitation in force, parties. What cannot be placed is a fault with a hint."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Final

import polars as pl

from khaka.core.message import msg
from khaka.core.nouns import INDEPENDENT, NOTA
from khaka.sources._files import NOT_A_LETTER, fold
from khaka.sources.base import Faults, Names, Report

#: Reservation after a seat's name, which is no part of it: "ARAKU (ST)", "Nagina(SC)".
_RESERVED: Final = re.compile(r"\s*\((?:SC|ST|GEN|BL)\)\s*", re.I)
_NOTA: Final = {fold(t) for t in ("NOTA", "None of the Above", "None of above", "None of these", "नोटा")} | {
    fold("इनमें से कोई नहीं"),
    fold("उपरोक्त में से कोई नहीं"),
}
_INDEPENDENT: Final = {fold(t) for t in ("IND", "IND.", "Independent", "Independents", "निर्दलीय", "निर्दलीय उम्मीदवार")}
#: States that were not redrawn in 2008: their assembly seats keep their numbers.
_NOT_REDRAWN: Final = ("AR", "AS", "JH", "MN", "NL")
#: Delimitations after 2008: state, the first year in which a house was elected on it, and the mark of its seat ids.
REDRAWN_LATER: Final = (("JK", 2022, "2022"), ("AS", 2024, "2023"))


def seat_key(text: str) -> str:
    """A seat's name as it is compared: without reservation, case, blanks and marks."""
    return fold(_RESERVED.sub("", text))


def _per_text(frame: pl.DataFrame, column: str, into: str, rule: dict[str, str | None]) -> pl.DataFrame:
    """``into`` by looking each different text of ``column`` up once."""
    table = pl.DataFrame({column: list(rule), into: list(rule.values())}, schema={column: pl.String, into: pl.String})
    return frame.join(table, on=column, how="left", maintain_order="left")


def _texts(frame: pl.DataFrame, column: str) -> list[str]:
    return sorted(frame[column].drop_nulls().unique().to_list())


def near(text: str, names: Iterable[str]) -> list[str]:
    """Names like ``text``, for a hint."""
    known = {fold(n): n for n in names}
    return [known[k] for k in difflib.get_close_matches(fold(text), list(known), n=3, cutoff=0.6)]


def _unknown_states(faults: Faults, frame: pl.DataFrame, column: str, names: Names) -> None:
    """One fault for each different unknown state, at its first row, with near names as the hint."""
    missing = frame.filter(pl.col("state").is_not_null() & pl.col("state_then").is_null())
    for text, row in missing.group_by("state").agg(pl.col("row").min()).sort("row").iter_rows():
        like = near(text, names.state_names.values())
        hint = msg("error.catalog.did_you_mean", names=like) if like else msg("error.import.state_hint")
        faults.add(msg("error.import.state", found=text), hint, row, column)


def states(frame: pl.DataFrame, names: Names, faults: Faults, shown: str) -> pl.DataFrame:
    """``state_then``: the code under which the state numbered its seats, from ``state`` as written."""
    rule = {t: names.states.get(fold(t)) for t in _texts(frame, "state")}
    frame = _per_text(frame, "state", "state_then", rule)
    faults.rows(frame, pl.col("state").is_null(), shown, "state_blank")
    _unknown_states(faults, frame, shown, names)
    return frame


def era_of(year: pl.Expr, state: pl.Expr) -> pl.Expr:
    """The numbering in force: ``1976``, ``2008`` (until 2019) or ``2024``; a state changes when it was renumbered."""
    early = pl.when(year < 1977).then(pl.lit("old")).when(year < 2008).then(pl.lit("1976"))
    # Andhra Pradesh was renumbered when Telangana left it; Jammu and Kashmir only for 2024
    split = (state == "AP") & (year >= 2019)
    return early.when((year < 2024) & ~split).then(pl.lit("2008")).otherwise(pl.lit("2024"))


def lok_sabha_seats(frame: pl.DataFrame, names: Names, faults: Faults, columns: tuple[str, str]) -> pl.DataFrame:
    """``seat_id`` and ``state_code`` of Lok Sabha rows from state, number and name.

    Number and name must agree where both are known; a number that is not in force is never taken for another.
    """
    number_column, name_column = columns
    frame = frame.with_columns(era_of(pl.col("year"), pl.col("state_then")).alias("era"))
    keys = {t: seat_key(t) for t in _texts(frame, "seat_name")}
    frame = _per_text(frame, "seat_name", "key", dict(keys))
    by_number = names.seats.filter(pl.col("number").is_not_null()).select(
        "era", "state_then", "number", pl.col("seat_id").alias("by_number")
    )
    by_name = names.seats.filter(pl.col("key").is_not_null()).select(
        "era", "state_then", "key", pl.col("seat_id").alias("by_name")
    )
    frame = frame.join(
        by_number.unique(["era", "state_then", "number"], keep="none"),
        left_on=["era", "state_then", "seat_number"],
        right_on=["era", "state_then", "number"],
        how="left",
        maintain_order="left",
    ).join(
        by_name.unique(["era", "state_then", "key"], keep="none"),
        on=["era", "state_then", "key"],
        how="left",
        maintain_order="left",
    )
    return _choose(frame, names, faults, number_column, name_column)


def _choose(frame: pl.DataFrame, names: Names, faults: Faults, number: str, name: str) -> pl.DataFrame:
    """The seat on which number and name agree; a name also agrees with a number that its seat had at another time."""
    at_times = names.seats.filter(pl.col("number").is_not_null()).select(
        pl.col("seat_id").alias("by_name"), pl.col("number").alias("seat_number"), pl.lit(True).alias("once")
    )
    frame = frame.join(at_times.unique(), on=["by_name", "seat_number"], how="left", maintain_order="left")
    conflict = (pl.col("by_number") != pl.col("by_name")).fill_null(False) & pl.col("once").is_null()
    numbered = pl.when(pl.col("seat_number").is_not_null()).then("by_number").otherwise("by_name")
    agreed = pl.when(pl.col("once")).then("by_name").otherwise(numbered)
    # before 1977 the catalogue names no seats: the ids are those of its by-elections
    padded = pl.col("seat_number").cast(pl.String).str.zfill(2)
    delimitation = pl.when(pl.col("year") < 1967).then(1).otherwise(2)
    old = pl.when(pl.col("era") == "old").then(pl.format("delim{}:{}-{}", delimitation, "state_then", padded))
    frame = frame.with_columns(conflict=conflict, seat_id=pl.coalesce(old, agreed))
    first = frame.unique(["era", "state_then", "seat_number", "seat_name"], maintain_order=True)
    told = {"found": "seat_number", "name": "seat_name", "state": "state"}
    placed = pl.col("state_then").is_not_null()
    faults.rows(first, placed & pl.col("conflict"), number, "seat_conflict", more=told)
    lost = placed & pl.col("seat_id").is_null()
    faults.rows(first, lost & pl.col("seat_number").is_not_null(), number, "seat_number", more=told)
    _unknown_seats(first.filter(lost & pl.col("seat_number").is_null()), names, faults, name)
    owner = names.seats.select("seat_id", pl.col("state_code").alias("code")).unique("seat_id")
    return (
        frame.join(owner, on="seat_id", how="left", maintain_order="left")
        .with_columns(state_code=pl.coalesce("code", "state_then"))
        .drop("by_number", "by_name", "key", "era", "once", "conflict", "code")
    )


def _unknown_seats(frame: pl.DataFrame, names: Names, faults: Faults, column: str) -> None:
    for row, text, state, era in frame.select("row", "seat_name", "state_then", "era").iter_rows():
        if text is None:
            faults.add(msg("error.import.seat_blank"), msg("error.import.seat_blank_hint"), row, column)
            continue
        there = names.seats.filter((pl.col("state_then") == state) & (pl.col("era") == era))
        like = difflib.get_close_matches(seat_key(text), there["key"].drop_nulls().unique().to_list(), n=3, cutoff=0.5)
        ids = there.filter(pl.col("key").is_in(like)).unique("seat_id", maintain_order=True)
        shown = [f"{n} ({s})" for n, s in ids.select("name", "seat_id").iter_rows()]
        hint = msg("error.catalog.did_you_mean", names=shown) if shown else msg("error.import.seat_name_hint")
        faults.add(msg("error.import.seat_name", found=text, state=state), hint, row, column)


def assembly_seats(frame: pl.DataFrame, names: Names, faults: Faults, columns: tuple[str, str]) -> pl.DataFrame:
    """``seat_id`` and ``state_code`` of assembly rows from state and number, or from the name where there is no number.

    Andhra Pradesh numbered its 294 seats through until 2009 (1 to 119 are today's Telangana). Seats of another
    delimitation than that of 2008 carry its mark (``1976:AC:UP-001``), so that they are never joined with today's.
    """
    number_column, name_column = columns
    frame = _per_text(frame, "seat_name", "key", {t: seat_key(t) for t in _texts(frame, "seat_name")})
    lookup = names.assembly_names.unique(["state_then", "key"], keep="none").rename({"number": "named"})
    frame = frame.join(lookup, on=["state_then", "key"], how="left", maintain_order="left")
    frame = frame.with_columns(number=pl.coalesce("seat_number", "named"))
    united = (pl.col("state_then") == "AP") & pl.col("year").is_between(2008, 2014)
    high = (pl.col("number").filter(united).max().over("election") > 175).fill_null(False)
    # a file that names Telangana in 2009 has put both states into today's numbers
    parted = (pl.col("state_then") == "TS").any().over("election")
    through = united & (high | ((pl.col("year") < 2014) & ~parted)) & pl.col("seat_number").is_not_null()
    frame = frame.with_columns(
        state_code=pl.when(through & (pl.col("number") <= 119)).then(pl.lit("TS")).otherwise("state_then"),
        number=pl.when(through & (pl.col("number") > 119)).then(pl.col("number") - 119).otherwise("number"),
    )
    frame = _checked_numbers(frame, names, faults, number_column, name_column)
    padded = pl.col("number").cast(pl.String).str.zfill(3)
    return frame.with_columns(seat_id=pl.format("{}AC:{}-{}", delimitation(), "state_code", padded)).drop(
        "number", "named", "key"
    )


def delimitation() -> pl.Expr:
    """The mark of a delimitation other than that of 2008."""
    year, state = pl.col("year"), pl.col("state_code")
    # the order took effect on 19 February 2008; Tripura and Meghalaya had polled in that month on the old seats
    old = (year < 2008) | ((year == 2008) & state.is_in(["TR", "ML"]))
    kept = state.is_in(_NOT_REDRAWN) & (year >= 1990)
    mark = pl.when(year < 1967).then(pl.lit("delim1:")).when(year < 1974).then(pl.lit("delim2:"))
    mark = mark.when(old & ~kept).then(pl.lit("1976:"))
    for code, first, name in REDRAWN_LATER:
        mark = mark.when((state == code) & (year >= first)).then(pl.lit(f"{name}:"))
    return mark.otherwise(pl.lit(""))


def _checked_numbers(frame: pl.DataFrame, names: Names, faults: Faults, number: str, name: str) -> pl.DataFrame:
    limits = pl.DataFrame(
        {"state_code": list(names.assembly_seats), "limit": list(names.assembly_seats.values())},
        schema={"state_code": pl.String, "limit": pl.Int64},
    )
    frame = frame.join(limits, on="state_code", how="left", maintain_order="left")
    first = frame.unique(["year", "state_then", "seat_number", "seat_name"], maintain_order=True)
    placed = pl.col("state_then").is_not_null()
    told = {"found": "seat_number", "state": "state"}
    faults.rows(first, placed & (pl.col("limit").fill_null(0) == 0), None, "no_assembly", more={"state": "state"})
    # before 2008 some houses had more seats than today, so that only the houses of today can be checked
    high = placed & (pl.col("number") > pl.col("limit")) & (pl.col("year") >= 2008) & (pl.col("limit") > 0)
    faults.rows(
        first, high | (placed & (pl.col("number") < 1)), number, "seat_number", more={**told, "name": "seat_name"}
    )
    blank = placed & pl.col("number").is_null() & pl.col("seat_name").is_null()
    faults.rows(first, blank, name, "seat_blank")
    for row, text, state in (
        first.filter(placed & pl.col("number").is_null() & pl.col("seat_name").is_not_null())
        .select("row", "seat_name", "state_then")
        .iter_rows()
    ):
        there = names.assembly_names.filter(pl.col("state_then") == state)
        like = difflib.get_close_matches(seat_key(text), there["key"].unique().to_list(), n=3, cutoff=0.5)
        close = there.filter(pl.col("key").is_in(like)).unique("key", maintain_order=True)
        shown = [f"{n} ({number})" for n, number in close.select("name", "number").iter_rows()]
        hint = msg("error.catalog.did_you_mean", names=shown) if shown else msg("error.import.seat_name_hint")
        faults.add(msg("error.import.seat_name", found=text, state=state), hint, row, name)
    return frame.drop("limit")


def parties(
    frame: pl.DataFrame, names: Names, faults: Faults, report: Report, shown: str
) -> tuple[pl.DataFrame, dict[str, str]]:
    """``party`` as canonical code, NOTA and independents in their spellings, and the names of unknown parties.

    A code that two parties share over time goes to the one that has stood in the state.
    """
    faults.rows(frame, pl.col("party").is_null(), shown, "party_blank")
    # a Cyrillic or Greek letter among Latin ones makes another party of what looks like BJP
    mixed = pl.col("party").str.contains(r"\p{Latin}") & pl.col("party").str.contains(r"[\p{Cyrillic}\p{Greek}]")
    faults.rows(frame, mixed, shown, "party_script", more={"found": "party"})
    pairs = frame.select("party", pl.col("state_code")).drop_nulls("party").unique().sort("party", "state_code")
    stood: dict[str, set[str]] = {}
    for party, state in names.party_states.select("party", "state_code").iter_rows():
        stood.setdefault(party, set()).add(state)
    finder = _Parties(names, stood)
    rule = {(text, state): finder.code(text, state) for text, state in pairs.iter_rows()}
    for text, candidates in sorted(finder.doubtful.items()):
        report.warn("party_doubtful", party=text, candidates=sorted(candidates), code=finder.unknown.get(text, text))
    report.warn_list("party_unknown", (f"{t} ({c})" if t != c else t for t, c in finder.unknown.items()))
    table = pl.DataFrame(
        [(t, s, c) for (t, s), c in rule.items()],
        schema={"party": pl.String, "state_code": pl.String, "code": pl.String},
        orient="row",
    )
    coded = frame.join(table, on=["party", "state_code"], how="left", nulls_equal=True, maintain_order="left")
    return coded.with_columns(party="code").drop("code"), {c: t for t, c in finder.unknown.items()}


class _Parties:
    """Finds a party's code by its text and state; remembers what it could not find."""

    def __init__(self, names: Names, stood: dict[str, set[str]]) -> None:
        self.codes = names.party_codes
        self.stood = stood
        self.exact: dict[str, set[str]] = {}
        self.folded: dict[str, set[str]] = {}
        for text, key, party in names.party_names.select("text", "key", "party").iter_rows():
            self.exact.setdefault(text, set()).add(party)
            self.folded.setdefault(key, set()).add(party)
        for code in self.codes:
            self.folded.setdefault(fold(code), set()).add(code)
        self.unknown: dict[str, str] = {}
        self.doubtful: dict[str, set[str]] = {}

    def code(self, text: str, state: str | None) -> str:
        """The canonical code, or the text's own."""
        key = fold(text)
        if key in _NOTA:
            return NOTA
        if key in _INDEPENDENT:
            return INDEPENDENT
        written = ({text} & self.codes) | self.exact.get(text, set())
        for candidates in (written, self.folded.get(key, set())):
            found = self._of(candidates, text, state)
            if found is not None:
                return found
        candidates = written or self.folded.get(key, set())
        if candidates:
            self.doubtful[text] = candidates
        return self._own(text)

    def _of(self, candidates: set[str], text: str, state: str | None) -> str | None:
        """The one candidate that stood in the state; else the code itself; else the only candidate."""
        if len(candidates) == 1:
            return next(iter(candidates))
        here = {c for c in candidates if state in self.stood.get(c, ())}
        if text in here or (text in candidates and not here):
            return text
        return next(iter(here)) if len(here) == 1 else None

    def _own(self, text: str) -> str:
        """A code of its own for a party that the catalogue does not know; never one that is taken."""
        if text in self.unknown:
            return self.unknown[text]
        plain = NOT_A_LETTER.sub("", text).upper()[:24] or "PARTY"
        code, n = plain, 1
        while code in self.codes or code in self.unknown.values():
            n += 1
            code = f"{plain}{n}"
        self.unknown[text] = code
        return code
