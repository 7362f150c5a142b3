"""The kernel against plain Monte Carlo, the NumPy path and finer quadrature."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khaka.forecast.nouns import Field, Scales
from khaka.forecast.simulate import decisiveness, probability, seat_range, simulate, uses_numba
from khaka.forecast.simulate.plain import plain_draws
from khaka.forecast.simulate.quadrature import tie_densities, win_probabilities

DRAWS = 2048


@st.composite
def elections(draw: st.DrawFn) -> tuple[Field, Scales]:
    """Random houses: 5 to 40 seats, 2 to 6 parties, 1 to 4 states, any mixture of scales."""
    seats, parties = draw(st.integers(5, 40)), draw(st.integers(2, 6))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    centre = rng.dirichlet(rng.uniform(0.5, 6.0, parties), seats) * rng.uniform(70, 100)
    centre[rng.random(centre.shape) < 0.2] = np.nan
    centre[:, 0] = np.where(np.isnan(centre).all(axis=1), 50.0, centre[:, 0])
    field = Field(
        tuple(f"S{i:02d}" for i in range(seats)),
        tuple(f"T{int(t)}" for t in rng.integers(0, draw(st.integers(1, 4)), seats)),
        tuple("ABCDEF"[:parties]),
        centre,
        tuple("XYXYXY"[:parties]),
    )
    positive = st.floats(0.5, 8.0)
    return field, Scales(
        draw(positive), draw(positive), draw(st.floats(2.0, 9.0)), draw(st.sampled_from([4.0, 7.0, np.inf]))
    )


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(elections(), st.sampled_from(["stratified", "plain"]))
def test_kernel_agrees_with_plain_monte_carlo(given_: tuple[Field, Scales], method: str) -> None:
    field, scales = given_
    ours = simulate(field, scales, DRAWS, 11, method=method)
    winners = plain_draws(field, scales, 2 * DRAWS, 12).winners
    seats = winners.shape[1]
    inside = np.isin(np.array(field.parties), ["A", "C"])
    won = inside[winners].sum(axis=1)
    for need in (seats // 3, seats // 2, 2 * seats // 3):
        p, se = probability(ours, ["A", "C"], at_least=need)
        truth = (won >= need).mean()
        both = np.hypot(se, np.sqrt(max(truth * (1 - truth), 1 / len(won)) / len(won)))
        assert abs(p - truth) < 4 * both
    spread = seat_range(ours, ["A", "C"])
    sd = max(won.std(), spread.sd)
    assert abs(spread.mean - won.mean()) < 4 * sd * np.sqrt(1 / len(won) + 1 / DRAWS)


@settings(max_examples=6, deadline=None, derandomize=True)
@given(elections())
def test_numpy_path_equals_the_kernel(given_: tuple[Field, Scales]) -> None:
    field, scales = given_
    found = []
    for off in ("0", "1"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("KHAKA_NO_NUMBA", off)
            assert uses_numba() is (off == "0")
            draws = simulate(field, scales, 64, 5)
            value = decisiveness(draws, ["A"], at_least=len(field.seats) // 2)
            found.append((draws.win, draws.expected, draws.variance, value.gain, value.decisive, draws.totals))
            found[-1] += (probability(draws, ["A"], at_least=3)[0],)
    for compiled_, numpy_ in zip(*found, strict=True):
        np.testing.assert_allclose(compiled_, numpy_, atol=2e-9, rtol=0)


@pytest.mark.parametrize("parties", [2, 3, 4, 6, 9])
def test_quadrature_error_is_below_three_in_ten_thousand(parties: int) -> None:
    rng = np.random.default_rng(parties)
    close = rng.normal(30, 6, (2000, parties))
    wide = rng.uniform(0, 40, (2000, parties))
    many = np.column_stack([rng.uniform(25, 45, (2000, 3)), rng.uniform(0, 20, (2000, parties))])
    for shares in (close, wide, many):
        fine = win_probabilities(shares, 6.5, 40)
        assert np.abs(win_probabilities(shares, 6.5) - fine).max() < 3e-4
        np.testing.assert_allclose(fine.sum(axis=1), 1, atol=1e-12)


def test_tie_densities_are_the_derivative() -> None:
    rng = np.random.default_rng(2)
    shares, own = rng.uniform(10, 40, (300, 5)), rng.integers(0, 5, 300)
    step = np.zeros_like(shares)
    step[np.arange(300), own] = 1e-3
    up, down = (win_probabilities(shares + s, 6.5, 40) for s in (step, -step))
    slope = (up - down) / 2e-3
    ties = tie_densities(shares, own, 6.5)
    np.testing.assert_allclose(ties.sum(axis=1), slope[np.arange(300), own], atol=2e-5)
    slope[np.arange(300), own] = 0
    np.testing.assert_allclose(-ties, slope, atol=2e-5)


def test_decisiveness_agrees_with_a_window_of_plain_draws() -> None:
    """dP(goal)/dx = P(the others make K - 1, and the seat is tied): counted in a window of 2 points of lead."""
    rng = np.random.default_rng(1)
    field = Field(
        tuple(f"S{i:02d}" for i in range(25)), ("T",) * 25, ("A", "B", "C"), rng.dirichlet([6, 6, 3], 25) * 95,
        ("A", "B", "C"),
    )  # fmt: skip
    scales, need = Scales(3.0, 3.0, 6.0, 6.0), 12
    value = decisiveness(simulate(field, scales, DRAWS, 3), ["A"], at_least=need)
    plain = plain_draws(field, scales, 40_000, 4, bloc=["A"])
    assert plain.leads is not None
    own = plain.winners == 0
    near = (np.abs(plain.leads) < 1.0) & (own.sum(axis=1, keepdims=True) - own == need - 1)
    window = near.mean(axis=0) / 2.0
    error = np.hypot(np.sqrt(window / 2.0 / 40_000), value.decisive_se)
    assert (np.abs(value.decisive - window) < 4 * error + 2e-4).all()
    ties = (np.abs(plain.leads) < 1.0).mean(axis=0) / 2.0
    assert (np.abs(value.gain - ties) < 4 * np.sqrt(ties / 2.0 / 40_000) + 4 * value.gain_se + 2e-4).all()


def test_holding_a_rival_takes_from_the_rival() -> None:
    rng = np.random.default_rng(4)
    field = Field(
        tuple(f"S{i:02d}" for i in range(30)), ("T",) * 30, ("A", "B", "C"), rng.dirichlet([6, 6, 3], 30) * 95,
        ("A", "B", "C"),
    )  # fmt: skip
    draws = simulate(field, Scales(3.0, 3.0, 6.0, 6.0), 512, 3)
    held = decisiveness(draws, ["B"], at_most=14, effort=["A"])
    assert (held.gain <= 0).all()
    assert (held.decisive >= 0).all()
    assert held.decisive.max() > 0
    assert (held.own == 0).all()
    own = decisiveness(draws, ["B"], at_most=14)
    assert (own.decisive <= 0).all()
