"""A fresh database for every test of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workspace import Committee, fresh_database


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
