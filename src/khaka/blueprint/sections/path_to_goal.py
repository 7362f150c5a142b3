"""8. The path to the goal: chances and ranges from the document's draw set, and the swing that each post needs."""

from __future__ import annotations

from typing import Any

import numpy as np

from khaka.blueprint import chances
from khaka.blueprint.base import Builder, counted, words
from khaka.blueprint.blocks import (
    Block,
    Category,
    Cell,
    Chart,
    Column,
    Heading,
    KeyFigures,
    Notice,
    Paragraph,
    Row,
    SeatMap,
    Section,
    Table,
)  # fmt: skip
from khaka.blueprint.sections import _polls
from khaka.core.figure import Figure
from khaka.core.message import Message, msg
from khaka.core.units import Unit
from khaka.forecast.odds import members
from khaka.mission.spec import ALLIANCE, OURS
from khaka.strategy import Strategy
from khaka.strategy.path import past_swings, path

#: Bins of the distribution, in seats; wide enough that draws decide none.
BIN = 20
#: Chance bands of the map: from this chance, key.
BANDS = ((0.9, "safe"), (0.6, "likely"), (0.4, "open"), (0.1, "unlikely"), (0.0, "remote"))


def build(strategy: Strategy) -> Section:
    blocks: list[Block] = [
        Notice("method", chances.basis(strategy.odds)),
        *_key(strategy),
        *_goals(strategy),
        *_posts(strategy),
        *_distribution(strategy),
        *_polls.blocks(strategy.brief),
        _blocs(strategy),
        *_map(strategy),
        Notice("caution", chances.miss(strategy.odds)),
        *([Notice("caution", said)] if (said := chances.record(strategy.odds)) else []),
        Notice("method", _candidates(strategy)),
        Notice("method", _method(strategy)),
    ]
    return Section(8, "path", msg("s8.title"), tuple(blocks), msg("s8.decision"), summary(strategy))


def summary(strategy: Strategy) -> Message:
    """Where we are likely to land, and the odds of the first two goals."""
    brief, odds = strategy.brief, strategy.odds
    if odds.seats_of(OURS) is None:
        return msg("s8.summary_absent", party=brief.party)
    ours: dict[str, Any] = {w: chances.seats(strategy.odds, OURS, w) for w in ("low", "high")}
    if not odds.goals:
        return msg("s8.summary_no_goal", party=brief.party, **ours)
    lines = [
        msg("s8.summary_goal", goal=chances.goal_text(brief, g.goal, i), chance=chances.chance(strategy.odds, g, i))
        for i, g in enumerate(odds.goals[:2], 1)
    ]
    goals = lines[0] if len(lines) == 1 else msg("s8.summary_goals2", one=lines[0], two=lines[1])
    return msg("s8.summary", party=brief.party, goals=goals, **ours)


def _method(strategy: Strategy) -> Message:
    """How the chances come about, and on which elections the sizes of error rest."""
    on = strategy.odds.draws.scales.fitted_on
    if not on:
        return msg("s8.method_none")
    first, last = (strategy.brief.election_name(e) for e in (on[0], on[-1]))
    return msg("s8.method", first=first, last=last)


def _candidates(strategy: Strategy) -> Message:
    """Who is expected to stand where, and where the focus list has nobody."""
    chance = seat_chances(strategy)
    nobody = [s.seat_id for s in strategy.focus.chosen if chance.get(s.seat_id) is None]
    figure = chances.simulated(
        strategy.odds,
        "s8.no_candidate",
        len(nobody),
        Unit.SEATS,
        msg("s8.candidates.definition"),
        "expected nominations",
    )
    return msg("s8.candidates", base=strategy.brief.election_name(strategy.brief.base.id), none=figure)


def _key(strategy: Strategy) -> list[Block]:
    """Chances of the goals and seats of ours, large."""
    items = [
        (msg("s8.key.goal", goal=chances.goal_text(strategy.brief, g.goal, i)), chances.chance(strategy.odds, g, i))
        for i, g in enumerate(strategy.odds.goals, 1)
    ]
    for bloc in (OURS, ALLIANCE):
        mean = chances.seats(strategy.odds, bloc)
        if mean is not None:
            items.append((msg("s8.key.seats", bloc=chances.bloc_name(strategy.brief, bloc)), mean))
    return [KeyFigures(tuple(items))]


def _goals(strategy: Strategy) -> list[Block]:
    """Each goal with its chance, the situation in words, and the break-even error."""
    from khaka.forecast.whatif import FARTHEST_PP, break_even

    blocks: list[Block] = []
    for i, goal in enumerate(strategy.odds.goals, 1):
        points = break_even(strategy.odds, goal)
        far = chances.simulated(
            strategy.odds, f"s8.goal.{i}.farthest", FARTHEST_PP, Unit.PP, msg("s8.break_even.farthest"), "limit of search",
            digits=0,
        )  # fmt: skip
        words_: dict[str, Any] = {
            "goal": chances.goal_text(strategy.brief, goal.goal, i), "chance": chances.chance(strategy.odds, goal, i)
        }  # fmt: skip
        if points is None:
            key = "s8.even_never" if goal.probability < 0.5 else "s8.even_always"
            blocks.append(Paragraph(msg(key, points=far, **words_)))
            continue
        figure = chances.simulated(
            strategy.odds, f"s8.goal.{i}.break_even", abs(points), Unit.PP, msg("s8.break_even.definition"),
            "uniform error at which P(goal) = 1/2",
        )  # fmt: skip
        key = "s8.even_survives" if points >= 0 else "s8.even_needs"
        blocks.append(Paragraph(msg(key, points=figure, **words_)))
    return blocks


def _posts(strategy: Strategy) -> list[Block]:
    """Staging posts: the swing each needs from the rival, and the chance of reaching it."""
    brief, odds = strategy.brief, strategy.odds
    if brief.rival is None or not brief.mission.staging:
        return []
    posts = path(brief, brief.rival.code, brief.mission.staging)
    columns: list[Column] = [
        counted("post", Unit.SEATS, msg("s0.post.definition"), "mission.staging", ("mission",)),
        counted("swing", Unit.PP, msg("s0.swing.definition", rival=brief.rival),
                "smallest s with seats_after_swing(s) >= post", brief.sources_of(brief.base.id), title="swing_needed",
                base=msg("measure.base.votes-polled")),
    ]  # fmt: skip
    shown = [b for b in (OURS, ALLIANCE) if odds.seats_of(b) is not None]
    columns += [_odds_column(strategy, f"chance_{b}", f"s8.post.{b}", f"P(seats of {b} >= post)") for b in shown]
    rows = []
    for post in posts:
        cells: list[Cell] = [post.seats, post.swing_pp if post.swing_pp is not None else msg("s0.path.unreachable")]
        cells += [_reach(strategy, b, post.seats) for b in shown]
        rows.append(Row(str(post.seats), tuple(cells)))
    note = None
    swings = past_swings(brief, brief.rival.code)
    if swings:
        a, b, most = max(swings, key=lambda s: s[2])
        figure = brief.derive(
            f"s8.largest_swing.{a.lower()}-{b.lower()}", most, Unit.PP, msg("s4.past.definition"),
            "((s1-r1) - (s0-r0)) / 2", ("s4.past",),
        )  # fmt: skip
        key = "s0.path.past" if most > 0 else "s0.path.never"
        names: dict[str, Any] = {"a": brief.election_name(a), "b": brief.election_name(b)}
        note = msg(key, swing=figure, rival=brief.rival, party=brief.party, **names)
    return [
        Heading("posts", msg("s8.posts.heading")),
        Table("s8.posts", msg("s8.posts.title"), tuple(columns), tuple(rows), note),
    ]


def _odds_column(strategy: Strategy, key: str, text: str, formula: str, *, minor: bool = False) -> Column:
    return Column(
        key, msg(f"section.col.{key}"), Unit.ODDS, msg(f"{text}.definition"), chances.how(strategy.odds, formula),
        sources=chances.sources(strategy.brief), minor=minor,
    )  # fmt: skip


def _reach(strategy: Strategy, bloc: str, seats: int) -> float:
    from khaka.forecast.simulate import probability

    return probability(strategy.odds.draws, members(strategy.brief, bloc), at_least=seats)[0]


def _distribution(strategy: Strategy) -> list[Block]:
    """How often ours (or the alliance of the first goal) ends in each range of seats."""
    from khaka.forecast.simulate import tally

    odds = strategy.odds
    first = odds.goals[0].goal.bloc if odds.goals else OURS
    bloc = first if first in (OURS, ALLIANCE) and odds.seats_of(first) is not None else OURS
    if odds.seats_of(bloc) is None:
        return []
    pmf = tally(odds.draws, members(strategy.brief, bloc)).pmf
    edges = range(0, len(pmf), BIN)
    times = {a: float(pmf[a : a + BIN].sum()) * 100 for a in edges}
    shown = [a for a in edges if times[a] >= 0.5]
    columns = (
        words("range"),
        Column("times", msg("section.col.times_of_100"), Unit.NUMBER, msg("s8.distribution.definition"),
               chances.how(strategy.odds, "P(seats in the range) x 100"), sources=chances.sources(strategy.brief), digits=0,
               bar=True),
    )  # fmt: skip
    rows = tuple(Row(f"from-{a}", (f"{a}–{a + BIN - 1}", times[a])) for a in range(shown[0], shown[-1] + 1, BIN))
    name = chances.bloc_name(strategy.brief, bloc)
    title = msg("s8.distribution.title", bloc=name)
    if odds.goals and first == bloc:
        title = msg(
            "s8.distribution.title_goal", bloc=name, goal=chances.goal_text(strategy.brief, odds.goals[0].goal, 1)
        )
    table = Table("s8.distribution", title, columns, rows, msg("s8.distribution.note"))
    return [
        Chart("s8.spread", "spread", title, msg("s8.distribution.alt"), "s8.distribution", "range", ("times",),
              rule=_line(strategy, bloc), params=(("first", shown[0]), ("bin", BIN))),
        table,
    ]  # fmt: skip


def _line(strategy: Strategy, bloc: str) -> Figure | None:
    """The goal's bound, where the first goal is of the bloc that is drawn."""
    if not strategy.odds.goals or strategy.odds.goals[0].goal.bloc != bloc:
        return None
    text = dict(chances.goal_text(strategy.brief, strategy.odds.goals[0].goal, 1).params)
    found = text.get("seats")
    return found if isinstance(found, Figure) else None


def _blocs(strategy: Strategy) -> Table:
    """Expected seats and ranges of every bloc that expects one."""
    ends = [(level, end) for level in (50, 80, 90) for end in ("low", "high")]
    columns = (
        words("bloc"),
        _seats_column(strategy, "expected", "s8.seats.mean", "mean(seats)", digits=0),
        *(_seats_column(strategy, f"{end}_{level}", f"s8.seats.{end}_{level}", f"{level} % central range, {end}",
                        minor=level == 50) for level, end in ends),
    )  # fmt: skip
    rows = tuple(
        Row(name.lower(), (chances.bloc_name(strategy.brief, name), r.mean,
                           *(r.intervals[level][0 if end == "low" else 1] for level, end in ends)))
        for name, r in strategy.odds.blocs
    )  # fmt: skip
    return Table("s8.blocs", msg("s8.blocs.title"), columns, rows, msg("s8.blocs.note"))


def _seats_column(
    strategy: Strategy, key: str, text: str, formula: str, *, digits: int | None = None, minor: bool = False
) -> Column:
    return Column(
        key, msg(f"section.col.{key}"), Unit.SEATS, msg(f"{text}.definition"), chances.how(strategy.odds, formula),
        sources=chances.sources(strategy.brief), digits=digits, minor=minor,
    )  # fmt: skip


def band(chance: float | None) -> str:
    """The band of a chance on the map; ``none`` where ours does not stand."""
    if chance is None:
        return "none"
    return next(key for least, key in BANDS if chance >= least)


def seat_chances(strategy: Strategy) -> dict[str, float | None]:
    """Ours in each seat of the forecast; None where ours is not expected to stand."""
    found, own = strategy.odds.draws, strategy.brief.mission.party
    if own not in found.field.parties:
        return dict.fromkeys(found.field.seats)
    j = found.field.parties.index(own)
    stands = ~np.isnan(found.field.centre[:, j])
    return {s: float(found.win[i, j]) if stands[i] else None for i, s in enumerate(found.field.seats)}


def _map(strategy: Strategy) -> list[Block]:
    """The seat map by our chance; its twin is the table of all seats in section 7."""
    chance = seat_chances(strategy)
    classes = tuple((s.seat_id, f"chance-{band(chance.get(s.seat_id))}") for s in strategy.focus.seats)
    categories = []
    for key in (*(k for _, k in BANDS), "none"):
        n = [s for s, c in classes if c == f"chance-{key}"]
        figure = chances.simulated(
            strategy.odds, f"s8.band.{key}", len(n), Unit.SEATS, msg(f"s8.band.{key}.definition"), f"count(chance: {key})"
        )  # fmt: skip
        categories.append(Category(f"chance-{key}", msg(f"s8.band.{key}"), f"chance-{key}", figure))
    title = msg("s8.map.title", party=strategy.brief.party)
    return [SeatMap("s8.map", title, msg("s8.map.alt"), tuple(categories), classes, "s7.seats")]


builder = Builder(8, "path", build)
