"""The poll average: one state-space series a bloc or party and scope, and an error that all polls share."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import polars as pl

from khaka.catalog import Catalog
from khaka.forecast.polls.kalman import Filtered, Observation, filtered, size_of
from khaka.forecast.polls.nouns import NATION, HouseEffect, Poll, PollAverage, PollModel, SeriesAverage
from khaka.forecast.polls.past import earlier, eve, past_errors, true_shares
from khaka.forecast.polls.reading import read_polls, sorted_out


def average(catalog: Catalog, election: str, as_of: date | None = None, model: PollModel | None = None) -> PollAverage:
    """The polls of an election as they could be averaged on a day.

    Parameters
    ----------
    catalog
        Any view; it is narrowed to the day, and a dated view is never widened.
    election
        The election that the polls are about.
    as_of
        None is the catalogue's date, or today's data when it has none.
    model
        Assumptions; None takes the printed ones.

    Raises
    ------
    DataFault
        A poll without a date of publication, or with a number that cannot be read.

    Notes
    -----
    Shares are per cent of those who named a party: valid votes. Constants are assumptions (docs/design/0011), except
    that the shared error is fitted on earlier elections, forward only.
    """
    model = model or PollModel()
    days = [d for d in (as_of, catalog.as_of) if d is not None]
    day = min(days) if days else date.max - timedelta(days=1)
    view = catalog if catalog.as_of == day else catalog.known_on(day)
    key = (view.data_version, election, day, model)
    if key not in _KEPT:
        polls = view.table("polls")
        past = past_errors(view, polls, election, model)
        shared = shared_error(view, polls, election, model)
        _KEPT[key] = average_of(polls, election, day, model, past_error_seats=past, shared_pp=shared)
        while len(_KEPT) > _MOST:
            _KEPT.popitem(last=False)
    return _KEPT[key]


#: The last averages, by the digest of what the catalogue shows: what-ifs and backtests ask the same again.
_KEPT: OrderedDict[tuple[str, str, date, PollModel], PollAverage] = OrderedDict()
_MOST = 8


def average_of(
    polls: pl.DataFrame,
    election: str,
    as_of: date,
    model: PollModel | None = None,
    *,
    past_error_seats: Mapping[str, float] | None = None,
    shared_pp: float | None = None,
) -> PollAverage:
    """The average of the rows of a table of polls; see ``average``.

    Parameters
    ----------
    polls
        Columns as the catalogue's table ``polls``, text.
    past_error_seats
        Past errors of houses, for the grades.
    shared_pp
        Shared error of national polls in points; None takes the model's prior.
    """
    model = model or PollModel()
    past = dict(past_error_seats or {})
    shared = model.shared_nation_pp if shared_pp is None else shared_pp
    used, seats_only, refused = sorted_out(read_polls(polls, election, as_of, model), as_of, past)
    newest = max((p.field_day for p in used if p.field_day), default=None)
    # an undated view has no day to drift to
    day = as_of if as_of.year < 9000 or newest is None else newest
    series, houses = _series(used, day, model, shared)
    return PollAverage(
        election, day, model, tuple(series), tuple(houses), tuple(used), tuple(seats_only), tuple(refused), past,
        shared, newest,
    )  # fmt: skip


def _series(
    used: Sequence[Poll], as_of: date, model: PollModel, shared_nation_pp: float
) -> tuple[list[SeriesAverage], list[HouseEffect]]:
    seen: dict[tuple[str, str], list[Observation]] = {}
    parts: dict[tuple[str, str], str] = {}
    newest: dict[str, date] = {}
    for poll in used:
        assert poll.field_day is not None
        newest[poll.scope] = max(poll.field_day, newest.get(poll.scope, poll.field_day))
        for r in poll.readings:
            if r.share_pct is not None:
                key = (poll.scope, r.label)
                seen.setdefault(key, []).append(Observation(poll.field_day, r.share_pct, poll.house, poll.effective))
                if r.part_of:
                    parts[key] = r.part_of
    series, houses = [], []
    for (scope, label), rows in sorted(seen.items(), key=lambda kv: (kv[0][0] != NATION, kv[0])):
        shared = shared_nation_pp if scope == NATION else max(model.shared_state_pp, shared_nation_pp)
        found, last = filtered(rows, as_of, model), max(o.day for o in rows)
        shared *= size_of(found.level)
        stale = (newest[scope] - last).days > model.stale_days
        series.append(
            SeriesAverage(
                scope, label, found.level, (found.sd**2 + shared**2) ** 0.5, found.sd, shared, len(rows), last,
                parts.get((scope, label), ""), stale,
            )
        )  # fmt: skip
        houses += _effects(scope, label, found, rows)
    return series, houses


def _effects(scope: str, label: str, found: Filtered, rows: Sequence[Observation]) -> list[HouseEffect]:
    polls = {h: sum(o.house == h for o in rows) for h in found.effects}
    return [HouseEffect(scope, label, h, *found.effects[h], polls[h]) for h in sorted(found.effects)]


def shared_error(catalog: Catalog, polls: pl.DataFrame, election: str, model: PollModel) -> float:
    """The error that all national polls share, in points: the prior and the average's misses in earlier elections.

    Notes
    -----
    sqrt((w · prior² + Σ miss²) / (w + n)) over leading blocs of earlier elections with an average on the eve. Misses
    hold a little polling error too, which is not taken off: with two or three elections it cannot be told apart.
    """
    misses = []
    for past in earlier(catalog, polls, election):
        found = average_of(polls, past, eve(catalog, past), model).national
        truth = true_shares(catalog, past)
        misses += [found[label] - truth[label] for label in found if label in truth]
    squares = model.shared_weight * model.shared_nation_pp**2 + sum(m * m for m in misses)
    return float((squares / (model.shared_weight + len(misses))) ** 0.5)
