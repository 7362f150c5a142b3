"""What a country has to say about its elections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from khaka.core.message import Message

#: Kinds of legal windows: no results of polls, and no prediction of any kind.
SILENCE, PREDICTION = "silence", "prediction"


@dataclass(frozen=True, slots=True)
class WindowRule:
    """A rule that closes publication around a poll.

    Parameters
    ----------
    kind
        ``silence`` runs before the close of every phase; ``prediction`` from the first phase's start to the last's close.
    rule
        The rule's name and words, as a sentence.
    since
        Polls held earlier are not under it.
    before_close, after_close
        ``silence`` starts so long before a phase's close; ``prediction`` ends so long after the last one's.
    """

    kind: str
    rule: Message
    since: date
    before_close: timedelta = timedelta(0)
    after_close: timedelta = timedelta(0)


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
        Languages in which a document may be written; which have a translation is another matter (``khaka.locale``).
    silence_hours
        Hours before the close of poll in which no poll result may be published.
    references
        Where the rules stand.
    zone
        Time zone of the law's hours.
    poll_opens, poll_closes
        Usual hours of poll: the earliest start and the latest close of any place.
    windows
        Rules that close publication around a poll.
    """

    code: str
    house_size: int
    deposit_share: Fraction
    term_years: int
    languages: tuple[str, ...]
    silence_hours: int
    references: tuple[str, ...]
    zone: str = "UTC"
    poll_opens: time = time(7)
    poll_closes: time = time(18)
    windows: tuple[WindowRule, ...] = ()

    def at(self, day: date, clock: time) -> datetime:
        """A day's hour in the country's zone, as an aware moment."""
        return datetime.combine(day, clock, ZoneInfo(self.zone))

    @property
    def majority(self) -> int:
        """Seats of a bare majority."""
        return self.house_size // 2 + 1
