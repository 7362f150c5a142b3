"""Transfer: which part of a party's vote goes to the ally for whom it stands aside, as a distribution with leakage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.forecast.carry import alliances_of
from khaka.forecast.field import USUAL_TRANSFER
from khaka.forecast.history import NEVER_PICKED, Returns, align, returns

if TYPE_CHECKING:
    from khaka.catalog import Catalog

Floats = NDArray[np.float64]

#: Before any pair of elections: the rate that the forecast starts from too, and how sure of that mean we are.
PRIOR_MEAN, PRIOR_SD = USUAL_TRANSFER, 0.15
#: How far rates of different alliances lie apart: at least and at most this (few groups say little of it), and when
#: no group is known.
SPREAD_LEAST, SPREAD_MOST, SPREAD_PRIOR = 0.10, 0.25, 0.15
#: A pair's own past never makes its rate surer than this.
PAIR_SD_LEAST = 0.08
#: Seats that a group must have for a slope, and points that a giver must have had for its vote to be seen to move.
LEAST_SEATS, LEAST_PP = 4, 5.0
#: Part of the leaked votes that goes to the other candidates of the seat, pro rata; the rest stays at home. Results do
#: not tell the two apart: an assumption.
TO_RIVALS = 0.5


@dataclass(frozen=True, slots=True)
class Handover:
    """One alliance's lesson: seats of a state where ``giver`` stood before and then stood aside for ``heir``.

    Parameters
    ----------
    base, target
        The two elections; the target is one in which the two were allied before the poll, and in the base they were not.
    rate, se
        Slope of the heir's gain on the giver's base share over the seats, and its standard error. The intercept takes
        the heir's own swing in the state. Not kept inside 0-1: a slope is an estimate.
    """

    base: str
    target: str
    state: str
    giver: str
    heir: str
    seats: tuple[str, ...]
    rate: float
    se: float


@dataclass(frozen=True, slots=True)
class Transfer:
    """How much of ``giver``'s vote goes to ``heir`` where the giver stands aside: a Beta distribution.

    Parameters
    ----------
    mean, sd
        Of the rate, 0-1.
    basis
        ``estimated`` (earlier alliances), ``pair`` (earlier alliances and this pair's own), ``assumed`` (none known),
        ``given`` (by the user).
    groups
        Earlier alliances behind it.
    to_rivals
        Part of the leaked votes that goes to other candidates; the rest stays at home.
    """

    giver: str
    heir: str
    mean: float
    sd: float
    basis: str
    groups: int = 0
    to_rivals: float = TO_RIVALS

    @property
    def shape(self) -> tuple[float, float]:
        """The two parameters of the Beta."""
        size = self.mean * (1 - self.mean) / self.sd**2 - 1
        return self.mean * size, (1 - self.mean) * size

    @property
    def leak_to_rivals(self) -> float:
        """Mean part of the giver's vote that goes to other candidates."""
        return (1 - self.mean) * self.to_rivals

    @property
    def leak_home(self) -> float:
        """Mean part of the giver's vote that stays at home."""
        return (1 - self.mean) * (1 - self.to_rivals)

    def quantile(self, p: float | Sequence[float] | Floats) -> Floats:
        """Quantiles of the rate, of the shape of ``p``."""
        from scipy.special import betaincinv  # type: ignore[import-untyped]

        a, b = self.shape
        out: Floats = np.asarray(betaincinv(a, b, np.asarray(p, dtype=np.float64)))
        return out

    def draws(self, n: int, seed: int) -> Floats:
        """Stratified draws, (n,): one from each n-th part of the distribution, in random order."""
        rng = np.random.default_rng(seed)
        return self.quantile((rng.permutation(n) + rng.random(n)) / n)


def equal_parts(n: int) -> Floats:
    """Middles of ``n`` equal parts of (0, 1): probabilities of quantile nodes of equal weight, (n,)."""
    middles: Floats = (np.arange(n) + 0.5) / n
    return middles


# ---- what earlier alliances say -----------------------------------------------------------------------------------


def handovers(catalog: Catalog) -> tuple[Handover, ...]:
    """Every earlier hand-over that the catalogue shows, in the order of elections, states and parties.

    Parameters
    ----------
    catalog
        A brief's dated view: only elections that had been counted are seen, so that the estimate is forward only.

    Notes
    -----
    Consecutive general elections on the same seats; alliances are on record since LS2009. A seat counts where the giver
    had at least LEAST_PP in the base, stood aside in the target, exactly one ally stood there, that ally stood in the base
    too, and the two were not allied then. Groups of fewer than LEAST_SEATS are left out. One residual scale is pooled over
    all groups: four seats say too little of their own.
    """
    found: list[tuple[tuple[str, str, str, str, str], tuple[str, ...], Floats, Floats]] = []
    general = [i.id for i in catalog.elections.values() if i.kind == "general" and not i.imported]
    named = set(catalog.table("alliances")["election"].unique().to_list())
    for base, target in pairwise(general):
        if target in named:
            found += _groups(catalog, base, target)
    centred = [(x - x.mean(), y - y.mean()) for *_, x, y in found]
    slopes = [float(x @ y / (x @ x)) for x, y in centred]
    left = sum(len(x) - 2 for x, _ in centred)
    square = sum(float(((y - b * x) ** 2).sum()) for (x, y), b in zip(centred, slopes, strict=True))
    noise = sqrt(square / left) if left else 0.0
    return tuple(
        Handover(*key, seats, slope, noise / sqrt(float(x @ x)))
        for (key, seats, *_), slope, (x, _) in zip(found, slopes, centred, strict=True)
    )


def _groups(
    catalog: Catalog, base: str, target: str
) -> list[tuple[tuple[str, str, str, str, str], tuple[str, ...], Floats, Floats]]:
    """Groups of one pair of elections: key, seats, the giver's base shares, the heir's gains."""
    one, two = returns(catalog, base), returns(catalog, target)
    seats = tuple(s for s in two.seats if s in one.row and one.polled[one.row[s]] > 0 and two.polled[two.row[s]] > 0)
    states = tuple(two.states[two.row[s]] for s in seats)
    parties = tuple(sorted({*one.parties, *two.parties}))
    before, after = _on(one, seats, parties), _on(two, seats, parties)
    now, _ = alliances_of(catalog, target, seats, states, parties)
    then, _ = alliances_of(catalog, base, seats, states, parties)
    groups: dict[tuple[str, str, str], list[tuple[str, float, float]]] = {}
    can = np.array([p not in NEVER_PICKED for p in parties])
    aside = (before >= LEAST_PP) & np.isnan(after) & (now >= 0) & can
    for i, j in zip(*np.nonzero(aside), strict=True):
        heirs = np.flatnonzero((now[i] == now[i, j]) & ~np.isnan(after[i]) & can)
        if len(heirs) != 1 or np.isnan(before[i, heirs[0]]):
            continue
        k = int(heirs[0])
        if then[i, j] >= 0 and then[i, j] == then[i, k]:
            continue
        key = (states[i], parties[j], parties[k])
        groups.setdefault(key, []).append((seats[i], float(before[i, j]), float(after[i, k] - before[i, k])))
    out = []
    for key in sorted(groups):
        rows = groups[key]
        x, y = np.array([r[1] for r in rows]), np.array([r[2] for r in rows])
        if len(rows) >= LEAST_SEATS and np.ptp(x) > 0:
            out.append(((base, target, *key), tuple(r[0] for r in rows), x, y))
    return out


def _on(found: Returns, seats: tuple[str, ...], parties: tuple[str, ...]) -> Floats:
    return align(found.share[[found.row[s] for s in seats]], found.parties, parties)


def pooled(lessons: Sequence[Handover]) -> tuple[float, float, float]:
    """Mean rate over earlier alliances, its standard error, and how far single alliances lie from it.

    Notes
    -----
    Random effects: the spread between alliances by DerSimonian and Laird's moments, kept within SPREAD_LEAST and
    SPREAD_MOST; the mean by precision, with the prior as one more observation of it.

    References
    ----------
    DerSimonian & Laird (1986), Controlled Clinical Trials 7:177-188.
    """
    if not lessons:
        return PRIOR_MEAN, PRIOR_SD, SPREAD_PRIOR
    rate, weight = np.array([h.rate for h in lessons]), np.array([1 / max(h.se, 1e-6) ** 2 for h in lessons])
    fixed = weight @ rate / weight.sum()
    excess = weight @ (rate - fixed) ** 2 - (len(rate) - 1)
    scale = weight.sum() - (weight**2).sum() / weight.sum()
    spread = sqrt(max(float(excess / scale), 0.0)) if scale > 0 else SPREAD_PRIOR
    spread = float(np.clip(spread, SPREAD_LEAST, SPREAD_MOST))
    precision = 1 / (1 / weight + spread**2)
    total = precision.sum() + PRIOR_SD**-2
    mean = (precision @ rate + PRIOR_MEAN * PRIOR_SD**-2) / total
    return float(mean), float(1 / sqrt(total)), spread


class Rates:
    """Transfer rates by (giver, heir): given ones, a pair's own past, else what all earlier alliances say.

    Parameters
    ----------
    lessons
        See ``handovers``.
    given
        Means by (giver, heir) from the user, 0-1; their spread is that of earlier alliances.

    Raises
    ------
    KhakaError
        A given rate that is not in 0-1.
    """

    def __init__(self, lessons: Iterable[Handover] = (), given: Mapping[tuple[str, str], float] | None = None) -> None:
        self.lessons = tuple(lessons)
        self.given = dict(given or {})
        for (giver, heir), rate in self.given.items():
            if not 0 <= rate <= 1:
                raise KhakaError(msg("error.field.transfer", giver=giver, heir=heir, rate=rate))
        self.mean, self.se, self.spread = pooled(self.lessons)
        self._kept: dict[tuple[str, str], Transfer] = {}

    def of(self, giver: str, heir: str) -> Transfer:
        """The rate of a pair."""
        key = (giver, heir)
        if key not in self._kept:
            self._kept[key] = self._made(giver, heir)
        return self._kept[key]

    def _made(self, giver: str, heir: str) -> Transfer:
        around = sqrt(self.se**2 + self.spread**2)
        if (giver, heir) in self.given:
            return _beta(giver, heir, self.given[giver, heir], self.spread, "given", 0)
        own = [h for h in self.lessons if (h.giver, h.heir) == (giver, heir)]
        if not own:
            return _beta(giver, heir, self.mean, around, "estimated" if self.lessons else "assumed", len(self.lessons))
        weight = [1 / max(h.se, 1e-6) ** 2 for h in own]
        total = sum(weight) + around**-2
        mean = (sum(w * h.rate for w, h in zip(weight, own, strict=True)) + self.mean * around**-2) / total
        return _beta(giver, heir, mean, max(1 / sqrt(total), PAIR_SD_LEAST), "pair", len(self.lessons))

    def matrix(self, parties: Sequence[str], p: float) -> Floats:
        """The p-quantile of every rate, (n_givers, n_heirs) in the order of ``parties``; 1 on the diagonal.

        All rates of a node are at the same quantile: what makes one alliance's voters follow makes another's.
        """
        usual = float(self.of("", "").quantile(p))
        out = np.full((len(parties), len(parties)), usual)
        np.fill_diagonal(out, 1.0)
        at = {q: j for j, q in enumerate(parties)}
        for giver, heir in sorted({*self.given, *((h.giver, h.heir) for h in self.lessons)}):
            if giver in at and heir in at:
                out[at[giver], at[heir]] = float(self.of(giver, heir).quantile(p))
        return out


def _beta(giver: str, heir: str, mean: float, sd: float, basis: str, groups: int) -> Transfer:
    """A Transfer with one top: a wider spread than a Beta with both parameters above 1 can have is cut."""
    mean = float(np.clip(mean, 0.02, 0.98))
    widest = sqrt(min(mean * (1 - mean) ** 2 / (2 - mean), mean**2 * (1 - mean) / (1 + mean)))
    return Transfer(giver, heir, mean, min(float(sd), widest), basis, groups)
