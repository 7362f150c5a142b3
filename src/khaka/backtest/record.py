"""Khaka's own record: how often ranges of earlier forecasts held, election by election, as `record.csv` keeps it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from khaka.backtest.run import Row

LEVELS = (50, 80, 90)
FILE = "record.csv"
_HEAD = ("election", "horizon", "level", "inside", "count")


@dataclass(frozen=True, slots=True)
class Held:
    """Party totals that lay inside their range, of how many, in how many elections."""

    level: int
    inside: int
    count: int
    elections: tuple[str, ...]


def lines(rows: Iterable[Row], horizon: str) -> Iterator[tuple[str, str, int, int, int]]:
    """The lines of the record from a backtest on history alone."""
    for row in rows:
        for level in LEVELS:
            found = [(low <= b.truth <= high) for b in row.scored.parties for lv, low, high in b.intervals if lv == level]
            if found:
                yield row.election, horizon, level, sum(found), len(found)


def written(table: Iterable[tuple[str, str, int, int, int]]) -> str:
    """The record as text."""
    return "".join(",".join(map(str, line)) + "\n" for line in (_HEAD, *table))


@cache
def _record() -> tuple[dict[str, str], ...]:
    text = (files("khaka.backtest") / FILE).read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def held(counted: dict[str, date], kind: str, horizon: str, as_of: date, level: int) -> Held | None:
    """How often ranges of a level held in elections of a kind (``LS`` or ``VS``) counted by a day.

    Parameters
    ----------
    counted
        Count date by election.
    """
    rows = [
        r for r in _record()
        if r["election"].startswith(kind) and r["horizon"] == horizon and int(r["level"]) == level
        and r["election"] in counted and counted[r["election"]] <= as_of
    ]  # fmt: skip
    if not rows:
        return None
    inside, count = (sum(int(r[k]) for r in rows) for k in ("inside", "count"))
    return Held(level, inside, count, tuple(r["election"] for r in rows))
