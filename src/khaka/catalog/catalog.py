"""The Catalog: every table through one door, as it could be known on a day."""

from __future__ import annotations

import difflib
import hashlib
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import polars as pl

from khaka.catalog.contract import check_election
from khaka.catalog.known import RULES, known
from khaka.catalog.userdata import Imported, imported_datasets
from khaka.core.errors import KhakaError, NotKnown
from khaka.core.message import Name, msg
from khaka.core.nouns import ElectionInfo
from khaka.core.source import Source

EMBEDDED = Path(__file__).parent / "data"
_ASSEMBLIES = re.compile(r"^assemblies(?:@(\d{4}-\d{2}-\d{2}))?$")


@dataclass(frozen=True)
class Election:
    """Results of one election (or of the latest assembly elections of each state).

    Parameters
    ----------
    id
        As asked for: ``LS2019``, ``assemblies@2021-06-18``, the name of an import.
    info
        Calendar facts; for ``assemblies@DATE`` those of the newest election in it.
    results
        House table, see ``khaka.core.nouns.RESULT_COLUMNS``.
    contests
        One row a seat, see ``CONTEST_COLUMNS``.
    sources
        Ids of the sources.
    parts
        Elections inside, for ``assemblies@DATE``.
    """

    id: str
    info: ElectionInfo
    results: pl.DataFrame
    contests: pl.DataFrame
    sources: tuple[str, ...]
    parts: tuple[str, ...] = ()


class Catalog:
    """Embedded and imported data.

    Parameters
    ----------
    embedded
        Folder of the embedded datasets.
    data_dir
        The user's own datasets, or None for none.
    as_of
        Show only what was counted or published by this day; None shows all.
    datasets
        Names of the imported datasets to use; None means all.
    """

    def __init__(
        self,
        embedded: Path = EMBEDDED,
        data_dir: Path | None = None,
        as_of: date | None = None,
        datasets: Sequence[str] | None = None,
    ) -> None:
        self.embedded = embedded
        self.data_dir = data_dir
        self.as_of = as_of
        self.datasets = None if datasets is None else tuple(datasets)
        self._tables: dict[str, pl.DataFrame] = {}
        self._loaded: dict[str, Election] = {}

    def known_on(self, day: date | None, datasets: Sequence[str] | None = None) -> Catalog:
        """The same data as they could be known on ``day``."""
        return Catalog(self.embedded, self.data_dir, day, self.datasets if datasets is None else datasets)

    # ---- reference tables -------------------------------------------------------------------------------------

    @cached_property
    def _paths(self) -> dict[str, Path]:
        return {p.stem: p for p in self.embedded.glob("*/*.csv")}

    def table(self, name: str) -> pl.DataFrame:
        """A reference table, every column as text, corrections applied, as of the catalogue's date."""
        if name not in self._tables:
            if name not in RULES:
                raise NotKnown(msg("error.catalog.table", name=name))
            raw = pl.read_csv(self._paths[name], infer_schema=False)
            if name == "polls":
                raw = self._with_imported_polls(raw)
            counted = frozenset() if name == "elections" else frozenset(self.elections)
            self._tables[name] = known(name, self._corrected(name, raw), self.as_of, counted)
        return self._tables[name]

    def _with_imported_polls(self, polls: pl.DataFrame) -> pl.DataFrame:
        """The catalogue's polls and those of the imports; a poll id that is taken gets the dataset's name before it."""
        parts, taken = [polls], set(polls["poll_id"])
        for dataset in self.imports:
            if dataset.has_polls:
                own = dataset.polls()
                shared = sorted(taken & set(own["poll_id"]))
                renamed = pl.when(pl.col("poll_id").is_in(shared)).then(pl.lit(f"{dataset.name}:") + pl.col("poll_id"))
                own = own.with_columns(poll_id=renamed.otherwise("poll_id"))
                parts.append(
                    own.select(pl.col(c) if c in own.columns else pl.lit(None).alias(c) for c in polls.columns)
                )
                taken |= set(own["poll_id"])
        return pl.concat(parts, how="vertical_relaxed")

    @cached_property
    def corrections(self) -> pl.DataFrame:
        """Corrections with their reasons; the raw tables are never edited."""
        return pl.read_csv(self.embedded / "corrections.csv", infer_schema=False)

    def _corrected(self, name: str, raw: pl.DataFrame) -> pl.DataFrame:
        for fix in self.corrections.filter(pl.col("table") == name).iter_rows(named=True):
            hit = pl.col(fix["key_column"]) == fix["key"]
            raw = raw.with_columns(
                pl.when(hit & (pl.col(fix["column"]).fill_null("") == (fix["was"] or "")))
                .then(pl.lit(fix["now"]))
                .otherwise(fix["column"])
                .alias(fix["column"])
            )
        return raw

    # ---- elections --------------------------------------------------------------------------------------------

    @cached_property
    def imports(self) -> tuple[Imported, ...]:
        """The user's datasets that this catalogue uses and that were known on its date."""
        if self.data_dir is None:
            return ()
        found = imported_datasets(self.data_dir)
        if self.datasets is not None:
            missing = set(self.datasets) - {d.name for d in found}
            if missing:
                raise NotKnown(msg("error.catalog.dataset", name=", ".join(sorted(missing)), folder=str(self.data_dir)))
            found = [d for d in found if d.name in self.datasets]
        return tuple(found)

    @cached_property
    def elections(self) -> dict[str, ElectionInfo]:
        """Known elections by id, imports among them, in the order of counting."""
        rows = known("elections", self._corrected("elections", self._raw_elections), self.as_of, frozenset())
        have = {p.name.split(".")[0] for p in self.embedded.glob("lok_sabha*/*.results.parquet")}
        found = [_info(r) for r in rows.iter_rows(named=True)]
        found = [i for i in found if i.kind == "assembly" or i.id in have]
        for dataset in self.imports:
            found += [i for i in dataset.elections if self.as_of is None or i.count_date <= self.as_of]
        found.sort(key=lambda i: (i.count_date, i.id))
        return {i.id: i for i in found}

    @cached_property
    def _raw_elections(self) -> pl.DataFrame:
        return pl.read_csv(self._paths["elections"], infer_schema=False)

    def election(self, spec: str) -> Election:
        """The election named by ``spec``.

        Raises
        ------
        NotKnown
            No such election, it had not been counted on the catalogue's date, or its results are not in the data.
        """
        if spec not in self._loaded:
            latest = _ASSEMBLIES.match(spec)
            self._loaded[spec] = self._latest_assemblies(spec, latest.group(1)) if latest else self._one(spec)
        return self._loaded[spec]

    def has_results(self, election: str) -> bool:
        """False for an election that was held and counted, and whose results are not in the data."""
        info = self.elections.get(election)
        if info is None:
            return False
        return info.kind != "assembly" or info.imported or election in self._assembly_ids

    @cached_property
    def _assembly_ids(self) -> frozenset[str]:
        return frozenset(self._assemblies[1]["election"].unique().to_list())

    def _one(self, spec: str) -> Election:
        info = self.elections.get(spec) or self._named_import(spec)
        if info is None:
            raise self._no_election(spec)
        for dataset in self.imports:
            if any(i.id == info.id for i in dataset.elections):
                results, contests = dataset.load(info.id)
                return self._dated(Election(info.id, info, results, contests, (dataset.source.id,)))
        if not self.has_results(info.id):
            raise NotKnown(
                msg("error.catalog.no_results", election=spec, day=info.count_date),
                msg("error.catalog.no_results_hint"),
            )
        if info.kind == "assembly":
            folder, file = self.embedded / "assemblies", "results.parquet"
            everything, houses = self._assemblies
            results = everything.filter(pl.col("election") == info.id)
            contests = houses.filter(pl.col("election") == info.id)
            source = "assemblies"
        else:
            folder = next(p.parent for p in self.embedded.glob(f"lok_sabha*/{info.id}.results.parquet"))
            file, source = f"{info.id}.results.parquet", folder.name
            results = pl.read_parquet(folder / file)
            contests = pl.read_parquet(folder / f"{info.id}.contests.parquet")
        check_election(folder, file, info.id, results)
        results = results.with_columns(pl.col("votes").cast(pl.Int64), pl.col("position").cast(pl.Int64))
        return self._dated(Election(info.id, info, results, contests, (source,)))

    def _named_import(self, spec: str) -> ElectionInfo | None:
        """An import asked for by its dataset's name, when it holds one election."""
        for dataset in self.imports:
            if dataset.name == spec and dataset.elections:
                known_now = [i for i in dataset.elections if i.id in self.elections]
                if len(known_now) > 1:
                    names = ", ".join(i.id for i in known_now)
                    raise KhakaError(msg("error.catalog.many_elections", name=spec, elections=names))
                return known_now[0] if known_now else None
        return None

    def _dated(self, election: Election) -> Election:
        """Without the seats that were counted after the catalogue's date."""
        if self.as_of is None:
            return election
        contests = election.contests.filter(pl.col("count_date") <= self.as_of)
        if contests.height == election.contests.height:
            return election
        results = election.results.join(contests.select("seat_id"), on="seat_id", how="semi", maintain_order="left")
        return Election(election.id, election.info, results, contests, election.sources)

    @cached_property
    def _assemblies(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        folder = self.embedded / "assemblies"
        return pl.read_parquet(folder / "results.parquet"), pl.read_parquet(folder / "contests.parquet")

    def _latest_assemblies(self, spec: str, day: str | None) -> Election:
        """Each state's latest assembly election counted by a day; an import outranks the embedded table.

        An import that has only some of a state's seats stands for those; the others keep their latest result, and
        both elections are named in ``parts``.
        """
        limit = _day(day) if day else (self.as_of or date.max)
        chosen: dict[str, list[Election]] = {}
        # an import comes after the embedded election of its day, so that it wins
        for info in sorted(self.elections.values(), key=lambda i: (i.count_date, i.imported, i.id)):
            if info.kind == "assembly" and info.count_date <= limit:
                for state, part in self._by_state(info.id):
                    before = chosen.get(state, []) if self._partial(part, state) else []
                    chosen[state] = [*(r for p in before if (r := _without(p, part))), part]
        if not chosen:
            raise NotKnown(msg("error.catalog.no_assemblies", day=limit))
        parts = [p for s in sorted(chosen) for p in chosen[s]]
        columns = parts[0].results.columns
        shared = [c for c in columns if all(c in p.results.columns for p in parts)]
        results = pl.concat([p.results.select(shared) for p in parts], how="vertical_relaxed")
        contests = pl.concat([p.contests.select(parts[0].contests.columns) for p in parts], how="vertical_relaxed")
        newest = max(parts, key=lambda p: p.info.count_date)
        sources = tuple(sorted({s for p in parts for s in p.sources}))
        return Election(spec, newest.info, results, contests, sources, tuple(dict.fromkeys(p.id for p in parts)))

    def _partial(self, part: Election, state: str) -> bool:
        """True for an import that lacks seats of the state; the embedded tables stand as they are."""
        if not part.info.imported:
            return False
        # VS2009-AP elected two of today's houses
        whole = part.info.seats if part.info.house == state and state != "AP" else self._assembly_size(state)
        return part.contests.height < whole

    def _assembly_size(self, state: str) -> int:
        rows = self.table("states").filter(pl.col("state_code") == state)["assembly_seats"]
        return int(rows[0] or 0) if rows.len() else 0

    def _by_state(self, election_id: str) -> list[tuple[str, Election]]:
        """An assembly election by today's states (VS2009-AP covers Andhra Pradesh and Telangana)."""
        try:
            whole = self.election(election_id)
        except NotKnown:
            return []
        states = whole.results["state_code"].unique().sort().to_list()
        if len(states) <= 1:
            return [(state, whole) for state in states]
        return [
            (
                s,
                Election(
                    whole.id,
                    whole.info,
                    whole.results.filter(pl.col("state_code") == s),
                    whole.contests.filter(pl.col("state_code") == s),
                    whole.sources,
                ),
            )
            for s in states
        ]

    def _no_election(self, spec: str) -> NotKnown:
        later = pl.Series(self._raw_elections["election"]).to_list()
        if spec in later and self.as_of is not None and spec not in self.elections:
            return NotKnown(msg("error.catalog.later_election", election=spec, day=self.as_of))
        near = difflib.get_close_matches(spec, list(self.elections), n=3, cutoff=0.5)
        hint = msg("error.catalog.did_you_mean", names=near) if near else msg("error.catalog.list_elections")
        return NotKnown(msg("error.catalog.election", election=spec), hint)

    # ---- names ------------------------------------------------------------------------------------------------

    @cached_property
    def _party_rows(self) -> dict[str, dict[str, str | None]]:
        return {r["party"]: r for r in self.table("parties").iter_rows(named=True)}

    @property
    def parties(self) -> tuple[str, ...]:
        """Codes of the parties in the catalogue, sorted; imports may bring others."""
        return tuple(sorted(self._party_rows))

    def party(self, code: str) -> Name:
        """A party's name; press short forms where the catalogue has one."""
        row = self._party_rows.get(code)
        if row is None:
            name = next((d.party_names[code] for d in self.imports if code in d.party_names), code)
            return Name("party", code, (("en", name), ("hi", name)))
        short = self._short_names.get(code, {})
        en = short.get("en") or row["name_en"] or code
        return Name("party", code, (("en", en), ("hi", short.get("hi") or row["name_hi"] or en)))

    @cached_property
    def _short_names(self) -> dict[str, dict[str, str]]:
        path = self.embedded / "parties" / "press_names.toml"
        return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}

    def colour(self, code: str) -> str | None:
        """The party's media colour as #RRGGBB, or None."""
        row = self._party_rows.get(code)
        return row["colour"] if row else None

    def has_party(self, code: str) -> bool:
        """True when the party is in the catalogue or in an import."""
        if code in self._party_rows:
            return True
        return any(code in d.parties and any(i.id in self.elections for i in d.elections) for d in self.imports)

    def require_party(self, code: str) -> None:
        """Raise NotKnown with near names when there is no such party."""
        if self.has_party(code):
            return
        named = {v: r["party"] or "" for r in self._party_rows.values() for v in (r["party"], r["name_en"]) if v}
        close = difflib.get_close_matches(code, list(named), n=4, cutoff=0.6) or difflib.get_close_matches(
            code.upper(), list(named), n=4, cutoff=0.5
        )
        near = list(dict.fromkeys(named[n] for n in close))
        hint = msg("error.catalog.did_you_mean", names=near) if near else None
        raise NotKnown(msg("error.catalog.party", party=code), hint)

    @cached_property
    def states(self) -> dict[str, Name]:
        """States and union territories by code."""
        rows = self.table("states").select("state_code", "name_en", "name_hi").iter_rows()
        return {code: Name("state", code, (("en", en), ("hi", hi))) for code, en, hi in rows}

    @cached_property
    def seats(self) -> dict[str, dict[str, str | None]]:
        """Lok Sabha seats of the 2008 delimitation by id, as rows of seats.csv."""
        return {r["seat_id"]: r for r in self.table("seats").iter_rows(named=True)}

    @cached_property
    def _other_seats(self) -> dict[str, str]:
        old = self.table("seats_1976").select("seat_id", "name_en")
        path = self.embedded / "assemblies" / "names.parquet"
        new = pl.read_parquet(path).select("seat_id", pl.col("ac_name").alias("name_en"))
        return dict(pl.concat([old, new]).iter_rows())

    def seat(self, seat_id: str) -> Name:
        """A seat's name; for assembly and older seats the English name stands in both languages."""
        row = self.seats.get(seat_id)
        if row is not None:
            return Name("seat", seat_id, (("en", row["name_en"] or seat_id), ("hi", row["name_hi"] or seat_id)))
        name = self._other_seats.get(seat_id, seat_id)
        return Name("seat", seat_id, (("en", name), ("hi", name)))

    # ---- sources and version ----------------------------------------------------------------------------------

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources of the embedded datasets and of the imports, by id."""
        found = {}
        for path in sorted(self.embedded.glob("*/source.toml")):
            found[path.parent.name] = Source(id=path.parent.name, **tomllib.loads(path.read_text("utf-8")))
        return found | {d.source.id: d.source for d in self.imports}

    @cached_property
    def data_version(self) -> str:
        """Digest of everything that this view shows; later data do not change it."""
        digest = hashlib.sha256()
        for name in sorted(RULES):
            digest.update(name.encode())
            digest.update(self.table(name).write_csv().encode())
        for election in self.elections:
            if self.elections[election].kind == "assembly" and not self.elections[election].imported:
                continue
            self._digest(digest, self.election(election))
        if any(i.kind == "assembly" for i in self.elections.values()):
            known_ids = [i.id for i in self.elections.values() if i.kind == "assembly"]
            results, contests = self._assemblies
            contests = contests.filter(pl.col("election").is_in(known_ids))
            if self.as_of is not None:
                contests = contests.filter(pl.col("count_date") <= self.as_of)
            results = results.join(contests, on=["election", "seat_id"], how="semi", maintain_order="left")
            digest.update(results.write_csv().encode())
        return digest.hexdigest()[:16]

    @staticmethod
    def _digest(digest: hashlib._Hash, election: Election) -> None:
        digest.update(election.id.encode())
        digest.update(election.results.write_csv().encode())
        digest.update(election.contests.write_csv().encode())


def _without(older: Election, newer: Election) -> Election | None:
    """What is left of an older election of a state when a newer one has some of its seats; None when nothing is.

    Seats of another delimitation are not the same ground and fall away together.
    """
    same_ground = _marks(older.contests["seat_id"]) == _marks(newer.contests["seat_id"])
    contests = older.contests.join(newer.contests.select("seat_id"), on="seat_id", how="anti", maintain_order="left")
    if not same_ground or not contests.height:
        return None
    results = older.results.join(contests.select("seat_id"), on="seat_id", how="semi", maintain_order="left")
    return Election(older.id, older.info, results, contests, older.sources)


def _marks(seats: pl.Series) -> set[str | None]:
    """Delimitation marks of assembly seat ids: none for that of 2008, ``1976:`` and the like for others."""
    return set(seats.str.extract(r"^(.*?)AC:", 1).unique())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise KhakaError(msg("error.catalog.date", text=text)) from error


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _info(row: dict[str, str | None]) -> ElectionInfo:
    count = _date(row["count_date"])
    assert count is not None
    term_end, basis = _date(row["term_end"]), row["term_end_basis"] or ""
    if term_end is None:
        term_end, basis = count.replace(year=count.year + 5), "five-years"
    return ElectionInfo(
        id=row["election"] or "",
        house=row["house"] or "",
        kind=row["kind"] or "",
        count_date=count,
        seats=int(row["seats"] or 0),
        first_poll=_date(row["first_poll"]),
        last_poll=_date(row["last_poll"]),
        term_end=term_end,
        term_end_basis=basis,
        confidence=row.get("confidence") or "",
    )
