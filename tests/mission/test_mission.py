"""Missions: the built-in ones hold, a file's faults are all told at once, any party can be "ours"."""

from datetime import date
from pathlib import Path

import pytest
from tests.cases import CATALOG, brief_of

from khaka.core.errors import KhakaError, MissionFault, NotKnown
from khaka.locale import Translator
from khaka.mission import builtin_missions, load_mission, template
from khaka.mission.files import problems_of

GOOD = """
party = "INC"
election = "LS2024"
base = "LS2019"
as_of = 2022-04-16
"""


def write(folder: Path, text: str) -> str:
    path = folder / "mine.toml"
    path.write_text(text, "utf-8")
    return str(path)


@pytest.mark.parametrize("name", builtin_missions())
def test_built_in_missions_hold(name: str) -> None:
    assert problems_of(name, CATALOG, None if name != "mission-2029" else "BJP") == []


def test_the_four_of_the_contract_are_there() -> None:
    assert {"mission-2024", "mission-2024-bjp", "mission-2024-aitc", "mission-2029"} == set(builtin_missions())


def test_the_template_is_a_mission(tmp_path: Path) -> None:
    assert problems_of(write(tmp_path, template()), CATALOG) == []


def test_history_is_filled_from_the_seat_map(tmp_path: Path) -> None:
    assert load_mission(write(tmp_path, GOOD), CATALOG).history == ("LS2009", "LS2014", "LS2019")


@pytest.mark.parametrize(
    ("line", "field", "said"),
    [
        ("[focus]\nseats = 2024", "focus.seats", "the house elects 543"),
        ("[focus]\nseats = 0", "focus.seats", "the house elects 543"),
        ('[focus]\nrule = "best"', "focus.rule", "not allowed"),
        ("[focus]\nlast = 9", "focus.last", "3 elections"),
        ("[focus]\nseets = 3", "focus.seets", "seats"),
        ("[[goals]]\nat_least = 700", "goals[1].at_least", "543"),
        ('[[goals]]\nbloc = "alliance"\nat_least = 5', "goals[1].bloc", "partners"),
        ("[[goals]]\nat_least = 5\nat_most = 6", "goals[1]", "exactly one"),
        ('[[goals]]\nbloc = "NOPE"\nat_most = 6', "goals[1].bloc", "NOPE"),
        ('[states.UP]\nstance = "allied"', "states.UP.partners", "partners"),
        ('[states.UP]\nstance = "alone"\npartners = ["SP"]', "states.UP.partners", "alone"),
        ('[states.UP]\nstance = "allied"\npartners = ["INC"]', "states.UP.partners", "own"),
        ('[states.ZZ]\nstance = "alone"', "states.ZZ", "ZZ"),
        ('rival = "INC"', "rival", "own"),
        ("seed = true", "seed", "whole number"),
        ('languages = ["fr"]', "languages", "fr"),
        ('[[focus.overrides]]\nseat = "UP-99"\naction = "add"\nreason = "x"\nby = "y"', "focus.overrides[1].seat", "UP-99"),
        ('[[focus.overrides]]\nseat = "UP-36"\naction = "drop"\nreason = " "\nby = "y"', "focus.overrides[1].reason", "empty"),
        ('[[findings]]\nid = "x"', "findings[1].title", "missing"),
        ('claims = "other"', "claims", "other"),
        ('country = "FR"', "country", "FR"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_field(tmp_path: Path, line: str, field: str, said: str) -> None:
    found = {p.field: p for p in problems_of(write(tmp_path, GOOD + line), CATALOG)}
    assert field in found
    assert said in Translator("en").text(found[field].message)
    assert Translator("hi").text(found[field].message) != found[field].message.key


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    text = 'party = "INK"\nelection = "LS2024"\nbase = "LS2029"\nas_of = 2022-04-16\nsead = 1\n[focus]\nseats = 2024\n'
    fields = {p.field for p in problems_of(write(tmp_path, text), CATALOG)}
    assert {"party", "base", "sead", "focus.seats"} <= fields


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (GOOD.replace("2022-04-16", "2019-01-01"), "base"),  # not yet counted
        (GOOD.replace("2022-04-16", "2025-01-01"), "as_of"),  # the target is counted already
        (GOOD.replace('"INC"', '"IND"'), "party"),
        (GOOD.replace('"INC"', '""'), "party"),
        (GOOD.replace("LS2019", "VS2022-UP"), "base"),
        (GOOD.replace('"LS2024"', '"VS2027-UP"'), "election"),
    ],
)
def test_dates_and_parties_must_make_sense(tmp_path: Path, text: str, field: str) -> None:
    assert field in {p.field for p in problems_of(write(tmp_path, text), CATALOG)}


def test_a_party_that_never_stood_has_nothing_to_start_from() -> None:
    with pytest.raises(MissionFault) as caught:
        load_mission("mission-2024", CATALOG, "JSP2" if CATALOG.has_party("JSP2") else "AAAAP")
    assert "party" in {p.field for p in caught.value.problems}


def test_an_open_mission_asks_for_a_party() -> None:
    with pytest.raises(MissionFault):
        load_mission("mission-2029", CATALOG)
    assert load_mission("mission-2029", CATALOG, "DMK").map_open


def test_another_party_takes_over_no_plan_of_the_first() -> None:
    found = load_mission("mission-2024", CATALOG, "SP")
    assert (found.party, found.rival, found.goals, found.states, found.claims) == ("SP", "", (), (), "")


@pytest.mark.parametrize(
    ("party", "rival"), [("INC", "BJP"), ("BJP", "INC"), ("DMK", "AIADMK"), ("BJD", "BJP"), ("TDP", "YSRCP")]
)
def test_the_rival_is_the_party_met_most_often(party: str, rival: str) -> None:
    found = brief_of("mission-2024", None if party == "INC" else party).rival
    assert found is not None and found.code == rival


def test_bad_files_are_domain_errors(tmp_path: Path) -> None:
    with pytest.raises(NotKnown):
        load_mission("mission-2042", CATALOG)
    with pytest.raises(KhakaError) as caught:
        load_mission(write(tmp_path, "party = "), CATALOG)
    assert caught.value.message.key == "error.mission.toml"
    (tmp_path / "latin.toml").write_bytes("# é".encode("latin-1"))
    with pytest.raises(KhakaError) as caught:
        load_mission(str(tmp_path / "latin.toml"), CATALOG)
    assert caught.value.message.key == "error.mission.encoding"


def test_the_brief_sees_nothing_later() -> None:
    brief = brief_of("mission-2024")
    assert brief.catalog.as_of == date(2022, 4, 16)
    assert "LS2024" not in brief.catalog.elections
    assert max(i.count_date for i in brief.catalog.elections.values()) <= date(2022, 4, 16)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("seed = -1", "seed"),
        ("seed = 99999999999999999999999", "seed"),
        ("languages = []", "languages"),
        ('name = "a\\u202Eb"', "name"),
        ('[name]\nen = "ok"\nhi = "\\u0000"', "name"),
        ('name = "' + "x" * 2001 + '"', "name"),
    ],
)
def test_what_no_page_can_print_or_draw_is_a_fault(tmp_path: Path, line: str, field: str) -> None:
    assert field in {p.field for p in problems_of(write(tmp_path, GOOD + line), CATALOG)}


def test_the_joiners_of_hindi_are_no_fault(tmp_path: Path) -> None:
    assert problems_of(write(tmp_path, GOOD + 'name = "क्\u200dष"'), CATALOG) == []


def test_a_day_before_every_election_is_a_fault(tmp_path: Path) -> None:
    text = GOOD.replace("2022-04-16", "0001-01-01")
    assert [p.field for p in problems_of(write(tmp_path, text), CATALOG)] == ["as_of"]


def test_a_file_nested_without_end_is_a_domain_error(tmp_path: Path) -> None:
    with pytest.raises(KhakaError) as caught:
        load_mission(write(tmp_path, "a = " + "[" * 5000 + "]" * 5000), CATALOG)
    assert caught.value.message.key == "error.mission.toml"
