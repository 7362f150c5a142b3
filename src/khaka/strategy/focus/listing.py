"""The focus list: the rule's seats in a named order, cut to the mission's number, with the reason for each seat."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from khaka.core.errors import KhakaError, NotKnown
from khaka.core.message import Message, msg
from khaka.mission import Brief
from khaka.mission.spec import Override
from khaka.strategy.focus import by_value
from khaka.strategy.focus.rules import RULES, Rule
from khaka.strategy.focus.tiers import tier

if TYPE_CHECKING:
    from khaka.strategy.focus.value import Values


@dataclass(frozen=True, slots=True)
class FocusSeat:
    """A seat of the house with its place on or off the list.

    ``order`` is its number in the rule's order (None: the rule does not give it); ``gap_pp`` and ``gap_votes`` are
    the winner's lead over ours, negative where ours won.
    """

    seat_id: str
    state: str
    chosen: bool
    tier: str
    reasons: tuple[Message, ...]
    order: int | None
    rank: int | None
    gap_pp: float | None
    gap_votes: int | None
    history: tuple[int | None, ...]
    override: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A seat that the rule gives and the list's size leaves out."""

    seat_id: str
    order: int
    reason: Message


@dataclass(frozen=True)
class FocusList:
    """Every seat of the house, on or off the list.

    Parameters
    ----------
    by_rule
        Seats that the rule gives, in its order; for a rule by value every seat in which ours is expected to stand.
    wanted
        The list's size as the mission asks for it; None takes all.
    """

    rule: Rule
    elections: tuple[str, ...]
    by_rule: tuple[str, ...]
    wanted: int | None
    seats: tuple[FocusSeat, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def chosen(self) -> tuple[FocusSeat, ...]:
        """Seats on the list."""
        return tuple(s for s in self.seats if s.chosen)

    @property
    def missing(self) -> int:
        """How many seats more were asked for than the rule gives."""
        return max((self.wanted or 0) - len(self.by_rule), 0)

    def of_tier(self, name: str) -> tuple[str, ...]:
        """Ids of a tier's seats."""
        return tuple(s.seat_id for s in self.seats if s.tier == name)


def focus_list(
    brief: Brief,
    book: pl.DataFrame,
    partner_claims: frozenset[str],
    rule: str | None = None,
    wanted: int | None = None,
    worth: Callable[[], Values] | None = None,
) -> FocusList:
    """The focus list of a brief.

    Parameters
    ----------
    book
        See ``seatbook``.
    partner_claims
        Seats in which a partner of the plan has the better claim.
    rule, wanted
        Instead of the mission's; with a rule named here the mission's number of seats does not count.
    worth
        What a point of votes is worth in each seat, for rules by value; None forecasts anew.

    Raises
    ------
    NotKnown
        No such rule.
    KhakaError
        More seats than the house elects, than the rule gives and ours fought, or than ours is expected to stand in; a
        rule by value without a number of seats, or by the goal without a goal.

    Notes
    -----
    Order: seats held, by lead, smallest first; then second places, then third and lower, each by gap, smallest first;
    then seats not fought in the base election, by the most recent gap. A rule by value goes by value, largest first. Ties
    go by seat id.
    """
    spec = brief.mission.focus
    chosen_rule = _rule(rule or spec.rule)
    size = _size(spec.seats if wanted is None and rule is None else wanted, brief.country.house_size)
    ids = [e.id for e in brief.history][-(spec.last or len(brief.history)) :]
    valued = _valued(brief, chosen_rule, size, worth)
    by_rule, book = _by_rule(book, chosen_rule, ids, valued)
    _fits(brief, chosen_rule, size, len(by_rule), book.filter(pl.col("rank").is_not_null()).height)
    kept = set(by_rule[:size])
    changes = {o.seat: o for o in spec.overrides}
    kept |= {s for s, o in changes.items() if o.action == "add"}
    kept -= {s for s, o in changes.items() if o.action == "drop"}
    number = {s: i + 1 for i, s in enumerate(by_rule)}
    claims = pl.col("seat_id").is_in(sorted(partner_claims))
    book = book.with_columns(tier=tier(claims, pl.col("seat_id").is_in(sorted(kept))))
    seats = []
    for row in book.sort("seat_id").iter_rows(named=True):
        change = changes.get(row["seat_id"])
        worth_it = valued.get(row["seat_id"])
        seats.append(
            FocusSeat(
                row["seat_id"],
                row["state_code"],
                row["seat_id"] in kept,
                row["tier"],
                (*((worth_it.reason,) if worth_it else ()), *_reasons(brief, row, ids)),
                number.get(row["seat_id"]),
                row["rank"],
                row["gap_pp"],
                row["gap_votes"],
                tuple(row[f"rank_{e}"] for e in ids),
                _said(change) if change else None,
            )
        )
    rows = {r["seat_id"]: r for r in book.iter_rows(named=True)}
    dropped = [s for s in by_rule if s not in kept and s not in changes]
    left = tuple(
        LeftOut(s, number[s], valued[s].reason if s in valued else _left_reason(brief, rows[s], ids)) for s in dropped
    )
    return FocusList(chosen_rule, tuple(ids), tuple(by_rule), size, tuple(seats), left)


def _valued(
    brief: Brief, rule: Rule, size: int | None, worth: Callable[[], Values] | None
) -> dict[str, by_value.Ranked]:
    """The order by value; empty for a rule that counts."""
    if not rule.value:
        return {}
    if size is None:
        raise KhakaError(msg("error.focus.needs_seats", rule=rule.name), msg("error.focus.needs_seats_hint"))
    if rule.value == "goal" and not brief.mission.goals:
        raise KhakaError(msg("error.focus.needs_goal", rule=rule.name), msg("error.focus.needs_goal_hint"))
    return by_value.ranked(brief, rule, worth() if worth is not None else by_value.worth_of(brief))


def _by_rule(
    book: pl.DataFrame, rule: Rule, elections: list[str], valued: dict[str, by_value.Ranked]
) -> tuple[list[str], pl.DataFrame]:
    """Seats that the rule gives, in its order, and the book in the list's order."""
    ordered = _ordered(book, elections)
    if rule.chooses is None:
        here = set(ordered["seat_id"].to_list())
        return [s for s in valued if s in here], ordered
    chosen = ordered.filter(rule.chooses([pl.col(f"rank_{e}") for e in elections]))
    return chosen["seat_id"].to_list(), ordered


def _said(change: Override) -> str:
    """An override in one line: what, why, who and, when given, on what day."""
    day = f", {change.day.isoformat()}" if change.day is not None else ""
    return f"{change.action}: {change.reason} ({change.by}{day})"


def _rule(name: str) -> Rule:
    if name not in RULES:
        near = difflib.get_close_matches(name, list(RULES), n=3, cutoff=0.3) or list(RULES)
        raise NotKnown(msg("error.focus.rule", name=name), msg("error.catalog.did_you_mean", names=near))
    return RULES[name]


def _size(wanted: int | None, house: int) -> int | None:
    if wanted is not None and not 1 <= wanted <= house:
        raise KhakaError(msg("mission.fault.house", seats=wanted, house=house), msg("error.focus.size_hint"))
    return wanted


def _fits(brief: Brief, rule: Rule, size: int | None, given: int, fought: int) -> None:
    """Refuse a number of seats that ours does not fight; a number above what the rule gives is a shorter list."""
    if size is None:
        return
    if rule.value and size > given:
        raise KhakaError(
            msg("error.focus.above_stood", seats=size, stood=given, party=brief.party),
            msg("error.focus.above_hint", most=given),
        )
    if size > max(given, fought):
        election = brief.election_name(brief.base.id)
        raise KhakaError(
            msg(
                "error.focus.above_fought", seats=size, fought=fought, party=brief.party, election=election, given=given
            ),
            msg("error.focus.above_hint", most=given),
        )


def _ordered(book: pl.DataFrame, elections: list[str]) -> pl.DataFrame:
    """Sorted by the list's order; see the notes of ``focus_list``."""
    kind = pl.when(pl.col("rank") == 1).then(0).when(pl.col("rank") == 2).then(1).when(pl.col("rank") > 2).then(2)
    latest = pl.coalesce([pl.col(f"gap_{e}") for e in reversed(elections)])
    return (
        book.with_columns(_kind=kind.otherwise(3), _gap=latest.abs())
        .sort("_kind", "_gap", "seat_id", nulls_last=True)
        .drop("_kind", "_gap")
    )


def _best(row: dict[str, object], elections: list[str]) -> tuple[str, int] | None:
    """The most recent election in which ours was first or second, and the place."""
    for election in reversed(elections):
        rank = row[f"rank_{election}"]
        if isinstance(rank, int) and rank <= 2:
            return election, rank
    return None


def _reasons(brief: Brief, row: dict[str, object], elections: list[str]) -> tuple[Message, ...]:
    found = []
    rank = row["rank"]
    if rank is None:
        found.append(msg("focus.reason.not_fought", election=brief.election_name(brief.base.id)))
    elif isinstance(rank, int):
        key = {1: "held", 2: "second"}.get(rank, "lower")
        found.append(msg(f"focus.reason.{key}", election=brief.election_name(brief.base.id)))
    best = _best(row, elections)
    if best and best[0] != brief.base.id:
        found.append(msg(f"focus.reason.earlier_{best[1]}", election=brief.election_name(best[0])))
    return tuple(found)


def _left_reason(brief: Brief, row: dict[str, object], elections: list[str]) -> Message:
    best = _best(row, elections)
    when = brief.election_name(best[0] if best else brief.base.id)
    if row["rank"] is None:
        return msg("focus.left.not_fought", election=brief.election_name(brief.base.id), last=when)
    return msg("focus.left.far", election=brief.election_name(brief.base.id), last=when)
