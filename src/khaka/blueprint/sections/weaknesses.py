"""3. Weaknesses, remedies, seats at stake."""

from __future__ import annotations

from khaka.blueprint.base import Builder, counted, fid, words
from khaka.blueprint.blocks import Block, Findings, Notice, Row, Section, Table
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy import Strategy


def build(strategy: Strategy) -> Section:
    brief, found = strategy.brief, strategy.findings
    if not found:
        return Section(3, "weaknesses", msg("s3.title"), (Notice("empty", msg("s3.none")),), msg("s3.decision"))
    count = brief.derive(
        fid("s3", brief, "findings"),
        len(found),
        Unit.COUNT,
        msg("s3.count"),
        "count(findings)",
        tuple(f.at_stake for f in found),
    )
    blocks: list[Block] = [_table(brief, strategy), Notice("method", msg("s3.overlap")), Findings(found)]
    if not brief.mission.findings:
        blocks.append(Notice("empty", msg("s3.by_hand_none")))
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


builder = Builder(3, "weaknesses", build)
