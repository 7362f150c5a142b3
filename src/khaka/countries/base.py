"""What a country has to say about its elections."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Country:
    """The rules of a country's lower house.

    Parameters
    ----------
    code
        ISO 3166 code; also the ``house`` of its general elections.
    house_size
        Elected seats.
    deposit_share
        A candidate who is not elected and has no more than this share of the base loses the deposit.
    term_years
        Term of the house from its first meeting.
    languages
        Languages of the document.
    silence_hours
        Hours before the close of poll in which no poll result may be published.
    references
        Where the rules stand.
    """

    code: str
    house_size: int
    deposit_share: Fraction
    term_years: int
    languages: tuple[str, ...]
    silence_hours: int
    references: tuple[str, ...]

    @property
    def majority(self) -> int:
        """Seats of a bare majority."""
        return self.house_size // 2 + 1
