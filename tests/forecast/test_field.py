"""The field of a mission, and what-ifs on it."""

import numpy as np
import pytest

from khaka.catalog import Catalog
from khaka.core.errors import KhakaError
from khaka.forecast.field import Outlook, apply_swing, drop_ally, history_field, outlook, whole_base
from khaka.forecast.nouns import Field
from khaka.mission import Brief, load_mission

NAN = np.nan
FIELD = Field(
    ("S-1", "S-2", "T-1"), ("S", "S", "T"), ("A", "B", "C"),
    np.array([[40.0, 35.0, 15.0], [50.0, NAN, 40.0], [10.0, 60.0, NAN]]), ("X", "Y", "OTHER"),
)  # fmt: skip


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog()


@pytest.fixture(scope="module")
def brief(catalog: Catalog) -> Brief:
    return Brief(load_mission("mission-2024", catalog), catalog)


@pytest.fixture(scope="module")
def found(brief: Brief) -> Outlook:
    return outlook(brief)


def test_a_mission_has_every_seat_and_whole_rows(found: Outlook) -> None:
    field = found.field
    assert len(field.seats) == 543 and len(field.blocs) == len(field.parties)
    assert (np.nansum(field.centre, axis=1) <= 100 + 1e-6).all()
    assert np.nanmin(field.centre) >= 0
    assert not {"IND", "NOTA"} & set(field.parties)
    assert found.horizon == "2y" and found.basis == "history"
    assert all(e < "LS2024" for e in found.scales.fitted_on)


def test_the_later_assemblies_are_used(found: Outlook) -> None:
    assert {"VS2021-WB", "VS2022-UP"} <= set(found.later)
    assert not any(e.startswith(("VS2023", "VS2024")) for e in found.later)


def test_the_plan_stands_one_candidate_an_alliance(found: Outlook, brief: Brief) -> None:
    n = found.nominations
    both = n.stands[:, n.column["INC"]] & n.stands[:, n.column["AITC"]]
    assert not both[n.state_rows["WB"]].any()
    assert n.allied[n.state_rows["UP"], n.column["INC"]].max() == -1


@pytest.mark.slow
def test_history_field_is_the_outlook(brief: Brief, found: Outlook) -> None:
    field, scales = history_field(brief, found.nominations)
    assert scales == found.scales
    assert np.array_equal(field.centre, found.field.centre, equal_nan=True)


def test_a_dropped_ally_stands_against_us(brief: Brief, found: Outlook, catalog: Catalog) -> None:
    base, _ = whole_base(brief.catalog, "LS2019", brief.mission.history)
    after = drop_ally(found.nominations, base, "INC", "DMK")
    rows = after.state_rows["TN"]
    both = after.stands[rows, after.column["INC"]] & after.stands[rows, after.column["DMK"]]
    assert both.sum() > 25
    assert (after.allied[rows, after.column["DMK"]] == -1).all()
    with pytest.raises(KhakaError):
        drop_ally(found.nominations, base, "INC", "NOBODY")


def test_a_transfer_outside_0_to_1_is_refused(brief: Brief) -> None:
    with pytest.raises(KhakaError):
        outlook(brief, transfers={("DMK", "INC"): 1.2})


def test_an_uncontested_base_takes_the_election_before(catalog: Catalog) -> None:
    base, filled = whole_base(catalog, "LS2024", ("LS2009", "LS2014", "LS2019", "LS2024"))
    assert filled == ("GJ-24",)
    row = base.share[base.row["GJ-24"]]
    assert np.nansum(row) == pytest.approx(100)
    assert base.winners[base.row["GJ-24"]] == "BJP"


def test_zero_swing_is_no_change() -> None:
    assert np.array_equal(apply_swing(FIELD, {("A", None): 0.0}).centre, FIELD.centre, equal_nan=True)


def test_a_swing_is_taken_pro_rata_and_others_give_too() -> None:
    after = apply_swing(FIELD, {("A", None): 6.0}).centre
    assert after[:, 0].tolist() == [46, 56, 16]
    assert after[0, 1] == pytest.approx(35 * 54 / 60)  # ten points outside the field give as well
    assert np.isnan(after[1, 1])


def test_from_a_named_party_in_one_state() -> None:
    after = apply_swing(FIELD, {("A", "S"): 5.0}, {"A": "B"}).centre
    assert after[0].tolist() == [45, 30, 15]
    assert after[1, 0] == 55 and after[1, 2] == pytest.approx(40 * 45 / 50)  # B does not stand: pro rata
    assert after[2].tolist()[:2] == [10, 60]


def test_nobody_gives_what_it_does_not_have() -> None:
    after = apply_swing(FIELD, {("A", None): -80.0}).centre
    assert (after[:, 0] == 0).all()
    assert (np.nansum(after, axis=1) <= 100 + 1e-9).all()
    assert apply_swing(FIELD, {("C", "S"): 90.0}, {"C": "A"}).centre[0].tolist() == [0, 35, 55]


def test_an_unknown_party_is_refused() -> None:
    with pytest.raises(KhakaError):
        apply_swing(FIELD, {("Z", None): 1.0})
