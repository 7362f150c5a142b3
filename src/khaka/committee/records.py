"""What the rules read: a port that the store answers by queries inside its transaction, and an implementation in memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from khaka.committee.noun import Noun

N = TypeVar("N", bound=Noun)


class Records(Protocol):
    """The committed records as of the transaction. Order is by id, so that results never depend on a database's own."""

    def get(self, cls: type[N], id_: str) -> N | None:
        """The record of a kind with this id."""
        ...

    def find(self, cls: type[N], **equal: Any) -> tuple[N, ...]:
        """Records of a kind whose fields equal these values, sorted by id."""
        ...


class Memory:
    """Records in dictionaries: for tests, replays and drills. What a find names first is indexed when it is first asked for."""

    def __init__(self, nouns: Iterable[Noun] = ()) -> None:
        self._rows: dict[str, dict[str, Noun]] = {}
        self._index: dict[tuple[str, str], dict[Any, set[str]]] = {}
        for noun in nouns:
            self.put(noun)

    def put(self, noun: Noun) -> None:
        """Store a record in the place of its earlier version."""
        rows = self._rows.setdefault(noun.KIND, {})
        old = rows.get(noun.id)
        rows[noun.id] = noun
        for (kind, name), index in self._index.items():
            if kind == noun.KIND:
                if old is not None:
                    index[getattr(old, name)].discard(old.id)
                index.setdefault(getattr(noun, name), set()).add(noun.id)

    def get(self, cls: type[N], id_: str) -> N | None:
        """See Records."""
        found = self._rows.get(cls.KIND, {}).get(id_)
        return found if isinstance(found, cls) else None

    def find(self, cls: type[N], **equal: Any) -> tuple[N, ...]:
        """See Records."""
        rows = self._rows.get(cls.KIND, {})
        wanted = tuple(equal.items())
        ids = self._having(cls.KIND, *wanted[0]) if wanted else rows.keys()
        found = ((i, rows[i]) for i in sorted(ids))
        return tuple(r for _, r in found if isinstance(r, cls) and all(getattr(r, k) == v for k, v in wanted))

    def _having(self, kind: str, name: str, value: Any) -> Iterable[str]:
        """Ids of the records of a kind with this value."""
        index = self._index.get((kind, name))
        if index is None:
            index = self._index[kind, name] = {}
            for noun in self._rows.get(kind, {}).values():
                index.setdefault(getattr(noun, name), set()).add(noun.id)
        return index.get(value, ())

    def all(self) -> tuple[Noun, ...]:
        """Every record, by kind and id."""
        return tuple(self._rows[k][i] for k in sorted(self._rows) for i in sorted(self._rows[k]))
