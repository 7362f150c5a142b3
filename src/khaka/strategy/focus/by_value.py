"""Seats in the order of what a point of votes is worth there, each with its place and its value as the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khaka.core.figure import Figure, How, Kind
from khaka.core.message import Message, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy.focus.rules import Rule

if TYPE_CHECKING:
    from khaka.strategy.focus.value import Values


@dataclass(frozen=True, slots=True)
class Ranked:
    """A seat's number in the order (from 1) with the sentence that says so."""

    number: int
    reason: Message


def worth_of(brief: Brief) -> Values:
    """The values of a brief's own forecast, for lists that are made without a Strategy."""
    from khaka.forecast.field import outlook
    from khaka.forecast.odds import odds_of
    from khaka.strategy.focus.value import values

    return values(odds_of(brief, outlook(brief)))


def ranked(brief: Brief, rule: Rule, worth: Values) -> dict[str, Ranked]:
    """Every seat in which ours is expected to stand, most valuable first; ties go by seat id.

    Parameters
    ----------
    rule
        A rule by value.
    """
    found = [(s.seat_id, s.expected if rule.value == "expected" else s.goal) for s in worth.seats if s.win is not None]
    order = sorted(((s, v) for s, v in found if v is not None), key=lambda x: (-x[1], x[0]))
    return {s: Ranked(i, _reason(brief, rule, s, i, v)) for i, (s, v) in enumerate(order, 1)}


def _reason(brief: Brief, rule: Rule, seat: str, number: int, value: float) -> Message:
    times = 100 if rule.value == "expected" else 10_000  # in hundredths of a seat, and of a time in 100
    return msg(
        f"focus.reason.worth_{rule.value}",
        number=_figure(brief, f"worth_number.{seat.lower()}", number, Unit.PLACE, "order by value"),
        value=_figure(brief, f"worth.{seat.lower()}", value * times, Unit.NUMBER, f"{times} x derivative by the share of ours",
                      f"s7.value_{rule.value}.definition", 2),
    )  # fmt: skip


def _figure(
    brief: Brief, name: str, value: float, unit: Unit, formula: str, definition: str = "focus.worth_number.definition",
    digits: int | None = None,
) -> Figure:  # fmt: skip
    how = How(Kind.SIMULATED, filters=(("seed", brief.mission.seed),), formula=formula)
    return Figure(
        f"s7.{brief.mission.party.lower()}.{name}", value, unit, msg(definition), how,
        sources=brief.sources_of(*(e.id for e in brief.history)), digits=digits,
    )  # fmt: skip
