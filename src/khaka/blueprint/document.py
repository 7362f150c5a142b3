"""The whole document: sections found by scan, put in order, their Figures checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, time
from typing import Any

from khaka.blueprint import closed
from khaka.blueprint.base import Builder
from khaka.blueprint.blocks import Blueprint, Section, Table
from khaka.blueprint.leader import leader_page
from khaka.blueprint.live import live_of
from khaka.blueprint.sections.sources import used_sources
from khaka.catalog import Catalog
from khaka.core.figure import Figure
from khaka.core.message import Listing, Message, Name, msg
from khaka.core.nouns import Seat
from khaka.core.registry import Registry
from khaka.forecast.odds import DRAWS
from khaka.mission import Brief, Mission
from khaka.mission.windows import country_of, span_text, spans, windows_of
from khaka.strategy import Strategy

SECTIONS: Registry[Builder] = Registry("khaka.blueprint.sections", "builder")


def build(brief: Brief, draws: int = DRAWS) -> Blueprint:
    """The blueprint of a brief.

    Parameters
    ----------
    draws
        Size of the draw set behind every simulated number; the seed is the mission's.

    Notes
    -----
    While the law forbids predictions of the election, the parts that hold any give way to a note; see ``closed``.

    Raises
    ------
    ValueError
        Two different numbers under one Figure id: a fault of a section, never of the data.
    """
    strategy = Strategy(brief, draws)
    builders = sorted(SECTIONS, key=lambda b: (b.number, b.part))
    sections = tuple(s for b in builders if (s := closed.built(b, strategy)) is not None)
    mission = brief.mission
    embargo = _embargo(brief)
    blueprint = Blueprint(
        title=msg("document.title", mission=mission.name),
        subtitle=msg("document.subtitle", party=brief.party, election=brief.election_name(mission.election)),
        party=brief.party,
        mission=settings(mission),
        as_of=mission.as_of,
        data_version=brief.catalog.data_version,
        seed=mission.seed,
        draws=draws,
        leader=leader_page(strategy),
        sections=sections,
        notices=(*((embargo,) if embargo else ()), *_notices(strategy)),
        proposals=strategy.proposals,
        sources=tuple(brief.catalog.sources[s] for s in used_sources(brief)),
        seats=tuple(seats_of(brief.catalog)),
        states=tuple(brief.catalog.states.values()),
        colours=tuple(_colours(brief, sections)),
        version=_version(),
        live=closed.unless(lambda: live_of(strategy), lambda _: None),
        embargo=embargo,
    )
    index(blueprint)
    return blueprint


def _version() -> str:
    from khaka import __version__

    return __version__


def _embargo(brief: Brief) -> Message | None:
    """The law's windows in which no forecast may be published, as one stamp; None while no dates are announced."""
    closed = spans(windows_of(brief))
    if not closed:
        return None
    country = country_of(brief.mission.country)
    return msg("paper.embargo", spans=[span_text(start, end, country) for start, end in closed])


def _notices(strategy: Strategy) -> list[Message]:
    brief = strategy.brief
    found = [msg("document.notice.public"), *closed.notices(strategy)]
    if any(p.reported for p in brief.mission.states) or brief.mission.focus.reported_seats:
        found.append(msg("document.notice.reported"))
    if brief.mission.map_open:
        found.append(msg("document.notice.map_open", election=brief.election_name(brief.mission.election)))
    return found


def settings(mission: Mission) -> dict[str, Any]:
    """Every setting of a mission as plain values, names in both languages."""
    return {f.name: _plain(getattr(mission, f.name)) for f in fields(mission)}


def _plain(value: Any) -> Any:
    if isinstance(value, Name):
        return dict(value.texts)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    return value.isoformat() if isinstance(value, date | time) else value


def seats_of(catalog: Catalog) -> Iterator[Seat]:
    """The house's seats in order of their ids, each with its place on the tile map."""
    for seat_id, row in sorted(catalog.seats.items()):
        column, line = row.get("tile_col"), row.get("tile_row")
        yield Seat(
            seat_id,
            row["state_code"] or "",
            int(row["number"] or 0),
            row["name_en"] or seat_id,
            row["name_hi"] or row["name_en"] or seat_id,
            row["reserved"] or "GEN",
            (int(column), int(line)) if column and line else None,
        )


def _colours(brief: Brief, sections: Iterable[Section]) -> Iterator[tuple[str, str]]:
    """Media colours of the parties that the document names."""
    codes = {n.code for n in walk(sections, Name) if n.kind == "party"}
    for code in sorted(codes):
        colour = brief.catalog.colour(code)
        if colour:
            yield code, colour


def walk(value: Any, kind: type) -> Iterator[Any]:
    """Every instance of ``kind`` inside blocks, tables, messages and tuples, in reading order."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, Table) and kind is Figure:
        yield from value.figures()
    if isinstance(value, Message):
        for _, param in value.params:
            yield from walk(param, kind)
    elif isinstance(value, Listing):
        for item in value.items:
            yield from walk(item, kind)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from walk(item, kind)
    elif is_dataclass(value) and not isinstance(value, type | Name):
        for f in fields(value):
            yield from walk(getattr(value, f.name), kind)


def index(blueprint: Blueprint) -> dict[str, Figure]:
    """Every Figure of the document by id.

    Raises
    ------
    ValueError
        One id for two different numbers.
    """
    found: dict[str, Figure] = {}
    for figure in walk((blueprint.leader, blueprint.sections), Figure):
        known = found.setdefault(figure.id, figure)
        if known.value != figure.value:
            raise ValueError(f"two numbers under {figure.id}: {known.value} and {figure.value}")
    return found
