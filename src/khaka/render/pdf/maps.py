"""The seat map as shapes for the template: one path a category, the states' borders, short names, and the legend."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Final

from khaka.blueprint.blocks import Category, SeatMap
from khaka.core.message import Message
from khaka.core.nouns import Seat
from khaka.render.charts.palette import Ink, ink, is_token
from khaka.render.charts.shaping import advance
from khaka.render.pdf.speech import Data, Speech
from khaka.render.tilemap import Hexagon, Label, TileMap, tile_map

#: From a hexagon's centre to its corner, in points: the country fits on a page with its legend.
RADIUS: Final = 8.2
_LETTER: Final = 5.4
_SIZES: Final = (8.4, 7.4, 6.4, 5.4)
#: In a state of one or two seats the name must leave the seat's colour in sight.
_SMALL: Final = 4.8
#: The corner of a page that a state's own map may take, and its largest hexagon.
_CORNER: Final = (150.0, 190.0)
_LARGEST: Final = 13.0


def map_data(block: SeatMap, speech: Speech) -> Data:
    """Everything that the template needs to draw the map."""
    drawing = _drawing(speech.blueprint.seats)
    classes = dict(block.classes)
    signs = _signs(block.categories, speech)
    counts = Counter(classes.values())
    fills: dict[str, list[Data]] = {c.key: [] for c in block.categories}
    blank: list[Data] = []
    labels = _labels(drawing, speech)
    with_letter = {c.key for c, (_, letter) in zip(block.categories, signs, strict=True) if letter}
    for hexagon in drawing.hexagons:
        key = classes.get(hexagon.seat.id, "")
        centre, lettered = _letter_place(hexagon, labels)
        place = {"c": centre, "p": [list(p) for p in hexagon.corners], "letter": lettered and key in with_letter}
        fills.get(key, blank).append(place)
    parts = [
        {"hexes": fills[c.key], **_ink(look), "letter": letter}
        for c, (look, letter) in zip(block.categories, signs, strict=True)
    ]
    parts.append({"hexes": blank, **_ink(Ink("#ffffff")), "letter": ""})
    return {
        "kind": "map",
        "title": speech.rich(block.title),
        "alt": speech.text(block.alt),
        "width": drawing.width,
        "height": drawing.height,
        "parts": [p for p in parts if p["hexes"]],
        "borders": [[list(p) for p in ring] for outline in drawing.outlines for ring in outline.rings],
        "labels": labels,
        "legend": [
            {"t": speech.label(c.label), **_ink(look), "letter": letter, "n": _count(c, counts[c.key], speech),
             "r": speech.refs([c.figure]) if c.figure else []}
            for c, (look, letter) in zip(block.categories, signs, strict=True)
        ],
        "letter-size": _LETTER,
    }  # fmt: skip


def state_map(block: SeatMap, seats: tuple[Seat, ...], speech: Speech) -> Data:
    """One state's seats as the map of the country colours them, as large as a corner of a page allows.

    Letters and the state's name are left out: the legend names only the categories that are there, each with its count.
    """
    across = {s.tile[0] for s in seats if s.tile is not None}
    down = {s.tile[1] for s in seats if s.tile is not None}
    wide, high = max(across) - min(across) + 1.5, max(down) - min(down) + 1.5
    radius = round(min(_CORNER[0] / (wide * 1.74), _CORNER[1] / (high * 1.5), _LARGEST), 2)
    drawing = tile_map(seats, radius, 1.0)
    classes = dict(block.classes)
    signs = _signs(block.categories, speech)
    parts, legend = [], []
    for category, (look, letter) in zip(block.categories, signs, strict=True):
        here = [h for h in drawing.hexagons if classes.get(h.seat.id) == category.key]
        if here:
            hexes = [{"c": list(h.centre), "p": [list(p) for p in h.corners], "letter": bool(letter)} for h in here]
            parts.append({"hexes": hexes, **_ink(look), "letter": letter})
            legend.append({"t": speech.label(category.label), **_ink(look), "letter": letter,
                           "n": speech.tr.numerals(str(len(here))), "r": []})  # fmt: skip
    known = {h.seat.id for h in drawing.hexagons if h.seat.id in classes}
    blank = [h for h in drawing.hexagons if h.seat.id not in known]
    parts.append({"hexes": [{"c": list(h.centre), "p": [list(p) for p in h.corners], "letter": False} for h in blank],
                  **_ink(Ink("#ffffff")), "letter": ""})  # fmt: skip
    return {
        "alt": speech.text(block.alt), "width": drawing.width, "height": drawing.height,
        "parts": [p for p in parts if p["hexes"]],
        "borders": [[list(p) for p in ring] for outline in drawing.outlines for ring in outline.rings],
        "labels": [], "legend": legend, "letter-size": min(_LETTER, radius * 0.66),
    }  # fmt: skip


@lru_cache(maxsize=4)
def _drawing(seats: tuple[Seat, ...]) -> TileMap:
    """The geometry; the same for every map and language of a document."""
    return tile_map(seats, RADIUS, 1.0)


def _ink(look: Ink) -> Data:
    return {"fill": look.fill, "hatch": look.hatch, "upon": look.upon}


def _count(category: Category, counted: int, speech: Speech) -> str:
    """The category's Figure, else how many seats the map itself shows in it."""
    return speech.figure(category.figure) if category.figure else speech.tr.numerals(str(counted))


def _signs(categories: tuple[Category, ...], speech: Speech) -> list[tuple[Ink, str]]:
    """Each category's ink, and a letter where the ink has no hatch of its own or is used twice."""
    letters = iter(speech.say("pdf.letters"))
    uses = Counter(c.colour for c in categories)
    return [
        (ink(c.colour), "" if is_token(c.colour) and uses[c.colour] == 1 else next(letters, "")) for c in categories
    ]


def _labels(drawing: TileMap, speech: Speech) -> list[Data]:
    """Short names of the states, each in the largest size for which there is room."""
    found = []
    for label in drawing.labels:
        text, small = _short_name(label, speech), label.tiles <= 2
        fitting = (s for s in _SIZES if advance(text, s, 700, speech.lang) <= 2 * label.room + 5)
        size = _SMALL if small else next(fitting, _SIZES[-1])
        at = [label.at[0], label.at[1] + (RADIUS * 0.36 if small else 0.0)]
        found.append({"t": text, "at": at, "size": size, "edge": 1.1 if small else 2.2, "small": small})
    return found


def _letter_place(hexagon: Hexagon, labels: list[Data]) -> tuple[list[float], bool]:
    """Where a seat's letter stands: above the name of a small state, and nowhere under the name of a large one."""
    x, y = hexagon.centre
    for label in labels:
        dx, dy = abs(x - label["at"][0]), abs(y - label["at"][1])
        if label["small"] and dx < RADIUS * 1.2 and dy < RADIUS:
            return [x, y - RADIUS * 0.36], True
        if not label["small"] and dx < label["size"] * 1.6 and dy < label["size"] * 0.6:
            return [x, y], False
    return [x, y], True


def _short_name(label: Label, speech: Speech) -> str:
    """As the press of each language shortens it; a state without a short name shows its code."""
    key = f"pdf.state.{label.state.lower()}"
    return speech.text(Message(key)) if speech.tr.has(key) else label.state
