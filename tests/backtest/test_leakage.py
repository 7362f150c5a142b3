"""Forward only: the outcome of the scored election, later ones and later polls must not move a forecast."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from khaka.backtest.models import Given, Made, history, on_polls
from khaka.backtest.targeting import Known, cases
from khaka.catalog import Catalog, Election
from khaka.forecast.training import Bench, Pair

pytestmark = pytest.mark.slow


class Tampered(Catalog):
    """Votes of every election counted after a day are dealt out anew among the same candidates; later polls too."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day

    def election(self, spec: str) -> Election:
        found = super().election(spec)
        if found.info.count_date <= self.day:
            return found
        seed = sum(map(ord, spec))
        votes = found.results.select(
            pl.col("votes").sample(fraction=1.0, shuffle=True, seed=seed).over("seat_id"),
            position=pl.lit(None, dtype=pl.Int64),
        )
        return replace(found, results=found.results.with_columns(votes))

    def known_on(self, day: date | None, datasets: object = None) -> Catalog:
        return self

    def table(self, name: str) -> pl.DataFrame:
        found = super().table(name)
        if name == "polls":
            late = pl.col("published_latest") > self.day.isoformat()
            share = pl.when(late & pl.col("vote_share_pct").is_not_null()).then(pl.lit("50"))
            return found.with_columns(vote_share_pct=share.otherwise("vote_share_pct"))
        return found


def pair_of(bench: Bench, target: str) -> Pair:
    return next(p for p in bench.pairs if p.target == target)


@pytest.fixture(scope="module")
def tampered(bench: Bench) -> Iterator[Bench]:
    yield Bench(Tampered(bench.as_of(pair_of(bench, "LS2014"), "eve")))


def same(a: Made | None, b: Made | None) -> bool:
    assert a is not None and b is not None
    assert a.scales == b.scales
    return np.array_equal(a.base.share, b.base.share, equal_nan=True)


def test_history_does_not_see_the_scored_election(bench: Bench, tampered: Bench) -> None:
    pair = pair_of(bench, "LS2014")
    assert bench.lesson(pair, "eve").winners != tampered.lesson(pair, "eve").winners  # the test does tamper
    assert same(history(bench, pair, "eve"), history(tampered, pair, "eve"))


def test_polls_do_not_see_it_nor_later_polls(bench: Bench, tampered: Bench) -> None:
    pair = pair_of(bench, "LS2014")
    assert same(on_polls(bench, pair), on_polls(tampered, pair))
    assert same(on_polls(bench, pair, printed=False), on_polls(tampered, pair, printed=False))


def test_an_assembly_forecast_does_not_see_it(bench: Bench, tampered: Bench) -> None:
    pair = pair_of(bench, "VS2014-MH")
    assert same(history(bench, pair, "2y"), history(tampered, pair, "2y"))


def test_targets_are_chosen_without_the_second_election(bench: Bench, tampered: Bench) -> None:
    pair = pair_of(bench, "LS2014")
    ours, other = ({p: k for p, k, _ in cases(b, pair)} for b in (bench, tampered))
    assert set(ours) == set(other)
    for party, known in ours.items():
        for name in Known.__dataclass_fields__:
            a, b = getattr(known, name), getattr(other[party], name)
            assert a == b if name == "seats" else np.array_equal(a, b, equal_nan=True), (party, name)


def test_given_shares_see_totals_and_nominations_only(bench: Bench) -> None:
    pair = pair_of(bench, "LS1991")
    one, two = Given(bench), Given(bench)
    lesson, goal = two.lesson(pair)
    blind = replace(lesson, real=np.full_like(lesson.real, np.nan), winners=lesson.winners[::-1])
    two._lessons[pair] = blind, goal
    assert same(one.made(pair), two.made(pair))


def test_lessons_are_earlier(bench: Bench) -> None:
    pair = pair_of(bench, "LS2014")
    as_of = bench.as_of(pair, "eve")
    for name in history(bench, pair, "eve").scales.fitted_on:
        assert bench.catalog.elections[name].count_date <= as_of
