"""A box of an election as a page shows it: how far its two entries are, and which of them the asker sees."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from khaka.committee.polling import Election
from khaka.committee.tallying import MarkedRoll, PollReturn, ReturnState
from khaka.web.asked import Asked
from khaka.web.seen import seen
from khaka.web.voters import names


@dataclass(frozen=True)
class Box:
    """A box: papers given out, how far its two entries are, and the entries that the asker sees.

    Parameters
    ----------
    how
        ``none``, ``once``, ``differs``, ``agreed``; ``waits`` for who may not know more.
    shown
        Entries with the names of those who made them; never a first entry to anyone but its own person.
    mine
        Whether the asker has entered it.
    fields
        What the entries that are shown do not have in common.
    photograph
        Whether a photograph of the sheet is kept here.
    """

    name: str
    marked: int | None
    how: str
    shown: tuple[tuple[PollReturn, str], ...]
    mine: bool
    fields: tuple[str, ...]
    photograph: bool

    @property
    def notes(self) -> tuple[str, ...]:
        """Words of the entries that are shown."""
        return tuple(dict.fromkeys(r.note for r, _ in self.shown if r.note))


def box_of(
    request: Asked,
    election: Election,
    name: str,
    there: Sequence[PollReturn],
    watches: bool,
    photographs: Collection[str],
) -> Box:
    """A box for its asker.

    Parameters
    ----------
    there
        Every entry of the box in the present count, whoever sees it.
    watches
        Whether the asker may know that an entry is in before two are alike.
    photographs
        Digests of the sheets that are kept here.
    """
    shown = [r for r in there if seen(request, r)]
    agreed = [r for r in there if r.state is ReturnState.AGREED]
    how = "agreed" if agreed else "none"
    if there and not agreed:
        how = "differs" if there[0].state is ReturnState.DIFFERS else "once"
    if not agreed and not watches:
        how = "waits"
    if agreed:
        shown = [r for r in shown if r.state is ReturnState.AGREED][:1]
    roll = request.records.get(MarkedRoll, f"{election.id}:{election.poll}:{name}")
    marked = len(roll.persons) if roll is not None and (seen(request, roll) or bool(agreed)) else None
    people = names((r.entered_by for r in shown), request.say.lang)
    mine = any(r.entered_by == request.user.id for r in there)
    rows = tuple((r, people[r.entered_by]) for r in shown)
    photograph = any(r.sha256 in photographs for r in shown)
    return Box(name, marked, how, rows, mine, _differing([r for r, _ in rows]), photograph)


def _differing(shown: list[PollReturn]) -> tuple[str, ...]:
    """What the entries of a box do not have in common: ``ballots``, ``invalid``, ``sha256``, nominations."""
    if len(shown) < 2:
        return ()
    first, *others = shown
    found = [k for k in ("ballots", "invalid", "sha256") if any(getattr(r, k) != getattr(first, k) for r in others)]
    votes = {x.nomination: x.votes for x in first.lines}
    for r in others:
        found += [x.nomination for x in r.lines if votes.get(x.nomination) != x.votes]
    return tuple(dict.fromkeys(found))
