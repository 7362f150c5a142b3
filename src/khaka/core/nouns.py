"""Election, house, seat, contest: the nouns that every room shares, and the columns of a house table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

NOTA: Final = "NOTA"
INDEPENDENT: Final = "IND"

#: Columns of a house table: one row a candidacy, NOTA as a row of its own.
#: ``votes`` are counts; ``position`` is the official order (1 = elected), NOTA counted in it.
RESULT_COLUMNS: Final = ("election", "seat_id", "state_code", "party", "candidate", "votes", "position")

#: Columns of a contest table: one row a seat. ``votes_polled`` includes NOTA and is the sum of the seat's rows.
#: ``status`` is ``polled``, ``uncontested`` (elected without a poll) or ``later`` (polled after the others).
CONTEST_COLUMNS: Final = (
    "election",
    "seat_id",
    "state_code",
    "electors",
    "votes_polled",
    "nota",
    "n_candidates",
    "status",
    "count_date",
)

_ELECTION_ID = re.compile(r"^(LS\d{4}|VS\d{4}-[A-Z]{2})$")


def is_election_id(text: str) -> bool:
    """True for ``LS2019`` and ``VS2022-UP``."""
    return bool(_ELECTION_ID.match(text))


def assembly_seat_id(state_code: str, number: int) -> str:
    """The id of an assembly seat, ``AC:UP-001``: sortable, and never mistaken for a Lok Sabha seat."""
    return f"AC:{state_code}-{number:03d}"


@dataclass(frozen=True, slots=True)
class ElectionInfo:
    """An election's calendar facts.

    Parameters
    ----------
    id
        ``LS2019``, ``VS2022-UP``, or the plain name of an imported dataset.
    house
        ``IN`` for the Lok Sabha, else the state code of the assembly.
    kind
        ``general`` or ``assembly``.
    count_date
        The first day on which the result may be used.
    seats
        Seats of the house.
    term_end
        The day the elected house's term ends; None when not known *as of* the catalogue's date.
    term_end_basis
        ``scheduled``, ``dissolved`` or ``five-years`` (count date plus five years, an estimate of ours).
    imported
        True for a user's own dataset.
    """

    id: str
    house: str
    kind: str
    count_date: date
    seats: int
    first_poll: date | None = None
    last_poll: date | None = None
    term_end: date | None = None
    term_end_basis: str = ""
    confidence: str = ""
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """A constituency. ``reserved`` is GEN, SC or ST; ``tile`` is column and row of the hexagon map (odd-r offset)."""

    id: str
    state_code: str
    number: int
    name_en: str
    name_hi: str
    reserved: str
    tile: tuple[int, int] | None = None
