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
    """Records in dictionaries: for tests, replays and drills."""

    def __init__(self, nouns: Iterable[Noun] = ()) -> None:
        self._rows: dict[str, dict[str, Noun]] = {}
        for noun in nouns:
            self.put(noun)

    def put(self, noun: Noun) -> None:
        """Store a record in the place of its earlier version."""
        self._rows.setdefault(noun.KIND, {})[noun.id] = noun

    def get(self, cls: type[N], id_: str) -> N | None:
        """See Records."""
        found = self._rows.get(cls.KIND, {}).get(id_)
        return found if isinstance(found, cls) else None

    def find(self, cls: type[N], **equal: Any) -> tuple[N, ...]:
        """See Records."""
        wanted = tuple(equal.items())
        found = {
            i: r
            for i, r in self._rows.get(cls.KIND, {}).items()
            if isinstance(r, cls) and all(getattr(r, k) == v for k, v in wanted)
        }
        return tuple(found[i] for i in sorted(found))  # sorted last: most finds keep few of many

    def all(self) -> tuple[Noun, ...]:
        """Every record, by kind and id."""
        return tuple(self._rows[k][i] for k in sorted(self._rows) for i in sorted(self._rows[k]))
