"""Names of seats in the reader's language, from the embedded map."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from khaka.catalog import Catalog
from khaka.locale import Translator


@lru_cache(maxsize=1)
def _catalog() -> Catalog:
    return Catalog()


def seat_names(ids: Iterable[str], say: Translator) -> list[str]:
    """The names, in the order given; an id that is no seat stays as it is."""
    return [say.name(_catalog().seat(i)) for i in ids]
