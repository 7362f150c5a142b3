"""Returns of a poll: which entries count, whether they add up, and whether every box is in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from khaka.committee.blocker import Blocker, block
from khaka.committee.polling import Election, Line, Nomination, NominationState
from khaka.committee.records import Records
from khaka.committee.tallying import MarkedRoll, PollReturn, ReturnState

#: What two entries of one return must have in common.
_SAME = ("ballots", "invalid", "lines", "sha256")


def standing_in(records: Records, election: Election) -> tuple[Nomination, ...]:
    """Nominations on the ballot paper: all accepted, or the equal ones in a fresh poll; as they are after a count too."""
    was = (NominationState.ACCEPTED, NominationState.ELECTED, NominationState.NOT_ELECTED, NominationState.VACATED)
    found = (n for n in records.find(Nomination, election=election.id) if n.state in was)
    return tuple(n for n in found if not election.contenders or n.id in election.contenders)


def marked(records: Records, election: Election, box: str | None = None) -> tuple[str, ...]:
    """Persons who were given a paper in the present poll, at one box or at all."""
    rolls = (records.get(MarkedRoll, f"{election.id}:{election.poll}:{b}") for b in election.boxes if box in (None, b))
    return tuple(p for r in rolls if r is not None for p in r.persons)


def adds_up(election: Election, papers: int, ballots: int, invalid: int, lines: Sequence[Line]) -> Iterator[Blocker]:
    """Papers given out, papers in the box, votes: each from the one before.

    Parameters
    ----------
    papers
        Marked electors of the box.
    """
    votes = sum(line.votes for line in lines)
    valid = ballots - invalid
    if ballots > papers:
        yield block("ballots_over_marked", field="ballots", ballots=ballots, marked=papers)
    if valid < 0 or not valid <= votes <= valid * election.marks_each:
        yield block("votes_not_ballots", field="votes", votes=votes, invalid=invalid, ballots=ballots)
    if any(line.votes > valid for line in lines):
        yield block("votes_over_ballots", field="votes")


def alike(a: PollReturn, b: PollReturn) -> bool:
    """Whether two persons entered the same."""
    return a.entered_by != b.entered_by and all(getattr(a, k) == getattr(b, k) for k in _SAME)


def entries(records: Records, election: Election, box: str | None = None) -> tuple[PollReturn, ...]:
    """Entries of the present count, of one box or of all."""
    found = records.find(PollReturn, election=election.id, poll=election.poll, count=election.count)
    return tuple(r for r in found if box in (None, r.box))


def agreed(found: Iterable[PollReturn]) -> dict[str, PollReturn]:
    """One agreed entry a box."""
    return {r.box: r for r in found if r.state is ReturnState.AGREED}


def whole(election: Election, found: Iterable[PollReturn]) -> bool:
    """Whether every box has two entries alike."""
    return set(agreed(found)) == set(election.boxes)
