"""Exact counting of an election for one seat or several: whole numbers only, no chance, no order of entry.

Reserved seats are filled first, each by the highest of its group; the other seats by the highest of all who remain.
Who has no vote is not elected. Equal votes at the last seat are a result: only a fresh poll or a lot drawn by people
puts the equal candidates in an order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from khaka.committee.polling import Line, Reserved, Unfilled


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who is elected.

    Parameters
    ----------
    elected
        Nominations, the most votes first; among equal votes, all of them elected, by id.
    tied
        Nominations with equal votes of which only some can be elected; sorted. Nothing after them is filled.
    vacant
        Seats that nobody can have.
    margin
        Votes between the last elected and the first not elected; None when nobody stands on one of the sides, or where
        reserved seats make it no single number.
    """

    elected: tuple[str, ...]
    tied: tuple[str, ...]
    vacant: int
    margin: int | None


def total(entries: Iterable[Iterable[Line]], nominations: Collection[str]) -> tuple[Line, ...]:
    """Votes of all boxes together; a candidate without any is told with 0.

    Parameters
    ----------
    entries
        The agreed lines of each box.
    nominations
        All who stand.
    """
    votes = dict.fromkeys(nominations, 0)
    for lines in entries:
        for line in lines:
            votes[line.nomination] += line.votes
    return tuple(Line(n, votes[n]) for n in sorted(votes))


def outcome(
    lines: Iterable[Line],
    groups: Mapping[str, str],
    seats: int,
    reserved: Sequence[Reserved],
    order: Iterable[Line] = (),
) -> Outcome:
    """The result of a count.

    Parameters
    ----------
    lines
        Votes by nomination.
    groups
        The reserved group of each nomination, or empty.
    order
        Rank among equals that a fresh poll or a lot gave (``ranked``), the highest first; equal ranks stay equal.
    """
    votes = {line.nomination: line.votes for line in lines}
    rank = {line.nomination: line.votes for line in order}
    elected: list[str] = []
    vacant = 0
    open_seats = seats - sum(r.seats for r in reserved)
    rounds = [(r.group, r.seats, r.unfilled) for r in reserved] + [("", None, Unfilled.VACANT)]
    for group, asked, unfilled in rounds:
        wanted = open_seats if asked is None else asked
        pool = [n for n, v in votes.items() if v > 0 and n not in elected and (not group or groups[n] == group)]
        won, tied = _highest(pool, votes, rank, wanted)
        elected += won
        if tied:
            return Outcome(_by_votes(elected, votes), tied, 0, 0)
        missing = wanted - len(won)
        if unfilled is Unfilled.OPEN:
            open_seats += missing
        else:
            vacant += missing
    return Outcome(_by_votes(elected, votes), (), vacant, None if reserved else _margin(elected, votes))


def unopposed(
    groups: Mapping[str, str], seats: int, reserved: Sequence[Reserved]
) -> tuple[tuple[str, ...], int] | None:
    """Who is elected without a poll, and seats left vacant; None when someone would have to lose: then there is a poll."""
    open_seats = seats - sum(r.seats for r in reserved)
    vacant = 0
    left = sorted(groups)
    for r in reserved:
        own = [n for n in left if groups[n] == r.group]
        taken = own[: r.seats]
        if r.unfilled is Unfilled.OPEN:
            open_seats += r.seats - len(taken)
        else:
            vacant += r.seats - len(taken)
        left = [n for n in left if n not in taken]
    # who is left over competes for the open seats only: if they fit, nobody loses, whichever of a group was taken above
    return (tuple(sorted(groups)), vacant + open_seats - len(left)) if len(left) <= open_seats else None


def ranked(order: Iterable[Line], lines: Iterable[Line]) -> tuple[Line, ...]:
    """Ranks among equals after one more fresh poll or lot: earlier ranks first, then the new votes; 1 is the lowest.

    Parameters
    ----------
    order
        Ranks so far.
    lines
        Votes of a fresh poll; or of a lot, the place counted from its end.
    """
    old = {line.nomination: line.votes for line in order}
    new = {line.nomination: line.votes for line in lines}
    values = {n: (old.get(n, 0), new.get(n, 0)) for n in old.keys() | new.keys()}
    places = {v: i + 1 for i, v in enumerate(sorted(set(values.values())))}
    return tuple(Line(n, places[values[n]]) for n in sorted(values))


def _highest(
    pool: Sequence[str], votes: Mapping[str, int], rank: Mapping[str, int], wanted: int
) -> tuple[list[str], tuple[str, ...]]:
    """Up to ``wanted`` of a pool by votes, then by rank; and those between whom nothing decides."""
    by_key: dict[tuple[int, int], list[str]] = {}
    for n in pool:
        by_key.setdefault((-votes[n], -rank.get(n, 0)), []).append(n)
    won: list[str] = []
    for key in sorted(by_key):
        equal = by_key[key]
        room = wanted - len(won)
        if room <= 0:
            break
        if len(equal) > room:
            return won, tuple(sorted(equal))
        won += equal
    return won, ()


def _by_votes(elected: Iterable[str], votes: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(elected, key=lambda n: (-votes[n], n)))


def _margin(elected: Collection[str], votes: Mapping[str, int]) -> int | None:
    lost = [v for n, v in votes.items() if n not in elected]
    return min(votes[n] for n in elected) - max(lost) if elected and lost else None
