"""12. Resources: the budget by tier and state, what it is assumed to bring, its prices, and the law's ceilings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from khaka.blueprint import chances
from khaka.blueprint.base import Builder, fid, heading, words
from khaka.blueprint.blocks import (
    Block,
    Bullets,
    Category,
    Cell,
    Chart,
    Column,
    Heading,
    Notice,
    Paragraph,
    Row,
    Section,
    Table,
)
from khaka.core.errors import KhakaError
from khaka.core.figure import Figure, How, Kind
from khaka.core.message import Message, Name, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.mission.effort import EffortSpec, LeaderDays
from khaka.strategy import Strategy
from khaka.strategy.effort import EffortPlan, ceilings, effort_plan
from khaka.strategy.effort.allocate import Allocation
from khaka.strategy.effort.plan import DRAWS, FRESH
from khaka.strategy.effort.task import Bools
from khaka.strategy.focus import TIERS

CRORE = 10_000_000
#: Chances of plans differ by less than one in a hundred: they are told in so many elections.
OF = 10_000


def build(strategy: Strategy) -> Section:
    if strategy.brief.mission.effort is None:
        blocks = [Notice("empty", msg("s12.none")), *_law(strategy)]
        return Section(12, "resources", msg("s12.title"), tuple(blocks), msg("s12.decision"))
    try:
        draws = min(DRAWS, strategy.draws)  # never more than the document itself rests on
        plan = effort_plan(strategy, draws=draws, fresh=draws * FRESH // DRAWS)
    except KhakaError as error:
        blocks = [Notice("caution", error.message), *_law(strategy)]
        return Section(12, "resources", msg("s12.title"), tuple(blocks), msg("s12.decision"))
    return of_plan(strategy, plan)


def of_plan(strategy: Strategy, plan: EffortPlan) -> Section:
    """The section of a plan that is already made."""
    t = _Teller(strategy, plan)
    blocks = [
        *_assumed(t),
        Notice("method", chances.basis(strategy.odds)),
        *_thin(t),
        Paragraph(_worth(t)),
        _tiers(t),
        _states(t),
        *_prices(t),
        _variants(t),
        *_goal(t),
        *_law(strategy, plan),
        *_calendar(t),
        *_value(t, seats := _seats(t)),
        seats,
        Notice("method", msg("s12.method")),
    ]
    way = "up" if plan.target.sign > 0 else "down"
    summary = msg(f"s12.summary.{way}", budget=t.budget, n=t.paid, gain=t.gain, bloc=_bloc(t))
    return Section(12, "resources", msg("s12.title"), tuple(blocks), msg("s12.decision"), summary)


@dataclass(frozen=True)
class _Teller:
    """Makes the section's Figures."""

    strategy: Strategy
    plan: EffortPlan

    @property
    def brief(self) -> Brief:
        return self.strategy.brief

    @property
    def spec(self) -> EffortSpec:
        return self.plan.spec

    @property
    def end(self) -> str:
        """Ending of the keys that name money or the party's own unit."""
        return self.spec.unit

    def how(self, formula: str, rows: tuple[str, ...] = ()) -> How:
        """Processing of a number that the plan gives."""
        drawn = (("draws", self.plan.ground.plan.draws), ("seed", self.plan.ground.plan.seed))
        return How(Kind.SIMULATED, filters=drawn, formula=formula, rows=rows)

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(sorted({*chances.sources(self.brief), "mission"}))

    def number(
        self, name: str, value: float | None, unit: Unit, formula: str, *, digits: int | None = None,
        rows: tuple[str, ...] = (), key: str = "",
    ) -> Figure:  # fmt: skip
        """A number of the plan; its definition is ``s12.<key or name>.definition``."""
        definition = msg(f"s12.{key or name}.definition")
        return Figure(
            fid("s12", self.brief, name), value, unit, definition, self.how(formula, rows), sources=self.sources,
            digits=digits,
        )  # fmt: skip

    def given(self, name: str, value: float, unit: Unit, field: str, digits: int | None = None) -> Figure:
        """A number of the mission's file."""
        figure = self.brief.give(fid("s12", self.brief, name), value, unit, msg(f"s12.{name}.definition"), field)
        return Figure(
            figure.id, figure.value, unit, figure.definition, figure.how, sources=figure.sources, digits=digits
        )

    def money(self, name: str, value: float, *, field: str = "", key: str = "") -> Figure:
        """An amount: rupees, or the party's own unit; given when ``field`` names where, else the plan's."""
        inr = self.end == "inr"
        unit, shown = (Unit.INR, round(value)) if inr else (Unit.NUMBER, round(value, 2))
        if field:
            return self.given(name, shown, unit, field, None if inr else 0)
        return self.number(name, shown, unit, "allocation", digits=None if inr else 0, key=key)

    def served(self, plan: Allocation, name: str) -> Figure:
        """Seats that a plan serves."""
        rows = tuple(self.plan.task.seats[i] for i in plan.served)
        return self.number(name, len(rows), Unit.SEATS, "money > 0 or days > 0", rows=rows, key="served")

    @property
    def paid(self) -> Figure:
        """Seats that get money."""
        rows = tuple(s for s, x in zip(self.plan.task.seats, self.plan.shown.amounts, strict=True) if x > 0)
        return self.number("paid", len(rows), Unit.SEATS, "money > 0", rows=rows)

    @property
    def budget(self) -> Figure:
        return self.money("budget", self.spec.budget, field="effort.budget")

    @property
    def gain(self) -> Figure:
        """Expected seats of the plan."""
        return self.number("gain", round(self.plan.shown.value, 2), Unit.NUMBER, "sum(p(e) - p(0))", digits=1)

    def column(self, key: str, unit: Unit, formula: str, *, title: str = "", digits: int | None = None,
               minor: bool = False, bar: bool = False) -> Column:  # fmt: skip
        """A column that the plan gives."""
        return Column(
            key, heading(title or f"effort_{key}"), unit, msg(f"s12.{key}.definition"), self.how(formula),
            sources=self.sources, digits=digits, minor=minor, bar=bar,
        )  # fmt: skip

    def amount(self, value: float) -> float:
        """Money as tables print it: in crore, or as it is."""
        return round(value / CRORE, 2) if self.end == "inr" else round(value, 2)

    def rate(self, value: float) -> float:
        """Expected seats for one more crore, or for one more unit."""
        return round(value * (CRORE if self.end == "inr" else 1.0), 4)


def _assumed(t: _Teller) -> list[Block]:
    """Budget and response as the mission gives them, with the source of each response."""
    spec = t.spec
    blocks: list[Block] = []
    for which, made in (("response", spec.response), ("leader_response", spec.leader_response)):
        if made is None or (which == "leader_response" and not spec.days):
            continue
        figures: dict[str, Any] = {
            name: t.given(f"{which}.{name}", value, Unit.PP, f"effort.{which}.{field}")
            for name, field, value in (("max", "max_pp", made.max_pp), ("low", "low", made.low), ("high", "high", made.high))
        }  # fmt: skip
        if which == "response":
            figures["half"] = t.money("response.half", made.half_at, field="effort.response.half_at")
            figures["budget"] = t.budget
        else:
            figures["half"] = t.given("leader_response.half", made.half_at, Unit.NUMBER, f"effort.{which}.half_at", 1)
            figures["days"] = t.given("days", spec.days, Unit.DAYS, "effort.leader_days")
        blocks += [Paragraph(msg(f"s12.{which}", **figures)), Notice("caution", msg("s12.source", source=made.source))]
    if t.end == "units":
        blocks.append(Notice("method", msg("s12.units")))
    return blocks


def _thin(t: _Teller) -> list[Block]:
    thin = t.plan.thin
    if thin is None:
        return []
    brief = t.brief
    figures: dict[str, Any] = {
        "each": t.money("thin.each", thin.per_seat),
        "least": t.money("thin.least", thin.least),
        "list": t.number("thin.list", t.plan.task.size, Unit.SEATS, "seats of the list in which ours stands",
                         rows=t.plan.task.seats),
        "serves": t.number("thin.serves", thin.serves, Unit.SEATS, "budget / least", rows=thin.seats),
    }  # fmt: skip
    if not thin.serves:
        return [Notice("caution", msg("s12.thin.none", **figures))]
    first = [brief.catalog.seat(s) for s in thin.seats[:12]]
    key = "s12.thin" if len(thin.seats) <= 12 else "s12.thin.many"
    return [Notice("caution", msg(key, **figures, seats=first))]


def _bloc(t: _Teller) -> Message | Name:
    """Whose seats the plan counts."""
    goal = t.plan.target.goal
    return chances.bloc_name(t.brief, goal.bloc) if goal else t.brief.party


def _worth(t: _Teller) -> Message:
    plan, target = t.plan, t.plan.target
    figures: dict[str, Any] = {
        "gain": t.gain,
        "low": t.number("gain_low", round(plan.low, 2), Unit.NUMBER, "sum(p(e) - p(0))", digits=1, key="gain"),
        "high": t.number("gain_high", round(plan.high, 2), Unit.NUMBER, "sum(p(e) - p(0))", digits=1, key="gain"),
        "n": t.served(plan.shown, "served"),
        "spent": t.money("spent", plan.shown.spent),
        "gap": t.number("gap", round(plan.bound.gap, 6), Unit.RATE, "(bound - plan) / bound", digits=2),
    }
    return msg("s12.worth.up" if target.sign > 0 else "s12.worth.down", bloc=_bloc(t), **figures)


def _columns(t: _Teller, *, ceiling: bool) -> list[Column]:
    amount = t.column("amount", Unit.NUMBER, "allocation", title=f"effort_amount_{t.end}", digits=1, bar=True)
    found = [
        t.column("can", Unit.SEATS, "on the list, and ours stands", minor=True),
        t.column("served", Unit.SEATS, "money > 0 or days > 0"),
        amount,
        t.column("part", Unit.RATE, "money / budget", digits=1),
        t.column("gain", Unit.NUMBER, "sum(p(e) - p(0))", digits=2),
        t.column("next", Unit.NUMBER, "best rate of more money", title=f"effort_next_{t.end}", digits=3),
    ]
    if t.spec.days:
        found.insert(4, t.column("leader_days", Unit.DAYS, "allocation"))
    if ceiling:
        found.append(
            Column("ceiling", heading("effort_ceiling"), Unit.INR, msg("s12.ceiling.definition"),
                   How(Kind.GIVEN, of=("law.csv",)), sources=("law",), minor=True)
        )  # fmt: skip
    return found


def _cells(t: _Teller, inside: Bools, ceiling: int | None = None) -> list[Cell]:
    plan = t.plan.shown
    money = float(plan.amounts[inside].sum())
    cells: list[Cell] = [
        int(inside.sum()),
        int(((plan.amounts > 0) | (plan.leader_days > 0))[inside].sum()),
        t.amount(money),
        round(money / t.spec.budget, 6) if t.spec.budget else 0.0,
        round(float(plan.gains[inside].sum()), 4),
        t.rate(float(plan.marginal[inside].max(initial=0.0))),
    ]
    if t.spec.days:
        cells.insert(4, int(plan.leader_days[inside].sum()))
    return [*cells, ceiling]


def _tiers(t: _Teller) -> Table:
    tiers = np.array(t.plan.task.tiers)
    rows = [
        Row(name, (msg(f"section.tier.{name}"), *_cells(t, tiers == name)[:-1]))
        for name in TIERS
        if (tiers == name).any()
    ]
    every = np.ones(t.plan.task.size, dtype=np.bool_)
    rows.append(Row("all", (msg("section.total"), *_cells(t, every)[:-1]), "total"))
    return Table("s12.tiers", msg("s12.tiers"), (words("tier"), *_columns(t, ceiling=False)), tuple(rows),
                 msg(f"s12.tiers.note.{t.end}"))  # fmt: skip


def _states(t: _Teller) -> Table:
    states, brief = np.array(t.plan.task.states), t.brief
    spent = {s: float(t.plan.shown.amounts[states == s].sum()) for s in dict.fromkeys(t.plan.task.states)}
    rows = [
        Row(s, (brief.catalog.states[s], *_cells(t, states == s, t.plan.ceilings.by_state.get(s))))
        for s in sorted(spent, key=lambda s: (-spent[s], s))
    ]
    return Table("s12.states", msg("s12.states"), (words("state"), *_columns(t, ceiling=True)), tuple(rows),
                 msg("s12.states.note"), filter_by="state")  # fmt: skip


def _prices(t: _Teller) -> list[Block]:
    items: list[Message] = []
    for i, price in enumerate(t.plan.bound.prices, 1):
        group, code = price.name
        value = t.rate(price.value) if price.kind == "amount" else round(price.value, 4)
        if group not in ("budget", "days") and abs(value) < 5e-4:
            continue
        figure = t.number(f"price.{i}", value, Unit.NUMBER, "dual of the linear relaxation", digits=3, key="price")
        if group in ("budget", "days"):
            items.append(msg(f"s12.price.{group}" + (f".{t.end}" if group == "budget" else ""), value=figure))
        else:
            kind = price.kind if price.kind == "seats" else f"amount.{t.end}"
            name = _group(t, group, code)
            items.append(msg(f"s12.price.group.{kind}", group=name, value=figure))
    return [Bullets(tuple(items), msg("s12.prices"))] if items else []


def _group(t: _Teller, group: str, code: str) -> Name | Message:
    if group == "state" and code in t.brief.catalog.states:
        return t.brief.catalog.states[code]
    return msg(f"section.tier.{code}") if group == "tier" else msg("effort.group.reserved", code=code)


def _variants(t: _Teller) -> Table:
    columns = (
        words("response", "effort_response"),
        t.column("kept", Unit.NUMBER, "this plan, other response", digits=2),
        t.column("best", Unit.NUMBER, "best plan for that response", digits=2),
        t.column("regret", Unit.NUMBER, "best - kept", digits=3),
        t.column("changed", Unit.SEATS, "served in one of the two plans only"),
    )
    rows = tuple(
        Row("half" if v.factor < 1 else "double", (msg("s12.half" if v.factor < 1 else "s12.double"), round(v.kept, 4),
            round(v.best, 4), round(v.regret, 4), len(v.changed)))
        for v in t.plan.variants
    )  # fmt: skip
    return Table("s12.variants", msg("s12.variants"), columns, rows, msg("s12.variants.note"))


def _goal(t: _Teller) -> list[Block]:
    plan, verdict = t.plan, t.plan.verdict
    if verdict is None or plan.goal is None or plan.target.goal is None:
        return [Heading("goal-plan", msg("s12.goal")), Notice("empty", msg("s12.goal.none"))]
    number = t.brief.mission.goals.index(plan.target.goal) + 1
    seed = (("draws", verdict.draws), ("seed", verdict.seed))
    how = How(Kind.SIMULATED, filters=seed, formula="P(goal), fresh draws")

    def times(name: str, value: float, digits: int = 0) -> Figure:
        shown = round(value * OF, 1) if digits else round(value * OF)
        return Figure(fid("s12", t.brief, f"goal.{name}"), shown, Unit.NUMBER, msg("s12.times.definition"), how,
                      sources=t.sources, digits=digits)  # fmt: skip

    both = len({*plan.expected.served.tolist()} ^ {*plan.goal.served.tolist()})
    values: dict[str, Any] = {
        "none": times("none", verdict.nothing.probability),
        "expected": times("expected", verdict.expected.probability),
        "goal": times("goal", verdict.goal.probability),
        "more": times("more", verdict.difference.probability, 1),
        "se": times("se", verdict.difference.se, 1),
        "changed": t.number("goal.changed", both, Unit.SEATS, "served in one of the two plans only", key="changed"),
        "held": _on_held(t, plan.goal, "goal.held"),
        "held_expected": _on_held(t, plan.expected, "goal.held_expected"),
    }
    situation = "behind" if verdict.nothing.probability < 0.5 else "ahead"
    return [
        Heading("goal-plan", msg("s12.goal")),
        Paragraph(msg("s12.goal.chances", aim=chances.goal_text(t.brief, plan.target.goal, number), **values)),
        Paragraph(msg(f"s12.goal.{verdict.verdict}", **values)),
        Paragraph(msg(f"s12.goal.{situation}", **values)),
        *([Notice("method", msg("s12.goal.first"))] if number == 1 < len(t.brief.mission.goals) else []),
    ]


def _on_held(t: _Teller, plan: Allocation, name: str) -> Figure:
    """Share of a plan's money on seats that ours holds."""
    held = np.array(t.plan.task.tiers) == "hold"
    share = float(plan.amounts[held].sum()) / plan.spent if plan.spent else None
    return t.number(name, None if share is None else round(share, 6), Unit.RATE, "money on seats held / money", digits=0,
                    key="held")  # fmt: skip


def _law(strategy: Strategy, plan: EffortPlan | None = None) -> list[Block]:
    """What the law lets candidates of the list spend, each at the ceiling of its state."""
    brief = strategy.brief
    law = plan.ceilings if plan is not None else ceilings(brief.catalog, brief.mission.as_of)
    if law.usual is None:
        return [Notice("empty", msg("s12.law.none"))]
    chosen = [s for s in strategy.focus.chosen if s.state in law.by_state]
    own = sum(law.by_state[s.state] for s in chosen)
    seats = tuple(s.seat_id for s in chosen)
    large = _ceiling(brief, "large", law.usual)
    count = brief.count(fid("s12", brief, "law.seats"), seats, msg("s12.law.seats.definition"), "focus list",
                        sources=brief.sources_of(brief.base.id))  # fmt: skip
    top, exact = (
        brief.derive(fid("s12", brief, f"law.{name}"), value, Unit.INR, msg(f"s12.law.{name}.definition"), formula,
                     [count, large], rows=rows)
        for name, value, formula, rows in (
            ("top", law.usual * len(chosen), "seats * largest ceiling", ()),
            ("own", own, "sum of each state's ceiling", seats),
        )
    )  # fmt: skip
    small = [
        msg(
            "s12.law.small",
            ceiling=_ceiling(brief, f"small.{i}", value),
            states=[brief.catalog.states[s] for s in states],
        )
        for i, (value, states) in enumerate(law.small, 1)
    ]
    items = [msg("s12.law.large", ceiling=large, since=law.since), *small,
             msg("s12.law.total", n=count, ceiling=large, top=top, own=exact)]  # fmt: skip
    if plan is not None and plan.spec.unit == "inr":
        at_top = plan.shown.amounts >= plan.task.caps * (1 - 1e-9)
        rows = tuple(s for s, full in zip(plan.task.seats, at_top, strict=True) if full)
        figure = brief.count(fid("s12", brief, "law.full"), rows, msg("s12.law.full.definition"), "money = ceiling")
        items.append(msg("s12.law.full", n=figure))
    if law.estimated:
        items.append(msg("s12.law.estimated"))
    return [Bullets(tuple(items), msg("s12.law")), Notice("method", msg("s12.law.note"))]


def _ceiling(brief: Brief, name: str, value: int) -> Figure:
    return brief.give(
        f"s12.ceiling.{name}", value, Unit.INR, msg("s12.ceiling.definition"), "law.csv", sources=("law",)
    )


def _calendar(t: _Teller) -> list[Block]:
    found = t.plan.calendar
    if found is None:
        return []
    brief = t.brief
    columns = (
        words("week", "effort_week"),
        words("leader", "effort_leader"),
        words("where", "effort_where"),
        t.column("leader_days", Unit.DAYS, "allocation, one office a day"),
    )
    rows = tuple(
        Row(f"{e.week}-{e.leader.office}{'-' if e.leader.state else ''}{e.leader.state.lower()}",
            (e.week, office(brief, e.leader), tuple(brief.catalog.states[s] for s, _ in e.places), e.days))
        for e in found.entries
    )  # fmt: skip
    key = "like" if found.like else "end"
    like = brief.election_name(found.like) if found.like else ""
    note = msg(f"s12.calendar.note.{key}", like=like, first=found.first_poll, last=found.last_poll)
    return [Table("s12.calendar", msg("s12.calendar"), columns, rows, note)]


def office(brief: Brief, leader: LeaderDays) -> Message:
    """An office in words, with its state where it has one."""
    name = msg(f"effort.office.{leader.office}")
    if leader.state in brief.catalog.states:
        return msg("effort.office_of", office=name, state=brief.catalog.states[leader.state])
    return name


def _value(t: _Teller, seats: Table) -> list[Block]:
    """What each seat gets against what that gains; silent below three seats."""
    kinds = tuple(
        Category(f"tier-{tier}", msg(f"section.tier.{tier}"), f"tier-{tier}")
        for tier in TIERS
        if any(row.kind == f"tier-{tier}" for row in seats.rows)
    )
    if len(seats.rows) < 3:
        return []
    title, alt = msg("s12.value.title"), msg("s12.value.alt")
    return [Chart("s12.value", "scatter", title, alt, seats.id, "amount", ("gain",), kinds)]


def _seats(t: _Teller) -> Table:
    """Every seat that gets effort, most money first."""
    plan, task, brief = t.plan.shown, t.plan.task, t.brief
    columns = [
        words("seat"),
        words("state"),
        words("tier"),
        t.column("amount", Unit.NUMBER, "allocation", title=f"effort_amount_{t.end}", digits=2),
        t.column("points", Unit.PP, "max_pp * x / (x + half_at)"),
        t.column("gain", Unit.NUMBER, "p(e) - p(0)", digits=3),
        *([t.column("leader_days", Unit.DAYS, "allocation")] if t.spec.days else []),
    ]
    rows = []
    for i in sorted(plan.served.tolist(), key=lambda i: (-plan.amounts[i], -plan.gains[i], task.seats[i])):
        cells: list[Cell] = [
            brief.catalog.seat(task.seats[i]), brief.catalog.states[task.states[i]], msg(f"section.tier.{task.tiers[i]}"),
            t.amount(float(plan.amounts[i])), round(float(plan.points[i]), 4), round(float(plan.gains[i]), 4),
        ]  # fmt: skip
        if t.spec.days:
            cells.append(int(plan.leader_days[i]))
        rows.append(Row(task.seats[i], tuple(cells), f"tier-{task.tiers[i]}"))
    return Table("s12.seats", msg("s12.seats"), tuple(columns), tuple(rows), annex=True, filter_by="state")


builder = Builder(12, "resources", build)
