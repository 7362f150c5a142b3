"""Target lists: the closest rule of the design, and what knowing more adds."""

import numpy as np
import pytest

from khaka.backtest.targeting import Known, Target, closest, often_close, pooled, targeting
from khaka.forecast.training import Bench

NOTHING = np.array([np.nan, np.nan, np.nan])


def known(last: list[float], before: np.ndarray = NOTHING, later: np.ndarray = NOTHING) -> Known:
    return Known(("a", "b", "c"), np.array(last), before, later, np.array(last))


def test_the_closest_rule_takes_wins_and_losses() -> None:
    assert np.argsort(closest(known([8, -2, -20]))).tolist() == [1, 0, 2]


def test_a_seat_that_was_often_close_comes_first() -> None:
    found = often_close(known([5, -5, -40], before=np.array([30.0, -1.0, np.nan])))
    assert found[1] < found[0] < found[2]


def test_with_nothing_more_known_it_is_the_closest_rule() -> None:
    case = known([8, -2, -20])
    assert np.argsort(often_close(case)).tolist() == np.argsort(closest(case)).tolist()


def test_pooled_sums() -> None:
    targets = (Target("A", "B", "X", 50, 10, 4, 2, 5), Target("A", "C", "X", 50, 10, 2, 3, 5))
    found = pooled(targets, chance=2.0)
    assert found.gain_over_closest == pytest.approx(6 / 5 - 1)
    assert (found.share_of_hindsight, found.closest_share, found.chance_share) == (0.6, 0.5, 0.2)
    assert found.interval[0] <= found.gain_over_closest <= found.interval[1]


def test_no_pairs() -> None:
    assert pooled(()).gain_over_closest == 0


def test_one_election(bench: Bench) -> None:
    found = targeting(bench, elections=["VS2018-KA"])
    assert {t.party for t in found.targets} == {"BJP", "INC", "JDS", "BSP"} & {t.party for t in found.targets}
    for t in found.targets:
        assert t.chosen == round(0.2 * t.seats)
        assert max(t.gained, t.closest) <= t.possible <= t.chosen


@pytest.mark.slow
def test_all_pairs(bench: Bench) -> None:
    found = targeting(bench)
    assert found.closest_share == pytest.approx(0.27, abs=0.01)
    assert found.chance_share == pytest.approx(0.20, abs=0.01)
    assert found.gain_over_closest >= 0.04
    assert found.interval[0] > 0
