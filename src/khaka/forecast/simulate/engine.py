"""Runs the blocks of a draw set on threads, compiled where numba is there, in NumPy otherwise."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from khaka.core.message import Message, msg
from khaka.forecast.nouns import Floats
from khaka.forecast.simulate import fallback
from khaka.forecast.simulate.factors import Common, block_sizes, common_factors, factor_normals
from khaka.forecast.simulate.problem import Ints, Problem
from khaka.forecast.simulate.quadrature import PRUNE_SD, WEAK_SD, nodes_of

#: Below this variance of the other seats a leave-one-out probability is exact and not normal.
EXACT_BELOW = 4.0
Progress = Callable[[Message], None]
T = TypeVar("T")


def uses_numba() -> bool:
    """True when the compiled kernel will be used: numba is installed and KHAKA_NO_NUMBA is not set."""
    return os.environ.get("KHAKA_NO_NUMBA", "") in {"", "0"} and _numba_imports()


@cache
def _numba_imports() -> bool:
    if find_spec("numba") is None:
        return False
    try:
        importlib.import_module("numba")
    except Exception:  # a broken installation raises many kinds; NumPy does the same work
        return False
    try:
        _kernel()
    except RuntimeError:  # numba finds no folder that it may write its cache to
        return False
    return True


def _kernel() -> Any:
    return importlib.import_module("khaka.forecast.simulate.kernel")


def compiled() -> bool:
    """True when the next simulation will not wait for a compilation (about 5 s in all, once a machine).

    True too where the NumPy path is used: nothing is compiled then.
    """
    if not uses_numba():
        return True
    kernel = _kernel()
    return all(_is_stored(f) for f in (kernel.draw_block, kernel.tally_block, kernel.decisive_block))


def _is_stored(function: Any) -> bool:
    """True when a function is compiled in this process, or numba's cache holds it for today's source."""
    if function.signatures:
        return True
    code = function.py_func.__code__
    stored = Path(function.stats.cache_path).glob(f"*.{function.py_func.__name__}-{code.co_firstlineno}.*.nbi")
    return any(p.stat().st_mtime >= Path(code.co_filename).stat().st_mtime for p in stored)


def announce(progress: Progress | None) -> None:
    """Say that the kernel is about to be compiled, if it is."""
    if progress is not None and not compiled():
        progress(msg("forecast.simulate.compiling"))


@cache
def _constants() -> tuple[Floats, Floats, Floats]:
    """Nodes and weights of 8, 12 and 16, (3, 16) each, and the table of Φ."""
    nodes, weights = np.zeros((3, 16)), np.zeros((3, 16))
    for k, n in enumerate((8, 12, 16)):
        nodes[k, :n], weights[k, :n] = nodes_of(n)
    return nodes, weights, _kernel().phi_table()


@dataclass(frozen=True)
class Plan:
    """All that makes the draws again: the problem, the axes, how many, the seed, and whether to stratify."""

    problem: Problem
    axes: Floats
    draws: int
    seed: int
    stratify: bool

    @cached_property
    def _normals(self) -> Floats:
        return factor_normals(self.problem.names, self.seed, self.draws)

    def common(self, block: int) -> Common:
        """The common factors of a block."""
        sizes = block_sizes(self.draws)
        start = sum(sizes[:block])
        part = self._normals[start : start + sizes[block]]
        return common_factors(self.problem, self.axes, self.seed, block, part, self.stratify)


def each_block(plan: Plan, work: Callable[[int], T], threads: int | None) -> list[T]:
    """``work`` of each block, in the order of blocks whatever the number of threads."""
    n = len(block_sizes(plan.draws))
    if threads is None:
        threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if min(threads, n) <= 1:
        return [work(b) for b in range(n)]
    with ThreadPoolExecutor(min(threads, n)) as pool:
        return list(pool.map(work, range(n)))


def _seat_arguments(problem: Problem) -> tuple[Any, ...]:
    nodes, weights, table = _constants()
    q = problem
    return (q.centre, q.load, q.nation, q.state, q.sigma, PRUNE_SD, WEAK_SD, nodes, weights, table)


def run_draws(plan: Plan, block: int) -> tuple[Floats, NDArray[np.int32], Floats, Floats]:
    """Sum of win probabilities by candidacy, and by draw and party: seats, their mean and variance."""
    problem, common = plan.problem, plan.common(block)
    shape = (len(common.factors), problem.n_parties)
    win = np.zeros(len(problem.centre))
    totals, expected, variance = np.zeros(shape, dtype=np.int32), np.zeros(shape), np.zeros(shape)
    if uses_numba():
        _kernel().draw_block(
            common.factors, common.uniforms, problem.pointer, problem.party, *_seat_arguments(problem),
            win, totals, expected, variance,
        )  # fmt: skip
    else:
        fallback.draw_block(problem, common.factors, common.uniforms, win, totals, expected, variance)
    return win, totals, expected, variance


def run_tally(plan: Plan, block: int, flags: NDArray[np.uint8]) -> tuple[NDArray[np.int32], Floats, Floats]:
    """A bloc's seats in each draw, their three conditional moments, and the block's mean distribution."""
    problem, common = plan.problem, plan.common(block)
    n = len(common.factors)
    totals, moments, pmf = np.zeros(n, dtype=np.int32), np.zeros((n, 3)), np.zeros(problem.n_seats + 1)
    if uses_numba():
        _kernel().tally_block(
            common.factors, common.uniforms, problem.pointer, *_seat_arguments(problem), flags, totals, moments, pmf
        )
    else:
        fallback.tally_block(problem, common.factors, common.uniforms, flags, totals, moments, pmf)
    return totals, moments, pmf / n


def run_decisive(plan: Plan, block: int, flags: NDArray[np.uint8], own: Ints, need: int) -> tuple[Floats, Floats]:
    """The block's mean dE[seats]/dx and dP(seats >= need)/dx of each seat, (n_seats,) each, in the problem's order."""
    problem, common = plan.problem, plan.common(block)
    gain, decisive = np.zeros(problem.n_seats), np.zeros(problem.n_seats)
    if uses_numba():
        _kernel().decisive_block(
            common.factors, problem.pointer, *_seat_arguments(problem), flags, own, need, EXACT_BELOW, gain, decisive
        )
    else:
        fallback.decisive_block(problem, common.factors, flags, own, need, EXACT_BELOW, gain, decisive)
    return gain / len(common.factors), decisive / len(common.factors)
