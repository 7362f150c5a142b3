"""How far each seat's candidate is: ``[candidates]``. The state of the ticket, never a name and nothing about a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from khaka.core.errors import Problem
from khaka.core.message import msg

if TYPE_CHECKING:
    from khaka.catalog import Catalog
    from khaka.mission.reading import Form
    from khaka.mission.spec import Mission

#: A seat that the file does not name is "not given".
STATUSES: Final = ("named", "ticket-open")


@dataclass(frozen=True, slots=True)
class Candidate:
    """The state of a seat's ticket.

    Parameters
    ----------
    sitting_again
        Whether the sitting member stands again; None is "not given".
    """

    seat: str
    status: str
    sitting_again: bool | None = None


def read_candidates(form: Form) -> tuple[Candidate, ...]:
    """``UP-36 = "named"``, or ``UP-36 = { status = "named", sitting_again = true }``; in the order of the file."""
    made = []
    for seat, value in form.table.items():
        if isinstance(value, str):
            made.append(Candidate(seat, form.choice(seat, STATUSES, "")))
            continue
        inner = form.inner(seat)
        status = inner.choice("status", STATUSES, "", required=isinstance(value, dict))
        made.append(Candidate(seat, status, inner.maybe("sitting_again", bool, False)))
        for key in sorted(set(inner.table) - inner.asked):
            inner.fault(key, None, msg("mission.fault.candidate_person", allowed="status, sitting_again"))
    return tuple(c for c in made if c.status)


def faults(mission: Mission, catalog: Catalog) -> Iterator[Problem]:
    """Seats that do not exist."""
    for c in mission.hand.candidates:
        if c.seat not in catalog.seats:
            yield Problem(f"candidates.{c.seat}", c.seat, msg("mission.fault.seat", seat=c.seat))
