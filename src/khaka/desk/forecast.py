"""The odds of a mission, and what changes when the country moves: `khaka forecast` and `khaka scenario`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from khaka.catalog import Catalog
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.mission import Brief, Goal, Mission, load_mission
from khaka.mission.spec import ALLIANCE, OURS

if TYPE_CHECKING:
    from khaka.forecast.field import Outlook
    from khaka.forecast.nouns import DrawSet
    from khaka.forecast.simulate import SeatRange

DRAWS = 4096
Members = tuple[str, ...] | dict[str, tuple[str, ...]]
_SWING = re.compile(r"^([A-Za-z0-9_()-]+)=([+-−]?\d+(?:\.\d+)?)$")
_TRANSFER = re.compile(r"^([A-Za-z0-9_()-]+)>([A-Za-z0-9_()-]+)=(\d+(?:\.\d+)?)$")


@dataclass(frozen=True)
class GoalOdds:
    """A goal with its probability and the Monte Carlo standard error of it."""

    goal: Goal
    probability: float
    se: float


@dataclass(frozen=True)
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


def forecast(
    catalog: Catalog,
    mission: str,
    *,
    party: str | None = None,
    as_of: date | None = None,
    draws: int = DRAWS,
    seed: int | None = None,
) -> Odds:
    """The odds of a mission.

    Raises
    ------
    MissionFault
        The mission has faults; with ``as_of`` also when the base election had not been counted then.
    KhakaError
        Draws below 1.
    """
    from khaka.forecast.field import outlook

    found = _mission(catalog, mission, party, as_of, seed)
    brief = Brief(found, catalog)
    return _odds(brief, outlook(brief), draws)


def _mission(catalog: Catalog, name: str, party: str | None, as_of: date | None, seed: int | None) -> Mission:
    found = load_mission(name, catalog, party)
    if as_of is not None:
        counted = catalog.election(found.base).info.count_date
        target = catalog.elections.get(found.election)
        if as_of < counted:
            raise KhakaError(msg("error.catalog.later_election", election=found.base, day=as_of))
        if target is not None and target.count_date <= as_of:
            raise KhakaError(msg("mission.fault.already_counted", election=found.election, day=target.count_date))
        found = replace(found, as_of=as_of)
    return found if seed is None else replace(found, seed=seed)


def _odds(brief: Brief, seen: Outlook, draws: int) -> Odds:
    from khaka.forecast.simulate import probability, seat_range, simulate

    made = simulate(seen.field, seen.scales, draws, brief.mission.seed)
    goals = []
    for goal in brief.mission.goals:
        chance, se = probability(made, members(brief, goal.bloc), at_least=goal.at_least, at_most=goal.at_most)
        goals.append(GoalOdds(goal, chance, se))
    blocs = tuple(
        (name, seat_range(made, who) if name in (OURS, ALLIANCE) else _party_range(made, name))
        for name, who in _printed(brief, made)
    )
    return Odds(brief, seen, made, tuple(goals), blocs)


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


def members(brief: Brief, bloc: str) -> Members:
    """Who counts for a goal's bloc: our party, ours with the plan's partners state by state, or a party."""
    own = brief.mission.party
    if bloc == OURS:
        return (own,)
    if bloc != ALLIANCE:
        return (bloc,)
    return {s: (own, *brief.mission.plan(s).partners) for s in brief.catalog.states}


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


# ---- what-ifs -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """A seat whose likeliest winner changes, with the probability of each before and after."""

    seat_id: str
    state: str
    before: str
    after: str
    before_win: float
    after_win: float


@dataclass(frozen=True)
class Scenario:
    """Base and scenario from the same seed, and the seats that change hands."""

    base: Odds
    changed: Odds
    seats: tuple[Change, ...]


def scenario(
    catalog: Catalog,
    mission: str,
    *,
    swings: Iterable[str] = (),
    taken_from: str | None = None,
    state: str | None = None,
    transfers: Iterable[str] = (),
    dropped: Iterable[str] = (),
    party: str | None = None,
    draws: int = DRAWS,
    seed: int | None = None,
) -> Scenario:
    """A mission's odds as they are and after a change.

    Parameters
    ----------
    swings
        ``PARTY=+2.5``, points of votes polled; taken from ``taken_from``, or pro rata from all others in the seat.
    state
        Where the swings apply; everywhere when None.
    transfers
        ``A>B=0.8``: the share of A's base that goes to B where A stands aside.
    dropped
        Partners that leave the alliance.

    Raises
    ------
    KhakaError
        Nothing to change, a text that is not of the form, an unknown party or state, a rate outside 0-1.
    """
    from khaka.forecast.field import apply_swing, outlook

    moved = {(p, state): x for p, x in (_swing(catalog, t) for t in swings)}
    rates = dict(_transfer(catalog, t) for t in transfers)
    gone = tuple(dropped)
    if not (moved or rates or gone):
        raise KhakaError(msg("error.scenario.empty"), msg("error.scenario.empty_hint"))
    for code in (*gone, *([taken_from] if taken_from else [])):
        catalog.require_party(code)
    if state is not None and state not in catalog.states:
        raise KhakaError(msg("error.catalog.state", state=state))
    brief = Brief(_mission(catalog, mission, party, None, seed), catalog)
    before = _odds(brief, outlook(brief), draws)
    seen = outlook(brief, transfers=rates or None, dropped=gone) if rates or gone else before.outlook
    giver = {p: taken_from for p, _ in moved} if taken_from else None
    field = apply_swing(seen.field, moved, giver) if moved else seen.field
    after = _odds(brief, replace(seen, field=field), draws)
    return Scenario(before, after, tuple(_changes(before.draws, after.draws)))


def _swing(catalog: Catalog, text: str) -> tuple[str, float]:
    found = _SWING.match(text.strip())
    if found is None:
        raise KhakaError(msg("error.scenario.swing", text=text), msg("error.scenario.swing_hint"))
    catalog.require_party(found.group(1))
    points = float(found.group(2).replace("−", "-"))
    if abs(points) > 100:
        raise KhakaError(msg("error.scenario.swing", text=text), msg("error.scenario.swing_hint"))
    return found.group(1), points


def _transfer(catalog: Catalog, text: str) -> tuple[tuple[str, str], float]:
    found = _TRANSFER.match(text.strip())
    if found is None:
        raise KhakaError(msg("error.scenario.transfer", text=text), msg("error.scenario.transfer_hint"))
    for code in found.groups()[:2]:
        catalog.require_party(code)
    return (found.group(1), found.group(2)), float(found.group(3))


def _changes(before: DrawSet, after: DrawSet) -> Iterable[Change]:
    """Seats whose likeliest winner differs, by seat id."""
    rows = {s: i for i, s in enumerate(after.field.seats)}
    for i, seat in enumerate(before.field.seats):
        k = rows.get(seat)
        if k is None:
            continue
        one, two = int(np.argmax(before.win[i])), int(np.argmax(after.win[k]))
        names = before.field.parties[one], after.field.parties[two]
        if names[0] != names[1]:
            yield Change(seat, before.field.states[i], *names, float(before.win[i, one]), float(after.win[k, two]))


# ---- as plain values ----------------------------------------------------------------------------------------------


def document(found: Odds) -> dict[str, object]:
    """A forecast as the command-line contract writes it; probabilities to six digits."""
    return {
        "mission": found.brief.mission.id,
        "party": found.brief.mission.party,
        "basis": found.basis,
        "horizon": found.outlook.horizon,
        "goals": [_goal(g) for g in found.goals],
        "blocs": [
            {"bloc": name, "mean": round(r.mean, 4), "sd": round(r.sd, 4),
             "intervals": {str(level): list(ends) for level, ends in r.intervals.items()}}
            for name, r in found.blocs
        ],
        "seats": seat_chances(found.draws),
        "as_of": found.brief.mission.as_of.isoformat(),
        "draws": len(found.draws.totals),
        "seed": found.draws.seed,
        "data_version": found.brief.catalog.data_version,
    }  # fmt: skip


def _goal(found: GoalOdds) -> Mapping[str, object]:
    goal = found.goal
    bound = {"at_least": goal.at_least} if goal.at_least is not None else {"at_most": goal.at_most}
    return {"bloc": goal.bloc, **bound, "probability": round(found.probability, 6), "se": _finite(found.se)}


def _finite(value: float) -> float | None:
    """Six digits, or None where one block of draws gives no spread."""
    return round(value, 6) if math.isfinite(value) else None


def seat_chances(draws: DrawSet) -> list[dict[str, Any]]:
    """Each seat's chances by party, those of one in a thousand or more."""
    found: list[dict[str, Any]] = []
    for i, seat in enumerate(draws.field.seats):
        order = np.argsort(-draws.win[i], kind="stable")
        win = {draws.field.parties[j]: round(float(draws.win[i, j]), 6) for j in order if draws.win[i, j] >= 0.001}
        found.append({"seat_id": seat, "win": win})
    return found


def export(found: Odds, path: Path) -> None:
    """Write the draws as Parquet, whole or not at all."""
    from khaka.forecast.simulate import write_draws

    write_draws(found.draws, path)
