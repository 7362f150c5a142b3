"""The seat tile map as inline SVG: hexagons from one sprite, state borders, state codes, a legend with counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from khaka.blueprint.blocks import Category, SeatMap, Table
from khaka.core.figure import Figure, How, Kind
from khaka.core.message import Name, msg
from khaka.core.units import Unit
from khaka.render.html.colours import Shade, shades
from khaka.render.html.ink import Ink
from khaka.render.tilemap import TileMap

#: State codes with less room than this (in radii) are left out on a phone.
_ROOMY: Final = 1.25


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A line of a legend: shade, label, count."""

    key: str
    shade: Shade
    label: Markup
    count: Markup


@dataclass(frozen=True, slots=True)
class MapView:
    """A map for the template."""

    id: str
    title: Markup
    alt: str
    svg: Markup
    width: str
    height: str
    legend: tuple[LegendItem, ...]
    states: tuple[tuple[str, str], ...]
    twin: str
    twin_title: str
    kind: str = "seatmap"


def map_view(block: SeatMap, tiles: TileMap, twin: Table | None, states: Sequence[Name], ink: Ink) -> MapView:
    """A map with its legend; the twin table says the same in words."""
    marks = shades(block.categories)
    on_map = {h.seat.state_code for h in tiles.hexagons}
    choices = sorted(((s.code, ink.translator.name(s)) for s in states if s.code in on_map), key=lambda pair: pair[1])
    return MapView(
        id=block.id,
        title=ink.say(block.title),
        alt=ink.plain(block.alt),
        svg=_drawing(block, tiles, marks, ink),
        width=_short(tiles.width),
        height=_short(tiles.height),
        legend=legend(block, marks, ink),
        states=tuple(choices),
        twin=block.twin,
        twin_title=ink.plain(twin.title) if twin is not None else "",
    )


def legend(block: SeatMap, marks: Mapping[str, Shade], ink: Ink) -> tuple[LegendItem, ...]:
    """Categories with counts; a category without a Figure is counted from the map's own seats."""
    seats: dict[str, list[str]] = {}
    for seat, key in block.classes:
        seats.setdefault(key, []).append(seat)
    items = []
    for category in block.categories:
        if category.figure is not None:
            count = ink.figure(category.figure)
        else:
            count = ink.own_count(_counted(block, category, seats.get(category.key, [])))
        items.append(LegendItem(category.key, marks[category.key], category_label(category, ink), count))
    return tuple(items)


def category_label(category: Category, ink: Ink) -> Markup:
    """A category's words; no spot, as the legend draws its own."""
    if isinstance(category.label, Name):
        return Markup.escape(ink.translator.name(category.label))
    return ink.say(category.label)


def _counted(block: SeatMap, category: Category, seats: list[str]) -> Figure:
    how = How(Kind.COUNTED, formula=f"{block.id}={category.key}", rows=tuple(seats))
    return Figure(f"{block.id}.{category.key}", len(seats), Unit.SEATS, msg("html.map_count"), how)


def _drawing(block: SeatMap, tiles: TileMap, marks: Mapping[str, Shade], ink: Ink) -> Markup:
    """Hexagons in seat order; seats without a category stay blank."""
    classes = dict(block.classes)
    parts = [Markup('<g class="hexes">')]
    for hexagon in tiles.hexagons:
        shade = marks.get(classes.get(hexagon.seat.id, ""))
        parts.append(
            Markup('<use href="#h-{}" class="{}" x="{}" y="{}" data-seat="{}" data-s="{}"/>').format(
                shade.mark if shade else "plain",
                shade.css if shade else "blank",
                _short(hexagon.centre[0]),
                _short(hexagon.centre[1]),
                hexagon.seat.id,
                hexagon.seat.state_code,
            )
        )
    parts.append(Markup("</g>"))
    for outline in tiles.outlines:
        path = "".join("M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in ring) + "Z" for ring in outline.rings)
        parts.append(Markup('<path class="border" data-s="{}" d="{}"/>').format(outline.state, path))
    for label in tiles.labels:
        roomy = "" if label.room >= _ROOMY * tiles.radius else " tight"
        parts.append(
            Markup('<text class="code{}" x="{}" y="{}">{}</text>').format(
                roomy, _short(label.at[0]), _short(label.at[1]), short_name(label.state, ink)
            )
        )
    return Markup("\n").join(parts)


def short_name(state: str, ink: Ink) -> str:
    """A state's short name on a map (उ.प्र.); the catalogue that print uses has them. Else its code."""
    key = f"pdf.state.{state.lower()}"
    return ink.label(key) if ink.translator.has(key) else state


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
