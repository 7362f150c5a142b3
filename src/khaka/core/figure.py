"""A number that carries its meaning: definition, base, interval, sources, and how it was computed.

Nothing prints a number that is not a Figure (page numbers, dates, headings and ids aside).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from khaka.core.message import Message
from khaka.core.units import Unit


class Kind(StrEnum):
    """How a Figure came to be."""

    MEASURED = "measured"  # a measure over result rows; `khaka measure` gives the same
    COUNTED = "counted"  # a count over a named list of seats, states or rows
    DERIVED = "derived"  # arithmetic on other Figures
    SIMULATED = "simulated"  # read from the document's draw set; seed and number of draws are its filters
    GIVEN = "given"  # written in the mission by its author
    REPORTED = "reported"  # printed in a named report, not verified


@dataclass(frozen=True, slots=True)
class How:
    """The processing behind a Figure, complete enough to recompute it.

    Parameters
    ----------
    kind
        See Kind.
    measure, filters
        Name and filters of a measure, as `khaka measure` takes them (MEASURED).
    formula
        The formula in symbols, ``a / b`` over ``of`` (DERIVED), or the rule's name (COUNTED).
    of
        Ids of the Figures that go in (DERIVED), or the reference of the field or claim (GIVEN, REPORTED).
    rows
        Keys of the rows counted, seat ids as a rule (COUNTED).
    """

    kind: Kind
    measure: str | None = None
    filters: tuple[tuple[str, Any], ...] = ()
    formula: str = ""
    of: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Interval:
    """A range with its meaning: ``level`` .9 is "9 times in 10"; ``level`` None is a reported range."""

    low: float
    high: float
    level: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with unit, definition, base, interval, sources and processing.

    Parameters
    ----------
    id
        Stable slug, ``s1.inc.second_places.ls2019``; dots part the levels.
    value
        A number in ``unit`` (shares 0-1), or None for "not given"; never zero for an empty input.
    definition
        What is counted, as a sentence.
    base
        What a share is a share of; None where the unit needs none.
    sources
        Ids of Sources.
    digits
        Decimals to print; None leaves it to the unit.
    """

    id: str
    value: int | float | None
    unit: Unit
    definition: Message
    how: How
    base: Message | None = None
    sources: tuple[str, ...] = ()
    interval: Interval | None = None
    digits: int | None = None
    note: Message | None = field(default=None)

    def renamed(self, new_id: str) -> Figure:
        """The same number under another id."""
        return replace(self, id=new_id)
