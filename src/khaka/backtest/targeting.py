"""Target lists replayed: which seats would a party have chosen before an election, and did they come within reach?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from khaka.forecast.history import NEVER_PICKED, Returns
from khaka.forecast.training import Bench, Pair

Floats = NDArray[np.float64]

#: A party counts when it stood in both elections in so many common seats, by kind of house.
LEAST_SEATS = {"LS": 100, "VS": 40}
#: Part of its seats that a party may choose, and points of lead that the effort adds in each.
CHOSEN, EFFORT_PP = 0.2, 6.0
#: A lead further from a tie than this says no more.
FAR_PP = 60.0
RESAMPLES, INTERVAL = 4000, 0.9


@dataclass(frozen=True)
class Known:
    """What is known of a party's seats before the second election; leads in points, NaN where there is none.

    Parameters
    ----------
    last, before, later, expected
        Lead in the first election, in the one before it, in the latest assembly (or Lok Sabha) election since on the
        same ground, and in the forecast from history on the eve; (n_seats,) each.
    """

    seats: tuple[str, ...]
    last: Floats
    before: Floats
    later: Floats
    expected: Floats


@dataclass(frozen=True, slots=True)
class Target:
    """One party in one pair: how many of its choices would have been gained.

    Parameters
    ----------
    possible
        Seats that any choice of ``chosen`` could have gained: the hindsight optimum.
    """

    base: str
    target: str
    party: str
    seats: int
    chosen: int
    gained: int
    closest: int
    possible: int


@dataclass(frozen=True)
class Targeting:
    """All targets, pooled.

    Parameters
    ----------
    gain_over_closest
        Seats gained by the rule over those by the closest rule, less one.
    interval
        Bootstrap interval of it (INTERVAL), whole election pairs redrawn.
    share_of_hindsight, closest_share, chance_share
        Gained over possible: by the rule, by the closest rule, and by a random choice (expected).
    """

    gain_over_closest: float
    interval: tuple[float, float]
    share_of_hindsight: float
    closest_share: float
    chance_share: float
    targets: tuple[Target, ...]


Rule = Callable[[Known], Floats]


def closest(known: Known) -> Floats:
    """The closest rule: the smallest lead, won or lost, of the first election."""
    return distance(known.last)


def often_close(known: Known) -> Floats:
    """The mean distance from a tie over all that is known: the last election, the one before, a later one, the expected.

    What is not known of a seat counts as the mean of the party's other seats; what is known of none is left out. Equal
    weights: weights fitted on earlier pairs did no better (docs/backtests.md).
    """
    parts = [distance(known.last), distance(known.expected)]
    for more in (known.before, known.later):
        there = ~np.isnan(more)
        if there.any():
            parts.append(np.where(there, distance(more), distance(more[there]).mean()))
    found: Floats = np.mean(parts, axis=0)
    return found


def distance(lead: Floats) -> Floats:
    """Points from a tie, FAR_PP at most."""
    found: Floats = np.minimum(np.abs(lead), FAR_PP)
    return found


def targeting(bench: Bench, rule: Rule = often_close, elections: Sequence[str] | None = None) -> Targeting:
    """The rule on every party and pair of the catalogue (or of some target elections).

    A seat is gained when its real next lead lay between -EFFORT_PP and 0. Ties in a rule go to the first seat id.
    """
    targets, chances = [], []
    for pair in bench.pairs:
        if elections is not None and pair.target not in elections:
            continue
        for party, known, real in cases(bench, pair):
            hit = (real > -EFFORT_PP) & (real < 0)
            k = round(CHOSEN * len(hit))
            got, plain = (int(hit[np.argsort(r(known), kind="stable")[:k]].sum()) for r in (rule, closest))
            possible = min(k, int(hit.sum()))
            targets.append(Target(pair.base, pair.target, party, len(hit), k, got, plain, possible))
            chances.append(k * hit.mean())
    return pooled(tuple(targets), float(sum(chances)))


def cases(bench: Bench, pair: Pair) -> list[tuple[str, Known, Floats]]:
    """Each party that counts in a pair, with what is known of its seats and its real next leads, (n_seats,)."""
    first, second = bench.returns(pair.base), bench.returns(pair.target)
    common = [s for s in first.seats if s in second.row]
    earlier = bench.returns(pair.before) if pair.before else None
    at_first, at_second = [first.row[s] for s in common], [second.row[s] for s in common]
    found, forecast = [], None
    for party in first.parties:
        if party in NEVER_PICKED or party not in second.column:
            continue
        last, real = first.lead[at_first, first.column[party]], second.lead[at_second, second.column[party]]
        both = ~np.isnan(last) & ~np.isnan(real)
        if both.sum() < LEAST_SEATS[pair.kind]:
            continue
        seats = tuple(s for s, k in zip(common, both, strict=True) if k)
        forecast = forecast or _forecast_leads(bench, pair)
        later, expected = (_column(r, party, seats) for r in forecast)
        expected = np.where(np.isnan(expected), last[both], expected)
        before = _column(earlier, party, seats) if earlier else np.full(len(seats), np.nan)
        found.append((party, Known(seats, last[both], before, later, expected), real[both]))
    return found


def _forecast_leads(bench: Bench, pair: Pair) -> tuple[Returns, Returns]:
    """Later results on the ground, and expected shares, in the form of returns."""
    lesson = bench.lesson(pair, "eve")
    taught = bench.teach(pair.kind, lesson.setting.as_of, "eve")
    n = lesson.setting.nominations
    none, zero = np.zeros(len(n.seats)), np.zeros(len(n.seats), dtype=np.int64)
    centre = taught.centre(lesson.setting).share
    later = lesson.setting.evidence.assembly
    return (
        Returns("later", n.seats, n.states, n.parties, later, none, zero),
        Returns("expected", n.seats, n.states, n.parties, np.where(n.stands, centre, np.nan), none, zero),
    )


def _column(of: Returns, party: str, seats: tuple[str, ...]) -> Floats:
    """A party's lead in some seats, NaN where it has none."""
    out = np.full(len(seats), np.nan)
    if party in of.column:
        lead = of.lead[:, of.column[party]]
        for k, seat in enumerate(seats):
            if seat in of.row:
                out[k] = lead[of.row[seat]]
    return out


def pooled(targets: tuple[Target, ...], chance: float = 0.0, seed: int = 1) -> Targeting:
    """Sums over all targets, and the interval from redrawing whole election pairs (parties of one are not independent)."""
    groups = sorted({(t.base, t.target) for t in targets})
    at = {g: i for i, g in enumerate(groups)}
    sums = np.zeros((len(groups), 2))
    for t in targets:
        sums[at[t.base, t.target]] += (t.gained, t.closest)
    rng = np.random.default_rng(seed)
    drawn = sums[rng.integers(0, max(len(groups), 1), (RESAMPLES, len(groups)))].sum(axis=1) if groups else sums
    ratios = drawn[:, 0] / np.maximum(drawn[:, 1], 1) - 1 if groups else np.zeros(1)
    low, high = np.quantile(ratios, [(1 - INTERVAL) / 2, (1 + INTERVAL) / 2])
    gained, plain = sum(t.gained for t in targets), sum(t.closest for t in targets)
    possible = max(sum(t.possible for t in targets), 1)
    return Targeting(
        gained / plain - 1 if plain else 0.0, (float(low), float(high)), gained / possible, plain / possible,
        chance / possible, targets,
    )  # fmt: skip
