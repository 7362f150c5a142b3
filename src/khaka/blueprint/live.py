"""What-ifs that the offline page answers: computed once a document, when the first face asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from khaka.blueprint import chances
from khaka.core.message import Message, Name, msg
from khaka.mission.spec import OURS
from khaka.strategy.whatifs import cases

if TYPE_CHECKING:
    from khaka.forecast.field import Outlook
    from khaka.forecast.grid import Grid, Ground
    from khaka.mission import Brief
    from khaka.strategy import Strategy

Gone: TypeAlias = tuple[str, ...]
Ingredients: TypeAlias = "tuple[Brief, Outlook, int, Mapping[Gone, Ground]]"


@dataclass(frozen=True)
class LiveGrid:
    """The grid with its words.

    Parameters
    ----------
    blocs
        Name of each bloc that the points give, by key.
    goals
        The mission's goals in words.
    partners
        Who can leave, as the points name them, and their names.
    note
        On what the forecast rests.
    """

    grid: Grid
    party: Name
    rival: Name | None
    blocs: tuple[tuple[str, Message | Name], ...]
    goals: tuple[Message, ...]
    partners: tuple[tuple[tuple[str, ...], tuple[Name, ...]], ...]
    mission: str
    note: Message


class Live:
    """The grid of a strategy, computed when first asked for; a copy that goes to another process is computed before.

    Parameters
    ----------
    strategy
        Its scenarios have been looked at: what is known of partners that leave is used again. Its draws are not kept.
    """

    def __init__(self, strategy: Strategy) -> None:
        odds = strategy.odds
        self._from: Ingredients | None = (
            strategy.brief, odds.outlook, len(odds.draws.totals), dict(_without(strategy))
        )  # fmt: skip
        self._grid: LiveGrid | None = None

    def grid(self) -> LiveGrid:
        """The grid; the same object at every call."""
        if self._grid is None:
            assert self._from is not None
            self._grid, self._from = _grid(*self._from), None
        return self._grid

    def __getstate__(self) -> dict[str, object]:
        return {"_from": None, "_grid": self.grid()}


def live_of(strategy: Strategy) -> Live | None:
    """The what-ifs of a strategy; None where ours stands nowhere."""
    return Live(strategy) if strategy.odds.seats_of(OURS) is not None else None


def _without(strategy: Strategy) -> list[tuple[Gone, Ground]]:
    """The expectation without each partner that the scenarios let go."""
    from khaka.core.errors import KhakaError

    found = []
    for case in cases(strategy.odds):
        if case.kind not in ("ally", "allies"):
            continue
        try:
            after = case.after(strategy.odds)
        except KhakaError:
            continue
        found.append((case.parties, (after.field, after.scales)))
    return found


def _grid(brief: Brief, seen: Outlook, draws: int, without: Mapping[Gone, Ground]) -> LiveGrid:
    from khaka.forecast.grid import grid_of

    found = grid_of(brief, seen, draws, without)
    names = tuple((key, chances.bloc_name(brief, key)) for key, _ in found.points[0].blocs)
    return LiveGrid(
        found, brief.party, brief.rival if any(p.rival for p in found.points) else None, names,
        tuple(chances.goal_text(brief, goal, i) for i, goal in enumerate(brief.mission.goals, 1)),
        tuple((gone, tuple(brief.catalog.party(p) for p in gone)) for gone in without),
        brief.mission.id, msg("live.how", draws=found.draws, seed=found.seed),
    )  # fmt: skip
