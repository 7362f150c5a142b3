"""The committee's records out of the database: what the rules read inside a transaction, and what pages read outside one."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final, TypeVar

from khaka.committee.codec import from_json, plain, to_json
from khaka.committee.kinds import KINDS
from khaka.committee.noun import Noun
from khaka.store.models import Record

N = TypeVar("N", bound=Noun)

#: Fields that stand in the ``person`` and the ``parent`` column: the first that a kind has.
PERSON: Final = ("person", "voter", "member", "owner", "author", "entered_by", "presented_by", "officer")
PARENT: Final = ("election", "division", "on", "proposal", "finding", "terms", "decision", "unit")
#: Where another field than the first is what a kind is asked for.
_ASKED: Final = {
    "finding": "proposal", "decision": "proposal", "dissent": "finding", "order": "proposal", "election": "programme",
}  # fmt: skip
_ASKED_PERSON: Final = {"petition": "judge"}
#: Fields without a column by which a kind is asked for: the database reads them in the JSON, so that others are not made.
_INSIDE: Final = {"poll_return": frozenset({"sha256"}), "election": frozenset({"unit"})}


def columns(cls: type[Noun]) -> dict[str, str]:
    """Fields of a kind that are columns of their own, and the columns' names."""
    return _columns(cls.KIND)


@cache
def _columns(kind: str) -> dict[str, str]:
    cls = KINDS[kind]
    names = {f.name for f in dataclasses.fields(cls)}
    found = {n: n for n in ("body", "state") if n in names}
    person = _ASKED_PERSON.get(kind) or next((p for p in PERSON if p in names), "")
    parent = _ASKED.get(kind) or next((p for p in PARENT if p in names), "")
    return found | ({person: "person"} if person else {}) | ({parent: "parent"} if parent else {})


def row_of(noun: Noun) -> dict[str, Any]:
    """The columns of a noun's row."""
    found = {column: str(plain(getattr(noun, field))) for field, column in columns(type(noun)).items()}
    return found | {"kind": noun.KIND, "key": noun.id, "version": noun.version, "data": to_json(noun)}


class Stored:
    """Records as the database has them; what was read once is not read again in the same object.

    Make one for each request or transaction: it does not see later writes to a record that it has read.
    """

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], Noun | None] = {}
        self._found: dict[tuple[str, tuple[tuple[str, Any], ...]], tuple[Noun, ...]] = {}

    def get(self, cls: type[N], id_: str) -> N | None:
        """See ``khaka.committee.records.Records``."""
        key = (cls.KIND, id_)
        if key not in self._seen:
            data = Record.objects.filter(kind=cls.KIND, key=id_).values_list("data", flat=True).first()
            self._seen[key] = from_json(data) if data is not None else None
        found = self._seen[key]
        return found if isinstance(found, cls) else None

    def find(self, cls: type[N], **equal: Any) -> tuple[N, ...]:
        """See ``khaka.committee.records.Records``."""
        question = (cls.KIND, tuple(sorted(equal.items())))
        if question not in self._found:
            self._found[question] = self._find(cls, equal)
        return tuple(n for n in self._found[question] if isinstance(n, cls))

    def _find(self, cls: type[N], equal: Mapping[str, Any]) -> tuple[N, ...]:
        own = columns(cls)
        asked = {own[k]: str(plain(v)) for k, v in equal.items() if k in own}
        inside = _INSIDE.get(cls.KIND, frozenset())
        asked |= {f"data__{k}": str(plain(v)) for k, v in equal.items() if k in inside and k not in own}
        rows = Record.objects.filter(kind=cls.KIND, **asked).values_list("data", flat=True)
        nouns = (self._keep(from_json(data)) for data in rows)
        kept = [n for n in nouns if isinstance(n, cls) and all(getattr(n, k) == v for k, v in equal.items())]
        return tuple(sorted(kept, key=lambda n: n.id))

    def _keep(self, noun: Noun) -> Noun:
        self._seen[noun.KIND, noun.id] = noun
        return noun


def all_records() -> Iterable[Noun]:
    """Every record, by kind and id."""
    rows = Record.objects.order_by("kind", "key").values_list("data", flat=True)
    return (from_json(data) for data in rows.iterator(chunk_size=2000))
