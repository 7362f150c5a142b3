"""6. Opposition unity against the leading party of the pair: by state, where joining cannot win, and after the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from khaka.blueprint.base import Builder, by_state, counted, fid, measured, state_rows, words
from khaka.blueprint.blocks import Block, Cell, Notice, Paragraph, Row, Section, Table
from khaka.blueprint.sections._sharing import allied
from khaka.core.message import Message, Name, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy import Strategy
from khaka.strategy.alliances.transfer import Rates, handovers
from khaka.strategy.alliances.unity import unity


def leader(brief: Brief) -> Name | None:
    """The party that unity is measured against: the larger of ours and the rival in the base election."""
    if brief.rival is None:
        return None
    own, theirs = (brief.ask("seats_won", parties=(p,)).value for p in (brief.mission.party, brief.rival.code))
    ahead = isinstance(own, int) and isinstance(theirs, int) and own > theirs
    return brief.party if ahead else brief.rival


def build(strategy: Strategy) -> Section | None:
    brief = strategy.brief
    named = leader(brief)
    if named is None or not brief.ask("seats_contested", parties=(named.code,)).value:
        return None
    code = (named.code,)
    index = brief.measure(fid("s6", brief, "opposition_unity"), "opposition_unity", parties=code)
    contested = brief.measure(fid("s6", brief, "leader_contested"), "seats_contested", parties=code)
    half = brief.measure(fid("s6", brief, "majority_wins"), "majority_wins", parties=code)
    summary = msg(
        "s6.summary", leader=named, index=index, seats=contested, half=half, election=brief.election_name(brief.base.id)
    )
    blocks: list[Block] = [
        Paragraph(msg("s6.meaning", leader=named)),
        *_history(brief, named),
        _states(brief, named),
        *_after(brief, named),
        Notice("method", msg("s6.note", leader=named)),
    ]
    return Section(6, "unity", msg("s6.title", leader=named), tuple(blocks), msg("s6.decision"), summary)


def _number(value: object) -> Cell:
    return value if isinstance(value, int | float) else None


def _history(brief: Brief, named: Name) -> list[Block]:
    own: dict[str, Any] = {"parties": (named.code,)}
    names = ("opposition_unity", "seats_contested", "majority_wins")
    columns = (words("election"), *(measured(brief, n, n, "elections", **own) for n in names))
    rows = tuple(
        Row(e.id, (brief.election_name(e.id), *(_number(brief.ask(n, e.id, **own).value) for n in names)))
        for e in brief.history
    )
    return [Table("s6.history", msg("s6.history.title", leader=named), columns, rows)] if len(rows) > 1 else []


def _states(brief: Brief, named: Name) -> Table:
    own: dict[str, Any] = {"parties": (named.code,)}
    names = ("seats_contested", "seats_won", "majority_wins")
    index = by_state(brief, "opposition_unity", **own)
    values = [by_state(brief, n, **own) for n in names]
    columns = (
        words("state"),
        measured(brief, "opposition_unity", "opposition_unity", "states", **own),
        *(measured(brief, n, n, "states", **own) for n in names),
    )
    states = [s.code for s in brief.states if s.code in index]
    filled: list[Mapping[str, Cell]] = [index, *({s: v.get(s, 0) for s in states} for v in values)]
    totals = [_number(brief.ask(n, **own).value) for n in ("opposition_unity", *names)]
    rows = state_rows(brief, filled, fill=None, total=totals, states=states)
    return Table("s6.states", msg("s6.states.title", leader=named), columns, rows, filter_by="state")


def _after(brief: Brief, named: Name) -> list[Block]:
    """Before and after the plan by allied state; nothing where the leader is ours or the plan has no partner."""
    members = allied(brief)
    if not members or named.code == brief.mission.party:
        return []
    found = unity(brief, named.code, members, Rates(handovers(brief.catalog)))
    sources, joined = brief.sources_of(brief.base.id), [s for s in found.seats if s.heir]
    columns = (
        words("state"),
        counted("unity_seats", Unit.SEATS, msg("s6.after.seats"), "two parties of the plan stood", sources),
        counted("unity_before", Unit.INDEX, msg("s6.after.before"), "mean(100 largest other / all others)", sources),
        counted("unity_after", Unit.INDEX, msg("s6.after.after"), "the same, the plan's parties as one", sources),
        counted("unity_change", Unit.INDEX, msg("s6.after.change"), "after - before", sources, signed=True),
    )
    rows = [
        _row(state, brief.catalog.states[state], sum(s.state == state for s in joined), before, after)
        for state, (before, after, _) in found.states.items()
        if state in members
    ]
    if not rows:
        return []
    total = _row("all", msg("section.total"), len(joined), *found.whole, "total")
    return [
        Table(
            "s6.after", msg("s6.after.title", leader=named), columns, (*rows, total), msg("s6.after.note", leader=named)
        )
    ]


def _row(key: str, name: Name | Message, seats: int, before: float, after: float, kind: str = "") -> Row:
    return Row(key, (name, seats, before, after, after - before), kind)


builder = Builder(6, "unity", build)
