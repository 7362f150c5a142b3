"""The Commission's layouts of 2024: results pages, statement 33, scraped tables, assemblies."""

from datetime import date

import polars as pl
import pytest

from khaka.catalog import Catalog
from khaka.sources import ImportFault, Read
from tests.sources.shapes import Form

CATALOG = Catalog()
PAGE = """\
"S.N","Candidate","Party","EVM Votes","Postal Votes","Total Votes","% of Votes","State","PC Name"
1,"RAHUL GANDHI","Indian National Congress",684261,3388,687649,66.17,"Uttar Pradesh","Rae Bareli"
2,"DINESH PRATAP SINGH","Bharatiya Janata Party",295646,1973,297619,28.64,"Uttar Pradesh","Rae Bareli"
3,"THAKUR PRASAD YADAV","Bahujan Samaj Party",21588,36,21624,2.08,"Uttar Pradesh","Rae Bareli"
4,"NOTA","None of the Above",7831,35,7866,0.76,"Uttar Pradesh","Rae Bareli"
"""
STATEMENT = """\
33 - CONSTITUENCY WISE DETAILED RESULT,,,,,,,,,,,,,,
,,,,,,,,,Votes Secured,,,,,
State Name,PC Name,Candidate Name,Gender,Age,Category,Party Name,Party Symbol,"Total Votes Polled In
The Constituency",General,Postal,Total,Over Total Electors In Constituency,Total Electors,
Andhra Pradesh,Araku (ST),GUMMA THANUJA RANI,FEMALE,31,ST,YSRCP,Ceiling Fan,1164445,473000,4005,477005,30.6,1557153,
Andhra Pradesh,Araku (ST),KOTHAPALLI GEETHA,FEMALE,53,ST,BJP,Lotus,1164445,423000,3425,426425,27.4,1557153,
Andhra Pradesh,Araku (ST),NOTA,,,,NOTA,NOTA,1164445,50000,470,50470,3.2,1557153,
Disclaimer,,,,,,,,,,,,,,
"""


def warned(got: Read) -> set[str]:
    return {w.key.removeprefix("cli.import.warn.") for w in got.report.warnings}


def test_a_results_page(read: Form) -> None:
    got = read("eci2024", PAGE)
    assert [(i.id, i.count_date, i.seats) for i in got.elections] == [("LS2024", date(2024, 6, 4), 543)]
    assert got.frames["results"].select("seat_id", "party", "position").rows() == [
        ("UP-36", "INC", 1), ("UP-36", "BJP", 2), ("UP-36", "BSP", 3), ("UP-36", "NOTA", 4),
    ]  # fmt: skip
    assert "positions_counted" in warned(got)


def test_statement_33_with_banner_and_disclaimer(read: Form) -> None:
    got = read("eci2024", STATEMENT)
    assert got.frames["contests"].select("seat_id", "electors", "nota").rows() == [("AP-01", 1557153, 50470)]
    assert [(d.kind, d.rows) for d in got.report.dropped] == [("note", 1)]
    with pytest.raises(ImportFault) as caught:
        read("eci2024", STATEMENT.replace("426425", "x"))
    assert caught.value.faults[0].row == 5


@pytest.mark.parametrize(
    "header",
    [
        "serial_no,candidate_name,party_name,evm_votes,postal_votes,total_votes,vote_percentage,constituency_id",
        "OSN,Candidate,Party,EVM Votes,Postal Votes,Total Votes,%,Constituency ID",
    ],
)
def test_scraped_tables_by_code(header: str, read: Form) -> None:
    rows = "1,RAHUL GANDHI,Indian National Congress,684261,3388,687649,66.17,S2436\n"
    rows += "2,NOTA,None of the Above,1,1,2,0,S2436\n"
    assert read("eci2024", f"{header}\n{rows}").frames["contests"]["seat_id"].to_list() == ["UP-36"]
    with pytest.raises(ImportFault) as caught:
        read("eci2024", f"{header}\n{rows.replace('S2436', 'S9936')}")
    assert caught.value.faults[0].what.key == "error.import.seat_code"


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "State Name,PC Name,PC No,Candidate,Party,Total Votes,Total Electors",
            "Uttar Pradesh,Rae Bareli,36,A,INC,5,10",
        ),
        (
            "State,Constituency,Party,Candidate,Votes,State ID,Constituency ID",
            "Uttar Pradesh,Rae Bareli ,INC,A,5,S24,36",
        ),
        ("ST_NAME,PC_NAME,PC_NO,Candidate,Party,Votes", "Uttar Pradesh,RAEBARELI,36,A,Indian National Congress,5"),
        ("ST_CODE,PC_NO,Candidate,Party,EVM Votes,Postal Votes", "S24,36,A,Indian National Congress,4,1"),
        ("Parliament Constituency,Candidate,Party,Total Votes", "RAEBARELI(36),A,Indian National Congress,5"),
        ("PC Name,Candidate,Party,Total Votes", "रायबरेली,A,Indian National Congress,5"),
    ],
)
def test_header_variants(header: str, row: str, read: Form) -> None:
    got = read("eci2024", f"{header}\n{row}\n")
    assert got.frames["results"].select("seat_id", "party", "votes").rows() == [("UP-36", "INC", 5)]


@pytest.mark.parametrize("party", ["Communist Party of India  (Marxist)", "Janata Dal  (United)", "Telugu Desam"])
def test_full_party_names(party: str, read: Form) -> None:
    got = read("eci2024", PAGE.replace("Bahujan Samaj Party", party))
    assert "party_unknown" not in warned(got)
    assert {"CPIM", "JDU", "TDP"} & set(got.frames["results"]["party"])


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("Rae Bareli", "Rai Bareli", "seat_name"),
        ("687649", "687650", "votes_sum"),
        ("Uttar Pradesh", "Utar Pradesh", "state"),
        ("297619", "", "number_blank"),
        ("295646,1973,297619", "685676,1973,687649", "tie"),
    ],
)
def test_faults(old: str, new: str, key: str, read: Form) -> None:
    with pytest.raises(ImportFault) as caught:
        read("eci2024", PAGE.replace(old, new))
    assert caught.value.faults[0].what.key == f"error.import.{key}"
    assert caught.value.faults[0].column or key == "tie"


def test_a_wrong_name_gets_near_names(read: Form) -> None:
    with pytest.raises(ImportFault) as caught:
        read("eci2024", PAGE.replace("Rae Bareli", "Rai Bareli"))
    assert "UP-36" in str(caught.value.faults[0].hint.values["names"])


@pytest.mark.parametrize("votes", ["Uncontested", ",,", "-"])
def test_uncontested(votes: str, read: Form) -> None:
    cells = votes if votes == ",," else f"{votes},,{votes}"
    row = f'1,"MUKESH DALAL","Bharatiya Janata Party",{cells},,"Gujarat","SURAT"\n'
    got = read("eci2024", PAGE + row)
    assert got.frames["contests"].filter(pl.col("seat_id") == "GJ-24")["status"].to_list() == ["uncontested"]


def test_a_row_of_totals_is_left_out(read: Form) -> None:
    got = read("eci2024", PAGE + ',"Total",,1009326,5432,1014758,100,"Uttar Pradesh","Rae Bareli"\n')
    assert [(d.kind, d.rows) for d in got.report.dropped] == [("note", 1)]


def test_assemblies_say_which(read: Form) -> None:
    text = PAGE.replace("PC Name", "AC Name").replace("Uttar Pradesh", "Haryana").replace("Rae Bareli", "Kalka")
    got = read("eci2024", text)
    assert [i.id for i in got.elections] == ["VS2024-HR"]
    assert "taken_as" in warned(got)
    assert got.frames["contests"]["seat_id"].to_list() == ["AC:HR-001"]
    old = text.replace("Haryana", "Karnataka").replace("Kalka", "Athani")
    with pytest.raises(ImportFault) as caught:
        read("eci2024", old)
    assert caught.value.faults[0].what.key == "error.import.election_needed"
    assert read("eci2024", old, election="VS2023-KA").elections[0].id == "VS2023-KA"


def test_the_whole_of_2024_by_names_alone(read: Form) -> None:
    held = CATALOG.election("LS2024")
    seats = CATALOG.table("seats").select("seat_id", "name_en")
    names = CATALOG.table("parties").select("party", "name_en").rename({"name_en": "long"})
    states = pl.DataFrame(
        {"state_code": list(CATALOG.states), "state": [n.in_language("en") for n in CATALOG.states.values()]}
    )
    rows = held.results.join(seats, on="seat_id").join(names, on="party", how="left").join(states, on="state_code")
    doubtful = rows.select("party", "long").unique().filter(pl.col("long").str.to_lowercase().is_duplicated())["party"]
    table = rows.select(
        pl.col("state").alias("State Name"),
        pl.col("name_en").alias("PC Name"),
        pl.coalesce("candidate", pl.lit("NOTA")).alias("Candidate"),
        pl.when(pl.col("party").is_in(doubtful.to_list()))
        .then("party")
        .otherwise(pl.coalesce("long", "party"))
        .alias("Party"),
        pl.col("votes").alias("Total Votes"),
    )
    got = read("eci2024", table.write_csv())
    for party in ("INC", "BJP", "SP", "AITC", "DMK", "NOTA", "IND", "SHSUBT", "NCPSP"):
        mine = got.frames["results"].filter(pl.col("party") == party)
        ours = held.results.filter(pl.col("party") == party)
        assert (mine["votes"].sum(), (mine["position"] == 1).sum()) == (
            ours["votes"].sum(),
            (ours["position"] == 1).sum(),
        )
    assert got.frames["contests"].height == 543
