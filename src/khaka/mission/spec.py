"""What a mission says. Plain frozen values; ``reading`` makes them from TOML, ``check`` finds every fault."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from khaka.core.message import Name
from khaka.mission.briefs import HandBrief, Targets
from khaka.mission.candidates import Candidate
from khaka.mission.focus_versions import FocusVersion
from khaka.mission.schedule import Schedule

if TYPE_CHECKING:
    from khaka.mission.effort import EffortSpec

#: How a state is to be fought. ``not-reported`` says that the plan is silent there, which is not "alone".
STANCES = ("alone", "allied", "open", "not-reported")

#: Focus rules by name; ``khaka.strategy.focus`` says what each chooses, and a test holds the two lists together.
FOCUS_RULES = (
    "ever-first-or-second",
    "ever-won",
    "ever-second-never-won",
    "first-or-second",
    "second",
    "second-or-third",
    "all-contested",
    "best-expected",
    "best-goal",
)

#: Of these, the rules that order seats by what a point of votes is worth there: they need a number of seats.
VALUE_RULES = ("best-expected", "best-goal")

#: What a weakness entered by hand is about; empty is "not given".
FINDING_KINDS = ("organisation", "leadership", "infighting", "communication", "other")

#: Tiers of the focus list, for themes; ``khaka.strategy.focus.tiers`` makes them, and a test holds the two together.
TIERS = ("hold", "reach", "stretch", "build", "partner", "out")

#: Levels of a party's organisation.
LEVELS = ("booth", "block", "district", "state", "national")

#: How an indicator's values read: whole numbers, or per cent (0-100).
INDICATOR_UNITS = ("count", "percent")

#: Impact and viability are scored from 1 (least) to 5 (most).
SCORES = (1, 5)

#: A goal counts one party (its code), ``ours``, or ``alliance``: ours with the partners of the plan.
OURS, ALLIANCE = "ours", "alliance"

#: Digits that a document may be printed in, where a language has them.
DIGITS = ("latin", "devanagari")


@dataclass(frozen=True, slots=True)
class Goal:
    """Reach a number of seats, or hold a rival bloc below one; exactly one of the two bounds is set."""

    bloc: str
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class StatePlan:
    """The plan for one state.

    Parameters
    ----------
    partners
        Party codes; only with ``allied``.
    reported
        True when the plan is somebody's report and not the party's own word; ``claims`` name the reports.
    reported_on
        The day of the report where it is later than the mission's as-of date: the page says so.
    disputed
        True when another report disagrees.
    """

    state: str
    stance: str
    partners: tuple[str, ...] = ()
    reported: bool = False
    reported_on: date | None = None
    disputed: bool = False
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Override:
    """A change to the focus list by hand: ``add`` or ``drop`` a seat, with a reason, a name and, when given, a day."""

    seat: str
    action: str
    reason: str
    by: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class FocusSpec:
    """Which seats to focus on.

    Parameters
    ----------
    rule
        A name of ``khaka.strategy.focus``.
    seats
        How many; None takes all that the rule gives.
    last
        Recency switch: how many of the last elections the rule looks at; None is all of the mission's history.
    reported_seats
        The number or range that reports gave, printed as reported.
    versions
        Lists that were set down earlier.
    """

    rule: str = "ever-first-or-second"
    seats: int | None = None
    last: int | None = None
    overrides: tuple[Override, ...] = ()
    reported_seats: tuple[int, int] | None = None
    versions: tuple[FocusVersion, ...] = ()


@dataclass(frozen=True, slots=True)
class HandFinding:
    """A weakness entered by hand, with its author; ``kind`` is one of ``FINDING_KINDS`` or empty."""

    id: str
    title: Name
    text: Name
    remedy: Name
    author: str
    states: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    evidence: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """One scorer's judgement of an option, 1 to 5; the scores of several are shown apart, never merged silently."""

    by: str
    impact: int
    viability: int


@dataclass(frozen=True, slots=True)
class Option:
    """A way open to the party, scored by named persons. ``finding`` is the id of the weakness that it answers."""

    id: str
    title: Name
    text: Name | None
    scores: tuple[Score, ...] = ()
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Posts:
    """Posts of the organisation at one level, as counted by a source on a day. None is "not given", never zero.

    Parameters
    ----------
    state
        A state code; empty for the whole country.
    filled, trained, verified
        Posts filled; of those filled, trained; of those filled, checked by somebody outside the unit that reported.
    """

    level: str
    state: str
    day: date
    source: str
    total: int | None = None
    filled: int | None = None
    trained: int | None = None
    verified: int | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """What to speak of and where: states, seats, tiers of the focus list; none of them is everywhere. Never persons."""

    title: Name
    text: Name | None = None
    states: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something to watch: the last value with its day, who checked it, and the target."""

    name: Name
    source: str
    unit: str = "count"
    last: float | None = None
    target: float | None = None
    day: date | None = None
    verified: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True)
class Hand:
    """What no result shows and the mission's authors enter; ``party`` is the party for which the file was written."""

    party: str = ""
    options: tuple[Option, ...] = ()
    organisation_posts: tuple[Posts, ...] = ()
    themes: tuple[Theme, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    briefs: tuple[HandBrief, ...] = ()
    targets: Targets = field(default_factory=Targets)
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Mission:
    """A mission.

    Parameters
    ----------
    party
        "Ours".
    election, base
        The election that the blueprint is for, and the last one whose results it starts from.
    as_of
        Nothing counted or published later may be used.
    history
        Elections on the same seat map that identity over time may use, in order, the base last.
    rival
        The party to beat; empty lets the data choose (the party most often met in the first two places).
    staging
        Seat numbers on the way to the goal.
    languages, digits
        Languages of the document; ``devanagari`` digits for those whose script has them, or ``latin``.
    datasets
        Imported datasets to use; None is every one in the data folder.
    map_open
        True when the seat map of the target election is not settled; the document says what it assumes.
    claims, organisation
        Tables of the catalogue that belong to this mission: attributed claims of the press, and the party's own
        organisational calendar; empty for none.
    hand
        Options, posts, themes, indicators, state briefs, targets and states of tickets entered by hand.
    effort
        Budget, response and limits; None is "not given".
    schedule
        Announced days of poll of the target election; None is "not given". It moves no number: legal windows rest on it.
    """

    id: str
    name: Name
    party: str
    election: str
    base: str
    as_of: date
    history: tuple[str, ...]
    rival: str = ""
    goals: tuple[Goal, ...] = ()
    staging: tuple[int, ...] = ()
    states: tuple[StatePlan, ...] = ()
    focus: FocusSpec = field(default_factory=FocusSpec)
    findings: tuple[HandFinding, ...] = ()
    about: Name | None = None
    languages: tuple[str, ...] = ("en", "hi")
    digits: str = "latin"
    seed: int = 1
    datasets: tuple[str, ...] | None = None
    map_open: bool = False
    country: str = "IN"
    claims: str = ""
    organisation: str = ""
    hand: Hand = field(default_factory=Hand)
    effort: EffortSpec | None = None
    schedule: Schedule | None = None

    def plan(self, state: str) -> StatePlan:
        """The plan for a state; silence is ``not-reported``."""
        return next((s for s in self.states if s.state == state), StatePlan(state, "not-reported"))

    @property
    def partners(self) -> tuple[str, ...]:
        """Every partner of the plan, once, in the order of states."""
        return tuple(dict.fromkeys(p for s in self.states for p in s.partners))
