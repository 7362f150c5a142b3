"""Tables under our names or mapped to them."""

from datetime import date
from pathlib import Path

import pytest

from khaka.sources import ImportFault, Names, Options
from khaka.sources.tidy import load_map
from tests.sources.shapes import Form, read_as

OURS = """\
election,seat_id,state_code,party,candidate,votes,position
LS2019,UP-36,UP,INC,Sonia Gandhi,534918,1
LS2019,UP-36,UP,BJP,Dinesh Pratap Singh,367082,2
"""
THEIRS = """\
Seat No;Name of candidate;Short party;Polled
1;SHAKTI RANI SHARMA;BJP;60,612
1;PARDEEP CHAUDHARY;INC;49,729
"""
MAP = """\
seat_number = "Seat No"
candidate = "Name of candidate"
party = "Short party"
votes = "Polled"
[constants]
election = "VS2024-HR"
state = "HR"
count_date = "2024-10-08"
"""


def mapped(names: Names, tmp_path: Path, text: str = THEIRS, toml: str = MAP) -> Options:
    (tmp_path / "file.csv").write_text(text, "utf-8")
    (tmp_path / "map.toml").write_text(toml, "utf-8")
    columns, constants = load_map(tmp_path / "map.toml")
    return Options(names, columns=columns, constants=constants)


def test_our_own_columns_need_no_map(read: Form) -> None:
    got = read("tidy", OURS)
    assert got.frames["results"].select("seat_id", "party", "position").rows() == [
        ("UP-36", "INC", 1),
        ("UP-36", "BJP", 2),
    ]


def test_a_mapped_table(names: Names, tmp_path: Path) -> None:
    got = read_as("tidy", tmp_path / "file.csv", mapped(names, tmp_path))
    assert got.frames["contests"]["seat_id"].to_list() == ["AC:HR-001"]
    assert got.frames["results"]["votes"].to_list() == [60612, 49729]
    assert got.elections[0].count_date == date(2024, 10, 8)


@pytest.mark.parametrize(
    "toml",
    [
        MAP.replace("[constants]\n", ""),
        "[columns]\n" + MAP,
        MAP.replace('count_date = "2024-10-08"', "count_date = 2024-10-08"),
        MAP.replace('state = "HR"\n', ""),
    ],
)
def test_maps_in_other_words(toml: str, names: Names, tmp_path: Path) -> None:
    got = read_as("tidy", tmp_path / "file.csv", mapped(names, tmp_path, toml=toml))
    assert got.elections[0].id == "VS2024-HR"


@pytest.mark.parametrize(
    ("toml", "key"),
    [
        ("votes = [1]", "map_toml"),
        ("votes = ", "map_toml"),
        ('ballots = "Polled"', "map_key"),
        ('[constants]\nparty = "INC"', "map_key"),
        (MAP.replace("Polled", "Pollled"), "map_column"),
        (MAP.replace("VS2024-HR", "Haryana 2024"), "election_id"),
        (MAP.replace("2024-10-08", "08/10/2024"), "date"),
        (MAP.replace('votes = "Polled"\n', ""), "columns_missing"),
    ],
)
def test_wrong_maps(toml: str, key: str, names: Names, tmp_path: Path) -> None:
    with pytest.raises(ImportFault) as caught:
        read_as("tidy", tmp_path / "file.csv", mapped(names, tmp_path, toml=toml))
    assert caught.value.faults[0].what.key == f"error.import.{key}"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("UP-36,UP,INC", "UP-99,UP,INC", "seat_id"),
        ("UP-36,UP,INC", "AC:UP-001,UP,INC", "seat_id"),
        ("UP-36,UP,INC", "1976:UP-36,UP,INC", "seat_id"),
        ("LS2019,UP-36,UP,INC", "VS2022-PB,AC:UP-001,UP,INC", "seat_stray"),
        ("LS2019,UP-36,UP,INC", "VS2007-UP,AC:UP-001,UP,INC", "seat_id"),
        ("LS2019,UP-36,UP,INC", "GE19,UP-36,UP,INC", "election_cell"),
        ("election,seat_id", "poll,seat_id", "columns_missing"),
    ],
)
def test_faults(old: str, new: str, key: str, read: Form) -> None:
    with pytest.raises(ImportFault) as caught:
        read("tidy", OURS.replace(old, new))
    assert caught.value.faults[0].what.key == f"error.import.{key}"


def test_the_election_may_come_as_an_option(read: Form) -> None:
    text = OURS.replace("election,", "x,")
    assert read("tidy", text, election="LS2019").elections[0].id == "LS2019"


def test_a_given_count_date_by_seat_makes_it_later(read: Form) -> None:
    text = (
        OURS.replace("position\n", "position,count_date\n")
        .replace(",1\n", ",1,2019-05-23\n")
        .replace(",2\n", ",2,2019-05-23\n")
    )
    text += "LS2019,TN-08,TN,DMK,D M Kathir Anand,485340,1,2019-08-09\n"
    text += "LS2019,TN-08,TN,AIADMK,A C Shanmugam,477199,2,2019-08-09\n"
    contests = read("tidy", text).frames["contests"]
    assert contests.select("seat_id", "status", "count_date").rows() == [
        ("TN-08", "later", date(2019, 8, 9)), ("UP-36", "polled", date(2019, 5, 23)),
    ]  # fmt: skip
