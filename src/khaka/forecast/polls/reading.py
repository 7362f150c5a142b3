"""Rows of the table of polls into polls: which may be used, why others may not, and the grade."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from khaka.core.errors import DataFault
from khaka.core.message import Message, msg
from khaka.forecast.polls.nouns import NATION, Poll, PollModel, Reading, Refused

#: A house's past error in seats of 543: up to here good, up to there ordinary.
_GOOD_SEATS, _ORDINARY_SEATS = 30.0, 75.0
_FRESH_DAYS, _RECENT_DAYS = 45, 180
_HOUSE_SIZE = 543


def last_day(text: str | None) -> date | None:
    """The last day that a date of varying precision can mean: 2022 is 31 December, 2022-04 is 30 April."""
    if not text:
        return None
    parts = [int(p) for p in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def house_of(pollster: str) -> str:
    """The pollster without its series: "CVoter (MOTN)" and "CVoter" lean alike."""
    return pollster.split(" (")[0].strip()


def read_polls(rows: pl.DataFrame, election: str, as_of: date, model: PollModel) -> list[Poll]:
    """Every poll of an election that was published by a day, by field day; one a scope.

    Raises
    ------
    DataFault
        A row without a date of publication or with a number that cannot be read.
    """
    grouped: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows.filter(pl.col("election") == election).iter_rows(named=True):
        states = row.get("scope_states") or ""
        scope = states if ";" in states else row["scope"]
        grouped.setdefault((row["poll_id"], scope), []).append(row)
    scopes: dict[str, int] = {}
    for poll_id, _ in grouped:
        scopes[poll_id] = scopes.get(poll_id, 0) + 1
    polls = [_poll(group, scope, scopes[poll_id] > 1, model) for (poll_id, scope), group in grouped.items()]
    known = [p for p in polls if p.published <= as_of]
    return sorted(known, key=lambda p: (p.field_day or p.published, p.poll_id, p.scope))


def _poll(rows: list[dict[str, Any]], scope: str, shared_sample: bool, model: PollModel) -> Poll:
    first = rows[0]
    published = last_day(first.get("published_latest") or first.get("published"))
    if published is None:
        raise DataFault(msg("error.forecast.poll_date", poll=first["poll_id"]))
    try:
        sample = int(float(first["sample_size"])) if first.get("sample_size") else None
        readings = tuple(_reading(r) for r in rows)
        seats = float(first.get("scope_seats") or _HOUSE_SIZE)
    except ValueError as error:
        raise DataFault(msg("error.forecast.poll_number", poll=first["poll_id"], value=str(error))) from None
    mine = float(sample or 0)
    if shared_sample and scope != NATION:  # the sample printed is the whole poll's
        mine *= seats / _HOUSE_SIZE
    pollster = (first.get("pollster") or "").strip()
    return Poll(
        first["poll_id"], first["kind"], pollster, house_of(pollster), first.get("publisher") or "", scope,
        last_day(first.get("field_start")), last_day(first.get("field_end")), published, sample,
        min(mine / model.design_effect, model.sample_cap), readings,
    )  # fmt: skip


def _reading(row: Mapping[str, Any]) -> Reading:
    def number(name: str) -> float | None:
        return float(row[name]) if row.get(name) not in (None, "") else None

    return Reading(
        row["alliance_or_party"], number("vote_share_pct"), number("seats_mid"), number("seats_low"),
        number("seats_high"), row.get("part_of") or "",
    )  # fmt: skip


def reasons(poll: Poll) -> tuple[Message, ...]:
    """Why a poll may not be averaged; empty when it may."""
    found = []
    if poll.kind == "exit":
        found.append("exit")
    if not poll.pollster:
        found.append("no_pollster")
    days = [d for d in (poll.field_start, poll.field_end) if d is not None]
    if not days:
        found.append("no_dates")
    elif sorted([*days, poll.published]) != [*days, poll.published]:
        found.append("wrong_dates")
    if not poll.sample or poll.sample <= 0:
        found.append("no_sample")
    shares = [r.share_pct for r in poll.readings if r.share_pct is not None]
    if not shares:
        found.append("seats_only")
    elif any(not 0 <= s <= 100 for s in shares) or _whole(poll) > 102:
        found.append("wrong_shares")
    return tuple(msg(f"polls.refused.{r}") for r in found)


def _whole(poll: Poll) -> float:
    """The sum of shares, without those that are part of another."""
    return sum(r.share_pct or 0.0 for r in poll.readings if not r.part_of)


def sorted_out(
    polls: Iterable[Poll], as_of: date, past_error_seats: Mapping[str, float]
) -> tuple[list[Poll], list[Poll], list[Refused]]:
    """Polls to average (graded), opinion polls that printed seats only, and all that are refused, with reasons."""
    used, seats_only, refused = [], [], []
    for poll in polls:
        why = reasons(poll)
        if not why:
            used.append(replace(poll, grade=grade(poll, as_of, past_error_seats.get(poll.house))))
            continue
        refused.append(Refused(poll, why))
        if poll.kind != "exit" and any(w.key == "polls.refused.seats_only" for w in why):
            seats_only.append(poll)
    return used, seats_only, refused


def grade(poll: Poll, as_of: date, past_error_seats: float | None) -> str:
    """A to D: two points each for what is printed, for the house's past error, and for age.

    Parameters
    ----------
    past_error_seats
        Mean absolute error in seats before earlier elections; None for a house without a past (one point).

    Notes
    -----
    Printed: publisher, both field dates and the sample of this scope give two points, one thing missing gives one. A is
    five or six points, B four, C three, D fewer. The grade is for the reader; the weights come from the model.
    """
    missing = (not poll.publisher) + (poll.field_start is None) + (poll.field_end is None)
    printed = max(2 - missing, 0)
    # a house without a past is taken to be an ordinary one
    miss = _ORDINARY_SEATS if past_error_seats is None else past_error_seats
    past = 2 if miss <= _GOOD_SEATS else 1 if miss <= _ORDINARY_SEATS else 0
    age_days = (as_of - (poll.field_day or poll.published)).days
    age = 2 if age_days <= _FRESH_DAYS else 1 if age_days <= _RECENT_DAYS else 0
    points = printed + past + age
    return "A" if points >= 5 else "B" if points == 4 else "C" if points == 3 else "D"
