"""Win probabilities of a seat among several parties, by Gauss-Hermite quadrature.

The NumPy path: the oracle of the compiled kernel, and what runs where numba cannot be imported.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from khaka.forecast.nouns import Floats
from khaka.forecast.simulate.special import normal_cdf

#: A party this many standard deviations of the seat's noise behind the strongest is taken to have no chance (2e-6).
PRUNE_SD = 6.5
#: Parties this far behind the strongest are measured against the stronger ones only, not against each other: a seat
#: with fifteen of them costs a sixth, and the error stays below 1e-4.
WEAK_SD = 4.5
_ROOT2 = float(np.sqrt(2.0))


def node_count(n_live: int, n_strong: int) -> int:
    """Nodes that keep the error below 3e-4: 8 among three parties (1.7e-4), 12 or 16 among more."""
    return 8 if n_live == 3 else 12 if n_strong <= 5 else 16


@cache
def nodes_of(n: int = 8) -> tuple[Floats, Floats]:
    """Nodes and weights of ∫ φ(z) g(z) dz, each (n,)."""
    z, w = np.polynomial.hermite_e.hermegauss(n)
    return z, w / w.sum()


def win_probabilities(shares: Floats, sigma: float, nodes: int | None = None) -> Floats:
    """The probability that each party has the largest share, given equal independent normal noise.

    Parameters
    ----------
    shares
        Expected shares in points, (n_rows, n_places); ``-inf`` where nobody stands.
    sigma
        Standard deviation of the noise in points.
    nodes
        Quadrature nodes; None takes ``node_count``, which keeps the error of every probability below 3e-4.

    Returns
    -------
    (n_rows, n_places), rows sum to 1.

    Notes
    -----
    p_own = ∫ φ(z) Π_r Φ((u_own - u_r) / σ + z) dz over the rivals r: z is own noise. Two parties need no quadrature,
    Φ(d / (σ √2)). Rows are scaled to sum to one. Parties further than ``PRUNE_SD`` σ behind the strongest are left out.

    References
    ----------
    Train, *Discrete Choice Methods with Simulation* (2009), ch. 5 (independent probit).
    """
    u = np.asarray(shares, dtype=np.float64)
    order = np.argsort(-u, axis=1, kind="stable")
    ranked = np.take_along_axis(u, order, axis=1)
    top = ranked[:, :1]
    n_live = (ranked > top - PRUNE_SD * sigma).sum(axis=1)
    n_strong = (ranked > top - WEAK_SD * sigma).sum(axis=1) if nodes is None else n_live
    p = np.zeros_like(ranked)
    p[n_live == 1, 0] = 1.0
    for n, strong in np.unique(np.column_stack([n_live, n_strong]), axis=0).tolist():
        rows = (n_live == n) & (n_strong == strong)
        if n == 2:
            p[rows, 0] = normal_cdf((ranked[rows, 0] - ranked[rows, 1]) / (sigma * _ROOT2))
            p[rows, 1] = 1.0 - p[rows, 0]
        elif n > 2:
            p[rows, :n] = _among(ranked[rows, :n] / sigma, strong, nodes or node_count(n, strong))
    out = np.empty_like(u)
    np.put_along_axis(out, order, p, axis=1)
    return out


def _among(u: Floats, strong: int, nodes: int) -> Floats:
    """The same for ``n`` parties in the race, the strongest first, in units of the noise."""
    z, w = nodes_of(nodes)
    found = np.empty_like(u)
    for own in range(u.shape[1]):
        inside = np.broadcast_to(w, (len(u), nodes)).copy()
        for rival in range(u.shape[1] if own < strong else strong):
            if rival != own:
                inside *= normal_cdf((u[:, own] - u[:, rival])[:, None] + z)
        found[:, own] = inside.sum(axis=1)
    shares: Floats = found / found.sum(axis=1, keepdims=True)
    return shares


def tie_densities(shares: Floats, own: NDArray[np.int64], sigma: float, nodes: int = 8) -> Floats:
    """The density, per point, of a tie for the first place between a party and each of its rivals.

    Parameters
    ----------
    shares
        As for ``win_probabilities``.
    own
        Column of the party in each row, (n_rows,).

    Returns
    -------
    (n_rows, n_places), zero in the own column. The row sum is dp_own / du_own, and a rival's entry is what the rival
    loses of it.

    Notes
    -----
    ∫ φ(z) φ(d + z) g(z) dz = φ(d / √2) / √2 · E g((y / √2) - d / 2) with y normal: the product of the two densities is
    taken exactly and only the third parties' Φ are left to the nodes.
    """
    u = np.asarray(shares, dtype=np.float64)
    rows = np.arange(len(u))
    top = u.max(axis=1)
    live = u > (top - PRUNE_SD * sigma)[:, None]
    mine = u[rows, own]
    out = np.zeros_like(u)
    z, w = nodes_of(nodes)
    for r in range(u.shape[1]):
        pick = np.flatnonzero(live[:, r] & live[rows, own] & (own != r))
        if not len(pick):
            continue
        d = (mine[pick] - u[pick, r]) / sigma
        inside = np.broadcast_to(w, (len(pick), nodes)).copy()
        for k in range(u.shape[1]):
            third = live[pick, k] & (own[pick] != k)
            if k != r and third.any():
                gap = (mine[pick] - u[pick, k])[third] / sigma
                inside[third] *= normal_cdf((gap - d[third] / 2)[:, None] + z / _ROOT2)
        bell = np.exp(-d * d / 4) / np.sqrt(4 * np.pi)
        out[pick, r] = bell * inside.sum(axis=1) / sigma
    return out
