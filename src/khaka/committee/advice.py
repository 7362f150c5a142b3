"""Advisory work: terms of reference, meetings, oral views, findings, dissent, the report, the order, the press line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from khaka.committee.noun import NO_WORDS, Noun, Words


class Outcome(StrEnum):
    """What is found, or decided, about a proposal."""

    ACCEPT = "accept"
    AMEND = "amend"
    DECLINE = "decline"
    DEFER = "defer"


class TermsState(StrEnum):
    """States of the terms of reference."""

    OPEN = "open"
    REPORTED = "reported"


class MeetingState(StrEnum):
    """States of a meeting."""

    CALLED = "called"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ViewState(StrEnum):
    """States of an oral view: noted by the secretary, then confirmed or disputed by the member."""

    NOTED = "noted"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"


class ReportState(StrEnum):
    """States of a report."""

    DRAFT = "draft"
    DELIVERED = "delivered"


class PressState(StrEnum):
    """States of the line for the press."""

    DRAFT = "draft"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms(Noun):
    """Terms of reference: what the body is asked, and by when."""

    KIND: ClassVar[str] = "terms"
    words: Words
    due: date
    set_by: str
    set_at: datetime
    state: TermsState = TermsState.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Noun):
    """A meeting with its agenda; ``agenda`` holds proposal ids in order, ``present`` persons."""

    KIND: ClassVar[str] = "meeting"
    at: datetime
    place: str
    agenda: tuple[str, ...]
    called_by: str
    called_at: datetime
    items: Words = NO_WORDS
    present: tuple[str, ...] = ()
    minutes: Words = NO_WORDS
    reason: str = ""
    state: MeetingState = MeetingState.CALLED


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Noun):
    """What a member said, noted by the secretary; it counts as the member's when the member has confirmed it."""

    KIND: ClassVar[str] = "view"
    proposal: str
    member: str
    words: str
    noted_by: str
    noted_at: datetime
    meeting: str = ""
    correction: str = ""
    state: ViewState = ViewState.NOTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Noun):
    """What the body finds about a proposal, on one version of its text; its id is ``proposal:round``.

    A round ends with the authority's order: a proposal that it defers may come back and be found upon again.

    Parameters
    ----------
    void
        True when it came from a division that was voided.
    division
        The division that settled it; empty when agreed without one.
    report
        The delivered report that holds it: from then on it does not change.
    """

    KIND: ClassVar[str] = "finding"
    proposal: str
    text: int
    outcome: Outcome
    words: str
    conditions: tuple[str, ...]
    by: str
    at: datetime
    division: str = ""
    report: str = ""
    void: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissent(Noun):
    """A member's note of dissent from a finding; its id is ``finding:member``."""

    KIND: ClassVar[str] = "dissent"
    proposal: str
    finding: str
    member: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Noun):
    """The body's report to the authority, one under each terms' id; ``findings`` are fixed when it is delivered."""

    KIND: ClassVar[str] = "report"
    terms: str
    words: Words
    drafted_by: str
    findings: tuple[str, ...] = ()
    delivered_by: str = ""
    delivered_at: datetime | None = None
    state: ReportState = ReportState.DRAFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Noun):
    """The authority's order on one proposal."""

    KIND: ClassVar[str] = "order"
    report: str
    proposal: str
    finding: str
    outcome: Outcome
    words: str
    conditions: tuple[str, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PressLine(Noun):
    """What may be said outside, drafted by one person and agreed by another."""

    KIND: ClassVar[str] = "press_line"
    words: Words
    drafted_by: str
    agreed_by: str = ""
    state: PressState = PressState.DRAFT
