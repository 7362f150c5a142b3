"""Reserved seats go worse than general ones: the strike rate is at least five points lower.

Silent under ten reserved seats contested. Reservation is a fact of the seat, not of any voter.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khaka.core.finding import Finding
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy.weakness.base import Detector, Stage, figure_id, finding

FEWEST, POINTS = 10, 0.05


def find(brief: Brief, book: pl.DataFrame) -> Iterator[Finding]:
    stood = book.filter(pl.col("rank").is_not_null())
    reserved = stood.filter(pl.col("reserved") != "GEN")
    general = stood.filter(pl.col("reserved") == "GEN")
    if reserved.height < FEWEST or not general.height:
        return
    rates = [(t.filter(pl.col("rank") == 1).height / t.height) for t in (reserved, general)]
    if rates[1] - rates[0] < POINTS:
        return
    figures = [
        brief.derive(figure_id(brief, f"reserved_seats.{name}"), rate, Unit.RATE,
                     msg(f"finding.reserved_seats.{name}"), "seats won / seats contested", ("measure.strike_rate",),
                     rows=table["seat_id"].to_list())
        for name, rate, table in zip(("reserved", "general"), rates, (reserved, general), strict=True)
    ]  # fmt: skip
    lost = reserved.filter(pl.col("rank") == 2)
    yield finding(brief, "reserved_seats", lost, figures, reserved=figures[0], general=figures[1])


detector = Detector("reserved_seats", find, Stage.CANDIDATES)
