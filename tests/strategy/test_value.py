"""What a point of votes is worth: signs, sizes, situations, and how firm the order is."""

import pytest
from tests.cases import strategy_of

from khaka.forecast.odds import GoalOdds
from khaka.mission import Goal
from khaka.strategy.focus.value import AHEAD, BEHIND, CORE, Values, regime_of

#: Values rest on a forecast each.
pytestmark = pytest.mark.slow

#: Behind, level, and a party without a seat: the other documents hold these values too.
SOME = (("mission-2024", None), ("mission-2024-bjp", None), ("mission-2024", "RLD"))
IDS = [f"{m}-{p or 'own'}" for m, p in SOME]


def found(mission: str, party: str | None = None) -> Values:
    return strategy_of(mission, party).values


@pytest.mark.parametrize(("mission", "party"), SOME, ids=IDS)
def test_values_are_of_seats_where_ours_stands(mission: str, party: str | None) -> None:
    values = found(mission, party)
    assert len({v.seat_id for v in values.seats}) == len(values.seats)
    standing = [v for v in values.seats if v.win is not None]
    assert sum(v.core for v in values.seats) == values.core <= min(CORE, len(standing))
    for v in values.seats:
        assert 0 <= v.survival <= 1
        if v.win is None:
            assert (v.core, v.stability, v.expected) == (False, "", 0.0)
        else:
            assert 0 <= v.win <= 1 and v.expected >= 0 and v.stability in ("robust", "contested", "not-settled")


def test_a_point_is_worth_most_where_the_race_is_open() -> None:
    values = found("mission-2024")
    best = sorted(values.seats, key=lambda v: -v.expected)[:50]
    assert all(0.1 < (v.win or 0) < 0.9 for v in best)
    safe = [v for v in values.seats if v.win is not None and (v.win > 0.98 or v.win < 0.002)]
    assert safe and max(v.expected for v in safe) < min(v.expected for v in best)


def test_behind_and_ahead_part_the_two_orders() -> None:
    behind, level = found("mission-2024"), found("mission-2024-bjp")
    assert (behind.regime, level.regime) == ("behind", "level")
    assert behind.shared is not None and level.shared is not None and behind.shared < level.shared


def test_without_a_goal_seats_decide() -> None:
    values = found("mission-2024", "RLD")
    assert values.regime == "no-goal" and values.shared is None
    assert all(v.goal is None and v.goal_se is None for v in values.seats)


@pytest.mark.parametrize(
    ("chance", "word"),
    [(0.0, "behind"), (BEHIND - 1e-9, "behind"), (0.5, "level"), (AHEAD + 1e-9, "ahead"), (1.0, "ahead")],
)
def test_the_situation_in_a_word(chance: float, word: str) -> None:
    assert regime_of(GoalOdds(Goal("ours", at_least=1), chance, 0.0)) == word
    assert regime_of(None) == "no-goal"
