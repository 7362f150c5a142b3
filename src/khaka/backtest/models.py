"""The forecasts that are scored, each with exactly what its name says was given."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from khaka.forecast.blocs import bloc_labels
from khaka.forecast.carry import Base, carry, nominations_of, solve_shift
from khaka.forecast.history import align
from khaka.forecast.level import rescaled
from khaka.forecast.lineage import edges
from khaka.forecast.nouns import Scales
from khaka.forecast.pattern import Moments, fit, moments, pattern
from khaka.forecast.polled import NATIONAL, move_blocs, polled
from khaka.forecast.setting import setting
from khaka.forecast.training import Bench, Horizon, Lesson, Pair, pickable

Floats = NDArray[np.float64]

#: Means of the last three or four national opinion polls that print shares: the baseline on polls (design, section 5).
PRINTED = {
    "LS2014": {"NDA": 35.0, "UPA": 25.6},
    "LS2019": {"NDA": 39.3, "UPA": 31.1},
    "LS2024": {"NDA": 46.6, "INDIA": 36.9},
}
#: Chances of seats for seat noise, in points, are chosen among these by likelihood.
SIGMAS = tuple(float(s) for s in np.arange(4.0, 20.25, 0.5))
SIGMA_BEFORE = 8.0


@dataclass(frozen=True)
class Made:
    """A forecast ready to be scored: expected shares, and the sizes of error."""

    base: Base
    scales: Scales


def history(bench: Bench, pair: Pair, horizon: Horizon) -> Made:
    """From history alone."""
    lesson = bench.lesson(pair, horizon)
    taught = bench.teach(pair.kind, lesson.setting.as_of, horizon)
    return Made(taught.centre(lesson.setting), taught.scales)


# ---- given true state shares ----------------------------------------------------------------------------------------


class Given:
    """Forecasts that are given each state's true shares of all votes polled, and the nominations."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self._lessons: dict[Pair, tuple[Lesson, dict[str, Floats]]] = {}
        self._moments: dict[Pair, Moments] = {}
        self._centres: dict[tuple[Pair, bool], Base] = {}

    def lesson(self, pair: Pair) -> tuple[Lesson, dict[str, Floats]]:
        """A pair's problem, and the true shares by state on its party grid."""
        if pair not in self._lessons:
            bench = self.bench
            base, whole = bench.returns(pair.base), bench.returns(pair.target)
            target = whole.only(set(whole.seats) & set(base.seats))
            nominations = nominations_of(bench.catalog, target, base)
            goal = {
                s: align(v[None], target.parties, nominations.parties, 0.0)[0] for s, v in target.state_shares().items()
            }
            size = {s: dict(zip(nominations.parties, map(float, v), strict=True)) for s, v in goal.items()}
            before = bench.returns(pair.before) if pair.before else None
            problem = setting(bench.catalog, base, nominations, bench.as_of(pair, "eve"), size=size, before=before)
            real = align(target.share, target.parties, nominations.parties)
            was = tuple(base.winners[base.row[s]] for s in target.seats)
            self._lessons[pair] = Lesson(pair, problem, real, target.winners, was), goal
        return self._lessons[pair]

    def earlier(self, pair: Pair) -> tuple[Pair, ...]:
        """Pairs of the same kind that had been counted on the eve."""
        return self.bench.earlier(pair.kind, self.bench.as_of(pair, "eve"), "eve")

    def centre(self, pair: Pair, plain: bool = False) -> Base:
        """Expected shares; ``plain`` is the baseline, state uniform swing from the carried base."""
        key = (pair, plain)
        if key not in self._centres:
            _, goal = self.lesson(pair)
            start = self._plain_base(pair) if plain else self._patterned(pair)
            self._centres[key] = replace(start, share=solve_shift(start, goal))
        return self._centres[key]

    def _plain_base(self, pair: Pair) -> Base:
        bench, (lesson, _) = self.bench, self.lesson(pair)
        counted = bench.catalog.elections[pair.base].count_date
        steps = edges(bench.catalog, counted, lesson.setting.as_of)
        return carry(bench.returns(pair.base), lesson.setting.nominations, steps)

    def _patterned(self, pair: Pair) -> Base:
        parts = []
        for p in self.earlier(pair):
            if p not in self._moments:
                x, _ = self.lesson(p)
                self._moments[p] = moments(p.target, x.setting.evidence, x.real)
            parts.append(self._moments[p])
        return pattern(self.lesson(pair)[0].setting.evidence, fit(parts))

    def made(self, pair: Pair) -> Made:
        """The forecast; seat noise is fitted on the earlier pairs by the likelihood of their winners."""
        pairs = self.earlier(pair)
        cases = [(self.centre(p), self.lesson(p)[0].winners) for p in pairs]
        return Made(self.centre(pair), Scales(0.0, 0.0, likely_sigma(cases), 4.0, tuple(p.target for p in pairs)))


def likely_sigma(cases: list[tuple[Base, tuple[str, ...]]]) -> float:
    """The seat noise under which earlier winners were most likely, in points; SIGMA_BEFORE without any case."""
    from khaka.forecast.simulate.quadrature import win_probabilities

    if not cases:
        return SIGMA_BEFORE
    loss = np.zeros(len(SIGMAS))
    for base, winners in cases:
        share, column = contenders(base), base.nominations.column
        at = np.array([column[w] if pickable(base)[column[w]] else -1 for w in winners])
        rows = np.flatnonzero(at >= 0)
        for k, sigma in enumerate(SIGMAS):
            chance = win_probabilities(share[rows], sigma)[np.arange(len(rows)), at[rows]]
            loss[k] -= np.log(np.maximum(chance, 1e-3)).sum()
    return SIGMAS[int(loss.argmin())]


def contenders(base: Base) -> Floats:
    """Expected shares of those who can be picked, ``-inf`` elsewhere, (n_seats, n_parties)."""
    stands = base.nominations.stands & pickable(base)
    found: Floats = np.where(stands, np.nan_to_num(base.share), -np.inf)
    return found


# ---- on polls -------------------------------------------------------------------------------------------------------


def uniform_on_polls(bench: Bench, pair: Pair) -> Base | None:
    """The baseline: the carried base moved uniformly by bloc to the printed means; None where none are printed."""
    if pair.target not in PRINTED:
        return None
    lesson = bench.lesson(pair, "eve")
    nominations = lesson.setting.nominations
    counted = bench.catalog.elections[pair.base].count_date
    start = carry(bench.returns(pair.base), nominations, edges(bench.catalog, counted, lesson.setting.as_of))
    labels = bloc_labels(bench.catalog, pair.target, nominations.seats, nominations.states, nominations.parties)
    assert labels is not None
    goal = PRINTED[pair.target]
    members = {b: labels.bloc == b for b in goal}
    return replace(start, share=move_blocs(rescaled(start.share), start.polled, members, goal, full=0.0))


def on_polls(bench: Bench, pair: Pair, *, printed: bool = True) -> Made | None:
    """The forecast on the eve from polls and history; None where no poll prints shares of two national blocs.

    Parameters
    ----------
    printed
        Take the national shares that the baseline is given (PRINTED), so that the two differ in the model only; False
        takes the poll average's own, as a mission does. State series and errors are the average's in both.
    """
    from khaka.forecast.polls import average

    lesson = bench.lesson(pair, "eve")
    as_of, nominations = lesson.setting.as_of, lesson.setting.nominations
    labels = bloc_labels(bench.catalog, pair.target, nominations.seats, nominations.states, nominations.parties)
    if labels is None:
        return None
    found = average(bench.catalog.known_on(as_of), pair.target, as_of)
    if sum(b in NATIONAL for b in found.national) < 2:
        return None
    if printed and pair.target in PRINTED:
        given = PRINTED[pair.target]
        series = (
            replace(s, share_pct=given[s.label]) if s.scope == "IN" and s.label in given else s for s in found.series
        )
        found = replace(found, series=tuple(series))
    taught = bench.teach(pair.kind, as_of, "eve")
    base, scales, _ = polled(lesson.setting, taught.level, taught.scales, found, labels)
    return Made(base, scales)
