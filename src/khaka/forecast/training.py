"""Every pair of consecutive elections as a lesson, and what lessons counted by a day teach."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from khaka.forecast.carry import Base, nominations_of
from khaka.forecast.history import NEVER_PICKED, Returns, align, returns
from khaka.forecast.level import TERMS, LevelWeights, expect, fit_level, level_moments
from khaka.forecast.lineage import edges
from khaka.forecast.nouns import Field, Scales
from khaka.forecast.pattern import FEATURES, PRIOR, Moments, Weights, fit, moments, pattern, softened
from khaka.forecast.scales import Errors, errors_of, fit_scales
from khaka.forecast.setting import Setting, base_nominations, setting, with_heirs

if TYPE_CHECKING:
    from khaka.catalog import Catalog

Floats = NDArray[np.float64]
Horizon = Literal["eve", "2y"]

#: How far the pattern goes from the plain base to its fitted weights is chosen among these by seats right.
SOFTNESS = (0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two consecutive elections of one house on one delimitation, and the one before them (or None)."""

    base: str
    target: str
    before: str | None

    @property
    def kind(self) -> str:
        """``LS`` or ``VS``: lessons of one kind do not teach the other."""
        return self.target[:2]


@dataclass(frozen=True)
class Lesson:
    """A pair with its outcome.

    Parameters
    ----------
    real
        Real shares in points on the grid of the setting, (n_seats, n_parties).
    winners, before
        Party of the winner in target and base, (n_seats,).
    """

    pair: Pair
    setting: Setting
    real: Floats
    winners: tuple[str, ...]
    before: tuple[str, ...]


@dataclass(frozen=True)
class Taught:
    """What earlier lessons teach: weights of the pattern and of the level, softness, and the sizes of error."""

    weights: Weights
    level: LevelWeights
    softness: float
    scales: Scales

    def centre(self, problem: Setting) -> Base:
        """Expected shares of a problem, rows of 100."""
        shaped = pattern(problem.evidence, softened(self.weights, self.softness))
        return expect(shaped, problem.evidence, problem.governs, self.level)


class Bench:
    """Lessons of a catalogue, each computed once.

    Parameters
    ----------
    catalog
        Any view; a dated one has the lessons that had been counted by its date.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._returns: dict[str, Returns] = {}
        self._lessons: dict[tuple[Pair, Horizon], Lesson] = {}
        self._moments: dict[tuple[Pair, Horizon], tuple[Moments, Moments]] = {}
        self._right: dict[tuple[Pair, Horizon], tuple[int, ...]] = {}
        self._errors: dict[tuple[Pair, Horizon], Errors] = {}
        self._taught: dict[tuple[str, date, Horizon], Taught] = {}

    def returns(self, election: str) -> Returns:
        """An election's returns, without the seats that were uncontested or redrawn before it."""
        if election not in self._returns:
            found = returns(self.catalog, election)
            self._returns[election] = found.only(set(found.seats) - self.not_comparable(election))
        return self._returns[election]

    def not_comparable(self, election: str) -> frozenset[str]:
        """Seats that a target is not scored on, by name: decided without a poll, or on redrawn ground."""
        contests = self.catalog.election(election).contests
        alone = contests.filter(contests["status"] == "uncontested")["seat_id"].to_list()
        redrawn: set[str] = set()
        if election == "LS2024":  # the two orders of 2022 and 2023 are the only ones between elections of the catalogue
            rows = self.catalog.table("seats_2024_changes").iter_rows(named=True)
            redrawn = {r["seat_id"] for r in rows if "redrawn" in (r["relation"] or "")}
        return frozenset(alone) | redrawn

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Consecutive elections of one house with common seats, in the order of counting; imports are left out."""
        found: list[Pair] = []
        last: dict[str, str] = {}
        chain: dict[str, str] = {}
        for info in self.catalog.elections.values():
            if info.imported or not self.catalog.has_results(info.id):
                continue
            base = last.get(info.house)
            if base and set(self.returns(base).seats) & set(self.returns(info.id).seats):
                found.append(Pair(base, info.id, chain.get(base)))
                chain[info.id] = base
            last[info.house] = info.id
        return tuple(found)

    def as_of(self, pair: Pair, horizon: Horizon) -> date:
        """The day of a forecast: the day before the first poll, or two years before it."""
        info = self.catalog.elections[pair.target]
        eve = (info.first_poll or info.count_date) - timedelta(days=1)
        return eve if horizon == "eve" else eve - timedelta(days=730)

    def possible(self, pair: Pair, horizon: Horizon) -> bool:
        """False when the base had not been counted on the day of the forecast."""
        return self.catalog.elections[pair.base].count_date <= self.as_of(pair, horizon)

    def lesson(self, pair: Pair, horizon: Horizon) -> Lesson:
        """A pair's problem and outcome. On the eve nominations are known; two years out the base's stand in."""
        key = (pair, horizon)
        if key not in self._lessons:
            base, target = self.returns(pair.base), self.returns(pair.target)
            as_of = self.as_of(pair, horizon)
            if horizon == "eve":
                nominations = nominations_of(self.catalog, target, base)
            else:
                steps = edges(self.catalog, self.catalog.elections[pair.base].count_date, as_of)
                common = set(base.seats) & set(target.seats)
                nominations = with_heirs(base_nominations(self.catalog, base.only(common)), steps)
            before = self.returns(pair.before) if pair.before else None
            problem = setting(self.catalog, base, nominations, as_of, before=before)
            rows = [target.row[s] for s in nominations.seats]
            self._lessons[key] = Lesson(
                pair, problem, align(target.share[rows], target.parties, nominations.parties),
                tuple(target.winners[r] for r in rows), tuple(base.winners[base.row[s]] for s in nominations.seats),
            )  # fmt: skip
        return self._lessons[key]

    def earlier(self, kind: str, day: date, horizon: Horizon) -> tuple[Pair, ...]:
        """Pairs of a kind whose target had been counted by a day."""
        return tuple(
            p
            for p in self.pairs
            if p.kind == kind and self.catalog.elections[p.target].count_date <= day and self.possible(p, horizon)
        )

    def teach(self, kind: str, day: date, horizon: Horizon = "eve") -> Taught:
        """What the lessons of a kind counted by a day teach."""
        key = (kind, day, horizon)
        if key not in self._taught:
            self._taught[key] = self._teach(kind, day, horizon)
        return self._taught[key]

    def taught(self, kind: str, day: date, horizon: Horizon) -> Taught:
        """The same, and the lessons are put away: a document needs what they teach, not 150 MB of them."""
        found = self.teach(kind, day, horizon)
        self._lessons.clear()
        self._returns.clear()
        return found

    def _teach(self, kind: str, day: date, horizon: Horizon) -> Taught:
        pairs = self.earlier(kind, day, horizon)
        weights, level = self._fits(kind, day, horizon)
        counts = np.array([self._seats_right(p, horizon) for p in pairs])
        softness = SOFTNESS[int(counts.sum(axis=0).argmax())] if len(pairs) else 0.5
        scales = fit_scales([self._error(p, horizon) for p in pairs], day, several_states=kind == "LS")
        return Taught(weights, level, softness, scales)

    def forecast(self, pair: Pair, horizon: Horizon) -> tuple[Field, Scales]:
        """The forecast of a pair's target from history alone, taught by lessons counted by its day."""
        lesson = self.lesson(pair, horizon)
        taught = self.teach(pair.kind, lesson.setting.as_of, horizon)
        return field_of(taught.centre(lesson.setting)), taught.scales

    def _fits(self, kind: str, day: date, horizon: Horizon) -> tuple[Weights, LevelWeights]:
        both = [self._moments_of(p, horizon) for p in self.earlier(kind, day, horizon)]
        shape, level = Weights(), LevelWeights()
        if kind == "LS":
            # how much a later election of the other house tells is first learnt from assemblies, which have many pairs
            other = [self._moments_of(p, horizon) for p in self.earlier("VS", day, horizon)]
            shape = only_later(fit([m for m, _ in other]))
            level = only_later_level(fit_level([m for _, m in other]))
        return fit([m for m, _ in both], shape), fit_level([m for _, m in both], level)

    def _moments_of(self, pair: Pair, horizon: Horizon) -> tuple[Moments, Moments]:
        key = (pair, horizon)
        if key not in self._moments:
            x = self.lesson(pair, horizon)
            self._moments[key] = (
                moments(pair.target, x.setting.evidence, x.real),
                level_moments(pair.target, x.setting.evidence, x.real, x.setting.governs),
            )
        return self._moments[key]

    def _seats_right(self, pair: Pair, horizon: Horizon) -> tuple[int, ...]:
        """Seats of an earlier pair that each softness would have called right, with the fits of *its* day."""
        key = (pair, horizon)
        if key not in self._right:
            x = self.lesson(pair, horizon)
            weights, level = self._fits(pair.kind, x.setting.as_of, horizon)
            found = []
            for part in SOFTNESS:
                shaped = pattern(x.setting.evidence, softened(weights, part))
                centre = expect(shaped, x.setting.evidence, x.setting.governs, level)
                found.append(sum(a == b for a, b in zip(picks(centre), x.winners, strict=True)))
            self._right[key] = tuple(found)
        return self._right[key]

    def _error(self, pair: Pair, horizon: Horizon) -> Errors:
        """Errors of the forecast of an earlier pair, as it could have been made on its day."""
        key = (pair, horizon)
        if key not in self._errors:
            x = self.lesson(pair, horizon)
            pairs = self.earlier(pair.kind, x.setting.as_of, horizon)
            weights, level = self._fits(pair.kind, x.setting.as_of, horizon)
            counts = np.array([self._seats_right(p, horizon) for p in pairs])
            softness = SOFTNESS[int(counts.sum(axis=0).argmax())] if len(pairs) else 0.5
            centre = Taught(weights, level, softness, Scales(0, 0, 1, 1)).centre(x.setting)
            self._errors[key] = errors_of(
                pair.target,
                self.catalog.elections[pair.target].count_date,
                x.setting.nominations.states,
                centre.share,
                x.real,
                pickable(centre),
            )
        return self._errors[key]


_BENCHES: OrderedDict[str, Bench] = OrderedDict()
_KEPT = 2


def bench_of(catalog: Catalog) -> Bench:
    """The bench of a catalogue; the last ones are kept, by the digest of all that they may see."""
    key = catalog.data_version
    found = _BENCHES.pop(key, None) or Bench(catalog)
    _BENCHES[key] = found
    while len(_BENCHES) > _KEPT:
        _BENCHES.popitem(last=False)
    return found


def only_later(weights: Weights) -> Weights:
    """PRIOR with the fitted weight of the other house's later result."""
    values = tuple(v if n == "assembly" else p for n, v, p in zip(FEATURES, weights.values, PRIOR, strict=True))
    return Weights(values)


def only_later_level(weights: LevelWeights) -> LevelWeights:
    """No change but for the fitted weight of the other house's later result."""
    start = LevelWeights().values
    return LevelWeights(tuple(v if n == "later" else p for n, v, p in zip(TERMS, weights.values, start, strict=True)))


def pickable(base: Base) -> NDArray[np.bool_]:
    """False for independents, NOTA and pooled small ones, (n_parties,)."""
    return np.array([p not in NEVER_PICKED for p in base.nominations.parties])


def picks(base: Base) -> list[str]:
    """The party with the largest expected share in each seat; ties go to the first code."""
    share = np.where(base.nominations.stands & pickable(base), np.nan_to_num(base.share), -1.0)
    return [base.nominations.parties[j] for j in share.argmax(axis=1)]


def field_of(base: Base, certain: tuple[str, ...] = ()) -> Field:
    """Expected shares as a Field: parties that stand somewhere and can be picked."""
    nominations = base.nominations
    keep = pickable(base) & nominations.stands.any(axis=0)
    return Field(
        nominations.seats,
        nominations.states,
        tuple(p for p, k in zip(nominations.parties, keep, strict=True) if k),
        base.share[:, keep],
        tuple(b for b, k in zip(nominations.blocs, keep, strict=True) if k),
        certain,
    )
