"""9. State briefs: what each state is to do, where briefs contradict the plan or each other, and a page for each state."""

from __future__ import annotations

from datetime import date

from khaka.blueprint.base import Builder, counted, words
from khaka.blueprint.blocks import Block, Cell, Heading, Notice, Paragraph, Row, Section, Table
from khaka.core.errors import KhakaError, NotKnown
from khaka.core.figure import Figure
from khaka.core.message import Message, Name, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.mission.spec import ALLIANCE
from khaka.strategy import Strategy
from khaka.strategy.briefs import (
    Clash,
    NationalPlan,
    StateBrief,
    figures,
    idle_waivers,
    list_difference,
)
from khaka.strategy.briefs.due import present_assemblies
from khaka.strategy.briefs.totals import goal_bloc, national_goal, sum_of_goals

NOT_GIVEN = msg("common.not_given")


def plan_of(strategy: Strategy) -> NationalPlan:
    """The national side."""
    return NationalPlan(strategy.brief, strategy.focus, strategy.partner_claims)


def build(strategy: Strategy) -> Section:
    return section_of(strategy)


def section_of(strategy: Strategy, state: str | None = None) -> Section:
    """The section, or one state's part of it.

    Raises
    ------
    NotKnown
        No such state.
    KhakaError
        Ours has no brief there.
    """
    brief, plan, everything = strategy.brief, plan_of(strategy), strategy.briefs
    found = strategy.clashes
    shown = everything if state is None else (one_state(brief, everything, state),)
    blocks: list[Block] = []
    if state is None:
        blocks.append(Paragraph(_sum(plan, everything)))
    blocks.append(_overview(brief, shown, found))
    here = {b.state.code for b in shown}
    blocks += _clashes(brief, shown, [c for c in found if state is None or here & set(c.states)], found)
    blocks += _lists(brief, plan, shown)
    pages = [b for b in shown if not b.idle]
    if pages:
        blocks.append(Heading("state-briefs", msg("briefs.pages")))
        blocks += [_page(brief, b, found) for b in pages]
    if state is None:
        blocks += _elsewhere(brief, everything, {s.state for s in plan.focus.seats})
    blocks.append(Notice("method", msg("briefs.method")))
    states, hold, win = (_count(brief, f, everything) for f in ("states", "hold", "win"))
    summary = msg("briefs.summary", states=states, hold=hold, win=win) if state is None else None
    return Section(9, "briefs", msg("briefs.title"), tuple(blocks), msg("briefs.decision"), summary)


def one_state(brief: Brief, everything: tuple[StateBrief, ...], state: str) -> StateBrief:
    """The brief of the state; see ``section_of`` for errors."""
    code = state.upper()
    if code not in brief.catalog.states:
        raise NotKnown(msg("error.catalog.state", state=state), msg("error.briefs.state_hint"))
    found = next((b for b in everything if b.state.code == code), None)
    if found is None:
        raise KhakaError(
            msg("error.briefs.none", party=brief.party, state=brief.catalog.states[code]), msg("error.briefs.none_hint")
        )
    return found


def _count(brief: Brief, field: str, everything: tuple[StateBrief, ...]) -> Figure:
    if field == "states":
        rows = [b.state.code for b in everything if not b.idle]
        return brief.count(
            "s9.states", rows, msg("briefs.states.definition"), "a seat, a plan or a written brief", unit=Unit.COUNT
        )
    seats = sorted({s for b in everything for s in getattr(b, field)})
    return brief.count(f"s9.{field}", seats, msg(f"briefs.{field}.definition"), f"s9.*.{field}")


def _sum(plan: NationalPlan, everything: tuple[StateBrief, ...]) -> Message:
    found, goal = sum_of_goals(plan, everything), national_goal(plan.brief)
    key = "alliance" if goal_bloc(plan.brief) == ALLIANCE else "ours"
    total = msg(f"briefs.clash.sum_of_targets.{key}", have=found)
    if goal is None:
        return msg("briefs.sum", total=total)
    short = (found.value or 0) < (goal.value or 0)
    return msg("briefs.sum_short" if short else "briefs.sum_enough", total=total, goal=goal)


# ---- all states -------------------------------------------------------------------------------------------------


def _overview(brief: Brief, shown: tuple[StateBrief, ...], found: tuple[Clash, ...]) -> Table:
    sources = (*brief.sources_of(brief.base.id), "mission")
    columns = (
        words("state"),
        words("brief_role"),
        *(
            counted(f, Unit.SEATS, msg(f"briefs.{f}.definition"), rule, sources, title=f"brief_{f}")
            for f, rule in (("hold", "count(hold)"), ("win", "count(reach or stretch)"))
        ),
        counted(
            "goal",
            Unit.SEATS,
            msg("briefs.goal.definition"),
            "target, else hold + win",
            sources,
            title="brief_goal",
            minor=True,
        ),
        words("stance"),
        words("brief_assembly"),
        words("in_charge"),
        words("status"),
        counted("clashes", Unit.COUNT, msg("briefs.clashes.definition"), "count(clashes not waived)", sources,
                title="brief_clashes"),
    )  # fmt: skip
    rows = tuple(
        Row(
            b.state.code,
            (
                b.state,
                b.role,
                len(b.hold),
                len(b.win),
                b.goal,
                _how(brief, b.stance, b.partners),
                _before(brief, b),
                _in_charge(b),
                msg(f"briefs.status.{b.status}"),
                sum(c.open and b.state.code in c.states for c in found),
            ),
        )
        for b in shown
    )
    return Table("s9.briefs", msg("briefs.table.title"), columns, rows, msg("briefs.table.note"), filter_by="state")


def _how(brief: Brief, stance: str, partners: tuple[str, ...]) -> Message:
    if stance == "allied":
        return msg("briefs.how.allied", partners=[brief.catalog.party(p) for p in partners])
    return msg(f"section.stance.{stance}")


def _no_date(brief: Brief, b: StateBrief) -> Message:
    """A territory without an assembly, or one whose date is not known."""
    return msg("briefs.assembly.unknown" if b.state.code in present_assemblies(brief) else "briefs.assembly.none")


def _assembly(brief: Brief, b: StateBrief) -> Message:
    if b.due is None:
        return _no_date(brief, b)
    return msg(f"briefs.assembly.{'before' if b.due.before_general else 'after'}", day=b.due.day)


def _before(brief: Brief, b: StateBrief) -> date | Message:
    """The end of the assembly's term where its election comes before the general one."""
    if b.due is None:
        return _no_date(brief, b)
    return b.due.day if b.due.before_general else msg("section.no")


def _in_charge(b: StateBrief) -> Message:
    if b.hand is None or not b.hand.office:
        return NOT_GIVEN
    if not b.hand.in_charge:
        return msg("briefs.in_charge.office", office=b.hand.office)
    return msg("briefs.in_charge.person", person=b.hand.in_charge, office=b.hand.office)


def _clashes(
    brief: Brief, shown: tuple[StateBrief, ...], here: list[Clash], everywhere: tuple[Clash, ...]
) -> list[Block]:
    """Clashes with both texts, and waivers that let nothing stand."""
    blocks: list[Block] = []
    if here:
        columns = (
            words("clash"), words("states"), words("brief_says"), words("plan_says"), words("waived"),
        )  # fmt: skip
        rows = tuple(
            Row(
                c.id,
                (
                    msg("briefs.clash.name", rule=msg(f"briefs.rule.{c.rule}"), id=c.id),
                    tuple(brief.catalog.states[s] for s in c.states) or msg("briefs.whole_country"),
                    c.ours,
                    c.theirs,
                    _waived(c),
                ),
            )
            for c in here
        )
        blocks.append(Table("s9.clashes", msg("briefs.clashes.title"), columns, rows, msg("briefs.clashes.note")))
    else:
        blocks.append(Notice("empty", msg("briefs.no_clash")))
    idle = idle_waivers(shown, everywhere)
    if idle:
        told = [msg("briefs.idle_waiver", clash=w.clash, by=w.by, state=b.state) for b, w in idle]
        blocks.append(Notice("caution", msg("briefs.idle_waivers", each=told)))
    return blocks


def _waived(c: Clash) -> Message:
    if c.open:
        return msg("briefs.open")
    return msg("section.joined", parts=[msg("briefs.waived", words=w.words, by=w.by) for w in c.waived])


def _lists(brief: Brief, plan: NationalPlan, shown: tuple[StateBrief, ...]) -> list[Block]:
    """State units' own lists beside the national one: seats on one of them only, with the reason."""
    rows: list[Row] = []
    given = [(b, d) for b in shown if (d := list_difference(b, plan.focus, brief)) is not None]
    for b, d in given:
        for where, seats in (("here", d.only_here), ("there", d.only_there)):
            rows += [
                Row(s.seat_id, (b.state, brief.catalog.seat(s.seat_id), msg(f"briefs.only.{where}"), s.reason))
                for s in seats
            ]
    blocks: list[Block] = []
    for b, d in given:
        both, here, there = (
            figures.listed(brief, b, k, ids)
            for k, ids in (
                ("both", d.both), ("here", [s.seat_id for s in d.only_here]), ("there", [s.seat_id for s in d.only_there]),
            )
        )  # fmt: skip
        blocks.append(Paragraph(msg("briefs.list.counts", state=b.state, both=both, here=here, there=there)))
    if rows:
        columns = (words("state"), words("seat"), words("which_list"), words("reason"))
        blocks.append(Table("s9.lists", msg("briefs.lists.title"), columns, tuple(rows), filter_by="state"))
    return blocks


def _elsewhere(brief: Brief, everything: tuple[StateBrief, ...], with_seats: set[str]) -> list[Block]:
    """States without a page, in one line each for those where ours never stood and those where nothing is planned."""
    have = {b.state.code for b in everything}
    absent: list[Name] = [n for c, n in brief.catalog.states.items() if c in with_seats and c not in have]
    idle = [b.state for b in everything if b.idle]
    blocks: list[Block] = []
    if idle:
        blocks.append(Paragraph(msg("briefs.idle", party=brief.party, states=idle)))
    if absent:
        blocks.append(Paragraph(msg("briefs.absent", party=brief.party, states=absent)))
    return blocks


# ---- one state --------------------------------------------------------------------------------------------------


def _page(brief: Brief, b: StateBrief, found: tuple[Clash, ...]) -> Table:
    """A state's brief, a row a field; with whose word each is where somebody wrote a brief."""
    lines = [(k, v) for k, v in _lines(brief, b, found) if v is not None]
    columns = [words("brief_field"), words("brief_text")]
    if b.hand is not None:
        columns.append(words("whose"))
    rows = []
    for key, value in lines:
        cells: list[Cell] = [msg(f"briefs.field.{key}"), value]
        if b.hand is not None:
            cells.append(_whose(b, key))
        rows.append(Row(key, tuple(cells)))
    slug = b.state.code.lower()
    return Table(f"s9.{slug}", msg("briefs.page.title", state=b.state), tuple(columns), tuple(rows))


def _lines(brief: Brief, b: StateBrief, found: tuple[Clash, ...]) -> list[tuple[str, Message | None]]:
    effort = figures.effort(brief, b) if b.effort.amount is not None else NOT_GIVEN
    if b.effort.limit is not None:
        effort = msg("briefs.effort_of", effort=effort, limit=figures.effort(brief, b, limit=True))
    own = [c for c in found if b.state.code in c.states]
    return [
        ("role", b.role),
        ("hold", _seats(brief, b, "hold")),
        ("win", _seats(brief, b, "win")),
        ("build", _seats(brief, b, "build") if b.build else None),
        ("left", _seats(brief, b, "left") if b.left else None),
        ("target", msg("briefs.seats_only", n=figures.goal(brief, b)) if b.target is not None else None),
        ("stance", _stance(brief, b)),
        ("effort", effort),
        ("share", msg("briefs.share", share=figures.share(brief, b)) if b.share is not None else None),
        ("assembly", _assembly(brief, b)),
        ("promise", _promise(b)),
        ("in_charge", _in_charge(b)),
        ("condition", _condition(b)),
        ("status", _status(b)),
        ("clashes", msg("briefs.rules", rules=_rule_names(own)) if own else None),
    ]


def _rule_names(own: list[Clash]) -> list[Message]:
    return [msg(f"briefs.rule.{r}") for r in dict.fromkeys(c.rule for c in own)]


def _seats(brief: Brief, b: StateBrief, field: str) -> Message:
    return figures.named(brief, figures.seats(brief, b, field), getattr(b, field))


def _stance(brief: Brief, b: StateBrief) -> Message:
    how = _how(brief, b.stance, b.partners)
    if "stance" in b.given or not b.plan.reported:
        return how
    basis = msg("section.basis.reported")
    if b.plan.reported_on is not None:
        basis = msg("section.basis.reported_on", day=b.plan.reported_on)
    if b.plan.disputed:
        basis = msg("section.basis.disputed", basis=basis)
    return msg("briefs.stance", how=how, basis=basis)


def _promise(b: StateBrief) -> Message | None:
    if b.promise is None:
        return None
    text, day = b.promise
    return msg("briefs.text", text=text) if day is None else msg("briefs.promise", text=text, day=day)


def _condition(b: StateBrief) -> Message:
    if b.condition is None:
        return msg("briefs.condition.nothing" if "condition" in b.given else "briefs.condition.plan")
    if b.condition.title is None:
        return msg("briefs.condition.unknown", id=b.condition.id)
    if b.condition.number:
        return msg("briefs.condition.proposal", number=b.condition.number, title=b.condition.title, id=b.condition.id)
    return msg("briefs.condition.other", title=b.condition.title, id=b.condition.id)


def _status(b: StateBrief) -> Message:
    status = msg(f"briefs.status.{b.status}")
    if b.hand is not None and b.hand.reasons is not None:
        return msg("briefs.status_why", status=status, why=b.hand.reasons)
    return status


#: Where a field that nobody wrote comes from.
_FROM_PLAN = ("target", "stance", "share")
_ONLY_BY_HAND = ("effort", "in_charge", "promise")


def _whose(b: StateBrief, key: str) -> Message | None:
    if key in b.given or (key == "effort" and "effort_limit" in b.given):
        return b.author
    if key in _ONLY_BY_HAND:
        return None
    return msg("briefs.by.plan" if key in _FROM_PLAN else "briefs.by.computed")


builder = Builder(9, "briefs", build)
