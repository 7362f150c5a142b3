"""Explain a number of a blueprint: its definition, formula and sources, and the rows behind it, computed anew."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from khaka.catalog import Catalog
from khaka.core.errors import KhakaError, NotKnown
from khaka.core.message import msg
from khaka.desk.guard import ensure_figure_open
from khaka.desk.measure import ask
from khaka.measures import Filters
from khaka.mission.brief import BASED

_LISTS = ("parties", "states", "seats", "leave_out")
_ROW = "{row}"


@dataclass(frozen=True)
class Explanation:
    """A Figure of a blueprint file with what stands behind it.

    Parameters
    ----------
    id, figure
        The id, and the Figure as the file has it.
    rows
        Rows behind it: of the measure computed anew, or the counted seats; None where there are none.
    again
        The value computed anew from the catalogue, None when the number is not a measure's.
    command
        The `khaka measure` call that gives the number, when there is one.
    parts
        Values of the Figures that go into a derived one.
    """

    id: str
    figure: dict[str, Any]
    rows: pl.DataFrame | None
    again: Any
    command: str | None
    parts: dict[str, Any]


def newest_blueprint(folder: Path) -> Path:
    """The newest ``blueprint.json`` in a folder or one level below.

    Raises
    ------
    NotKnown
        There is none.
    """
    found = [*folder.glob("blueprint.json"), *folder.glob("*/blueprint.json")]
    if not found:
        raise NotKnown(msg("error.explain.no_blueprint", folder=str(folder)), msg("error.explain.no_blueprint_hint"))
    return max(found, key=lambda p: (p.stat().st_mtime_ns, str(p)))


def load(path: Path) -> dict[str, Any]:
    """A blueprint file's document.

    Raises
    ------
    KhakaError
        The file cannot be read as a blueprint.
    """
    try:
        raw = json.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise KhakaError(
            msg("error.explain.unreadable", file=str(path), why=str(error)), msg("error.explain.unreadable_hint")
        ) from error
    if not isinstance(raw, dict) or not str(raw.get("format", "")).startswith("khaka-blueprint-"):
        raise KhakaError(msg("error.explain.not_blueprint", file=str(path)), msg("error.explain.unreadable_hint"))
    return raw


def explain(catalog: Catalog, document: dict[str, Any], figure_id: str) -> Explanation:
    """What stands behind a number.

    Raises
    ------
    NotKnown
        No Figure of that id; near ids are offered.
    Locked
        The number is a forecast, or rests on one, and the law forbids to show it now.
    """
    figure = document["figures"].get(figure_id) or cell(document, figure_id) or cell(document, figure_id.lower())
    if figure is None:
        near = difflib.get_close_matches(figure_id, [*document["figures"], *_cell_ids(document)], n=4, cutoff=0.5)
        hint = msg("error.catalog.did_you_mean", names=near) if near else msg("error.explain.list_hint")
        raise NotKnown(msg("error.explain.none", id=figure_id), hint)
    ensure_figure_open(document, figure, lambda i: document["figures"].get(i) or cell(document, i))
    how = figure["how"]
    parts = {i: _value(document, i) for i in how["of"]}
    if how["measure"] is None:
        return Explanation(figure_id, figure, _counted(catalog, how["rows"]), None, None, parts)
    as_of = date.fromisoformat(document["as_of"])
    seen = catalog.known_on(as_of, document["mission"].get("datasets"))
    elections, filters, base_election = _filters(how["filters"])
    answer = ask(seen, how["measure"], elections, filters, base_election)
    return Explanation(figure_id, figure, answer.measured.rows, answer.measured.value, _command(how), parts)


def _filters(said: dict[str, Any]) -> tuple[tuple[str, ...], Filters, str | None]:
    fields: dict[str, Any] = {k: v for k, v in said.items() if k not in ("elections", "base_election")}
    for key in _LISTS:
        if key in fields:
            fields[key] = tuple(str(fields[key]).split(","))
    return tuple(str(said["elections"]).split(",")), Filters(**fields), said.get("base_election")


def _command(how: dict[str, Any]) -> str:
    words = [
        f"--{k.replace('_', '-')} {v}" for k, v in how["filters"].items() if k != "base" or how["measure"] in BASED
    ]
    words = [w.replace("--seats ", "--seat ") for w in words]
    return f"khaka measure {how['measure']} {' '.join(words)}"


def tables(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every table of a document by id."""
    blocks = [b for s in document["sections"] for b in s["blocks"] if b["type"] == "table"]
    path = document["leader"].get("path")
    return {t["id"]: t for t in ([path] if path else []) + blocks}


def _cell_ids(document: dict[str, Any]) -> list[str]:
    return [
        f"{t['id']}.{r['key'].lower()}.{c['key']}"
        for t in tables(document).values() for r in t["rows"] for c in t["columns"] if c["how"]
    ]  # fmt: skip


def cell(document: dict[str, Any], figure_id: str) -> dict[str, Any] | None:
    """The Figure of a table's cell, put together from its column and row; None when there is no such cell."""
    for name, table in tables(document).items():
        if not figure_id.startswith(f"{name}."):
            continue
        rest = figure_id[len(name) + 1 :]
        for row in table["rows"]:
            for i, column in enumerate(table["columns"]):
                if column["how"] and rest == f"{row['key'].lower()}.{column['key']}":
                    return _of_cell(row, column, row["cells"][i])
    return None


def _of_cell(row: dict[str, Any], column: dict[str, Any], value: Any) -> dict[str, Any]:
    how = column["how"]
    filters = {k: row["key"] if v == _ROW else v for k, v in how["filters"].items()}
    if row["kind"] == "total":
        filters = {k: v for k, v in filters.items() if how["filters"][k] != _ROW}
    rows = how["rows"] or ([] if how["measure"] else [row["key"]])
    return {
        "value": value,
        "unit": column["unit"],
        "definition": column["definition"],
        "base": column["base"],
        "how": {**how, "filters": filters, "rows": rows},
        "sources": column["sources"],
        "interval": None,
        "note": None,
    }


def _value(document: dict[str, Any], figure_id: str) -> Any:
    figure = document["figures"].get(figure_id) or cell(document, figure_id)
    return figure["value"] if figure else None


def _counted(catalog: Catalog, keys: list[str]) -> pl.DataFrame | None:
    """Counted rows with their names, when they are seats or states."""
    if not keys:
        return None
    names = [catalog.seat(k) if k in catalog.seats else catalog.states.get(k) for k in keys]
    return pl.DataFrame(
        {"key": keys, "en": [n.in_language("en") if n else None for n in names],
         "hi": [n.in_language("hi") if n else None for n in names]}
    )  # fmt: skip
