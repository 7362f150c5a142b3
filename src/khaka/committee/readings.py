"""What is derived of indicators and never stored: which readings count, the trend, Figures for reviews, the field's counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from khaka.committee.monitoring import Direction, FieldReport, Indicator, IndicatorState, Reading, ReadingState
from khaka.committee.papers import EffectRun
from khaka.committee.records import Records
from khaka.core.figure import Figure, How, Kind
from khaka.core.message import Name, msg
from khaka.core.units import Unit


class Move(StrEnum):
    """Which way an indicator has moved."""

    BETTER = "better"
    WORSE = "worse"
    LEVEL = "level"
    UNKNOWN = "unknown"  # there are not two verified readings


@dataclass(frozen=True, slots=True)
class Trend:
    """Where an indicator stands.

    Parameters
    ----------
    last
        The latest reading that nobody disputes, verified or not; None when there is none.
    verified
        The latest verified one: all below is of verified readings only.
    change
        From the verified reading before to the latest; None where there are not two.
    reached
        Whether the target is reached; None without a target or a verified reading.
    """

    indicator: Indicator
    last: Reading | None
    verified: Reading | None
    change: float | None
    move: Move
    reached: bool | None

    @property
    def is_verified(self) -> bool:
        """True when the latest reading is a verified one."""
        return self.last is not None and self.last is self.verified


def usable(records: Records, indicator: str) -> tuple[Reading, ...]:
    """The verified readings of an indicator, the earliest day first; of one day the latest to be verified counts.

    Nothing else may enter a computation: a reported value is somebody's word, a disputed one not even that.
    """
    by_day: dict[object, Reading] = {}
    for r in sorted(records.find(Reading, indicator=indicator, state=ReadingState.VERIFIED), key=_checked):
        by_day[r.as_of] = r
    return tuple(sorted(by_day.values(), key=lambda r: r.as_of))


def trend(records: Records, indicator: Indicator) -> Trend:
    """Where an indicator stands: last value, target, which way it moved."""
    good = usable(records, indicator.id)
    reported = records.find(Reading, indicator=indicator.id, state=ReadingState.REPORTED)
    last = max((*reported, *good), key=lambda r: (r.as_of, r.state is ReadingState.VERIFIED, r.at, r.id), default=None)
    verified = good[-1] if good else None
    change = good[-1].value - good[-2].value if len(good) > 1 else None
    return Trend(indicator, last, verified, change, _move(indicator, change), _reached(indicator, verified))


def figures_of(records: Records, body: str) -> dict[str, Figure]:
    """A body's indicators as Figures by id, each at its latest verified value; no value where there is none.

    The server adds them to what ``review_reasons`` gets: a decision may watch an indicator by its id.
    """
    found = {}
    for i in records.find(Indicator, body=body):
        last = trend(records, i).verified
        words = Name("text", i.id, tuple((lang, i.definition.in_language(lang)) for lang in ("en", "hi")))
        what = msg("committee.indicator_is", words=words)
        how = How(Kind.REPORTED, of=(last.id,) if last else ())
        value = last.value if last else None
        if value is not None and Unit(i.unit).is_count:
            value = int(value)
        found[i.id] = Figure(i.id, value, Unit(i.unit), what, how, sources=(i.source,))
    return found


def field_counts(records: Records, body: str, column: str) -> dict[str, tuple[FieldReport, int | None]]:
    """The latest verified count of a column by place, with its report; None where it was too small to keep."""
    found: dict[str, tuple[FieldReport, int | None]] = {}
    reports = records.find(FieldReport, body=body, state=ReadingState.VERIFIED)
    for report in sorted(reports, key=lambda r: (r.as_of, r.at, r.id)):
        found |= {c.place: (report, c.count) for c in report.counts if c.column == column}
    return found


def unsupported(records: Records, proposal: str) -> tuple[EffectRun, ...]:
    """Effect runs of a proposal that were computed from a reading which is not verified any more."""
    return tuple(r for r in records.find(EffectRun, proposal=proposal) if not supported(records, r))


def supported(records: Records, run: EffectRun) -> bool:
    """Whether everything that an effect was computed from is verified now; one without readings is."""
    found = (records.get(Reading, n) or records.get(FieldReport, n) for n in run.readings)
    return all(r is not None and r.state is ReadingState.VERIFIED for r in found)


def active(records: Records, body: str) -> tuple[Indicator, ...]:
    """The indicators that a body follows now."""
    return records.find(Indicator, body=body, state=IndicatorState.ACTIVE)


def _checked(reading: Reading) -> tuple[object, ...]:
    return (reading.checked_at or reading.at, reading.id)


def _move(indicator: Indicator, change: float | None) -> Move:
    if change is None:
        return Move.UNKNOWN
    if change == 0:
        return Move.LEVEL
    return Move.BETTER if (change > 0) == (indicator.direction is Direction.AT_LEAST) else Move.WORSE


def _reached(indicator: Indicator, reading: Reading | None) -> bool | None:
    if indicator.target is None or reading is None:
        return None
    up = indicator.direction is Direction.AT_LEAST
    return reading.value >= indicator.target if up else reading.value <= indicator.target
