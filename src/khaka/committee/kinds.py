"""All kinds of noun by name, found in the files that define them."""

from __future__ import annotations

from typing import Final

from khaka.committee import (
    advice,
    directing,
    monitoring,
    news,
    outcomes,
    papers,
    people,
    polling,
    supposing,
    tallying,
    voting,
)
from khaka.committee.noun import Noun

KINDS: Final[dict[str, type[Noun]]] = {
    cls.KIND: cls
    for module in (people, papers, directing, advice, voting, outcomes, news, monitoring, polling, tallying, supposing)
    for _, cls in sorted(vars(module).items())
    if isinstance(cls, type) and issubclass(cls, Noun) and cls.KIND and cls.__module__ == module.__name__
}
