"""A mission's odds: one draw set and what is read from it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from khaka.mission.spec import ALLIANCE, OURS, Goal

if TYPE_CHECKING:
    from khaka.forecast.field import Outlook
    from khaka.forecast.nouns import DrawSet
    from khaka.forecast.simulate import SeatRange
    from khaka.mission import Brief

#: Draws of a document and of `khaka forecast`: P(goal) to about .002, the seed says the rest.
DRAWS = 2048
Members = tuple[str, ...] | dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class GoalOdds:
    """A goal with its probability and the Monte Carlo standard error of it."""

    goal: Goal
    probability: float
    se: float


@dataclass(frozen=True, eq=False)
class Odds:
    """A mission's forecast: one draw set and what is read from it.

    Parameters
    ----------
    blocs
        Name (``ours``, ``alliance`` or a party code) and seats of each bloc, in the order in which they are printed.
    basis
        ``history`` where no usable poll moved it, else ``polls``.
    """

    brief: Brief
    outlook: Outlook
    draws: DrawSet
    goals: tuple[GoalOdds, ...]
    blocs: tuple[tuple[str, SeatRange], ...]

    @property
    def basis(self) -> str:
        """See the class."""
        return self.outlook.basis

    def seats_of(self, bloc: str) -> SeatRange | None:
        """Seats of a bloc that is printed, else None."""
        return dict(self.blocs).get(bloc)


def odds_of(
    brief: Brief, seen: Outlook, draws: int = DRAWS, *, like: Odds | None = None, gone: Collection[str] = ()
) -> Odds:
    """The odds of a brief on an outlook, with the mission's seed.

    Parameters
    ----------
    like
        Odds whose blocs are printed again, for a what-if: its parties' goals and ranges come from the draws' own totals
        and moments (the chance within .001 of the exact one), so that only blocs of several parties are tallied.
    gone
        Partners of the plan that no longer count for the alliance.

    Raises
    ------
    KhakaError
        Draws below 1.
    """
    from khaka.forecast.simulate import probability, seat_range, simulate

    made = simulate(seen.field, seen.scales, draws, brief.mission.seed, like=like.draws if like else None)
    goals = []
    for goal in brief.mission.goals:
        who = members(brief, goal.bloc, gone)
        if like is not None and not isinstance(who, dict):
            goals.append(_party_goal(made, goal, who[0]))
            continue
        chance, se = probability(made, who, at_least=goal.at_least, at_most=goal.at_most)
        goals.append(GoalOdds(goal, chance, se))
    printed = _printed(brief, made) if like is None else [(n, members(brief, n, gone)) for n, _ in like.blocs]
    blocs = []
    for name, who in printed:
        if isinstance(who, dict) or (like is None and name == OURS):
            blocs.append((name, seat_range(made, who)))
        elif who[0] in made.field.parties:
            blocs.append((name, _party_range(made, who[0])))
    return Odds(brief, seen, made, tuple(goals), tuple(blocs))


def _party_goal(made: DrawSet, goal: Goal, code: str) -> GoalOdds:
    """One party's goal from the moments of its seats in each draw, normal given the draw's common factors."""
    from khaka.forecast.simulate.special import normal_cdf

    if code not in made.field.parties:
        return GoalOdds(goal, 0.0 if goal.at_least is not None else 1.0, 0.0)
    j = made.field.parties.index(code)
    need = goal.at_least if goal.at_least is not None else (goal.at_most or 0) + 1
    reach = 1 - normal_cdf((need - 0.5 - made.expected[:, j]) / np.sqrt(np.maximum(made.variance[:, j], 1e-12)))
    met = reach if goal.at_least is not None else 1 - reach
    return GoalOdds(goal, float(met.mean()), float(met.std() / np.sqrt(len(met))))


def _party_range(made: DrawSet, code: str) -> SeatRange:
    """One party's seats from the sampled totals; the mean from the exact chances. Thirty exact tallies would be slow."""
    from khaka.forecast.simulate import SeatRange

    j = made.field.parties.index(code)
    totals = made.totals[:, j]
    ends = {
        level: tuple(int(x) for x in np.quantile(totals, ((1 - level / 100) / 2, (1 + level / 100) / 2),
                                                 method="inverted_cdf"))
        for level in (50, 80, 90)
    }  # fmt: skip
    return SeatRange(float(made.win[:, j].sum()), float(totals.std()), {k: (v[0], v[1]) for k, v in ends.items()})


def members(brief: Brief, bloc: str, gone: Collection[str] = ()) -> Members:
    """Who counts for a goal's bloc: our party, ours with the plan's partners (but ``gone``) by state, or a party."""
    own = brief.mission.party
    if bloc == OURS:
        return (own,)
    if bloc != ALLIANCE:
        return (bloc,)
    return {s: (own, *(p for p in brief.mission.plan(s).partners if p not in gone)) for s in brief.catalog.states}


def _printed(brief: Brief, made: DrawSet) -> list[tuple[str, Members]]:
    """Ours, the alliance where there is one, the rival, and every party that expects a seat."""
    found: list[tuple[str, Members]] = [(OURS, (brief.mission.party,))]
    if brief.mission.partners:
        found.append((ALLIANCE, members(brief, ALLIANCE)))
    means = made.totals.mean(axis=0)
    order = sorted(range(len(means)), key=lambda j: (-means[j], made.field.parties[j]))
    rival = [brief.rival.code] if brief.rival and brief.rival.code in made.field.parties else []
    codes = [*rival, *(made.field.parties[j] for j in order if means[j] >= 1.0)]
    return found + [(c, (c,)) for c in dict.fromkeys(codes) if c != brief.mission.party]
