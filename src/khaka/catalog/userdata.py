"""The user's own datasets: a folder each under the data folder, written whole or not at all."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.core.nouns import ElectionInfo, is_election_id
from khaka.core.source import Source

_PLAIN = re.compile(r"^[A-Za-z][A-Za-z0-9_-]{0,63}$")


@dataclass(frozen=True)
class Imported:
    """A stored dataset: elections under its name, or polls."""

    name: str
    folder: Path
    elections: tuple[ElectionInfo, ...]
    source: Source
    parties: frozenset[str]

    def load(self, election: str) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Results and contests of one of its elections, under the id that the catalogue uses."""
        inner = election.split(":", 1)[1] if ":" in election else election
        results = pl.read_parquet(self.folder / "results.parquet")
        contests = pl.read_parquet(self.folder / "contests.parquet")
        stored = inner if (results["election"] == inner).any() else results["election"][0]
        same = pl.col("election") == stored
        both = [t.filter(same).with_columns(election=pl.lit(election)) for t in (results, contests)]
        return both[0].with_columns(pl.col("votes").cast(pl.Int64), pl.col("position").cast(pl.Int64)), both[1]


def imported_datasets(data_dir: Path) -> list[Imported]:
    """Every dataset of the folder, by name."""
    if not data_dir.is_dir():
        return []
    return [_read(p.parent) for p in sorted(data_dir.glob("*/dataset.json"))]


def _read(folder: Path) -> Imported:
    raw: dict[str, Any] = json.loads((folder / "dataset.json").read_text("utf-8"))
    several = len(raw["elections"]) > 1
    infos = []
    for row in raw["elections"]:
        days = {k: date.fromisoformat(v) if v else None for k, v in row.items() if k in _DAYS}
        name = f"{folder.name}:{row['id']}" if several else folder.name
        infos.append(ElectionInfo(**{**row, **days, "id": name, "imported": True}))
    source = raw["source"]
    source["date"] = date.fromisoformat(source["date"]) if source.get("date") else None
    return Imported(folder.name, folder, tuple(infos), Source(**source), frozenset(raw.get("parties", ())))


_DAYS = ("count_date", "first_poll", "last_poll", "term_end")


def check_name(name: str, data_dir: Path, replace: bool) -> None:
    """Raise KhakaError when a dataset cannot be stored under ``name``."""
    if not _PLAIN.match(name) or is_election_id(name) or name == "assemblies":
        raise KhakaError(msg("error.import.name", name=name), msg("error.import.name_hint"))
    if (data_dir / name).exists() and not replace:
        raise KhakaError(msg("error.import.exists", name=name), msg("error.import.exists_hint"))


def store(
    name: str,
    data_dir: Path,
    frames: dict[str, pl.DataFrame],
    elections: tuple[ElectionInfo, ...],
    source: Source,
    report: dict[str, Any],
    replace: bool = False,
) -> Path:
    """Write a dataset; the folder appears whole or not at all."""
    check_name(name, data_dir, replace)
    data_dir.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=data_dir))
    try:
        for file, frame in frames.items():
            frame.write_parquet(staging / f"{file}.parquet")
        parties = sorted(frames["results"]["party"].unique()) if "results" in frames else []
        body = {
            "elections": [asdict(i) for i in elections],
            "source": asdict(source),
            "parties": parties,
            "report": report,
        }
        text = json.dumps(body, ensure_ascii=False, indent=1, default=str)
        (staging / "dataset.json").write_text(text, "utf-8")
        target = data_dir / name
        if target.exists():
            old = staging.with_name(staging.name + "-old")
            os.replace(target, old)
            os.replace(staging, target)
            shutil.rmtree(old)
        else:
            os.replace(staging, target)
        return target
    finally:
        if staging.exists():
            shutil.rmtree(staging)
