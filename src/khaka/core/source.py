"""Where a number came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """A dataset or document behind a Figure.

    Parameters
    ----------
    id
        Stable slug, ``eci-lok-sabha-2009-2024``.
    title, publisher
        As the publisher writes them; ``title_hi`` and ``publisher_hi`` for a Hindi page, when there are any.
    attribution
        The words that the publisher asks for, printed in section 18.
    obtained
        How the table came into the catalogue.
    url
        An address that a reader can open, when there is one.
    licence
        The terms as far as they are known.
    date
        Publication or counting date, when known.
    confidence
        ``official``, ``stored-source``, ``general-knowledge``, ``estimate`` or ``user``.
    note
        Known faults, in the publisher's or our words.
    """

    id: str
    title: str
    publisher: str
    attribution: str = ""
    obtained: str = ""
    url: str = ""
    licence: str = ""
    date: date | None = None
    confidence: str = "official"
    note: str = ""
    title_hi: str = ""
    publisher_hi: str = ""
