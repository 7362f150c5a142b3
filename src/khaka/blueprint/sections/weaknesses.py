"""3. Weaknesses, remedies, seats at stake; and why each lost seat was lost."""

from __future__ import annotations

import polars as pl

from khaka.blueprint.base import Builder, counted, fid, words
from khaka.blueprint.blocks import Block, Column, Findings, Heading, Notice, Paragraph, Row, Section, Table
from khaka.core.message import Message, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy import Strategy
from khaka.strategy.decomposition import PARTS, Decomposition, decompose

#: Lost seats of the short table: the nearest ones.
NEAREST = 15


def build(strategy: Strategy) -> Section:
    brief, found = strategy.brief, strategy.findings
    why = _lost(brief)
    if not found:
        blocks: list[Block] = [Notice("empty", msg("s3.none")), *why]
        return Section(3, "weaknesses", msg("s3.title"), tuple(blocks), msg("s3.decision"))
    count = brief.derive(
        fid("s3", brief, "findings"),
        len(found),
        Unit.COUNT,
        msg("s3.count"),
        "count(findings)",
        tuple(f.at_stake for f in found),
    )
    blocks = [_table(brief, strategy), Notice("method", msg("s3.overlap")), Findings(found)]
    if not brief.mission.findings:
        blocks.append(Notice("empty", msg("s3.by_hand_none")))
    blocks += why
    return Section(
        3, "weaknesses", msg("s3.title"), tuple(blocks), msg("s3.decision"), msg("s3.summary", n=count, plural="n")
    )


def _table(brief: Brief, strategy: Strategy) -> Table:
    columns = (
        words("weakness"),
        counted("seats", Unit.SEATS, msg("s3.stake"), "finding.*.rule", brief.sources_of(brief.base.id),
                title="at_stake", bar=True),
        words("worst", minor=True),
        words("strength"),
        words("owner"),
        words("due"),
    )  # fmt: skip
    rows = tuple(
        Row(f.id, (f.title, len(f.seats), f.where[:3], msg(f"section.strength.{f.strength.value}"), None, None))
        for f in strategy.findings
    )
    return Table("s3.findings", msg("s3.table"), columns, rows, msg("s3.table.note"))


def _lost(brief: Brief) -> list[Block]:
    """Why the lost seats were lost: what dominates, the nearest seats, every seat, and those that cannot be split."""
    found = decompose(brief)
    if found is None or not found.lost.height:
        return []
    blocks: list[Block] = [
        Heading("lost", msg("s3.lost.heading")),
        Paragraph(_dominant(brief, found)),
        Paragraph(_turnout(brief, found)),
        _seats(brief, found, "s3.lost_near", found.lost.head(NEAREST), near=True),
        Notice("method", msg("s3.lost.method", before=brief.election_name(found.before),
                             base=brief.election_name(found.base))),
    ]  # fmt: skip
    if found.lost.height > NEAREST:
        blocks.append(_seats(brief, found, "s3.lost", found.lost.sort("seat_id")))
    if found.undivided:
        blocks.append(_undivided(brief, found))
    return blocks


def _dominant(brief: Brief, found: Decomposition) -> Message:
    """For how many lost seats each part took most lead away, the most frequent first."""
    lost = found.lost
    sources = brief.sources_of(found.before, found.base)
    seats = {p: lost.filter(pl.col("worst") == p)["seat_id"].sort().to_list() for p in PARTS}
    parts = [
        msg("s3.lost.part", part=msg(f"s3.part.{p}"),
            seats=brief.count(fid("s3", brief, f"lost.{p}"), seats[p], msg("s3.lost.worst", part=msg(f"s3.part.{p}")),
                              f"{p} = min(parts) and {p} < 0", sources=sources))
        for p in sorted(PARTS, key=lambda p: (-len(seats[p]), PARTS.index(p)))
        if seats[p]
    ]  # fmt: skip
    total = brief.count(
        fid("s3", brief, "lost"), lost["seat_id"].sort().to_list(), msg("s3.lost.definition"),
        "P stood both times and rank > 1", sources=sources,
    )  # fmt: skip
    key = "s3.lost.sentence" if parts else "s3.lost.sentence_none"
    before, base = brief.election_name(found.before), brief.election_name(found.base)
    return msg(key, total=total, parts=parts, before=before, base=base)


def _turnout(brief: Brief, found: Decomposition) -> Message:
    if not found.slope or found.slope_error is None:
        return msg("s3.lost.no_slope")
    slope, error = (
        brief.derive(fid("s3", brief, f"lost.{name}"), value, Unit.PP, msg(f"s3.lost.{name}"), formula, ("s3.lost",),
                     digits=2)
        for name, value, formula in (
            ("slope", found.slope, "sum(x y) / sum(x x), x = dt - T, y = ds - M"),
            ("slope_error", found.slope_error, "sqrt(sum((y - b x)^2) / (n - 1) / sum(x x))"),
        )
    )  # fmt: skip
    return msg("s3.lost.with_slope", slope=slope, error=error)


def _part(brief: Brief, found: Decomposition, key: str, formula: str, title: str) -> Column:
    return counted(
        key, Unit.PP, msg(f"s3.lost.column.{key}"), formula, brief.sources_of(found.before, found.base), title=title,
        signed=True, base=msg("measure.base.votes-polled"),
    )  # fmt: skip


def _seats(brief: Brief, found: Decomposition, name: str, rows: pl.DataFrame, *, near: bool = False) -> Table:
    """The lead before, the five parts and the lead now; the annex has the state too."""
    formulas = {
        "nation": "(1 + u~) N", "state": "(1 + u~) (M - N)", "contest": "-(100 - s~) du",
        "turnout": "(1 + u~) b (dt - T)", "local": "(1 + u~) (ds - M - b (dt - T))",
    }  # fmt: skip
    columns = (
        words("seat"),
        *(() if near else (words("state", minor=True),)),
        _part(brief, found, "lead_before", "own share - best other's share, before", "lead_before"),
        *(_part(brief, found, f"part_{p}", formulas[p], f"part_{p}") for p in PARTS),
        _part(brief, found, "lead_now", "lead_before + nation + state + contest + turnout + local", "lead_now"),
        words("worst_part"),
    )
    made = []
    for r in rows.iter_rows(named=True):
        place = () if near else (brief.catalog.states.get(r["state_code"]),)
        worst = msg(f"s3.part.{r['worst']}") if r["worst"] else msg("s3.part.none")
        numbers = (r["lead_before"], *(r[p] for p in PARTS), r["lead_now"])
        made.append(Row(r["seat_id"], (brief.catalog.seat(r["seat_id"]), *place, *numbers, worst)))
    return Table(
        name, msg(f"{name}.title"), columns, tuple(made), msg("s3.lost.note"), annex=not near,
        filter_by=None if near else "state",
    )  # fmt: skip


def _undivided(brief: Brief, found: Decomposition) -> Table:
    """Lost seats without parts, each with the reason."""
    columns = (words("seat"), words("state"), words("reason"))
    rows = []
    for seat, reason in found.undivided:
        state = brief.catalog.states.get((brief.catalog.seats.get(seat) or {}).get("state_code") or "")
        told = msg(f"s3.undivided.{reason}", before=brief.election_name(found.before))
        rows.append(Row(seat, (brief.catalog.seat(seat), state, told)))
    return Table("s3.undivided", msg("s3.undivided.title"), columns, tuple(rows), annex=True, filter_by="state")


builder = Builder(3, "weaknesses", build)
