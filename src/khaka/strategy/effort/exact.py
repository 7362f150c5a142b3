"""Allocation under limits: a mixed-integer programme solved by HiGHS, its bound, and the prices of its limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from khaka.core.errors import KhakaError
from khaka.core.message import Message, msg
from khaka.forecast.nouns import Floats
from khaka.strategy.effort.task import Ints, Menu, Task
from khaka.strategy.quiet import quiet

#: The search stops when the plan is proved to be this near to the best (a part of it).
GAP = 0.002
#: Limits of the search. Nodes stop it at the same plan on every machine; seconds are for the worst case only.
NODES, SECONDS = 2_000, 60.0
#: Columns of each seat that the first search looks at.
CORE = 6


@dataclass(frozen=True)
class Price:
    """What one more unit of a limit would bring, from the relaxation. ``name`` is ``budget``, ``days`` or a group's."""

    name: tuple[str, str]
    kind: str
    value: float


@dataclass(frozen=True)
class Solution:
    """A plan in levels.

    Parameters
    ----------
    money, days
        Levels of the menu, (n_seats,).
    bound
        No plan of the menu brings more: the value of the linear relaxation.
    prices
        What one more unit of each limit would bring.
    """

    money: Ints
    days: Ints
    value: float
    bound: float
    prices: tuple[Price, ...] = ()

    @property
    def gap(self) -> float:
        """How far the plan may be from the best, a part of the bound."""
        return max(self.bound - self.value, 0.0) / self.bound if self.bound > 1e-12 else 0.0


@dataclass(frozen=True)
class Programme:
    """The programme of a task: one column a seat and level, the empty level left out.

    Parameters
    ----------
    seat, money, day
        Of each column.
    value
        What it brings.
    matrix, low, high
        Rows: a seat takes at most one column; then ``named`` limits.
    """

    seat: Ints
    money: Ints
    day: Ints
    value: Floats
    matrix: Any
    low: Floats
    high: Floats
    named: tuple[tuple[tuple[str, str], str], ...]


def programme(task: Task, menu: Menu, gain: Floats) -> Programme:
    """The programme that maximises ``gain``, (n_seats, n_money, n_days).

    Raises
    ------
    KhakaError
        A floor that the seats of its group cannot fill; the message names it.
    """
    from scipy import sparse  # type: ignore[import-untyped]

    exists = np.broadcast_to(menu.open[:, :, None], gain.shape).copy()
    exists[:, 0, 0] = False
    seat, money, day = (x.astype(np.int64) for x in np.nonzero(exists))
    cost, days = menu.amounts[seat, money], menu.days[day].astype(np.float64)
    paid = (money > 0).astype(np.float64)
    rows: list[Floats] = []
    low: list[float] = []
    high: list[float] = []
    named: list[tuple[tuple[str, str], str]] = []

    def limit(name: tuple[str, str], kind: str, row: Floats, least: float | None, most: float | None) -> None:
        if least is None and most is None:
            return
        rows.append(row)
        low.append(-np.inf if least is None else least)
        high.append(np.inf if most is None else most)
        named.append((name, kind))

    scale = task.response.half_at  # amounts in this unit, so that no row holds millions beside ones
    limit(("budget", ""), "amount", cost / scale, None, task.budget / scale)
    if len(menu.days) > 1:
        limit(("days", ""), "days", days, None, float(task.days))
    for g in task.groups:
        _reachable(task, menu, g.name, int(g.inside.sum()), g.min_seats, g.min_amount, g.inside)
        inside = g.inside[seat].astype(np.float64)
        limit(g.name, "seats", inside * paid, g.min_seats, g.max_seats)
        least, most = (None if a is None else a / scale for a in (g.min_amount, g.max_amount))
        limit(g.name, "amount", inside * cost / scale, least, most)
    one = sparse.csr_matrix((np.ones(len(seat)), (seat, np.arange(len(seat)))), shape=(task.size, len(seat)))
    matrix = sparse.vstack([one, sparse.csr_matrix(np.array(rows))]).tocsr()
    ones = np.ones(task.size)
    return Programme(
        seat, money, day, gain[seat, money, day], matrix, np.concatenate([-np.inf * ones, low]),
        np.concatenate([ones, high]), tuple(named),
    )  # fmt: skip


def _reachable(
    task: Task, menu: Menu, name: tuple[str, str], have: int, seats: int | None, amount: float | None, inside: Any
) -> None:
    """Refuse a floor that its seats cannot fill on their own."""
    open_ = int((menu.open[inside, 1:].any(axis=1)).sum()) if have else 0
    if seats is not None and seats > open_:
        raise KhakaError(
            msg(
                "error.effort.floor_seats", name=msg(f"effort.group.{name[0]}", code=name[1]), wanted=seats, have=open_
            ),
            msg("error.effort.floor_hint"),
        )
    most = float(np.nanmax(menu.amounts[inside], axis=1).sum()) if have else 0.0
    if amount is not None and amount > most * (1 + 1e-9):
        raise KhakaError(
            msg("error.effort.floor_amount", name=msg(f"effort.group.{name[0]}", code=name[1])),
            msg("error.effort.floor_hint"),
        )


def solve(task: Task, menu: Menu, gain: Floats, *, gap: float = GAP) -> Solution:
    """The best plan under every limit, with its bound and the prices of the limits.

    Parameters
    ----------
    gain
        What each level brings over nothing, (n_seats, n_money, n_days).
    gap
        The search stops when the plan is proved to be this near to the best.

    Raises
    ------
    KhakaError
        The limits contradict each other, or no plan was found in the limits of the search.

    Notes
    -----
    First the linear relaxation: it bounds every plan, and its duals are the prices. It leaves few seats undecided, so the
    search looks only at each seat's columns of highest reduced value (the core); where the core holds no plan that is
    near enough to the bound, it looks at all. A price holds for small changes (the next crore, the next day); a floor's
    price is not positive: what keeping it costs.

    References
    ----------
    Pisinger (1995), "A minimal algorithm for the multiple-choice knapsack problem", EJOR 83:394; Huangfu & Hall (2018),
    "Parallelizing the dual revised simplex method", Math. Prog. Comp. 10:119 (HiGHS).
    """
    empty = np.zeros(task.size, dtype=np.int64)
    p = programme(task, menu, gain)
    if not len(p.value):
        return Solution(empty, empty, 0.0, 0.0)
    bound, dual = _relaxed(p)
    reduced = p.value - p.matrix.T @ dual
    core = _core(p, task.size, reduced)
    taken = _search(p, core, gap)
    if taken is None or bound - p.value[taken].sum() > 2 * gap * max(bound, 0.0):
        every = _search(p, np.arange(len(p.value)), gap)
        if every is not None and (taken is None or p.value[every].sum() > p.value[taken].sum()):
            taken = every
    if taken is None:
        raise KhakaError(msg("error.effort.not_found"), msg("error.effort.infeasible_hint"))
    money, days = empty.copy(), empty.copy()
    money[p.seat[taken]], days[p.seat[taken]] = p.money[taken], p.day[taken]
    value = float(p.value[taken].sum())
    return Solution(money, days, value, max(bound, value), _priced(p, task, dual))


def _core(p: Programme, seats: int, reduced: Floats) -> Ints:
    """Each seat's CORE columns of highest reduced value; ties go to the earlier column."""
    order = np.lexsort((np.arange(len(reduced)), -reduced, p.seat))
    first = np.searchsorted(p.seat[order], np.arange(seats))
    place = np.arange(len(order)) - first[p.seat[order]]
    return np.sort(order[place < CORE])


def relaxation(task: Task, menu: Menu, gain: Floats) -> tuple[float, tuple[Price, ...]]:
    """What no plan can exceed, and the prices of the limits: for a plan that was made without the search.

    Raises
    ------
    KhakaError
        The limits contradict each other.
    """
    p = programme(task, menu, gain)
    if not len(p.value):
        return 0.0, ()
    bound, dual = _relaxed(p)
    return bound, _priced(p, task, dual)


def _priced(p: Programme, task: Task, dual: Floats) -> tuple[Price, ...]:
    n, scale = task.size, task.response.half_at
    return tuple(
        Price(name, kind, float(dual[n + i]) / (scale if kind == "amount" else 1.0))
        for i, (name, kind) in enumerate(p.named)
    )


def _relaxed(p: Programme) -> tuple[float, Floats]:
    """The value of the linear relaxation, and the dual of each row."""
    from scipy import sparse
    from scipy.optimize import linprog  # type: ignore[import-untyped]

    up, down = np.isfinite(p.high), np.isfinite(p.low)
    sides = sparse.vstack([p.matrix[up], -p.matrix[down]]).tocsr()
    ends = np.concatenate([p.high[up], -p.low[down]])
    found = linprog(-p.value, A_ub=sides, b_ub=ends, bounds=(0, None), method="highs")
    if found.status == 2:
        names = _clashing(p)
        key = "error.effort.infeasible" if names else "error.effort.not_found"
        raise KhakaError(msg(key, names=names), msg("error.effort.infeasible_hint"))
    if found.status != 0:
        raise KhakaError(msg("error.effort.not_found"), msg("error.effort.infeasible_hint"))
    dual, marginal = np.zeros(len(p.high)), -found.ineqlin.marginals
    dual[up] += marginal[: up.sum()]
    dual[down] -= marginal[up.sum() :]
    return -float(found.fun), dual


def _clashing(p: Programme) -> list[Message]:
    """The limits that must give way for a plan to exist, found by letting each give way at a price."""
    from scipy import sparse
    from scipy.optimize import linprog

    named = len(p.named)
    seats = len(p.high) - named
    up, down = np.isfinite(p.high), np.isfinite(p.low)
    give = sparse.vstack([sparse.csr_matrix((seats, named)), sparse.identity(named)]).tocsr()
    sides = sparse.vstack([sparse.hstack([p.matrix[up], -give[up]]), sparse.hstack([-p.matrix[down], -give[down]])])
    cost = np.concatenate([np.zeros(len(p.value)), np.ones(named)])
    ends = np.concatenate([p.high[up], -p.low[down]])
    found = linprog(cost, A_ub=sides.tocsr(), b_ub=ends, bounds=(0, None), method="highs")
    if found.status != 0:
        return []
    short = [p.named[i][0] for i in range(named) if found.x[len(p.value) + i] > 1e-9]
    return [msg(f"effort.group.{group}", code=code) for group, code in dict.fromkeys(short)]


def _search(p: Programme, columns: Ints, gap: float) -> Ints | None:
    """The columns of the best whole plan among some, None where none was found."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    size = max(float(np.abs(p.value[columns]).max()), 1e-12)
    with quiet():
        found = milp(
            -p.value[columns] / size,
            integrality=np.ones(len(columns)),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(p.matrix[:, columns], p.low, p.high),
            options={"mip_rel_gap": gap, "node_limit": NODES, "time_limit": SECONDS},
        )
    if found.x is None:
        return None
    taken: Ints = columns[np.flatnonzero(found.x > 0.5)]
    return taken
