"""What lies before a body: the blueprint, proposals with versions and amendments, comments, attachments, state briefs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from khaka.committee.noun import Noun, Words


class ProposalState(StrEnum):
    """draft, submitted, admitted or returned, discussed, decided; withdrawn or deferred on the way."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ADMITTED = "admitted"
    RETURNED = "returned"
    DISCUSSED = "discussed"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"
    DEFERRED = "deferred"


class AmendmentState(StrEnum):
    """States of an amendment."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Change(StrEnum):
    """What an amendment does to its paragraph."""

    REPLACE = "replace"
    STRIKE = "strike"
    INSERT = "insert"  # a new paragraph after it


class Stance(StrEnum):
    """What a comment is."""

    FOR = "for"
    AGAINST = "against"
    QUESTION = "question"
    REMARK = "remark"


class BriefState(StrEnum):
    """States of a state brief."""

    ISSUED = "issued"
    ACCEPTED = "accepted"
    CONTESTED = "contested"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class ClashState(StrEnum):
    """States of a clash: it blocks tabling while it is open."""

    OPEN = "open"
    WAIVED = "waived"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint(Noun):
    """A version of the blueprint as it was presented.

    Parameters
    ----------
    digest
        SHA-256 of its JSON document.
    data_version
        The data that it was computed from.
    replaces
        The earlier Blueprint of which it is the next version, or empty.
    """

    KIND: ClassVar[str] = "blueprint"
    title: Words
    digest: str
    data_version: str
    as_of: date
    presented_by: str
    presented_at: datetime
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a proposal; its id stays when the text around it moves."""

    id: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Noun):
    """A proposal. Its text stands in ProposalText, one a version.

    Parameters
    ----------
    text
        Number of the current text version.
    origin, blueprint
        The remedy's id in the blueprint and the Blueprint that it was taken from; empty when written by hand.
    seats
        Seat ids that it touches.
    order
        Its place in the order of decision, smallest first; None when not set.
    after
        Proposals that must be decided first.
    concerns
        Persons whose own affair it is: recusal is suggested to them.
    meeting
        The meeting that it is tabled for.
    division
        A division that is called, open or being counted on it: the text is frozen while there is one.
    """

    KIND: ClassVar[str] = "proposal"
    author: str
    title: Words
    state: ProposalState = ProposalState.DRAFT
    text: int = 1
    origin: str = ""
    blueprint: str = ""
    seats: tuple[str, ...] = ()
    order: int | None = None
    after: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    meeting: str = ""
    division: str = ""
    reason: str = ""
    until: date | None = None
    back: ProposalState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalText(Noun):
    """One version of a proposal's text; never changed. ``base`` is the version that it was written on."""

    KIND: ClassVar[str] = "proposal_text"
    proposal: str
    number: int
    base: int
    title: Words
    paragraphs: tuple[Paragraph, ...]
    author: str
    at: datetime
    amendment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment(Noun):
    """A change to one paragraph, made on a named version of the text."""

    KIND: ClassVar[str] = "amendment"
    proposal: str
    base: int
    change: Change
    paragraph: str
    words: Words
    why: str
    author: str
    state: AmendmentState = AmendmentState.OPEN
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(Noun):
    """A comment on a proposal's paragraph, a section or Figure of a blueprint, a brief, a report.

    Parameters
    ----------
    on_kind, on
        Kind and id of what it is about.
    place
        Paragraph, section or Figure id; empty for the whole.
    parent, depth
        The comment that it answers, and how deep it stands (0 at the top).
    hidden
        The reason for which the text was taken from view; the record stays.
    """

    KIND: ClassVar[str] = "comment"
    on_kind: str
    on: str
    place: str
    stance: Stance
    text: str
    author: str
    at: datetime
    parent: str = ""
    depth: int = 0
    hidden: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Noun):
    """A file that goes with a proposal, report or meeting; its bytes are the store's, ``sha256`` holds them fast."""

    KIND: ClassVar[str] = "attachment"
    on_kind: str
    on: str
    name: str
    media: str
    size: int
    sha256: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectRun(Noun):
    """A computed effect of a proposal on one state of the data; a new run stands beside the old ones.

    Parameters
    ----------
    measure
        What was computed (``seats_after_swing``).
    unit
        Unit of the values, as ``khaka.core.units`` names it.
    value, low, high
        The result and its range; None where not known.
    data_version
        The data and assumptions that it was computed from.
    readings
        The verified readings of indicators that went into it.
    """

    KIND: ClassVar[str] = "effect"
    proposal: str
    text: int
    measure: str
    unit: str
    value: float | None
    low: float | None
    high: float | None
    data_version: str
    at: datetime
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StateBrief(Noun):
    """A state unit's task (राज्य का दायित्व), issued from a decision or conditional on a proposal.

    Parameters
    ----------
    decision, condition
        The Decision that it follows from, or the Proposal whose decision it waits for.
    parent
        The brief of the level above that it is part of.
    reply
        The unit's reasons or remark.
    """

    KIND: ClassVar[str] = "brief"
    unit: str
    words: Words
    due: date
    decision: str = ""
    condition: str = ""
    parent: str = ""
    replaces: str = ""
    issued_by: str
    issued_at: datetime
    state: BriefState = BriefState.ISSUED
    answered_by: str = ""
    reply: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash(Noun):
    """A contradiction that another room found by rule between proposals and briefs; or its waiver, in words."""

    KIND: ClassVar[str] = "clash"
    rule: str
    words: Words
    proposals: tuple[str, ...]
    briefs: tuple[str, ...] = ()
    state: ClashState = ClashState.OPEN
    waiver: str = ""
    waived_by: str = ""
