"""The user's datasets: names, whole-or-nothing storing, two imports at once, and how they count in the catalogue."""

import json
import multiprocessing as mp
import os
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from khaka.catalog import Catalog, Election
from khaka.catalog.userdata import check_name, imported_datasets, store
from khaka.core.errors import DataFault, KhakaError, NotKnown
from khaka.core.nouns import ElectionInfo
from khaka.core.source import Source

pytestmark = pytest.mark.slow

EMBEDDED = Catalog()
SOURCE = Source("import-x", "Table", "the user")


def info(election: str, day: date, seats: int = 403) -> ElectionInfo:
    house = election[7:9] if election.startswith("VS") else "IN"
    return ElectionInfo(election, house, "assembly" if house != "IN" else "general", day, seats)


def frames_of(held: Election, day: date, seats: int | None = None, party: str | None = None) -> dict[str, pl.DataFrame]:
    """An embedded election as an import: perhaps only some seats, perhaps another winner."""
    ids = held.contests["seat_id"].sort()[: seats or None]
    results = held.results.filter(pl.col("seat_id").is_in(ids.implode()))
    if party:
        results = results.with_columns(party=pl.when(pl.col("position") == 1).then(pl.lit(party)).otherwise("party"))
    contests = held.contests.filter(pl.col("seat_id").is_in(ids.implode())).with_columns(count_date=pl.lit(day))
    return {"results": results.select(held.results.columns[:7]), "contests": contests}


def put(folder: Path, name: str, election: str, day: date, seats: int | None = None, party: str | None = None) -> None:
    frames = frames_of(EMBEDDED.election(election), day, seats, party)
    store(name, folder, frames, (info(election, day, EMBEDDED.elections[election].seats),), SOURCE, {}, replace=True)


def won(catalog: Catalog, spec: str, party: str, state: str = "UP") -> int:
    rows = catalog.election(spec).results
    return rows.filter((pl.col("position") == 1) & (pl.col("party") == party) & (pl.col("state_code") == state)).height


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "a b", "../x", "/x", "x/y", "x\\y", ".hidden", "-x", "1x", "x\n", "x:y", "é", "नाम", "x" * 65),
        *("LS2019", "ls2019", "VS2022-UP", "vs2022-up", "assemblies", "Assemblies"),
    ],
)
def test_names_that_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(KhakaError) as caught:
        check_name(name, tmp_path, False)
    assert caught.value.message.key == "error.import.name"


@pytest.mark.parametrize("name", ["x", "up2022", "my-up_2", "LS", "VS2022"])
def test_names_that_are_taken(name: str, tmp_path: Path) -> None:
    check_name(name, tmp_path, False)


def test_an_existing_name_needs_replace(tmp_path: Path) -> None:
    put(tmp_path, "mine", "VS2022-UP", date(2022, 3, 10), 5)
    with pytest.raises(KhakaError) as caught:
        check_name("mine", tmp_path, False)
    assert caught.value.message.key == "error.import.exists"
    check_name("mine", tmp_path, True)


def test_a_folder_that_is_no_dataset_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_text("x")
    with pytest.raises(KhakaError) as caught:
        check_name("photos", tmp_path, True)
    assert caught.value.message.key == "error.import.foreign"
    assert (tmp_path / "photos" / "a.jpg").exists()


def test_replacing_leaves_one_dataset_and_no_rest(tmp_path: Path) -> None:
    for seats in (5, 7):
        put(tmp_path, "mine", "VS2022-UP", date(2022, 3, 10), seats)
    assert Catalog(data_dir=tmp_path).election("mine").contests.height == 7
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mine"]
    assert len(list((tmp_path / "mine").iterdir())) == 2


def test_tables_must_hold_the_elections_named(tmp_path: Path) -> None:
    frames = frames_of(EMBEDDED.election("VS2022-UP"), date(2022, 3, 10), 5)
    with pytest.raises(ValueError, match="VS2022-UP"):
        store("mine", tmp_path, frames, (info("VS2017-UP", date(2017, 3, 11)),), SOURCE, {})
    assert list(tmp_path.iterdir()) == []


def test_a_failure_while_writing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "mine", "VS2022-UP", date(2022, 3, 10), 5)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(KhakaError) as caught:
        put(tmp_path, "mine", "VS2022-UP", date(2022, 3, 10), 7)
    assert caught.value.message.key == "error.import.write"
    assert Catalog(data_dir=tmp_path).election("mine").contests.height == 5
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]


def test_a_folder_being_written_is_not_seen(tmp_path: Path) -> None:
    put(tmp_path, "mine", "VS2022-UP", date(2022, 3, 10), 5)
    (tmp_path / "mine").rename(tmp_path / ".mine-abc")
    assert imported_datasets(tmp_path) == []


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"elections": [{}], "source": {}, "tables": "x"}'])
def test_a_damaged_dataset_is_named(text: str, tmp_path: Path) -> None:
    put(tmp_path, "mine", "VS2022-UP", date(2022, 3, 10), 5)
    (tmp_path / "mine" / "dataset.json").write_text(text)
    with pytest.raises(DataFault) as caught:
        imported_datasets(tmp_path)
    assert dict(caught.value.message.params)["name"] == "mine"


def test_lost_tables_are_named(tmp_path: Path) -> None:
    put(tmp_path, "mine", "VS2022-UP", date(2022, 3, 10), 5)
    catalog = Catalog(data_dir=tmp_path)
    assert catalog.imports
    for path in (tmp_path / "mine").rglob("*.parquet"):
        path.unlink()
    with pytest.raises(DataFault):
        catalog.election("mine")


def _worker(folder: str, seats: int, replace: bool, gate: object, out: object) -> None:
    frames = frames_of(EMBEDDED.election("VS2022-UP"), date(2022, 3, 10), seats)
    gate.wait(60)  # type: ignore[attr-defined]
    try:
        day = date(2022, 3, 10)
        store("mine", Path(folder), frames, (info("VS2022-UP", day),), SOURCE, {"seats": seats}, replace)
        out.put(seats)  # type: ignore[attr-defined]
    except KhakaError as error:
        out.put(error.message.key)  # type: ignore[attr-defined]


@pytest.mark.parametrize("replace", [False, True])
def test_many_imports_at_once(replace: bool, tmp_path: Path) -> None:
    """Eight processes import under one name: without --replace one wins, with it the last; the dataset is whole."""
    context = mp.get_context("spawn")  # a fork would inherit the locks of Polars' threads
    gate, out = context.Barrier(8), context.Queue()
    sizes = range(3, 11)
    crowd = [context.Process(target=_worker, args=(str(tmp_path), n, replace, gate, out)) for n in sizes]
    for process in crowd:
        process.start()
    answers = [out.get(timeout=60) for _ in crowd]
    for process in crowd:
        process.join(60)
    stored = [a for a in answers if isinstance(a, int)]
    refused = [a for a in answers if isinstance(a, str)]
    assert len(stored) == (8 if replace else 1), answers
    assert set(refused) <= {"error.import.exists"}
    found = Catalog(data_dir=tmp_path).election("mine")
    body = json.loads((tmp_path / "mine" / "dataset.json").read_text("utf-8"))
    assert found.contests.height == found.results["seat_id"].n_unique() == body["report"]["seats"]
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]


class TestLatestAssemblies:
    """An import outranks the embedded election of its state when it is as new or newer."""

    def test_of_the_same_day(self, tmp_path: Path) -> None:
        put(tmp_path, "mine", "VS2022-UP", date(2022, 3, 10), party="INC")
        catalog = Catalog(data_dir=tmp_path)
        latest = catalog.election("assemblies@2022-04-01")
        assert "mine" in latest.parts and "VS2022-UP" not in latest.parts
        assert won(catalog, "assemblies@2022-04-01", "INC") == 403
        assert won(catalog, "assemblies@2022-03-09", "INC") == won(EMBEDDED, "assemblies@2022-03-09", "INC")
        assert latest.contests.height == EMBEDDED.election("assemblies@2022-04-01").contests.height
        assert latest.contests["seat_id"].is_unique().all()

    @pytest.mark.parametrize("name", ["aaa", "zzz"])
    def test_whatever_its_name(self, name: str, tmp_path: Path) -> None:
        put(tmp_path, name, "VS2022-UP", date(2022, 3, 10), party="INC")
        assert won(Catalog(data_dir=tmp_path), "assemblies", "INC") == 403

    def test_an_older_one_does_not_outrank(self, tmp_path: Path) -> None:
        put(tmp_path, "mine", "VS2022-UP", date(2022, 3, 9), party="INC")
        catalog = Catalog(data_dir=tmp_path)
        assert "VS2022-UP" in catalog.election("assemblies").parts
        assert "mine" in catalog.election("assemblies@2022-03-09").parts

    def test_a_newer_one_counts_from_its_day(self, tmp_path: Path) -> None:
        put(tmp_path, "next", "VS2022-UP", date(2027, 3, 10), party="INC")
        catalog = Catalog(data_dir=tmp_path)
        assert "VS2022-UP" in catalog.election("assemblies@2027-03-09").parts
        assert won(catalog, "assemblies@2027-03-10", "INC") == 403
        before = catalog.known_on(date(2027, 3, 9))
        assert "next" not in before.elections
        assert not before.has_party("NOSUCH")

    def test_a_partial_one_stands_for_its_seats_only(self, tmp_path: Path) -> None:
        put(tmp_path, "part", "VS2022-UP", date(2022, 3, 10), seats=10, party="INC")
        catalog = Catalog(data_dir=tmp_path)
        latest, plain = catalog.election("assemblies"), EMBEDDED.election("assemblies")
        assert {"part", "VS2022-UP"} <= set(latest.parts)
        assert latest.contests.height == plain.contests.height
        ten = latest.results.filter((pl.col("election") == "part") & (pl.col("position") == 1))
        assert ten["party"].to_list() == ["INC"] * 10
        rest = latest.results.filter(pl.col("election") == "VS2022-UP")
        assert rest["seat_id"].n_unique() == 393

    def test_two_partial_ones_lie_on_each_other(self, tmp_path: Path) -> None:
        put(tmp_path, "early", "VS2022-UP", date(2022, 3, 10), seats=10, party="INC")
        put(tmp_path, "later", "VS2022-UP", date(2022, 3, 11), seats=4, party="BSP")
        catalog = Catalog(data_dir=tmp_path)
        latest = catalog.election("assemblies")
        count = latest.contests.filter(pl.col("state_code") == "UP")["election"].value_counts()
        assert dict(count.iter_rows()) == {"later": 4, "early": 6, "VS2022-UP": 393}
        alone = Catalog(data_dir=tmp_path, datasets=["later"]).election("assemblies")
        assert "early" not in alone.parts

    def test_a_partial_one_of_another_delimitation_replaces(self, tmp_path: Path) -> None:
        held = EMBEDDED.election("VS2014-JK")
        day = date(2024, 10, 8)
        frames = {
            k: f.with_columns(seat_id=pl.lit("2022:") + pl.col("seat_id"), election=pl.lit("VS2024-JK"))
            for k, f in frames_of(held, day, 20).items()
        }
        store("jk", tmp_path, frames, (info("VS2024-JK", day, 90),), SOURCE, {})
        latest = Catalog(data_dir=tmp_path).election("assemblies")
        jk = latest.contests.filter(pl.col("state_code") == "JK")
        assert (jk.height, jk["election"].unique().to_list()) == (20, ["jk"])

    def test_several_states_in_one_dataset(self, tmp_path: Path) -> None:
        days = {"VS2022-UP": date(2022, 3, 10), "VS2022-PB": date(2022, 3, 10), "VS2017-GA": date(2017, 3, 11)}
        parts = {e: frames_of(EMBEDDED.election(e), d, party="INC") for e, d in days.items()}
        frames = {t: pl.concat([p[t] for p in parts.values()]) for t in ("results", "contests")}
        infos = tuple(info(e, d, EMBEDDED.elections[e].seats) for e, d in days.items())
        store("many", tmp_path, frames, infos, SOURCE, {})
        catalog = Catalog(data_dir=tmp_path)
        latest = catalog.election("assemblies@2022-04-01")
        assert {"many:VS2022-UP", "many:VS2022-PB", "VS2022-GA"} <= set(latest.parts)
        assert [won(catalog, "assemblies@2022-04-01", "INC", s) for s in ("UP", "PB")] == [403, 117]
        with pytest.raises(KhakaError) as caught:
            catalog.election("many")
        assert caught.value.message.key == "error.catalog.many_elections"
        assert catalog.election("many:VS2022-PB").contests.height == 117

    def test_united_andhra_pradesh(self, tmp_path: Path) -> None:
        put(tmp_path, "united", "VS2009-AP", date(2009, 5, 16), party="INC")
        catalog = Catalog(data_dir=tmp_path)
        assert [won(catalog, "assemblies@2010-01-01", "INC", s) for s in ("AP", "TS")] == [175, 119]
        assert "VS2009-AP" not in catalog.election("assemblies@2010-01-01").parts

    def test_only_telangana_of_it(self, tmp_path: Path) -> None:
        held = frames_of(EMBEDDED.election("VS2009-AP"), date(2009, 5, 16), party="INC")
        frames = {k: f.filter(pl.col("state_code") == "TS") for k, f in held.items()}
        store("ts", tmp_path, frames, (info("VS2009-AP", date(2009, 5, 16), 294),), SOURCE, {})
        catalog = Catalog(data_dir=tmp_path)
        assert won(catalog, "assemblies@2010-01-01", "INC", "TS") == 119
        assert won(catalog, "assemblies@2010-01-01", "INC", "AP") == won(EMBEDDED, "assemblies@2010-01-01", "INC", "AP")


def test_datasets_chosen_by_name(tmp_path: Path) -> None:
    put(tmp_path, "a", "VS2022-UP", date(2022, 3, 10), 5)
    put(tmp_path, "b", "VS2022-PB", date(2022, 3, 10), 5)
    assert [d.name for d in Catalog(data_dir=tmp_path, datasets=["b"]).imports] == ["b"]
    assert Catalog(data_dir=tmp_path, datasets=[]).imports == ()
    with pytest.raises(NotKnown) as caught:
        _ = Catalog(data_dir=tmp_path, datasets=["c"]).imports
    assert caught.value.message.key == "error.catalog.dataset"


def test_an_import_changes_the_version_only_when_it_can_be_known(tmp_path: Path) -> None:
    put(tmp_path, "next", "VS2022-UP", date(2027, 3, 10), 5)
    day = date(2022, 4, 16)
    assert Catalog(data_dir=tmp_path).known_on(day).data_version == EMBEDDED.known_on(day).data_version
    assert Catalog(data_dir=tmp_path).data_version != EMBEDDED.data_version


class TestPolls:
    """Imported polls stand beside the catalogue's, under the same rule of dates."""

    def stored(self, folder: Path, name: str = "own", poll_id: str = "OWN-1") -> Catalog:
        polls = (
            EMBEDDED.table("polls")
            .head(2)
            .with_columns(poll_id=pl.lit(poll_id), election=pl.lit("LS2024"), published_latest=pl.lit("2024-03-31"))
        )
        store(name, folder, {"polls": polls}, (), SOURCE, {})
        return Catalog(data_dir=folder)

    def test_rows_are_added(self, tmp_path: Path) -> None:
        catalog = self.stored(tmp_path)
        assert catalog.table("polls").height == EMBEDDED.table("polls").height + 2
        assert catalog.table("polls").columns == EMBEDDED.table("polls").columns

    def test_not_before_their_day(self, tmp_path: Path) -> None:
        catalog = self.stored(tmp_path)
        for day, rows in ((date(2024, 3, 30), 0), (date(2024, 3, 31), 2)):
            assert catalog.known_on(day).table("polls").filter(pl.col("poll_id") == "OWN-1").height == rows

    def test_an_id_that_is_taken_gets_the_name_of_its_dataset(self, tmp_path: Path) -> None:
        taken = EMBEDDED.table("polls")["poll_id"][0]
        ids = self.stored(tmp_path, poll_id=taken).table("polls")["poll_id"]
        assert (ids == f"own:{taken}").sum() == 2

    def test_only_of_the_datasets_in_use(self, tmp_path: Path) -> None:
        self.stored(tmp_path)
        assert Catalog(data_dir=tmp_path, datasets=[]).table("polls").height == EMBEDDED.table("polls").height

    def test_polls_are_no_election(self, tmp_path: Path) -> None:
        with pytest.raises(NotKnown):
            self.stored(tmp_path).election("own")
