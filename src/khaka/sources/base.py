"""What every importer shares: its lookups, options, result, report and the faults that it lists together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl

from khaka.core.errors import DataFault
from khaka.core.message import Message, msg
from khaka.core.nouns import ElectionInfo
from khaka.core.source import Source

#: Faults that one error lists; the rest are counted.
SHOWN: Final = 10


@dataclass(frozen=True, slots=True, repr=False)
class Names:
    """The catalogue's names as plain data, because sources lie below the catalogue.

    Parameters
    ----------
    states
        Folded spelling to the code under which the state numbers its seats (``DN`` for Dadra and Nagar Haveli).
    state_names
        Code to English name, of today's states.
    assembly_seats
        State code to the highest number of an assembly seat that the catalogue can place.
    seats
        Lok Sabha seats: ``era``, ``state_then``, ``number``, ``key`` (folded name), ``seat_id``, ``state_code``;
        one row a number in force or spelling.
    assembly_names
        Assembly seats of the 2008 delimitation: ``state_then``, ``key``, ``number``.
    party_codes
        Codes of the catalogue.
    party_names
        ``text`` (as published), ``key`` (folded), ``party``.
    party_states
        ``party``, ``state_code``: where a party has stood, to tell apart codes that two parties share.
    calendar
        Elections whose calendar is known, by id.
    later
        ``election``, ``seat_id``, ``later_date``: seats counted after the others.
    poll_columns, poll_labels
        Layout of the catalogue's polls, and the parties and alliances that they name.
    """

    states: Mapping[str, str]
    state_names: Mapping[str, str]
    assembly_seats: Mapping[str, int]
    seats: pl.DataFrame
    assembly_names: pl.DataFrame
    party_codes: frozenset[str]
    party_names: pl.DataFrame
    party_states: pl.DataFrame
    calendar: Mapping[str, ElectionInfo]
    later: pl.DataFrame
    poll_columns: tuple[str, ...] = ()
    poll_labels: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return f"Names({len(self.party_codes)} parties, {self.seats.height} spellings of seats)"


@dataclass(frozen=True, slots=True)
class Options:
    """What the user gave beside the file; ``constants`` and ``columns`` come from ``--map``."""

    names: Names
    count_date: date | None = None
    election: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Rows left out for one reason; ``kind`` is stable, the words are in the catalogues."""

    kind: str
    rows: int

    @property
    def why(self) -> Message:
        """The reason in words."""
        return Message(f"cli.import.dropped.{self.kind}")


@dataclass(slots=True)
class Report:
    """What became of the rows: ``rows_read`` is always ``rows_kept`` plus the dropped."""

    rows_read: int = 0
    dropped: list[Dropped] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)

    def drop(self, kind: str, rows: int) -> None:
        """Count ``rows`` as left out; several calls of one kind add up."""
        if rows:
            before = sum(d.rows for d in self.dropped if d.kind == kind)
            self.dropped = [d for d in self.dropped if d.kind != kind] + [Dropped(kind, before + rows)]

    def warn(self, key: str, /, **params: Any) -> None:
        """Say something that the reader should look at; the import goes on."""
        self.warnings.append(msg(f"cli.import.warn.{key}", **params))

    def warn_list(self, key: str, items: Iterable[str], /, **params: Any) -> None:
        """A warning that names what it is about: the first of them, and how many there are."""
        found = sorted(set(items))
        if found:
            more = [msg("cli.import.warn.more", n=len(found) - SHOWN)] if len(found) > SHOWN else []
            self.warn(key, n=len(found), items=[*found[:SHOWN], *more], **params)

    @property
    def rows_dropped(self) -> int:
        """All rows left out."""
        return sum(d.rows for d in self.dropped)

    @property
    def rows_kept(self) -> int:
        """Rows that count."""
        return self.rows_read - self.rows_dropped


@dataclass(frozen=True, slots=True)
class Read:
    """A reader's neutral result.

    Parameters
    ----------
    frames
        ``results`` (RESULT_COLUMNS) and ``contests`` (CONTEST_COLUMNS), perhaps ``by_elections``; or ``polls``.
    elections
        The elections inside; empty for polls.
    report, source
        What became of the rows, and where they come from.
    party_names
        Names of parties that the catalogue does not have, by the code they were given.
    """

    frames: dict[str, pl.DataFrame]
    elections: tuple[ElectionInfo, ...]
    report: Report
    source: Source
    party_names: dict[str, str] = field(default_factory=dict)


Function = Callable[[Path, Options], Read]


class Reader:
    """An importer: a name, its source and its function.

    Parameters
    ----------
    module
        ``__name__`` of its file; the last part is the format's name.
    country
        Code of the country.
    suffixes
        Endings that its files usually have; the content decides, not the ending.
    source
        Who publishes the layout and under which terms.
    """

    def __init__(self, module: str, country: str, suffixes: tuple[str, ...], source: Source) -> None:
        self.name = module.rsplit(".", 1)[-1]
        self.country = country
        self.suffixes = suffixes
        self.source = source
        self._function: Function | None = None

    def read(self, function: Function) -> Function:
        """Register the function that reads a file."""
        self._function = function
        return function

    def __call__(self, path: Path, options: Options) -> Read:
        """The neutral result of a file.

        Raises
        ------
        ImportFault
            The file cannot be imported; every fault found is listed.
        """
        if self._function is None:
            raise TypeError(f"{self.name} has no function")
        return self._function(path, options)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where, what was expected and found, what to try. ``row`` counts from 1, the header included."""

    what: Message
    hint: Message
    row: int | None = None
    column: str | None = None

    @property
    def message(self) -> Message:
        """The fault with its place."""
        if self.row is not None and self.column:
            return msg("error.import.at", row=self.row, column=self.column, what=self.what)
        if self.row is not None:
            return msg("error.import.at_row", row=self.row, what=self.what)
        if self.column:
            return msg("error.import.at_column", column=self.column, what=self.what)
        return self.what


class ImportFault(DataFault):
    """A file that cannot be imported; ``faults`` lists the first ten, ``total`` counts all."""

    def __init__(self, file: str, faults: list[Fault], total: int | None = None) -> None:
        self.file = file
        self.faults = faults = sorted(faults, key=lambda f: f.row or 0)
        self.total = total or len(faults)
        hints: list[Message] = []
        for fault in faults:
            if fault.hint not in hints:
                hints.append(fault.hint)
        super().__init__(self._whole(), _lines(hints[:3]))

    def _whole(self) -> Message:
        if self.total == 1:
            return msg("error.import.fault", file=self.file, fault=self.faults[0].message)
        key = "error.import.faults" if self.total <= len(self.faults) else "error.import.first_faults"
        lines = _lines([msg("error.import.item", fault=f.message) for f in self.faults])
        return msg(key, file=self.file, n=self.total, shown=len(self.faults), faults=lines)


def _lines(items: list[Message]) -> Message:
    """Messages one below the other, as one Message."""
    whole = items[-1]
    for item in reversed(items[:-1]):
        whole = msg("error.import.lines", first=item, rest=whole)
    return whole


class Faults:
    """Collects the faults of a file, so that the user mends them in one go and not one a day."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.items: list[Fault] = []
        self.total = 0

    def add(self, what: Message, hint: Message, row: int | None = None, column: str | None = None) -> None:
        """Note a fault."""
        self.total += 1
        if len(self.items) < SHOWN:
            self.items.append(Fault(what, hint, row, column))

    def rows(
        self,
        frame: pl.DataFrame,
        bad: pl.Expr | pl.Series,
        column: str | None,
        key: str,
        /,
        *,
        more: Mapping[str, str] | None = None,
    ) -> pl.Series:
        """Note one fault for each bad row of ``frame`` (which has ``row``); the bad rows as a mask.

        ``more`` maps parameters of the message to columns. The hint is the key with ``_hint``.
        """
        mask = frame.select(bad.fill_null(False).alias("bad"))["bad"] if isinstance(bad, pl.Expr) else bad
        wanted = more or {}
        columns = list(dict.fromkeys(("row", *wanted.values())))
        hits = frame.filter(mask).select(columns)
        for record in hits.head(SHOWN).iter_rows(named=True):
            own = tuple((k, _shown(record[c])) for k, c in wanted.items())
            what, hint = Message(f"error.import.{key}", own), msg(f"error.import.{key}_hint")
            self.add(what, hint, record["row"], column)
        self.total += max(0, hits.height - SHOWN)
        return mask

    def stop(self) -> None:
        """Raise what was found, if anything."""
        if self.items:
            raise ImportFault(self.file, self.items, self.total)


def _shown(value: object) -> str:
    """A value as an error prints it: one line, not endless."""
    text = "" if value is None else str(value).replace("\n", " ").replace("\r", " ")
    return text if len(text) <= 60 else text[:59] + "…"


def refuse(file: str, key: str, /, **params: Any) -> ImportFault:
    """The error of a file with one fault that has no place."""
    return ImportFault(file, [Fault(msg(f"error.import.{key}", **params), msg(f"error.import.{key}_hint"))])
