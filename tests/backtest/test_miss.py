"""The last miss: the newest forecast that can be checked, made as it could have been made."""

import pytest

from khaka.backtest.miss import last_miss
from khaka.forecast.training import bench_of
from tests.cases import strategy_of

#: Each case rests on a forecast of its own.
pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("mission", "party", "election", "won"),
    [
        ("mission-2024", None, "LS2019", {"INC": 52, "BJP": 303}),
        ("mission-2024-aitc", None, "LS2019", {"AITC": 22, "BJP": 303}),
        ("mission-2029", "TDP", "LS2024", {"TDP": 16, "YSRCP": 4}),
    ],
)
def test_the_miss_is_of_the_last_election_counted(
    mission: str, party: str | None, election: str, won: dict[str, int]
) -> None:
    found = last_miss(strategy_of(mission, party).odds)
    assert found is not None
    assert (found.election, found.basis, found.horizon) == (election, "history", "2y")
    assert {p.party: p.won for p in found.parties} == won
    for p in found.parties:
        assert p.low <= p.mean <= p.high and p.off == abs(round(p.mean) - p.won)


def test_that_forecast_saw_nothing_of_its_own_election() -> None:
    bench = bench_of(strategy_of("mission-2024").brief.catalog)
    pair = next(p for p in bench.pairs if p.target == "LS2019")
    day = bench.as_of(pair, "2y")
    assert all(bench.catalog.elections[p.target].count_date <= day for p in bench.earlier("LS", day, "2y"))
    assert "LS2019" not in bench.forecast(pair, "2y")[1].fitted_on
