"""The poll average of a mission, or of a past election: average, houses, grades, and what was refused and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from khaka.catalog import Catalog
from khaka.core.errors import KhakaError
from khaka.core.message import Message, msg
from khaka.desk.guard import ensure_polls_open
from khaka.forecast.polls import Poll, PollAverage, SeriesAverage, average, eve
from khaka.mission import Mission, load_mission


@dataclass(frozen=True, slots=True)
class Polled:
    """An average with what the mission makes of it.

    Parameters
    ----------
    ours
        Series of the mission's party, and of the blocs that polls put it in.
    note
        What the reader must know first: history alone, or how old the newest poll is.
    """

    mission: Mission
    average: PollAverage
    ours: tuple[SeriesAverage, ...]
    note: Message


def polled(
    catalog: Catalog,
    mission: str,
    *,
    as_of: date | None = None,
    party: str | None = None,
    election: str | None = None,
) -> Polled:
    """The polls of a mission's election on its date, or on another.

    Parameters
    ----------
    as_of
        None is the mission's date; for a past election that had been counted by then, the eve of its first poll day.
    party
        Makes another party "ours".
    election
        Another election than the mission's.

    Raises
    ------
    KhakaError
        The table of polls has none of the election.
    Locked
        The law forbids results of polls of the election now.
    """
    found = load_mission(mission, catalog, party)
    wanted = election or found.election
    everything = catalog.known_on(None, found.datasets)
    if wanted not in everything.table("polls")["election"].to_list() and election is not None:
        known = sorted(set(everything.table("polls")["election"].to_list()))
        raise KhakaError(
            msg("error.forecast.no_polls", election=wanted), msg("error.forecast.polls_of", elections=known)
        )
    day = as_of or found.as_of
    if as_of is None and election is not None and wanted in everything.elections:
        day = min(day, eve(everything, wanted))
    target = everything.elections.get(wanted)
    if target is not None and day >= target.count_date:
        raise KhakaError(
            msg("error.polls.after", election=wanted, count=target.count_date, day=day), msg("error.polls.after_hint")
        )
    ensure_polls_open(wanted, found, catalog)
    result = average(everything, wanted, day)
    mine = [s for s in result.series if s.label == found.party]
    blocs = {(s.scope, s.part_of) for s in mine if s.part_of}
    ours = [s for s in result.series if s in mine or (s.scope, s.label) in blocs]
    return Polled(found, result, tuple(ours), _note(result))


def _note(result: PollAverage) -> Message:
    if result.last_day is None:
        n = len({r.poll.poll_id for r in result.refused})
        if n == 0:
            return msg("polls.none", day=result.as_of)
        return msg("polls.none_usable", day=result.as_of, n=n, plural="n")
    return msg("polls.newest", last=result.last_day, n=len({p.poll_id for p in result.used}), plural="n")


def document(found: Polled, words: dict[str, list[str]]) -> dict[str, Any]:
    """Plain values for ``--json``; shares are fractions, errors points; ``words`` are the reasons of refused polls."""
    a = found.average
    ensure_polls_open(a.election, found.mission)
    return {
        "mission": found.mission.id, "party": found.mission.party, "election": a.election,
        "as_of": a.as_of.isoformat(), "last_poll": a.last_day.isoformat() if a.last_day else None,
        "history_alone": a.empty, "shared_error_pp": round(a.shared_nation_pp, 4),
        "average": [_series(s) for s in a.series], "ours": [_series(s) for s in found.ours],
        "houses": [
            {"scope": h.scope, "label": h.label, "house": h.house, "effect_pp": round(h.effect_pp, 4),
             "sd_pp": round(h.sd_pp, 4), "polls": h.polls}
            for h in a.houses
        ],
        "past_error_seats": {h: round(e, 2) for h, e in a.past_error_seats.items()},
        "used": [poll_values(p) for p in a.used],
        "seats_only": [poll_values(p) for p in a.seats_only],
        "refused": [
            poll_values(r.poll) | {"reasons": [m.key.rsplit(".", 1)[-1] for m in r.reasons],
                                   "why": words[f"{r.poll.poll_id} {r.poll.scope}"]}
            for r in a.refused
        ],
    }  # fmt: skip


def _series(s: SeriesAverage) -> dict[str, Any]:
    return {
        "scope": s.scope, "label": s.label, "share": round(s.share_pct / 100, 6), "sd_pp": round(s.sd_pp, 4),
        "polling_sd_pp": round(s.polling_sd_pp, 4), "shared_pp": round(s.shared_pp, 4), "polls": s.polls,
        "last_poll": s.last_day.isoformat(), "part_of": s.part_of or None, "stale": s.stale,
    }  # fmt: skip


def poll_values(poll: Poll) -> dict[str, Any]:
    """One poll as plain values."""
    return {
        "poll_id": poll.poll_id, "kind": poll.kind, "pollster": poll.pollster, "publisher": poll.publisher,
        "scope": poll.scope, "field_start": poll.field_start.isoformat() if poll.field_start else None,
        "field_end": poll.field_end.isoformat() if poll.field_end else None, "published": poll.published.isoformat(),
        "sample": poll.sample, "effective_sample": round(poll.effective), "grade": poll.grade or None,
        "readings": [
            {"label": r.label, "share": None if r.share_pct is None else round(r.share_pct / 100, 6),
             "seats": r.seats, "seats_low": r.seats_low, "seats_high": r.seats_high, "part_of": r.part_of or None}
            for r in poll.readings
        ],
    }  # fmt: skip
