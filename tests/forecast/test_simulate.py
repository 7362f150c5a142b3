"""The simulator against its own laws: houses add up, order does not matter, more share never hurts."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from khaka.core.errors import KhakaError
from khaka.forecast.nouns import Field, Scales
from khaka.forecast.simulate import (
    compiled,
    decisiveness,
    probability,
    seat_range,
    simulate,
    tally,
    what_if,
    write_draws,
)
from khaka.forecast.simulate.totals import poisson_binomial, refined_tail
from khaka.locale import Translator

SCALES = Scales(nation_pp=3.0, state_pp=4.0, seat_pp=6.0, common_dof=5.0)


def house(seats: int = 60, seed: int = 1, parties: int = 5, states: int = 4) -> Field:
    """A random house: five parties, four states, some parties not standing everywhere."""
    rng = np.random.default_rng(seed)
    centre = rng.dirichlet(np.array([5.0, 4.0, 3.0, 2.0, 1.0])[:parties], seats) * 95
    gone = rng.random(centre.shape) < 0.15
    gone[:, 0] &= rng.random(seats) < 0.2
    gone[np.arange(seats), centre.argmax(axis=1)] = False
    return Field(
        tuple(f"S-{i:03d}" for i in range(seats)),
        tuple("ABCD"[i % states] for i in range(seats)),
        tuple("PQRST"[:parties]),
        np.where(gone, np.nan, centre),
        ("X", "Y", "X", "OTHER", "OTHER")[:parties],
    )


def test_seats_add_up_to_the_house_in_every_draw() -> None:
    draws = simulate(house(), SCALES, 333, 3)
    assert draws.totals.shape == (333, 5)
    assert (draws.totals.sum(axis=1) == 60).all()
    np.testing.assert_allclose(draws.expected.sum(axis=1), 60, atol=1e-9)
    np.testing.assert_allclose(draws.win.sum(axis=1), 1, atol=1e-9)
    np.testing.assert_allclose(draws.expected.mean(axis=0), draws.win.sum(axis=0), atol=1e-9)


def test_same_seed_same_draws_on_any_number_of_threads() -> None:
    one = simulate(house(), SCALES, 200, 7, threads=1)
    two = simulate(house(), SCALES, 200, 7, threads=2)
    for name in ("win", "totals", "expected", "variance"):
        assert np.array_equal(getattr(one, name), getattr(two, name)), name
    assert not np.array_equal(one.totals, simulate(house(), SCALES, 200, 8).totals)
    a, b = (tally(d, ["P", "R"], threads=t).block_pmf for d, t in ((one, 1), (two, 2)))
    assert np.array_equal(a, b)


def test_order_of_seats_and_parties_changes_only_the_order() -> None:
    field, rng = house(), np.random.default_rng(5)
    rows, columns = rng.permutation(60), rng.permutation(5)
    mixed = Field(
        tuple(field.seats[i] for i in rows),
        tuple(field.states[i] for i in rows),
        tuple(field.parties[j] for j in columns),
        field.centre[np.ix_(rows, columns)],
        tuple(field.blocs[j] for j in columns),
    )
    straight, shuffled = simulate(field, SCALES, 128, 2), simulate(mixed, SCALES, 128, 2)
    assert np.array_equal(straight.win[np.ix_(rows, columns)], shuffled.win)
    assert np.array_equal(straight.totals[:, columns], shuffled.totals)
    goals = [probability(d, ["P"], at_least=20) for d in (straight, shuffled)]
    assert goals[0] == goals[1]
    values = [decisiveness(d, ["P"], at_least=20).decisive for d in (straight, shuffled)]
    assert np.array_equal(values[0][rows], values[1])


def test_totals_spread_more_with_a_common_factor() -> None:
    alone = replace(SCALES, nation_pp=0.0, state_pp=0.0)
    spread = [simulate(house(200), s, 1024, 1).totals[:, 0].std() for s in (alone, SCALES)]
    assert spread[1] > 1.5 * spread[0]


def test_no_goal_without_a_common_factor() -> None:
    draws = simulate(house(), replace(SCALES, nation_pp=0.0, state_pp=0.0), 64, 1)
    for work in (probability, decisiveness):
        with pytest.raises(KhakaError) as error:
            work(draws, ["P"], at_least=20)
        for lang in ("en", "hi"):
            assert Translator(lang).has(error.value.message.key)
            assert error.value.hint is not None
            assert Translator(lang).has(error.value.hint.key)


def test_a_certain_seat_is_always_won() -> None:
    field = house()
    certain = ("T", "P", *[""] * 58)
    draws = simulate(replace(field, certain=certain), SCALES, 256, 1)
    assert draws.win[0].tolist() == [0, 0, 0, 0, 1]
    assert draws.win[1].tolist() == [1, 0, 0, 0, 0]
    assert draws.totals[:, 4].min() >= 1
    lone = np.full_like(field.centre, np.nan)
    lone[:, 2] = 40.0
    assert (simulate(replace(field, centre=lone), SCALES, 32, 1).totals[:, 2] == 60).all()


def test_more_share_never_lowers_the_chance() -> None:
    field = house()
    before = simulate(field, SCALES, 512, 4).win[:, 1]
    for more in (0.5, 2.0, 10.0):
        centre = field.centre.copy()
        centre[:, 1] += more
        after = simulate(replace(field, centre=centre), SCALES, 512, 4).win[:, 1]
        stands = ~np.isnan(field.centre[:, 1])
        assert (after[stands] >= before[stands] - 1e-9).all()
        before = after


def test_chances_of_a_goal_and_its_opposite_make_one() -> None:
    draws = simulate(house(), SCALES, 256, 1)
    for need in (-1, 0, 1, 15, 25, 60, 61, 90):
        reach, held = (probability(draws, ["P", "R"], **b)[0] for b in ({"at_least": need}, {"at_most": need - 1}))
        assert reach + held == pytest.approx(1.0, abs=1e-12)
    with pytest.raises(KhakaError):
        probability(draws, ["P"])
    with pytest.raises(KhakaError):
        probability(draws, ["P"], at_least=1, at_most=3)


def test_a_bloc_may_differ_by_state() -> None:
    field = house()
    draws = simulate(field, SCALES, 256, 1)
    by_state = {"A": ["P", "Q"], "B": ["P"]}
    mask = np.zeros((60, 5), dtype=bool)
    for i, state in enumerate(field.states):
        mask[i, :2] = (state in "AB", state == "A")
    assert probability(draws, by_state, at_least=12) == probability(draws, mask, at_least=12)
    everyone = tally(draws, list(field.parties))
    assert everyone.pmf[60] == pytest.approx(1.0)
    assert (everyone.totals == 60).all()


def test_a_tally_counts_the_draw_sets_own_winners() -> None:
    draws = simulate(house(), SCALES, 256, 1)
    found = tally(draws, ["P", "R"])
    assert np.array_equal(found.totals, draws.totals[:, [0, 2]].sum(axis=1))
    np.testing.assert_allclose(found.mean, draws.expected[:, [0, 2]].sum(axis=1), atol=1e-9)
    np.testing.assert_allclose(tally(draws, ["P"]).variance, draws.variance[:, 0], atol=1e-9)
    seats = seat_range(draws, ["P", "R"])
    assert seats.mean == pytest.approx(float(found.mean.mean()), abs=1e-9)
    assert seats.sd**2 == pytest.approx(float(found.mean.var() + found.variance.mean()), rel=1e-9)
    for level, (low, high) in seats.intervals.items():
        assert found.pmf[low : high + 1].sum() >= level / 100
    assert seats.intervals[90][0] <= seats.intervals[50][0] <= seats.intervals[50][1] <= seats.intervals[90][1]


def test_unknown_things_are_refused_in_words() -> None:
    field = house()
    draws = simulate(field, SCALES, 16, 1)
    empty = field.centre.copy()
    empty[3] = np.nan
    faults = (
        lambda: simulate(replace(field, centre=empty), SCALES, 16, 1),
        lambda: simulate(replace(field, certain=("ZZ", *[""] * 59)), SCALES, 16, 1),
        lambda: simulate(field, replace(SCALES, seat_pp=0.0), 16, 1),
        lambda: simulate(field, SCALES, 0, 1),
        lambda: simulate(field, SCALES, 16, 1, method="sobol"),
        lambda: probability(draws, ["ZZ"], at_least=3),
        lambda: probability(draws, np.ones((2, 2), dtype=bool), at_least=3),
        lambda: probability(draws, ["P"]),
    )
    for fault in faults:
        with pytest.raises(KhakaError) as error:
            fault()
        for lang in ("en", "hi"):
            text = Translator(lang).text(error.value.message)
            assert text != error.value.message.key


def test_refined_tail_is_near_the_exact_one() -> None:
    rng = np.random.default_rng(3)
    chances = np.concatenate([rng.random(120), rng.random(420) ** 8])
    pmf, v = poisson_binomial(chances), chances * (1 - chances)
    assert pmf.sum() == pytest.approx(1.0)
    moments = (np.array(x) for x in (chances.sum(), v.sum(), (v * (1 - 2 * chances)).sum()))
    need = np.arange(len(pmf))
    refined = refined_tail(need, *moments)
    assert np.abs(refined - pmf[::-1].cumsum()[::-1]).max() < 1e-3


def test_draws_as_a_file_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draws, path = what_if(house(), SCALES, 1), tmp_path / "draws.parquet"
    write_draws(draws, path)
    table = pl.read_parquet(path)
    assert table.group_by("draw").agg(pl.col("seats").sum())["seats"].unique().to_list() == [60]
    assert json.loads(pl.read_parquet_metadata(path)["khaka"])["seed"] == 1
    before = path.read_bytes()

    def fails(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", fails)
    with pytest.raises(OSError, match="disk full"):
        write_draws(draws, path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["draws.parquet"]


def test_compilation_is_announced_before_it_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    monkeypatch.setattr("khaka.forecast.simulate.engine.compiled", lambda: False)
    simulate(house(8), SCALES, 4, 1, progress=said.append)
    assert [Translator("hi").has(m.key) for m in said] == [True]
    monkeypatch.undo()
    assert compiled()
