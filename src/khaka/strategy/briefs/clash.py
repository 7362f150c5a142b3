"""A clash: two texts that cannot both stand; and the national side that briefs are held against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from khaka.core.message import Message
from khaka.mission import Brief
from khaka.mission.briefs import Waiver
from khaka.strategy.briefs.brief import StateBrief
from khaka.strategy.focus import FocusList


@dataclass(frozen=True, slots=True)
class NationalPlan:
    """The national side.

    Parameters
    ----------
    focus
        The national list.
    partner_seats
        Seats in which the plan gives a partner the better claim.
    """

    brief: Brief
    focus: FocusList
    partner_seats: frozenset[str]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two texts that cannot both stand.

    Parameters
    ----------
    id
        The rule, the states and the seat in lower case with hyphens: the same clash has the same id in every version.
    rule
        A name of ``RULES``.
    states, seats
        Codes and ids, sorted.
    ours
        What the brief says.
    theirs
        What the national plan, or the other brief, says.
    waived
        Who lets it stand, in words; empty is open.
    """

    id: str
    rule: str
    states: tuple[str, ...]
    seats: tuple[str, ...]
    ours: Message
    theirs: Message
    waived: tuple[Waiver, ...] = ()

    @property
    def open(self) -> bool:
        """True until somebody lets it stand."""
        return not self.waived


def clash(
    rule: str,
    ours: Message,
    theirs: Message,
    states: Iterable[str] = (),
    seats: Iterable[str] = (),
    slug: str | None = None,
) -> Clash:
    """A Clash with its id; ``slug`` stands for states and seats that come and go with the numbers."""
    codes, ids = tuple(sorted(set(states))), tuple(sorted(set(seats)))
    parts = [rule, *((slug,) if slug is not None else (*codes, *ids))]
    return Clash("-".join(p for p in parts if p).lower(), rule, codes, ids, ours, theirs)


def with_waivers(found: Clash, briefs: Sequence[StateBrief]) -> Clash:
    """The clash with those waivers of any brief that name it; nobody waives a clash of a brief of his own."""
    authors = {b.hand.by.casefold() for b in briefs if b.hand and b.state.code in found.states}
    valid = [
        w for b in briefs if b.hand for w in b.hand.waived if w.clash == found.id and w.by.casefold() not in authors
    ]
    return replace(found, waived=tuple(sorted(valid, key=lambda w: (w.by, w.words.texts))))
