"""Compile the project's tables into the package: `python tools/build_catalog.py FOLDER`.

FOLDER holds the CSV tables as compiled (see DATA-NOTICE.md). Results become Parquet, small tables stay CSV so that a
change can be read in a diff. Contracts are written from what is there *once*; afterwards they are promises, and this
tool refuses to change a count without --accept.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import sys
from pathlib import Path

import polars as pl

DATA = Path(__file__).parent.parent / "src" / "khaka" / "catalog" / "data"

#: dataset folder -> CSV tables carried as they are, with the columns that identify a row
REFERENCE = {
    "seats": {
        "states": ["state_code"],
        "seats": ["seat_id"],
        "seats_1976": ["seat_id"],
        "seats_2024_changes": ["seat_id"],
        "seat_neighbours": ["seat_id", "neighbour_id"],
        "segments": ["assembly_state", "ac_number"],
    },
    "parties": {"parties": ["party"], "lineage": []},
    "alliances": {"alliances": [], "alliances_seats": [], "friendly_fights": []},
    "calendar": {
        "elections": ["election"],
        "phases": ["election", "phase"],
        "deferred": [],
        "held_not_in_data": ["election"],
        "calendar_next": ["house", "kind"],
    },
    "assemblies": {"incumbents": ["election", "state_code"], "assembly_gaps": []},
    "history": {"history": ["year", "party"], "by_elections": []},
    "polls": {"polls": []},
    "law": {"law": []},
    "mission_2024": {"plan_2022": ["state_code"], "claims_2022": ["claim_id"], "organisational_calendar_2022": []},
    "published": {"published_figures": ["figure", "scope", "year", "call"]},
}

RESULT = {"votes": pl.Int32, "position": pl.Int16, "incumbent": pl.Int8}


def read(folder: Path, name: str) -> pl.DataFrame:
    """A raw table with every column as text."""
    plain, packed = folder / f"{name}.csv", folder / f"{name}.csv.gz"
    raw = plain.read_bytes() if plain.exists() else gzip.decompress(packed.read_bytes())
    return pl.read_csv(raw, infer_schema=False)


def results(raw: pl.DataFrame, seat: pl.Expr, state: pl.Expr) -> pl.DataFrame:
    """Raw candidacies in the house layout."""
    columns = ["election", seat.alias("seat_id"), state.alias("state_code"), "party", "candidate", "votes", "position"]
    extra = [c for c in ("sex", "incumbent") if c in raw.columns]
    table = raw.select(*columns, *extra)
    return table.with_columns(pl.col(c).cast(t) for c, t in RESULT.items() if c in table.columns)


def contests(table: pl.DataFrame, turnout: pl.DataFrame, deferred: pl.DataFrame, dates: pl.DataFrame) -> pl.DataFrame:
    """One row a seat: electors, votes polled, NOTA, status and the day from which the seat's result is known."""
    counted = table.group_by("election", "seat_id", "state_code", maintain_order=True).agg(
        pl.col("votes").cast(pl.Int64).sum().alias("votes_polled"),
        pl.col("votes").filter(pl.col("party") == "NOTA").sum().cast(pl.Int64).alias("nota"),
        (pl.col("party") == "NOTA").any().alias("has_nota"),
        (pl.col("party") != "NOTA").sum().cast(pl.Int32).alias("n_candidates"),
    )
    joined = (
        counted.join(turnout, on=["election", "seat_id"], how="left")
        .join(dates, on="election", how="left")
        .join(deferred, on=["election", "seat_id"], how="left")
    )
    return joined.select(
        "election",
        "seat_id",
        "state_code",
        pl.col("electors").cast(pl.Int64, strict=False),
        "votes_polled",
        pl.when("has_nota").then("nota").alias("nota"),
        "n_candidates",
        pl.when((pl.col("votes_polled") == 0) & (pl.col("n_candidates") == 1))
        .then(pl.lit("uncontested"))
        .when(pl.col("later").is_not_null())
        .then(pl.lit("later"))
        .otherwise(pl.lit("polled"))
        .alias("status"),
        pl.coalesce("later", "count_date").str.to_date().alias("count_date"),
    )


def deferred_seats(folder: Path) -> pl.DataFrame:
    """Seats in the data that were counted after the rest, with the later day."""
    raw = read(folder, "deferred").filter(pl.col("in_data") == "yes")
    assembly = raw.filter(pl.col("election").str.starts_with("VS") & pl.col("number").is_not_null()).select(
        "election",
        pl.format("AC:{}-{}", "state_code", pl.col("number").str.zfill(3)).alias("seat_id"),
        pl.col("count_date").alias("later"),
    )
    single = raw.filter(pl.col("number").str.contains("^[A-Z]{2}-")).select(
        "election", pl.col("number").alias("seat_id"), pl.col("count_date").alias("later")
    )
    states = raw.filter(pl.col("number").is_null() & pl.col("election").str.starts_with("LS"))
    old = read(folder, "lok_sabha_1977_2004").select("election", "seat_id").unique(maintain_order=True)
    whole = (
        old.with_columns(pl.col("seat_id").str.slice(5, 2).alias("state_code"))
        .join(states.select("election", "state_code", "count_date"), on=["election", "state_code"])
        .select("election", "seat_id", pl.col("count_date").alias("later"))
    )
    return pl.concat([assembly, single, whole])


def reference(folder: Path, name: str) -> pl.DataFrame:
    """A reference table, with the columns that this project adds to it (Hindi words, the day it became known)."""
    table, added = read(folder, name), Path(__file__).parent / f"{name}.csv"
    if not added.exists():
        return table
    return table.join(pl.read_csv(added, infer_schema=False), on="step", how="left", maintain_order="left")


def write(table: pl.DataFrame, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".parquet":
        table.write_parquet(path, compression="zstd", compression_level=19, statistics=False)
    else:
        table.write_csv(path, line_terminator="\n")


def compile_results(folder: Path) -> None:
    """Lok Sabha and assembly results and contests, one Parquet file an election or a house."""
    dates = read(folder, "elections").select("election", "count_date")
    later = deferred_seats(folder)
    seats = read(folder, "seats").select("seat_id", "state_code")
    new = read(folder, "lok_sabha").join(seats, on="seat_id", how="left", maintain_order="left")
    turnout = read(folder, "lok_sabha_turnout").select("election", "seat_id", "electors")
    table = results(new, pl.col("seat_id"), pl.col("state_code"))
    write_elections(table, contests(table, turnout, later, dates), "lok_sabha")

    old = read(folder, "lok_sabha_1977_2004")
    table = results(old, pl.col("seat_id"), pl.col("seat_id").str.slice(5, 2))
    none = pl.DataFrame(schema={"election": pl.String, "seat_id": pl.String, "electors": pl.String})
    write_elections(table, contests(table, none, later, dates), "lok_sabha_1976")

    raw = read(folder, "assembly")
    seat = pl.format("AC:{}-{}", "state_code", pl.col("ac_number").str.zfill(3))
    table = results(raw, seat, pl.col("state_code"))
    turnout = read(folder, "assembly_turnout").select("election", seat.alias("seat_id"), "electors")
    house = contests(table, turnout, later, dates)
    write(table, DATA / "assemblies" / "results.parquet")
    write(house, DATA / "assemblies" / "contests.parquet")
    names = raw.select("election", seat.alias("seat_id"), "ac_name", "reserved").unique(maintain_order=True)
    write(names, DATA / "assemblies" / "names.parquet")


def write_elections(table: pl.DataFrame, house: pl.DataFrame, dataset: str) -> None:
    for (election,), part in table.group_by("election", maintain_order=True):
        write(part, DATA / dataset / f"{election}.results.parquet")
        write(house.filter(pl.col("election") == election), DATA / dataset / f"{election}.contests.parquet")


def contract(dataset: str) -> str:
    """The contract of a dataset as TOML: counts in words a reader can check, and each file's digest."""
    lines = ["# Counts that must hold. `khaka doctor` and the tests check them; loading checks one election.", ""]
    keys = REFERENCE.get(dataset, {})
    for path in sorted((DATA / dataset).glob("*.csv")):
        table = pl.read_csv(path, infer_schema=False)
        lines += [
            f'[tables."{path.name}"]',
            f"rows = {table.height}",
            f"columns = {table.columns!r}".replace("'", '"'),
            f"unique = {keys.get(path.stem, [])!r}".replace("'", '"'),
            f'sha256 = "{hashlib.sha256(path.read_bytes()).hexdigest()}"',
            "",
        ]
    for path in sorted((DATA / dataset).glob("*.parquet")):
        table = pl.read_parquet(path)
        lines += [
            f'[tables."{path.name}"]',
            f"rows = {table.height}",
            f"columns = {table.columns!r}".replace("'", '"'),
            f'sha256 = "{hashlib.sha256(path.read_bytes()).hexdigest()}"',
            "",
        ]
        if "votes" in table.columns:
            per = table.group_by("election", maintain_order=True).agg(
                pl.len().alias("rows"),
                pl.col("seat_id").n_unique().alias("seats"),
                (pl.col("position") == 1).sum().alias("winners"),
                pl.col("votes").cast(pl.Int64).sum().alias("votes"),
                pl.col("votes").cast(pl.Int64).filter(pl.col("party") == "NOTA").sum().alias("nota"),
            )
            for row in per.iter_rows(named=True):
                counts = ", ".join(f"{k} = {v}" for k, v in row.items() if k != "election")
                lines.append(f'elections."{row["election"]}" = {{ {counts} }}')
            lines.append("")
    # per-election lines belong to the file's table: TOML keeps them under the last header
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--accept", action="store_true", help="write changed contracts")
    args = parser.parse_args()
    for dataset, tables in REFERENCE.items():
        for name in tables:
            write(reference(args.folder, name), DATA / dataset / f"{name}.csv")
    compile_results(args.folder)
    changed = []
    for dataset in sorted(p.name for p in DATA.iterdir() if p.is_dir()):
        path = DATA / dataset / "contract.toml"
        text = contract(dataset)
        if path.exists() and path.read_text("utf-8") != text and not args.accept:
            changed.append(dataset)
        else:
            path.write_text(text, "utf-8")
    if changed:
        print("contracts would change, look at the data, then run with --accept:", *changed, file=sys.stderr)
    return bool(changed)


if __name__ == "__main__":
    raise SystemExit(main())
