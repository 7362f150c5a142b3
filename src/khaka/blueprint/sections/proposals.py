"""17. Proposals for the committee, in the order in which they should be decided; and options scored by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from khaka.blueprint.base import Builder, counted, fid, heading, words
from khaka.blueprint.blocks import Block, Bullets, Cell, Column, Heading, Notice, Row, Section, Table
from khaka.core.figure import How, Kind
from khaka.core.finding import Effect
from khaka.core.message import Message, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.mission.spec import Option, Score
from khaka.strategy import Strategy
from khaka.strategy.weakness import Step, steps

_LISTS = ("parties", "states", "seats", "leave_out")


def build(strategy: Strategy) -> Section:
    brief = strategy.brief
    ordered = steps(brief, strategy.findings)
    blocks: list[Block] = []
    if ordered:
        blocks += [
            *_windows(brief, ordered),
            _table(brief, ordered),
            Bullets(tuple(s.finding.remedy.text for s in ordered), msg("s17.texts"), ordered=True),
            Notice("method", msg("s17.method")),
        ]
    else:
        blocks.append(Notice("empty", msg("s17.none")))
    blocks += _options(brief.mission.hand.options)
    return Section(17, "proposals", msg("s17.title"), tuple(blocks), msg("s17.decision"))


def _windows(brief: Brief, ordered: tuple[Step, ...]) -> list[Block]:
    """What to decide in the first 30 days, in the first 90, and later."""
    blocks: list[Block] = []
    for days in (30, 90, None):
        items = tuple(
            msg("s17.line", number=str(s.number), title=s.finding.title, seats=s.finding.at_stake)
            for s in ordered if s.days == days
        )  # fmt: skip
        day = brief.mission.as_of + timedelta(days=days or 0)
        title = msg(f"s17.first{days}", day=day) if days else msg("s17.later")
        if items:
            blocks.append(Bullets(items, title))
    return blocks


def _table(brief: Brief, ordered: tuple[Step, ...]) -> Table:
    columns = (
        words("number"),
        words("finding"),
        counted("seats", Unit.SEATS, msg("s3.stake"), "finding.*.rule", brief.sources_of(brief.base.id),
                title="at_stake"),
        words("effect", minor=True),
        words("impact"),
        words("viability"),
        words("cost"),
        words("when"),
        words("after"),
        words("status"),
    )  # fmt: skip
    return Table(
        "s17.proposals", msg("s17.table"), columns, tuple(_row(brief, s) for s in ordered), msg("s17.table.note")
    )


def _row(brief: Brief, step: Step) -> Row:
    found = step.finding
    after: Cell = msg("s17.after", numbers=[str(n) for n in step.after]) if step.after else msg("s17.after_none")
    return Row(
        found.remedy.id,
        (
            str(step.number),
            found.title,
            len(found.seats),
            _effect(brief, found.id, found.remedy.effect),
            _scored(brief, found.id, "impact"),
            _scored(brief, found.id, "viability"),
            None,
            msg(f"s17.when.{step.days or 'later'}"),
            after,
            msg("s17.draft"),
        ),
    )


def _effect(brief: Brief, finding: str, effect: Effect | None) -> Message | None:
    """The seats after the remedy, computed anew by its measure; None where nothing but the stake can be computed."""
    if effect is None or effect.kind != "seats_after":
        return None
    filters = dict(effect.filters)
    elections = str(filters.pop("elections")).split(",")
    base = filters.pop("base_election", None)
    filters = {k: tuple(str(v).split(",")) if k in _LISTS else v for k, v in filters.items()}
    figure = brief.measure(fid("s17", brief, finding), effect.measure, *elections, base_election=base, **filters)
    return msg("s17.effect", seats=figure)


def _scored(brief: Brief, finding: str, key: str) -> Message | None:
    """The scores of the one option that answers the finding; of several options none is chosen."""
    scored = [o for o in brief.mission.hand.options if o.finding == finding and o.scores]
    if not scored:
        return None
    if len(scored) > 1:
        return msg("s17.several")
    marks = [int(getattr(s, key)) for s in scored[0].scores]
    number, low, high = (
        brief.give(f"s17.{finding}.{key}.{name}", value, unit, msg(f"s17.{key}.{name}"), f"options.{scored[0].id}")
        for name, value, unit in (
            ("mean", sum(marks) / len(marks), Unit.NUMBER), ("low", min(marks), Unit.COUNT),
            ("high", max(marks), Unit.COUNT),
        )
    )  # fmt: skip
    return msg("s17.scored", mean=replace(number, digits=1), low=low, high=high)


# ---- options scored by hand -------------------------------------------------------------------------------------


def _options(options: tuple[Option, ...]) -> list[Block]:
    """Options with mean and spread, then every single score under its scorer's name."""
    start = Heading("options", msg("s17.options"))
    if not options:
        return [start, Notice("empty", msg("s17.options_none"))]
    blocks: list[Block] = [start, _matrix(options)]
    texts = tuple(msg("s17.option.text", title=o.title, text=o.text) for o in options if o.text is not None)
    if texts:
        blocks.append(Bullets(texts))
    if any(o.scores for o in options):
        blocks.append(_scores(options))
    return blocks


def _matrix(options: tuple[Option, ...]) -> Table:
    numbers: tuple[tuple[str, Callable[[list[int]], float], Unit], ...] = (
        ("mean", lambda m: sum(m) / len(m), Unit.NUMBER), ("low", min, Unit.COUNT), ("high", max, Unit.COUNT)
    )  # fmt: skip
    columns = [words("option"), words("scorers"), words("answers", minor=True)]
    for key in ("impact", "viability"):
        for name, _, unit in numbers:
            how = How(Kind.DERIVED, formula=f"{name}({key} of every scorer)")
            column = Column(f"{key}_{name}", heading(f"{key}_{name}"), unit, msg(f"s17.{key}.{name}"), how)
            columns.append(_from_mission(column))
    rows = []
    for o in options:
        cells: list[Cell] = [o.title, ", ".join(s.by for s in o.scores) or None, o.finding or None]
        for key in ("impact", "viability"):
            marks = [int(getattr(s, key)) for s in o.scores]
            cells += [take(marks) if marks else None for _, take, _ in numbers]
        rows.append(Row(o.id, tuple(cells)))
    return Table("s17.options", msg("s17.options.title"), tuple(columns), tuple(rows), msg("s17.options.note"))


def _scores(options: tuple[Option, ...]) -> Table:
    columns = [words("option"), words("scorer")]
    for key in ("impact", "viability"):
        how = How(Kind.GIVEN, of=(f"options.scores.{key}",))
        columns.append(_from_mission(Column(key, heading(key), Unit.COUNT, msg(f"s17.{key}.one"), how)))
    pairs: list[tuple[Option, int, Score]] = [(o, n, s) for o in options for n, s in enumerate(o.scores, 1)]
    rows = tuple(Row(f"{o.id}-{n}", (o.title, s.by, s.impact, s.viability)) for o, n, s in pairs)
    return Table("s17.scores", msg("s17.scores.title"), tuple(columns), rows)


def _from_mission(column: Column) -> Column:
    return Column(
        column.key, column.title, column.unit, column.definition, column.how, sources=("mission",),
        digits=1 if column.unit is Unit.NUMBER else None,
    )  # fmt: skip


builder = Builder(17, "proposals", build)
