"""One part of a blueprint on its own: the weaknesses, the alliances, the focus list."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from khaka.blueprint.blocks import Section
from khaka.blueprint.document import SECTIONS
from khaka.catalog import Catalog
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.desk.guard import locked
from khaka.mission import Brief, load_mission
from khaka.strategy import Strategy
from khaka.strategy.focus import FocusList, focus_list

if TYPE_CHECKING:
    from khaka.strategy.focus.value import SeatValue


def strategy_of(catalog: Catalog, mission: str, party: str | None = None) -> Strategy:
    """The strategy of a mission."""
    return Strategy(Brief(load_mission(mission, catalog, party), catalog))


def section(strategy: Strategy, name: str) -> Section:
    """A section as the blueprint has it.

    Raises
    ------
    KhakaError
        The section does not apply to the mission.
    """
    found = SECTIONS[name].build(strategy)
    if found is None:
        raise KhakaError(msg("error.section.none"))
    return found


def focus(strategy: Strategy, seats: int | None = None, rule: str | None = None) -> FocusList:
    """The focus list, by the mission's rule and size or by others."""
    if seats is None and rule is None:
        return strategy.focus
    return focus_list(strategy.brief, strategy.book, strategy.partner_claims, rule, seats, lambda: strategy.values)


def regime(strategy: Strategy) -> str:
    """The situation: ``behind`` (attack), ``level``, ``ahead`` (defend), ``no-goal``, or ``locked`` by the law."""
    return "locked" if locked(strategy.brief) else strategy.values.regime


def focus_rows(strategy: Strategy, found: FocusList, texts: dict[str, Any]) -> list[dict[str, Any]]:
    """Every seat of a focus list as plain values; ``texts`` gives the reasons of a seat as words.

    ``value_expected`` and ``value_goal`` are seats and chance a point of votes polled; ``se`` belongs to the second, or
    without a goal to the first; ``survival`` is the share of redraws behind ``stability``. ``candidate`` is ``named``,
    ``ticket-open`` or null, not given. While the law forbids predictions, all that the forecast gives is null.
    """
    worth = {} if locked(strategy.brief) else {v.seat_id: v for v in strategy.values.seats}
    tickets = {c.seat: c for c in strategy.brief.mission.hand.candidates}
    return [
        {
            "seat_id": s.seat_id, "chosen": s.chosen, "tier": s.tier, "reasons": texts[s.seat_id],
            "gap_pp": None if s.gap_pp is None else round(s.gap_pp, 6), "gap_votes": s.gap_votes,
            **_worth(worth.get(s.seat_id)),
            "override": s.override, "order": s.order, "places": list(s.history),
            "candidate": tickets[s.seat_id].status if s.seat_id in tickets else None,
            "sitting_again": tickets[s.seat_id].sitting_again if s.seat_id in tickets else None,
        }
        for s in found.seats
    ]  # fmt: skip


def _worth(v: SeatValue | None) -> dict[str, Any]:
    """The forecast's part of a row; null where ours is not expected to stand."""
    if v is None or v.win is None:
        return dict.fromkeys(("win_probability", "value_expected", "value_goal", "se", "stability", "survival"))
    se = v.expected_se if v.goal_se is None else v.goal_se
    return {
        "win_probability": round(v.win, 6), "value_expected": round(v.expected, 8),
        "value_goal": None if v.goal is None else round(v.goal, 8), "se": round(se, 8) if math.isfinite(se) else None,
        "stability": v.stability, "survival": round(v.survival, 4),
    }  # fmt: skip
