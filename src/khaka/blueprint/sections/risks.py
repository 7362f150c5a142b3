"""15. Risks that the data and the plan show, each with its seats and the sign to watch for; none has a chance here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from khaka.blueprint.base import Builder, counted, words
from khaka.blueprint.blocks import Block, Notice, Row, Section, Table
from khaka.core.message import Message, Name, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy import Strategy
from khaka.strategy.weakness.base import worst_states

#: A hold is thin under this lead, as in the weakness of that name.
THIN = 5.0


@dataclass(frozen=True, slots=True)
class Risk:
    """What may happen, the seats it touches (None where they cannot be named), and the sign to watch for."""

    key: str
    text: Message
    seats: tuple[str, ...] | None
    sign: Message


def build(strategy: Strategy) -> Section:
    brief, found = strategy.brief, tuple(risks(strategy))
    if not found:
        blocks: tuple[Block, ...] = (Notice("empty", msg("s15.none")),)
        return Section(15, "risks", msg("s15.title"), blocks, msg("s15.decision"))
    blocks = (_table(brief, found), Notice("method", msg("s15.method")))
    return Section(15, "risks", msg("s15.title"), blocks, msg("s15.decision"))


def risks(strategy: Strategy) -> Iterator[Risk]:
    """Every risk, in the order of the table."""
    yield from _thin(strategy)
    yield from _allies(strategy)
    yield from _findings(strategy)
    yield from _plan(strategy.brief)


def _thin(strategy: Strategy) -> Iterator[Risk]:
    rows = strategy.book.filter((pl.col("rank") == 1) & (pl.col("gap_pp") > -THIN))
    if rows.height:
        yield Risk("thin-holds", msg("s15.thin"), tuple(rows["seat_id"].to_list()), msg("s15.thin.sign"))


def _allies(strategy: Strategy) -> Iterator[Risk]:
    """A partner of the plan that leaves takes the seats that it won in the base election, in the plan's states."""
    brief = strategy.brief
    if not brief.mission.partners:
        return
    for partner in strategy.partners:
        rows = brief.ask("seats_won", parties=(partner.code,), states=partner.states).rows
        name = brief.catalog.party(partner.code)
        states = [brief.catalog.states[s] for s in partner.states if s in brief.catalog.states]
        yield Risk(
            f"ally-{partner.code.lower()}", msg("s15.ally", partner=name, states=states),
            tuple(sorted(rows["seat_id"].to_list())), msg("s15.ally.sign", partner=name),
        )  # fmt: skip


def _findings(strategy: Strategy) -> Iterator[Risk]:
    """Weaknesses that are risks too: the rival's majorities and the defeats in the states."""
    found = {f.id: f for f in strategy.findings}
    rival = strategy.brief.rival
    if "rival-majority" in found and rival is not None:
        seats = found["rival-majority"].seats
        yield Risk("rival-majority", msg("s15.majority", rival=rival), seats, msg("s15.majority.sign", rival=rival))
    if "assembly-defeats" in found:
        defeats = found["assembly-defeats"]
        yield Risk("assembly-defeats", msg("s15.assemblies"), defeats.seats, msg("s15.assemblies.sign"))


def _plan(brief: Brief) -> Iterator[Risk]:
    """What the plan does not know: disputed or later reports, and an open seat map."""
    doubtful = [p.state for p in brief.mission.states if p.disputed or p.reported_on]
    seats = brief.house.seats.filter(pl.col("state_code").is_in(doubtful)).sort("seat_id")
    if doubtful:
        yield Risk("reports", msg("s15.reports"), tuple(seats["seat_id"].to_list()), msg("s15.reports.sign"))
    if brief.mission.map_open:
        yield Risk("open-map", msg("s15.map"), None, msg("s15.map.sign"))


def _table(brief: Brief, found: tuple[Risk, ...]) -> Table:
    columns = (
        words("risk"),
        counted("seats", Unit.SEATS, msg("s15.seats"), "seats that the risk's rule names",
                brief.sources_of(brief.base.id)),
        words("worst", minor=True),
        words("sign"),
        words("owner"),
    )  # fmt: skip
    rows = tuple(
        Row(r.key, (r.text, None if r.seats is None else len(r.seats), _where(brief, r), r.sign, None)) for r in found
    )
    return Table("s15.risks", msg("s15.table"), columns, rows, msg("s15.table.note"))


def _where(brief: Brief, risk: Risk) -> tuple[Name, ...] | None:
    if not risk.seats:
        return None
    return worst_states(brief, brief.house.seats.filter(pl.col("seat_id").is_in(risk.seats)), 3)


builder = Builder(15, "risks", build)
