"""What a difference looks at in one blueprint: read out of its JSON document, whose form is checked on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from khaka.core.errors import KhakaError
from khaka.core.message import Name, msg
from khaka.core.units import Unit

FORMAT = "khaka-blueprint-1"
#: The section that tells differences is no part of what is compared.
OWN = "changes"
_LANGUAGES = ("en", "hi")

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Number:
    """A Figure of running text: value (None is "not given"), unit and definition."""

    id: str
    value: float | None
    unit: Unit
    definition: Name


@dataclass(frozen=True, slots=True)
class Place:
    """A seat's row: tier, gap in points (None: not fought), chance of ours (None: ours does not stand), reason in words.

    ``places`` pairs each election with our place there, None where ours did not stand.
    """

    tier: str
    gap_pp: float | None
    chance: float | None
    places: tuple[tuple[str, int | None], ...]
    reason: Name | None


@dataclass(frozen=True)
class Focus:
    """The focus list with what made it; ``by_rule`` is in the rule's order, ``wanted`` None where all are taken."""

    rule: str
    wanted: int | None
    by_rule: tuple[str, ...]
    chosen: tuple[str, ...]
    overrides: dict[str, Json]
    seats: dict[str, Place]


@dataclass(frozen=True, slots=True)
class Weakness:
    """A finding; ``sentence`` carries its evidence in words."""

    id: str
    title: Name
    sentence: Name
    seats: tuple[str, ...]
    strength: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """A proposal with its number in the order of decisions, from 1."""

    id: str
    number: int
    text: Name
    seats: tuple[str, ...]


@dataclass(frozen=True)
class Snapshot:
    """One blueprint as differences see it.

    Parameters
    ----------
    label
        The file, for messages.
    mission
        Every setting, as the document has it.
    names
        Names by ``kind:code``.
    sources
        Ids of the sources; ``base_sources`` of those behind the focus list.
    figures
        Running text's numbers by id, those of the difference's own section left out.
    key_figures
        Ids of the numbers on the leader's page, in reading order.
    """

    label: str
    title: Name
    party: str
    as_of: date
    data_version: str
    khaka: str
    seed: int
    draws: int
    mission: Json
    names: dict[str, Name]
    sources: tuple[str, ...]
    base_sources: tuple[str, ...]
    figures: dict[str, Number]
    key_figures: tuple[str, ...]
    findings: dict[str, Weakness]
    proposals: dict[str, Remedy]
    focus: Focus

    @property
    def house(self) -> str:
        """Which house the blueprint is for: its country for general elections, else the state."""
        return house_of(str(self.mission["country"]), str(self.mission["election"]))

    def name(self, kind: str, code: str) -> Name:
        """A name that the document uses, else its code."""
        return self.names.get(f"{kind}:{code}", Name(kind, code))


def house_of(country: str, election: str) -> str:
    """``IN`` for a general election, the state's code for an assembly's."""
    return country if election.startswith("LS") else election.rpartition("-")[2]


def snapshot(document: Any, label: str) -> Snapshot:
    """The snapshot of a blueprint's JSON document.

    Parameters
    ----------
    label
        The file's name, for messages.

    Raises
    ------
    KhakaError
        No blueprint, one of another format version, or one with parts missing or mangled.
    """
    form = document.get("format") if isinstance(document, dict) else None
    if not str(form or "").startswith("khaka-blueprint-"):
        raise KhakaError(msg("error.diff.not_blueprint", file=label), msg("error.diff.not_blueprint_hint"))
    if form != FORMAT:
        raise KhakaError(
            msg("error.diff.format", file=label, format=str(form), known=FORMAT), msg("error.diff.format_hint")
        )
    try:
        return _read(document, label)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, StopIteration) as error:
        raise KhakaError(
            msg("error.diff.damaged", file=label, why=f"{type(error).__name__} {error}".strip()),
            msg("error.diff.not_blueprint_hint"),
        ) from error


def _read(doc: Json, label: str) -> Snapshot:
    figures = {
        i: Number(i, f["value"], Unit(f["unit"]), _text(f["definition"], f"definition:{i}"))
        for i, f in doc["figures"].items()
        if not i.startswith("s19.")
    }
    parts = {k: k.partition(":") for k in doc["names"]}
    names = {k: Name(kind, code, tuple(sorted(doc["names"][k].items()))) for k, (kind, _, code) in parts.items()}
    party, base = str(doc["party"]), str(doc["mission"]["base"])
    by_rule = doc["figures"][f"s7.{party}.by_rule.{base}".lower()]
    keys = dict.fromkeys(i for i in _figure_ids(doc["leader"]) if i in figures)
    return Snapshot(
        label, _text(doc["title"], "title"), party, date.fromisoformat(doc["as_of"]),
        str(doc["data_version"]), str(doc["khaka"]), int(doc["seed"]), int(doc["draws"]), dict(doc["mission"]), names,
        tuple(sorted(doc["sources"])), tuple(by_rule["sources"]), figures, tuple(keys), _findings(doc),
        {p["id"]: Remedy(p["id"], n, _text(p["text"], p["id"]), tuple(p["seats"]))
         for n, p in enumerate(doc["proposals"], 1)},
        _focus(doc, party, base),
    )  # fmt: skip


def _text(texts: Json, code: str) -> Name:
    """A text of the document in every language that it has."""
    return Name("text", code, tuple((lang, str(texts[lang])) for lang in _LANGUAGES if texts.get(lang)))


def _figure_ids(value: Any) -> Iterator[str]:
    """Ids of the Figures that a part of the document prints, in reading order; what it says of changes is no part."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "changed":
                continue
            if key == "figure" and isinstance(inner, str):
                yield inner
            elif key == "figures" and isinstance(inner, list):
                yield from inner
            else:
                yield from _figure_ids(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _figure_ids(inner)


def _blocks(doc: Json, kind: str) -> Iterator[Json]:
    for section in doc["sections"]:
        if section["slug"] != OWN:
            yield from (b for b in section["blocks"] if b["type"] == kind)


def _findings(doc: Json) -> dict[str, Weakness]:
    return {
        f["id"]: Weakness(f["id"], _text(f["title"], f"finding:{f['id']}"), _text(f["sentence"], f"evidence:{f['id']}"),
                          tuple(f["seats"]), str(f["strength"]))
        for block in _blocks(doc, "findings") for f in block["items"]
    }  # fmt: skip


def _focus(doc: Json, party: str, base: str) -> Focus:
    spec = doc["mission"]["focus"]
    found = {
        part: tuple(doc["figures"][f"s7.{party}.{part}.{base}".lower()]["how"]["rows"])
        for part in ("by_rule", "chosen")
    }
    table = next(t for t in _blocks(doc, "table") if t["id"] == "s7.seats")
    at = {c["key"]: i for i, c in enumerate(table["columns"])}
    return Focus(
        str(spec["rule"]), spec["seats"], found["by_rule"], found["chosen"],
        {o["seat"]: dict(o) for o in spec["overrides"]},
        {row["key"]: _place(row, at) for row in table["rows"]},
    )  # fmt: skip


def _place(row: Json, at: dict[str, int]) -> Place:
    cells, reason = row["cells"], row["cells"][at["reason"]]
    return Place(
        str(row["kind"]).removeprefix("tier-"),
        _number(cells[at["gap_pp"]]),
        _number(cells[at["chance"]]),
        tuple((key.removeprefix("place_").upper(), _place_of(cells[i])) for key, i in at.items() if key.startswith("place_")),
        _text(reason, f"reason:{row['key']}") if isinstance(reason, dict) else None,
    )  # fmt: skip


def _number(cell: Any) -> float | None:
    """A number; words in its place ("not fought") are none."""
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def _place_of(cell: Any) -> int | None:
    found = _number(cell)
    return None if found is None else int(found)
