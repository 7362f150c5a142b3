"""The present list against one that was set down earlier: what was added, what was dropped, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from khaka.core.figure import Figure, How, Kind
from khaka.core.message import Message, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.mission.focus_versions import FocusVersion
from khaka.strategy.focus.listing import FocusList, FocusSeat


@dataclass(frozen=True, slots=True)
class Moved:
    """A seat that is on one of two lists only, and why the present list has it or not."""

    seat_id: str
    reason: Message


@dataclass(frozen=True, slots=True)
class ListChange:
    """An earlier list beside the present one; seats by id.

    Parameters
    ----------
    before
        Seats of the earlier list.
    kept, added, dropped
        On both; on the present list only; on the earlier list only.
    """

    name: str
    day: date
    before: tuple[str, ...]
    kept: tuple[str, ...]
    added: tuple[Moved, ...]
    dropped: tuple[Moved, ...]


def since(version: FocusVersion, focus: FocusList, brief: Brief) -> ListChange:
    """What the present list changes of an earlier one.

    Notes
    -----
    An earlier list is only its seats, so the reasons are those of the present list: a change by hand, the list's size, or
    the rule.
    """
    seats = {s.seat_id: s for s in focus.seats}
    then, now = set(version.seats), {s.seat_id for s in focus.chosen}
    return ListChange(
        version.name,
        version.day,
        tuple(sorted(then)),
        tuple(sorted(then & now)),
        tuple(Moved(s, _why(seats[s], brief)) for s in sorted(now - then)),
        tuple(Moved(s, _why_not(seats.get(s), focus, brief)) for s in sorted(then - now)),
    )


def _why(seat: FocusSeat, brief: Brief) -> Message:
    return _by_hand(seat, brief) or msg("lists.why.by_rule", reason=_reasons(seat))


def _why_not(seat: FocusSeat | None, focus: FocusList, brief: Brief) -> Message:
    if seat is None:
        return msg("lists.why.no_seat", election=brief.election_name(brief.base.id))
    by_hand = _by_hand(seat, brief)
    if by_hand is not None:
        return by_hand
    if seat.order is not None and focus.wanted is not None and seat.order > focus.wanted:
        own = brief.mission.party.lower()
        order = Figure(
            f"s7.{own}.order.{seat.seat_id.lower()}", seat.order, Unit.PLACE, msg("s7.order.definition"),
            How(Kind.COUNTED, formula="order of the list", rows=(seat.seat_id,)), sources=brief.sources_of(brief.base.id),
        )  # fmt: skip
        size = brief.give(f"s7.{own}.wanted", focus.wanted, Unit.SEATS, msg("lists.wanted.definition"), "focus.seats")
        return msg("lists.why.cut", order=order, size=size, reason=_reasons(seat))
    return msg("lists.why.not_by_rule", rule=focus.rule.sentence, reason=_reasons(seat))


def _by_hand(seat: FocusSeat, brief: Brief) -> Message | None:
    change = next((o for o in brief.mission.focus.overrides if o.seat == seat.seat_id), None)
    if change is None:
        return None
    if change.day is None:
        return msg(f"lists.why.{change.action}", reason=change.reason, by=change.by)
    return msg(f"lists.why.{change.action}_dated", reason=change.reason, by=change.by, day=change.day)


def _reasons(seat: FocusSeat) -> Message:
    return seat.reasons[0] if len(seat.reasons) == 1 else msg("section.joined", parts=list(seat.reasons))
