"""Blueprints that were presented in the workspace: their documents, which of them stands, what it says of each state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from khaka.committee.papers import Blueprint, Proposal
from khaka.committee.records import Records
from khaka.core.message import msg
from khaka.desk.documents import Document, parse_document
from khaka.locale import Translator
from khaka.store.blobs import kept

#: Lists of a state in section 9.
LISTS: Final = ("hold", "win", "build", "left")


@lru_cache(maxsize=8)
def parsed(digest: str) -> Document | None:
    """The document with this digest, None when its bytes are gone. Whoever shows it asks the law's lock first."""
    data = kept(digest)
    return parse_document(data) if data is not None else None


def document(noun: Blueprint | None) -> Document | None:
    """The document of a presented blueprint."""
    return parsed(noun.digest) if noun is not None else None


def standing(records: Records, body: str) -> Blueprint | None:
    """A body's latest blueprint: the one that was presented last."""
    return max(records.find(Blueprint, body=body), key=lambda b: (b.presented_at, b.id), default=None)


def versions(records: Records, blueprint: str) -> tuple[Blueprint, ...]:
    """A blueprint and the versions that replaced it one after the other, the newest last."""
    first = records.get(Blueprint, blueprint)
    if first is None:
        return ()
    found, everything = [first], records.find(Blueprint, body=first.body)
    while True:
        after = [b for b in everything if b.replaces == found[-1].id and b not in found]
        if not after:
            return tuple(found)
        found.append(max(after, key=lambda b: (b.presented_at, b.id)))


def source_of(records: Records, proposal: Proposal) -> tuple[Blueprint, Document] | None:
    """The newest version of a proposal's blueprint that still has its remedy; None for one that was written by hand."""
    if not proposal.blueprint or not proposal.origin:
        return None
    for noun in reversed(versions(records, proposal.blueprint)):
        found = document(noun)
        if found is not None and found.remedy(proposal.origin) is not None:
            return noun, found
    return None


@dataclass(frozen=True, slots=True)
class StateTask:
    """What a document's section 9 says of one state.

    Parameters
    ----------
    words
        The page of the state, a line each field, by language.
    lists
        Seat ids by the names of ``LISTS``.
    fight
        ``alone``, ``allied``, or empty where the plan settles nothing.
    origin
        The remedy whose decision it waits for, or empty.
    """

    state: str
    name: dict[str, str]
    words: dict[str, str]
    lists: dict[str, tuple[str, ...]]
    fight: str
    origin: str


def tasks(of: Document) -> tuple[StateTask, ...]:
    """Every state that has a page in section 9, in its order."""
    section = of.section("briefs")
    pages = (b for b in (section or {}).get("blocks", ()) if b.get("type") == "table" and _is_page(b))
    return tuple(_task(of, p) for p in pages)


def task(of: Document, state: str) -> StateTask | None:
    """The page of one state."""
    return next((t for t in tasks(of) if t.state == state), None)


def _is_page(block: dict[str, Any]) -> bool:
    keys = [c.get("key") for c in block.get("columns", ())]
    return keys == ["brief_field", "brief_text"]


def _task(of: Document, block: dict[str, Any]) -> StateTask:
    slug = str(block["id"]).split(".", 1)[-1]
    rows = {r["key"]: r["cells"] for r in block["rows"] if len(r.get("cells", ())) == 2}
    words = {lang: "\n".join(_lines(rows, lang)) for lang in ("en", "hi")}
    waits = next((p["id"] for p in of.raw["proposals"] if f"({p['id']})" in _cell(rows.get("condition"), "en")), "")
    fight = next((str(p.get("stance", "")) for p in _plans(of) if p.get("state") == slug.upper()), "")
    return StateTask(
        slug.upper(), {lang: str(block["title"][lang]) for lang in ("en", "hi")}, words,
        {name: _seats(of, slug, name) for name in LISTS}, fight if fight in ("alone", "allied") else "", waits,
    )  # fmt: skip


def _plans(of: Document) -> list[dict[str, Any]]:
    found = of.raw["mission"].get("states")
    return [p for p in found if isinstance(p, dict)] if isinstance(found, list) else []


def _seats(of: Document, slug: str, name: str) -> tuple[str, ...]:
    figure = of.raw["figures"].get(f"s9.{slug}.{name}")
    return tuple(figure["how"]["rows"]) if figure else ()


def _cell(cells: list[Any] | None, lang: str) -> str:
    value = cells[1] if cells else None
    return str(value.get(lang, "")) if isinstance(value, dict) else ""


def _lines(rows: dict[str, list[Any]], lang: str) -> Iterator[str]:
    """Fields that were given, as lines; condition and status stand in the record's own fields."""
    empty = Translator(lang).text(msg("common.not_given"))
    for key, cells in rows.items():
        if key not in ("condition", "status") and isinstance(cells[0], dict) and _cell(cells, lang) != empty:
            yield f"{cells[0].get(lang, '')}: {_cell(cells, lang)}"
