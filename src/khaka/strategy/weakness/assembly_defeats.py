"""The latest assembly elections went badly: ours won fewer seats than before in at least half of the states it fought.

Silent when there was no such round, or it went well.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khaka.core.finding import Finding
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy.assemblies import post_mortem
from khaka.strategy.weakness.base import Detector, Stage, figure_id, finding


def find(brief: Brief, book: pl.DataFrame) -> Iterator[Finding]:
    round_ = post_mortem(brief)
    if round_ is None or not round_.states:
        return
    worse = [s for s in round_.states if _won(brief, s.election) < _won(brief, s.before)]
    if not worse or len(worse) * 2 < len(round_.states):
        return
    now = [brief.measure(figure_id(brief, f"assembly.{s.election.lower()}"), "seats_won", s.election) for s in worse]
    before = [
        brief.measure(figure_id(brief, f"assembly.{s.before.lower()}"), "seats_won", s.before)
        for s in worse
        if s.before
    ]
    totals = [
        brief.derive(figure_id(brief, f"assembly.{name}"), sum(int(f.value or 0) for f in parts), Unit.SEATS,
                     msg(f"finding.assembly_defeats.{name}"), " + ".join(f.id for f in parts), parts)
        for name, parts in (("now", now), ("before", before))
    ]  # fmt: skip
    rows = book.filter(pl.col("state_code").is_in([s.state for s in worse]))
    yield finding(
        brief, "assembly_defeats", rows, (*totals, *now, *before), now=totals[0], before=totals[1],
        where=[brief.catalog.states[s.state] for s in worse],
    )  # fmt: skip


def _won(brief: Brief, election: str | None) -> int:
    value = brief.ask("seats_won", election).value if election else 0
    return int(value) if isinstance(value, int | float) else 0


detector = Detector("assembly_defeats", find, Stage.HOUSE)
