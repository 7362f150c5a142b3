"""5. Alliance arithmetic: the plan by state, what each partner brings, what addition would give, who fights which seat."""

from __future__ import annotations

import polars as pl

from khaka.blueprint.base import Builder, counted, fid, measured, words
from khaka.blueprint.blocks import Block, Chart, Notice, Paragraph, Row, Section, Table
from khaka.blueprint.sections import _sharing
from khaka.core.figure import Figure
from khaka.core.message import Message, Name, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.mission.spec import StatePlan
from khaka.strategy import Strategy
from khaka.strategy.alliances import Partner, added
from khaka.strategy.alliances.scenarios import RATES


def build(strategy: Strategy) -> Section:
    brief = strategy.brief
    blocks: list[Block] = []
    if brief.mission.states:
        blocks += _plan(brief)
    if strategy.partners:
        blocks += _partners(brief, strategy)
        blocks += _scenarios(brief, strategy)
        blocks += _sharing.blocks(strategy)
    else:
        blocks.append(
            Notice("empty", msg("s5.no_partners", party=brief.party, election=brief.election_name(brief.base.id)))
        )
    blocks += _third(brief)
    return Section(5, "alliances", msg("s5.title"), tuple(blocks), msg("s5.decision"), _summary(brief, strategy))


def bloc_seats(brief: Brief, partners: tuple[Partner, ...]) -> Figure:
    """Seats of ours and the partners together in the base election."""
    parties = (brief.mission.party, *(p.code for p in partners))
    return brief.measure(fid("s5", brief, "with_partners"), "seats_won", parties=parties)


def _summary(brief: Brief, strategy: Strategy) -> Message:
    own = brief.measure(fid("s5", brief, "seats_won"), "seats_won")
    if not strategy.partners:
        return msg("s5.summary_alone", party=brief.party, own=own, election=brief.election_name(brief.base.id))
    names = [brief.catalog.party(p.code) for p in strategy.partners]
    key = "s5.summary" if brief.mission.partners else "s5.summary_ballot"
    return msg(
        key,
        party=brief.party,
        partners=names,
        together=bloc_seats(brief, strategy.partners),
        own=own,
        election=brief.election_name(brief.base.id),
    )


def _plan(brief: Brief) -> list[Block]:
    columns = (
        words("state"),
        measured(brief, "seats_total", "seats_total", "states"),
        words("stance"),
        words("partners"),
        words("basis"),
        words("claims", minor=True),
    )
    rows = []
    for plan in sorted(brief.mission.states, key=lambda p: (p.stance, p.state)):
        seats = brief.ask("seats_total", states=(plan.state,)).value
        rows.append(
            Row(
                plan.state,
                (
                    brief.catalog.states[plan.state],
                    seats if isinstance(seats, int) else None,
                    msg(f"section.stance.{plan.stance}"),
                    tuple(brief.catalog.party(p) for p in plan.partners) or "",
                    _basis(plan),
                    ", ".join(plan.claims),
                ),
            )
        )
    table = Table("s5.plan", msg("s5.plan.title"), columns, tuple(rows), msg("s5.plan.note"), filter_by="state")
    blocks: list[Block] = [table]
    if any(p.reported for p in brief.mission.states):
        blocks.append(Notice("reported", msg("s5.reported", day=brief.mission.as_of)))
    return blocks


def _basis(plan: StatePlan) -> Message:
    if not plan.reported:
        return msg("section.basis.mission")
    parts: Message = msg("section.basis.reported")
    if plan.reported_on is not None:
        parts = msg("section.basis.reported_on", day=plan.reported_on)
    return msg("section.basis.disputed", basis=parts) if plan.disputed else parts


def _partners(brief: Brief, strategy: Strategy) -> list[Block]:
    sources = brief.sources_of(brief.base.id)
    columns = (
        words("party"),
        words("states"),
        measured(brief, "seats_won", "seats_won", "parties", bar=True),
        measured(brief, "second_places", "second_places", "parties"),
        measured(brief, "votes", "votes", "parties", minor=True),
        counted("both_want", Unit.SEATS, msg("s5.both_want"), "both first or second at least once", sources),
        counted("both_stood", Unit.SEATS, msg("s5.both_stood"), "both stood in the base election", sources),
        counted("only_together", Unit.SEATS, msg("s5.only_together"), "neither won, votes together > winner", sources),
    )  # fmt: skip
    rows = []
    for p in strategy.partners:
        numbers = [brief.ask(n, parties=(p.code,)).value for n in ("seats_won", "second_places", "votes")]
        rows.append(
            Row(
                p.code,
                (
                    brief.catalog.party(p.code),
                    _where(brief, p),
                    *(n if isinstance(n, int) else None for n in numbers),
                    len(p.both_want),
                    len(p.both_stood),
                    len(p.only_together),
                ),
            )
        )
    day = brief.mission.as_of if brief.mission.partners else brief.base.info.count_date
    key = "s5.partners.title" if brief.mission.partners else "s5.ballot.title"
    title = msg(key, day=day, election=brief.election_name(brief.base.id))
    blocks: list[Block] = [Table("s5.partners", title, columns, tuple(rows), msg("s5.partners.note"))]
    return blocks + _conflicts(brief, strategy)


def _where(brief: Brief, partner: Partner) -> tuple[Name, ...] | Message:
    if len(partner.states) > 6:
        return msg("s5.many_states")
    return tuple(brief.catalog.states[s] for s in partner.states)


def _conflicts(brief: Brief, strategy: Strategy) -> list[Block]:
    """Seats that both want and where the two stood against each other: the ones to settle first."""
    blocks: list[Block] = []
    for p in strategy.partners:
        seats = sorted(set(p.both_want) & set(p.both_stood))
        if seats and brief.mission.partners:
            slug = p.code.lower()
            count = brief.count(
                fid("s5", brief, f"conflict.{slug}"), seats, msg("s5.conflict.definition"), "both want and both stood"
            )
            names = [brief.catalog.seat(s) for s in seats[:12]]
            key = "s5.conflict" if len(seats) <= 12 else "s5.conflict_many"
            blocks.append(Paragraph(msg(key, partner=brief.catalog.party(p.code), n=count, seats=names)))
    return blocks


def _members(brief: Brief, strategy: Strategy) -> dict[str, tuple[str, ...]]:
    members: dict[str, list[str]] = {}
    for p in strategy.partners:
        for state in p.states:
            members.setdefault(state, [brief.mission.party]).append(p.code)
    return {s: tuple(m) for s, m in members.items()}


def _everyone(brief: Brief) -> dict[str, tuple[str, ...]]:
    """Every party but the rival and those that stood with it on the base election's ballot, state by state."""
    table = brief.catalog.table("alliances").filter(pl.col("election") == brief.base.id)
    rival = brief.rival.code if brief.rival else ""
    sides = set(table.filter(pl.col("party") == rival)["alliance"].to_list()) - {"ALONE"}
    with_rival = table.filter(pl.col("alliance").is_in(sorted(sides)))
    against: dict[str, tuple[str, ...]] = {}
    for (state,), rows in brief.house.best.group_by("state_code", maintain_order=True):
        here = with_rival.filter(pl.col("state_code").is_null() | (pl.col("state_code") == state))["party"].to_list()
        parties = rows["party"].unique().sort().to_list()
        against[str(state)] = tuple(p for p in parties if p not in {rival, "IND", *here})
    return against


def _scenarios(brief: Brief, strategy: Strategy) -> list[Block]:
    sources = brief.sources_of(brief.base.id)
    columns = (
        words("scenario"),
        counted("rate", Unit.RATE, msg("s5.rate.definition"), "assumed", sources, title="transfer", digits=0),
        counted("bloc", Unit.SEATS, msg("s5.bloc.definition"), "strongest of the bloc + rate * others > best other",
                sources, title="bloc_seats", bar=True),
        counted("own", Unit.SEATS, msg("s5.own.definition"), "the same, ours standing", sources, title="own_seats"),
        counted("gained", Unit.SEATS, msg("s5.gained.definition"), "the same, not won in the base election", sources,
                title="gained"),
    )  # fmt: skip
    own = brief.ask("seats_won").value
    alone = int(own) if isinstance(own, int) else 0
    rows = [Row("alone", (msg("s5.scenario.alone"), "", alone, alone, 0))]
    plans = [("planned", _members(brief, strategy))]
    if brief.rival is not None:
        plans.append(("all", _everyone(brief)))
    for name, members in plans:
        for rate in RATES:
            found = added(brief, members, rate)
            label = msg(f"s5.scenario.{name}", rival=brief.rival or brief.party)
            rows.append(Row(f"{name}-{rate:g}", (label, rate, len(found.seats), len(found.own), len(found.gained))))
    table = Table("s5.scenarios", msg("s5.scenarios.title"), columns, tuple(rows))
    return [table, *_steps(brief, strategy, alone), Notice("caution", msg("s5.scenarios.note"))]


def _steps(brief: Brief, strategy: Strategy, alone: int) -> list[Block]:
    """From ours alone to the plan to all against the rival, every vote handed on: what each step adds."""
    sources = brief.sources_of(brief.base.id)
    columns = (
        words("stage"),
        counted("change", Unit.SEATS, msg("s5.steps.change"), "count after - count before", sources, title="seats_more",
                signed=True),
        counted("after", Unit.SEATS, msg("s5.steps.after"), "seats_won, then added at rate 1", sources,
                title="bloc_seats", bar=True),
    )  # fmt: skip
    own = bloc_seats(brief, strategy.partners).value
    together = int(own) if isinstance(own, int) else alone
    plan = len(added(brief, _members(brief, strategy), 1.0).seats)
    steps = [("own", None, alone), ("partners", together - alone, together), ("votes", plan - together, plan)]
    if brief.rival is not None:
        everyone = len(added(brief, _everyone(brief), 1.0).seats)
        steps.append(("everyone", everyone - plan, everyone))
    rows = tuple(
        Row(key, (msg(f"s5.steps.{key}", party=brief.party, rival=brief.rival or brief.party), change, after))
        for key, change, after in steps
    )
    title = msg("s5.steps.title")
    return [
        Chart("s5.waterfall", "waterfall", title, msg("s5.steps.alt"), "s5.steps", "stage", ("change", "after")),
        Table("s5.steps", title, columns, rows),
    ]


def _third(brief: Brief) -> list[Block]:
    """Third or lower with more votes than the margin: where ours decides without winning."""
    count = brief.measure(fid("s5", brief, "third_exceeds_margin"), "third_exceeds_margin")
    if not count.value:
        return []
    rows = brief.ask("third_exceeds_margin").rows
    winners = brief.house.seats.join(rows.select("seat_id"), on="seat_id")
    top = winners.group_by("party1").len().sort("len", "party1", descending=[True, False])
    first = top["party1"][0]
    seats = winners.filter(pl.col("party1") == first)["seat_id"].sort().to_list()
    by = brief.count(
        fid("s5", brief, f"third.{first.lower()}"),
        seats,
        msg("finding.third_above_margin.won_by", winner=brief.catalog.party(first)),
        "winner",
    )
    return [Paragraph(msg("s5.third", party=brief.party, n=count, by=by, winner=brief.catalog.party(first)))]


builder = Builder(5, "alliances", build)
