"""What a poll leaves behind: the marked roll, returns entered twice, lots, certificates; petitions, and matters to be ruled on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from khaka.committee.noun import Json, Noun
from khaka.committee.polling import Line


class ReturnState(StrEnum):
    """An entry waits for the other, is like it, or differs and is held."""

    ENTERED = "entered"
    AGREED = "agreed"
    DIFFERS = "differs"


class PetitionState(StrEnum):
    """States of a petition; a ruling opposite to another one is held until the authority settles both."""

    FILED = "filed"
    RULED = "ruled"
    HELD = "held"


class Ruling(StrEnum):
    """A ruling on a petition."""

    UPHELD = "upheld"
    DISMISSED = "dismissed"


class Remedy(StrEnum):
    """What an upheld petition brings."""

    NONE = "none"
    RECOUNT = "recount"
    FRESH_POLL = "fresh_poll"


class MatterKind(StrEnum):
    """What needs a ruling."""

    DELEGATE_FELL = "delegate_fell"  # a delegate who voted here lost the seat below
    BELOW_STAYED = "below_stayed"  # an election whose delegates voted here is stayed


class MatterState(StrEnum):
    """A matter is open, or ruled: the election stands, or falls."""

    OPEN = "open"
    STANDS = "stands"
    FALLS = "falls"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedRoll(Noun):
    """Who was given a paper at a box; its id is ``election:poll:box``. It says who came, never how anyone voted."""

    KIND: ClassVar[str] = "marked_roll"
    election: str
    box: str
    persons: tuple[str, ...]
    entered_by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PollReturn(Noun):
    """One of the two entries of a box's return; its id is ``election:poll:count:box:person`` who entered it.

    Parameters
    ----------
    ballots, invalid
        Papers in the box, and those of them that do not count.
    sha256
        Digest of the photograph or scan of the signed sheet.
    note
        Why the box is empty, when it is.
    """

    KIND: ClassVar[str] = "poll_return"
    election: str
    poll: int
    count: int
    box: str
    entered_by: str
    ballots: int
    invalid: int
    lines: tuple[Line, ...]
    sha256: str
    note: str
    at: datetime
    state: ReturnState = ReturnState.ENTERED


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot(Noun):
    """One of the two entries of a lot that was drawn outside; its id is ``election:poll:count:person`` who entered it.

    Parameters
    ----------
    order
        The equal nominations, in the order drawn.
    present
        Who was there, and where.
    """

    KIND: ClassVar[str] = "lot"
    election: str
    order: tuple[str, ...]
    present: str
    entered_by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Noun):
    """A declared result; its id is ``election:poll:count``.

    Parameters
    ----------
    document, seal
        The result as data, and the SHA-256 of its canonical form.
    replaces
        The certificate that a recount or fresh poll replaced.
    """

    KIND: ClassVar[str] = "certificate"
    election: str
    document: Json
    seal: str
    by: str
    at: datetime
    replaces: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Petition(Noun):
    """A petition against a declared result.

    Parameters
    ----------
    judge
        The account that it goes to: nobody who ran the election, stood in it, or ruled what is appealed against.
    against
        The petition whose ruling is appealed against, or empty.
    """

    KIND: ClassVar[str] = "petition"
    election: str
    author: str
    grounds: str
    judge: str
    filed_at: datetime
    against: str = ""
    ruling: Ruling | None = None
    remedy: Remedy = Remedy.NONE
    reason: str = ""
    ruled_at: datetime | None = None
    settled_by: str = ""
    state: PetitionState = PetitionState.FILED


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter(Noun):
    """Something that has happened elsewhere and that this election cannot pass over without a ruling.

    Parameters
    ----------
    because
        Id of the election, or petition, that it comes from.
    persons
        Delegates concerned, who had a paper here.
    margin
        Votes between the last who is elected and the first who is not; None when nothing is declared or nobody lost.
    """

    KIND: ClassVar[str] = "matter"
    election: str
    what: MatterKind
    because: str
    persons: tuple[str, ...]
    margin: int | None
    at: datetime
    reason: str = ""
    ruled_by: str = ""
    state: MatterState = MatterState.OPEN
