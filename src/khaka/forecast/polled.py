"""An expectation from history moved to the polls, as far as both deserve trust."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from khaka.forecast.blocs import Labels
from khaka.forecast.carry import Base
from khaka.forecast.history import NEVER_PICKED
from khaka.forecast.level import TERMS, LevelWeights, expect, rescaled
from khaka.forecast.nouns import Scales
from khaka.forecast.pattern import Weights, pattern
from khaka.forecast.setting import Setting
from khaka.forecast.simulate.problem import FULL_LOAD_PP

if TYPE_CHECKING:
    from khaka.forecast.polls import PollAverage, SeriesAverage

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

#: National labels: a poll of a state may print these as well as parties and alliances.
NATIONAL = ("NDA", "UPA", "INDIA")
#: Terms of the level that speak of single states. The others (mean reversion, who governs) are in part national moves,
#: which a national poll has seen better: they count by NATIONAL_PART only.
LOCAL_TERMS, NATIONAL_PART = ("later", "handed"), 0.5
#: Part of every party's share that is free to go elsewhere before the polls hand it out again: the move to the polls is
#: then between a uniform and a proportional swing. Chosen on the three elections with polls (docs/backtests.md says
#: what other values gave): there is no earlier one to fit it on.
FREE = 0.1
PASSES, CLOSE_PP = 200, 1e-4
#: A national series whose newest poll is older than this says more of another time: history alone is taken.
FRESH_DAYS = 183


@dataclass(frozen=True, slots=True)
class Pull:
    """How far one series of polls moved a bloc.

    Parameters
    ----------
    scope, label
        State code or ``IN``, and the label of the poll.
    before_pp, polls_pp, after_pp
        Percent of all votes polled: expected from history, polled, and taken.
    trust
        Weight of the polls, 0-1.
    """

    scope: str
    label: str
    before_pp: float
    polls_pp: float
    after_pp: float
    trust: float


def local_level(level: LevelWeights) -> LevelWeights:
    """The weights that stay when national polls are known."""
    values = (v if n in LOCAL_TERMS else NATIONAL_PART * v for n, v in zip(TERMS, level.values, strict=True))
    return replace(level, values=tuple(values))


def polled(
    problem: Setting, level: LevelWeights, scales: Scales, average: PollAverage, labels: Labels
) -> tuple[Base, Scales, tuple[Pull, ...]]:
    """Expected shares on polls, their scales, and what each series did.

    Parameters
    ----------
    problem
        What is known of the seats.
    level, scales
        Fitted on earlier pairs, from history alone.
    average
        The poll average on the day of the problem; one without a usable national bloc changes nothing nationally.
    labels
        Who counts in which bloc.

    Notes
    -----
    The start is the carried base with its state-by-state evidence (LOCAL_TERMS). A series of a state moves the members
    of its label there by the same points each; then the national series move every seat. Each takes the
    precision-weighted mean of expectation and polls: the error of the expectation is sqrt(nation² + state²) in a state
    and the fitted national scale in the country (as standard deviations, mixture within); that of the polls is the
    average's own, the shared error within. The national scale of the result is the error of the polls, undiminished
    (history adds little to them), over the concentration of the bloc, because each party gets a factor of its own.
    Shares of valid votes are taken for shares of votes polled: NOTA's one per cent is far inside the error.
    """
    start = _loosened(
        expect(pattern(problem.evidence, Weights()), problem.evidence, problem.governs, local_level(level))
    )
    spread = np.sqrt(scales.common_dof / (scales.common_dof - 2)) if scales.common_dof > 2 else 1.0
    nation, state = scales.nation_pp * spread, scales.state_pp * spread
    base, pulls = start, []
    for code, rows in start.nominations.state_rows.items():
        found = average.scope(code)
        goal: dict[str, float] = {}
        members = _disjoint({label: labels.members(label, rows) for label in sorted(found)})
        for label, inside in members.items():
            series = found[label]
            before = _total(base, rows, inside)
            trust = _trust(np.hypot(nation, state), series.sd_pp)
            goal[label] = before + trust * (series.share_pct - before)
            pulls.append(Pull(code, label, before, series.share_pct, goal[label], trust))
        base = _move(base, rows, members, goal)
    everywhere = np.arange(len(base.nominations.seats))
    known, _ = national_series(average, labels, everywhere)
    if not known:
        return base, scales, tuple(pulls)
    goal, members, errors = {}, {}, []
    for label, series in sorted(known.items()):
        member = labels.members(label, everywhere)
        assert member is not None
        before, trust = _total(start, everywhere, member), _trust(nation, series.sd_pp)
        goal[label], members[label] = before + trust * (series.share_pct - before), member
        errors.append(series.sd_pp / _concentration(start, member))
        pulls.append(Pull("IN", label, before, series.share_pct, goal[label], trust))
    moved = _move(base, everywhere, members, goal)
    return moved, replace(scales, nation_pp=float(np.mean(errors))), tuple(pulls)


def national_series(
    average: PollAverage, labels: Labels, rows: NDArray[np.int64]
) -> tuple[dict[str, SeriesAverage], tuple[str, ...]]:
    """The national blocs whose polls can move seats, and those that are set aside.

    A bloc counts when its newest poll is at most FRESH_DAYS old and the last results tell who is in it: an alliance made
    after them has polls before it has members.
    """
    found = {k: s for k, s in average.scope().items() if k in NATIONAL}
    fresh = {k: s for k, s in found.items() if (average.as_of - s.last_day).days <= FRESH_DAYS}
    known = {k: s for k, s in fresh.items() if labels.members(k, rows) is not None}
    return known, tuple(sorted(set(fresh) - set(known)))


def _loosened(base: Base) -> Base:
    """Shares less FREE of each, which waits with independents and NOTA until the polls move it."""
    stands = base.nominations.stands
    others = stands & np.array([p in NEVER_PICKED for p in base.nominations.parties])
    count = others.sum(axis=1, keepdims=True)
    share = np.nan_to_num(base.share) * np.where(count > 0, 1 - FREE, 1.0)
    share = share + np.where(others, 100 * FREE / np.maximum(count, 1), 0.0)
    return replace(base, share=np.where(stands, share, np.nan))


def _disjoint(found: Mapping[str, Bools | None]) -> dict[str, Bools]:
    """Members of each label, without those that a smaller label of the same polls names on its own.

    A party may have joined a bloc after the poll: what is printed beside the bloc is not in it.
    """
    known = {label: m for label, m in found.items() if m is not None and m.any()}
    order = sorted(known, key=lambda label: (int(known[label].sum()), label))
    taken, out = None, {}
    for label in order:
        own = known[label] if taken is None else known[label] & ~taken
        if own.any():
            out[label] = own
        taken = known[label] if taken is None else taken | known[label]
    return out


def _trust(own: float, other: float) -> float:
    """Weight of the other of two independent sources."""
    return float(own**2 / (own**2 + other**2)) if own or other else 0.5


def _concentration(base: Base, member: Bools) -> float:
    """How much of a bloc's error survives when each of its parties errs on its own: sqrt(Σ cover²), 0-1.

    The simulator draws one national factor a party; a bloc of one party everywhere has 1, four equal ones a half.
    """
    weight = base.polled / base.polled.sum()
    cover = weight @ (member & base.nominations.stands)
    return float(np.clip(np.sqrt((cover**2).sum()), 0.25, 1.0))


def _total(base: Base, rows: NDArray[np.int64], member: Bools) -> float:
    """Percent of all votes polled in some seats."""
    weight = base.polled[rows] / base.polled[rows].sum()
    return float(weight @ np.where(member, np.nan_to_num(base.share[rows]), 0.0).sum(axis=1))


def _move(base: Base, rows: NDArray[np.int64], members: Mapping[str, Bools], goal: Mapping[str, float]) -> Base:
    """``base`` with some seats moved."""
    if not goal:
        return base
    share = base.share.copy()
    share[rows] = move_blocs(share[rows], base.polled[rows], members, goal)
    return replace(base, share=share)


def move_blocs(
    share: Floats, polled: Floats, members: Mapping[str, Bools], goal: Mapping[str, float], full: float = FULL_LOAD_PP
) -> Floats:
    """Shares moved uniformly, bloc by bloc, until each bloc has the given percent of all votes, (n_seats, n_parties).

    Parameters
    ----------
    share
        Points, NaN where a party does not stand.
    polled
        Votes polled in each seat, the weights, (n_seats,).
    members
        True for the candidacies of each bloc.
    full
        From this many points in a seat a bloc moves in full; 0 is a plain uniform swing.

    Notes
    -----
    A bloc moves by the same points in every seat where it stands; its candidates there divide them equally. Where it has
    under ``full`` it moves in proportion, as its errors do in the simulator: a national gain of five points does not
    make a contender of a bloc of two. Rows are clipped at 0 and rescaled to 100. Solved by fixed-point passes.
    """
    weight, stands = polled / polled.sum(), ~np.isnan(share)
    start = np.nan_to_num(share)
    have = {b: np.where(members[b], start, 0.0).sum(axis=1, keepdims=True) for b in goal}
    load = {b: np.minimum(h / full, 1.0) if full else np.ones_like(h) for b, h in have.items()}
    shift = dict.fromkeys(goal, 0.0)
    moved = share
    inside = {b: members[b] & stands for b in goal}
    for _ in range(PASSES):
        latent = start.copy()
        for bloc, points in shift.items():
            each = points / np.maximum(inside[bloc].sum(axis=1, keepdims=True), 1)
            latent += load[bloc] * np.where(inside[bloc], each, 0.0)
        moved = rescaled(np.where(stands, latent, np.nan))
        worst = 0.0
        for bloc, points in goal.items():
            missing = points - float(weight @ np.where(inside[bloc], np.nan_to_num(moved), 0.0).sum(axis=1))
            shift[bloc] += missing / max(float(weight @ (load[bloc][:, 0] * inside[bloc].any(axis=1))), 0.05)
            worst = max(worst, abs(missing))
        if worst < CLOSE_PP:
            break
    return moved
