"""A blueprint's JSON document as a workspace reads it: checked when it comes in, then by section, figure and remedy."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.desk.explain import cell, tables
from khaka.desk.guard import ensure_file_open

#: Largest document that is taken, bytes; the widest built-in one is a tenth of it.
LARGEST: Final = 15_000_000
_PARTS: Final = ("format", "title", "as_of", "data_version", "mission", "leader", "sections", "proposals", "figures")


@dataclass(frozen=True)
class Document:
    """A blueprint as its JSON says it is.

    Parameters
    ----------
    raw
        The parsed document.
    """

    raw: dict[str, Any]

    @property
    def as_of(self) -> date:
        """The day whose knowledge it holds."""
        return date.fromisoformat(self.raw["as_of"])

    @property
    def sections(self) -> list[dict[str, Any]]:
        """Sections in order."""
        return list(self.raw["sections"])

    def section(self, slug: str) -> dict[str, Any] | None:
        """A section by its slug."""
        return next((s for s in self.raw["sections"] if s["slug"] == slug), None)

    def remedy(self, id_: str) -> dict[str, Any] | None:
        """A proposal of the document by its id."""
        return next((p for p in self.raw["proposals"] if p["id"] == id_), None)

    def finding(self, id_: str) -> dict[str, Any] | None:
        """A finding by its id."""
        blocks = (b for s in self.raw["sections"] for b in s["blocks"] if b["type"] == "findings")
        return next((f for b in blocks for f in b["items"] if f["id"] == id_), None)

    def figure(self, id_: str) -> dict[str, Any] | None:
        """A Figure by its id, a table's cell included."""
        found: dict[str, Any] | None = self.raw["figures"].get(id_) or cell(self.raw, id_)
        return found

    def table(self, id_: str) -> dict[str, Any] | None:
        """A table by its id."""
        return tables(self.raw).get(id_)

    def name(self, code: str, lang: str) -> str:
        """A proper name of the document (``state:UP``) in a language, else its code."""
        names = self.raw.get("names", {}).get(code, {})
        return str(names.get(lang) or names.get("en") or code.split(":", 1)[-1])


def read_document(data: bytes) -> Document:
    """A blueprint's document out of its file, for one who shows it.

    Raises
    ------
    KhakaError
        Too large, not JSON, not a blueprint, parts missing.
    Locked
        It holds a forecast that the law forbids to show now.
    """
    found = parse_document(data)
    ensure_file_open(found.raw)
    return found


def parse_document(data: bytes) -> Document:
    """The same whatever the law's windows are: for the server's own comparisons, and for pages that ask the lock themselves.

    Raises
    ------
    KhakaError
        As ``read_document``.
    """
    if len(data) > LARGEST:
        raise KhakaError(msg("error.document.large", limit=LARGEST // 1_000_000), msg("error.document.hint"))
    try:
        raw = json.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise KhakaError(msg("error.document.not_json"), msg("error.document.hint")) from None
    if not isinstance(raw, dict) or not str(raw.get("format", "")).startswith("khaka-blueprint-"):
        raise KhakaError(msg("error.document.not_blueprint"), msg("error.document.hint"))
    missing = [p for p in _PARTS if p not in raw]
    if missing or not _sound(raw):
        raise KhakaError(msg("error.document.parts", parts=missing or ["sections"]), msg("error.document.hint"))
    return Document(raw)


def _sound(raw: dict[str, Any]) -> bool:
    """Whether the parts have the shapes that pages rely on."""
    try:
        date.fromisoformat(raw["as_of"])
        titles = [raw["title"]["en"], raw["title"]["hi"], *(s["title"]["en"] for s in raw["sections"])]
        blocks = [b["type"] for s in raw["sections"] for b in s["blocks"]]
        remedies = [(p["id"], p["text"]["en"], p["seats"]) for p in raw["proposals"]]
        return (
            bool(titles and blocks)
            and all(isinstance(r[0], str) for r in remedies)
            and isinstance(raw["figures"], dict)
        )
    except (KeyError, TypeError, ValueError):
        return False
