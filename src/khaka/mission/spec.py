"""What a mission says. Plain frozen values; ``reading`` makes them from TOML, ``check`` finds every fault."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from khaka.core.message import Name

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
)

#: A goal counts one party (its code), ``ours``, or ``alliance``: ours with the partners of the plan.
OURS, ALLIANCE = "ours", "alliance"


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
    """A change to the focus list by hand: ``add`` or ``drop`` a seat, with a reason and a name."""

    seat: str
    action: str
    reason: str
    by: str


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
    """

    rule: str = "ever-first-or-second"
    seats: int | None = None
    last: int | None = None
    overrides: tuple[Override, ...] = ()
    reported_seats: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class HandFinding:
    """A weakness entered by hand: organisation, leadership, infighting, communication."""

    id: str
    title: Name
    text: Name
    remedy: Name
    author: str
    states: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    evidence: str = ""


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
    datasets
        Imported datasets to use; None is every one in the data folder.
    map_open
        True when the seat map of the target election is not settled; the document says what it assumes.
    claims, organisation
        Tables of the catalogue that belong to this mission: attributed claims of the press, and the party's own
        organisational calendar; empty for none.
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
    seed: int = 1
    datasets: tuple[str, ...] | None = None
    map_open: bool = False
    country: str = "IN"
    claims: str = ""
    organisation: str = ""

    def plan(self, state: str) -> StatePlan:
        """The plan for a state; silence is ``not-reported``."""
        return next((s for s in self.states if s.state == state), StatePlan(state, "not-reported"))

    @property
    def partners(self) -> tuple[str, ...]:
        """Every partner of the plan, once, in the order of states."""
        return tuple(dict.fromkeys(p for s in self.states for p in s.partners))
