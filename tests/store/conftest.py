"""A fresh database for every test of this folder: SQLite, or PostgreSQL (marked ``postgres``), or each in turn."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.postgres import Cluster
from tests.workspace import Committee, fresh_database

#: Tests that run on both databases: ``@both def test_x(both): ...`` gets the database's address.
BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Path]:
    """The file of an empty workspace that Django is pointed at."""
    with fresh_database(tmp_path) as path:
        yield path


@pytest.fixture
def committee(database: Path) -> Iterator[Committee]:
    """A committee with its people, and a clock of its own."""
    made = Committee()
    yield made
    made.close()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server for the whole run."""
    made = Cluster()
    yield made
    made.stop()


@pytest.fixture(params=BOTH)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty workspace that Django is pointed at, on SQLite and then on PostgreSQL."""
    if request.param == "sqlite":
        with fresh_database(tmp_path) as path:
            yield f"sqlite:///{path}"
        return
    with request.getfixturevalue("cluster").fresh() as url:
        yield url


@pytest.fixture
def room(address: str) -> Iterator[Committee]:
    """A committee on each of the two databases."""
    made = Committee()
    yield made
    made.close()
