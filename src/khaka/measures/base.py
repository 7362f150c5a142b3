"""The door of the room: what a measure is, its filters, and ``compute``."""

from __future__ import annotations

import difflib
import importlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw
import polars as pl

from khaka.core.errors import KhakaError, NotKnown
from khaka.core.message import Message, msg
from khaka.core.units import Unit
from khaka.measures.ranked import House, house

Value = int | float | dict[str, int] | None


@dataclass(frozen=True, slots=True)
class Filters:
    """What a measure is asked about; names as on the command line.

    ``base`` is ``votes-polled`` (NOTA included) or ``valid``; ``kind`` is ``top-two`` or ``both-stood``; ``below`` and
    ``swing`` are percentage points.
    """

    parties: tuple[str, ...] = ()
    rival: str | None = None
    states: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    base: str = "votes-polled"
    kind: str = "top-two"
    below: float | None = None
    swing: float | None = None
    times: int | None = None


@dataclass(frozen=True)
class Measured:
    """A value (None when undefined, never NaN) and the rows that it rests on."""

    value: Value
    rows: pl.DataFrame


@dataclass(frozen=True)
class Asked:
    """What a measure's function sees: prepared houses in order, the base election's houses, and the filters."""

    houses: tuple[House, ...]
    base_houses: tuple[House, ...]
    contests: tuple[pl.DataFrame, ...]
    filters: Filters

    @property
    def house(self) -> House:
        """The one house that most measures are about."""
        return self.houses[0]

    @property
    def parties(self) -> list[str]:
        """The parties that count together."""
        return list(self.filters.parties)


@dataclass(frozen=True)
class Measure:
    """A measure: what it gives, in which unit, and what it must be told.

    Parameters
    ----------
    needs
        Filters without which it makes no sense (``party``, ``rival``, ``below``, ``swing``, ``seat``,
        ``base_election``).
    several
        True when it counts over several elections.
    """

    name: str
    unit: Unit
    formula: str
    run: Callable[[Asked], Measured]
    needs: frozenset[str] = field(default_factory=frozenset)
    several: bool = False
    reference: str = ""

    @property
    def definition(self) -> Message:
        """What is counted, as a sentence."""
        return msg(f"measure.{self.name}.definition")


class _Measures(Mapping[str, Measure]):
    """All measures, read from the room's files on first use."""

    FILES = ("places", "shares", "direct", "margins", "structure", "change")

    def __init__(self) -> None:
        self._found: dict[str, Measure] = {}

    def _all(self) -> dict[str, Measure]:
        if not self._found:
            for name in self.FILES:
                for measure in importlib.import_module(f"khaka.measures.{name}").measures:
                    self._found[measure.name] = measure
        return self._found

    def __getitem__(self, name: str) -> Measure:
        found = self._all()
        if name not in found:
            near = difflib.get_close_matches(name, list(found), n=3, cutoff=0.4)
            hint = msg("error.measure.near", names=near) if near else msg("error.measure.list")
            raise NotKnown(msg("error.measure.unknown", name=name), hint)
        return found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._all()))

    def __len__(self) -> int:
        return len(self._all())


MEASURES = _Measures()


def frame(table: Any) -> pl.DataFrame:
    """Any dataframe (pandas, Polars, DuckDB, PyArrow) as Polars; lazy ones are collected at this door."""
    narrow = nw.from_native(table)
    if isinstance(narrow, nw.LazyFrame):
        narrow = narrow.collect()
    table_in_polars: pl.DataFrame = narrow.to_polars()
    return table_in_polars


def compute(
    name: str,
    tables: Sequence[Any],
    filters: Filters,
    *,
    contests: Sequence[Any] = (),
    base_tables: Sequence[Any] = (),
) -> Measured:
    """The value of a measure and the rows behind it.

    Parameters
    ----------
    name
        A key of MEASURES.
    tables
        House tables (``khaka.core.nouns.RESULT_COLUMNS``), one an election, in order.
    filters
        What is asked.
    contests
        Contest tables, for turnout.
    base_tables
        House tables of the base election, for gains and losses.

    Raises
    ------
    NotKnown
        No such measure.
    KhakaError
        A filter is missing, or a measure of one election was given several.
    """
    measure = MEASURES[name]
    for key, number in (("below", filters.below), ("swing", filters.swing)):
        if number is not None and not math.isfinite(number):
            raise KhakaError(msg("error.measure.finite", filter=key, value=str(number)))
    given = {
        "party": bool(filters.parties),
        "rival": filters.rival is not None,
        "below": filters.below is not None,
        "swing": filters.swing is not None,
        "seat": bool(filters.seats),
        "base_election": bool(base_tables),
        "contests": bool(contests),
    }
    missing = sorted(need for need in measure.needs if not given[need])
    if missing:
        raise KhakaError(msg("error.measure.missing", name=name, filters=missing), msg("error.measure.missing_hint"))
    if len(tables) != 1 and not measure.several:
        raise KhakaError(msg("error.measure.one_election", name=name))
    if filters.base not in ("votes-polled", "valid"):
        raise KhakaError(msg("error.measure.base", base=filters.base))
    if filters.kind not in ("top-two", "both-stood"):
        raise KhakaError(msg("error.measure.kind", kind=filters.kind))
    asked = Asked(
        tuple(house(_cut(frame(t), filters), filters.base) for t in tables),
        tuple(house(_cut(frame(t), filters), filters.base) for t in base_tables),
        tuple(_cut(frame(t), filters) for t in contests),
        filters,
    )
    return measure.run(asked)


def _cut(table: pl.DataFrame, filters: Filters) -> pl.DataFrame:
    """Only the seats that were asked for."""
    if filters.states:
        table = table.filter(pl.col("state_code").is_in(filters.states))
    if filters.seats:
        table = table.filter(pl.col("seat_id").is_in(filters.seats))
    if filters.leave_out:
        table = table.filter(~pl.col("seat_id").is_in(filters.leave_out))
    return table
