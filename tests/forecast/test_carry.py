"""Carrying a base: hand-over, broken alliances, and the shift that meets state totals."""

import numpy as np
import pytest

from khaka.forecast.carry import Nominations, carry, solve_shift
from khaka.forecast.history import Returns

PARTIES = ("A", "B", "C", "IND", "NOTA")
NAN = np.nan


def base() -> Returns:
    share = np.array([[50, 40, NAN, 8, 2], [30, NAN, 60, 8, 2], [NAN, 55, 40, 3, 2], [45, 45, NAN, 8, 2]], dtype=float)
    seats, states = ("S-1", "S-2", "S-3", "T-1"), ("S", "S", "S", "T")
    return Returns("LS2000", seats, states, PARTIES, share, np.array([100.0, 200.0, 100.0, 50.0]), np.zeros(4, int))


def nominations(stands: list[list[int]], allied: list[int] | None = None) -> Nominations:
    seats, states = base().seats, base().states
    numbers = np.tile(np.array(allied or [-1] * 5), (4, 1))
    return Nominations(seats, states, PARTIES, np.array(stands, dtype=bool), numbers, ("OTHER",) * 5)


SAME = [[1, 1, 0, 1, 1], [1, 0, 1, 1, 1], [0, 1, 1, 1, 1], [1, 1, 0, 1, 1]]


def test_nothing_changes_when_nobody_moves() -> None:
    found = carry(base(), nominations(SAME))
    assert np.array_equal(found.share, base().share, equal_nan=True)
    assert not found.fresh.any() and not found.handed.any()


@pytest.mark.parametrize("rate", [1.0, 0.8, {("C", "A"): 0.5}])
def test_who_stands_aside_hands_over_to_the_ally(rate: float | dict[tuple[str, str], float]) -> None:
    stands = [row[:] for row in SAME]
    stands[1][2] = 0  # C leaves S-2 to its ally A
    found = carry(base(), nominations(stands, [7, -1, 7, -1, -1]), transfer=rate)
    part = rate if isinstance(rate, float) else 0.5
    assert found.share[1, 0] == pytest.approx(30 + 60 * part)
    assert np.isnan(found.share[1, 2])


def test_a_base_without_an_ally_leaks() -> None:
    stands = [row[:] for row in SAME]
    stands[1][2] = 0
    assert carry(base(), nominations(stands)).share[1, 0] == 30


def test_a_broken_alliance_divides_its_vote() -> None:
    stands = [row[:] for row in SAME]
    stands[1][1] = 1  # B, then allied with C, now fights C in S-2
    before = np.tile(np.array([-1, 7, 7, -1, -1]), (4, 1))
    found = carry(base(), nominations(stands), size={"S": {"B": 10.0, "C": 20.0}}, allied_before=before)
    # B stands in 3 of 3 seats, C in 2 of 3: 10 and 30 a contested seat
    assert found.share[1, 1:3].tolist() == pytest.approx([15, 45])
    assert found.share[0, 1] == 40  # C does not stand in S-1


def goal() -> dict[str, np.ndarray]:
    return {"S": np.array([25.0, 40.0, 28.0, 5.0, 2.0]), "T": np.array([60.0, 35.0, 0.0, 4.0, 1.0])}


def test_the_shift_meets_totals() -> None:
    start = carry(base(), nominations(SAME))
    found = solve_shift(start, goal())
    assert np.allclose(np.nansum(found, axis=1), 100)
    weight = start.polled[:3] / start.polled[:3].sum()
    assert weight @ np.nan_to_num(found[:3]) == pytest.approx(goal()["S"], abs=1e-3)
    assert np.array_equal(np.isnan(found), ~start.nominations.stands)


def test_own_totals_are_no_change() -> None:
    start = carry(base(), nominations(SAME))
    assert np.allclose(np.nan_to_num(solve_shift(start, base().state_shares())), np.nan_to_num(base().share), atol=1e-3)


def test_order_of_rows_and_names_of_parties_do_not_matter() -> None:
    start = carry(base(), nominations(SAME))
    found = solve_shift(start, goal())
    turn, rename = [3, 1, 0, 2], [2, 0, 1, 4, 3]
    b = base()
    moved = Returns(
        b.election, tuple(b.seats[i] for i in turn), tuple(b.states[i] for i in turn),
        tuple(b.parties[j] for j in rename), b.share[turn][:, rename], b.polled[turn], b.winner,
    )  # fmt: skip
    n = nominations(SAME)
    other = Nominations(
        moved.seats, moved.states, moved.parties, n.stands[turn][:, rename], n.allied[turn][:, rename], n.blocs
    )
    again = solve_shift(carry(moved, other), {s: g[rename] for s, g in goal().items()})
    assert np.allclose(again, found[turn][:, rename], equal_nan=True)


def test_leads_leave_out_nota_and_pool_independents() -> None:
    lead = base().lead
    assert lead[0, 0] == 10 and lead[0, 1] == -10 and np.isnan(lead[0, 2])
    assert lead[0, 3] == 8 - 50
