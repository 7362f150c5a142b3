"""What every noun of the committee shares: an id, its body, a row version; and texts in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Final, TypeAlias

#: JSON as it stands in a file: for evidence, whose shape belongs to other rooms.
Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A record that verbs make and change.

    Parameters
    ----------
    id
        Unique among its kind.
    body
        The Body whose rules hold for it (a Body's own is its id).
    version
        Row version, 1 when made and one more at each change: a writer names the version that it read.
    """

    KIND: ClassVar[str] = ""
    #: A hidden noun enters the event chain as a digest only, until a later event reveals it (a ballot until the close).
    HIDDEN: ClassVar[bool] = False

    id: str
    body: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class Words:
    """A text in English, in Hindi, or in both; at least one is given."""

    en: str = ""
    hi: str = ""

    def in_language(self, lang: str) -> str:
        """The text in ``lang``, or the other one when that is all there is."""
        return (self.hi or self.en) if lang == "hi" else (self.en or self.hi)


#: A text that is not there.
NO_WORDS: Final = Words()
