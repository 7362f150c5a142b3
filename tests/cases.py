"""Missions that tests share: the built-in ones and some whose parties differ in kind. Built once a process."""

from __future__ import annotations

import os
import pickle
import tempfile
import time
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

from khaka.blueprint.blocks import Blueprint
from khaka.blueprint.document import build
from khaka.catalog import Catalog
from khaka.forecast import segments, training
from khaka.mission import Brief, load_mission
from khaka.strategy import Strategy

CATALOG = Catalog()
#: Small draw sets: the numbers are the forecast's tests' business, here they only have to be there and be the same.
DRAWS = 128
#: mission, party: a national party, a governing one, a regional one, one of 4 seats, one without a seat, an open map (TDP).
CASES = (
    ("mission-2024", None),
    ("mission-2024-bjp", None),
    ("mission-2024-aitc", None),
    ("mission-2024", "AIMIM"),
    ("mission-2024", "RLD"),
    ("mission-2029", "TDP"),
)


@cache
def brief_of(mission: str, party: str | None = None) -> Brief:
    return Brief(load_mission(mission, CATALOG, party), CATALOG)


@cache
def strategy_of(mission: str, party: str | None = None) -> Strategy:
    return Strategy(brief_of(mission, party), DRAWS)


@cache
def blueprint_of(mission: str, party: str | None = None) -> Blueprint:
    """Built once a test run: the workers of one run hand it on in a file, and wait for the one that builds.

    Without the page's what-ifs: they take seconds, and their own tests build them.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if run is None:
        return _built(mission, party)
    shelf = Path(tempfile.gettempdir()) / f"khaka-tests-{run}"
    shelf.mkdir(exist_ok=True)
    kept, lock = shelf / f"{mission}-{party}.pickle", shelf / f"{mission}-{party}.lock"
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        found = _handed_on(kept)
        return found if found is not None else _built(mission, party)
    made = _built(mission, party)
    part = kept.with_suffix(".part")
    part.write_bytes(pickle.dumps(made))
    part.rename(kept)
    return made


def _built(mission: str, party: str | None) -> Blueprint:
    return replace(build(brief_of(mission, party), DRAWS), live=None)


def _handed_on(kept: Path) -> Blueprint | None:
    """Another worker's document; None when it does not come, so that its failure is seen here too."""
    for _ in range(600):
        if kept.exists():
            found: Blueprint = pickle.loads(kept.read_bytes())
            return found
        time.sleep(0.1)
    return None


def forget() -> None:
    """Drop what the forecast keeps by the digest of visible data: a test of what must not be seen computes it anew."""
    training._BENCHES.clear()
    segments._MAPPED.clear()
    import_module("khaka.forecast.polls.average")._KEPT.clear()
