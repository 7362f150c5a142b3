"""A division's result in words: "Carried. Needed 6 of 9, had 6." Every number is a Figure that can be explained."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from khaka.committee.counting import Result, under
from khaka.committee.rulebook import Rulebook
from khaka.committee.voting import Division, Verdict
from khaka.core.figure import Figure, How, Kind
from khaka.core.message import Message, msg
from khaka.core.units import Unit

_TWO_THIRDS = Fraction(2, 3)


def in_words(division: Division, result: Result) -> tuple[Message, ...]:
    """The verdict with what was needed, the quorum, the votes, and the same votes under two thirds.

    Parameters
    ----------
    division
        Closed, or tied.
    result
        ``count`` of its tally, with the casting vote when there was one.
    """
    lines = [_verdict(division, result), _votes(division, result)]
    if division.casting is not None:
        lines.append(msg("committee.result.casting", choice=Message(f"committee.choice.{division.casting}")))
    if result.verdict in (Verdict.CARRIED, Verdict.LOST):
        lines.append(under_two_thirds(division, result))
    return tuple(lines)


def under_two_thirds(division: Division, result: Result) -> Message:
    """Whether the same votes would carry if at least two thirds of the same base were needed."""
    other = under(result, _TWO_THIRDS)
    key = "passes" if other.verdict is Verdict.CARRIED else "fails"
    return msg(
        f"committee.result.two_thirds.{key}",
        needed=_figure(division, "needed_two_thirds", other.needed, "max(1, ceil(2/3 * base))"),
        base=_figure(division, "base", other.base),
        had=_figure(division, "for", other.had),
    )


def rule_in_words(rules: Rulebook) -> tuple[Message, ...]:
    """The rulebook as sentences: quorum, majority, tie."""
    majority = "more_than" if rules.strict else "at_least"
    return (
        msg(f"committee.rule.quorum.{rules.quorum_base}", fraction=str(rules.quorum)),
        msg(
            f"committee.rule.majority.{majority}",
            fraction=str(rules.threshold),
            base=Message(f"committee.base.{rules.majority_base}"),
        ),
        msg(f"committee.rule.tie.{rules.tie}"),
    )


def _verdict(division: Division, result: Result) -> Message:
    if result.verdict is Verdict.NO_QUORUM:
        return msg(
            "committee.result.no_quorum",
            needed=_figure(division, "quorum_needed", result.quorum_needed, f"{result.rulebook.quorum} * base"),
            had=_figure(division, "took_part", result.took_part),
        )
    formula = f"{'more than' if result.rulebook.strict else 'at least'} {result.rulebook.threshold} * base"
    return msg(
        f"committee.result.{result.verdict}",
        needed=_figure(division, "needed", result.needed, formula),
        base=_figure(division, "base", result.base),
        had=_figure(division, "for", result.had),
        of=Message(f"committee.base.{result.rulebook.majority_base}"),
    )


def _votes(division: Division, result: Result) -> Message:
    t = result.tally
    values = {
        "for_": ("for", t.for_), "against": ("against", t.against), "abstain": ("abstain", t.abstain + t.blank),
        "spoilt": ("spoilt", t.spoilt), "recused": ("recused", t.recused), "roll": ("roll", t.roll),
    }  # fmt: skip
    figures: dict[str, Any] = {k: _figure(division, name, n) for k, (name, n) in values.items()}
    return msg("committee.result.votes", **figures)


def _figure(division: Division, name: str, value: int, formula: str = "") -> Figure:
    """A count of the division as a Figure."""
    how = How(Kind.DERIVED, formula=formula) if formula else How(Kind.COUNTED, formula="division", of=(division.id,))
    return Figure(f"division.{division.id}.{name}", value, Unit.COUNT, msg(f"committee.figure.{name}"), how)
