# mypy: ignore-errors
# numba types these functions from their arguments; its stubs cannot.
"""The compiled kernel. Imported only when numba is there; ``fallback`` does the same in NumPy.

Every function takes flat arrays in the order of ``Problem`` and works on one block of draws. Nothing here depends on
the number of threads.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from khaka.forecast.simulate.special import normal_cdf

_STEPS = 64
_EDGE = 8.0
_ROOT2 = math.sqrt(2.0)
_ROOT_2PI = math.sqrt(2.0 * math.pi)


def phi_table() -> np.ndarray:
    """Cubic coefficients of Φ between neighbours of a grid of 1/64 from -8 to 8, (1025, 4): they err by 2e-10."""
    x = np.arange(int(2 * _EDGE * _STEPS) + 2) / _STEPS - _EDGE
    value, slope = normal_cdf(x), np.exp(-x * x / 2) / _ROOT_2PI / _STEPS
    a, da, db, rise = value[:-1], slope[:-1], slope[1:], np.diff(value)
    return np.column_stack([a, da, 3 * rise - 2 * da - db, da + db - 2 * rise])


@njit(cache=True, nogil=True, inline="always")
def _phi(x, table):
    s = (x + _EDGE) * _STEPS
    s = s if s > 0.0 else 0.0
    s = s if s < 2.0 * _EDGE * _STEPS else 2.0 * _EDGE * _STEPS
    i = np.int32(s)
    f = s - i
    return table[i, 0] + f * (table[i, 1] + f * (table[i, 2] + f * table[i, 3]))


@njit(cache=True, nogil=True)
def _latent(row, pointer, centre, load, nation, state, u):
    for j in range(len(centre)):
        u[j] = centre[j] + load[j] * (row[nation[j]] + row[state[j]])


@njit(cache=True, nogil=True)
def _among(u, n, floor, scale, nodes, weights, table, live, inside, p):
    """Win probabilities of three or more in the race; those below ``floor`` do not meet each other (quadrature.py)."""
    strong = 0
    for x in range(n):
        strong += u[live[x]] > floor
    k = 0 if n == 3 else 1 if strong <= 5 else 2
    many = 8 + 4 * k
    total = 0.0
    for x in range(n):
        mine = u[live[x]]
        for q in range(many):
            inside[q] = weights[k, q]
        for y in range(n):
            theirs = u[live[y]]
            if y != x and (mine > floor or theirs > floor):
                d = (mine - theirs) * scale
                for q in range(many):
                    inside[q] *= _phi(d + nodes[k, q], table)
        found = 0.0
        for q in range(many):
            found += inside[q]
        p[live[x]] = found
        total += found
    for x in range(n):
        p[live[x]] /= total


@njit(cache=True, nogil=True)
def _seat(u, a, b, sigma, prune, weak, nodes, weights, table, live, inside, p):
    """Fill p[a:b] with the win probabilities of a seat; return how many are in the race."""
    top = u[a]
    for j in range(a + 1, b):
        top = max(top, u[j])
    n = 0
    for j in range(a, b):
        p[j] = 0.0
        if u[j] > top - prune * sigma:
            live[n] = j
            n += 1
    if n == 1:
        p[live[0]] = 1.0
    elif n == 2:
        one = _phi((u[live[0]] - u[live[1]]) / (sigma * _ROOT2), table)
        p[live[0]] = one
        p[live[1]] = 1.0 - one
    else:
        _among(u, n, top - weak * sigma, 1.0 / sigma, nodes, weights, table, live, inside, p)
    return n


@njit(cache=True, nogil=True)
def draw_block(
    factors, uniforms, pointer, party, centre, load, nation, state, sigma, prune, weak, nodes, weights, table,
    win, totals, expected, variance,
):  # fmt: skip
    """Add the block's win probabilities to ``win`` and fill its draws, means and variances by party."""
    u, p = np.empty(len(centre)), np.empty(len(centre))
    live, inside = np.empty(len(centre), dtype=np.int64), np.empty(16)
    for d in range(len(factors)):
        _latent(factors[d], pointer, centre, load, nation, state, u)
        for s in range(len(pointer) - 1):
            a, b = pointer[s], pointer[s + 1]
            n = _seat(u, a, b, sigma, prune, weak, nodes, weights, table, live, inside, p)
            below, won = 0.0, live[n - 1]
            for x in range(n):
                j = live[x]
                if below <= uniforms[d, s] < below + p[j]:
                    won = j
                below += p[j]
                win[j] += p[j]
                expected[d, party[j]] += p[j]
                variance[d, party[j]] += p[j] * (1.0 - p[j])
            totals[d, party[won]] += 1


@njit(cache=True, nogil=True)
def _add_pmf(chance, pmf, work):
    """Add the exact distribution of a sum of independent 0/1 variables to ``pmf``."""
    low, n = 0, 0
    work[0] = 1.0
    for i in range(len(chance)):
        q = chance[i]
        if q > 1.0 - 1e-13:
            low += 1
        elif q > 1e-13:
            n += 1
            work[n] = work[n - 1] * q
            for k in range(n - 1, 0, -1):
                work[k] = work[k] * (1.0 - q) + work[k - 1] * q
            work[0] *= 1.0 - q
    for k in range(n + 1):
        pmf[low + k] += work[k]


@njit(cache=True, nogil=True)
def tally_block(
    factors, uniforms, pointer, centre, load, nation, state, sigma, prune, weak, nodes, weights, table, flags,
    totals, moments, pmf,
):  # fmt: skip
    """Seats of one bloc in each draw: sampled, the three moments given the factors, and their mixed distribution."""
    u, p = np.empty(len(centre)), np.empty(len(centre))
    live, inside = np.empty(len(centre), dtype=np.int64), np.empty(16)
    seats = len(pointer) - 1
    chance, work = np.empty(seats), np.empty(seats + 1)
    for d in range(len(factors)):
        _latent(factors[d], pointer, centre, load, nation, state, u)
        for s in range(seats):
            n = _seat(u, pointer[s], pointer[s + 1], sigma, prune, weak, nodes, weights, table, live, inside, p)
            below, won, ours = 0.0, live[n - 1], 0.0
            for x in range(n):
                j = live[x]
                if below <= uniforms[d, s] < below + p[j]:
                    won = j
                below += p[j]
                if flags[j]:
                    ours += p[j]
            ours = min(ours, 1.0)
            chance[s] = ours
            totals[d] += flags[won]
            v = ours * (1.0 - ours)
            moments[d, 0] += ours
            moments[d, 1] += v
            moments[d, 2] += v * (1.0 - 2.0 * ours)
        _add_pmf(chance, pmf, work)


@njit(cache=True, nogil=True)
def _slope(u, a, b, own, flags, sigma, prune, weak, nodes, weights, table, live, n):
    """d(bloc's win probability) / d(own share), per point, for a seat whose ``n`` runners are in ``live``."""
    found = 0.0
    for x in range(n):
        r = live[x]
        if r == own or flags[r] == flags[own]:
            continue
        d = (u[own] - u[r]) / sigma
        inside = 0.0
        for q in range(8):
            part = weights[0, q]
            for y in range(n):
                k = live[y]
                if k != own and k != r:
                    part *= _phi((u[own] - u[k]) / sigma - d / 2.0 + nodes[0, q] / _ROOT2, table)
            inside += part
        found += math.exp(-d * d / 4.0) / math.sqrt(4.0 * math.pi) * inside / sigma
    return found if flags[own] else -found


@njit(cache=True, nogil=True)
def _density(k, mean, variance, third):
    """Probability of exactly k: the normal density with its skew term."""
    sd = math.sqrt(variance)
    x = (k - mean) / sd
    skew = third / (variance * sd)
    return max(math.exp(-x * x / 2.0) / (_ROOT_2PI * sd) * (1.0 + skew / 6.0 * (x * x * x - 3.0 * x)), 0.0)


@njit(cache=True, nogil=True)
def _without(chance, skip, k, work):
    """Probability of exactly k successes with one seat left out, exact."""
    low, n = 0, 0
    work[0] = 1.0
    for i in range(len(chance)):
        q = chance[i]
        if i == skip or q <= 1e-9:
            continue
        if q >= 1.0 - 1e-9:
            low += 1
            continue
        n += 1
        work[n] = work[n - 1] * q
        for m in range(n - 1, 0, -1):
            work[m] = work[m] * (1.0 - q) + work[m - 1] * q
        work[0] *= 1.0 - q
    return work[k - low] if 0 <= k - low <= n else 0.0


@njit(cache=True, nogil=True)
def decisive_block(
    factors, pointer, centre, load, nation, state, sigma, prune, weak, nodes, weights, table, flags, own, need,
    exact_below, gain, decisive,
):  # fmt: skip
    """Add dE[seats]/dx and dP(seats >= need)/dx of each seat, summed over the block's draws."""
    u, p = np.empty(len(centre)), np.empty(len(centre))
    live, inside = np.empty(len(centre), dtype=np.int64), np.empty(16)
    seats = len(pointer) - 1
    chance, slope, work = np.empty(seats), np.empty(seats), np.empty(seats + 1)
    for d in range(len(factors)):
        _latent(factors[d], pointer, centre, load, nation, state, u)
        mean, variance, third = 0.0, 0.0, 0.0
        for s in range(seats):
            a, b = pointer[s], pointer[s + 1]
            n = _seat(u, a, b, sigma, prune, weak, nodes, weights, table, live, inside, p)
            ours, running = 0.0, False
            for x in range(n):
                if flags[live[x]]:
                    ours += p[live[x]]
                running = running or live[x] == own[s]
            ours = min(ours, 1.0)
            slope[s] = 0.0
            if running and n > 1:
                slope[s] = _slope(u, a, b, own[s], flags, sigma, prune, weak, nodes, weights, table, live, n)
            chance[s] = ours
            v = ours * (1.0 - ours)
            mean += ours
            variance += v
            third += v * (1.0 - 2.0 * ours)
        for s in range(seats):
            if slope[s] != 0.0:
                gain[s] += slope[s]
                q = chance[s]
                v = q * (1.0 - q)
                if variance - v < exact_below:
                    decisive[s] += slope[s] * _without(chance, s, need - 1, work)
                else:
                    one = _density(need - 1.0, mean - q, variance - v, third - v * (1.0 - 2.0 * q))
                    decisive[s] += slope[s] * one
