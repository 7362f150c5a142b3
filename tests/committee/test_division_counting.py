"""Counting: known cases, and laws that hold for every tally and rulebook."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaka.committee.counting import count, needed_of, tally, under
from khaka.committee.noun import Words
from khaka.committee.people import Role
from khaka.committee.result_words import in_words, rule_in_words
from khaka.committee.rulebook import SIMPLE_MAJORITY, TWO_THIRDS, MajorityBase, QuorumBase, Rulebook, Tie
from khaka.committee.voting import (
    Ballot,
    BallotState,
    Choice,
    Division,
    DivisionState,
    Method,
    RollEntry,
    Tally,
    Verdict,
)
from khaka.core.errors import KhakaError
from khaka.locale import Translator
from tests.committee.room import LAW, START, Room

OPEN = replace(SIMPLE_MAJORITY, quorum=Fraction(0))
HALF = Fraction(1, 2)

thresholds = st.fractions(min_value=HALF, max_value=1, max_denominator=20)
rulebooks = st.builds(
    lambda q, qb, t, strict, mb, tie: Rulebook(q, qb, t, (strict or t == HALF) and t != 1, mb, tie),
    st.fractions(min_value=0, max_value=1, max_denominator=10),
    st.sampled_from(QuorumBase),
    thresholds,
    st.booleans(),
    st.sampled_from(MajorityBase),
    st.sampled_from(Tie),
)


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    """Any tally that a roll could give."""
    parts = [draw(st.integers(0, 40)) for _ in range(5)]
    recused, absent = draw(st.integers(0, 10)), draw(st.integers(0, 20))
    return Tally(sum(parts) + recused + absent, recused, *parts)


def test_11_quorum_with_recusals_depends_on_the_base() -> None:
    votes = Tally(roll=9, recused=4, for_=3)
    assert count(votes, replace(SIMPLE_MAJORITY, quorum_base=QuorumBase.ELIGIBLE)).verdict is Verdict.CARRIED
    full = count(votes, SIMPLE_MAJORITY)
    assert (full.verdict, full.quorum_needed, full.took_part) == (Verdict.NO_QUORUM, 5, 3)


@pytest.mark.parametrize(
    ("rules", "votes", "needed", "base", "verdict"),
    [
        (OPEN, Tally(9, 0, 4, 4, 1), 5, 8, Verdict.LOST),  # 50.0 % exactly is not more than half
        (OPEN, Tally(9, 0, 5, 4), 5, 9, Verdict.CARRIED),
        (replace(OPEN, majority_base=MajorityBase.PRESENT), Tally(9, 0, 4, 3, 2), 5, 9, Verdict.LOST),
        (replace(OPEN, majority_base=MajorityBase.ROLL), Tally(9, 0, 4, 0), 5, 9, Verdict.LOST),
        (replace(OPEN, majority_base=MajorityBase.ELIGIBLE), Tally(9, 3, 4, 0), 4, 6, Verdict.CARRIED),
        (replace(TWO_THIRDS, quorum=Fraction(0)), Tally(7, 0, 4, 3), 5, 7, Verdict.LOST),  # 2/3 of 7
        (replace(TWO_THIRDS, quorum=Fraction(0)), Tally(9, 0, 6, 3), 6, 9, Verdict.CARRIED),  # exactly two thirds
        (replace(OPEN, threshold=Fraction(1), strict=False), Tally(3, 0, 3, 0), 3, 3, Verdict.CARRIED),
    ],
)  # fmt: skip
def test_12_bases_and_thresholds(rules: Rulebook, votes: Tally, needed: int, base: int, verdict: Verdict) -> None:
    result = count(votes, rules)
    assert (result.needed, result.base, result.verdict) == (needed, base, verdict)


def test_12b_nobody_for_is_not_carried_and_nothing_is_divided_by_zero() -> None:
    for votes in (Tally(0), Tally(5), Tally(5, 5), Tally(5, 0, 0, 0, 5)):
        assert count(votes, OPEN).verdict in (Verdict.LOST, Verdict.NO_QUORUM)


@pytest.mark.parametrize(
    "bad",
    [{"quorum": Fraction(-1)}, {"quorum": Fraction(3, 2)}, {"threshold": Fraction(1, 3)}, {"threshold": Fraction(2)},
     {"strict": False}, {"threshold": Fraction(1)}],
)  # fmt: skip
def test_12c_bad_rulebooks_are_refused(bad: dict[str, object]) -> None:
    with pytest.raises(KhakaError):
        replace(SIMPLE_MAJORITY, **bad)


@pytest.mark.parametrize(
    ("weight", "why"),
    [
        (0, "not_whole"),
        (-1, "not_whole"),
        (1e9, "not_whole"),
        (10**9, "not_whole"),
        (0.1 + 0.2, "not_whole"),
        ("x", "not_whole"),
        (7, ""),
    ],
)
def test_12d_weights_are_whole_votes(weight: object, why: str) -> None:
    room = Room()
    data = {"person": "w", "role": "member", "terms": "x", "valid_until": room.at(days=1), "weight": weight}
    assert room.why("president", "offer_make", "body", "c", data) == ({why} if why else set())


def test_13_a_tie_is_the_rules_answer() -> None:
    votes = Tally(8, 0, 4, 4)
    assert count(votes, OPEN).verdict is Verdict.LOST
    by_chair = replace(OPEN, tie=Tie.CASTING)
    assert count(votes, by_chair).verdict is Verdict.TIED
    assert count(votes, by_chair, Choice.FOR).verdict is Verdict.CARRIED
    assert count(votes, by_chair, Choice.AGAINST).verdict is Verdict.LOST
    assert count(votes, replace(TWO_THIRDS, tie=Tie.CASTING)).verdict is Verdict.LOST  # one vote would not carry it


@LAW
@given(st.integers(0, 10**6), thresholds, st.booleans())
def test_needed_is_the_least_that_carries(base: int, threshold: Fraction, strict: bool) -> None:
    n = needed_of(base, threshold, strict=strict)
    carries = (lambda v: v > threshold * base) if strict else (lambda v: v >= threshold * base)
    assert n >= 1 and carries(n)
    assert n == 1 or not carries(n - 1)


@LAW
@given(tallies(), rulebooks)
def test_one_more_for_never_loses_what_was_carried(votes: Tally, rules: Rulebook) -> None:
    if count(votes, rules).verdict is Verdict.CARRIED:
        more = replace(votes, for_=votes.for_ + 1, roll=votes.roll + (0 if _absent(votes) else 1))
        result = count(more, replace(rules, quorum=Fraction(0)) if not _absent(votes) else rules)
        if _absent(votes) or rules.majority_base in (MajorityBase.VOTING, MajorityBase.PRESENT):
            assert result.verdict is Verdict.CARRIED


def _absent(votes: Tally) -> int:
    return votes.roll - votes.recused - votes.for_ - votes.against - votes.abstain - votes.blank - votes.spoilt


@LAW
@given(tallies(), rulebooks)
def test_a_vote_turned_from_against_to_for_never_hurts(votes: Tally, rules: Rulebook) -> None:
    if votes.against and count(votes, rules).verdict is Verdict.CARRIED:
        turned = replace(votes, for_=votes.for_ + 1, against=votes.against - 1)
        assert count(turned, rules).verdict is Verdict.CARRIED


@LAW
@given(tallies(), rulebooks)
def test_both_sides_never_carry(votes: Tally, rules: Rulebook) -> None:
    mirrored = replace(votes, for_=votes.against, against=votes.for_)
    assert not count(votes, rules).verdict is count(mirrored, rules).verdict is Verdict.CARRIED


@LAW
@given(tallies(), rulebooks, st.integers(1, 20))
def test_abstentions_do_not_move_a_majority_of_those_voting(votes: Tally, rules: Rulebook, more: int) -> None:
    rules = replace(rules, majority_base=MajorityBase.VOTING, quorum=Fraction(0))
    if votes.for_ + votes.against:
        other = replace(votes, abstain=votes.abstain + more, roll=votes.roll + more)
        assert count(other, rules).verdict is count(votes, rules).verdict


@LAW
@given(tallies(), rulebooks)
def test_a_casting_vote_settles_every_tie_and_only_ties_wait(votes: Tally, rules: Rulebook) -> None:
    result = count(votes, rules)
    if result.verdict is Verdict.TIED:
        assert votes.for_ == votes.against and rules.tie is not Tie.FAILS
        assert count(votes, rules, Choice.FOR).verdict is Verdict.CARRIED
        assert count(votes, rules, Choice.AGAINST).verdict is Verdict.LOST


@LAW
@given(tallies(), rulebooks)
def test_under_two_thirds_is_never_easier_than_half(votes: Tally, rules: Rulebook) -> None:
    result = count(votes, replace(rules, threshold=HALF, strict=True))
    if under(result, Fraction(2, 3)).verdict is Verdict.CARRIED:
        assert result.verdict is Verdict.CARRIED


@LAW
@given(st.permutations(range(8)), st.lists(st.sampled_from(Choice), min_size=8, max_size=8), st.sets(st.integers(0, 7)))
def test_order_and_names_do_not_matter_and_votes_add_up(order: list[int], choices: list[Choice], out: set[int]) -> None:
    roll = [
        RollEntry(id=f"d:p{i}", body="c", division="d", person=f"p{i}", role=Role.MEMBER, weight=1 + i % 3)
        for i in range(8)
    ]
    ballots = [
        Ballot(id=f"d:p{i}", body="c", division="d", voter=f"p{i}", choice=c, weight=1 + i % 3, salt="s" * 32)
        for i, c in enumerate(choices)
    ]
    recused = [f"p{i}" for i in sorted(out)]
    one = tally(roll, recused, ballots)
    assert tally([roll[i] for i in order], recused[::-1], [ballots[i] for i in order]) == one
    assert one.for_ + one.against + one.abstain + one.recused == one.roll == sum(e.weight for e in roll)


def test_a_ballot_off_the_roll_or_set_aside_does_not_count() -> None:
    roll = [RollEntry(id="d:a", body="c", division="d", person="a", role=Role.MEMBER, weight=1)]
    stranger = Ballot(id="d:z", body="c", division="d", voter="z", choice=Choice.FOR, weight=1, salt="s")
    aside = Ballot(
        id="d:a", body="c", division="d", voter="a", choice=Choice.FOR, weight=9, salt="s", state=BallotState.SET_ASIDE
    )
    assert tally(roll, [], [stranger, aside]) == Tally(roll=1)


def division() -> Division:
    return Division(
        id="d7", body="c", proposal="p", text=1, digest="0" * 64, question=Words("Accept?"), method=Method.RECORDED,
        rulebook=OPEN, called_by="chair", called_at=START, opens_from=START, closes_at=START, state=DivisionState.CLOSED,
    )  # fmt: skip


def test_results_in_words() -> None:
    d, en, hi = division(), Translator("en"), Translator("hi")
    lost = in_words(d, count(Tally(9, 0, 5, 4), replace(OPEN, threshold=Fraction(2, 3), strict=False)))
    assert [en.text(m) for m in lost] == [
        "Not carried. Needed 6 of 9 (votes for and against), had 5.",
        "For 5, against 4, abstained 0, spoilt 0, recused 0; on the roll 9.",
        "Under two thirds it would not pass: needs 6 of 9, has 5.",
    ]
    assert hi.text(lost[0]) == "पारित नहीं। 9 में से 6 चाहिए थे (पक्ष और विपक्ष के मत), मिले 5।"
    none = in_words(d, count(Tally(9, 0, 1), SIMPLE_MAJORITY))
    assert en.text(none[0]) == "No quorum. Needed 5 taking part, had 1." and len(none) == 2
    passes = in_words(d, count(Tally(9, 0, 6, 3), OPEN))
    assert en.text(passes[-1]) == "Under two thirds it would pass too: needs 6 of 9, has 6."
    cast = replace(d, casting=Choice.FOR)
    tied = in_words(cast, count(Tally(2, 0, 1, 1), replace(OPEN, tie=Tie.SECOND), Choice.FOR))
    assert en.text(tied[2]) == "The chair's casting vote: for."


@LAW
@given(tallies(), rulebooks)
def test_every_result_and_rule_speaks_both_languages(votes: Tally, rules: Rulebook) -> None:
    lines = in_words(division(), count(votes, rules)) + rule_in_words(rules)
    for lang in ("en", "hi"):
        assert all("committee." not in Translator(lang).text(m) for m in lines)
