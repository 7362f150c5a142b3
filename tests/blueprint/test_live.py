"""The document's what-ifs: computed once, only when asked for, and in a copy too."""

from __future__ import annotations

import pickle
from unittest.mock import patch

import pytest
from tests.cases import strategy_of

from khaka.blueprint.live import Live, live_of
from khaka.core.message import Name


@pytest.fixture(scope="module")
def live() -> Live:
    found = live_of(strategy_of("mission-2024", "RLD"))
    assert found is not None
    return found


def test_nothing_is_computed_before_it_is_asked_for() -> None:
    with patch("khaka.forecast.grid.grid_of", side_effect=AssertionError("too early")):
        assert live_of(strategy_of("mission-2024")) is not None


def test_both_languages_share_one_grid(live: Live) -> None:
    assert live.grid() is live.grid()


def test_names_and_goals(live: Live) -> None:
    grid = live.grid()
    assert grid.party == Name("party", "RLD", grid.party.texts)
    assert [key for key, _ in grid.blocs] == [name for name, _ in grid.grid.points[0].blocs]
    assert len(grid.goals) == len(grid.grid.points[0].chances)
    assert {p.gone for p in grid.grid.points} == {(), *(gone for gone, _ in grid.partners)}


def test_a_copy_takes_the_numbers_along(live: Live) -> None:
    copy = pickle.loads(pickle.dumps(live))
    assert copy.grid() == live.grid()


def test_a_party_without_a_candidate_has_none() -> None:
    strategy = strategy_of("mission-2024")
    with patch.object(type(strategy.odds), "seats_of", return_value=None):
        assert live_of(strategy) is None
