"""Import a published file as a dataset that every command can name: what `khaka import` does."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl

from khaka.catalog import Catalog
from khaka.catalog.userdata import check_name, store
from khaka.core.errors import KhakaError, NotKnown
from khaka.core.message import Listing, Message, Name, Param, msg
from khaka.core.nouns import ElectionInfo
from khaka.sources import SOURCES, Names, Options, Report
from khaka.sources._files import fold
from khaka.sources._names import seat_key
from khaka.sources.tidy import load_map

#: Spellings of states beside the catalogue's own: former names, the Commission's and Lok Dhaba's.
STATE_ALIASES: Final = {
    "AN": ("Andaman & Nicobar", "Andaman & Nicobar Islands", "A & N Islands"),
    "CG": ("Chattisgarh", "Chhatisgarh", "CT"),
    "CH": ("Chandigarh UT",),
    "DD": ("DM", "Daman & Diu", "Daman and Diu", "Dadra & Nagar Haveli and Daman & Diu", "DNH and DD", "DH", "DNHDD"),
    "DN": ("Dadra & Nagar Haveli", "Dadra and Nagar Haveli", "D & N Haveli", "DN"),
    "DL": ("NCT of Delhi", "National Capital Territory of Delhi", "Delhi (NCT)", "NCT Delhi", "Delhi NCT"),
    "GD": ("GD", "Goa, Daman & Diu"),
    "JK": ("J & K", "Jammu & Kashmir", "Jammu and Kashmir UT"),
    "KA": ("Mysore",),
    "LA": ("Ladakh UT",),
    "LD": ("Laccadive, Minicoy and Amindivi Islands",),
    "MH": ("Maharastra",),
    "OD": ("Orissa", "OR"),
    "PY": ("Pondicherry",),
    "TN": ("Madras", "Tamilnadu"),
    "TS": ("Telengana", "TG"),
    "UK": ("Uttaranchal", "UT", "UA"),
}

#: Spellings of Lok Sabha seats beside those of the catalogue: the Commission's pages of 2024, and new city names.
SEAT_ALIASES: Final = {
    "AP-09": ("Narsapuram",),
    "AP-14": ("Narsaraopet",),
    "AP-18": ("Kurnoolu",),
    "AP-19": ("Ananthapur", "Anantapuramu"),
    "AP-23": ("Thirupathi",),
    "DD-02": ("Dadar & Nagar Haveli",),
    "GJ-04": ("Mahesana",),
    "HR-09": ("Gurugram",),
    "KA-02": ("Belagavi",),
    "KA-04": ("Vijayapura",),
    "KA-05": ("Kalaburagi",),
    "KA-09": ("Ballari",),
    "KA-14": ("Shivamogga",),
    "KA-19": ("Tumakuru",),
    "KA-21": ("Mysuru",),
    "KA-23": ("Bengaluru Rural",),
    "KA-24": ("Bengaluru North",),
    "KA-25": ("Bengaluru Central",),
    "KA-26": ("Bengaluru South",),
    "MH-19": ("Chhatrapati Sambhajinagar",),
    "MH-37": ("Ahilyanagar",),
    "MH-40": ("Dharashiv",),
    "MH-48": ("Hatkanangale",),
    "PB-10": ("Ferozepur", "Ferozpur"),
    "TS-02": ("Peddapalle",),
    "TS-11": ("Mahbubnagar",),
    "UP-52": ("Prayagraj",),
    "UP-54": ("Ayodhya",),
    "UP-56": ("Baharaich",),
    "WB-15": ("Barrackpur",),
}


@dataclass(frozen=True)
class Stored:
    """A finished import."""

    dataset: str
    path: Path
    elections: tuple[ElectionInfo, ...]
    report: Report
    polls: int = 0

    def as_report(self, say: Any = None) -> dict[str, Any]:
        """The report as JSON prints it; ``say`` turns Messages into text."""
        text = say or (lambda m: m.key)
        return {
            "dataset": self.dataset,
            "elections": [
                {"id": i.id, "house": i.house, "kind": i.kind, "count_date": i.count_date.isoformat(), "seats": i.seats}
                for i in self.elections
            ],
            "rows_read": self.report.rows_read,
            "rows_kept": self.report.rows_kept,
            "rows_dropped": self.report.rows_dropped,
            "dropped": [{"why": text(d.why), "rows": d.rows, "kind": d.kind} for d in self.report.dropped],
            "warnings": [text(w) for w in self.report.warnings],
        }


def import_file(
    catalog: Catalog,
    form: str,
    path: Path,
    name: str,
    *,
    data_dir: Path,
    map_file: Path | None = None,
    replace: bool = False,
    count_date: str | None = None,
    election: str | None = None,
) -> Stored:
    """The stored dataset and the report of what became of each row.

    Parameters
    ----------
    catalog
        Any view; names and calendar are read from the whole of its embedded data.
    form
        ``tcpd``, ``eci2024``, ``tidy`` or ``polls``.
    path
        The file; plain or gzip.
    name
        A plain word; the dataset's name.
    data_dir
        The user's data folder; made when it is not there.
    map_file
        Column map of a ``tidy`` table (TOML).
    replace
        Put the new dataset in the place of an old one of this name.
    count_date
        ``YYYY-MM-DD``: the day of counting, for a file with one election.
    election
        Id of the election that the file holds, or the one to take from several.

    Raises
    ------
    NotKnown
        No such format.
    ImportFault
        The file cannot be imported; nothing is stored.
    KhakaError
        The name cannot be used, or an option does not fit.
    """
    if form not in SOURCES:
        near = difflib.get_close_matches(form, SOURCES.names, n=2, cutoff=0.4) or list(SOURCES.names)
        raise NotKnown(msg("error.import.format", name=form), msg("error.catalog.did_you_mean", names=near))
    check_name(name, data_dir, replace)
    if map_file is not None and form != "tidy":
        raise KhakaError(msg("error.import.map_form", name=form), msg("error.import.map_form_hint"))
    columns, constants = load_map(map_file) if map_file else ({}, {})
    whole = Catalog(catalog.embedded)
    options = Options(names_of(whole), _day(count_date), election, columns, constants)
    done = SOURCES[form](path, options)
    if "polls" in done.frames:
        _warn_of_known_polls(whole, done.frames["polls"], done.report)
    source = dataclasses.replace(
        done.source, id=f"import-{name}", obtained=f"imported by the user from {path.name}", title=done.source.title
    )
    report = {
        "format": form,
        "file": path.name,
        "rows_read": done.report.rows_read,
        "rows_kept": done.report.rows_kept,
        "rows_dropped": done.report.rows_dropped,
        "dropped": [{"kind": d.kind, "rows": d.rows} for d in done.report.dropped],
        "warnings": [_plain(w) for w in done.report.warnings],
    }
    stored = store(name, data_dir, done.frames, done.elections, source, report, replace, done.party_names)
    several = len(done.elections) > 1
    infos = tuple(
        dataclasses.replace(i, id=f"{name}:{i.id}" if several else name, imported=True) for i in done.elections
    )
    polls = done.frames["polls"]["poll_id"].n_unique() if "polls" in done.frames else 0
    return Stored(name, stored, infos, done.report, polls)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise KhakaError(msg("error.catalog.date", text=text)) from error


def _plain(value: Param) -> Any:
    """A Message as JSON, so that a stored report can be said in any language later."""
    if isinstance(value, Message):
        return {"key": value.key, "params": {k: _plain(v) for k, v in value.params}}
    if isinstance(value, Listing):
        return [_plain(v) for v in value.items]
    if isinstance(value, Name):
        return value.code
    return value if isinstance(value, str | int | float) else str(value)


def _warn_of_known_polls(catalog: Catalog, polls: pl.DataFrame, report: Report) -> None:
    """A poll that the catalogue has would count twice in an average."""
    known = set(catalog.table("polls")["poll_id"])
    report.warn_list("poll_known", known & set(polls["poll_id"]))


# ---- the catalogue's names as plain data ------------------------------------------------------------------------


def names_of(catalog: Catalog) -> Names:
    """Lookups for the importers, from an undated catalogue without imports."""
    states = catalog.table("states")
    polls = catalog.table("polls")
    labels = set(polls["alliance_or_party"].drop_nulls()) | set(catalog.table("alliances")["bloc"].drop_nulls())
    labels |= set(catalog.table("alliances")["alliance"].drop_nulls())
    contests = _all_contests(catalog)
    return Names(
        states=_state_spellings(states),
        state_names=dict(states.select("state_code", "name_en").iter_rows()),
        assembly_seats={c: int(n or 0) for c, n in states.select("state_code", "assembly_seats").iter_rows()},
        seats=_seats(catalog),
        assembly_names=_assembly_names(catalog),
        party_codes=frozenset(catalog.table("parties")["party"]),
        party_names=_party_names(catalog),
        party_states=_party_states(catalog),
        calendar={i.id: i for i in catalog.elections.values()},
        later=contests.filter(pl.col("status") == "later").select("election", "seat_id", later_date="count_date"),
        poll_columns=tuple(polls.columns),
        poll_labels=frozenset(labels),
    )


def _state_spellings(states: pl.DataFrame) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, english, hindi in states.select("state_code", "name_en", "name_hi").iter_rows():
        found |= {fold(t): code for t in (code, english, hindi) if t}
    for code, spellings in STATE_ALIASES.items():
        found |= {fold(t): code for t in spellings}
    return found


def _seats(catalog: Catalog) -> pl.DataFrame:
    """Each Lok Sabha seat by its numbers in force and by the spellings of its name; see ``Names.seats``."""
    rows: list[tuple[str, str, int | None, str | None, str, str, str]] = []
    changes = {r["seat_id"]: r for r in catalog.table("seats_2024_changes").iter_rows(named=True)}
    for seat in catalog.table("seats").iter_rows(named=True):
        change = changes.get(seat["seat_id"], {})
        code, number = seat["state_code"], int(seat["number"])
        then = {"TS": "AP", "LA": "JK"}.get(code, "DN" if seat["seat_id"] == "DD-02" else code)
        spelt = (seat["name_en"], seat["alt_name"], seat["name_hi"], seat["name_hi_alt"], change.get("name_2024"))
        names = [n for text in spelt if text for n in text.split(";")] + list(SEAT_ALIASES.get(seat["seat_id"], ()))
        numbers = {
            ("2008", then, int(seat["number_2009"] or number)),
            ("2008", code, number if then != "JK" else int(seat["number_2009"] or number)),
            ("2024", code, int(change.get("number_2024") or number)),
        }
        if then == "DN":
            numbers |= {("2008", code, number), ("2024", then, number)}
        if code == "LA":
            numbers.add(("2008", code, number))
        if code == "AP":
            numbers.discard(("2008", code, number))  # that number was a seat of today's Telangana
        places = {(era, state) for era, state, _ in numbers} | {("2008", then), ("2024", code)}
        same = (seat["seat_id"], code, seat["name_en"])
        rows += [(era, state, n, None, *same) for era, state, n in sorted(numbers)]
        rows += [(era, state, None, seat_key(n), *same) for era, state in sorted(places) for n in sorted(set(names))]
    rows += _seats_1976(catalog)
    columns = ("era", "state_then", "number", "key", "seat_id", "state_code", "name")
    schema = {c: pl.Int64 if c == "number" else pl.String for c in columns}
    return pl.DataFrame(rows, schema=schema, orient="row").unique(maintain_order=True)


def _seats_1976(catalog: Catalog) -> list[tuple[str, str, int | None, str | None, str, str, str]]:
    """Seats of 1977 to 2004. In 2004 the three new states numbered theirs from 1, in the old order."""
    rows: list[tuple[str, str, int | None, str | None, str, str, str]] = []
    nth: dict[str, int] = {}
    table = catalog.table("seats_1976").sort("state_then", pl.col("number").cast(pl.Int64))
    for seat in table.iter_rows(named=True):
        then, now = seat["state_then"], seat["state_2004"] or seat["state_then"]
        same = (seat["seat_id"], then, seat["name_en"])
        spelt_state = {"DM": "DD"}.get(then, then)
        rows.append(("1976", spelt_state, int(seat["number"]), None, *same))
        rows.append(("1976", spelt_state, None, seat_key(seat["name_en"]), *same))
        if now != then and now in catalog.states:
            nth[now] = nth.get(now, 0) + 1
            own = (seat["seat_id"], now, seat["name_en"])
            rows.append(("1976", now, nth[now], None, *own))
            rows.append(("1976", now, None, seat_key(seat["name_en"]), *own))
    return rows


def _assembly_names(catalog: Catalog) -> pl.DataFrame:
    table = pl.read_parquet(catalog.embedded / "assemblies" / "names.parquet").select("seat_id", "ac_name").drop_nulls()
    segments = catalog.table("segments").select(
        pl.format("AC:{}-{}", "assembly_state", pl.col("ac_number").str.zfill(3)).alias("seat_id"), "ac_name"
    )
    both = pl.concat([table, segments.drop_nulls()]).unique(maintain_order=True)
    parts = both["seat_id"].str.extract_groups(r"^AC:(?<state_then>[A-Z]{2})-(?<number>\d+)$").struct.unnest()
    keys = {n: seat_key(n) for n in both["ac_name"].unique()}
    return pl.DataFrame(
        {
            "state_then": parts["state_then"],
            "key": both["ac_name"].replace_strict(keys, return_dtype=pl.String),
            "number": parts["number"].cast(pl.Int64),
            "name": both["ac_name"],
        }
    ).unique(["state_then", "key", "number"], maintain_order=True)


def _party_names(catalog: Catalog) -> pl.DataFrame:
    """Every published spelling of a party; the code itself is looked up before these."""
    table = catalog.table("parties")
    spelt: list[tuple[str, str, str]] = []
    for row in table.iter_rows(named=True):
        texts = [row["name_en"], row["name_hi"], *(row["source_codes"] or "").split("; ")]
        spelt += [(t, fold(t), row["party"]) for t in texts if t and fold(t)]
    for code, short in _press_names(catalog).items():
        spelt += [(t, fold(t), code) for t in short.values()]
    schema = {"text": pl.String, "key": pl.String, "party": pl.String}
    return pl.DataFrame(spelt, schema=schema, orient="row").unique(maintain_order=True)


def _press_names(catalog: Catalog) -> Mapping[str, Mapping[str, str]]:
    return {code: dict(catalog.party(code).texts) for code in ("INC", "BJP", "SP", "BSP", "AAP", "CPIM", "CPI")}


def _results(catalog: Catalog, kind: str) -> list[pl.DataFrame]:
    paths = sorted(catalog.embedded.glob(f"lok_sabha*/*.{kind}.parquet"))
    return [pl.read_parquet(p) for p in (*paths, catalog.embedded / "assemblies" / f"{kind}.parquet")]


def _party_states(catalog: Catalog) -> pl.DataFrame:
    return pl.concat([r.select("party", "state_code") for r in _results(catalog, "results")]).unique()


def _all_contests(catalog: Catalog) -> pl.DataFrame:
    columns = ("election", "seat_id", "status", "count_date")
    return pl.concat([c.select(columns) for c in _results(catalog, "contests")], how="vertical_relaxed")
