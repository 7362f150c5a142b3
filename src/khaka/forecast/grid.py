"""What-ifs computed ahead, for a page that answers without Khaka: ours up and down, the rival up and down, allies gone.

Each point is what ``scenario_of`` gives for the same draws and seed; nothing between two points is made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from khaka.forecast.field import apply_swing
from khaka.forecast.nouns import Field, Scales
from khaka.forecast.odds import Odds, members, odds_of
from khaka.forecast.whatif import Change, changes_of
from khaka.mission.spec import ALLIANCE, OURS

if TYPE_CHECKING:
    from khaka.forecast.field import Outlook
    from khaka.forecast.simulate import SeatRange
    from khaka.mission import Brief

#: Draws behind each point: the means are within a seat or two of those of 2,048 draws, and settings share their luck.
GRID_DRAWS: Final = 128
#: Swings in points: ours and the rival's with every ally in, and ours where an ally has left.
OURS_PP: Final = (-6.0, -3.0, 0.0, 3.0, 6.0)
RIVAL_PP: Final = (-4.0, 0.0, 4.0)
ALONE_PP: Final = (0.0,)
#: Without the compiled kernel a point takes about ten times as long: only our own swing, in wide steps.
PLAIN_PP: Final = (-6.0, 0.0, 6.0)

#: Who leads a seat: ours, an ally, the rival, someone else.
OWN, ALLY, RIVAL, OTHER = "own", "ally", "rival", "other"
Ints = NDArray[np.int64]
#: An expectation after partners have left: the field and its scales.
Ground = tuple[Field, Scales]


@dataclass(frozen=True)
class GridPoint:
    """What one setting gives.

    Parameters
    ----------
    ours, rival
        Swing in points of votes polled, everywhere, pro rata from all others in the seat.
    gone
        Partners that have left.
    blocs
        Seats of ours, of the alliance where there is one, and of the rival, by name.
    chances
        Of the mission's goals, in their order.
    leaders
        The side of the likeliest winner by seat id.
    changed
        Seats whose likeliest winner is not that of the base.
    expected
        Expected seats of ours, of allies and of the rival by state.
    """

    ours: float
    rival: float
    gone: tuple[str, ...]
    blocs: tuple[tuple[str, SeatRange], ...]
    chances: tuple[float, ...]
    leaders: Mapping[str, str]
    changed: tuple[Change, ...]
    expected: Mapping[str, tuple[float, float, float]]


@dataclass(frozen=True)
class Grid:
    """The points, the base first, and how many draws stand behind each.

    A swing in one state alone moves no other state, and that state as much as a swing everywhere does: expected seats and
    leaders of a single state's swing can be read from the points.
    """

    draws: int
    seed: int
    points: tuple[GridPoint, ...]


def grid_of(brief: Brief, seen: Outlook, draws: int, without: Mapping[tuple[str, ...], Ground]) -> Grid:
    """The grid of a mission.

    Parameters
    ----------
    seen
        The mission's expectation.
    draws
        Of the document; GRID_DRAWS at most are used.
    without
        The expectation after partners have left, by who has left.
    """
    from khaka.forecast.simulate import uses_numba
    from khaka.forecast.simulate.draws import with_own_axes

    count = min(draws, GRID_DRAWS)
    base = odds_of(brief, seen, count)
    like = replace(base, draws=with_own_axes(base.draws), blocs=_sides(base))
    points = [_point(base, replace(base, blocs=_sides(base)), 0.0, 0.0, ())]
    for ours, rival, gone in _settings(brief, base.draws.field, list(without), uses_numba()):
        field, scales = without[gone] if gone else (seen.field, seen.scales)
        swings: dict[tuple[str, str | None], float] = {(brief.mission.party, None): ours}
        if brief.rival is not None and rival:
            swings[(brief.rival.code, None)] = rival
        swings = {who: points for who, points in swings.items() if points}
        moved = replace(seen, field=apply_swing(field, swings), scales=scales)
        points.append(_point(base, odds_of(brief, moved, count, like=like, gone=gone), ours, rival, gone))
    return Grid(count, base.draws.seed, tuple(points))


def _settings(
    brief: Brief, field: Field, without: Sequence[tuple[str, ...]], fast: bool
) -> Iterator[tuple[float, float, tuple[str, ...]]]:
    """Every setting but the base."""
    rival = RIVAL_PP if fast and brief.rival is not None and brief.rival.code in field.parties else (0.0,)
    for ours in OURS_PP if fast else PLAIN_PP:
        yield from ((ours, points, ()) for points in rival if ours or points)
    for gone in without:
        yield from ((ours, 0.0, gone) for ours in (ALONE_PP if fast else (0.0,)))


def _sides(odds: Odds) -> tuple[tuple[str, SeatRange], ...]:
    """Of the printed blocs, ours, the alliance and the rival."""
    wanted = {OURS, ALLIANCE, *([odds.brief.rival.code] if odds.brief.rival else [])}
    return tuple((name, seats) for name, seats in odds.blocs if name in wanted)


def _point(base: Odds, odds: Odds, ours: float, rival: float, gone: tuple[str, ...]) -> GridPoint:
    brief, field, win = odds.brief, odds.draws.field, odds.draws.win
    first, states, names = win.argmax(axis=1), np.array(field.states), (OWN, ALLY, RIVAL, OTHER)
    leaders: dict[str, str] = {}
    expected: dict[str, tuple[float, float, float]] = {}
    for state in sorted(set(field.states)):
        rows, side = np.flatnonzero(states == state), _row_of_sides(brief, field.parties, state, gone)
        seats = win[rows].sum(axis=0)
        own, ally, rival_seats = (float(seats[side == k].sum()) for k in range(3))
        expected[state] = (own, ally, rival_seats)
        leaders |= {field.seats[i]: names[side[first[i]]] for i in rows}
    return GridPoint(
        ours, rival, gone, odds.blocs, tuple(g.probability for g in odds.goals),
        leaders,
        () if odds.draws is base.draws else tuple(changes_of(base.draws, odds.draws)), expected,
    )  # fmt: skip


def _row_of_sides(brief: Brief, parties: Sequence[str], state: str, gone: tuple[str, ...]) -> Ints:
    """The side of each party in a state, an index of OWN, ALLY, RIVAL, OTHER, (n_parties,)."""
    within = members(brief, ALLIANCE, gone)
    allies = within.get(state, ()) if isinstance(within, dict) else ()
    rival = brief.rival.code if brief.rival is not None else None
    return np.array([0 if p == brief.mission.party else 1 if p in allies else 2 if p == rival else 3 for p in parties])
