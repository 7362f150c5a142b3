"""7. Focus seats: the rule and its live count, the list with its order, the tiers, and every seat of the house."""

from __future__ import annotations

from collections import Counter
from typing import Any

import polars as pl

from khaka.blueprint import chances, closed
from khaka.blueprint.base import Builder, counted, fid, words
from khaka.blueprint.blocks import Block, Category, Chart, Column, Notice, Paragraph, Row, SeatMap, Section, Table
from khaka.blueprint.sections import _lists, path_to_goal
from khaka.core.figure import Figure
from khaka.core.message import Message, Name, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy import Strategy
from khaka.strategy.focus import RULES, TIERS, FocusList, FocusSeat
from khaka.strategy.focus.tiers import REACH_PP, STRETCH_PP

#: Seats of the core that the document lists; the whole order is in `khaka focus --json`.
VALUED = 40


def build(strategy: Strategy) -> Section:
    brief, focus = strategy.brief, strategy.focus
    blocks: list[Block] = [
        Paragraph(_rule_sentence(brief, focus)),
        *_reported(brief, focus),
        *_lists.fewer(brief, focus, counts(brief, focus)[1]),
        _rules(brief, strategy),
        _map(brief, focus),
        _pendulum(brief, focus),
        _tiers(brief, focus),
        _states(brief, focus),
        *_cautions(brief, strategy),
        *closed.blocks(lambda: _lists.too_thin(strategy), silent=True),
        *_lists.candidates(brief, focus),
        *closed.blocks(lambda: _values(strategy)),
        *_left_out(brief, focus),
        *_overrides(brief),
        *_lists.versions(strategy),
        closed.unless(lambda: _seats(brief, strategy), lambda _: _seats(brief, strategy, chances_too=False)),
    ]
    chosen, by_rule = counts(brief, focus)
    tiers: dict[str, Any] = {t: tier_count(brief, focus, t) for t in TIERS}
    summary = msg("s7.summary", chosen=chosen, by_rule=by_rule, **tiers)
    return Section(7, "focus", msg("s7.title"), tuple(blocks), msg("s7.decision"), summary)


def counts(brief: Brief, focus: FocusList) -> tuple[Figure, Figure]:
    """Seats on the list, and seats that the rule gives."""
    chosen = brief.count(
        fid("s7", brief, "chosen"),
        [s.seat_id for s in focus.chosen],
        msg("s7.chosen.definition"),
        f"focus list: {focus.rule.name}",
        sources=brief.sources_of(*focus.elections),
    )
    by_rule = brief.count(
        fid("s7", brief, "by_rule"),
        focus.by_rule,
        focus.rule.sentence,
        focus.rule.name,
        sources=brief.sources_of(*focus.elections),
    )
    return chosen, by_rule


def tier_count(brief: Brief, focus: FocusList, tier: str) -> Figure:
    """Seats of a tier."""
    return brief.count(fid("s7", brief, f"tier.{tier}"), focus.of_tier(tier), msg(f"s7.tier.{tier}"), f"tier = {tier}")


def _rule_sentence(brief: Brief, focus: FocusList) -> Message:
    chosen, by_rule = counts(brief, focus)
    names = [brief.election_name(e) for e in focus.elections]
    key = "s7.rule_cut" if focus.left_out else "s7.rule_all"
    if focus.rule.value:
        key = "lists.rule_value"
    left = brief.count(
        fid("s7", brief, "left_out"), [x.seat_id for x in focus.left_out], msg("s7.left.definition"), "rule - list"
    )
    return msg(key, rule=focus.rule.sentence, elections=names, by_rule=by_rule, chosen=chosen, left=left)


def _reported(brief: Brief, focus: FocusList) -> list[Block]:
    span = brief.mission.focus.reported_seats
    if span is None:
        return []
    low, high = (
        brief.give(f"s7.reported.{n}", v, Unit.SEATS, msg("s7.reported.definition"), "focus.reported_seats",
                   reported=True)
        for n, v in zip(("low", "high"), span, strict=True)
    )  # fmt: skip
    key = "s7.reported_one" if span[0] == span[1] else "s7.reported"
    return [Notice("reported", msg(key, low=low, high=high))]


def _rules(brief: Brief, strategy: Strategy) -> Table:
    """Every rule with its live count, so that a reader sees what another rule would give."""
    ids = strategy.focus.elections
    columns = (
        words("rule"),
        counted("seats", Unit.SEATS, msg("s7.by_rule.definition"), "count(rule)", brief.sources_of(*ids), bar=True),
        counted("base_only", Unit.SEATS, msg("s7.base_only.definition"), "count(rule), base election alone",
                brief.sources_of(brief.base.id)),
    )  # fmt: skip
    rows = []
    for rule in RULES.values():
        if rule.chooses is None:
            continue  # counts nothing: it orders as many seats as are asked for
        found = [
            strategy.book.filter(rule.chooses([pl.col(f"rank_{e}") for e in window])).height
            for window in (ids, ids[-1:])
        ]
        rows.append(Row(rule.name, (rule.sentence, *found), "chosen" if rule is strategy.focus.rule else ""))
    return Table("s7.rules", msg("s7.rules.title"), columns, tuple(rows))


def categories(brief: Brief, focus: FocusList) -> tuple[Category, ...]:
    """The tiers as classes of the map."""
    return tuple(
        Category(f"tier-{t}", msg(f"section.tier.{t}"), f"tier-{t}", tier_count(brief, focus, t)) for t in TIERS
    )


def _map(brief: Brief, focus: FocusList) -> SeatMap:
    classes = tuple((s.seat_id, f"tier-{s.tier}") for s in focus.seats)
    return SeatMap("s7.map", msg("s7.map.title"), msg("s7.map.alt"), categories(brief, focus), classes, "s7.seats")


def _pendulum(brief: Brief, focus: FocusList) -> Chart:
    """Every seat that was fought, in the order of its margin; its twin is the table of all seats."""
    title = msg("s7.pendulum.title", party=brief.party, election=brief.election_name(brief.base.id))
    fought = {f"tier-{s.tier}" for s in focus.seats if s.gap_pp is not None}
    kinds = tuple(c for c in categories(brief, focus) if c.key in fought)
    return Chart("s7.pendulum", "pendulum", title, msg("s7.pendulum.alt"), "s7.seats", "seat", ("gap_pp",), kinds)


def _tiers(brief: Brief, focus: FocusList) -> Table:
    sources = brief.sources_of(brief.base.id)
    columns = (
        words("tier"),
        words("meaning"),
        counted("seats", Unit.SEATS, msg("s7.tier.definition"), "count(tier)", sources, bar=True),
        counted("on_list", Unit.SEATS, msg("s7.on_list.definition"), "count(tier and on the list)", sources),
    )
    limit: dict[str, Any] = {
        "reach": brief.give("s7.limit.reach", REACH_PP, Unit.PP, msg("s7.limit.definition"), "khaka.strategy.focus"),
        "stretch": brief.give("s7.limit.stretch", STRETCH_PP, Unit.PP, msg("s7.limit.definition"),
                              "khaka.strategy.focus"),
    }  # fmt: skip
    on_list = Counter(s.tier for s in focus.chosen)
    rows = tuple(
        Row(t, (msg(f"section.tier.{t}"), msg(f"s7.tier.{t}.meaning", **limit), len(focus.of_tier(t)), on_list[t]),
            f"tier-{t}")
        for t in TIERS
    )  # fmt: skip
    return Table("s7.tiers", msg("s7.tiers.title"), columns, rows)


def _states(brief: Brief, focus: FocusList) -> Table:
    sources = brief.sources_of(brief.base.id)
    columns: tuple[Column, ...] = (
        words("state"),
        counted("seats", Unit.SEATS, msg("s7.state_seats"), "count(seats)", sources, title="seats_total"),
        counted("on_list", Unit.SEATS, msg("s7.chosen.definition"), "count(on the list)", sources, bar=True),
        *(counted(t, Unit.SEATS, msg(f"s7.tier.{t}"), f"count(tier = {t})", sources, title=f"tier_{t}") for t in TIERS),
    )
    codes = sorted({s.state for s in focus.seats} & {s.code for s in brief.states})
    rows = [Row(c, (brief.catalog.states[c], *_tier_counts([s for s in focus.seats if s.state == c]))) for c in codes]
    everything = [s for s in focus.seats if s.state in codes]
    rows.append(Row("all", (msg("section.total"), *_tier_counts(everything)), "total"))
    return Table("s7.states", msg("s7.states.title"), columns, tuple(rows), filter_by="state")


def _tier_counts(seats: list[FocusSeat]) -> list[int]:
    tiers = Counter(s.tier for s in seats)
    return [len(seats), sum(s.chosen for s in seats), *(tiers[t] for t in TIERS)]


def _cautions(brief: Brief, strategy: Strategy) -> list[Block]:
    """What the rule hides: states on the list where every deposit was lost; seats not fought; seats over half."""
    blocks: list[Block] = []
    chosen = {s.seat_id for s in strategy.focus.chosen}
    contested = brief.ask("seats_contested").rows.group_by("state_code").len(name="stood")
    lost = brief.ask("deposits_forfeited").rows.unique("seat_id").group_by("state_code").len(name="lost")
    on_list = strategy.book.filter(pl.col("seat_id").is_in(sorted(chosen))).group_by("state_code").agg("seat_id")
    bad = contested.join(lost, on="state_code").join(on_list, on="state_code").filter(pl.col("stood") == pl.col("lost"))
    for row in bad.sort("state_code").iter_rows(named=True):
        if len(row["seat_id"]) >= 3:
            state = brief.catalog.states[row["state_code"]]
            count = brief.count(
                fid("s7", brief, f"all_lost.{row['state_code'].lower()}"),
                sorted(row["seat_id"]),
                msg("s7.all_lost.definition"),
                "on the list, state with every deposit lost",
            )
            blocks.append(
                Notice("caution", msg("s7.all_lost", state=state, n=count, election=brief.election_name(brief.base.id)))
            )
    over = strategy.book.filter(pl.col("over_half") & (pl.col("rank") > 1) & pl.col("seat_id").is_in(sorted(chosen)))
    if over.height:
        count = brief.count(
            fid("s7", brief, "over_half"),
            over["seat_id"].sort().to_list(),
            msg("s7.over_half.definition"),
            "on the list, winner over half",
        )
        blocks.append(Notice("caution", msg("s7.over_half", n=count)))
    if brief.mission.map_open:
        blocks.append(Notice("caution", msg("s7.map_open", election=brief.election_name(brief.mission.election))))
    return blocks


def _values(strategy: Strategy) -> list[Block]:
    """The situation in words, and the seats in which a point of votes is worth most."""
    brief, found = strategy.brief, strategy.values
    if not found.seats:
        return []
    core: dict[str, Any] = {
        "core": chances.simulated(
            strategy.odds, "s7.core", found.core, Unit.SEATS, msg("s7.core.definition"), "size of the core"
        )
    }
    if found.shared is not None:
        core["shared"] = chances.simulated(
            strategy.odds, "s7.core.shared", round(found.shared * found.core), Unit.SEATS, msg("s7.shared.definition"),
            "core by expected seats, and by the goal",
        )  # fmt: skip
    if found.goal is not None:
        core["chance"] = chances.chance(strategy.odds, found.goal, 1)
        core["goal"] = chances.goal_text(brief, found.goal.goal, 1)
    firm = Counter(v.stability for v in found.seats if v.core)
    for word in ("robust", "contested", "not-settled"):
        core[word.replace("-", "_")] = chances.simulated(
            strategy.odds, f"s7.core.{word}", firm[word], Unit.SEATS, msg(f"s7.stability.{word}.definition"), "redraws"
        )
    name = {s.seat_id: s for s in strategy.focus.seats}
    top = sorted(
        (v for v in found.seats if v.core), key=lambda v: (-(v.expected if v.goal is None else v.goal), v.seat_id)
    )
    rows = tuple(
        Row(v.seat_id, (brief.catalog.seat(v.seat_id), brief.catalog.states.get(name[v.seat_id].state),
                        msg(f"section.tier.{name[v.seat_id].tier}"), v.win, v.expected * 100, v.expected_se * 100,
                        *(() if v.goal is None else (v.goal * 10_000, (v.goal_se or 0.0) * 10_000)),
                        msg(f"s7.stability.{v.stability}")), f"tier-{name[v.seat_id].tier}")
        for v in top[:VALUED] if v.seat_id in name
    )  # fmt: skip
    goal_columns = () if found.goal is None else (
        _value_column(strategy, "value_goal"), _value_column(strategy, "value_goal_se", minor=True)
    )  # fmt: skip
    columns = (
        words("seat"), words("state"), words("tier"),
        Column("chance", msg("section.col.chance"), Unit.ODDS, msg("s7.chance.definition"),
               chances.how(strategy.odds, "P(ours wins the seat)"), sources=chances.sources(brief)),
        _value_column(strategy, "value_expected"), _value_column(strategy, "value_expected_se", minor=True),
        *goal_columns, words("stability"),
    )  # fmt: skip
    return [
        Paragraph(msg(f"s7.regime.{found.regime}", **core)),
        Paragraph(msg("s7.firm", **core)),
        Table("s7.values", msg("s7.values.title"), columns, rows, msg("s7.values.note"), filter_by="state"),
    ]


def _value_column(strategy: Strategy, key: str, *, minor: bool = False) -> Column:
    return Column(
        key, msg(f"section.col.{key}"), Unit.NUMBER, msg(f"s7.{key}.definition"),
        chances.how(strategy.odds, f"{10_000 if 'goal' in key else 100} x derivative by the share of ours"),
        sources=chances.sources(strategy.brief), digits=2, minor=minor,
    )  # fmt: skip


def _left_out(brief: Brief, focus: FocusList) -> list[Block]:
    if not focus.left_out:
        return []
    columns = (
        words("seat"),
        words("state"),
        counted("order", Unit.PLACE, msg("s7.order.definition"), "order of the list", brief.sources_of(brief.base.id)),
        words("reason"),
    )
    # a rule by value leaves out nearly the whole house: the next in order are enough
    shown = focus.left_out[:VALUED] if focus.rule.value else focus.left_out
    rows = tuple(
        Row(x.seat_id, (brief.catalog.seat(x.seat_id), _state_of(brief, x.seat_id), x.order, x.reason)) for x in shown
    )
    kind = "lists.left_value" if focus.rule.value else "s7.left_out"
    note = msg("lists.left_value.note" if focus.rule.value else "s7.order.note")
    return [Table("s7.left_out", msg(f"{kind}.title"), columns, rows, note, filter_by="state")]


def _state_of(brief: Brief, seat_id: str) -> Name | None:
    row = brief.catalog.seats.get(seat_id)
    return brief.catalog.states.get((row or {}).get("state_code") or "")


def _overrides(brief: Brief) -> list[Block]:
    changes = brief.mission.focus.overrides
    if not changes:
        return []
    columns = (words("seat"), words("change"), words("reason"), words("by"), words("date"))
    rows = tuple(
        Row(o.seat, (brief.catalog.seat(o.seat), msg(f"section.override.{o.action}"), o.reason, o.by,
                     o.day or msg("common.not_given")))
        for o in changes
    )  # fmt: skip
    return [Table("s7.overrides", msg("s7.overrides.title"), columns, rows)]


def _seats(brief: Brief, strategy: Strategy, *, chances_too: bool = True) -> Table:
    """Every seat of the house: the twin of both maps; without chances while the law forbids them."""
    focus = strategy.focus
    sources = brief.sources_of(*focus.elections)
    columns: tuple[Column, ...] = (
        words("seat"),
        words("state"),
        words("reserved", minor=True),
        words("tier"),
        words("on_list"),
        words("winner"),
        Column("chance", msg("section.col.chance"), Unit.ODDS, msg("s7.chance.definition"),
               chances.how(strategy.odds, "P(ours wins the seat)"), sources=sources) if chances_too else words("chance"),
        words("likeliest", minor=True),
        counted("gap_pp", Unit.PP, msg("s7.gap_pp"), "100 (votes first - votes of P) / votes polled", sources,
                signed=True, base=msg("measure.base.votes-polled")),
        counted("gap_votes", Unit.VOTES, msg("s7.gap_votes"), "votes first - votes of P", sources, signed=True,
                minor=True),
        *(Column(f"place_{e.lower()}", msg("section.col.place_in", election=brief.election_name(e)), Unit.PLACE,
                 msg("s7.place_in"), counted("x", Unit.PLACE, msg("s7.place_in"), "rank", sources).how,
                 sources=brief.sources_of(e)) for e in focus.elections),
        *((words("candidate", minor=True),) if brief.mission.hand.candidates else ()),
        words("reason", minor=True),
    )  # fmt: skip
    book = {r["seat_id"]: r for r in strategy.book.iter_rows(named=True)}
    likely, ours = (_likeliest(strategy), path_to_goal.seat_chances(strategy)) if chances_too else ({}, {})
    none = None if chances_too else msg("windows.cell")
    tickets = _lists.candidate_word(brief)
    rows = tuple(
        _seat_row(brief, s, book[s.seat_id], ours.get(s.seat_id, none), likely.get(s.seat_id), tickets)
        for s in focus.seats
    )
    return Table("s7.seats", msg("s7.seats.title"), columns, rows, msg("s7.seats.note"), annex=True, filter_by="state")


def _likeliest(strategy: Strategy) -> dict[str, Name]:
    """The party with the best chance in each seat."""
    found = strategy.odds.draws
    best = found.win.argmax(axis=1)
    return {
        s: strategy.brief.catalog.party(found.field.parties[j]) for s, j in zip(found.field.seats, best, strict=True)
    }


def _seat_row(
    brief: Brief, s: FocusSeat, book: dict[str, object], chance: float | Message | None, likeliest: Name | None,
    tickets: dict[str, Message],
) -> Row:  # fmt: skip
    reasons, not_fought = s.reasons, msg("section.not_fought")
    return Row(
        s.seat_id,
        (
            brief.catalog.seat(s.seat_id),
            brief.catalog.states.get(s.state),
            msg(f"section.reserved.{book['reserved']}"),
            msg(f"section.tier.{s.tier}"),
            msg("section.yes" if s.chosen else "section.no"),
            brief.catalog.party(str(book["party1"])),
            msg("s7.no_candidate") if chance is None else chance,
            likeliest,
            *(not_fought if v is None else v for v in (s.gap_pp, s.gap_votes, *s.history)),
            *((tickets.get(s.seat_id, msg("common.not_given")),) if tickets else ()),
            msg("section.joined", parts=list(reasons)) if len(reasons) > 1 else (reasons[0] if reasons else None),
        ),
        f"tier-{s.tier}",
    )


builder = Builder(7, "focus", build)
