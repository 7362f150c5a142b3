"""16. Monitoring: indicators that the mission names, with source, check, last value and target."""

from __future__ import annotations

from dataclasses import replace

from khaka.blueprint.base import Builder, words
from khaka.blueprint.blocks import Block, Notice, Row, Section, Table
from khaka.core.figure import Figure
from khaka.core.message import Message, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.mission.spec import Indicator
from khaka.strategy import Strategy


def build(strategy: Strategy) -> Section:
    brief = strategy.brief
    indicators = brief.mission.hand.indicators
    if not indicators:
        blocks: tuple[Block, ...] = (Notice("empty", msg("s16.none")),)
        return Section(16, "monitoring", msg("s16.title"), blocks, msg("s16.decision"))
    made: list[Block] = [_table(brief, indicators)]
    if any(not i.verified for i in indicators):
        made.append(Notice("caution", msg("s16.unverified")))
    return Section(16, "monitoring", msg("s16.title"), tuple(made), msg("s16.decision"))


def _table(brief: Brief, indicators: tuple[Indicator, ...]) -> Table:
    keys = ("indicator", "last", "date", "target", "reached", "verified", "source")
    rows = tuple(
        Row(
            f"indicator-{n}",
            (
                i.name,
                _value(brief, n, i, "last", i.last),
                i.day,
                _value(brief, n, i, "target", i.target),
                _reached(i),
                msg("s16.verified_by", by=i.by) if i.verified else msg("s16.not_verified"),
                i.source,
            ),
        )
        for n, i in enumerate(indicators, 1)
    )
    return Table("s16.indicators", msg("s16.table.title"), tuple(words(k) for k in keys), rows, msg("s16.table.note"))


def _value(brief: Brief, number: int, indicator: Indicator, key: str, value: float | None) -> Message | None:
    """The value as a Figure of its own unit; None, printed as "not given", where there is none."""
    if value is None:
        return None
    percent = indicator.unit == "percent"
    figure: Figure = brief.give(
        f"s16.indicator-{number}.{key}", value / 100 if percent else int(value), Unit.SHARE if percent else Unit.COUNT,
        msg(f"s16.{key}", name=indicator.name), f"indicators[{number}].{key}",
    )  # fmt: skip
    return msg("s16.value", value=replace(figure, digits=1) if percent else figure)


def _reached(indicator: Indicator) -> Message | None:
    """Whether the last value is at the target or above; an unverified value reaches nothing."""
    if indicator.last is None or indicator.target is None:
        return None
    if not indicator.verified:
        return msg("s16.reached.unverified")
    return msg("s16.reached.yes" if indicator.last >= indicator.target else "s16.reached.no")


builder = Builder(16, "monitoring", build)
