"""Laws of the count: exact, whole, the same in whatever order things come in; equal votes are never decided here."""

from hypothesis import given
from hypothesis import strategies as st

from khaka.committee.elections.counting import outcome, ranked, total, unopposed
from khaka.committee.polling import Line, Reserved, Unfilled
from tests.committee.room import LAW

names = [f"e:{i}" for i in range(1, 8)]
votes = st.dictionaries(st.sampled_from(names), st.integers(0, 6), min_size=1, max_size=7)
boxes = st.lists(st.dictionaries(st.sampled_from(names), st.integers(0, 10**6)), max_size=8)


@st.composite
def contests(draw: st.DrawFn) -> tuple[list[Line], dict[str, str], int, list[Reserved]]:
    lines = [Line(n, v) for n, v in draw(votes).items()]
    groups = {line.nomination: draw(st.sampled_from(["", "women", "workers"])) for line in lines}
    seats = draw(st.integers(1, 5))
    reserved, left = [], seats
    for group in ("women", "workers"):
        n = draw(st.integers(0, left))
        if n:
            reserved.append(Reserved(group, n, draw(st.sampled_from(Unfilled))))
            left -= n
    return lines, groups, seats, reserved


@LAW
@given(boxes, st.permutations(range(8)))
def test_votes_are_added_exactly_in_any_order(found: list[dict[str, int]], order: list[int]) -> None:
    entries = [[Line(n, v) for n, v in box.items()] for box in found]
    turned = [entries[i][::-1] for i in order if i < len(entries)]
    assert total(entries, names) == total(turned, names[::-1])
    assert sum(line.votes for line in total(entries, names)) == sum(v for box in found for v in box.values())


@LAW
@given(contests(), st.randoms(use_true_random=False))
def test_the_outcome_does_not_depend_on_the_order_of_entry(contest, random) -> None:  # type: ignore[no-untyped-def]
    lines, groups, seats, reserved = contest
    turned = list(lines)
    random.shuffle(turned)
    assert outcome(lines, groups, seats, reserved) == outcome(turned, groups, seats, reserved)


@LAW
@given(contests())
def test_who_is_elected_has_the_votes(contest) -> None:  # type: ignore[no-untyped-def]
    lines, groups, seats, reserved = contest
    found = outcome(lines, groups, seats, reserved)
    count = {line.nomination: line.votes for line in lines}
    assert len(set(found.elected)) == len(found.elected) <= seats
    assert all(count[n] > 0 for n in found.elected)
    if found.tied:
        assert len({count[n] for n in found.tied}) == 1 and not set(found.tied) & set(found.elected)
    else:
        assert len(found.elected) + found.vacant == seats
        for r in reserved:  # nobody of a group is passed over for a reserved seat by one with fewer votes
            own = sorted((count[n] for n in count if groups[n] == r.group and count[n] > 0), reverse=True)
            sitting = [n for n in found.elected if groups[n] == r.group]
            assert len(sitting) >= min(r.seats, len(own))
    if not reserved:
        lost = [v for n, v in count.items() if n not in found.elected]
        assert not found.elected or not lost or min(count[n] for n in found.elected) >= max(lost)


@LAW
@given(contests(), st.permutations(names))
def test_ranks_settle_equal_votes_and_nothing_else(contest, drawn) -> None:  # type: ignore[no-untyped-def]
    lines, groups, seats, reserved = contest
    ranks = ranked((), [Line(n, len(drawn) - i) for i, n in enumerate(drawn)])
    found = outcome(lines, groups, seats, reserved, ranks)
    before = outcome(lines, groups, seats, reserved)
    assert not found.tied
    if before.tied:
        assert set(before.elected) <= set(found.elected)
    else:
        assert found.elected == before.elected


@LAW
@given(contests())
def test_unopposed_means_that_nobody_would_lose(contest) -> None:  # type: ignore[no-untyped-def]
    _, groups, seats, reserved = contest
    found = unopposed(groups, seats, reserved)
    everyone = outcome([Line(n, i + 1) for i, n in enumerate(sorted(groups))], groups, seats, reserved)
    if found is None:
        assert len(everyone.elected) < len(groups)
    else:
        assert set(found[0]) == set(groups) == set(everyone.elected) and found[1] == everyone.vacant


def test_an_earlier_fresh_poll_outweighs_a_later_one() -> None:
    first = ranked((), [Line("a", 5), Line("b", 3), Line("c", 3)])
    second = ranked(first, [Line("b", 1), Line("c", 9)])
    assert {x.nomination: x.votes for x in second} == {"a": 3, "c": 2, "b": 1}
