"""Seat sharing as an optimisation: which member of an alliance fights which seat, and what each concession costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.strategy.alliances.chances import Table
from khaka.strategy.alliances.goal import GoalFound, best_for_goal
from khaka.strategy.quiet import quiet

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: What a deal is made for: the alliance's expected seats, ours, or the chance of a number of seats of the alliance.
OBJECTIVES: Final = ("expected", "ours", "goal")
#: Weight of own support (points / 100) between deals of the same value, and, when a deal is made for our own seats, of
#: the partners' chances.
TIE, COURTESY = 1e-6, 1e-4
#: Two chances closer than this are the same.
SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Quota:
    """How many seats a member fights; None for no bound."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Must:
    """A seat that is a member's whatever the numbers say, with the reason."""

    seat: str
    member: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """One seat of a deal.

    Parameters
    ----------
    chance
        That the alliance wins it with ``member`` standing, 0-1.
    other, other_chance
        The best other member, and the chance with that one standing.
    why
        ``best``: no member has a better chance; ``quota``: another has, the quotas decide; ``goal``: another has, and the
        goal is better served so; ``ours``: the deal is for our own seats; ``must``; ``sitting``: its member won the seat.
    reason
        Of a must-have, in its author's words.
    """

    seat: str
    state: str
    member: str
    chance: float
    other: str
    other_chance: float
    why: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Price:
    """What changes when one concession changes, in expected seats; positive is a cost (before less after).

    Parameters
    ----------
    kind
        ``more``, ``fewer``: exactly one seat more or fewer for ``member``, all other quotas kept (where they leave no such
        deal, ours gives or takes the seat: ``ours_moves``); ``quota``: what its quota costs against none; ``must``: what a
        must-have or a sitting winner's seat costs against a free choice there.
    member, seat
        Whose, and which seat for ``must``.
    alliance, ours, partner
        Costs in expected seats: of all members, of our party, and of ``member`` (negative is its gain); None where no
        deal exists.
    goal
        Cost in the chance of the goal; None without a goal.
    seats
        Seats that change hands.
    ours_moves
        True where our own quota had to move by one.
    """

    kind: str
    member: str
    seat: str = ""
    alliance: float | None = None
    ours: float | None = None
    partner: float | None = None
    goal: float | None = None
    seats: tuple[str, ...] = ()
    ours_moves: bool = False


@dataclass(frozen=True)
class Deal:
    """A seat-sharing deal.

    Parameters
    ----------
    chosen
        Column of the member that fights each seat, (n_seats,).
    fought, expected
        Seats fought and expected wins of each member.
    total, free_total
        Expected seats of the alliance, and what the best deal without quotas, must-haves and sitting winners would give.
    gap
        The solver's relative gap: 0 is proved best for what was maximised (for a goal: for the last linear step only).
    goal
        What was found for a goal, else None.
    """

    table: Table
    ours: str
    objective: str
    chosen: Ints
    shares: tuple[Share, ...]
    fought: Mapping[str, int]
    expected: Mapping[str, float]
    total: float
    free_total: float
    gap: float
    prices: tuple[Price, ...] = ()
    goal: GoalFound | None = None


def share_seats(
    table: Table,
    ours: str,
    *,
    quotas: Mapping[str, Quota] | None = None,
    musts: Sequence[Must] = (),
    sitting: bool = False,
    objective: str = "expected",
    at_least: int | None = None,
    prices: bool = True,
    seed: int = 1,
) -> Deal:
    """The best deal under quotas and must-haves.

    Parameters
    ----------
    ours
        One of the table's members.
    quotas
        By member; a member without one has no bounds.
    musts
        Seats fixed by word. They outrank the sitting winners' rule.
    sitting
        A seat that a member won in the base election stays with it.
    objective
        See OBJECTIVES. With ``goal``, ``at_least`` is the number of these seats that the alliance wants.
    prices
        Also compute what each concession costs (two solutions a member, one a must-have).
    seed
        Of the draws for a goal.

    Raises
    ------
    KhakaError
        An objective, member or seat that is not known, a seat given twice, quotas that no deal can meet, a goal without
        its number or a number without a goal.

    Notes
    -----
    maximise Σ v(s, m) x(s, m) subject to Σ_m x(s, m) = 1, low_m <= Σ_s x(s, m) <= high_m, x binary, x fixed for
    must-haves; v is the chance that m wins s standing for all. HiGHS solves it with no gap left. Without the goal's steps
    it is a transportation problem, whose linear optimum is whole anyway.

    References
    ----------
    Huangfu & Hall (2018), Math. Prog. Comp. 10:119-142 (HiGHS); docs/design/0015-seat-sharing.md.
    """
    limits = dict(quotas or {})
    _check_words(table, ours, limits, musts, objective, at_least)
    fixed = _fixed(table, musts, sitting)
    _check_numbers(table, limits, fixed)
    problem = _Problem(table, ours, limits, fixed, objective)
    chosen, gap = problem.best()
    goal, weights = None, None
    if objective == "goal":
        assert at_least is not None
        if table.cases is None:
            raise ValueError("a goal needs the cases behind the chances")
        goal, chosen, gap, weights = best_for_goal(table, at_least, chosen, problem.solve, seed)
    free, _ = _Problem(table, ours, {}, {}, "expected").best()
    deal = _deal(problem, chosen, gap, float(_wins(table, free).sum()), musts, sitting, goal)
    if not prices:
        return deal
    return replace(deal, prices=_prices(problem, deal, weights))


@dataclass(frozen=True)
class _Problem:
    """A deal to solve: bounds by member and fixed seats by row."""

    table: Table
    ours: str
    quotas: Mapping[str, Quota]
    fixed: Mapping[int, int]
    objective: str

    @property
    def values(self) -> Floats:
        """What is added up, (n_seats, n_members)."""
        win = self.table.win
        if self.objective != "ours":
            return win
        mine = np.array([m == self.ours for m in self.table.members])
        return np.where(mine, win, COURTESY * win)

    def best(self) -> tuple[Ints, float]:
        """The best deal and the solver's gap."""
        found = self.solve(self.values)
        assert found is not None  # the numbers were checked
        return found

    def solve(self, values: Floats, near: Ints | None = None, changes: int | None = None) -> tuple[Ints, float] | None:
        """Columns of the best deal and the gap; None where there is none.

        Parameters
        ----------
        near, changes
            At most so many seats in other hands than in this deal.
        """
        from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]
        from scipy.sparse import csr_array  # type: ignore[import-untyped]

        n, m = values.shape
        each = np.arange(n * m)
        rows = [csr_array((np.ones(n * m), (each // m, each)), shape=(n, n * m))]
        rows.append(csr_array((np.ones(n * m), (each % m, each)), shape=(m, n * m)))
        low, high = self._bounds()
        limits = [LinearConstraint(rows[0], 1, 1), LinearConstraint(rows[1], low, high)]
        if near is not None and changes is not None:
            same = csr_array((np.ones(n), (np.zeros(n, dtype=int), np.arange(n) * m + near)), shape=(1, n * m))
            limits.append(LinearConstraint(same, n - changes, np.inf))
        least, most = np.zeros((n, m)), np.ones((n, m))
        for row, column in self.fixed.items():
            most[row] = 0.0
            least[row, column] = most[row, column] = 1.0
        with quiet():
            found: Any = milp(
                -(values + TIE * self.table.own / 100).ravel(),
                constraints=limits,
                bounds=Bounds(least.ravel(), most.ravel()),
                integrality=np.ones(n * m),
                options={"mip_rel_gap": 0.0},
            )
        if found.x is None:
            return None
        return found.x.reshape(n, m).argmax(axis=1).astype(np.int64), float(found.mip_gap or 0.0)

    def _bounds(self) -> tuple[Floats, Floats]:
        quotas = [self.quotas.get(p, Quota()) for p in self.table.members]
        return (
            np.array([q.low or 0 for q in quotas], dtype=np.float64),
            np.array([np.inf if q.high is None else q.high for q in quotas], dtype=np.float64),
        )


def _wins(table: Table, chosen: Ints) -> Floats:
    """Chance of the alliance in each seat, (n_seats,)."""
    found: Floats = table.win[np.arange(len(chosen)), chosen]
    return found


def _by_member(table: Table, chosen: Ints) -> dict[str, float]:
    wins = _wins(table, chosen)
    return {p: float(wins[chosen == k].sum()) for k, p in enumerate(table.members)}


def _deal(
    problem: _Problem,
    chosen: Ints,
    gap: float,
    free: float,
    musts: Sequence[Must],
    sitting: bool,
    goal: GoalFound | None,
) -> Deal:
    table, said = problem.table, {m.seat: m.reason for m in musts}
    rows = []
    for i, seat in enumerate(table.seats):
        k = int(chosen[i])
        others = [j for j in range(len(table.members)) if j != k]
        other = max(others, key=lambda j: (table.win[i, j], -j))
        better = table.win[i, other] > table.win[i, k] + SAME
        why = "best" if not better else "quota" if problem.objective == "expected" else problem.objective
        if seat in said:
            why = "must"
        elif sitting and i in problem.fixed:
            why = "sitting"
        rows.append(
            Share(seat, table.states[i], table.members[k], float(table.win[i, k]), table.members[other],
                  float(table.win[i, other]), why, said.get(seat, ""))
        )  # fmt: skip
    return Deal(
        table, problem.ours, problem.objective, chosen, tuple(rows),
        {p: int((chosen == k).sum()) for k, p in enumerate(table.members)}, _by_member(table, chosen),
        float(_wins(table, chosen).sum()), free, gap, goal=goal,
    )  # fmt: skip


# ---- prices -------------------------------------------------------------------------------------------------------


def _prices(problem: _Problem, deal: Deal, weights: Floats | None) -> tuple[Price, ...]:
    """See ``Price``; our own party's rows are left out of ``more`` and ``fewer``: the price list is for concessions.

    For a goal the deals that are compared maximise the last linear values.
    """
    found = []
    for member in problem.table.members:
        if member != problem.ours:
            found += [_step(member, step, problem, deal, weights) for step in (1, -1)]
    for member in problem.table.members:
        if member in problem.quotas:
            lifted = {p: q for p, q in problem.quotas.items() if p != member}
            found.append(_price("quota", member, "", deal, replace(problem, quotas=lifted), weights))
    for row in sorted(problem.fixed):
        free = {i: k for i, k in problem.fixed.items() if i != row}
        member = problem.table.members[problem.fixed[row]]
        found.append(_price("must", member, problem.table.seats[row], deal, replace(problem, fixed=free), weights))
    return tuple(found)


def _step(member: str, step: int, problem: _Problem, deal: Deal, weights: Floats | None) -> Price:
    """The price of one seat more or fewer for a partner."""
    kind, count = "more" if step > 0 else "fewer", deal.fought[member] + step
    if not 0 <= count <= len(deal.shares):
        return Price(kind, member)
    exact = {**problem.quotas, member: Quota(count, count)}
    found = _price(kind, member, "", deal, replace(problem, quotas=exact), weights)
    if found.alliance is not None:
        return found
    quota, own = problem.quotas.get(problem.ours, Quota()), deal.fought[problem.ours] - step
    high = None if quota.high is None else max(quota.high, own)
    moved = {**exact, problem.ours: Quota(min(quota.low or 0, own), high)}
    return replace(_price(kind, member, "", deal, replace(problem, quotas=moved), weights), ours_moves=True)


def _price(kind: str, member: str, seat: str, deal: Deal, changed: _Problem, weights: Floats | None) -> Price:
    solved = changed.solve(changed.values if weights is None else weights)
    if solved is None:
        return Price(kind, member, seat)
    table, chosen = deal.table, solved[0]
    after = _by_member(table, chosen)
    # what a quota or a must-have costs is what its release would gain, so the sign turns: after less before
    turn = 1.0 if kind in ("more", "fewer") else -1.0
    goal = None if deal.goal is None else turn * (deal.goal.probability - deal.goal.chance(chosen))
    return Price(
        kind, member, seat,
        _clean(turn * (deal.total - sum(after.values()))),
        _clean(turn * (deal.expected[deal.ours] - after[deal.ours])),
        _clean(turn * (deal.expected[member] - after[member])),
        goal,
        tuple(s for s, a, b in zip(table.seats, deal.chosen, chosen, strict=True) if a != b),
    )  # fmt: skip


def _clean(value: float) -> float:
    """Rounding of sums of chances taken off: no cost of -0.0."""
    return 0.0 if abs(value) < SAME else value


# ---- what is refused ----------------------------------------------------------------------------------------------


def _check_words(
    table: Table,
    ours: str,
    quotas: Mapping[str, Quota],
    musts: Sequence[Must],
    objective: str,
    at_least: int | None,
) -> None:
    members = list(table.members)
    if objective not in OBJECTIVES:
        raise KhakaError(msg("error.sharing.objective", name=objective, known=list(OBJECTIVES)))
    for party in (ours, *quotas, *(m.member for m in musts)):
        if party not in members:
            raise KhakaError(msg("error.sharing.member", party=party, members=members))
    seen: dict[str, str] = {}
    for must in musts:
        if must.seat not in table.seats:
            raise KhakaError(
                msg("error.sharing.seat", seat=must.seat, states=sorted(set(table.states))),
                msg("error.sharing.seat_hint"),
            )
        if must.seat in seen:
            raise KhakaError(msg("error.sharing.must_twice", seat=must.seat, one=seen[must.seat], two=must.member))
        seen[must.seat] = must.member
    n = len(table.seats)
    if (objective == "goal") != (at_least is not None):
        raise KhakaError(msg("error.sharing.goal"), msg("error.sharing.goal_hint"))
    if at_least is not None and not 1 <= at_least <= n:
        raise KhakaError(msg("error.sharing.at_least", number=at_least, seats=n))


def _fixed(table: Table, musts: Sequence[Must], sitting: bool) -> dict[int, int]:
    """Column of the member by row of the fixed seats; must-haves outrank sitting winners."""
    found = {i: int(k) for i, k in enumerate(table.holder) if k >= 0} if sitting else {}
    for must in musts:
        found[table.seats.index(must.seat)] = table.members.index(must.member)
    return found


def _check_numbers(table: Table, quotas: Mapping[str, Quota], fixed: Mapping[int, int]) -> None:
    """Quotas that no deal can meet; what is left is a transportation problem with a solution."""
    n = len(table.seats)
    least, most = 0, 0
    for k, party in enumerate(table.members):
        quota = quotas.get(party, Quota())
        low, high = quota.low or 0, n if quota.high is None else quota.high
        if low < 0 or (quota.high is not None and high < low):
            raise KhakaError(msg("error.sharing.quota", party=party, low=low, high=high))
        if low > n:
            raise KhakaError(msg("error.sharing.quota_seats", party=party, low=low, seats=n))
        held = sum(1 for c in fixed.values() if c == k)
        if held > high:
            raise KhakaError(
                msg("error.sharing.quota_fixed", party=party, high=high, held=held),
                msg("error.sharing.quota_fixed_hint"),
            )
        least, most = least + max(low, held), most + min(high, n)
    if least > n:
        raise KhakaError(msg("error.sharing.too_many", least=least, seats=n), msg("error.sharing.sum_hint"))
    if most < n:
        raise KhakaError(msg("error.sharing.too_few", most=most, seats=n), msg("error.sharing.sum_hint"))
