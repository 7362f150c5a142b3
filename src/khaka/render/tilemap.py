"""Geometry of the seat tile map: one hexagon a seat. Pure numbers; the faces draw them.

The tiles are pointy-top hexagons in odd-r offset (odd rows are pushed right by half a tile). All joins are computed on
an integer lattice (x in half widths, y in quarter heights), so shared corners are equal and outlines close exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import hypot, sqrt
from typing import Final, TypeAlias

from khaka.core.nouns import Seat

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Point, ...]
Lattice: TypeAlias = tuple[int, int]
_Page: TypeAlias = Callable[[tuple[float, float]], Point]

#: Corners around a centre on the lattice, clockwise from the top (y grows downwards, as on a page).
_CORNERS: Final = ((0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1))
#: The neighbour across the edge from corner i to corner i + 1, as lattice steps between centres.
_ACROSS: Final = ((1, -3), (2, 0), (1, 3), (-1, 3), (-2, 0), (-1, -3))
#: A label needs about this much room around it, in radii; more room than that does not make a place better.
_ROOM: Final = 1.7


@dataclass(frozen=True, slots=True)
class Hexagon:
    """A seat's tile: its centre and six corners, clockwise from the top."""

    seat: Seat
    centre: Point
    corners: Ring


@dataclass(frozen=True, slots=True)
class Outline:
    """A state's border: closed rings (islands and holes each have one), first point not repeated."""

    state: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """Where a state's code can stand; ``tiles`` is the state's number of seats, ``room`` the free distance around."""

    state: str
    at: Point
    tiles: int
    room: float


@dataclass(frozen=True, slots=True)
class TileMap:
    """The whole map in a box from (0, 0) to (width, height); y grows downwards.

    Hexagons come in seat order, outlines and labels in order of the state code.
    """

    width: float
    height: float
    radius: float
    hexagons: tuple[Hexagon, ...]
    outlines: tuple[Outline, ...]
    labels: tuple[Label, ...]


def tile_map(seats: Iterable[Seat], radius: float = 10.0, margin: float = 2.0) -> TileMap:
    """The map of all seats that have a tile.

    Parameters
    ----------
    radius
        From a hexagon's centre to its corners, in the drawing's units.
    margin
        Free space around the outermost corners.
    """
    placed = sorted((s for s in seats if s.tile is not None), key=lambda s: s.id)
    centres = {s.id: _lattice(s.tile) for s in placed if s.tile is not None}
    if not placed:
        return TileMap(2 * margin, 2 * margin, radius, (), (), ())
    left = min(x for x, _ in centres.values()) - 1
    top = min(y for _, y in centres.values()) - 2
    right = max(x for x, _ in centres.values()) + 1
    bottom = max(y for _, y in centres.values()) + 2
    unit_x, unit_y = radius * sqrt(3) / 2, radius / 2

    def page(point: tuple[float, float]) -> Point:
        return round(margin + (point[0] - left) * unit_x, 3), round(margin + (point[1] - top) * unit_y, 3)

    states: dict[str, set[Lattice]] = {}
    for seat in placed:
        states.setdefault(seat.state_code, set()).add(centres[seat.id])
    hexagons = tuple(Hexagon(s, page(centres[s.id]), tuple(page(c) for c in _corners(centres[s.id]))) for s in placed)
    outlines = tuple(
        Outline(code, tuple(tuple(page(p) for p in ring) for ring in _rings(tiles)))
        for code, tiles in sorted(states.items())
    )
    labels = tuple(_label(outline, states[outline.state], page, radius) for outline in outlines)
    width, height = page((right, bottom))
    return TileMap(round(width + margin, 3), round(height + margin, 3), radius, hexagons, outlines, labels)


def _lattice(tile: tuple[int, int]) -> Lattice:
    column, row = tile
    return 2 * column + (row & 1), 3 * row


def _corners(centre: Lattice) -> tuple[Lattice, ...]:
    return tuple((centre[0] + dx, centre[1] + dy) for dx, dy in _CORNERS)


def _edges(tiles: set[Lattice]) -> list[tuple[Lattice, Lattice]]:
    """Edges with the state on one side only, in a fixed order, each with the state on its right hand."""
    found = []
    for centre in sorted(tiles):
        corners = _corners(centre)
        for i, (dx, dy) in enumerate(_ACROSS):
            if (centre[0] + dx, centre[1] + dy) not in tiles:
                found.append((corners[i], corners[(i + 1) % 6]))
    return found


def _rings(tiles: set[Lattice]) -> list[tuple[Lattice, ...]]:
    """Edges joined into closed rings. At most one edge starts at a corner: three tiles meet there, never four."""
    following = dict(_edges(tiles))
    rings = []
    while following:
        start = min(following)
        ring, corner = [start], following.pop(start)
        while corner != start:
            ring.append(corner)
            corner = following.pop(corner)
        rings.append(tuple(ring))
    return rings


def _places(tiles: set[Lattice]) -> list[tuple[float, float]]:
    """Places for a label: tile centres and the middle between two tiles of the state that touch."""
    found: list[tuple[float, float]] = [(float(x), float(y)) for x, y in sorted(tiles)]
    for x, y in sorted(tiles):
        for dx, dy in _ACROSS[1:4]:  # half of the directions: each pair once
            if (x + dx, y + dy) in tiles:
                found.append((x + dx / 2, y + dy / 2))
    return found


def _label(outline: Outline, tiles: set[Lattice], page: _Page, radius: float) -> Label:
    """The place with room enough that is nearest to the state's middle."""
    middle = page((sum(x for x, _ in tiles) / len(tiles), sum(y for _, y in tiles) / len(tiles)))
    best: tuple[float, float, Point] | None = None
    for place in _places(tiles):
        at = page(place)
        room = min(_distance(at, a, b) for ring in outline.rings for a, b in _sides(ring))
        score = (-min(room, _ROOM * radius), hypot(at[0] - middle[0], at[1] - middle[1]), at)
        best = score if best is None or score < best else best
    assert best is not None  # a state on the map has a tile
    return Label(outline.state, best[2], len(tiles), round(-best[0], 3))


def _sides(ring: Ring) -> list[tuple[Point, Point]]:
    return list(zip(ring, ring[1:] + ring[:1], strict=True))


def _distance(p: Point, a: Point, b: Point) -> float:
    """From a point to a segment."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy)
    along = min(1.0, max(0.0, along))
    return hypot(p[0] - a[0] - along * dx, p[1] - a[1] - along * dy)
