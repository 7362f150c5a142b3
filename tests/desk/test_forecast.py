"""`khaka forecast` and `khaka scenario`: the contract's keys, the same numbers for the same seed, wrong input."""

import json
from datetime import date
from functools import cache

import pytest

from khaka.core.errors import KhakaError
from khaka.desk import forecast as desk
from tests.cases import CATALOG

DRAWS = 512


@cache
def found(mission: str = "mission-2024", party: str | None = None) -> desk.Odds:
    return desk.forecast(CATALOG, mission, party=party, draws=DRAWS)


def test_the_document_is_the_contracts() -> None:
    document = json.loads(json.dumps(desk.document(found())))
    assert {"goals", "blocs", "seats", "as_of", "draws", "seed", "data_version"} <= set(document)
    assert [(g["bloc"], g.get("at_least"), g.get("at_most")) for g in document["goals"]] == [
        ("alliance", 272, None), ("BJP", None, 271)]  # fmt: skip
    assert all(0 <= g["probability"] <= 1 and g["se"] >= 0 for g in document["goals"])
    assert len(document["seats"]) == 543
    for seat in document["seats"]:
        assert sum(seat["win"].values()) == pytest.approx(1, abs=0.02)
    ours = document["blocs"][0]
    assert ours["bloc"] == "ours" and set(ours["intervals"]) == {"50", "80", "90"}
    low, high = ours["intervals"]["90"]
    assert low <= ours["mean"] <= high
    assert document["data_version"] == found().brief.catalog.data_version


def test_mission_2024_rests_on_history() -> None:
    assert found().basis == "history"
    assert found().outlook.scales.fitted_on and max(found().outlook.scales.fitted_on) <= "LS2019"


def test_seats_add_up_to_the_house_in_every_draw() -> None:
    assert set(found().draws.totals.sum(axis=1).tolist()) == {543}
    assert found().draws.win.sum() == pytest.approx(543)


@pytest.mark.slow
def test_same_seed_same_numbers_another_seed_others() -> None:
    again = desk.forecast(CATALOG, "mission-2024", draws=DRAWS)
    assert json.dumps(desk.document(again)) == json.dumps(desk.document(found()))
    other = desk.forecast(CATALOG, "mission-2024", draws=DRAWS, seed=7)
    assert desk.document(other)["blocs"] != desk.document(found())["blocs"]


def test_totals_are_uncertain_by_more_than_independent_seats() -> None:
    ours = dict(found().blocs)["ours"]
    assert ours.sd > 20


@pytest.mark.slow
def test_a_swing_to_ours_gains_and_one_away_loses() -> None:
    means = []
    for text in ("INC=-3", "INC=+3"):
        changed = desk.scenario(CATALOG, "mission-2024", swings=[text], taken_from="BJP", draws=DRAWS)
        means.append(dict(changed.changed.blocs)["ours"].mean)
        assert dict(changed.base.blocs)["ours"].mean == pytest.approx(dict(found().blocs)["ours"].mean)
        assert changed.seats == tuple(sorted(changed.seats, key=lambda c: c.seat_id))
    assert means[0] < dict(found().blocs)["ours"].mean < means[1]


@pytest.mark.slow
def test_a_swing_in_one_state_changes_no_other() -> None:
    changed = desk.scenario(CATALOG, "mission-2024", swings=["INC=+8"], state="KA", draws=DRAWS)
    assert {c.state for c in changed.seats} == {"KA"}


@pytest.mark.slow
def test_an_ally_that_leaves_costs_seats() -> None:
    changed = desk.scenario(CATALOG, "mission-2024", dropped=["DMK"], draws=DRAWS)
    assert dict(changed.changed.blocs)["ours"].mean < dict(changed.base.blocs)["ours"].mean


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({}, "error.scenario.empty"),
        ({"swings": ["INC"]}, "error.scenario.swing"),
        ({"swings": ["INC=101"]}, "error.scenario.swing"),
        ({"swings": ["INC=nan"]}, "error.scenario.swing"),
        ({"swings": ["NOPE9=1"]}, "error.catalog.party"),
        ({"swings": ["INC=1"], "state": "ZZ"}, "error.catalog.state"),
        ({"swings": ["INC=1"], "taken_from": "NOPE9"}, "error.catalog.party"),
        ({"transfers": ["DMK-INC"]}, "error.scenario.transfer"),
        ({"dropped": ["NOPE9"]}, "error.catalog.party"),
    ],
)  # fmt: skip
def test_wrong_what_ifs_are_refused(given: dict[str, object], key: str) -> None:
    with pytest.raises(KhakaError) as caught:
        desk.scenario(CATALOG, "mission-2024", **given)  # type: ignore[arg-type]
    assert caught.value.message.key == key


def test_another_day_must_lie_between_base_and_target() -> None:
    with pytest.raises(KhakaError):
        desk.forecast(CATALOG, "mission-2024", as_of=date(2019, 1, 1))
    with pytest.raises(KhakaError):
        desk.forecast(CATALOG, "mission-2024", as_of=date(2024, 7, 1))
