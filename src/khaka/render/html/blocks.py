"""Blocks into what their templates need. The template of a view is ``templates/blocks/<kind>.html.j2``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from markupsafe import Markup

from khaka.blueprint import blocks as b
from khaka.core.figure import Figure
from khaka.core.finding import Finding, Strength
from khaka.core.message import Message
from khaka.render.html.charts import ChartView, draw
from khaka.render.html.colours import TOKENS, Shade, shades
from khaka.render.html.ink import Ink
from khaka.render.html.seatmap import map_view
from khaka.render.html.tables import TableView, table_view
from khaka.render.tilemap import TileMap, tile_map

#: Filled bars of the sign beside a finding's strength.
_BARS: Final = {Strength.HIGH: 3, Strength.MIDDLE: 2, Strength.LOW: 1}


@dataclass(frozen=True, slots=True)
class SimpleView:
    """A block of words: what its template needs, by name."""

    kind: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FindingView:
    """A weakness for its template."""

    id: str
    title: Markup
    sentence: Markup
    at_stake: Markup
    strength: str
    bars: int
    where: Markup
    remedy: Markup
    proposal: str
    threshold: Markup
    author: str
    evidence: tuple[tuple[Markup, Markup], ...]
    seats: tuple[tuple[str, str], ...]


class Builder:
    """Turns the blocks of one blueprint into views in one language."""

    def __init__(self, blueprint: b.Blueprint, ink: Ink) -> None:
        self._blueprint = blueprint
        self._ink = ink
        self._tiles: TileMap = tile_map(blueprint.seats)
        self._tables = {t.id: t for t in tables_of(blueprint)}
        self._kinds = _kinds(blueprint)
        self._used: set[str] = set()

    def views(self, blocks: tuple[b.Block, ...]) -> list[Any]:
        """Views of a section's blocks."""
        return [self._view(block) for block in blocks]

    def table(self, table: b.Table) -> TableView:
        """A table; the second time it stands on the page it gets an address of its own."""
        return table_view(table, self._ink, self._kinds.get(table.id), self._address(table.id))

    def chart(self, chart: b.Chart) -> ChartView:
        """A chart with the table that says the same."""
        return draw(chart, self._tables.get(chart.twin), self._ink, self._address(f"{chart.id}-drawing"))

    def key_figures(self, items: tuple[tuple[Message, Figure], ...], marks: Mapping[str, Shade]) -> SimpleView:
        """Large numbers; ``marks`` gives the sign of a number that a bar below shows too."""
        ink = self._ink
        views = [(ink.say(label), _large(ink, figure), marks.get(figure.id)) for label, figure in items]
        return SimpleView("keyfigures", {"items": views})

    def _address(self, wanted: str) -> str:
        address, times = wanted, 2
        while address in self._used:
            address, times = f"{wanted}-{times}", times + 1
        self._used.add(address)
        return address

    def _view(self, block: b.Block) -> Any:
        ink = self._ink
        match block:
            case b.Heading():
                return SimpleView("heading", {"slug": self._address(block.slug), "text": ink.say(block.text)})
            case b.Paragraph():
                return SimpleView("paragraph", {"text": ink.say(block.text)})
            case b.Bullets():
                title = ink.say(block.title) if block.title is not None else None
                items = [ink.say(item) for item in block.items]
                return SimpleView("bullets", {"title": title, "items": items, "ordered": block.ordered})
            case b.KeyFigures():
                return self.key_figures(block.items, {})
            case b.Notice():
                label = ink.label(f"html.notice.{block.kind}")
                return SimpleView("notice", {"kind": block.kind, "label": label, "text": ink.say(block.text)})
            case b.Table():
                return self.table(block)
            case b.SeatMap():
                return map_view(block, self._tiles, self._tables.get(block.twin), self._blueprint.states, ink)
            case b.Chart():
                return self.chart(block)
            case b.Findings():
                return SimpleView("findings", {"items": [self._finding(f) for f in block.items]})

    def _finding(self, finding: Finding) -> FindingView:
        ink = self._ink
        return FindingView(
            id=self._address(f"f-{finding.id}"),
            title=ink.say(finding.title),
            sentence=ink.say(finding.sentence),
            at_stake=ink.figure(finding.at_stake),
            strength=ink.label(f"html.strength.{finding.strength.value}"),
            bars=_BARS[finding.strength],
            where=ink.names(finding.where),
            remedy=ink.say(finding.remedy.text),
            proposal=finding.remedy.id,
            threshold=ink.say(finding.threshold),
            author=finding.author,
            evidence=tuple((ink.figure(f), ink.say(f.definition)) for f in finding.evidence),
            seats=self._by_state(finding.seats),
        )

    def _by_state(self, seats: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """Names of the seats, state by state."""
        translator = self._ink.translator
        known = {s.id: s for s in self._blueprint.seats}
        states = {s.code: translator.name(s) for s in self._blueprint.states}
        found: dict[str, list[str]] = {}
        for seat_id in seats:
            seat = known.get(seat_id)
            state = seat.state_code if seat else seat_id.partition("-")[0]
            name = seat_id if seat is None else seat.name_hi if self._ink.lang == "hi" else seat.name_en
            found.setdefault(states.get(state, state), []).append(name)
        return tuple((state, ", ".join(names)) for state, names in sorted(found.items()))


def tables_of(blueprint: b.Blueprint) -> Iterator[b.Table]:
    """Every table of the document, the leader's first."""
    if blueprint.leader.path is not None:
        yield blueprint.leader.path
    for section in blueprint.sections:
        yield from (block for block in section.blocks if isinstance(block, b.Table))


def given_colours(blueprint: b.Blueprint) -> set[str]:
    """Colours of categories that are written #rrggbb and so need a rule of their own."""
    found = {c.colour for c in blueprint.leader.bar.categories} if blueprint.leader.bar is not None else set()
    for section in blueprint.sections:
        for block in section.blocks:
            if isinstance(block, b.SeatMap | b.Chart):
                found |= {c.colour for c in block.categories}
    return found - set(TOKENS)


def _kinds(blueprint: b.Blueprint) -> dict[str, dict[str, Shade]]:
    """For each table that a map colours: the shade of each kind of row."""
    found: dict[str, dict[str, Shade]] = {}
    for section in blueprint.sections:
        for block in section.blocks:
            if isinstance(block, b.SeatMap):
                found.setdefault(block.twin, {}).update(shades(block.categories))
    return found


def _large(ink: Ink, figure: Figure) -> Markup:
    """A large number in its short form: 11.9 crore."""
    return ink.figure(figure, "short")
