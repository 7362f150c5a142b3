"""A state unit's own list beside the national one: on both, only here, only there, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from khaka.core.message import Message, msg
from khaka.mission import Brief
from khaka.strategy.briefs.brief import StateBrief
from khaka.strategy.focus import FocusList, FocusSeat


@dataclass(frozen=True, slots=True)
class ListedSeat:
    """A seat on one of the two lists, and why the national list has it or not."""

    seat_id: str
    reason: Message


@dataclass(frozen=True, slots=True)
class ListDifference:
    """The two lists of one state, by seat id. Seats of other states are left to the rule that they clash with."""

    state: str
    both: tuple[str, ...]
    only_here: tuple[ListedSeat, ...]
    only_there: tuple[ListedSeat, ...]

    @property
    def same(self) -> bool:
        """True when the lists agree."""
        return not self.only_here and not self.only_there


def list_difference(b: StateBrief, focus: FocusList, brief: Brief) -> ListDifference | None:
    """The state unit's list against the national one; None when the unit has none."""
    if b.own_list is None:
        return None
    seats = {s.seat_id: s for s in focus.seats if s.state == b.state.code}
    here, there = set(b.own_list) & set(seats), {s for s, found in seats.items() if found.chosen}
    return ListDifference(
        b.state.code,
        tuple(sorted(here & there)),
        tuple(ListedSeat(s, _why_not(seats[s], focus, brief)) for s in sorted(here - there)),
        tuple(ListedSeat(s, _why(seats[s], brief)) for s in sorted(there - here)),
    )


def _why(seat: FocusSeat, brief: Brief) -> Message:
    """Why the national list has the seat."""
    changed = _changed(seat, brief)
    if changed is not None:
        return changed
    reasons = list(seat.reasons)
    return reasons[0] if len(reasons) == 1 else msg("section.joined", parts=reasons)


def _why_not(seat: FocusSeat, focus: FocusList, brief: Brief) -> Message:
    """Why the national list leaves the seat out: a change by name, the list's size, or the rule."""
    changed = _changed(seat, brief)
    if changed is not None:
        return changed
    cut = next((x.reason for x in focus.left_out if x.seat_id == seat.seat_id), None)
    return cut or msg("briefs.list.not_by_rule", rule=focus.rule.sentence)


def _changed(seat: FocusSeat, brief: Brief) -> Message | None:
    change = next((o for o in brief.mission.focus.overrides if o.seat == seat.seat_id), None)
    return msg(f"briefs.list.{change.action}", reason=change.reason, by=change.by) if change else None
