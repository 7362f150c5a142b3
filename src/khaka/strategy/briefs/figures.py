"""Numbers of state briefs as Figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khaka.core.figure import Figure
from khaka.core.message import Message, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy.briefs.brief import StateBrief

#: Seats that a line names; section 7 has them all.
NAMED = 12


def figure_id(b: StateBrief, name: str) -> str:
    """The id of a brief's Figure: ``s9.up.hold``."""
    return f"s9.{b.state.code.lower()}.{name}"


def seats(brief: Brief, b: StateBrief, field: str) -> Figure:
    """The number of seats in ``hold``, ``win``, ``build`` or ``left``."""
    rows: tuple[str, ...] = getattr(b, field)
    rule = f"briefs.{b.state.code}.{field}" if field in b.given else f"focus list: {field}"
    return brief.count(figure_id(b, field), rows, msg(f"briefs.{field}.definition"), rule)


def listed(brief: Brief, b: StateBrief, which: str, rows: Sequence[str]) -> Figure:
    """The number of seats on ``both`` lists, only on the state unit's (``here``) or only on the national one (``there``)."""
    return brief.count(
        figure_id(b, f"list.{which}"), rows, msg(f"briefs.list.{which}.definition"), f"own list: {which}"
    )


def named(brief: Brief, number: Figure, rows: Sequence[str]) -> Message:
    """A number of seats with their names; of many only the first."""
    if not rows:
        return msg("briefs.none")
    names = [brief.catalog.seat(s) for s in rows[:NAMED]]
    return msg("briefs.seats" if len(rows) <= NAMED else "briefs.seats_many", n=number, seats=names)


def goal(brief: Brief, b: StateBrief) -> Figure:
    """The target where one is given, else the seats to hold and to win."""
    name, definition = figure_id(b, "goal"), msg("briefs.goal.definition")
    if b.target is None:
        parts = [seats(brief, b, "hold"), seats(brief, b, "win")]
        return brief.derive(name, b.goal, Unit.SEATS, definition, "hold + win", parts)
    return brief.give(name, b.target, Unit.SEATS, definition, f"briefs.{b.state.code}.target")


def effort(brief: Brief, b: StateBrief, limit: bool = False) -> Message:
    """The effort, or its limit, with its unit."""
    amount, name = (b.effort.limit, "effort_limit") if limit else (b.effort.amount, "effort")
    unit = Unit.INR if b.effort.unit == "rupees" else Unit.NUMBER
    found = brief.give(
        figure_id(b, name), amount, unit, msg(f"briefs.{name}.definition"), f"briefs.{b.state.code}.{name}"
    )
    digits = 0 if amount is None or amount == int(amount) else 2
    return msg(f"briefs.effort.{b.effort.unit}", amount=replace(found, digits=digits))


def share(brief: Brief, b: StateBrief) -> Figure:
    """The part of the whole country's effort."""
    field = f"briefs.{b.state.code}.share" if "share" in b.given else f"targets.states.{b.state.code}.share"
    found = brief.give(figure_id(b, "share"), b.share, Unit.RATE, msg("briefs.share.definition"), field)
    return replace(found, digits=1)
