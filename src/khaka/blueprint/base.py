"""What a section's file gives, and the parts that sections share: ids, columns and rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from khaka.blueprint.blocks import ROW_KEY, Cell, Column, Row, Section
from khaka.core.figure import Figure, How, Kind
from khaka.core.message import Message, msg
from khaka.core.units import Unit
from khaka.measures import MEASURES
from khaka.mission import Brief
from khaka.mission.brief import BASED
from khaka.strategy import Strategy


@dataclass(frozen=True, slots=True)
class Builder:
    """A section's place in the document, and what builds it; None from ``build`` means "does not apply"."""

    number: int
    slug: str
    build: Callable[[Strategy], Section | None]
    part: str = ""


def heading(key: str) -> Message:
    """A column's title."""
    return msg(f"section.col.{key}")


def words(key: str, title: str | None = None, *, minor: bool = False) -> Column:
    """A column of names or words."""
    return Column(key, heading(title or key), minor=minor)


def measured(
    brief: Brief,
    key: str,
    measure: str,
    row: str,
    *,
    title: str | None = None,
    elections: str | None = None,
    base_election: str | None = None,
    signed: bool = False,
    bar: bool = False,
    minor: bool = False,
    **filters: Any,
) -> Column:
    """A column whose cells a measure gives; the filter ``row`` takes each row's key.

    ``row`` is ``states``, ``elections``, ``parties`` or ``seats``; the other filters are the same for all rows.
    """
    said = dict(brief.said(measure, elections or brief.base.id, base_election=base_election, **filters))
    said[row] = ROW_KEY
    found = MEASURES[measure]
    return Column(
        key,
        heading(title or key),
        found.unit,
        found.definition,
        How(Kind.MEASURED, measure, tuple(said.items()), found.formula),
        base=msg(f"measure.base.{filters.get('base', 'votes-polled')}") if measure in BASED else None,
        sources=brief.sources_of(elections or brief.base.id),
        signed=signed,
        bar=bar,
        minor=minor,
    )


def counted(
    key: str,
    unit: Unit,
    definition: Message,
    rule: str,
    sources: tuple[str, ...],
    *,
    title: str | None = None,
    signed: bool = False,
    bar: bool = False,
    minor: bool = False,
    digits: int | None = None,
    base: Message | None = None,
) -> Column:
    """A column whose cells a named rule gives."""
    return Column(
        key,
        heading(title or key),
        unit,
        definition,
        How(Kind.COUNTED, formula=rule),
        base=base,
        sources=sources,
        digits=digits,
        signed=signed,
        bar=bar,
        minor=minor,
    )


def by_state(brief: Brief, measure: str, *elections: str, **filters: Any) -> dict[str, int | float]:
    """A measure's value for each state, from one computation; a test holds it to the measure state by state.

    Counts are rows of the state; shares are summed votes over summed bases; medians are of the state's rows.
    """
    rows = brief.ask(measure, *elections, **filters).rows
    unit = MEASURES[measure].unit
    if unit in (Unit.SHARE, Unit.VOTES):
        sums = rows.group_by("state_code").agg(pl.col("votes").sum(), pl.col("base").sum())
        if unit is Unit.VOTES:
            return {r["state_code"]: r["votes"] for r in sums.iter_rows(named=True)}
        return {r["state_code"]: r["votes"] / r["base"] for r in sums.iter_rows(named=True) if r["base"]}
    if measure == "median_lead_in_direct_contests":
        found = rows.group_by("state_code").agg(pl.col("lead_pp").median())
        return dict(found.iter_rows())
    if measure == "opposition_unity":
        found = rows.group_by("state_code").agg(pl.col("index").mean())
        return dict(found.iter_rows())
    return dict(rows.group_by("state_code").len().iter_rows())


def state_rows(
    brief: Brief,
    columns: list[Mapping[str, Cell]],
    *,
    fill: Cell = 0,
    total: list[Cell] | None = None,
    states: list[str] | None = None,
) -> tuple[Row, ...]:
    """A row a state, in the order of ``states`` (by default ours, by code), and a total row."""
    codes = states if states is not None else [s.code for s in brief.states]
    rows = [Row(c, (brief.catalog.states[c], *(column.get(c, fill) for column in columns))) for c in codes]
    if total is not None:
        rows.append(Row("all", (msg("section.total"), *total), "total"))
    return tuple(rows)


def fid(section: str, brief: Brief, name: str, election: str | None = None) -> str:
    """The id of a Figure in running text: ``s1.inc.second_places.ls2019``."""
    return f"{section}.{brief.mission.party.lower()}.{name}.{(election or brief.base.id).lower()}"


def renamed(figure: Figure, new_id: str) -> Figure:
    """The same number under another id."""
    return replace(figure, id=new_id)
