"""Elections inside the organisation: a programme of dated steps, the election of one post in one unit, its roll, its nominations.

Electors are members and delegates of the organisation, under the id of their account or their delegate number; the
voters of public elections never stand here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from khaka.committee.noun import Noun, Words
from khaka.committee.people import Level


class StepKind(StrEnum):
    """Steps of an election in their order; ``elect`` is the whole election in one span, where nothing finer is set."""

    ENROL = "enrol"
    ROLL = "roll"
    NOMINATE = "nominate"
    SCRUTINY = "scrutiny"
    WITHDRAW = "withdraw"
    POLL = "poll"
    COUNT = "count"
    ELECT = "elect"


class TieRule(StrEnum):
    """What settles equal votes. Nothing is ever drawn here: a lot is an act of people outside, entered by two of them."""

    FRESH_POLL = "fresh_poll"
    RECORDED_LOT = "recorded_lot"


class Unfilled(StrEnum):
    """What becomes of a reserved seat without a candidate."""

    VACANT = "vacant"
    OPEN = "open"  # every candidate may have it


class ProgrammeState(StrEnum):
    """States of a programme."""

    DRAFT = "draft"
    NOTIFIED = "notified"
    ENDED = "ended"


class ElectionState(StrEnum):
    """States of an election; a stayed one goes back to where it was."""

    CALLED = "called"  # the roll is being made
    ROLL_FINAL = "roll_final"  # nominations
    LISTED = "listed"  # the candidates are final: poll, returns
    COUNTED = "counted"  # every box has two entries alike
    TIED = "tied"
    REPOLL = "repoll"  # a petition brought a fresh poll; its day is not set
    DECLARED = "declared"
    VACANT = "vacant"  # no candidate
    STAYED = "stayed"
    VOID = "void"


class ElectorState(StrEnum):
    """An elector on the roll, or struck off with a cause."""

    LISTED = "listed"
    STRUCK = "struck"


class NominationState(StrEnum):
    """States of a nomination, up to the seat that it wins and gives up."""

    FILED = "filed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    ELECTED = "elected"
    NOT_ELECTED = "not_elected"
    VACATED = "vacated"


class Cause(StrEnum):
    """Why an elector is struck off, or a seat falls vacant."""

    DIED = "died"
    EXPELLED = "expelled"
    RESIGNED = "resigned"
    ELSEWHERE = "elsewhere"  # keeps another seat, or stands on another roll


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a programme.

    Parameters
    ----------
    key
        Its name in the programme.
    first, last
        Days in the body's time zone, both included. What must be done by a step is done before the midnight after ``last``.
    unit
        Id of the Unit that has dates of its own; empty for every unit of the level.
    """

    key: str
    level: Level
    kind: StepKind
    first: date
    last: date
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """Days on which nothing is nominated or polled, and the rule that says so (a public election's code of conduct)."""

    first: date
    last: date
    rule: str


@dataclass(frozen=True, slots=True)
class PollRules:
    """Rules of a programme.

    Parameters
    ----------
    notice_days
        Days between the notice and the first step, and between a new notice and a moved step.
    petition_days
        Days after the declaration in which a petition is taken.
    seconds_limit
        Nominations of one election that one elector may propose or second.
    """

    tie: TieRule = TieRule.FRESH_POLL
    notice_days: int = 7
    petition_days: int = 10
    seconds_limit: int = 1


@dataclass(frozen=True, slots=True)
class Reserved:
    """Seats for a group of candidates that the organisation's rules name (office of women, of workers)."""

    group: str
    seats: int
    unfilled: Unfilled


@dataclass(frozen=True, slots=True)
class Line:
    """Votes of one nomination."""

    nomination: str
    votes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Noun):
    """A calendar of steps over the levels, with the rules that hold for all its elections.

    Parameters
    ----------
    notified_on
        Day of the latest notice; a step may not move without a new one.
    waiver
        Why key days on public holidays are kept.
    """

    KIND: ClassVar[str] = "programme"
    name: Words
    steps: tuple[Step, ...]
    author: str
    rules: PollRules = PollRules()
    silences: tuple[Silence, ...] = ()
    notified_on: date | None = None
    waiver: str = ""
    reason: str = ""
    state: ProgrammeState = ProgrammeState.DRAFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Election(Noun):
    """The election of one post in one unit.

    Parameters
    ----------
    officer, scrutineers
        Accounts of the returning officer and of those who check; none of them stands.
    boxes
        Places of the poll; each has a marked roll and a return.
    marks_each
        Candidates that one paper may mark.
    delegates
        Whether those elected are electors of the unit above.
    poll, count
        1, and one more for each fresh poll and, in it, each recount.
    contenders
        Nominations in a fresh poll; empty for the first.
    lines, ballots, invalid
        The count of the first poll.
    order
        Ranks among equal candidates that fresh polls or recorded lots gave, the highest first.
    ranked_before
        The ranks that stood before the present fresh poll: a recount of it starts from them.
    tied
        Nominations that wait for one.
    vacant
        Seats that nobody holds.
    before_stay
        The state that a stay interrupted.
    """

    KIND: ClassVar[str] = "election"
    programme: str
    unit: str
    level: Level
    post: Words
    seats: int
    reserved: tuple[Reserved, ...]
    officer: str
    scrutineers: tuple[str, ...]
    boxes: tuple[str, ...]
    called_at: datetime
    marks_each: int = 1
    delegates: bool = True
    roll_digest: str = ""
    roll_size: int = 0
    without: tuple[str, ...] = ()
    poll: int = 1
    count: int = 1
    poll_on: date | None = None
    contenders: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    ballots: int = 0
    invalid: int = 0
    order: tuple[Line, ...] = ()
    ranked_before: tuple[Line, ...] = ()
    tied: tuple[str, ...] = ()
    vacant: int = 0
    unopposed: bool = False
    declared_at: datetime | None = None
    before_stay: str = ""
    reason: str = ""
    state: ElectionState = ElectionState.CALLED


@dataclass(frozen=True, slots=True, kw_only=True)
class Elector(Noun):
    """A person on the roll of an election; its id is ``election:person``.

    Parameters
    ----------
    person
        An account, or the number under which the organisation keeps a delegate. Never a name, never a public voter.
    since
        Member since this day; after the cut-off there is no place on the roll.
    seats
        Nominations, elected in units below, that make the person a delegate here.
    """

    KIND: ClassVar[str] = "elector"
    election: str
    programme: str
    level: Level
    person: str
    since: date
    seats: tuple[str, ...] = ()
    cause: Cause | None = None
    reason: str = ""
    state: ElectorState = ElectorState.LISTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Nomination(Noun):
    """A nomination.

    Parameters
    ----------
    number
        In the order of filing, from 1 in each election.
    name, told_apart_by
        The candidate's name, and the words on the paper that tell two of one name apart.
    group
        The reserved group for which the candidate stands, or empty.
    proposer, seconder
        Electors of the same roll.
    """

    KIND: ClassVar[str] = "nomination"
    election: str
    number: int
    person: str
    name: Words
    told_apart_by: str
    group: str
    proposer: str
    seconder: str
    filed_by: str
    filed_at: datetime
    examined_by: str = ""
    cause: Cause | None = None
    reason: str = ""
    state: NominationState = NominationState.FILED
