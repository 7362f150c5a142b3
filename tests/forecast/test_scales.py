"""Sizes of error: recovered from made-up errors of known size; older elections count less."""

from datetime import date

import numpy as np
import pytest

from khaka.forecast.scales import COMMON_DOF, Errors, errors_of, fit_scales

DAY = date(2020, 1, 1)


def test_levels_are_told_apart() -> None:
    rng = np.random.default_rng(3)
    n_states, n_seats, n_parties = 40, 25, 30
    states = tuple(f"S{i:02d}" for i in range(n_states) for _ in range(n_seats))
    nation = rng.normal(0, 4, n_parties)
    state = np.repeat(rng.normal(0, 6, (n_states, n_parties)), n_seats, axis=0)
    centre = np.full((len(states), n_parties), 30.0)
    real = centre + nation + state + rng.normal(0, 8, centre.shape)
    found = errors_of("X", DAY, states, centre, real, np.ones(n_parties, dtype=bool))
    assert np.sqrt(found.seat) == pytest.approx(8, rel=0.03)
    assert np.sqrt(found.state) == pytest.approx(6, rel=0.08)
    assert np.sqrt(found.nation) == pytest.approx(np.sqrt((nation**2).mean()), rel=0.15)


def test_small_parties_and_independents_do_not_count() -> None:
    centre = np.array([[40.0, 2.0, 40.0]] * 10)
    real = centre + np.array([0.0, 20.0, 30.0])
    found = errors_of("X", DAY, ("S",) * 10, centre, real, np.array([True, True, False]))
    assert (found.nation, found.state, found.seat) == (0, 0, 0)
    assert not found.several_states


def test_a_bare_prior_and_the_mixture() -> None:
    found = fit_scales([], DAY, several_states=True)
    shrink = np.sqrt(2 * (COMMON_DOF - 2) / COMMON_DOF)  # one imagined pair: twice the variance
    assert (found.nation_pp, found.state_pp, found.seat_pp) == pytest.approx((4 * shrink, 7 * shrink, 7))
    assert fit_scales([], DAY, several_states=False).nation_pp == 0


def test_older_elections_count_less() -> None:
    old = Errors("LS1980", date(1980, 1, 1), 900.0, 900.0, 900.0, True)
    new = Errors("LS2019", date(2019, 5, 23), 9.0, 9.0, 9.0, True)
    assert fit_scales([old, new], DAY, True).seat_pp < np.sqrt((900 + 9 + 49) / 3)
    assert fit_scales([old, new], DAY, True).fitted_on == ("LS1980", "LS2019")
