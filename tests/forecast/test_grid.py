"""The grid of what-ifs: each point is what a scenario of the same draws and seed gives."""

from __future__ import annotations

import pytest

from khaka.forecast.grid import GRID_DRAWS, OURS_PP, RIVAL_PP, Grid, GridPoint, Ground, grid_of
from khaka.forecast.odds import Odds, odds_of
from khaka.forecast.whatif import WhatIf, scenario_of
from tests.cases import strategy_of


@pytest.fixture(scope="module")
def base() -> Odds:
    odds = strategy_of("mission-2024").odds
    return odds_of(odds.brief, odds.outlook, GRID_DRAWS)


@pytest.fixture(scope="module")
def gone(base: Odds) -> Odds:
    """The odds without a partner."""
    return scenario_of(base, WhatIf(dropped=("DMK",))).changed


@pytest.fixture(scope="module")
def grid(base: Odds, gone: Odds) -> Grid:
    ground: dict[tuple[str, ...], Ground] = {("DMK",): (gone.outlook.field, gone.outlook.scales)}
    return grid_of(base.brief, base.outlook, 4 * GRID_DRAWS, ground)


def at(grid: Grid, ours: float, rival: float, gone: tuple[str, ...] = ()) -> GridPoint:
    return next(p for p in grid.points if (p.ours, p.rival, p.gone) == (ours, rival, gone))


def test_every_setting_is_there_once(grid: Grid) -> None:
    found = [(p.ours, p.rival, p.gone) for p in grid.points]
    assert found[0] == (0.0, 0.0, ())
    assert sorted(found) == sorted([*((o, r, ()) for o in OURS_PP for r in RIVAL_PP), (0.0, 0.0, ("DMK",))])
    assert grid.draws == GRID_DRAWS


def test_the_base_is_the_forecast(base: Odds, grid: Grid) -> None:
    first = grid.points[0]
    assert first.chances == tuple(g.probability for g in base.goals)
    assert all(base.seats_of(name) == seats for name, seats in first.blocs)
    assert [name for name, _ in first.blocs] == ["ours", "alliance", "BJP"]
    assert first.changed == ()


@pytest.mark.parametrize(("ours", "rival"), [(-6.0, 4.0), (3.0, 0.0), (0.0, -4.0)])
def test_a_point_is_the_scenario_of_the_same_seed(base: Odds, grid: Grid, ours: float, rival: float) -> None:
    swings: dict[tuple[str, str | None], float] = {("INC", None): ours, ("BJP", None): rival}
    found = scenario_of(base, WhatIf(swings={k: v for k, v in swings.items() if v}))
    point = at(grid, ours, rival)
    assert point.chances == tuple(g.probability for g in found.changed.goals)
    assert all(found.changed.seats_of(name) == seats for name, seats in point.blocs)
    assert point.changed == found.seats


def test_a_partner_that_leaves_is_the_scenario_too(gone: Odds, grid: Grid) -> None:
    point = at(grid, 0.0, 0.0, ("DMK",))
    assert point.chances == tuple(g.probability for g in gone.goals)
    assert all(gone.seats_of(name) == seats for name, seats in point.blocs)
    assert point.leaders["TN-01"] != "ally"


def test_states_add_up_and_votes_help(grid: Grid) -> None:
    for point in grid.points:
        for k, name in enumerate(("ours", "alliance", "BJP")):
            total = sum(e[k] + (e[0] if name == "alliance" else 0.0) for e in point.expected.values())
            assert total == pytest.approx(dict(point.blocs)[name].mean, abs=1e-6)
    means = [dict(at(grid, ours, 0.0).blocs)["ours"].mean for ours in OURS_PP]
    assert means == sorted(means)
    assert set(grid.points[0].leaders.values()) == {"own", "ally", "rival", "other"}


def test_one_states_swing_is_read_from_the_points_and_moves_no_other(base: Odds) -> None:
    brief, seen = base.brief, base.outlook
    found = grid_of(brief, seen, 32, {})
    before = odds_of(brief, seen, 32)
    for state, ours in (("UP", 3.0), ("AS", -6.0)):
        after = scenario_of(before, WhatIf(swings={("INC", state): ours})).changed
        point, first = at(found, ours, 0.0), found.points[0]
        alone = dict(first.blocs)["ours"].mean + point.expected[state][0] - first.expected[state][0]
        seats = after.seats_of("ours")
        assert seats is not None and seats.mean == pytest.approx(alone, abs=1e-9)


def test_a_party_without_partner_or_rival_in_the_field_has_a_grid_of_its_own() -> None:
    odds = strategy_of("mission-2024", "AIMIM").odds
    small = grid_of(odds.brief, odds.outlook, 64, {})
    assert small.draws == 64
    assert len({(p.ours, p.rival) for p in small.points}) == len(small.points) >= len(OURS_PP)
    assert small == grid_of(odds.brief, odds.outlook, 64, {})
