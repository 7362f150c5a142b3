"""What the papers say: archived reports, the claims in them, links between claims, and what uses them.

Claims that disagree stand side by side and are never merged. What a person has not confirmed or corrected counts for
nothing. Whether a claim still stands is derived, not stored: see ``khaka.committee.grounds``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from khaka.committee.noun import NO_WORDS, Noun, Words


class NewsState(StrEnum):
    """States of an archived report."""

    CURRENT = "current"
    CORRECTED = "corrected"  # its publisher has put another version in its place
    WITHDRAWN = "withdrawn"  # its publisher has taken it back


class ClaimState(StrEnum):
    """States of a claim."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"  # another claim stands in its place; this one stays to be read
    DECLINED = "declined"  # a person found that it is no claim of this report
    HIDDEN = "hidden"  # taken from view by law; its stub stays


class LinkState(StrEnum):
    """States of a link between claims."""

    DRAWN = "drawn"
    ENDED = "ended"


class UseState(StrEnum):
    """States of a use of a claim."""

    IN_USE = "in_use"
    ENDED = "ended"


class Side(StrEnum):
    """Whose word a claim is. ``official`` is an election office or a court."""

    PARTY_ON_RECORD = "party_on_record"
    PARTY_SOURCES = "party_sources"
    STRATEGIST_SIDE = "strategist_side"
    UNNAMED = "unnamed"
    ANALYST = "analyst"
    OFFICIAL = "official"


class Relation(StrEnum):
    """What one claim is to another. A contradiction has no direction."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    COMMENTS = "comments"


@dataclass(frozen=True, slots=True)
class ClaimFlag:
    """What a rule noted about a claim when it was suggested (a seat count above the house), in words."""

    kind: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsReport(Noun):
    """A report as it was archived; the file's bytes are the store's.

    Parameters
    ----------
    published
        Its day; None when it is not known, and then no day is guessed.
    follows
        Where the day is not known: the NewsReport after which it stands in time, or empty.
    source, url
        Who published it, and where; both may be empty when nobody knows.
    agency
        Origin of an agency's text (``ANI``): ten papers with one agency's text are one origin. Empty for a paper's own.
    archive, sha256
        Its main text, and the SHA-256 of that text in UTF-8, which stays when the text is hidden. Both empty when no text
        was kept: its claims are then paraphrases.
    file
        SHA-256 of the archived file, or empty.
    replaced_by
        The corrected version.
    hidden
        Why the text was taken from view.
    """

    KIND: ClassVar[str] = "news_report"
    title: str
    published: date | None
    source: str
    url: str
    language: str
    agency: str
    archive: str
    sha256: str
    author: str
    at: datetime
    file: str = ""
    follows: str = ""
    replaced_by: str = ""
    hidden: str = ""
    reason: str = ""
    state: NewsState = NewsState.CURRENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Noun):
    """One statement of one speaker in a report.

    Parameters
    ----------
    number
        Its place among the report's claims, from 1.
    quote
        The report's own words, which stand in its archived text; empty where only ``words`` tell it.
    about, value, unit
        Topic, figure as printed (``370``, ``370-400``, ``GJ``), and what it counts; empty where there is none.
    digest
        SHA-256 of the content; stays when the content is hidden.
    author, checked_by
        Who suggested it, and who confirmed, corrected, declined or hid it.
    replaces, replaced_by
        The claim that this one corrects, and the one that corrects it.
    """

    KIND: ClassVar[str] = "claim"
    report: str
    number: int
    side: Side
    speaker: str
    quote: str
    about: str
    value: str
    unit: str
    digest: str
    author: str
    at: datetime
    words: Words = NO_WORDS
    flags: tuple[ClaimFlag, ...] = ()
    checked_by: str = ""
    checked_at: datetime | None = None
    replaces: str = ""
    replaced_by: str = ""
    reason: str = ""
    state: ClaimState = ClaimState.SUGGESTED


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLink(Noun):
    """One claim about another, and who drew the link; its id is ``source:other``. It follows both to their corrections."""

    KIND: ClassVar[str] = "claim_link"
    source: str
    other: str
    relation: Relation
    author: str
    at: datetime
    note: str = ""
    reason: str = ""
    state: LinkState = LinkState.DRAWN


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimUse(Noun):
    """A proposal that rests on a claim, with who chose it; its id is ``proposal:claim``. ``place`` is a paragraph."""

    KIND: ClassVar[str] = "claim_use"
    proposal: str
    claim: str
    author: str
    at: datetime
    place: str = ""
    reason: str = ""
    state: UseState = UseState.IN_USE
