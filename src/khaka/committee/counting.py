"""Exact counting of a division. Whole numbers and fractions only; nothing is drawn by lot; a tie is a result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from khaka.committee.rulebook import MajorityBase, QuorumBase, Rulebook, Tie
from khaka.committee.voting import Ballot, BallotState, Choice, PaperReturn, RollEntry, Tally, Verdict


@dataclass(frozen=True, slots=True)
class Result:
    """How a tally reads under a rulebook; all counts are whole votes.

    Parameters
    ----------
    quorum_needed, took_part
        Votes that the quorum asks for, and those that took part (abstaining, blank and spoilt included).
    base, needed, had
        Votes that the majority is a fraction of, votes in favour that it asks for, votes in favour.
    verdict
        Carried, lost, without a quorum, or tied: the chair's casting vote is due.
    """

    tally: Tally
    rulebook: Rulebook
    quorum_needed: int
    took_part: int
    base: int
    needed: int
    had: int
    verdict: Verdict


def tally(roll: Iterable[RollEntry], recused: Iterable[str], ballots: Iterable[Ballot]) -> Tally:
    """The tally of recorded ballots; a recused person's ballot is not counted.

    Parameters
    ----------
    roll
        The frozen roll.
    recused
        Persons.
    ballots
        Of this division, any order.
    """
    weights = {entry.person: entry.weight for entry in roll}
    out = frozenset(recused) & frozenset(weights)
    counts = dict.fromkeys(Choice, 0)
    for ballot in ballots:
        if ballot.state is BallotState.COUNTED and ballot.voter in weights and ballot.voter not in out:
            counts[ballot.choice] += weights[ballot.voter]
    return Tally(
        roll=sum(weights.values()),
        recused=sum(weights[p] for p in out),
        for_=counts[Choice.FOR],
        against=counts[Choice.AGAINST],
        abstain=counts[Choice.ABSTAIN],
    )


def paper_tally(roll: Iterable[RollEntry], recused: Iterable[str], entry: PaperReturn) -> Tally:
    """The tally of a secret division's papers."""
    empty = tally(roll, recused, ())
    return replace(empty, for_=entry.for_, against=entry.against, blank=entry.blank, spoilt=entry.spoilt)


def count(votes: Tally, rules: Rulebook, casting: Choice | None = None) -> Result:
    """The result of a tally.

    Parameters
    ----------
    votes
        The tally, without the casting vote.
    rules
        The division's frozen rulebook.
    casting
        The chair's casting vote, once it is given; it joins the votes cast.

    Notes
    -----
    ``needed`` is ``floor(threshold * base) + 1`` for "more than", ``ceil(threshold * base)`` for "at least", and never
    below 1: a motion for which nobody voted is not carried. Votes are tied when as many are for as against, at least
    one each, and one more in favour would carry; otherwise equality fails.
    """
    shown = _with_casting(votes, casting)
    result = _read(shown, rules)
    if result.verdict is Verdict.LOST and casting is None and _tied(votes, rules):
        return replace(result, verdict=Verdict.TIED)
    return result


def under(result: Result, threshold: Fraction, *, strict: bool = False) -> Result:
    """The same votes under another threshold: "would it pass under two thirds?"."""
    return _read(result.tally, replace(result.rulebook, threshold=threshold, strict=strict))


def needed_of(base: int, threshold: Fraction, *, strict: bool) -> int:
    """Votes that carry: more than, or at least, a fraction of a base; at least one."""
    exact = threshold * base
    return max(1, floor(exact) + 1 if strict else ceil(exact))


def _with_casting(votes: Tally, casting: Choice | None) -> Tally:
    if casting is Choice.FOR:
        return replace(votes, for_=votes.for_ + 1)
    if casting is Choice.AGAINST:
        return replace(votes, against=votes.against + 1)
    return votes


def _read(votes: Tally, rules: Rulebook) -> Result:
    eligible = votes.roll - votes.recused
    took_part = votes.for_ + votes.against + votes.abstain + votes.blank + votes.spoilt
    quorum_base = votes.roll if rules.quorum_base is QuorumBase.ROLL else eligible
    quorum_needed = max(1, ceil(rules.quorum * quorum_base))
    base = {
        MajorityBase.VOTING: votes.for_ + votes.against,
        MajorityBase.PRESENT: votes.for_ + votes.against + votes.abstain + votes.blank,
        MajorityBase.ELIGIBLE: eligible,
        MajorityBase.ROLL: votes.roll,
    }[rules.majority_base]
    needed = needed_of(base, rules.threshold, strict=rules.strict)
    verdict = Verdict.CARRIED if votes.for_ >= needed else Verdict.LOST
    if took_part < quorum_needed:
        verdict = Verdict.NO_QUORUM
    return Result(votes, rules, quorum_needed, took_part, base, needed, votes.for_, verdict)


def _tied(votes: Tally, rules: Rulebook) -> bool:
    """True where the rulebook leaves an equality to the chair and the chair's vote would carry it."""
    if rules.tie is Tie.FAILS or votes.for_ != votes.against or votes.for_ == 0:
        return False
    return _read(_with_casting(votes, Choice.FOR), rules).verdict is Verdict.CARRIED
