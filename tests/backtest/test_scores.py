"""Scores: exact on small cases, and the laws of a proper score."""

import numpy as np
import pytest

from khaka.backtest.scores import coverage, point_bloc, score_bloc, score_picks


def test_picks_count_and_average() -> None:
    found = score_picks(np.array([0.8, 0.6, 0.5]), np.array([True, False, True]))
    assert (found.seats, found.right) == (3, 2)
    assert found.brier == pytest.approx((0.04 + 0.36 + 0.25) / 3)
    assert found.log_loss == pytest.approx(-np.log([0.8, 0.4, 0.5]).mean())


def test_a_sure_miss_costs_much_and_not_infinitely() -> None:
    assert score_picks(np.array([1.0]), np.array([False])).log_loss == pytest.approx(-np.log(1e-3))


def test_crps_of_a_point_is_its_distance() -> None:
    assert point_bloc("X", 52, 60).crps == 8


def test_crps_is_the_definition() -> None:
    draws = np.array([3, 9, 4, 7], dtype=np.int32)
    by_hand = np.abs(draws - 5).mean() - np.abs(draws[:, None] - draws[None]).mean() / 2
    assert score_bloc("X", draws, 5).crps == pytest.approx(by_hand)


def test_crps_favours_the_honest_spread() -> None:
    rng = np.random.default_rng(1)
    truths = np.rint(rng.normal(100, 20, 400)).astype(int)

    def cost(sd: float) -> float:
        draws = np.rint(rng.normal(100, sd, 800)).astype(np.int32)
        return float(np.mean([score_bloc("X", draws, int(t)).crps for t in truths]))

    assert cost(20) < min(cost(4), cost(60))


def test_coverage_counts() -> None:
    draws = np.arange(0, 101, dtype=np.int32)
    found = {c.level: (c.inside, c.count) for c in coverage([score_bloc("X", draws, t) for t in (50, 20, 8, 99)])}
    assert found == {50: (1, 4), 80: (2, 4), 90: (3, 4)}
