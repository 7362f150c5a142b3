"""Real elections: the baselines that the design prints, and that ours is better on the same terms."""

import pytest

from khaka.backtest.models import Given, uniform_on_polls
from khaka.backtest.run import backtest
from khaka.backtest.scores import coverage
from khaka.core.errors import KhakaError, NotKnown
from khaka.forecast.training import Bench, picks

#: Seats right in per cent, as the design prints them.
STATE_UNIFORM = {"LS2014": 76.4, "LS2019": 80.8, "LS2024": 75.0}
ON_POLLS = {"LS2014": 61.0, "LS2019": 67.2, "LS2024": 69.6}
#: Ours on the same terms: seats right in per cent at least, Brier score at most.
AIM = {"LS2014": (78, 0.150), "LS2019": (82, 0.128), "LS2024": (77, 0.165)}


@pytest.mark.parametrize("election", STATE_UNIFORM)
def test_state_uniform_swing_is_reproduced(bench: Bench, given: Given, election: str) -> None:
    pair = next(p for p in bench.pairs if p.target == election)
    winners = given.lesson(pair)[0].winners
    right = [a == b for a, b in zip(picks(given.centre(pair, plain=True)), winners, strict=True)]
    assert len(right) == (523 if election == "LS2024" else 543)
    assert 100 * sum(right) / len(right) == pytest.approx(STATE_UNIFORM[election], abs=1.5)


@pytest.mark.parametrize("election", ON_POLLS)
def test_uniform_swing_on_polls_is_reproduced(bench: Bench, election: str) -> None:
    pair = next(p for p in bench.pairs if p.target == election)
    base = uniform_on_polls(bench, pair)
    assert base is not None
    right = [a == b for a, b in zip(picks(base), bench.lesson(pair, "eve").winners, strict=True)]
    assert 100 * sum(right) / len(right) == pytest.approx(ON_POLLS[election], abs=3)


def test_state_totals_are_met(bench: Bench, given: Given) -> None:
    pair = next(p for p in bench.pairs if p.target == "LS2019")
    base, (_, goal) = given.centre(pair), given.lesson(pair)
    at = base.nominations.state_rows["UP"]
    weight = base.polled[at] / base.polled[at].sum()
    for party in ("BJP", "SP", "BSP", "INC"):
        j = base.nominations.column[party]
        got = sum(w * s for w, s in zip(weight, base.share[at, j], strict=True) if s == s)
        assert got == pytest.approx(goal["UP"][j], abs=0.05)


def test_terms_that_do_not_fit_are_refused(bench: Bench) -> None:
    with pytest.raises(NotKnown):
        backtest(bench, ["LS2009"], "history")
    with pytest.raises(KhakaError):
        backtest(bench, ["LS2004"], "polls")
    with pytest.raises(KhakaError):
        backtest(bench, ["LS2019"], "polls", "2y")
    with pytest.raises(KhakaError):
        backtest(bench, ["LS1999"], "history", "2y")


def test_a_row_adds_up(bench: Bench) -> None:
    (row,) = backtest(bench, ["VS2018-KA"], "history")
    assert row.scored.picks.seats == len(
        bench.lesson(next(p for p in bench.pairs if p.target == "VS2018-KA"), "eve").winners
    )
    assert sum(p.mean for p in row.scored.parties) <= row.scored.picks.seats
    assert set(row.baselines) == {"no-change"}


@pytest.mark.slow
def test_given_true_shares_is_better(bench: Bench) -> None:
    for row in backtest(bench, list(AIM), "true-state-shares"):
        right, brier = AIM[row.election]
        assert 100 * row.scored.picks.share_right >= right
        assert row.scored.picks.brier <= brier
        assert row.scored.picks.brier < row.baselines["state-uniform"].picks.brier


@pytest.mark.slow
def test_on_polls_is_better(bench: Bench) -> None:
    rows = backtest(bench, None, "polls")
    assert [r.election for r in rows] == list(ON_POLLS)
    for row in rows:
        assert 100 * row.scored.picks.share_right > ON_POLLS[row.election]
        assert row.scored.picks.share_right > row.baselines["uniform-on-polls"].picks.share_right
    nda = [next(b for b in r.scored.blocs if b.bloc == "NDA").crps for r in rows]
    assert sum(nda) / len(nda) < 40


@pytest.mark.slow
def test_history_is_better_than_no_change_and_calibrated(bench: Bench) -> None:
    rows = backtest(bench, None, "history")
    assert len(rows) > 70
    assert sum(r.scored.picks.right for r in rows) > sum(r.baselines["no-change"].picks.right for r in rows)
    ours = [b.crps for r in rows for b in r.scored.parties]
    still = [b.crps for r in rows for b in r.baselines["no-change"].parties]
    assert sum(ours) / len(ours) < 0.7 * sum(still) / len(still)
    for c in coverage([b for r in rows for b in r.scored.parties]):
        assert c.count > 250
        assert abs(100 * c.share - c.level) < 6, c
