"""A division: frozen text, rulebook and roll; keys, recusals, ballots, paper returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from khaka.committee.noun import Noun, Words
from khaka.committee.people import Role
from khaka.committee.rulebook import Rulebook


class Choice(StrEnum):
    """What a ballot says."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Method(StrEnum):
    """Recorded: names and votes are published after the close. Secret: on paper, entered as a return."""

    RECORDED = "recorded"
    SECRET = "secret"


class DivisionState(StrEnum):
    """States of a division."""

    CALLED = "called"
    OPEN = "open"
    COUNTING = "counting"  # closed; the paper return is not in yet
    TIED = "tied"  # closed; the chair's casting vote is due
    CLOSED = "closed"
    DROPPED = "dropped"  # called off before it opened
    VOID = "void"


class Verdict(StrEnum):
    """How a division ended."""

    CARRIED = "carried"
    LOST = "lost"
    NO_QUORUM = "no_quorum"
    TIED = "tied"


class BallotState(StrEnum):
    """A ballot counts, or was set aside because its member is recused."""

    COUNTED = "counted"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Key:
    """One of the two consents to open."""

    role: Role
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes counted, all whole numbers of votes (persons times weight).

    Parameters
    ----------
    roll, recused
        Votes of the whole frozen roll, and of those on it who are recused.
    blank, spoilt
        Papers without a mark (they count as abstentions) and papers that cannot be read (for the quorum only).
    """

    roll: int
    recused: int = 0
    for_: int = 0
    against: int = 0
    abstain: int = 0
    blank: int = 0
    spoilt: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Division(Noun):
    """A division on one version of a proposal's text.

    Parameters
    ----------
    text, digest
        The frozen text version and the SHA-256 of its canonical form; a ballot names the digest that its voter saw.
    rulebook
        The body's rules when it was called.
    opens_from, closes_at
        It opens at or after the first (call and notice) and takes ballots before the second.
    keys
        The consents of chair and secretary.
    repeats
        The void division that it repeats.
    """

    KIND: ClassVar[str] = "division"
    proposal: str
    text: int
    digest: str
    question: Words
    method: Method
    rulebook: Rulebook
    called_by: str
    called_at: datetime
    opens_from: datetime
    closes_at: datetime
    keys: tuple[Key, ...] = ()
    opened_at: datetime | None = None
    tally: Tally | None = None
    verdict: Verdict | None = None
    casting: Choice | None = None
    repeats: str = ""
    reason: str = ""
    state: DivisionState = DivisionState.CALLED


@dataclass(frozen=True, slots=True, kw_only=True)
class RollEntry(Noun):
    """A person on the frozen roll; its id is ``division:person``."""

    KIND: ClassVar[str] = "roll_entry"
    division: str
    person: str
    role: Role
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusal(Noun):
    """A person who keeps out of a division; its id is ``division:person``."""

    KIND: ClassVar[str] = "recusal"
    division: str
    person: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot(Noun):
    """One person's ballot in a recorded division; its id is ``division:person``, so that there can be one only.

    Parameters
    ----------
    salt
        Random, from the store: without it the digest in the chain would give the choice away before the close.
    """

    KIND: ClassVar[str] = "ballot"
    HIDDEN: ClassVar[bool] = True
    division: str
    voter: str
    choice: Choice
    weight: int
    salt: str
    state: BallotState = BallotState.COUNTED


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReturn(Noun):
    """One of the two entries of a secret division's papers; its id is ``division:person`` who entered it."""

    KIND: ClassVar[str] = "paper_return"
    division: str
    entered_by: str
    issued: int
    for_: int
    against: int
    blank: int
    spoilt: int
    at: datetime
