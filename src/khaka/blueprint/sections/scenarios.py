"""14. Scenarios: what the same draws give when the country moves, an ally leaves or others join; ranges, not points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from khaka.blueprint import chances
from khaka.blueprint.base import Builder, words
from khaka.blueprint.blocks import Block, Cell, Chart, Column, Notice, Row, Section, Table
from khaka.core.errors import KhakaError
from khaka.core.message import Message, msg
from khaka.core.units import Unit
from khaka.forecast.odds import Odds
from khaka.mission.spec import ALLIANCE, OURS
from khaka.strategy import Strategy
from khaka.strategy.whatifs import Case, Outcome, cases

#: Seats that change hands are listed up to this many a scenario; the count is of all.
LISTED = 10


@dataclass(frozen=True, slots=True)
class Told:
    """A scenario with its words; ``case`` is None for the base."""

    key: str
    text: Message
    short: Message
    odds: Odds | Outcome
    case: Case | None


def build(strategy: Strategy) -> Section:
    told = [Told("base", msg("s14.base"), msg("s14.base"), strategy.odds, None), *_told(strategy)]
    table = _table(strategy, told)
    blocks: list[Block] = [
        Notice("method", chances.basis(strategy.odds)),
        Chart("s14.ranges", "bars", msg("s14.chart"), msg("s14.chart.alt"), table.id, "scenario", ("expected",)),
        table,
        *_changes(strategy, told),
        Notice("caution", chances.miss(strategy.odds)),
        Notice("method", msg("s14.method")),
    ]
    return Section(14, "scenarios", msg("s14.title"), tuple(blocks), msg("s14.decision"), _summary(strategy, told))


def _told(strategy: Strategy) -> Iterator[Told]:
    """Each case in words; one that cannot be (a partner that stands nowhere) is left out."""
    brief = strategy.brief
    for case in cases(strategy.odds):
        values: dict[str, Any] = {"party": brief.party, "parties": [brief.catalog.party(p) for p in case.parties]}
        if case.points is not None:
            values["points"] = chances.simulated(
                strategy.odds, f"s14.{case.key}.points", abs(case.points), Unit.PP, msg("s14.points.definition"),
                "standard deviation of the national error",
            )  # fmt: skip
        try:
            after = case.after(strategy.odds)
        except KhakaError:
            continue
        short = msg(f"s14.short.{case.kind}", parties=values["parties"])
        yield Told(case.key, msg(f"s14.case.{case.kind}", **values), short, after, case)


def _table(strategy: Strategy, told: list[Told]) -> Table:
    shown = [b for b in (OURS, ALLIANCE) if strategy.odds.seats_of(b) is not None]
    columns: list[Column] = [words("scenario"), words("supposed")]
    for bloc in shown:
        end = "" if bloc == OURS else "_alliance"
        columns += [
            _column(strategy, f"{k}{end}", Unit.SEATS, f"s8.seats.{k}", f, minor=bool(end) and k != "expected")
            for k, f in (("expected", "mean(seats)"), ("low_80", "10th percentile"), ("high_80", "90th percentile"))
        ]
    columns += [
        _column(strategy, f"goal_{i}", Unit.ODDS, "s8.chance", "P(goal)")
        for i, _ in enumerate(strategy.odds.goals[:2], 1)
    ]
    columns.append(
        _column(strategy, "change_hands", Unit.SEATS, "s14.change_hands", "seats with another likeliest winner")
    )
    rows = []
    for t in told:
        cells: list[Cell] = [t.short, t.text]
        for bloc in shown:
            r = t.odds.seats_of(bloc)
            cells += [None] * 3 if r is None else [r.mean, *r.intervals[chances.LEVEL]]
        cells += [g.probability for g in t.odds.goals[:2]]
        cells.append(0 if t.case is None else len(t.case.after(strategy.odds).seats))
        rows.append(Row(t.key, tuple(cells)))
    goals = [chances.goal_text(strategy.brief, g.goal, i) for i, g in enumerate(strategy.odds.goals[:2], 1)]
    named: dict[str, Any] = {f"goal{i}": g for i, g in enumerate(goals, 1)}
    note = msg(f"s14.table.note_{len(goals)}", **named)
    return Table("s14.scenarios", msg("s14.table"), tuple(columns), tuple(rows), note)


def _column(strategy: Strategy, key: str, unit: Unit, text: str, formula: str, *, minor: bool = False) -> Column:
    digits = 0 if unit is Unit.SEATS else None
    return Column(
        key, msg(f"section.col.{key}"), unit, msg(f"{text.replace('.expected', '.mean')}.definition"),
        chances.how(strategy.odds, formula), sources=chances.sources(strategy.brief), digits=digits, minor=minor,
    )  # fmt: skip


def _changes(strategy: Strategy, told: list[Told]) -> list[Block]:
    """Seats that change hands, the closest calls of each scenario first, and why."""
    brief, rows = strategy.brief, []
    for t in told:
        if t.case is None:
            continue
        found = sorted(t.case.after(strategy.odds).seats, key=lambda c: (-c.after_win, c.seat_id))
        for c in found[:LISTED]:
            rows.append(
                Row(
                    f"{t.key}-{c.seat_id}",
                    (t.short, brief.catalog.seat(c.seat_id), brief.catalog.states.get(c.state),
                     brief.catalog.party(c.before), brief.catalog.party(c.after), c.before_win, c.after_win,
                     msg(f"s14.why.{c.why}")),
                )
            )  # fmt: skip
    if not rows:
        return [Notice("empty", msg("s14.none_change"))]
    columns = (
        words("scenario"), words("seat"), words("state"), words("winner_before"), words("winner_after"),
        _column(strategy, "win_before", Unit.ODDS, "s14.win_before", "P(seat) in the base"),
        _column(strategy, "win_after", Unit.ODDS, "s14.win_after", "P(seat) in the scenario"),
        words("why"),
    )  # fmt: skip
    return [Table("s14.changes", msg("s14.changes"), columns, tuple(rows), msg("s14.changes.note"), filter_by="state")]


def _summary(strategy: Strategy, told: list[Told]) -> Message:
    """The widest pair: what the low and the high case leave us."""
    ends = {t.key: t.odds.seats_of(OURS) for t in told}
    low, high = ends.get("low"), ends.get("high")
    if low is None or high is None:
        return msg("s14.summary_plain", party=strategy.brief.party)
    values: dict[str, Any] = {
        k: chances.simulated(strategy.odds, f"s14.{k}.expected", round(r.mean), Unit.SEATS, msg("s8.seats.mean.definition"),
                             "mean(seats)")
        for k, r in (("low", low), ("high", high))
    }  # fmt: skip
    return msg("s14.summary", party=strategy.brief.party, **values)


builder = Builder(14, "scenarios", build)
