"""Focus rules by name: by our place in the last elections on one seat map, the base last, or by what a point is worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from khaka.core.message import Message, msg


@dataclass(frozen=True, slots=True)
class Rule:
    """A focus rule.

    Parameters
    ----------
    chooses
        From the ``rank_<election>`` columns that the recency switch leaves (oldest first) to a condition; None for a rule
        that counts nothing and orders seats by value.
    value
        What the order goes by: ``expected`` seats or the ``goal``; empty for a rule that counts.
    """

    name: str
    chooses: Callable[[list[pl.Expr]], pl.Expr] | None
    value: str = ""

    @property
    def sentence(self) -> Message:
        """The rule in words."""
        return msg(f"focus.rule.{self.name}")


def _any(test: Callable[[pl.Expr], pl.Expr]) -> Callable[[list[pl.Expr]], pl.Expr]:
    return lambda ranks: pl.any_horizontal([test(r).fill_null(False) for r in ranks])


def _never_won_but_second(ranks: list[pl.Expr]) -> pl.Expr:
    return _any(lambda r: r == 2)(ranks) & ~_any(lambda r: r == 1)(ranks)


def _base(test: Callable[[pl.Expr], pl.Expr]) -> Callable[[list[pl.Expr]], pl.Expr]:
    return lambda ranks: test(ranks[-1]).fill_null(False)


RULES: dict[str, Rule] = {
    r.name: r
    for r in (
        Rule("ever-first-or-second", _any(lambda r: r <= 2)),
        Rule("ever-won", _any(lambda r: r == 1)),
        Rule("ever-second-never-won", _never_won_but_second),
        Rule("first-or-second", _base(lambda r: r <= 2)),
        Rule("second", _base(lambda r: r == 2)),
        Rule("second-or-third", _base(lambda r: (r == 2) | (r == 3))),
        Rule("all-contested", _base(lambda r: r >= 1)),
        Rule("best-expected", None, "expected"),
        Rule("best-goal", None, "goal"),
    )
}
