"""Whether the plan moves: indicators with a target, readings that another person verifies, counts from the field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from khaka.committee.noun import Noun, Words


class IndicatorState(StrEnum):
    """States of an indicator."""

    ACTIVE = "active"
    ENDED = "ended"


class ReadingState(StrEnum):
    """States of a reading or a field report: it counts when someone else has verified it."""

    REPORTED = "reported"
    VERIFIED = "verified"
    DISPUTED = "disputed"


class Direction(StrEnum):
    """Where the target lies."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Noun):
    """Something that is measured again and again. Never changed: another definition is another indicator.

    Parameters
    ----------
    definition
        What is counted, and a share's base.
    unit
        A unit of ``khaka.core.units``; shares are fractions from 0 to 1.
    source
        Where its readings come from.
    target, by
        The value to reach and the day; None where none is set.
    every
        Days after which a new reading is due.
    owner
        Who reports it; may be outside the body. Empty: the body's own.
    figure, blueprint
        The Figure of section 16 and the Blueprint that it was taken from; empty when set by hand.
    replaces
        The earlier indicator that this one follows.
    """

    KIND: ClassVar[str] = "indicator"
    name: Words
    definition: Words
    unit: str
    source: str
    direction: Direction
    target: float | None
    by: date | None
    every: int
    set_by: str
    set_at: datetime
    owner: str = ""
    figure: str = ""
    blueprint: str = ""
    replaces: str = ""
    reason: str = ""
    state: IndicatorState = IndicatorState.ACTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Noun):
    """One value of an indicator on one day: an aggregate, never about a person.

    Parameters
    ----------
    as_of
        The day that the value holds for.
    author, checked_by
        Who reported it, and who verified or disputed it last: never the same.
    """

    KIND: ClassVar[str] = "reading"
    indicator: str
    value: float
    as_of: date
    source: str
    author: str
    at: datetime
    checked_by: str = ""
    checked_at: datetime | None = None
    note: str = ""
    reason: str = ""
    state: ReadingState = ReadingState.REPORTED


@dataclass(frozen=True, slots=True)
class FieldCount:
    """A count in a unit of the organisation; None where it was from 1 to 4 and is not kept."""

    place: str
    column: str
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldReport(Noun):
    """Counts per unit as the field sent them; ``file`` is the SHA-256 of the file that they came in, or empty."""

    KIND: ClassVar[str] = "field_report"
    title: str
    as_of: date
    source: str
    counts: tuple[FieldCount, ...]
    author: str
    at: datetime
    file: str = ""
    checked_by: str = ""
    checked_at: datetime | None = None
    note: str = ""
    reason: str = ""
    state: ReadingState = ReadingState.REPORTED
