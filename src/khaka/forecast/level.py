"""The level of each party in each state, expected from history alone: mean reversion, later results, who governs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from khaka.core.nouns import INDEPENDENT, NOTA
from khaka.forecast.carry import Base
from khaka.forecast.pattern import SMALL_PP, Evidence, Moments, solve

Floats = NDArray[np.float64]

#: Names of the terms: a constant, the base's level, the later house's level less the base's, whether the party governs,
#: and the level of what allies hand over.
TERMS = ("constant", "level", "later", "governs", "handed")
#: No change, until pairs show otherwise, except that a fifth of a handed-over vote is lost; worth so many state-parties.
PRIOR, PRIOR_GROUPS = (0.0, 0.0, 0.0, 0.0, -0.2), 40.0


@dataclass(frozen=True)
class LevelWeights:
    """Weights of the terms of an expected change of level, and the pairs behind them.

    Parameters
    ----------
    values
        (n_terms,), in the order of TERMS.
    groups
        How many state-parties stood behind the fit.
    """

    values: tuple[float, ...] = PRIOR
    fitted_on: tuple[str, ...] = ()
    groups: int = 0

    @property
    def named(self) -> dict[str, float]:
        """Weights by name."""
        return dict(zip(TERMS, self.values, strict=True))


def expect(base: Base, evidence: Evidence, governs: frozenset[tuple[str, str]], weights: LevelWeights) -> Base:
    """``base`` with each state's parties moved to their expected level, rows clipped at 0 and rescaled to 100.

    Parameters
    ----------
    base
        Usually the pattern of the same evidence.
    governs
        Pairs of state and party that go into the election as the government.
    """
    moved = base.share + np.tensordot(np.array(weights.values), _terms(evidence, governs), axes=1)
    return replace(base, share=rescaled(np.where(base.nominations.stands, moved, np.nan)))


def rescaled(share: Floats) -> Floats:
    """Rows clipped at 0 and rescaled to 100; NaN stays."""
    clipped = np.maximum(share, 0.0)
    total = np.nansum(clipped, axis=1, keepdims=True)
    return 100 * clipped / np.where(total > 0, total, 1.0)


def level_moments(name: str, evidence: Evidence, real: Floats, governs: frozenset[tuple[str, str]]) -> Moments:
    """What one pair says about the terms; each state-party weighs as the root of its seats."""
    x, y, w = _groups(evidence, real, governs)
    return Moments(name, (x * w) @ x.T, (x * w) @ y, int(y.size))


def fit_level(parts: Sequence[Moments], prior: LevelWeights | None = None) -> LevelWeights:
    """Weights of the terms from earlier pairs, drawn towards no change."""
    values, count = solve(parts, (prior or LevelWeights()).values, PRIOR_GROUPS)
    return LevelWeights(values, tuple(m.name for m in parts), count)


def _terms(evidence: Evidence, governs: frozenset[tuple[str, str]]) -> Floats:
    """The terms on every seat and party, (n_terms, n_seats, n_parties); 0 for columns that are never picked."""
    base = evidence.base
    nominations = base.nominations
    level = evidence.means
    rules = np.zeros_like(level)
    for state, rows in nominations.state_rows.items():
        for party, j in nominations.column.items():
            if (state, party) in governs:
                rules[rows, j] = 1.0
    stood = np.where(nominations.stands & ~base.fresh, base.handed, np.nan)
    # a party of half a point does not rise by four, unless it is large elsewhere
    elsewhere = np.where(nominations.stands, np.nan_to_num(base.share), 0.0).mean(axis=0)
    full = np.clip(np.maximum(level, elsewhere) / SMALL_PP, 0.0, 1.0)
    terms = np.stack([full, level, _later_gap(evidence), rules, _state_mean(base, stood)])
    terms[:, :, [j for j, p in enumerate(nominations.parties) if p in (INDEPENDENT, NOTA, "OTH")]] = 0.0
    return terms


def _later_gap(evidence: Evidence) -> Floats:
    """Mean of later less base, times recency, over the seats of the state where both are known, on every row."""
    base = evidence.base
    gap = np.where(base.nominations.stands, evidence.assembly - np.nan_to_num(base.share), np.nan)
    return _state_mean(base, gap * (evidence.recency[:, None] if evidence.recency.size else 1.0))


def _state_mean(base: Base, values: Floats) -> Floats:
    """Mean of each column over the seats of the state where it is not NaN, 0 where it is nowhere, on every row."""
    out = np.zeros_like(values)
    for rows in base.nominations.state_rows.values():
        part = values[rows]
        n = (~np.isnan(part)).sum(axis=0)
        out[rows] = np.where(n > 0, np.nansum(part, axis=0) / np.maximum(n, 1), 0.0)
    return out


def _groups(evidence: Evidence, real: Floats, governs: frozenset[tuple[str, str]]) -> tuple[Floats, Floats, Floats]:
    """Terms (n_terms, n), real changes of level (n,) and weights (n,) of the state-parties that count."""
    base = evidence.base
    terms = _terms(evidence, governs)
    xs, ys, ws = [], [], []
    for rows in base.nominations.state_rows.values():
        for j, party in enumerate(base.nominations.parties):
            use = rows[base.nominations.stands[rows, j] & ~np.isnan(real[rows, j])]
            if not use.size or party in (INDEPENDENT, NOTA, "OTH"):
                continue
            before, after = float(np.nan_to_num(base.share[use, j]).mean()), float(real[use, j].mean())
            if before > SMALL_PP:  # chosen by what is known before: choosing by the outcome would teach a rise
                xs.append(terms[:, use[0], j])
                ys.append(after - before)
                ws.append(np.sqrt(use.size))
    if not xs:
        return np.zeros((len(TERMS), 0)), np.zeros(0), np.zeros(0)
    return np.stack(xs, axis=1), np.array(ys), np.array(ws)
