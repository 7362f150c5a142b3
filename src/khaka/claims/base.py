"""The nouns of the room: a report, an amount, a time as printed, a flag, a claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from khaka.core.message import Message

#: Whose word it is. ``official`` is an election office or a court; a reporter's own line is ``unnamed``.
SIDES: Final = ("party_on_record", "party_sources", "strategist_side", "unnamed", "analyst", "official")
KINDS: Final = ("named", "party_sources", "team", "unnamed_sources", "reporter")


@dataclass(frozen=True, slots=True)
class Report:
    """The main text of a report, apart from the page around it.

    Parameters
    ----------
    title
        As printed, or None.
    published
        The day of publication that the page or its dateline states; None when it states none.
    language
        ``hi`` or ``en``: the script that most of the text is in.
    paragraphs
        The text in order, cleaned of control and direction characters, in Unicode form NFC.
    removed
        Lines that were left out as page furniture, in order.
    """

    title: str | None
    published: date | None
    language: str
    paragraphs: tuple[str, ...]
    removed: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs, one a line: every quote of a claim stands in it word for word."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with its unit, as printed.

    Parameters
    ----------
    low, high
        Both ends; equal when it is one number. Shares are percent, money rupees.
    unit
        ``seats``, ``percent``, ``votes``, ``members`` ...; empty when the text names none.
    start, end
        Where it stands in the text that it was read from.
    of_total
        True for the second number of "52 of the 543 seats".
    """

    low: float
    high: float
    unit: str
    start: int
    end: int
    of_total: bool = False

    @property
    def value(self) -> int | float | str:
        """A number, or ``370-400``."""
        low, high = _plain(self.low), _plain(self.high)
        return low if self.low == self.high else f"{low}-{high}"


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else round(number, 6)


@dataclass(frozen=True, slots=True)
class When:
    """A time as the report prints it.

    Parameters
    ----------
    words
        The words of the report.
    day
        The date only where the report prints day, month and year; a relative word never becomes one.
    order
        Place on the report's own line of time: 0 is the day of the report, lower is earlier, higher is later.
    """

    words: str
    day: date | None
    order: int


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that cannot be, or that the catalogue contradicts, with the fact beside it.

    Parameters
    ----------
    kind
        ``above_house``, ``above_whole``, ``no_such_election``, ``not_yet_counted``, ``result_differs``, ``sum_above_house``.
    text
        What is wrong, with the fact.
    fact
        The catalogue's value, None where there is none.
    explanation
        Why the two may differ, where a reason is known.
    source
        What the fact comes from (an election's id, ``house``).
    """

    kind: str
    text: Message
    fact: int | float | None
    explanation: Message | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one speaker, as a suggestion that a person confirms or corrects.

    Parameters
    ----------
    id
        ``R1``, ``R2`` ... in the order of the text.
    side, speaker_kind
        See ``SIDES`` and ``KINDS``.
    speaker
        As the report names them; None for the reporter and for a passive without an agent.
    quote
        The statement's words in the report, word for word.
    about
        Topic: ``focus_seats``, ``scope_of_talks``, ``seats_second_2019`` ...; None when none is known.
    value, unit
        The figure as printed (``370``, ``370-400``, ``GJ``), and what it counts.
    amounts
        Every figure of the statement, the main one first.
    states, parties, election
        Codes that the statement names: where two claims differ in these they are about different things.
    refers_to
        Id of the claim that this one denies, or the denied words where that claim is not in the report.
    """

    id: str
    side: str
    speaker: str | None
    speaker_kind: str
    on_record: bool
    quote: str
    about: str | None = None
    value: int | float | str | None = None
    unit: str | None = None
    when: When | None = None
    refers_to: str | None = None
    denies: bool = False
    amounts: tuple[Amount, ...] = ()
    states: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    election: str | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Claims of one report that cannot all hold; kept side by side, never merged."""

    claims: tuple[str, ...]
    about: str | None


@dataclass(frozen=True, slots=True)
class Extract:
    """A report with the claims found in it."""

    report: Report
    claims: tuple[Claim, ...]
    disagreements: tuple[Disagreement, ...]
