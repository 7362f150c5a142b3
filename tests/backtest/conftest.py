"""One bench for all tests of the room: its lessons are computed once."""

import pytest

from khaka.backtest.models import Given
from khaka.catalog import Catalog
from khaka.forecast.training import Bench


@pytest.fixture(scope="session")
def bench() -> Bench:
    return Bench(Catalog())


@pytest.fixture(scope="session")
def given(bench: Bench) -> Given:
    return Given(bench)
