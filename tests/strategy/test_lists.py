"""Lists by value, lists against earlier ones, sizes that cannot be, overrides that survive, and lists spread too thin."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases import CATALOG, DRAWS, brief_of, strategy_of

from khaka.blueprint.sections import focus as section
from khaka.core.errors import KhakaError
from khaka.core.figure import Figure
from khaka.core.message import Message
from khaka.locale import Translator
from khaka.mission import Brief, Mission, Override
from khaka.mission.candidates import Candidate
from khaka.mission.focus_versions import FocusVersion
from khaka.mission.spec import VALUE_RULES
from khaka.strategy import Strategy
from khaka.strategy.focus import RULES, FocusList, focus_list, since
from khaka.strategy.focus.spread import never_in_contention, thin_budget

#: Lists by value rest on a forecast each.
pytestmark = pytest.mark.slow

EN = Translator("en")
AITC = strategy_of("mission-2024-aitc")
INC = strategy_of("mission-2024")


def altered(mission: Mission, **changes: object) -> Strategy:
    return Strategy(Brief(replace(mission, **changes), CATALOG), DRAWS)  # type: ignore[arg-type]


@cache
def by_value(rule: str, seats: int = 20) -> FocusList:
    return focus_list(AITC.brief, AITC.book, frozenset(), rule, seats, lambda: AITC.values)


def test_the_rules_by_value_are_the_missions() -> None:
    assert tuple(r.name for r in RULES.values() if r.value) == VALUE_RULES
    assert all((r.chooses is None) == bool(r.value) for r in RULES.values())


@pytest.mark.parametrize("rule", VALUE_RULES)
def test_a_list_by_value_takes_the_most_valuable(rule: str) -> None:
    found = by_value(rule)
    worth = {
        v.seat_id: (v.expected if rule == "best-expected" else v.goal) for v in AITC.values.seats if v.win is not None
    }
    chosen = {s.seat_id for s in found.chosen}
    assert len(chosen) == 20 and found.by_rule[:20] == tuple(sorted(chosen, key=lambda s: (-(worth[s] or 0), s)))
    assert min(worth[s] or 0 for s in chosen) >= max(worth[s] or 0 for s in set(worth) - chosen)
    assert len(found.left_out) == len(worth) - 20


def test_the_reason_says_value_and_place() -> None:
    first = next(s for s in by_value("best-expected").seats if s.order == 1)
    figures = [v for v in first.reasons[0].values.values() if isinstance(v, Figure)]
    assert next(f.value for f in figures) == 1 and all(f.sources for f in figures)
    assert EN.text(first.reasons[0]).startswith("no. 1 by value for seats")


def test_a_mission_may_choose_by_value() -> None:
    mission = AITC.brief.mission
    found = altered(mission, focus=replace(mission.focus, rule="best-expected", seats=20))
    assert [s.seat_id for s in found.focus.chosen] == [s.seat_id for s in by_value("best-expected").chosen]
    made = section.build(found)
    table = next(t for t in made.blocks if getattr(t, "id", "") == "s7.left_out")
    assert 0 < len(table.rows) <= section.VALUED  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("rule", "seats", "said"),
    [
        ("best-expected", None, "needs a number"),
        ("best-expected", 500, "500 is more"),
        ("best-goal", 0, "543"),
        (None, 543, "543 is more"),
        ("second", 500, "The rule gives"),
    ],
)
def test_sizes_that_cannot_be(rule: str | None, seats: int | None, said: str) -> None:
    with pytest.raises(KhakaError) as caught:
        focus_list(AITC.brief, AITC.book, frozenset(), rule, seats, lambda: AITC.values)
    assert said in EN.text(caught.value.message) and caught.value.hint is not None


def test_the_goals_rule_needs_a_goal() -> None:
    brief = Brief(replace(AITC.brief.mission, goals=()), CATALOG)
    with pytest.raises(KhakaError) as caught:
        focus_list(brief, AITC.book, frozenset(), "best-goal", 20, lambda: AITC.values)
    assert "goal" in EN.text(caught.value.message)


def test_more_than_the_rule_gives_is_a_shorter_list_that_says_so() -> None:
    found = focus_list(INC.brief, INC.book, frozenset(), None, 400)
    assert (len(found.chosen), found.missing) == (382, 18)
    with pytest.raises(KhakaError) as caught:
        focus_list(INC.brief, INC.book, frozenset(), None, 422)
    assert "421 seats" in EN.text(caught.value.message) and "382" in EN.text(caught.value.message)


# ---- earlier lists --------------------------------------------------------------------------------------------------


def version(*seats: str) -> FocusVersion:
    return FocusVersion("then", date(2022, 3, 1), seats)


def test_added_and_dropped_say_why() -> None:
    focus, brief = INC.focus, INC.brief
    cut = focus.left_out[0].seat_id
    never = next(s.seat_id for s in focus.seats if s.order is None)
    kept = focus.by_rule[1]
    change = since(version(cut, never, kept, "XX-1"), focus, brief)
    assert change.kept == (kept,) and len(change.added) == 369
    why = {m.seat_id: EN.text(m.reason) for m in (*change.added, *change.dropped)}
    assert why[cut].startswith("no. 371 in the order, and the list takes 370")
    assert why[never].startswith("not by the rule")
    assert why["XX-1"] == "no such seat in 2019"
    assert why[focus.by_rule[0]] == "by the rule: won in 2019"


def test_a_change_by_hand_is_the_reason() -> None:
    mission, dropped = INC.brief.mission, INC.focus.by_rule[0]
    added = next(s.seat_id for s in INC.focus.seats if s.order is None)
    changes = (
        Override(dropped, "drop", "given up", "A", date(2022, 4, 1)), Override(added, "add", "by-election", "B"),
    )  # fmt: skip
    found = altered(mission, focus=replace(mission.focus, overrides=changes))
    change = since(version(dropped), found.focus, found.brief)
    why = {m.seat_id: EN.text(m.reason) for m in (*change.added, *change.dropped)}
    assert why[dropped] == "dropped by hand: given up (A, 1 Apr 2022)"
    assert why[added] == "added by hand: by-election (B)"
    seats = {s.seat_id: s for s in found.focus.seats}
    assert seats[dropped].override == "drop: given up (A, 2022-04-01)"


@given(st.sets(st.sampled_from([s.seat_id for s in INC.focus.seats])))
def test_both_lists_are_accounted_for(seats: set[str]) -> None:
    change = since(version(*sorted(seats)), INC.focus, INC.brief)
    added, dropped = ({m.seat_id for m in part} for part in (change.added, change.dropped))
    now = {s.seat_id for s in INC.focus.chosen}
    assert set(change.kept) | added == now and set(change.kept) | dropped == seats
    assert not added & dropped and len(change.kept) + len(added) == len(now)


def test_overrides_survive_other_data() -> None:
    """A new as-of date brings new results; what was changed by hand stays."""
    mission = AITC.brief.mission
    dropped, added = AITC.focus.by_rule[0], next(s.seat_id for s in AITC.focus.seats if s.order is None)
    changes = (Override(dropped, "drop", "x", "A", mission.as_of), Override(added, "add", "y", "B"))
    versions = set()
    for as_of in (mission.as_of, date(2022, 12, 31), date(2023, 12, 31)):
        found = altered(mission, as_of=as_of, focus=replace(mission.focus, overrides=changes))
        seats = {s.seat_id: s for s in found.focus.seats}
        assert not seats[dropped].chosen and seats[added].chosen
        assert seats[dropped].override == f"drop: x (A, {mission.as_of.isoformat()})"
        versions.add(found.brief.catalog.data_version)
    assert len(versions) == 3


# ---- the section ----------------------------------------------------------------------------------------------------


def test_the_section_shows_versions_tickets_and_their_counts() -> None:
    mission = AITC.brief.mission
    first, second = (s.seat_id for s in AITC.focus.chosen[:2])
    versions = (
        FocusVersion("second list", date(2022, 4, 1), (first, second, "XX-9")), FocusVersion("first", date(2022, 3, 1), (first,))
    )  # fmt: skip
    tickets = (Candidate(first, "named", True), Candidate(second, "ticket-open"))
    hand = replace(mission.hand, candidates=tickets)
    made = section.build(altered(mission, focus=replace(mission.focus, versions=versions), hand=hand))
    tables = {t.id: t for t in made.blocks if hasattr(t, "rows")}
    listed = len(AITC.focus.chosen)
    assert [r.cells[:5] for r in tables["s7.versions"].rows] == [
        ("first", date(2022, 3, 1), 1, listed - 1, 0),
        ("second list", date(2022, 4, 1), 3, listed - 2, 1),
    ]
    assert len(tables["s7.since"].rows) == listed - 1
    counts = [sum(int(r.cells[i]) for r in tables["s7.candidates"].rows) for i in range(1, 6)]  # type: ignore[arg-type]
    assert counts == [listed, 1, 1, listed - 2, 1]
    column = [c.key for c in tables["s7.seats"].columns].index("candidate")
    words = {r.key: r.cells[column] for r in tables["s7.seats"].rows}
    said = {s: EN.text(m) for s, m in words.items() if isinstance(m, Message)}
    assert said[first] == "named; the sitting member stands again" and said[second] == "ticket open"
    assert set(said.values()) - {said[first], said[second]} == {"not given"}


def test_without_them_the_section_is_silent() -> None:
    ids = {getattr(b, "id", "") for b in section.build(AITC).blocks}
    assert not ids & {"s7.versions", "s7.since", "s7.candidates"}


@pytest.mark.slow
def test_a_budget_below_the_list_is_said() -> None:
    bjp = strategy_of("mission-2024-bjp")
    effort = bjp.brief.mission.effort
    assert effort is not None
    poor, rich = (altered(bjp.brief.mission, effort=replace(effort, budget=b)) for b in (1e7, 1e11))
    found = thin_budget(poor)
    assert found is not None and found[1].serves < found[0].size
    assert found[0].budget / found[0].size < found[1].least
    assert thin_budget(rich) is None and thin_budget(AITC) is None
    keys = [m.text.key for m in section.build(poor).blocks if hasattr(m, "kind") and hasattr(m, "text")]
    assert "lists.thin" in keys


def test_seats_never_in_contention_are_told() -> None:
    bjp = strategy_of("mission-2024-bjp")
    third = never_in_contention(bjp.focus)
    assert third and all(s.rank == 3 for s in bjp.focus.seats if s.seat_id in third)
    assert never_in_contention(INC.focus) == ()
    assert brief_of("mission-2024-bjp").mission.focus.rule == "second-or-third"
