"""Effort: laws of the allocation on small fields, real missions, the law's ceilings, the calendar, section 12."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import CATALOG, brief_of, strategy_of

from khaka.blueprint.blocks import Notice, Section, Table
from khaka.blueprint.document import walk
from khaka.blueprint.sections import resources
from khaka.core.errors import KhakaError
from khaka.core.figure import Figure
from khaka.core.message import Message, Name
from khaka.desk import effort as desk
from khaka.forecast.nouns import DrawSet, Field, Scales
from khaka.forecast.simulate import simulate
from khaka.locale import Translator
from khaka.mission import Goal
from khaka.mission.effort import EffortSpec, LeaderDays, Limit, ResponseSpec
from khaka.strategy.effort import EffortPlan, effort_plan
from khaka.strategy.effort.allocate import Allocation, allocation, bound_of, chosen
from khaka.strategy.effort.calendar import WEEK_DAYS, campaign
from khaka.strategy.effort.ceilings import ceilings
from khaka.strategy.effort.exact import solve
from khaka.strategy.effort.goal import goal_plan, spread
from khaka.strategy.effort.ground import Curves, Ground, Target, target_of
from khaka.strategy.effort.hull import hull_steps
from khaka.strategy.effort.response import Response
from khaka.strategy.effort.spread import too_thin
from khaka.strategy.effort.task import Group, Task, gains_of, menu_of, task_of
from khaka.strategy.quiet import quiet

pytestmark = pytest.mark.slow

SOURCE = Name("text", "source", (("en", "test"),))
SPEC = EffortSpec(
    10.0, ResponseSpec(4.0, 1.0, 2.0, 8.0, SOURCE), "units", leaders=(LeaderDays("president", 6),),
    leader_response=ResponseSpec(1.0, 1.0, 0.5, 2.0, SOURCE),
)  # fmt: skip
BARE = replace(SPEC, leaders=(), leader_response=None)
SCALES = Scales(3.0, 3.0, 6.0, 6.0)
TARGET = Target("A", ("A",), at_least=7)
N = 14


def field(order: list[int] | None = None, parties: tuple[str, ...] = ("A", "B", "C")) -> Field:
    """Seats from hopeless to safe in two states; ours does not stand in one."""
    rng = np.random.default_rng(5)
    share = np.column_stack([np.linspace(20, 50, N), np.full(N, 38.0), rng.uniform(5, 20, N)])
    share[3, 0] = np.nan
    rows = order or list(range(N))
    columns = ["ABC".index(p) for p in parties]
    ids = [f"{'AP' if i % 2 else 'BR'}-{i:02d}" for i in range(N)]
    return Field(
        tuple(ids[i] for i in rows), tuple(ids[i][:2] for i in rows), parties, share[rows][:, columns],
        ("OTHER",) * len(parties),
    )  # fmt: skip


@cache
def drawn() -> DrawSet:
    return simulate(field(), SCALES, 128, 3)


@cache
def ground() -> Ground:
    return Ground(drawn(), TARGET)


def tiers(found: Ground) -> dict[str, str]:
    return {s: "hold" if i > 9 else "build" for i, s in enumerate(sorted(found.seats))}


@cache
def curves() -> Curves:
    task = task_of(SPEC, ground(), tiers(ground()), {}, {})
    return ground().curves(task.rows, 2.0 * task.most_points)


def task(spec: EffortSpec = SPEC, **changes: object) -> Task:
    return replace(task_of(spec, ground(), tiers(ground()), {}, {}), **changes)  # type: ignore[arg-type]


def plan(wanted: Task, method: str = "auto", gap: float = 1e-9) -> Allocation:
    menu = menu_of(wanted)
    return allocation(wanted, menu, curves(), chosen(wanted, menu, gains_of(menu, curves()), method, gap))


def group(name: str, **limits: object) -> Group:
    states = np.array(task().states)
    return Group(("state", name), states == name, **limits)  # type: ignore[arg-type]


BUDGETS = st.floats(0.0, 60.0, allow_nan=False)


# ---- response -----------------------------------------------------------------------------------------------------


@given(st.floats(0.1, 30), st.floats(0.01, 1e8), st.lists(st.floats(0, 1e9), min_size=3, max_size=3))
def test_the_response_rises_ever_more_slowly_and_stays_below_its_most(
    most: float, half: float, at: list[float]
) -> None:
    found = Response(most, half)
    low, mid, high = sorted(at)
    a, b, c = (found.points(x) for x in (low, mid, high))
    assert 0 <= a <= b <= c <= most
    if high > low:  # above every chord
        weight = (mid - low) / (high - low)
        assert b >= (1 - weight) * a + weight * c - 1e-9 * most
    assert found.points(0.0) == 0.0
    assert found.points(half) == pytest.approx(most / 2)
    assert found.points(found.effort_for(0.25)) == pytest.approx(most / 4)
    assert found.times(2.0).points(mid) == pytest.approx(2 * b)


# ---- value of points ----------------------------------------------------------------------------------------------


def test_curves_are_what_the_draws_give() -> None:
    points = np.zeros(N)
    points[ground().stands] = np.linspace(0.0, 7.0, N - 1)
    exact = (ground().chances(points) - ground().base)[ground().stands]
    assert curves().gains(points[ground().stands]) == pytest.approx(exact, abs=2e-4)
    assert np.all(exact >= 0)


def test_points_for_ours_take_seats_from_a_rival_that_is_to_be_held() -> None:
    rival = Ground(drawn(), Target("A", ("B",), at_most=5))
    points = np.full(N, 3.0)
    assert rival.expected(points) > 0
    assert rival.goal_blocks(points).mean() > rival.goal_blocks(np.zeros(N)).mean()
    away = int(np.flatnonzero(rival.own < 0)[0])
    assert rival.base[away] > 0 and rival.chances(points)[away] == rival.base[away]


def test_weights_are_chances_of_being_the_seat_that_decides() -> None:
    weights = ground().weights(np.zeros(N))
    assert np.all((weights >= 0) & (weights <= 1))
    assert weights[ground().own < 0].tolist() == [0.0] and weights[ground().stands].min() > 0
    with pytest.raises(KhakaError) as caught:
        Ground(simulate(field(), replace(SCALES, nation_pp=0.0, state_pp=0.0), 64, 1), TARGET).weights(np.zeros(N))
    assert caught.value.message.key == "error.forecast.no_common_factor"


# ---- allocation ---------------------------------------------------------------------------------------------------


@settings(max_examples=10, deadline=None)
@given(BUDGETS, st.integers(0, 10), st.floats(0.4, 5.0))
def test_budget_days_and_ceilings_are_never_exceeded(budget: float, days: int, cap: float) -> None:
    wanted = task(budget=budget, days=days, caps=np.full(N - 1, cap))
    for method in ("hull", "milp"):
        made = plan(wanted, method, gap=1e-3)
        assert made.spent <= budget * (1 + 1e-9)
        assert made.leader_days.sum() <= days
        assert np.all(made.amounts <= cap * (1 + 1e-9))
        assert np.all((made.amounts == 0) | (made.amounts >= wanted.least * (1 - 1e-9)))


@settings(max_examples=10, deadline=None)
@given(BUDGETS)
def test_greedy_is_below_the_search_and_the_search_below_its_bound(budget: float) -> None:
    wanted = task(BARE, budget=budget)
    fast, best = plan(wanted, "hull"), plan(wanted, "milp")
    limit = bound_of(best, curves())
    assert fast.value <= best.value + 1e-7 <= limit.bound + 2e-7
    assert best.value - fast.value <= 0.05 * max(best.value, 1e-9) + 1e-9  # few seats: one step is much
    assert 0 <= limit.gap <= 1


@settings(max_examples=8, deadline=None)
@given(BUDGETS, st.floats(0.0, 20.0))
def test_more_budget_never_lowers_the_best(budget: float, more: float) -> None:
    less, rich = (plan(task(BARE, budget=b), "milp").value for b in (budget, budget + more))
    assert rich >= less - 1e-7


def test_nothing_to_spend_brings_nothing() -> None:
    wanted = task(replace(BARE, budget=0.0))
    for method in ("hull", "milp"):
        made = plan(wanted, method)
        assert (made.value, made.spent, len(made.served)) == (0.0, 0.0, 0)
    assert bound_of(plan(wanted), curves()).gap == 0.0


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 6), st.integers(1, 6), st.floats(0, 0.5), st.floats(0.1, 1.0), st.floats(5, 30))
def test_floors_and_ceilings_are_kept(least: int, most: int, low: float, high: float, budget: float) -> None:
    limits = (
        group("AP", min_seats=least, min_amount=low * budget * 0.3),
        group("BR", max_seats=most, max_amount=high * budget),
    )
    wanted = task(budget=budget, groups=limits)
    made = plan(wanted, gap=1e-3)
    first, second = (g.inside for g in limits)
    assert made.method == "milp"
    assert (made.amounts[first] > 0).sum() >= least
    assert made.amounts[first].sum() >= low * budget * 0.3 * (1 - 1e-9)
    assert (made.amounts[second] > 0).sum() <= most
    assert made.amounts[second].sum() <= high * budget * (1 + 1e-9)
    assert made.spent <= budget * (1 + 1e-9)
    assert made.value <= bound_of(plan(replace(wanted, groups=())), curves()).bound + 1e-9


def test_prices_say_what_one_more_unit_brings() -> None:
    wanted = task(BARE, budget=8.0)
    bound = bound_of(plan(wanted, "milp"), curves())
    more = bound_of(plan(replace(wanted, budget=8.1), "milp"), curves())
    assert bound.price("budget") == pytest.approx((more.bound - bound.bound) / 0.1, rel=0.1)
    assert bound.price("days") is None
    held = replace(wanted, groups=(group("BR", min_amount=6.0),))
    floor = bound_of(plan(held), curves()).prices[-1]
    assert floor.name == ("state", "BR") and floor.value <= 0


@pytest.mark.parametrize(
    ("limits", "key"),
    [
        ((group("AP", min_seats=9),), "error.effort.floor_seats"),
        ((group("AP", min_amount=1e6),), "error.effort.floor_amount"),
        ((group("AP", min_amount=7.0), group("BR", min_amount=7.0)), "error.effort.infeasible"),
        ((group("AP", min_amount=6.0, max_seats=1),), "error.effort.infeasible"),
    ],
)
def test_limits_that_cannot_be_met_are_named(limits: tuple[Group, ...], key: str) -> None:
    wanted = task(BARE, budget=12.0, groups=limits)
    with pytest.raises(KhakaError) as caught:
        plan(wanted)
    assert caught.value.message.key == key
    for lang in ("en", "hi"):
        assert "{" not in Translator(lang).text(caught.value.message)


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=8))
def test_the_hull_has_falling_slopes_and_covers_every_level(gains: list[float]) -> None:
    cost, gain = np.arange(len(gains) + 1.0), np.array([0.0, *gains])
    steps = hull_steps(cost, gain)
    slopes = [s for _, _, s in steps]
    assert slopes == sorted(slopes, reverse=True) and all(s > 0 for s in slopes)
    at, height = np.cumsum([0.0] + [c for _, c, _ in steps]), np.cumsum([0.0] + [c * s for _, c, s in steps])
    assert np.all(np.interp(cost, at, height) >= gain - 1e-9)


@settings(max_examples=5, deadline=None)
@given(st.permutations(range(N)), st.permutations(("A", "B", "C")))
def test_the_order_of_seats_and_parties_changes_nothing(order: list[int], parties: list[str]) -> None:
    shuffled = Ground(simulate(field(order, tuple(parties)), SCALES, 128, 3), TARGET)
    again = task_of(SPEC, shuffled, tiers(shuffled), {}, {})
    menu = menu_of(again)
    found = shuffled.curves(again.rows, 2.0 * again.most_points)
    made = allocation(again, menu, found, chosen(again, menu, gains_of(menu, found)))
    mine = plan(task())
    assert again.seats == task().seats
    assert made.amounts.tolist() == mine.amounts.tolist()
    assert made.leader_days.tolist() == mine.leader_days.tolist()


def test_the_goals_plan_is_not_worse_on_its_own_draws_and_keeps_the_limits() -> None:
    wanted = task(groups=(group("AP", max_amount=4.0),))
    menu = menu_of(wanted)
    start = plan(wanted).levels
    levels = goal_plan(wanted, menu, curves(), ground(), start, lambda g: chosen(wanted, menu, g))
    chance = [ground().mean(ground().goal_blocks(spread(wanted, menu, x, ground())))[0] for x in (start, levels)]
    assert chance[1] >= chance[0]
    made = allocation(wanted, menu, curves(), levels)
    assert made.amounts[group("AP").inside].sum() <= 4.0 * (1 + 1e-9)
    assert made.spent <= wanted.budget * (1 + 1e-9)


def test_a_budget_that_does_not_reach_the_list_says_how_many_seats_it_serves() -> None:
    assert too_thin(task(BARE, budget=5.0), curves()) is None
    thin = too_thin(task(BARE, budget=1.0), curves())
    assert thin is not None and thin.least == pytest.approx(1 / 3)
    assert (thin.serves, len(thin.seats)) == (3, 3)
    menu = menu_of(task(BARE, budget=1.0))
    least = gains_of(menu, curves())[:, 1, 0]
    assert {task().seats[i] for i in np.argsort(-least)[:3]} == set(thin.seats)
    nothing = too_thin(task(BARE, budget=0.0), curves())
    assert nothing is not None and nothing.seats == ()


def test_the_search_finds_what_trying_everything_finds() -> None:
    few = replace(
        task(BARE, budget=2.0), seats=task().seats[:3], states=task().states[:3], tiers=task().tiers[:3],
        rows=task().rows[:3], caps=task().caps[:3],
    )  # fmt: skip
    menu = menu_of(few)
    gain = ground().curves(few.rows, 8.0).gains(menu.points)
    levels = np.stack(np.meshgrid(*[np.arange(menu.amounts.shape[1])] * 3, indexing="ij"), -1).reshape(-1, 3)
    rows = np.arange(3)
    fits = menu.amounts[rows, levels].sum(axis=1) <= 2.0 + 1e-9
    best = gain[rows, levels, 0].sum(axis=1)[fits].max()
    assert solve(few, menu, gain, gap=1e-9).value == pytest.approx(best, abs=1e-9)


def test_a_librarys_own_prints_stay_off_stdout(capfd: pytest.CaptureFixture[str]) -> None:
    os.write(1, b"before ")
    with quiet():
        os.write(1, b"noise")
    os.write(1, b"after")
    assert capfd.readouterr().out == "before after"


# ---- the law, the calendar ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "usual", "small", "estimated"),
    [
        (date(2022, 4, 16), 9_500_000, {7_500_000: 9}, False),
        (date(2022, 1, 5), 7_700_000, {5_940_000: 9}, False),
        (date(2019, 4, 1), 7_000_000, {5_400_000: 8}, False),
        (date(2012, 1, 1), 4_000_000, {3_500_000: 2, 2_700_000: 2, 2_200_000: 1}, True),
        (date(2009, 4, 1), 2_500_000, {}, True),
    ],
)
def test_ceilings_are_those_of_the_day(day: date, usual: int, small: dict[int, int], estimated: bool) -> None:
    for catalog in (CATALOG, CATALOG.known_on(day)):
        found = ceilings(catalog, day)
        assert found.usual == usual and found.estimated is estimated
        assert {value: len(states) for value, states in found.small} == small


def test_before_any_row_there_is_no_ceiling() -> None:
    assert ceilings(CATALOG, date(1999, 1, 1)).usual is None


def test_the_calendar_uses_each_day_once_before_the_place_polls() -> None:
    brief = brief_of("mission-2024")
    leaders = (LeaderDays("president", 40), LeaderDays("chief-minister", 30, "RJ"))
    days = {"AP-01": 4, "UP-36": 9, "UP-37": 5, "KL-01": 7, "PB-01": 6, "TN-01": 8}
    found = campaign(brief, replace(SPEC, leaders=leaders), days)
    assert found.like == "LS2019" and found.unused == 70 - 39
    assert sum(e.days for e in found.entries) == 39
    by_state = {"AP": 4, "UP": 14, "KL": 7, "PB": 6, "TN": 8}
    polls = {"AP": date(2024, 4, 11), "KL": date(2024, 4, 23), "PB": date(2024, 5, 19), "TN": date(2024, 8, 5)}
    for state, wanted in by_state.items():
        assert sum(d for e in found.entries for s, d in e.places if s == state) == wanted
    for e in found.entries:
        assert e.days <= WEEK_DAYS and e.week >= found.start
        for state, _ in e.places:
            assert e.week < polls.get(state, found.last_poll)
    assert len({(e.week, e.leader) for e in found.entries}) == len(found.entries)
    assert found.first_poll - found.start <= timedelta(weeks=SPEC.weeks)


# ---- a real mission, and the section ------------------------------------------------------------------------------


REAL = "mission-2024-aitc"


@cache
def real() -> EffortPlan:
    return effort_plan(strategy_of(REAL))


@pytest.mark.slow
def test_a_real_mission_plans_within_its_budget_and_ceilings() -> None:
    made = real()
    shown, spec = made.shown, made.spec
    assert shown.method == "hull" and shown.spent <= spec.budget
    assert np.all(shown.amounts <= 9_500_000)
    assert set(made.task.states) <= set(made.ceilings.by_state)
    assert made.bound.gap < 0.01
    assert made.low < shown.value < made.high
    assert [v.factor for v in made.variants] == [0.5, 2.0] and all(v.regret >= 0 for v in made.variants)
    assert made.verdict is not None and made.calendar is not None
    assert made.verdict.verdict in ("goal", "expected", "open")
    assert made.verdict.expected.probability > made.verdict.nothing.probability
    assert made.verdict.seed != brief_of(REAL).mission.seed
    assert made.calendar.unused + sum(e.days for e in made.calendar.entries) == spec.days


@pytest.mark.slow
def test_the_same_question_has_the_same_answer() -> None:
    again = effort_plan(strategy_of(REAL))
    texts = [json.dumps(desk.document(strategy_of(REAL), x), allow_nan=False) for x in (real(), again)]
    assert texts[0] == texts[1]


def sentences(section: Section) -> None:
    """Every text in both languages, every Figure with a source and one value an id."""
    for lang in ("en", "hi"):
        say = Translator(lang)
        for message in walk(section, Message):
            assert say.has(message.key), message.key
            assert "{" not in say.text(message), message.key
    values: dict[str, object] = {}
    for figure in walk(section, Figure):
        assert figure.sources and values.setdefault(figure.id, figure.value) == figure.value, figure.id


def test_section_12_of_a_plan() -> None:
    made = real()
    section = resources.of_plan(strategy_of(REAL), made)
    sentences(section)
    tables = {t.id: t for t in walk(section, Table)}
    total = tables["s12.tiers"].rows[-1]
    amount = [c.key for c in tables["s12.tiers"].columns].index("amount")
    assert total.cells[amount] == pytest.approx(made.shown.spent / 1e7, abs=0.01)
    assert sum(float(str(r.cells[amount])) for r in tables["s12.tiers"].rows[:-1]) == pytest.approx(
        float(str(total.cells[amount])), abs=0.05
    )
    assert len(tables["s12.seats"].rows) == len(made.shown.served)


def test_without_effort_the_section_says_so_and_still_shows_the_ceilings() -> None:
    section = resources.build(strategy_of("mission-2024", "AIMIM"))
    sentences(section)
    assert section.decision is not None
    assert [b.text.key for b in section.blocks if isinstance(b, Notice) and b.kind == "empty"] == ["s12.none"]
    assert any(m.key == "s12.law.total" for m in walk(section, Message))


def test_the_ceiling_of_the_reported_list() -> None:
    figures = {f.id: f.value for block in resources._law(strategy_of("mission-2024")) for f in walk(block, Figure)}
    assert figures["s12.inc.law.seats.ls2019"] == 370
    assert figures["s12.inc.law.top.ls2019"] == 3_515_000_000  # 370 at 95 lakh: 351.5 crore
    assert figures["s12.inc.law.own.ls2019"] < 3_515_000_000


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({"budget": -1.0}, "error.effort.budget"),
        ({"budget": float("nan")}, "error.effort.budget"),
        ({"budget": float("inf")}, "error.effort.budget"),
        ({"seats": 0}, "mission.fault.house"),
        ({"seats": 2024}, "mission.fault.house"),
        ({"goal": 0}, "error.effort.goal"),
        ({"goal": 3}, "error.effort.goal"),
        ({"way": "votes"}, "error.effort.for"),
        ({"draws": 1}, "error.effort.draws"),
        ({"party": "AIMIM"}, "error.effort.none"),
        ({"party": "AIMIM", "way": "goal"}, "error.effort.no_goal"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(options: dict[str, object], key: str) -> None:
    with pytest.raises(KhakaError) as caught:
        desk.effort(CATALOG, "mission-2024", **options)  # type: ignore[arg-type]
    assert caught.value.message.key == key
    assert Translator("hi").has(key)


def test_a_list_in_which_ours_stands_nowhere_is_refused() -> None:
    brief, nobody = brief_of("mission-2024"), Target("ZZZ", ("A",))
    from khaka.strategy.effort.plan import planned

    with pytest.raises(KhakaError) as caught:
        planned(brief, SPEC, strategy_of("mission-2024").focus, drawn(), nobody)
    assert caught.value.message.key == "error.effort.no_seats"


def test_the_target_is_the_missions_goal() -> None:
    brief = brief_of("mission-2024")
    assert target_of(brief, 2) == Target("INC", ("BJP",), None, 271, Goal("BJP", at_most=271))
    assert target_of(brief, 1).at_least == 272 and target_of(brief, 1).sign == 1.0
    assert not target_of(brief_of("mission-2024", "AIMIM")).has_goal


def test_limits_of_the_mission_become_groups() -> None:
    spec = replace(SPEC, limits=(Limit("tier", "hold", min_share=0.5), Limit("reserved", "SC", max_seats=1)))
    found = task_of(spec, ground(), tiers(ground()), {"BR-12": "SC"}, {}).groups
    assert found[0].min_amount == 5.0 and found[0].inside.sum() == sum(t == "hold" for t in task().tiers)
    assert found[1].inside.sum() == 1


def test_a_candidates_share_of_the_money_meets_the_ceiling() -> None:
    law = {"AP": 2_000_000, "BR": 1_000_000}
    spec = replace(BARE, unit="inr", candidate_share=0.5, response=replace(SPEC.response, half_at=1e6), budget=1e7)
    caps = task_of(spec, ground(), tiers(ground()), {}, law).caps
    assert set(caps.tolist()) == {4_000_000.0, 2_000_000.0}
    menu = menu_of(replace(task(spec), caps=np.full(N - 1, 700_000.0)))
    assert np.nanmax(menu.amounts) == 700_000.0
