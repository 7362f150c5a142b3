"""Transfer: forward only, a proper distribution, and arithmetic that gives back what it was given."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import CATALOG

from khaka.core.errors import KhakaError
from khaka.strategy.alliances.folding import LEAST_HEIR, Own, divided, fold, heirs_of, unfold
from khaka.strategy.alliances.transfer import (
    LEAST_SEATS,
    PRIOR_MEAN,
    Handover,
    Rates,
    equal_parts,
    handovers,
    pooled,
)

BEFORE_2012, EVE_2019, REPORTED = date(2012, 1, 1), date(2019, 3, 1), date(2022, 4, 16)


def test_only_elections_counted_by_the_day_teach() -> None:
    for day in (BEFORE_2012, EVE_2019, REPORTED):
        for lesson in handovers(CATALOG.known_on(day)):
            assert CATALOG.elections[lesson.target].count_date <= day
            assert len(lesson.seats) >= LEAST_SEATS and lesson.se > 0
    assert handovers(CATALOG.known_on(BEFORE_2012)) == ()
    assert {h.target for h in handovers(CATALOG.known_on(EVE_2019))} == {"LS2014"}


def test_the_gathbandhan_of_2019_is_a_lesson_of_2022() -> None:
    found = {(h.state, h.giver, h.heir): h for h in handovers(CATALOG.known_on(REPORTED))}
    assert len(found["UP", "BSP", "SP"].seats) == len(found["UP", "SP", "BSP"].seats) == 37
    assert 0.3 < found["UP", "BSP", "SP"].rate < 0.9
    # nobody stood aside for its ally where the ally had not stood: a friendly fight is no lesson
    assert all(h.giver != h.heir for h in found.values())


def test_a_lesson_is_the_slope_of_the_gain() -> None:
    lesson = next(h for h in handovers(CATALOG.known_on(REPORTED)) if (h.giver, h.heir) == ("BSP", "SP"))
    share = {
        e: {(r["seat_id"], r["party"]): r["votes"] / r["polled"] * 100 for r in rows}
        for e, rows in ((e, _rows(e)) for e in ("LS2014", "LS2019"))
    }
    x = np.array([share["LS2014"][s, "BSP"] for s in lesson.seats])
    y = np.array([share["LS2019"][s, "SP"] - share["LS2014"][s, "SP"] for s in lesson.seats])
    assert np.polyfit(x, y, 1)[0] == pytest.approx(lesson.rate, abs=1e-9)


def _rows(election: str) -> list[dict[str, object]]:
    found = CATALOG.election(election)
    table = found.results.join(found.contests.select("seat_id", polled="votes_polled"), on="seat_id")
    return list(table.filter(table["state_code"] == "UP").iter_rows(named=True))


def test_without_lessons_the_rate_is_assumed_and_wide() -> None:
    found = Rates().of("A", "B")
    assert (found.basis, found.groups) == ("assumed", 0)
    assert found.mean == pytest.approx(PRIOR_MEAN)
    low, high = found.quantile([0.1, 0.9])
    assert 0.4 < low < 0.7 < high < 1


def test_the_pair_with_a_past_is_surer_than_others() -> None:
    rates = Rates(handovers(CATALOG.known_on(REPORTED)))
    own, other = rates.of("BSP", "SP"), rates.of("INC", "NCP")
    assert (own.basis, other.basis) == ("pair", "estimated")
    assert own.sd < other.sd


def test_a_given_rate_is_taken_and_a_wrong_one_refused() -> None:
    assert Rates(given={("A", "B"): 0.7}).of("A", "B").mean == pytest.approx(0.7)
    assert Rates(given={("A", "B"): 0.7}).of("B", "A").basis == "assumed"
    with pytest.raises(KhakaError):
        Rates(given={("A", "B"): 1.2})


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-2, 3), st.floats(0.05, 3)), max_size=8),
    st.integers(0, 2**31),
)
def test_any_lessons_give_a_proper_beta(parts: list[tuple[float, float]], seed: int) -> None:
    lessons = [Handover("LS2014", "LS2019", "UP", f"G{i}", "H", ("x",) * 4, r, s) for i, (r, s) in enumerate(parts)]
    found = Rates(lessons).of("A", "B")
    a, b = found.shape
    assert a >= 1 - 1e-9 and b >= 1 - 1e-9
    assert 0 < found.mean < 1
    assert found.mean + found.leak_to_rivals + found.leak_home == pytest.approx(1)
    quantiles = found.quantile(equal_parts(64))
    assert (np.diff(quantiles) >= 0).all() and quantiles.min() >= 0 and quantiles.max() <= 1
    draws = found.draws(256, seed)
    assert (draws == found.draws(256, seed)).all()
    assert draws.mean() == pytest.approx(found.mean, abs=0.01)
    assert draws.std() == pytest.approx(found.sd, abs=0.01)


def test_more_lessons_of_one_rate_draw_the_mean_to_it() -> None:
    def mean(n: int) -> float:
        return pooled([Handover("a", "b", "S", f"G{i}", "H", ("x",) * 4, 0.4, 0.2) for i in range(n)])[0]

    assert PRIOR_MEAN > mean(1) > mean(5) > mean(50) > 0.4
    assert mean(50) == pytest.approx(0.4, abs=0.02)


# ---- folding ------------------------------------------------------------------------------------------------------


@st.composite
def grounds(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Shares with gaps, alliances, evidence and rates of some seats and five parties."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n, p = draw(st.integers(1, 6)), 5
    shares = rng.dirichlet(np.ones(p + 1), n)[:, :p] * 100
    alliance = np.tile(rng.integers(-1, 2, p), (n, 1))
    shares = np.where(rng.random((n, p)) < 0.4, np.nan, shares)
    shares[:, 0] = np.where(np.isnan(shares).all(axis=1), 30.0, shares[:, 0])
    rates = rng.uniform(0.2, 1, (p, p))
    np.fill_diagonal(rates, 1.0)
    return shares, alliance, rng.random((n, p)) * 40, rates


@settings(max_examples=100, deadline=None)
@given(grounds(), st.floats(0, 0.5))
def test_the_same_parties_standing_again_get_the_same_shares(
    ground: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray], to_rivals: float
) -> None:
    shares, alliance, evidence, rates = ground
    heirs = heirs_of(shares, alliance)
    part = divided(heirs, evidence, evidence, shares)
    own = unfold(shares, heirs, part, rates, to_rivals)
    again = fold(own, heirs, rates, to_rivals)
    assert np.allclose(again, shares, atol=1e-6, equal_nan=True)
    assert (own.points >= -1e-9).all()
    for i, k in zip(*np.nonzero(heirs == np.arange(5)), strict=True):
        assert part[i][heirs[i] == k].sum() == pytest.approx(1)
        assert part[i, k] >= LEAST_HEIR - 1e-9


def test_one_that_stands_for_all_has_its_own_and_the_rate_of_the_others() -> None:
    own = Own(np.array([[20.0, 10.0, 40.0]]), np.array([30.0]))
    heirs = np.array([[0, 0, 2]])
    for rate in (0.0, 0.5, 1.0):
        rates = np.full((3, 3), rate)
        np.fill_diagonal(rates, 1.0)
        home = fold(own, heirs, rates, 0.0)
        assert home[0, 0] == pytest.approx(20 + rate * 10)
        assert np.isnan(home[0, 1]) and home[0, 2] == pytest.approx(40)
        leaked = fold(own, heirs, rates, 1.0)
        assert leaked[0, 2] == pytest.approx(40 + (1 - rate) * 10 * 40 / 70)  # pro rata with the others' 30


def test_an_ally_is_never_larger_than_it_was_where_it_stood() -> None:
    shares, alliance = np.array([[40.0, np.nan, 50.0]]), np.array([[1, 1, -1]])
    heirs = heirs_of(shares, alliance)
    evidence, ceiling = np.array([[1.0, 3.0, 30.0]]), np.array([[12.0, 4.0, 30.0]])
    part = divided(heirs, evidence, ceiling, shares)
    assert part[0, 1] == pytest.approx(4 / 40)
    assert part[0, :2].sum() == pytest.approx(1)
