"""Section 18's look at the record: how often a range that should hold so often did hold."""

from __future__ import annotations

from khaka.backtest.record import LEVELS, held
from khaka.blueprint.base import counted, words
from khaka.blueprint.blocks import Block, Category, Chart, Row, Table
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.mission import Brief

HORIZONS = ("2y", "eve")


def blocks(brief: Brief) -> list[Block]:
    """The calibration of earlier forecasts of this kind; silent where none can be checked on the mission's date."""
    counts = {e: i.count_date for e, i in brief.catalog.elections.items()}
    kind, day = brief.mission.base[:2], brief.mission.as_of
    rows = []
    for horizon in HORIZONS:
        for level in LEVELS:
            found = held(counts, kind, horizon, day, level)
            if found is not None:
                values = (level / 100, found.inside / found.count, found.inside, found.count, len(found.elections))
                rows.append(Row(f"{horizon}-{level}", (msg(f"s18.record.{horizon}"), *values), horizon))
    if not rows:
        return []
    sources = ("lok_sabha",) if kind == "LS" else ("assemblies",)
    columns = (
        words("horizon"),
        counted("expected", Unit.RATE, msg("s18.record.said"), "width of the range", sources, title="range_said", digits=0),
        counted("held", Unit.RATE, msg("s18.record.held"), "inside / count", sources, title="range_held", digits=0),
        counted("inside", Unit.COUNT, msg("s18.record.inside"), "khaka backtest --given history", sources,
                title="range_inside"),
        counted("totals", Unit.COUNT, msg("s18.record.totals"), "khaka backtest --given history", sources,
                title="range_totals"),
        counted("elections", Unit.COUNT, msg("s18.record.elections"), "khaka backtest --given history", sources,
                title="range_elections"),
    )  # fmt: skip
    title = msg("s18.record.title")
    kinds = tuple(Category(h, msg(f"s18.record.{h}"), f"s{i}") for i, h in enumerate(HORIZONS, 1)
                  if any(r.kind == h for r in rows))  # fmt: skip
    return [
        Chart(
            "s18.calibration", "calibration", title, msg("s18.record.alt"), "s18.record", "expected", ("held",), kinds
        ),
        Table("s18.record", title, columns, tuple(rows), msg("s18.record.note")),
    ]
