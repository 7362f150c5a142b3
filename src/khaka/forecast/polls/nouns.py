"""What the poll average is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from khaka.core.message import Message

#: The whole country, in the column ``scope`` of the table.
NATION = "IN"


@dataclass(frozen=True, slots=True)
class PollModel:
    """Assumptions of the average, in points of vote share; see docs/design/0011-poll-average.md.

    Parameters
    ----------
    drift_pp
        Standard deviation of a day's change of opinion.
    house_pp
        Standard deviation of house effects: how far a pollster leans, before its polls are seen.
    design_effect, sample_cap
        Effective sample = sample / design effect, never above the cap: clusters and weights eat a sample, and past a
        point more interviews buy nothing.
    other_pp
        Error of one poll beyond sampling and house.
        These are for a share near 40 %; smaller shares err less, in proportion to sqrt(p (1 - p)).
    shared_nation_pp, shared_state_pp, shared_weight
        Prior size of the error that all polls of an election share, and its weight in past errors.
    stale_days
        A series this much older than its scope's newest poll is shown and left out of sums.
    """

    drift_pp: float = 0.15
    house_pp: float = 2.0
    design_effect: float = 3.0
    sample_cap: float = 1500.0
    other_pp: float = 1.0
    shared_nation_pp: float = 3.0
    shared_state_pp: float = 5.0
    shared_weight: float = 4.0
    stale_days: int = 150


@dataclass(frozen=True, slots=True)
class Reading:
    """What one poll says of one bloc or party.

    Parameters
    ----------
    share_pct
        Per cent; None in a poll that printed seats only.
    part_of
        The label of the same poll that already contains this one; "" for none.
    """

    label: str
    share_pct: float | None
    seats: float | None = None
    seats_low: float | None = None
    seats_high: float | None = None
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class Poll:
    """One poll in one scope (a state, states joined by ``;``, or ``IN``).

    Parameters
    ----------
    house
        The pollster without the name of the series, so that its polls for different publishers count together.
    field_day
        Middle of the fieldwork; the day on which the poll counts. None where no field date is known.
    published
        The last day that its date of publication can mean: a month is its last day.
    effective
        Effective sample; 0 where the sample is not known.
    grade
        A to D; "" for a poll that is not usable.
    """

    poll_id: str
    kind: str
    pollster: str
    house: str
    publisher: str
    scope: str
    field_start: date | None
    field_end: date | None
    published: date
    sample: int | None
    effective: float
    readings: tuple[Reading, ...]
    grade: str = ""

    @property
    def field_day(self) -> date | None:
        """Middle of the fieldwork, or the one date that is known."""
        if self.field_start and self.field_end:
            return self.field_start + (self.field_end - self.field_start) / 2
        return self.field_end or self.field_start


@dataclass(frozen=True, slots=True)
class Refused:
    """A poll that is not averaged, and every reason why."""

    poll: Poll
    reasons: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class SeriesAverage:
    """The average of a bloc or party in a scope.

    Parameters
    ----------
    share_pct, sd_pp
        Average on the as-of date and its standard deviation, the shared error within.
    polling_sd_pp
        The part that more polls would lower.
    shared_pp
        The part that they would not.
    part_of
        The bloc that contains it ("" for none): such a series is left out of sums.
    stale
        Its last poll is much older than the scope's newest: shown, left out of sums.
    """

    scope: str
    label: str
    share_pct: float
    sd_pp: float
    polling_sd_pp: float
    shared_pp: float
    polls: int
    last_day: date
    part_of: str = ""
    stale: bool = False


@dataclass(frozen=True, slots=True)
class HouseEffect:
    """How far a pollster leans on a label, in points; shrunk to zero."""

    scope: str
    label: str
    house: str
    effect_pp: float
    sd_pp: float
    polls: int


@dataclass(frozen=True, slots=True)
class PollAverage:
    """The poll average of an election on a day.

    Parameters
    ----------
    past_error_seats
        Mean absolute error of each house's last polls before earlier elections, in seats of the two leading blocs.
    last_day
        Field day of the newest poll used; None when there is none.
    """

    election: str
    as_of: date
    model: PollModel
    series: tuple[SeriesAverage, ...]
    houses: tuple[HouseEffect, ...]
    used: tuple[Poll, ...]
    seats_only: tuple[Poll, ...]
    refused: tuple[Refused, ...]
    past_error_seats: dict[str, float]
    shared_nation_pp: float
    last_day: date | None = None

    @property
    def empty(self) -> bool:
        """True when no poll is usable: history alone."""
        return not self.used

    def scope(self, scope: str = NATION) -> dict[str, SeriesAverage]:
        """The series of a scope that may be added up, by label: none that is part of another, none stale."""
        return {s.label: s for s in self.series if s.scope == scope and not s.part_of and not s.stale}

    @property
    def national(self) -> dict[str, float]:
        """Per cent by national bloc, as the table names them (NDA, UPA, INDIA, OTH)."""
        return {label: s.share_pct for label, s in self.scope().items()}
