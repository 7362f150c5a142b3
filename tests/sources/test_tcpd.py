"""Lok Dhaba: each named fault, what is warned of, what is left out; round trips of whole elections."""

from datetime import date

import polars as pl
import pytest

from khaka.catalog import Catalog
from khaka.sources import ImportFault, Read
from tests.sources.shapes import SMALL_GE, Form, tcpd_assembly, tcpd_general

pytestmark = pytest.mark.slow

CATALOG = Catalog()
SMALL_AE = """\
State_Name,Assembly_No,Constituency_No,Year,month,Poll_No,Position,Candidate,Sex,Party,Votes,Valid_Votes,Electors,Constituency_Name,Election_Type
Haryana,14,1,2024,10,0,1,SHAKTI RANI SHARMA,F,BJP,60612,160000,230000,KALKA,State Assembly Election (AE)
Haryana,14,1,2024,10,0,2,PARDEEP CHAUDHARY,M,INC,49729,160000,230000,KALKA,State Assembly Election (AE)
Haryana,14,1,2024,10,0,3,NOTA,,NOTA,600,160000,230000,KALKA,State Assembly Election (AE)
"""


def warned(got: Read) -> set[str]:
    return {w.key.removeprefix("cli.import.warn.") for w in got.report.warnings}


def swap(*pairs: str, text: str = SMALL_GE) -> str:
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.mark.parametrize(
    ("text", "key", "row", "column"),
    [
        (swap("285724", "-285724"), "number_negative", 3, "Votes"),
        (swap("285724", "28.57"), "number_fraction", 3, "Votes"),
        (swap("285724", "many"), "number", 3, "Votes"),
        (swap("285724", "1.2E+05"), "number", 3, "Votes"),
        (swap("285724", '"12,34"'), "number_fraction", 3, "Votes"),
        (swap("285724", "99999999999999999999"), "number", 3, "Votes"),
        (swap("285724", ""), "number_blank", 3, "Votes"),
        (swap("35,2019", "135,2019"), "seat_number", 2, "Constituency_No"),
        (swap("35,2019", "0,2019"), "seat_number", 2, "Constituency_No"),
        (swap("17,36,2019", "17,37,2019"), "seat_conflict", 6, "Constituency_No"),
        (swap("Uttar_Pradesh", "Utter_Pradesh"), "state", 2, "State_Name"),
        (swap("Uttar_Pradesh", ""), "state_blank", 2, "State_Name"),
        (swap(",BJP,633026", ",,633026"), "party_blank", 2, "Party"),
        (swap("2019,5,4,0,1", "19,5,4,0,1"), "year", 2, "Year"),
        (swap("2019,5,4,0,1", "2019,13,4,0,1"), "month", 2, "month"),
        (swap("4,0,2,POONAM", "4,0,1,POONAM"), "two_winners", 3, "Position"),
        (swap("4,0,1,SONIA", "4,0,3,SONIA"), "no_winner", 6, "Position"),
        (swap("4,0,2,POONAM", "4,0,0,POONAM"), "position", 3, "Position"),
        (swap("633026", "2633026"), "votes_above_electors", 2, "Votes"),
        (swap("2040367,LUCKNOW", "2040368,LUCKNOW"), "electors_differ", 2, "Electors"),
        (swap("POONAM SHATRUGHAN SINHA,F,SP", "RAJ NATH SINGH,F,BJP"), "candidate_twice", 3, "Candidate"),
        (swap("POONAM SHATRUGHAN SINHA,F,SP", "NOTA,,NOTA"), "candidate_twice", 5, "Candidate"),
        (swap(",BJP,633026", ",ВJP,633026"), "party_script", 2, "Party"),
        (swap("4,0,4,None", "4,0,1,None", "4,0,1,RAJ", "4,0,4,RAJ"), "nota_first", 5, "Position"),
        (swap("Lok Sabha Election (GE)", "Panchayat"), "election_type", 2, "Election_Type"),
    ],
)
def test_each_fault_has_its_name_and_place(text: str, key: str, row: int, column: str, read: Form) -> None:
    with pytest.raises(ImportFault) as caught:
        read("tcpd", text)
    fault = caught.value.faults[0]
    assert fault.what.key == f"error.import.{key}"
    assert (fault.row, fault.column) == (row, column)
    assert fault.hint.key != fault.what.key


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (swap("633026", "33026"), "winner_not_first"),
        (swap("633026", "285724"), "tie"),
        (SMALL_GE.replace(",2040367,", ",,"), "electors_missing"),
        (SMALL_GE.replace(",2040367,", ",0,"), "electors_missing"),
        (SMALL_GE.replace(",902000,", ",902001,"), "valid_votes"),
        (swap(",INC,180011", ",NAYADAL,180011"), "party_unknown"),
        (swap("ACHARYA PRAMOD KRISHNAM", ""), "nameless"),
        (swap("4,0,3,ACHARYA", "4,0,,ACHARYA"), "position_blank"),
        (swap("4,0,3,ACHARYA", "4,0,4,ACHARYA"), "place_twice"),
        (swap("633026", "0", "285724", "0", "180011", "0", ",239,", ",0,"), "no_votes"),
        (SMALL_GE, "partial"),
    ],
)
def test_what_is_warned_of(text: str, warning: str, read: Form) -> None:
    assert warning in warned(read("tcpd", text))


def test_faults_are_listed_together_up_to_ten(read: Form) -> None:
    text = SMALL_GE.replace("633026", "x").replace("285724", "-1").replace("534918", "2.5").replace("LUCKNOW", "LUKNOW")
    with pytest.raises(ImportFault) as caught:
        read("tcpd", text)
    assert {f.row for f in caught.value.faults} == {2, 3, 6}
    with pytest.raises(ImportFault) as caught:
        read("tcpd", swap("Uttar_Pradesh", "Nowhere", "534918", "x"))
    assert [f.row for f in caught.value.faults] == [2, 6]
    rows = "\n".join(SMALL_GE.splitlines()[1].replace("633026", f"x{i}") for i in range(40))
    with pytest.raises(ImportFault) as caught:
        read("tcpd", SMALL_GE.splitlines()[0] + "\n" + rows + "\n")
    assert (len(caught.value.faults), caught.value.total) == (10, 40)


@pytest.mark.parametrize(
    "votes", ['"6,33,026"', '"633,026"', "६३३०२६", '"६,३३,०२६"', "633026.0", " 633026 ", '"633026"']
)
def test_numbers_as_people_write_them(votes: str, read: Form) -> None:
    got = read("tcpd", SMALL_GE.replace("633026", votes))
    assert got.frames["results"].equals(read("tcpd", SMALL_GE).frames["results"])


@pytest.mark.parametrize("nota", ["None of the Above", "NOTA", "none of the above", "नोटा", "N.O.T.A."])
def test_nota_in_its_spellings(nota: str, read: Form) -> None:
    got = read("tcpd", SMALL_GE.replace(",NOTA,239", f",{nota},239"))
    assert got.frames["contests"]["nota"].to_list() == [239, None]


@pytest.mark.parametrize("party", ["IND", "Independent", "ind.", "निर्दलीय"])
def test_independents(party: str, read: Form) -> None:
    got = read("tcpd", swap(",SP,285724", f",{party},285724"))
    assert "IND" in got.frames["results"]["party"].to_list()


def test_parties_by_code_alias_and_name(read: Form) -> None:
    text = swap(",SP,285724", ",CPM,285724", ",INC,180011", ",Aam Aadmi Party,180011")
    assert {"CPIM", "AAP"} <= set(read("tcpd", text).frames["results"]["party"])


def test_a_code_that_two_parties_share_goes_to_the_one_of_the_state(read: Form) -> None:
    line = "{},17,{},2019,5,4,0,1,X,M,PDP,100,,,,Lok Sabha Election (GE)\n"
    text = SMALL_GE.splitlines()[0] + "\n" + line.format("Jammu_&_Kashmir", 3)
    assert read("tcpd", text).frames["results"]["party"].to_list() == ["JKPDP"]


def test_an_unknown_party_never_takes_a_code_that_is_taken(read: Form) -> None:
    got = read("tcpd", swap(",SP,285724", ",Bharatiya Jan Morcha,285724", ",INC,180011", ",नया दल,180011"))
    new = set(got.party_names)
    assert new == {"BHARATIYAJANMORCHA", "नयादल"}
    assert got.party_names["नयादल"] == "नया दल"


def test_a_row_repeated_in_every_column_is_dropped(read: Form) -> None:
    line = SMALL_GE.splitlines()[2]
    got = read("tcpd", SMALL_GE + line + "\n")
    assert [(d.kind, d.rows) for d in got.report.dropped] == [("duplicate", 1)]
    assert (got.report.rows_read, got.report.rows_kept) == (7, 6)


def test_namesakes_among_independents_are_allowed(read: Form) -> None:
    text = swap("POONAM SHATRUGHAN SINHA,F,SP", "RAMESH,M,IND", "ACHARYA PRAMOD KRISHNAM,M,INC", "RAMESH,M,IND")
    assert read("tcpd", text).report.rows_kept == 6


def test_by_elections_are_kept_apart(read: Form) -> None:
    line = SMALL_GE.splitlines()[1].replace("2019,5,4,0,1", "2020,11,4,1,1")
    got = read("tcpd", SMALL_GE + line + "\n")
    assert [(d.kind, d.rows) for d in got.report.dropped] == [("by_election", 1)]
    assert got.frames["results"].height == 6
    assert got.frames["by_elections"].height == 1
    with pytest.raises(ImportFault) as caught:
        read("tcpd", SMALL_GE.replace("2019,5,4,0,", "2020,11,4,1,"))
    assert caught.value.faults[0].what.key == "error.import.only_by_elections"


def test_one_candidate_is_uncontested(read: Form) -> None:
    line = "Gujarat,18,24,2024,6,4,0,1,MUKESH DALAL,M,BJP,,,,SURAT,Lok Sabha Election (GE)\n"
    got = read("tcpd", SMALL_GE + line)
    surat = got.frames["contests"].filter(pl.col("seat_id") == "GJ-24").to_dicts()[0]
    assert (surat["status"], surat["votes_polled"]) == ("uncontested", 0)
    assert "uncontested" in warned(got)
    with_votes = read("tcpd", SMALL_GE + line.replace("BJP,,", "BJP,5,"))
    assert {"single_row"} <= warned(with_votes)


def test_no_positions_are_counted_and_a_tie_is_refused(read: Form) -> None:
    frame = pl.read_csv(SMALL_GE.encode(), infer_schema=False).drop("Position")
    got = read("tcpd", frame.write_csv())
    assert got.frames["results"].equals(read("tcpd", SMALL_GE).frames["results"])
    assert "positions_counted" in warned(got)
    with pytest.raises(ImportFault) as caught:
        read("tcpd", frame.write_csv().replace("285724", "633026"))
    assert caught.value.faults[0].what.key == "error.import.tie"


def test_nota_never_wins_a_counted_seat(read: Form) -> None:
    frame = pl.read_csv(SMALL_GE.encode(), infer_schema=False).drop("Position")
    rows = read("tcpd", frame.write_csv().replace(",239,", ",900000,")).frames["results"]
    lucknow = rows.filter(pl.col("seat_id") == "UP-35").sort("position")
    assert lucknow["party"].to_list() == ["BJP", "NOTA", "SP", "INC"]


def test_count_date_from_the_catalogue_the_month_or_the_user(read: Form) -> None:
    assert read("tcpd", SMALL_GE).elections[0].count_date == date(2019, 5, 23)
    later = SMALL_GE.replace(",17,", ",,").replace(",2019,5,", ",2029,2,")
    got = read("tcpd", later)
    assert (got.elections[0].id, got.elections[0].count_date) == ("LS2029", date(2029, 2, 28))
    assert "count_date" in warned(got)
    day = date(2029, 2, 20)
    given = read("tcpd", later, count_date=day)
    assert given.elections[0].count_date == day
    assert set(given.frames["contests"]["count_date"]) == {day}
    with pytest.raises(ImportFault) as caught:
        read("tcpd", later, count_date=date(2019, 1, 1))
    assert caught.value.faults[0].what.key == "error.import.count_date_year"


def test_several_elections_stay_apart(read: Form) -> None:
    older = SMALL_GE.replace(",17,3", ",16,3").replace(",2019,5,", ",2014,5,")
    got = read("tcpd", SMALL_GE + older.split("\n", 1)[1])
    assert [i.id for i in got.elections] == ["LS2014", "LS2019"]
    one = read("tcpd", SMALL_GE + older.split("\n", 1)[1], election="LS2014")
    assert [i.id for i in one.elections] == ["LS2014"]
    assert [(d.kind, d.rows) for d in one.report.dropped] == [("other_election", 6)]
    with pytest.raises(ImportFault) as caught:
        read("tcpd", SMALL_GE, election="LS2009")
    assert caught.value.faults[0].what.key == "error.import.election_absent"
    with pytest.raises(ImportFault) as caught:
        read("tcpd", SMALL_GE + older.split("\n", 1)[1], count_date=date(2019, 5, 23))
    assert caught.value.faults[0].what.key == "error.import.count_date_many"


def test_assembly(read: Form) -> None:
    got = read("tcpd", SMALL_AE)
    assert got.elections[0].id == "VS2024-HR"
    assert got.elections[0].count_date == date(2024, 10, 8)
    assert got.frames["contests"]["seat_id"].to_list() == ["AC:HR-001"]
    for old, new, key in (("14,1,2024", "14,91,2024", "seat_number"), ("Haryana", "Chandigarh", "no_assembly")):
        with pytest.raises(ImportFault) as caught:
            read("tcpd", SMALL_AE.replace(old, new))
        assert caught.value.faults[0].what.key == f"error.import.{key}"


@pytest.mark.parametrize(
    ("state", "year", "seat"),
    [
        ("Haryana", 2005, "1976:AC:HR-001"),
        ("Haryana", 1962, "delim1:AC:HR-001"),
        ("Assam", 2001, "AC:AS-001"),
        ("Jammu_&_Kashmir", 2014, "AC:JK-001"),
        ("Jammu_&_Kashmir", 2024, "2022:AC:JK-001"),
        ("Andhra_Pradesh", 2009, "AC:TS-001"),
        ("Orissa", 2019, "AC:OD-001"),
        ("Uttaranchal", 2012, "AC:UK-001"),
    ],
)
def test_assembly_seats_of_every_delimitation(state: str, year: int, seat: str, read: Form) -> None:
    got = read("tcpd", SMALL_AE.replace("Haryana", state).replace(",2024,", f",{year},"))
    assert got.frames["contests"]["seat_id"].to_list() == [seat]


@pytest.mark.parametrize(
    ("state", "number", "year", "seat"),
    [
        ("Andhra_Pradesh", 1, 2009, "TS-01"),
        ("Andhra_Pradesh", 18, 2014, "AP-01"),
        ("Andhra_Pradesh", 1, 2019, "AP-01"),
        ("Telangana", 1, 2014, "TS-01"),
        ("Telangana", 1, 2019, "TS-01"),
        ("Jammu_&_Kashmir", 4, 2019, "LA-01"),
        ("Jammu_&_Kashmir", 4, 2024, "JK-04"),
        ("Ladakh", 1, 2024, "LA-01"),
        ("Daman_&_Diu", 1, 2019, "DD-01"),
        ("Dadra_&_Nagar_Haveli", 1, 2019, "DD-02"),
        ("Dadra & Nagar Haveli and Daman & Diu", 2, 2024, "DD-02"),
        ("Uttarakhand", 5, 2004, "1976:UP-85"),
        ("Jharkhand", 1, 2004, "1976:BR-26"),
        ("Uttar_Pradesh", 85, 1999, "1976:UP-85"),
        ("NCT_of_Delhi", 1, 2009, "DL-01"),
        ("Assam", 7, 2024, "AS-01"),
        ("Madras", 3, 1962, "delim1:TN-03"),
    ],
)
def test_lok_sabha_numbers_in_force(state: str, number: int, year: int, seat: str, read: Form) -> None:
    text = (
        SMALL_GE.splitlines()[0]
        + f"\n{state},,{number},{year},5,,0,1,X,M,INC,10,,,,GE\n{state},,{number},{year},5,,0,2,Y,M,BJP,5,,,,GE\n"
    )
    assert read("tcpd", text).frames["contests"]["seat_id"].to_list() == [seat]


def test_older_files_without_a_type_say_it_in_their_name(read: Form) -> None:
    text = pl.read_csv(SMALL_GE.encode(), infer_schema=False).drop("Election_Type").write_csv()
    assert "type_from_name" in warned(read("tcpd", text, name="All_States_GE.csv"))
    assert read("tcpd", text, election="LS2019").elections[0].id == "LS2019"
    with pytest.raises(ImportFault) as caught:
        read("tcpd", text, name="data.csv")
    assert caught.value.faults[0].what.key == "error.import.election_type_missing"


def test_two_assemblies_in_one_year(read: Form) -> None:
    text = SMALL_AE.replace("Haryana,14", "Bihar,13").replace(",2024,10,", ",2005,2,")
    text += text.split("\n", 1)[1].replace("Bihar,13", "Bihar,14").replace(",2005,2,", ",2005,11,")
    got = read("tcpd", text)
    assert [(i.id, i.count_date) for i in got.elections] == [
        ("VS2005-BR", date(2005, 2, 28)),
        ("VS2005-BR-2", date(2005, 11, 30)),
    ]


@pytest.mark.parametrize("election", ["LS1999", "LS2009", "LS2019", "LS2024", "VS2009-AP", "VS2014-JK", "VS2022-UP"])
def test_round_trip(election: str, read: Form) -> None:
    shape = tcpd_general if election.startswith("LS") else tcpd_assembly
    got = read("tcpd", shape(CATALOG, election).write_csv())
    held = CATALOG.election(election)
    columns = ["seat_id", "state_code", "party", "candidate", "votes", "position"]
    assert got.frames["results"].select(columns).sort(columns).equals(held.results.select(columns).sort(columns))
    facts = ["seat_id", "electors", "votes_polled", "nota", "n_candidates", "status", "count_date"]
    assert got.frames["contests"].select(facts).sort("seat_id").equals(held.contests.select(facts).sort("seat_id"))
