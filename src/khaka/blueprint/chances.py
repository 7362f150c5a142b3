"""Numbers of the forecast that several sections print: chances of goals, seats of blocs, the last miss, the basis."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from khaka.backtest.miss import Miss, last_miss
from khaka.backtest.record import held
from khaka.core.figure import Figure, How, Interval, Kind
from khaka.core.message import Message, Name, msg
from khaka.core.units import Unit
from khaka.forecast.odds import GoalOdds, Odds
from khaka.mission import Brief, Goal
from khaka.mission.spec import ALLIANCE, OURS

#: The range that is printed beside a mean: 8 times in 10.
LEVEL = 80
_MISSES: WeakKeyDictionary[Odds, Miss | None] = WeakKeyDictionary()


def how(odds: Odds, formula: str, rows: tuple[str, ...] = ()) -> How:
    """Processing of a number read from the document's draw set."""
    said = (("draws", len(odds.draws.totals)), ("seed", odds.draws.seed))
    return How(Kind.SIMULATED, filters=said, formula=formula, rows=rows)


def simulated(
    odds: Odds,
    id_: str,
    value: float | None,
    unit: Unit,
    definition: Message,
    formula: str,
    *,
    interval: Interval | None = None,
    digits: int | None = None,
) -> Figure:
    """A Figure read from the draw set."""
    brief = odds.brief
    return Figure(
        id_, value, unit, definition, how(odds, formula), sources=sources(brief), interval=interval, digits=digits
    )


def sources(brief: Brief) -> tuple[str, ...]:
    """Sources behind the forecast: the elections of the mission's history."""
    return brief.sources_of(*(e.id for e in brief.history))


def bloc_name(brief: Brief, bloc: str) -> Message | Name:
    """A bloc as a reader would name it."""
    if bloc == OURS:
        return brief.party
    return msg("s8.alliance", party=brief.party) if bloc == ALLIANCE else brief.catalog.party(bloc)


def goal_text(brief: Brief, goal: Goal, number: int) -> Message:
    """A goal in words; ``number`` is its place in the mission, from 1."""
    bound = goal.at_least if goal.at_least is not None else goal.at_most
    key = "up" if goal.at_least is not None else "down"
    field = f"goals[{number}]"
    seats = brief.give(f"s0.goal.{number}", bound, Unit.SEATS, msg("s0.goal.definition"), field)
    name = msg("s0.goal.alliance", party=brief.party) if goal.bloc == ALLIANCE else bloc_name(brief, goal.bloc)
    return msg(f"s0.goal.{key}", bloc=name, seats=seats)


def chance(odds: Odds, found: GoalOdds, number: int) -> Figure:
    """The chance of a goal, as times in a hundred."""
    bound = f">= {found.goal.at_least}" if found.goal.at_least is not None else f"<= {found.goal.at_most}"
    return simulated(
        odds, f"s8.goal.{number}.chance", found.probability, Unit.ODDS, msg("s8.chance.definition"),
        f"P(seats of {found.goal.bloc} {bound})",
    )  # fmt: skip


def seats(odds: Odds, bloc: str, which: str = "mean") -> Figure | None:
    """A bloc's expected seats (``mean``, with its range) or an end of the range (``low``, ``high``)."""
    found = odds.seats_of(bloc)
    if found is None:
        return None
    low, high = found.intervals[LEVEL]
    value = {"mean": round(found.mean), "low": low, "high": high}[which]
    return simulated(
        odds, f"s8.seats.{bloc.lower()}.{which}", value, Unit.SEATS, msg(f"s8.seats.{which}.definition"),
        {"mean": "mean(seats)", "low": "10th percentile of seats", "high": "90th percentile of seats"}[which],
        interval=Interval(low, high, LEVEL / 100) if which == "mean" else None,
    )  # fmt: skip


def basis(odds: Odds) -> Message:
    """Whether polls stand behind the forecast, and which are set aside: every page says it."""
    if odds.outlook.aside:
        return msg(f"document.notice.{odds.basis}_aside", blocs=list(odds.outlook.aside))
    return msg(f"document.notice.{odds.basis}")


def looked_back(odds: Odds) -> Miss | None:
    """The miss of the last forecast; computed once a document."""
    if odds not in _MISSES:
        _MISSES[odds] = last_miss(odds)
    return _MISSES[odds]


def record(odds: Odds) -> Message | None:
    """How often ranges of earlier forecasts of this kind held; None where none can be checked."""
    brief = odds.brief
    counted = {e: i.count_date for e, i in brief.catalog.elections.items()}
    found = held(counted, brief.mission.base[:2], odds.outlook.horizon, brief.mission.as_of, LEVEL)
    if found is None:
        return None
    values: dict[str, Any] = {
        k: simulated(odds, f"s8.record.{k}", v, unit, msg(f"s8.record.{k}.definition"), "khaka backtest --given history")
        for k, v, unit in (
            ("inside", found.inside, Unit.COUNT), ("count", found.count, Unit.COUNT),
            ("elections", len(found.elections), Unit.COUNT),
        )
    }  # fmt: skip
    return msg(f"s8.record.{odds.outlook.horizon}", **values)


def miss(odds: Odds) -> Message:
    """The last forecast's error in seats, or that there is none to look back at."""
    brief, found = odds.brief, looked_back(odds)
    if found is None:
        return msg("s8.miss.none")
    lines = []
    for p in found.parties:
        values: dict[str, Any] = {
            name: simulated(odds, f"s8.miss.{p.party.lower()}.{name}", value, Unit.SEATS,
                            msg(f"s8.miss.{name}.definition"), "forecast as then possible, against the count")
            for name, value in (("mean", round(p.mean)), ("won", p.won), ("off", p.off))
        }  # fmt: skip
        lines.append(msg("s8.miss.party", party=brief.catalog.party(p.party), **values))
    key = f"s8.miss.{found.basis}.{found.horizon}"
    if odds.basis != found.basis:
        key = f"s8.miss.{found.basis}_only.{found.horizon}"
    told = msg(key, election=brief.election_name(found.election), parties=lines)
    if found.seats == brief.country.house_size:
        return told
    seats = simulated(
        odds, "s8.miss.seats", found.seats, Unit.SEATS, msg("s8.miss.seats.definition"), "count(comparable seats)"
    )
    return msg("s8.miss.part", told=told, seats=seats)
