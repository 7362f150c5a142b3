"""Seconds to import a Lok Dhaba file of 90,000 rows: `python benchmarks/import_tcpd.py [--rows N] [--runs N]`.

The file is made from the embedded elections (Lok Sabha 2004-2024 and 2009-2023 assemblies are not mixed: only the Lok
Sabha tables are used, one election after another, until there are enough rows), in the layout that Lok Dhaba publishes.
Printed: rows, rows kept, median and fastest seconds of reading, checking and storing; and of reading the names alone.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from khaka.catalog import Catalog
from khaka.desk.imports import import_file, names_of

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.sources.shapes import tcpd_general


def made(rows: int) -> pl.DataFrame:
    """A table of ``rows`` rows in Lok Dhaba's layout."""
    catalog = Catalog()
    parts: list[pl.DataFrame] = []
    for info in reversed(catalog.elections.values()):
        if info.kind == "general" and sum(p.height for p in parts) < rows:
            parts.append(tcpd_general(catalog, info.id))
    return pl.concat(parts).head(rows)


def main(rows: int, runs: int) -> None:
    table = made(rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "All_States_GE.csv"
        table.write_csv(path)
        seconds, done = [], None
        for _ in range(runs):
            start = time.perf_counter()
            done = import_file(Catalog(), "tcpd", path, "bench", data_dir=Path(folder) / "data", replace=True)
            seconds.append(time.perf_counter() - start)
        start = time.perf_counter()
        names_of(Catalog())
        alone = time.perf_counter() - start
    assert done is not None
    print(f"rows {table.height:,}  kept {done.report.rows_kept:,}  elections {len(done.elections)}")
    print(f"import: median {statistics.median(seconds):.2f} s of {runs} runs, fastest {min(seconds):.2f} s")
    print(f"names alone: {alone:.2f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=90_000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    main(given.rows, given.runs)
