"""13. Calendar: assembly elections due before the target, the party's own elections, reviews and legal windows."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from khaka.blueprint.base import Builder, counted, measured, words
from khaka.blueprint.blocks import Block, Bullets, Cell, Heading, Notice, Row, Section, Table
from khaka.blueprint.sections.assemblies import lacking_notice
from khaka.core.message import Message, Name, msg
from khaka.core.nouns import ElectionInfo
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy import Strategy
from khaka.strategy.briefs.due import assemblies_due, target_day

__all__ = ["assemblies_due", "build", "builder", "target_day"]


def build(strategy: Strategy) -> Section:
    brief = strategy.brief
    blocks: list[Block] = []
    due = assemblies_due(brief)
    if due:
        blocks.append(_assemblies(brief, due))
        blocks += lacking_notice(brief, *(i.id for i in due if brief.catalog.has_results(i.id)))
    else:
        blocks.append(Notice("empty", msg("s13.no_assemblies")))
    blocks += _organisation(brief)
    blocks += _reviews(brief, due)
    blocks += _law(brief)
    summary = (
        msg(
            "s13.summary",
            election=brief.election_name(brief.mission.election),
            day=target_day(brief),
            first=brief.catalog.states[due[0].house],
        )
        if due
        else None
    )
    return Section(13, "calendar", msg("s13.title"), tuple(blocks), msg("s13.decision"), summary)


def _assemblies(brief: Brief, due: list[ElectionInfo]) -> Table:
    sources = ("calendar",)
    columns = (
        words("state"),
        words("term_end"),
        words("term_basis", minor=True),
        counted("assembly_seats", Unit.SEATS, msg("s13.assembly_seats"), "elections.seats", sources),
        measured(brief, "seats_total", "seats_total", "states", title="ls_seats"),
        measured(brief, "seats_won", "seats_won", "states", title="ls_won"),
        counted("assembly_won", Unit.SEATS, msg("s13.assembly_won"), "seats_won, latest assembly election in the data",
                ("assemblies",)),
    )  # fmt: skip
    rows = []
    for info in due:
        won: Cell = None
        if brief.catalog.has_results(info.id):
            value = brief.ask("seats_won", info.id).value
            won = value if isinstance(value, int) else None
        totals = [brief.ask(n, states=(info.house,)).value for n in ("seats_total", "seats_won")]
        rows.append(
            Row(
                info.house,
                (
                    brief.catalog.states[info.house],
                    info.term_end,
                    msg(f"section.term.{info.term_end_basis or 'five-years'}"),
                    info.seats,
                    *(t if isinstance(t, int) else None for t in totals),
                    won,
                ),
            )
        )
    return Table(
        "s13.assemblies",
        msg("s13.assemblies.title"),
        columns,
        tuple(rows),
        msg("s13.assemblies.note"),
        filter_by="state",
    )


def _organisation(brief: Brief) -> list[Block]:
    """The party's own elections as announced by the as-of date."""
    if not brief.mission.organisation:
        return [Heading("organisation", msg("s13.organisation")), Notice("empty", msg("s13.organisation_none"))]
    table = brief.catalog.table(brief.mission.organisation)
    columns = (words("level"), words("step"), words("from"), words("until"))
    rows = tuple(
        Row(
            f"step-{i + 1}",
            (
                msg(f"section.level.{r['level']}"),
                Name("text", f"step-{i + 1}", (("en", r["step"]), ("hi", r["step_hi"]))),
                date.fromisoformat(r["from_date"]),
                date.fromisoformat(r["to_date"]),
            ),
        )
        for i, r in enumerate(table.sort("from_date", "to_date", "step").iter_rows(named=True))
    )
    return [Table("s13.organisation", msg("s13.organisation"), columns, rows, msg("s13.organisation.note"))]


def _reviews(brief: Brief, due: list[ElectionInfo]) -> list[Block]:
    start = brief.mission.as_of
    items: list[Message] = [
        msg("s13.review.first30", day=start + timedelta(days=30)),
        msg("s13.review.first90", day=start + timedelta(days=90)),
        *(
            [msg("s13.review.freeze", day=freeze, election=brief.election_name(brief.mission.election))]
            if (freeze := target_day(brief) - timedelta(days=180)) > start
            else []
        ),
    ]
    if due and due[0].term_end:
        items.append(msg("s13.review.assembly", state=brief.catalog.states[due[0].house], day=due[0].term_end))
    return [Bullets(tuple(items), msg("s13.reviews"))]


def _law(brief: Brief) -> list[Block]:
    """The windows that bind a campaign, and the spending ceiling in force on the as-of date."""
    law = brief.catalog.table("law")
    items = [msg(f"s13.law.{rule}") for rule in ("s126_48h", "s126a_exit_poll", "mcc") if (law["rule"] == rule).any()]
    in_force = law.filter((pl.col("rule") == "spending_ceiling_ls") & pl.col("to_date").is_null())
    values = sorted({int(v) for v in in_force["value"].to_list() if v}, reverse=True)
    if len(values) == 2:
        big, small = (
            brief.give(f"s13.ceiling.{n}", v, Unit.INR, msg("s13.ceiling.definition"), "law.csv", sources=("law",))
            for n, v in zip(("large", "small"), values, strict=True)
        )  # fmt: skip
        items.append(msg("s13.law.ceiling", large=big, small=small))
    return [Bullets(tuple(items), msg("s13.law")), Notice("method", msg("s13.law.note"))]


builder = Builder(13, "calendar", build)
