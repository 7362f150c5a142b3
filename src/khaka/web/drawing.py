"""Small drawings of the live page: the tile map by party and the curve of seats, as numbers for an SVG template."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from khaka.blueprint.document import seats_of
from khaka.catalog import Catalog
from khaka.core.nouns import Seat
from khaka.locale import Translator
from khaka.mission import Brief
from khaka.render.html.colours import party_class
from khaka.render.tilemap import TileMap, tile_map

#: Box of the curve, in the units of its SVG.
WIDTH: Final = 320.0
HEIGHT: Final = 120.0
#: Seats are summed over so many before they are drawn: single seats jump with the draws.
_BIN: Final = 5
_GREY: Final = "#8a8d92"
_HEX: Final = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Tile:
    """A seat's hexagon: points, class of its party, name, whether it changed."""

    points: str
    css: str
    title: str
    changed: bool


def map_of(brief: Brief, leaders: dict[str, str], changed: set[str], say: Translator) -> dict[str, Any]:
    """Tiles in order of seats, borders of states, and the box."""
    tiles = _tiles(brief.catalog, tuple(sorted(leaders)))
    names = {c: brief.catalog.party(c).in_language(say.lang) for c in set(leaders.values())}
    shown = [
        Tile(
            " ".join(f"{x:.1f},{y:.1f}" for x, y in h.corners),
            party_class(leaders[h.seat.id]),
            f"{brief.catalog.seat(h.seat.id).in_language(say.lang)}: {names[leaders[h.seat.id]]}",
            h.seat.id in changed,
        )
        for h in tiles.hexagons
    ]
    borders = [" ".join(f"M{_path(ring)}Z" for ring in o.rings) for o in tiles.outlines]
    counts: dict[str, int] = {}
    for code in leaders.values():
        counts[code] = counts.get(code, 0) + 1
    legend = [
        {"css": party_class(c), "name": names[c], "n": n}
        for c, n in sorted(counts.items(), key=lambda p: (-p[1], p[0]))
    ]
    return {"tiles": shown, "borders": borders, "width": tiles.width, "height": tiles.height, "legend": legend[:12]}


def _path(ring: tuple[tuple[float, float], ...]) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in ring)


@lru_cache(maxsize=8)
def _tiles(catalog: Catalog, seats: tuple[str, ...]) -> TileMap:
    return tile_map(_seats(catalog, seats))


def _seats(catalog: Catalog, seats: tuple[str, ...]) -> list[Seat]:
    wanted = set(seats)
    return [s for s in seats_of(catalog) if s.id in wanted and s.tile is not None]


def curve(before: list[tuple[int, float]], after: list[tuple[int, float]], goal: Any) -> dict[str, Any]:
    """Two curves of how often each total comes out, and the line of the goal; five seats to a step."""
    one, two = _binned(before), _binned(after)
    ends = [*one, *two] or [0]
    bound = (goal.at_least if goal.at_least is not None else goal.at_most) if goal is not None else None
    low, high = min(ends), max(*ends, bound or 0) + _BIN
    top = max([*one.values(), *two.values(), 1e-9])

    def line(bins: dict[int, float]) -> str:
        steps = range(low, high, _BIN)
        return " ".join(
            f"{_x(s + _BIN / 2, low, high):.1f},{HEIGHT - bins.get(s, 0.0) / top * (HEIGHT - 6):.1f}" for s in steps
        )

    ticks = [{"x": f"{_x(s, low, high):.1f}", "n": s} for s in range(-(-low // 50) * 50, high, 50)]
    return {
        "before": line(one),
        "after": line(two),
        "goal": {"x": f"{_x(bound, low, high):.1f}", "n": bound} if bound is not None else None,
        "ticks": ticks,
        "width": WIDTH,
        "height": HEIGHT,
    }


def _binned(pmf: list[tuple[int, float]]) -> dict[int, float]:
    found: dict[int, float] = {}
    for seats, p in pmf:
        found[seats // _BIN * _BIN] = found.get(seats // _BIN * _BIN, 0.0) + p
    return {s: p for s, p in found.items() if p >= 5e-4}


def _x(seats: float, low: int, high: int) -> float:
    return (seats - low) / max(high - low, 1) * WIDTH


def party_colours(catalog: Catalog) -> str:
    """A style sheet with a class for every party's colour, and a grey for parties without one."""
    rules = [f".tile{{fill:{_GREY}}}"]
    for code in catalog.parties:
        colour = catalog.colour(code)
        if colour and _HEX.fullmatch(colour):
            rules.append(f".{party_class(code)}{{fill:{colour};--c:{colour}}}")
    return "\n".join(rules) + "\n"
