"""Every embedded table keeps its contract, and a corrupted copy of each is caught."""

import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from khaka.catalog import Catalog, check_all
from khaka.catalog.catalog import EMBEDDED
from khaka.catalog.known import RULES
from khaka.core.errors import DataFault, NotKnown

TABLES = sorted(p.relative_to(EMBEDDED) for p in EMBEDDED.glob("*/*") if p.suffix in {".csv", ".parquet"})


def test_all_contracts_hold() -> None:
    assert {k: v for k, v in check_all(EMBEDDED).items() if v} == {}


def test_data_stay_small() -> None:
    assert sum(p.stat().st_size for p in EMBEDDED.rglob("*") if p.is_file()) < 8_000_000


def test_every_table_has_an_as_of_rule() -> None:
    assert {p.stem for p in EMBEDDED.glob("*/*.csv")} == set(RULES)


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_a_lost_row_is_caught(table: Path, tmp_path: Path) -> None:
    folder = tmp_path / table.parent
    shutil.copytree(EMBEDDED / table.parent, folder)
    path = folder / table.name
    if path.suffix == ".csv":
        frame = pl.read_csv(path, infer_schema=False)
        frame.head(frame.height - 1).write_csv(path)
    else:
        frame = pl.read_parquet(path)
        frame.head(frame.height - 1).write_parquet(path)
    keys = [m.key for m in check_all(tmp_path)[str(table.parent)]]
    assert "error.contract.rows" in keys


def test_a_changed_vote_is_refused_on_load(tmp_path: Path) -> None:
    root = tmp_path / "data"
    shutil.copytree(EMBEDDED, root)
    path = root / "lok_sabha" / "LS2019.results.parquet"
    pl.read_parquet(path).with_columns(votes=pl.col("votes") + 1).write_parquet(path)
    with pytest.raises(DataFault) as caught:
        Catalog(root).election("LS2019")
    assert caught.value.message.key == "error.contract.count"


@pytest.mark.parametrize(("election", "seats"), [("LS2009", 543), ("LS2014", 543), ("LS2019", 543), ("LS2024", 543)])
def test_one_winner_a_seat(election: str, seats: int) -> None:
    results = Catalog().election(election).results
    winners = results.filter(pl.col("position") == 1)
    assert winners.height == seats == winners["seat_id"].n_unique()


class TestAsOf:
    """Nothing counted or published later may be seen."""

    view = Catalog().known_on(date(2022, 4, 16))

    def test_a_later_election_is_refused(self) -> None:
        with pytest.raises(NotKnown) as caught:
            self.view.election("LS2024")
        assert caught.value.message.key == "error.catalog.later_election"

    def test_a_late_poll_is_unknown_until_counted(self) -> None:
        before = Catalog().known_on(date(2019, 8, 8)).election("LS2019")
        after = Catalog().known_on(date(2019, 8, 9)).election("LS2019")
        assert (before.contests.height, after.contests.height) == (542, 543)

    def test_an_early_dissolution_is_not_foreseen(self) -> None:
        haryana = self.view.elections["VS2019-HR"]
        assert haryana.term_end_basis == "five-years"
        assert haryana.term_end == date(2024, 10, 24)

    def test_latest_assemblies(self) -> None:
        parts = self.view.election("assemblies@2022-04-16").parts
        assert "VS2022-UP" in parts
        assert "VS2017-UP" not in parts
        assert len(parts) == 31

    def test_later_data_do_not_change_the_version(self, tmp_path: Path) -> None:
        root = tmp_path / "data"
        shutil.copytree(EMBEDDED, root)
        path = root / "lok_sabha" / "LS2024.results.parquet"
        pl.read_parquet(path).with_columns(votes=pl.col("votes") * 2).write_parquet(path)
        polls = root / "polls" / "polls.csv"
        frame = pl.read_csv(polls, infer_schema=False)
        later = pl.col("published_latest") > "2022-04-16"
        frame.with_columns(pollster=pl.when(later).then(pl.lit("X")).otherwise("pollster")).write_csv(polls)
        assert Catalog(root).known_on(date(2022, 4, 16)).data_version == self.view.data_version
