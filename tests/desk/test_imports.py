"""`khaka import` from end to end: report, both languages, exit codes, and that what is imported counts everywhere."""

import json
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from khaka.catalog import Catalog
from khaka.core.errors import KhakaError, NotKnown
from khaka.desk.imports import import_file
from khaka.desk.seat import dossier
from khaka.locale import Translator
from khaka.measures import MEASURES, Filters, compute
from khaka.sources import ImportFault
from tests.sources.shapes import SMALL_GE, tcpd_assembly, tcpd_general

pytestmark = pytest.mark.slow

CATALOG = Catalog()
PLURAL = {"party": "parties", "state": "states", "seat": "seats"}


def khaka(*args: str) -> subprocess.CompletedProcess[str]:
    code = "from khaka.cli.main import run; run()"
    return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, timeout=60)


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with LS2019 and VS2022-UP imported under other names."""
    folder = tmp_path_factory.mktemp("data")
    for name, table in (
        ("again2019", tcpd_general(CATALOG, "LS2019")),
        ("up2022", tcpd_assembly(CATALOG, "VS2022-UP")),
    ):
        path = written(folder, f"{name}.csv", table.write_csv())
        import_file(CATALOG, "tcpd", path, name, data_dir=folder / "sets")
    return folder / "sets"


def parsed(call: str) -> tuple[str, str, Filters]:
    name, *rest = shlex.split(call)
    given = dict(zip([r[2:] for r in rest[::2]], rest[1::2], strict=True))
    election = given.pop("election", "") or given.pop("elections")
    fields = {}
    for key, value in given.items():
        key = PLURAL.get(key, key.replace("-", "_"))
        whole = key in ("parties", "states", "seats", "leave_out")
        fields[key] = tuple(value.split(",")) if whole else float(value) if key in ("below", "swing") else value
    return name, election, Filters(**fields)


PUBLISHED = [c for c in CATALOG.table("published_figures")["call"] if parsed(c)[1] == "LS2019"]


def test_there_are_published_figures_of_2019() -> None:
    assert len(PUBLISHED) >= 8


@pytest.mark.parametrize("call", PUBLISHED)
def test_published_figures_of_2019_are_the_same_from_the_import(call: str, data: Path) -> None:
    name, election, filters = parsed(call)
    assert election == "LS2019"
    found = [
        compute(name, [e.results], filters, contests=[e.contests], base_tables=[]).value
        for e in (CATALOG.election("LS2019"), Catalog(data_dir=data).election("again2019"))
    ]
    assert found[0] == found[1] is not None


@pytest.mark.parametrize("name", ["seats_won", "vote_share", "votes", "second_places", "deposits_forfeited", "turnout"])
@pytest.mark.parametrize("party", ["SP", "BJP", "INC", "BSP"])
def test_measures_of_an_assembly_are_the_same_from_the_import(name: str, party: str, data: Path) -> None:
    filters = Filters(parties=() if "parties" not in MEASURES[name].needs and name == "turnout" else (party,))
    found = [
        compute(name, [e.results], filters, contests=[e.contests], base_tables=[]).value
        for e in (CATALOG.election("VS2022-UP"), Catalog(data_dir=data).election("up2022"))
    ]
    assert found[0] == found[1] is not None


def test_the_command_line_measures_an_import(data: Path) -> None:
    done = khaka("measure", "seats_won", "--party", "INC", "--election", "again2019", "--data", str(data), "--json")
    answer = json.loads(done.stdout)
    assert (answer["value"], answer["sources"]) == (52, ["import-again2019"])


def test_a_seat_s_segments_come_from_the_import(tmp_path: Path) -> None:
    table = tcpd_assembly(CATALOG, "VS2022-UP").with_columns(Year=pl.lit(2027), Assembly_No=pl.lit(18))
    path = written(tmp_path, "UP_AE.csv", table.write_csv())
    import_file(CATALOG, "tcpd", path, "up2027", data_dir=tmp_path / "sets", count_date="2027-03-10")
    found = dossier(Catalog(data_dir=tmp_path / "sets"), "UP-36").segments
    assert found.height == 5
    assert set(found["election"]) == {"up2027"}
    before = dossier(Catalog(data_dir=tmp_path / "sets").known_on(date(2027, 3, 9)), "UP-36").segments
    assert set(before["election"]) == {"VS2022-UP"}


def test_the_report_adds_up_and_is_stored(tmp_path: Path) -> None:
    line = SMALL_GE.splitlines()[1].replace("2019,5,4,0,1", "2020,11,4,1,1")
    path = written(tmp_path, "a.csv", SMALL_GE + line + "\n\n" + SMALL_GE.splitlines()[2] + "\n")
    done = khaka("import", "tcpd", str(path), "--as", "mine", "--data", str(tmp_path / "sets"), "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 0
    assert {k: report[k] for k in ("rows_read", "rows_kept", "rows_dropped")} == {
        "rows_read": 9, "rows_kept": 6, "rows_dropped": 3,
    }  # fmt: skip
    assert {d["why"]: d["rows"] for d in report["dropped"]} == {
        "blank line": 1,
        "by-election, kept apart": 1,
        "row repeated in every column": 1,
    }
    assert report["dataset"] == "mine"
    assert [e["id"] for e in report["elections"]] == ["mine"]
    assert report["elections"][0]["count_date"] == "2019-05-23"
    assert any("partial" in w for w in report["warnings"])
    body = json.loads((tmp_path / "sets" / "mine" / "dataset.json").read_text("utf-8"))
    assert body["report"]["rows_read"] == 9
    assert body["report"]["warnings"][0]["key"].startswith("cli.import.warn.")


def test_words_in_both_languages(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", SMALL_GE)
    english = khaka("import", "tcpd", str(path), "--as", "a", "--data", str(tmp_path / "sets"))
    hindi = khaka("import", "tcpd", str(path), "--as", "b", "--data", str(tmp_path / "sets"), "--lang", "hi")
    assert "Rows read: 6, kept: 6, left out: 0." in english.stdout
    assert "Lok Sabha, counted on 23 May 2019" in english.stdout
    assert "पढ़ी गई पंक्तियां: 6, रखी गईं: 6, छोड़ी गईं: 0।" in hindi.stdout
    assert "लोकसभा, गिनती 23 मई 2019" in hindi.stdout
    assert "अधूरा है" in hindi.stderr


def test_faults_are_said_with_row_column_and_what_to_try(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", SMALL_GE.replace("633026", "-5").replace("534918", "x"))
    for lang, words in (("en", ("row 2", '"Votes"', "-5", "row 6")), ("hi", ("पंक्ति 2", '"Votes"', "-5", "पंक्ति 6"))):
        done = khaka("import", "tcpd", str(path), "--as", "a", "--data", str(tmp_path / "sets"), "--lang", lang)
        assert (done.returncode, done.stdout) == (1, "")
        assert all(w in done.stderr for w in words), done.stderr
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "sets").exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["tcp", "{file}", "--as", "a"], "no import format"),
        (["tcpd", "{file}", "--as", "../a"], "cannot be the name"),
        (["tcpd", "{file}", "--as", ""], "cannot be the name"),
        (["tcpd", "{file}", "--as", "a b"], "cannot be the name"),
        (["tcpd", "{file}", "--as", "LS2019"], "cannot be the name"),
        (["tcpd", "{file}x", "--as", "a"], "no such file"),
        (["tcpd", "{file}", "--as", "a", "--count-date", "23/05/2019"], "is not a date"),
        (["tcpd", "{file}", "--as", "a", "--election", "LS2014"], "no rows of LS2014"),
        (["tcpd", "{file}", "--as", "a", "--map", "{file}"], "--map belongs"),
        (["tidy", "{file}", "--as", "a", "--map", "{file}"], "not a plain TOML"),
    ],
)
def test_wrong_calls(args: list[str], said: str, tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", SMALL_GE)
    done = khaka("import", *(a.format(file=path) for a in args), "--data", str(tmp_path / "sets"))
    assert done.returncode == 1
    assert said in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2
    assert not (tmp_path / "sets").exists()


def test_wrong_usage_exits_2(tmp_path: Path) -> None:
    assert khaka("import", "tcpd").returncode == 2
    assert khaka("import", "tcpd", str(written(tmp_path, "a.csv", SMALL_GE))).returncode == 2


def test_the_same_name_needs_replace(tmp_path: Path) -> None:
    path, sets = written(tmp_path, "a.csv", SMALL_GE), tmp_path / "sets"
    import_file(CATALOG, "tcpd", path, "a", data_dir=sets)
    with pytest.raises(KhakaError) as caught:
        import_file(CATALOG, "tcpd", path, "a", data_dir=sets)
    assert caught.value.message.key == "error.import.exists"
    import_file(CATALOG, "tcpd", path, "a", data_dir=sets, replace=True)


def test_a_failed_replacement_keeps_the_old_one(tmp_path: Path) -> None:
    sets = tmp_path / "sets"
    import_file(CATALOG, "tcpd", written(tmp_path, "a.csv", SMALL_GE), "a", data_dir=sets)
    with pytest.raises(ImportFault):
        bad = written(tmp_path, "b.csv", SMALL_GE.replace("633026", "x"))
        import_file(CATALOG, "tcpd", bad, "a", data_dir=sets, replace=True)
    assert Catalog(data_dir=sets).election("a").contests.height == 2


def test_unknown_parties_can_be_asked_for_by_code_and_have_their_name(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", SMALL_GE.replace(",SP,285724", ",Naya Bharat Dal,285724"))
    import_file(CATALOG, "tcpd", path, "a", data_dir=tmp_path / "sets")
    catalog = Catalog(data_dir=tmp_path / "sets")
    catalog.require_party("NAYABHARATDAL")
    assert catalog.party("NAYABHARATDAL").in_language("hi") == "Naya Bharat Dal"
    with pytest.raises(NotKnown):
        catalog.known_on(date(2019, 5, 22)).require_party("NAYABHARATDAL")


def test_polls_reach_the_catalogue(tmp_path: Path) -> None:
    text = (
        "poll_id,election,kind,pollster,published,scope,alliance_or_party,vote_share_pct\n"
        "OWN-1,LS2024,opinion,Own,2024-03-20,IN,INC,22\nOWN-1,LS2024,opinion,Own,2024-03-20,IN,BJP,38\n"
    )
    done = import_file(CATALOG, "polls", written(tmp_path, "p.csv", text), "own", data_dir=tmp_path / "sets")
    assert (done.polls, done.elections) == (1, ())
    catalog = Catalog(data_dir=tmp_path / "sets")
    assert catalog.table("polls").filter(pl.col("poll_id") == "OWN-1").height == 2
    assert catalog.known_on(date(2024, 3, 19)).table("polls").filter(pl.col("poll_id") == "OWN-1").height == 0


def test_every_error_of_the_importers_can_be_said(tmp_path: Path) -> None:
    """The message and its hint take all their placeholders in both languages."""
    texts = [
        SMALL_GE.replace("633026", "2633026"),
        SMALL_GE.replace(",36,2019", ",37,2019"),
        SMALL_GE.replace("Uttar_Pradesh", "Nowhere"),
        SMALL_GE.replace("Party,", "Block,"),
        SMALL_GE.replace("4,0,2,", "4,0,1,"),
        SMALL_GE.replace(",35,2019", ",99,2019"),
    ]
    for text in texts:
        with pytest.raises(ImportFault) as caught:
            import_file(CATALOG, "tcpd", written(tmp_path, "a.csv", text), "a", data_dir=tmp_path / "sets")
        for lang in ("en", "hi"):
            say = Translator(lang)
            assert caught.value.hint is not None
            assert "{" not in say.text(caught.value.message) + say.text(caught.value.hint)
