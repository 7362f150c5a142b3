"""Figures of the two detectors that set an assembly vote against a parliamentary vote."""

from __future__ import annotations

import polars as pl

from khaka.core.figure import Figure, How, Kind
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy.weakness._assembly import LATEST
from khaka.strategy.weakness.base import figure_id


def shares(brief: Brief, name: str, states: pl.DataFrame, rows: pl.DataFrame) -> tuple[Figure, Figure]:
    """Ours over the states of the seats at stake together: its assembly share and its parliamentary share.

    Parameters
    ----------
    states
        See ``_assembly.gaps``; only those in which a seat of ``rows`` lies are counted.
    """
    named = states.join(rows.select("state_code"), on="state_code", how="semi")
    keys = tuple(named["state_code"].to_list())
    found = []
    for kind, votes, polled in (("assembly", "own_votes", "own_polled"), ("parliament", "own", "polled")):
        base = int(named[polled].sum())
        found.append(
            Figure(
                figure_id(brief, f"{name}.{kind}"), int(named[votes].sum()) / base if base else None, Unit.SHARE,
                msg(f"finding.assembly_gap.{kind}"), How(Kind.COUNTED, formula="sum(votes of P) / sum(votes polled)",
                                                         rows=keys),
                base=msg("measure.base.votes-polled"), sources=brief.sources_of(brief.base.id, LATEST),
            )
        )  # fmt: skip
    return found[0], found[1]
