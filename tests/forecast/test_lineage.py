"""Lineage: dated, by state, and nothing is lost."""

from datetime import date

import numpy as np
import pytest

from khaka.catalog import Catalog
from khaka.forecast.lineage import Edge, edges, inherit, last_day

PARTIES = ("A", "B", "C")
SHARE = np.array([[40.0, 10.0, 0.0], [20.0, 0.0, 0.0]])


def step(parent: str, child: str, whole: bool, states: str = "") -> Edge:
    return Edge(date(2020, 1, 1), parent, child, frozenset(states.split(";")) - {""}, whole)


@pytest.mark.parametrize(
    ("text", "day"), [("2022", date(2022, 12, 31)), ("2022-12", date(2022, 12, 31)), ("2024-02", date(2024, 2, 29)),
                      ("2022-04-16", date(2022, 4, 16))],
)  # fmt: skip
def test_last_day(text: str, day: date) -> None:
    assert last_day(text) == day


def test_a_merger_moves_all_and_a_split_by_size() -> None:
    assert inherit(SHARE, PARTIES, (step("A", "B", True),), "UP", {})[0].tolist() == [0, 50, 0]
    assert inherit(SHARE, PARTIES, (step("A", "C", False),), "UP", {"A": 1, "C": 3})[0].tolist() == [10, 10, 30]
    assert inherit(SHARE, PARTIES, (step("A", "C", False),), "UP", {})[0].tolist() == [20, 10, 20]


def test_other_states_and_unknown_parties_stay() -> None:
    for steps in ((step("A", "B", True, "BR;JH"),), (step("A", "Z", True),)):
        assert np.array_equal(inherit(SHARE, PARTIES, steps, "UP", {}), SHARE)


def test_rows_keep_their_sums() -> None:
    steps = (step("A", "B", False), step("B", "C", False), step("C", "A", True))
    assert np.allclose(inherit(SHARE, PARTIES, steps, "UP", {"A": 2, "B": 1}).sum(axis=1), SHARE.sum(axis=1))


def test_only_steps_between_the_dates() -> None:
    catalog = Catalog()
    found = {(e.parent, e.child) for e in edges(catalog, date(2019, 5, 23), date(2022, 4, 16))}
    assert ("LJP", "LJPRV") in found and ("JVM", "BJP") in found
    assert ("SHS", "SHSUBT") not in found  # June 2022
    assert ("YSRCP", "INC") not in found and ("INC", "YSRCP") not in found  # 2011
