"""The seat map's geometry: every seat once, borders that close, labels inside their own state."""

from __future__ import annotations

from math import sqrt

import pytest

from khaka.catalog import Catalog
from khaka.core.nouns import Seat
from khaka.render.tilemap import Ring, TileMap, tile_map

RADIUS = 10.0
AREA = 1.5 * sqrt(3) * RADIUS**2


def seat(id_: str, tile: tuple[int, int] | None) -> Seat:
    return Seat(id_, id_[:2], int(id_[3:]), id_, id_, "GEN", tile)


@pytest.fixture(scope="module")
def india() -> TileMap:
    seats = [
        Seat(k, s["state_code"], 1, k, k, "GEN", (int(s["tile_col"]), int(s["tile_row"])))
        for k, s in Catalog().seats.items()
    ]
    return tile_map(seats, RADIUS)


def area(ring: Ring) -> float:
    """Signed: a hole turns the other way."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def test_every_seat_has_its_own_hexagon(india: TileMap) -> None:
    assert len(india.hexagons) == 543
    assert len({h.centre for h in india.hexagons}) == 543
    for hexagon in india.hexagons:
        assert abs(area(hexagon.corners)) == pytest.approx(AREA, rel=1e-3)
        assert all(0 <= x <= india.width and 0 <= y <= india.height for x, y in hexagon.corners)


def test_borders_hold_exactly_their_states_hexagons(india: TileMap) -> None:
    for outline, label in zip(india.outlines, india.labels, strict=True):
        assert outline.state == label.state
        assert sum(area(r) for r in outline.rings) == pytest.approx(label.tiles * AREA, rel=1e-3)


def test_labels_stand_in_their_own_state(india: TileMap) -> None:
    for label in india.labels:
        nearest = min(india.hexagons, key=lambda h: (h.centre[0] - label.at[0]) ** 2 + (h.centre[1] - label.at[1]) ** 2)
        assert nearest.seat.state_code == label.state
        assert label.room > 0


def test_a_hole_is_a_ring_of_its_own() -> None:
    around = [(0, 0), (1, 0), (0, 1), (2, 1), (0, 2), (1, 2)]  # the six neighbours of (1, 1), an odd row
    around = [(c + (r % 2 == 0), r) for c, r in around]
    found = tile_map([seat(f"AA-{i}", t) for i, t in enumerate(around)] + [seat("BB-0", (1, 1))], RADIUS)
    rings = {o.state: o.rings for o in found.outlines}
    assert [len(rings["AA"]), len(rings["BB"])] == [2, 1]
    assert sorted(area(r) > 0 for r in rings["AA"]) == [False, True]


def test_neighbours_share_corners_exactly() -> None:
    first, second = tile_map([seat("AA-1", (4, 7)), seat("AA-2", (5, 7))]).hexagons
    assert len(set(first.corners) & set(second.corners)) == 2


def test_seats_without_a_tile_are_left_out() -> None:
    found = tile_map([seat("AA-1", None)])
    assert found.hexagons == () and found.labels == ()
    assert len(tile_map([seat("AA-1", None), seat("AA-2", (1, 1))]).hexagons) == 1


def test_order_of_seats_does_not_matter() -> None:
    seats = [seat(f"AA-{i}", (i, i % 3)) for i in range(9)]
    assert tile_map(seats) == tile_map(reversed(seats))
