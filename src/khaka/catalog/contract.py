"""Contracts: counts that must hold, per table and per election.

Loading an election checks its counts at once; ``check_all`` checks every table of a folder, digests included.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from khaka.core.errors import DataFault
from khaka.core.message import Message, msg


@cache
def contract_of(folder: Path) -> dict[str, Any]:
    """The tables of a dataset's contract, keyed by file name."""
    path = folder / "contract.toml"
    if not path.exists():
        raise DataFault(msg("error.contract.missing", file=str(path)))
    tables: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))["tables"]
    return tables


def counts(results: pl.DataFrame) -> dict[str, int]:
    """The counts of one election that a contract promises."""
    votes = results["votes"].cast(pl.Int64)
    return {
        "rows": results.height,
        "seats": results["seat_id"].n_unique(),
        "winners": int((results["position"] == 1).sum()),
        "votes": int(votes.sum()),
        "nota": int(votes.filter(results["party"] == "NOTA").sum()),
    }


def check_election(folder: Path, file: str, election: str, results: pl.DataFrame) -> None:
    """Raise DataFault when an election's counts differ from its contract."""
    promised = contract_of(folder)[file]["elections"].get(election)
    if promised is None:
        return
    for name, found in counts(results).items():
        if found != promised[name]:
            raise DataFault(
                msg("error.contract.count", file=file, election=election, what=name, found=found, want=promised[name]),
                msg("error.contract.hint"),
            )


def problems_of(folder: Path) -> list[Message]:
    """Every way in which a dataset's files differ from its contract, empty when none."""
    found: list[Message] = []
    for file, promise in contract_of(folder).items():
        path = folder / file
        if not path.exists():
            found.append(msg("error.contract.missing", file=file))
            continue
        try:
            table = pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path, infer_schema=False)
        except pl.exceptions.PolarsError as error:
            found.append(msg("error.contract.unreadable", file=file, why=str(error).splitlines()[0]))
            continue
        found += _table_problems(file, table, promise)
        if hashlib.sha256(path.read_bytes()).hexdigest() != promise["sha256"]:
            found.append(msg("error.contract.digest", file=file))
    return found


def _table_problems(file: str, table: pl.DataFrame, promise: dict[str, Any]) -> list[Message]:
    found = []
    if table.columns != promise["columns"]:
        return [msg("error.contract.columns", file=file, found=", ".join(table.columns))]
    if table.height != promise["rows"]:
        found.append(msg("error.contract.rows", file=file, found=table.height, want=promise["rows"]))
    keys = promise.get("unique")
    if keys and table.select(keys).is_duplicated().any():
        found.append(msg("error.contract.unique", file=file, key=", ".join(keys)))
    for election, want in promise.get("elections", {}).items():
        got = counts(table.filter(pl.col("election") == election))
        found += [
            msg("error.contract.count", file=file, election=election, what=k, found=v, want=want[k])
            for k, v in got.items()
            if v != want[k]
        ]
    return found


def check_all(root: Path) -> dict[str, list[Message]]:
    """Problems by dataset for every dataset folder under ``root``; each must have a source and a contract."""
    report = {}
    for folder in sorted(p for p in root.iterdir() if p.is_dir()):
        problems = [] if (folder / "source.toml").exists() else [msg("error.contract.no_source", file=folder.name)]
        report[folder.name] = problems + problems_of(folder)
    return report
