"""Allocation of effort: greedy against the search, the gap under limits, and the goal's plan on fresh draws.

Run: .venv/bin/python benchmarks/effort.py [--draws 2048] [--fresh 16384]
Figures of one run stand in docs/design/0016-effort.md.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from functools import partial

import numpy as np

from khaka.catalog import Catalog
from khaka.mission import Brief, load_mission
from khaka.mission.effort import EffortSpec, Limit
from khaka.strategy import Strategy
from khaka.strategy.effort.allocate import allocation, chosen
from khaka.strategy.effort.ceilings import ceilings
from khaka.strategy.effort.exact import solve
from khaka.strategy.effort.goal import compare, goal_plan
from khaka.strategy.effort.ground import Ground, Target, target_of
from khaka.strategy.effort.task import Task, gains_of, menu_of, task_of

#: Limits as a national party might set them; the last are quotas.
LIMITS = (
    Limit("state", "UP", max_share=0.10, min_seats=10),
    Limit("state", "KL", min_seats=8, max_seats=14),
    Limit("state", "MH", min_share=0.05),
    Limit("state", "GJ", max_seats=10),
    Limit("state", "MP", max_seats=15, max_share=0.06),
    Limit("state", "KA", max_share=0.08),
    Limit("tier", "build", min_share=0.10),
    Limit("reserved", "SC", min_seats=30),
)


def task(strategy: Strategy, ground: Ground, spec: EffortSpec) -> Task:
    """The mission's task on a ground."""
    brief = strategy.brief
    tiers = {s.seat_id: s.tier for s in strategy.focus.seats if s.tier != "out"}
    reserved = {s: str(row["reserved"] or "GEN") for s, row in brief.catalog.seats.items()}
    return task_of(spec, ground, tiers, reserved, ceilings(brief.catalog, brief.mission.as_of).by_state)


def greedy_against_search(strategy: Strategy, spec: EffortSpec, draws: int) -> None:
    """Expected seats without limits on groups: how far greedy is below the search, at several budgets."""
    ground = Ground(strategy.odds.draws, target_of(strategy.brief), draws=draws)
    for part in (0.1, 0.3, 1.0, 2.0):
        for days in (False, True):
            one = replace(spec, budget=spec.budget * part, leaders=spec.leaders if days else ())
            wanted = task(strategy, ground, one)
            curves = ground.curves(wanted.rows, 2.0 * wanted.most_points)
            menu = menu_of(wanted)
            gain = gains_of(menu, curves)
            start = time.perf_counter()
            fast = allocation(wanted, menu, curves, chosen(wanted, menu, gain, "hull"))
            middle = time.perf_counter()
            best = solve(wanted, menu, gain, gap=1e-5)
            end = time.perf_counter()
            print(
                f"  {one.budget / 1e7:6.0f} crore {wanted.days:4d} days: greedy {fast.value:.4f} in {middle - start:.3f} s, "
                f"search {best.value:.4f} in {end - middle:.2f} s; greedy below it by {1 - fast.value / best.value:.4%}, "
                f"below the bound by {1 - fast.value / best.bound:.4%}"
            )


def under_limits(strategy: Strategy, spec: EffortSpec, draws: int) -> None:
    """The search with floors, ceilings and quotas: gap and time."""
    ground = Ground(strategy.odds.draws, target_of(strategy.brief), draws=draws)
    limited = replace(spec, limits=LIMITS)
    for days in (False, True):
        wanted = task(strategy, ground, limited if days else replace(limited, leaders=()))
        curves = ground.curves(wanted.rows, 2.0 * wanted.most_points)
        menu = menu_of(wanted)
        start = time.perf_counter()
        found = solve(wanted, menu, gains_of(menu, curves))
        print(
            f"  {len(LIMITS)} limits, {wanted.days} days: {found.value:.4f} of at most {found.bound:.4f}, gap {found.gap:.4%}, "
            f"{time.perf_counter() - start:.2f} s"
        )


def goal_against_seats(strategy: Strategy, spec: EffortSpec, target: Target, draws: int, fresh: int) -> None:
    """The goal's plan against the plan for expected seats on draws that neither has seen."""
    ground = Ground(strategy.odds.draws, target, draws=draws)
    judge = Ground(strategy.odds.draws, target, draws=fresh, seed=ground.plan.seed + 77)
    for part in (0.1, 1.0):
        wanted = task(strategy, ground, replace(spec, budget=spec.budget * part))
        curves = ground.curves(wanted.rows, 2.0 * wanted.most_points)
        menu = menu_of(wanted)
        start = time.perf_counter()
        seats = chosen(wanted, menu, gains_of(menu, curves))
        levels = goal_plan(wanted, menu, curves, ground, seats, partial(chosen, wanted, menu))
        seconds = time.perf_counter() - start
        v = compare(wanted, menu, seats, levels, judge)
        differ = int(((seats[0] > 0) != (levels[0] > 0)).sum())
        held = np.array(wanted.tiers) == "hold"
        shares = [float(menu.spent(m)[held].sum() / max(menu.spent(m).sum(), 1e-9)) for m in (seats[0], levels[0])]
        print(
            f"  {wanted.budget / 1e7:6.0f} crore: none {v.nothing.probability:.4f}, seats {v.expected.probability:.4f}, "
            f"goal {v.goal.probability:.4f}; difference {v.difference.probability:+.5f} (se {v.difference.se:.5f}): "
            f"{v.verdict}; {differ} seats differ; on seats held {shares[0]:.0%} and {shares[1]:.0%}; {seconds:.1f} s"
        )


def main(draws: int, fresh: int) -> None:
    """Print every comparison."""
    catalog = Catalog()
    for mission in ("mission-2024", "mission-2024-bjp"):
        strategy = Strategy(Brief(load_mission(mission, catalog), catalog))
        spec = strategy.brief.mission.effort
        assert spec is not None
        print(f"{mission}: greedy against the search, expected seats")
        greedy_against_search(strategy, spec, 512)
        print(f"{mission}: under limits")
        under_limits(strategy, spec, 512)
        base = target_of(strategy.brief)
        bounds = [base.at_least or 0]
        if mission.endswith("bjp"):
            bounds += [220, 200]  # further ahead
        for bound in bounds:
            print(f"{mission}: goal of at least {bound}, {draws} draws to plan on, {fresh} fresh ones")
            goal_against_seats(strategy, spec, replace(base, at_least=bound), draws, fresh)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=2048)
    parser.add_argument("--fresh", type=int, default=16384)
    given = parser.parse_args()
    main(given.draws, given.fresh)
