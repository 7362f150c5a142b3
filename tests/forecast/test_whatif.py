"""What-ifs and break-even: one change at a time, the same seed, and only seats in which something moved."""

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khaka.core.errors import KhakaError
from khaka.forecast.field import outlook, whole_base
from khaka.forecast.nouns import Field
from khaka.forecast.odds import Odds, members, odds_of
from khaka.forecast.simulate import bloc_mask, probability, seat_range, unrun
from khaka.forecast.standing import third_front
from khaka.forecast.whatif import FARTHEST_PP, Scenario, WhatIf, break_even, lean, scenario_of
from tests.cases import brief_of

DRAWS = 256


@cache
def odds() -> Odds:
    brief = brief_of("mission-2024")
    return odds_of(brief, outlook(brief), DRAWS)


@cache
def swung(points: float, party: str = "INC") -> Scenario:
    return scenario_of(odds(), WhatIf(swings={(party, None): points}))


def chance_at(points: float, number: int) -> float:
    """The chance of a goal when the expectation is wrong against us by ``points``."""
    goal = odds().goals[number].goal
    mask = bloc_mask(odds().draws.field, members(odds().brief, goal.bloc))
    moved = lean(odds().draws.field, mask, points if goal.at_least is None else -points)
    draws = unrun(moved, odds().draws.scales, DRAWS, odds().draws.seed)
    return probability(draws, mask, at_least=goal.at_least, at_most=goal.at_most)[0]


@pytest.mark.parametrize("number", [0, 1])
def test_the_break_even_is_where_the_chance_crosses_one_half(number: int) -> None:
    points = break_even(odds(), odds().goals[number])
    assert points is not None and abs(points) < FARTHEST_PP
    assert chance_at(points - 0.5, number) > 0.5 > chance_at(points + 0.5, number)
    assert (points > 0) == (odds().goals[number].probability > 0.5)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.lists(st.floats(0.1, 20), min_size=3, max_size=3), min_size=1, max_size=4),
    st.floats(-30, 30),
    st.integers(1, 7),
)
def test_a_lean_keeps_the_sum_and_leaves_nobody_below_zero(rows: list[list[float]], points: float, bits: int) -> None:
    centre = np.array(rows)
    inside = np.array([[bool(bits >> j & 1) for j in range(3)]] * len(rows))
    names = tuple(f"S-{i}" for i in range(len(rows)))
    moved = lean(Field(names, ("S",) * len(rows), ("A", "B", "C"), centre, ("OTHER",) * 3), inside, points).centre
    assert (moved >= -1e-9).all()
    # those outside the field are others too: they give and take their part, so the rest of 100 stays a rest
    assert (moved.sum(axis=1) <= 100 + 1e-6).all()
    own = moved[:, inside[0]].sum(axis=1) - centre[:, inside[0]].sum(axis=1)
    assert (own * points >= -1e-9).all()


def test_a_lean_of_nothing_changes_nothing() -> None:
    mask = bloc_mask(odds().draws.field, ("INC",))
    np.testing.assert_allclose(lean(odds().draws.field, mask, 0.0).centre, odds().draws.field.centre)


def test_more_votes_more_seats_and_a_better_chance() -> None:
    low, base, high = swung(-3), odds(), swung(3)
    ours = [o.seats_of("ours") for o in (low.changed, base, high.changed)]
    assert all(a is not None and b is not None and a.mean < b.mean for a, b in pairwise(ours))
    assert low.changed.goals[0].probability <= base.goals[0].probability <= high.changed.goals[0].probability
    ours_now = [c for c in high.seats if c.after == "INC"]
    assert len(ours_now) > len(high.seats) / 2 and "INC" not in {c.before for c in high.seats}
    assert all(c.why == "swing" and (c.lead_after or 0) > (c.lead_before or 0) for c in ours_now)


def test_a_partys_goal_and_range_without_a_tally_are_close_to_the_exact_ones() -> None:
    found = swung(1.0, "SP").changed  # BJP's goal comes from the draws' moments
    exact, _ = probability(found.draws, ("BJP",), at_most=271)
    assert found.goals[1].probability == pytest.approx(exact, abs=0.003)
    ours, tallied = found.seats_of("ours"), seat_range(found.draws, ("INC",))
    assert ours is not None and ours.mean == pytest.approx(tallied.mean, abs=0.01)


def test_an_ally_that_leaves_divides_the_vote_in_its_states_only() -> None:
    found = scenario_of(odds(), WhatIf(dropped=("DMK",)))
    assert found.seats and {c.state for c in found.seats if c.why == "more"} <= {"TN", "PY"}
    alliance = [o.seats_of("alliance") for o in (found.base, found.changed)]
    assert alliance[0] is not None and alliance[1] is not None
    theirs = odds().draws.win[:, odds().draws.field.parties.index("DMK")].sum()
    # what it would have won does not count for an alliance that it has left
    assert alliance[1].mean < alliance[0].mean - 0.8 * theirs
    everyone = tuple(odds().brief.mission.partners)
    alone = scenario_of(odds(), WhatIf(dropped=everyone)).changed
    left, ours = alone.seats_of("alliance"), alone.seats_of("ours")
    assert left is not None and ours is not None and left.mean == pytest.approx(ours.mean, abs=0.01)


def test_seats_in_which_nothing_moved_do_not_change_hands() -> None:
    found = scenario_of(odds(), WhatIf(swings={("INC", "KL"): 2.0}))
    assert {c.state for c in found.seats} <= {"KL"}


def test_a_third_front_stands_once_in_a_seat() -> None:
    brief = odds().brief
    base, _ = whole_base(brief.catalog, "LS2019", brief.mission.history)
    found = third_front(odds().outlook.nominations, base, "INC", ("BSP", "SP", "AITC"))
    columns = [found.column[p] for p in ("BSP", "SP", "AITC")]
    assert found.stands[:, columns].sum(axis=1).max() == 1
    assert scenario_of(odds(), WhatIf(front=("SP", "BSP"))).seats


@pytest.mark.parametrize(
    ("what", "key"),
    [
        (WhatIf(), "error.scenario.empty"),
        (WhatIf(front=("SP",)), "error.field.front"),
        (WhatIf(front=("SP", "SP")), "error.field.front"),
        (WhatIf(front=("SP", "INC")), "error.field.front"),
        (WhatIf(front=("SP", "NOBODY")), "error.field.party"),
        (WhatIf(dropped=("NOBODY",)), "error.field.ally"),
        (WhatIf(swings={("NOBODY", None): 1.0}), "error.field.party"),
    ],
)
def test_what_cannot_be_is_refused(what: WhatIf, key: str) -> None:
    with pytest.raises(KhakaError) as raised:
        scenario_of(odds(), what)
    assert raised.value.message.key == key


def test_a_set_that_was_not_run_tallies_as_one_that_was() -> None:
    made = odds().draws
    again = unrun(made.field, made.scales, DRAWS, made.seed)
    assert probability(again, ("BJP",), at_most=271) == probability(made, ("BJP",), at_most=271)
    assert np.isnan(again.win).all() and again.totals.shape == (DRAWS, 0)
