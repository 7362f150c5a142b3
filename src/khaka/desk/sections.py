"""One part of a blueprint on its own: the weaknesses, the alliances, the focus list."""

from __future__ import annotations

from typing import Any

from khaka.blueprint.blocks import Section
from khaka.blueprint.document import SECTIONS
from khaka.catalog import Catalog
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.mission import Brief, load_mission
from khaka.strategy import Strategy
from khaka.strategy.focus import FocusList, focus_list


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
    return focus_list(strategy.brief, strategy.book, strategy.partner_claims, rule, seats)


def regime(strategy: Strategy) -> str:
    """``counting``: the list is a rule's count; no forecast stands behind it."""
    del strategy
    return "counting"


def focus_rows(found: FocusList, texts: dict[str, Any]) -> list[dict[str, Any]]:
    """Every seat of a focus list as plain values; ``texts`` gives the reasons of a seat as words."""
    return [
        {
            "seat_id": s.seat_id, "chosen": s.chosen, "tier": s.tier, "reasons": texts[s.seat_id],
            "gap_pp": None if s.gap_pp is None else round(s.gap_pp, 6), "gap_votes": s.gap_votes,
            "win_probability": None, "value_expected": None, "value_goal": None, "se": None, "stability": None,
            "override": s.override, "order": s.order, "places": list(s.history),
        }
        for s in found.seats
    ]  # fmt: skip
