"""The user's own datasets: a folder each under the data folder, written whole or not at all.

``NAME/dataset.json`` says what the dataset holds and in which subfolder its tables lie. A new dataset appears by the
renaming of a finished folder; a replacement by the renaming of ``dataset.json`` over the old one. Both are single steps
of the file system, so that a reader, a crash or another import at the same time never meets half a dataset.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl

from khaka.core.errors import DataFault, KhakaError
from khaka.core.message import msg
from khaka.core.nouns import ElectionInfo, is_election_id
from khaka.core.source import Source

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_DAYS: Final = ("count_date", "first_poll", "last_poll", "term_end")
_INDEX: Final = "dataset.json"


@dataclass(frozen=True)
class Imported:
    """A stored dataset: elections under its name, or polls.

    Parameters
    ----------
    name
        As given with ``--as``.
    folder
        Where its tables lie.
    elections
        Under the ids that the catalogue uses: the dataset's name, or ``NAME:LS2019`` when it holds several.
    inner
        The id in the tables by the id that the catalogue uses.
    source
        Who published it.
    parties
        Codes of its parties, and ``party_names`` for those that the catalogue does not know.
    """

    name: str
    folder: Path
    elections: tuple[ElectionInfo, ...]
    source: Source
    parties: frozenset[str]
    inner: Mapping[str, str] = field(default_factory=dict)
    party_names: Mapping[str, str] = field(default_factory=dict)

    def load(self, election: str) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Results and contests of one of its elections, under the id that the catalogue uses.

        Raises
        ------
        DataFault
            The dataset was removed, replaced or damaged.
        """
        same = pl.col("election") == self.inner[election]
        both = [self._table(t).filter(same).with_columns(election=pl.lit(election)) for t in ("results", "contests")]
        return both[0].with_columns(pl.col("votes").cast(pl.Int64), pl.col("position").cast(pl.Int64)), both[1]

    @property
    def has_polls(self) -> bool:
        """True when the dataset holds polls."""
        return (self.folder / "polls.parquet").exists()

    def polls(self) -> pl.DataFrame:
        """Its polls, every column as text."""
        return self._table("polls")

    def _table(self, name: str) -> pl.DataFrame:
        try:
            return pl.read_parquet(self.folder / f"{name}.parquet")
        except (OSError, pl.exceptions.PolarsError) as error:
            raise _damaged(self.name, error) from error


def _damaged(name: str, error: Exception) -> DataFault:
    why = (str(error).splitlines() or [type(error).__name__])[0][:120]
    return DataFault(msg("error.import.damaged", name=name, why=why), msg("error.import.damaged_hint"))


def imported_datasets(data_dir: Path) -> list[Imported]:
    """Every dataset of the folder, by name. Folders being written (their names start with a dot) are not seen."""
    if not data_dir.is_dir():
        return []
    return [_read(p.parent) for p in sorted(data_dir.glob(f"*/{_INDEX}")) if not p.parent.name.startswith(".")]


def _read(folder: Path) -> Imported:
    try:
        raw: dict[str, Any] = json.loads((folder / _INDEX).read_text("utf-8"))
        return _dataset(folder, raw)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(folder.name, error) from error


def _dataset(folder: Path, raw: dict[str, Any]) -> Imported:
    several = len(raw["elections"]) > 1
    infos, inner = [], {}
    for row in raw["elections"]:
        days = {k: date.fromisoformat(v) if v else None for k, v in row.items() if k in _DAYS}
        name = f"{folder.name}:{row['id']}" if several else folder.name
        infos.append(ElectionInfo(**{**row, **days, "id": name, "imported": True}))
        inner[name] = row["id"]
    source = dict(raw["source"])
    source["date"] = date.fromisoformat(source["date"]) if source.get("date") else None
    return Imported(
        folder.name,
        folder / raw["tables"],
        tuple(infos),
        Source(**source),
        frozenset(raw.get("parties", ())),
        inner,
        raw.get("party_names", {}),
    )


def check_name(name: str, data_dir: Path, replace: bool) -> None:
    """Raise KhakaError when a dataset cannot be stored under ``name``."""
    looks_like_ours = is_election_id(name.upper()) or name.lower() == "assemblies"
    if not _PLAIN.fullmatch(name) or looks_like_ours:
        hint = "error.import.name_taken_hint" if looks_like_ours else "error.import.name_hint"
        raise KhakaError(msg("error.import.name", name=name), msg(hint))
    target = data_dir / name
    if target.exists() and not (target / _INDEX).is_file():
        raise KhakaError(msg("error.import.foreign", name=name, folder=str(data_dir)), msg("error.import.foreign_hint"))
    if target.exists() and not replace:
        raise _exists(name)


def _exists(name: str) -> KhakaError:
    return KhakaError(msg("error.import.exists", name=name), msg("error.import.exists_hint"))


def store(
    name: str,
    data_dir: Path,
    frames: dict[str, pl.DataFrame],
    elections: tuple[ElectionInfo, ...],
    source: Source,
    report: dict[str, Any],
    replace: bool = False,
    party_names: Mapping[str, str] | None = None,
) -> Path:
    """The folder of a dataset, which appears whole or not at all.

    Raises
    ------
    KhakaError
        The name cannot be used, or another import took it in the meantime; the folder cannot be written.
    """
    check_name(name, data_dir, replace)
    held = set(frames["results"]["election"]) if "results" in frames else set()
    if held != {i.id for i in elections}:
        raise ValueError(f"the tables hold {sorted(held)}, not {sorted(i.id for i in elections)}")
    staging: Path | None = None
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=data_dir))
        tables = staging / staging.name.removeprefix(f".{name}-")  # a subfolder of its own: two imports never share one
        tables.mkdir()
        for file, frame in frames.items():
            frame.write_parquet(tables / f"{file}.parquet")
        parties = sorted(frames["results"]["party"].unique()) if "results" in frames else []
        body = {
            "tables": tables.name,
            "elections": [asdict(i) for i in elections],
            "source": asdict(source),
            "parties": parties,
            "party_names": dict(party_names or {}),
            "report": report,
        }
        (staging / _INDEX).write_text(json.dumps(body, ensure_ascii=False, indent=1, default=str), "utf-8")
        _publish(name, staging, tables.name, data_dir / name, replace)
        return data_dir / name
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise KhakaError(
            msg("error.import.write", folder=str(data_dir), why=why), msg("error.import.write_hint")
        ) from error
    finally:
        if staging is not None and staging.exists():
            shutil.rmtree(staging, ignore_errors=True)


def _publish(name: str, staging: Path, tables: str, target: Path, replace: bool) -> None:
    """Make the finished folder visible in one step."""
    staging.chmod(0o755)  # mkdtemp makes folders that only their owner may read
    if not target.exists():
        try:
            staging.rename(target)
            return
        except OSError:
            if not target.exists():
                raise  # not that another import was faster
    if not replace:
        raise _exists(name)
    old = _tables_of(target)
    (staging / tables).rename(target / tables)
    os.replace(staging / _INDEX, target / _INDEX)
    if old and old != tables:
        shutil.rmtree(target / old, ignore_errors=True)


def _tables_of(target: Path) -> str | None:
    try:
        found = json.loads((target / _INDEX).read_text("utf-8")).get("tables")
    except (OSError, ValueError):
        return None
    # only a plain name: a dataset.json changed by hand must not make us remove another folder
    return found if isinstance(found, str) and re.fullmatch(r"[A-Za-z0-9_]+", found) else None
