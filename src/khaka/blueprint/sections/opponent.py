"""4. The opponent: its seats and strength, direct contests with it, and what a swing from it would give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from khaka.blueprint.base import Builder, by_state, counted, fid, measured, state_rows, words
from khaka.blueprint.blocks import Block, Category, Cell, Chart, Notice, Paragraph, Row, Section, Table
from khaka.core.message import Message, Name, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy import Strategy
from khaka.strategy.path import past_swings

LADDER = (0.0, 2.5, 5.0, 7.5, 10.0, 12.5, 15.0)
_TREND = ("vote_share", "seats_contested", "seats_won", "majority_wins", "median_margin")


def build(strategy: Strategy) -> Section | None:
    brief, rival = strategy.brief, strategy.brief.rival
    if rival is None:
        return None
    won = brief.measure(fid("s4", brief, f"{rival.code.lower()}.seats_won"), "seats_won", parties=(rival.code,))
    half = brief.measure(
        fid("s4", brief, f"{rival.code.lower()}.majority_wins"), "majority_wins", parties=(rival.code,)
    )
    summary = msg("s4.summary", rival=rival, won=won, half=half, election=brief.election_name(brief.base.id))
    blocks: list[Block] = [
        _trend(brief, rival),
        *_classes(brief, rival),
        *_direct(brief, rival),
        *_ladder(brief, rival, past := _past(brief, rival)),
        *past,
        _states(brief, rival),
    ]
    return Section(4, "opponent", msg("s4.title", rival=rival), tuple(blocks), msg("s4.decision", rival=rival), summary)


def _number(value: object) -> Cell:
    return value if isinstance(value, int | float) else None


def _trend(brief: Brief, rival: Name) -> Table:
    own: dict[str, Any] = {"parties": (rival.code,)}
    columns = (words("election"), *(measured(brief, n, n, "elections", **own) for n in _TREND))
    rows = tuple(
        Row(e.id, (brief.election_name(e.id), *(_number(brief.ask(n, e.id, **own).value) for n in _TREND)))
        for e in brief.history
    )
    return Table("s4.trend", msg("s4.trend.title", rival=rival), columns, rows)


def _classes(brief: Brief, rival: Name) -> list[Block]:
    """Seats by how often the rival won them on this seat map."""
    if len(brief.history) < 2:
        return []
    ids = [e.id for e in brief.history]
    counts = brief.ask("times_won", *ids, parties=(rival.code,)).value
    house = brief.ask("seats_total").value
    if not isinstance(counts, dict) or not isinstance(house, int):
        return []
    classes = {**counts, "0": house - sum(counts.values())}
    columns = (
        words("times"),
        counted(
            "seats", Unit.SEATS, msg("measure.times_won.definition"), "times_won", brief.sources_of(*ids), bar=True
        ),
    )
    rows = tuple(
        Row(f"won-{n}", (msg("s2.times.row", n=brief.give(f"s2.times.{n}", int(n), Unit.TIMES, msg("s2.times.n"), "n"))
                         if n != "0" else msg("s4.never"), c))
        for n, c in classes.items()
    )  # fmt: skip
    title = msg("s4.classes.title", rival=rival, first=brief.election_name(ids[0]), last=brief.election_name(ids[-1]))
    return [Table("s4.classes", title, columns, rows)]


def _direct(brief: Brief, rival: Name) -> list[Block]:
    names = ("direct_contests", "direct_contests_won", "median_lead_in_direct_contests")
    found = {n: brief.measure(fid("s4", brief, n), n, rival=rival.code) for n in names}
    if not found["direct_contests"].value:
        return [Notice("empty", msg("s4.no_direct", rival=rival))]
    both = {n: brief.measure(fid("s4", brief, f"both.{n}"), n, rival=rival.code, kind="both-stood") for n in names[:2]}
    median = found[names[2]]
    half = brief.derive(
        fid("s4", brief, "half_median"),
        (median.value or 0) / 2,
        Unit.PP,
        msg("s4.half.definition"),
        "median_lead / 2",
        (median,),
    )
    text = msg(
        "s4.direct",
        party=brief.party,
        rival=rival,
        contests=found[names[0]],
        won=found[names[1]],
        median=median,
        both=both[names[0]],
        both_won=both[names[1]],
        half=half,
    )
    columns = (words("state"), *(measured(brief, n, n, "states", rival=rival.code) for n in names))
    values = [by_state(brief, n, rival=rival.code) for n in names]
    states = sorted(values[0], key=lambda s: (-values[0][s], s))
    rows = state_rows(
        brief, [values[0], values[1], values[2]], states=states, total=[_number(found[n].value) for n in names]
    )
    return [
        Paragraph(text),
        Table("s4.direct", msg("s4.direct.title", party=brief.party, rival=rival), columns, rows, filter_by="state"),
        *_direct_ladder(brief, rival),
    ]


def _direct_ladder(brief: Brief, rival: Name) -> list[Block]:
    """Direct contests that would be won after a swing from the rival."""
    leads = brief.ask("direct_contests", rival=rival.code).rows["lead_pp"].to_list()
    sources = brief.sources_of(brief.base.id)
    columns = (
        words("step"),
        counted("swing", Unit.PP, msg("s4.swing.definition"), "step", sources, signed=True),
        counted("won", Unit.SEATS, msg("s4.direct_ladder.won"), "count(lead < 2 x swing)", sources,
                title="direct_contests_won", bar=True),
    )  # fmt: skip
    rows = tuple(
        Row(f"swing-{s:g}", (msg("s4.ladder.none" if s == 0 else "s4.ladder.step"), s, sum(v < 2 * s for v in leads)))
        for s in LADDER
    )
    title = msg("s4.direct_ladder.title", party=brief.party, rival=rival)
    return [
        Chart("s4.direct_chart", "ladder", title, msg("s4.direct_ladder.alt"), "s4.direct_ladder", "swing", ("won",)),
        Table("s4.direct_ladder", title, columns, rows),
    ]


def _ladder(brief: Brief, rival: Name, past: list[Block]) -> list[Block]:
    """Seats after a swing from the rival, nothing else changed; past swings beside it, on the same scale."""
    if not brief.ask("direct_contests", rival=rival.code, kind="both-stood").value:
        return []
    columns = (
        words("step"),
        counted("swing", Unit.PP, msg("s4.swing.definition"), "step", brief.sources_of(brief.base.id), signed=True),
        *(counted(k, Unit.SEATS, msg("measure.seats_after_swing.definition"), f"seats_after_swing: {k}",
                  brief.sources_of(brief.base.id), title=f"after_{k}", bar=k == "ours") for k in ("ours", "rival")),
    )  # fmt: skip
    rows = []
    for step in LADDER:
        ours = brief.ask("seats_after_swing", rival=rival.code, swing=step).value
        theirs = brief.ask("seats_after_swing", parties=(rival.code,), rival=brief.mission.party, swing=-step).value
        rows.append(
            Row(
                f"swing-{step:g}",
                (msg("s4.ladder.none" if step == 0 else "s4.ladder.step"), step, _number(ours), _number(theirs)),
            )
        )
    table = Table(
        "s4.ladder", msg("s4.ladder.title", party=brief.party, rival=rival), columns, tuple(rows), msg("s4.ladder.note")
    )
    chart = Chart(
        "s4.ladder_chart",
        "ladder",
        msg("s4.ladder.title", party=brief.party, rival=rival),
        msg("s4.ladder.alt"),
        "s4.ladder",
        x="swing",
        y=("ours",),
        categories=tuple(_swings(past)),
    )
    return [chart, table]


def _swings(past: list[Block]) -> Iterator[Category]:
    for table in past:
        if isinstance(table, Table):
            for row in table.rows:
                figure, name = table.figure(row, table.columns[1]), row.cells[0]
                if figure is not None and isinstance(name, Message):
                    yield Category(row.key, name, "s2", figure)


def _past(brief: Brief, rival: Name) -> list[Block]:
    """Past two-party swings beside the ladder, so that the ask is seen for what it is."""
    swings = past_swings(brief, rival.code)
    if not swings:
        return []
    sources = brief.sources_of(*{e for a, b, _ in swings for e in (a, b)})
    columns = (
        words("from_to"),
        counted("swing", Unit.PP, msg("s4.past.definition"), "((s1-r1) - (s0-r0)) / 2", sources, title="butler",
                signed=True, base=msg("measure.base.votes-polled")),
    )  # fmt: skip
    rows = tuple(
        Row(f"{a}-{b}", (msg("section.from_to", a=brief.election_name(a), b=brief.election_name(b)), s))
        for a, b, s in swings
    )
    return [Table("s4.past", msg("s4.past.title", party=brief.party, rival=rival), columns, rows, msg("s4.past.note"))]


def _states(brief: Brief, rival: Name) -> Table:
    own: dict[str, Any] = {"parties": (rival.code,)}
    names = ("seats_total", "seats_won", "majority_wins")
    second = brief.house.seats.filter((pl.col("party1") == rival.code) & (pl.col("party2") == brief.mission.party))
    met = dict(second.group_by("state_code").len().iter_rows())
    columns = (
        words("state"),
        measured(brief, "seats_total", "seats_total", "states"),
        measured(brief, "seats_won", "seats_won", "states", bar=True, **own),
        measured(brief, "majority_wins", "majority_wins", "states", **own),
        measured(brief, "vote_share", "vote_share", "states", **own),
        counted("we_second", Unit.SEATS, msg("s4.we_second", rival=rival), "first = R and second = P",
                brief.sources_of(brief.base.id)),
    )  # fmt: skip
    values = [by_state(brief, n, **(own if n != "seats_total" else {})) for n in names]
    shares = by_state(brief, "vote_share", **own)
    total = [_number(brief.ask(n, **(own if n != "seats_total" else {})).value) for n in (*names, "vote_share")]
    rows = state_rows(brief, [*values, shares, met], total=[*total, second.height])
    return Table("s4.states", msg("s4.states.title", rival=rival), columns, rows, filter_by="state")


builder = Builder(4, "opponent", build)
