"""Lookups of the embedded catalogue, once for all importer tests."""

from datetime import date
from pathlib import Path

import pytest

from khaka.catalog import Catalog
from khaka.desk.imports import names_of
from khaka.sources import Names, Options, Read
from tests.sources.shapes import Form, read_as


@pytest.fixture(scope="session")
def names() -> Names:
    return names_of(Catalog())


@pytest.fixture
def read(names: Names, tmp_path: Path) -> Form:
    def run(
        form: str,
        text: str | bytes,
        name: str = "file.csv",
        count_date: date | None = None,
        election: str | None = None,
    ) -> Read:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_as(form, path, Options(names, count_date, election))

    return run
